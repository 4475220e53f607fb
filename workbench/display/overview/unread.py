"""The files that gave no report, for the index: they belong to no year and no place."""

from __future__ import annotations

from workbench.analysis.place import unread
from workbench.analysis.tables import Tables
from workbench.display.labels import label


def unread_files(corpus: Tables) -> str | None:
    """没有读出报告的文件：过大 2 个; None where every file gave a report."""
    rows = unread(corpus)
    if rows.empty:
        return None
    shown = "，".join(
        f"{label('refusal', reason)} {files} 个"
        for reason, files in zip(rows["reason"], rows["files"], strict=True)
    )
    return f"没有读出报告的文件：{shown}。这些文件的年度和单位无法确定，未计入任何页面。"
