"""What people decided, as the pages say it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from workbench.analysis.decided import Corrected, Review
from workbench.display.forms import path_label
from workbench.display.html import Html, tag
from workbench.display.labels import label
from workbench.display.tables import Row, table
from workbench.reference.indicators import indicators


def reviewed(review: Review | None) -> Html | None:
    """（已确认：与原件一致；某科，2026-11-20）; nothing where nobody looked."""
    if review is None:
        return None
    said = f"（{label('judgement', review.judgement)}：{review.reason}；{review.by}，{review.on}）"
    return tag("span", said, class_="why")


def corrections_table(found: Sequence[Corrected], units: Mapping[str, str]) -> Html | None:
    """Which values were corrected, from what to what, why and by whom; None for none.

    ``units`` are the reports' units. What was not applied is not shown: it changed nothing.
    """
    applied = [one for one in found if one.why is None]
    if not applied:
        return None
    rows: list[Row] = [
        (
            units[one.report_id],
            named(one.field),
            one.found or "没有读到",
            one.value or "不是这一项",
            one.reason,
            f"{one.by}，{one.on}",
        )
        for one in applied
    ]
    columns = ("单位", "更正的项", "原来读作", "更正为", "理由", "更正人、日期")
    return table("人工更正的数值（页面上注明“已更正”）", columns, rows)


def named(field: str) -> str:
    """The label of a corrected field: 收到申请数, 新收 × 总计, 报告年份."""
    kind, _, name = field.partition(".")
    if kind == "identity":
        return label("field", name)
    if kind == "figures":
        return indicators()[name].label if name in indicators() else name
    return path_label(name)
