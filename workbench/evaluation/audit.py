"""Figures drawn at random for checking by hand, and the precision that the checking gives.

The sheet shows each figure with its sentence; a person writes 对 or 错 into its first column
(1 or 0, y or n will do), or leaves it open where the sentence does not decide. Read back, the
marks give the share that is right with its Wilson interval: what 50 figures can tell, no more.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from workbench.analysis.intervals import Share, wilson
from workbench.corpus.open import Corpus
from workbench.corpus.sheet import read_sheet
from workbench.errors import CorpusError
from workbench.reference.indicators import indicators

#: The columns of the sheet, as people see them.
MARK = "对错"
COLUMNS = (
    MARK, "指标", "数值", "单位", "限定", "状态", "时间范围", "主体", "年份", "原文", "上下文",
    "报告", "报告年份", "编号",
)  # fmt: skip
RIGHT = frozenset({"对", "正确", "1", "y", "yes", "√", "✓"})
WRONG = frozenset({"错", "错误", "0", "n", "no", "×", "x", "✗"})
_AROUND = 60
_FIGURE = (
    "report_id", "n", "indicator", "value", "unit", "qualifier", "status", "confidence", "scope",
    "subject", "year", "quote", "start", "end",
)  # fmt: skip
#: How a text begins that a spreadsheet would take for a formula.
_FORMULA = ("=", "+", "-", "@", "\t")


@dataclass(frozen=True, slots=True)
class Audit:
    """What was marked: the share that is right, by indicator too, and how many stayed open."""

    share: Share
    by_indicator: Mapping[str, Share]
    open: int


def draw(corpus: Corpus, *, n: int, seed: int) -> list[dict[str, str]]:
    """``n`` figures that are certain and have a value, each as likely as any other, as rows.

    The same corpus and seed draw the same ones. Fewer where there are no more.
    """
    figures = [
        row
        for row in corpus.arrow("figures", columns=list(_FIGURE)).to_pylist()
        if row["confidence"] == "certain" and row["value"] is not None
    ]
    figures.sort(key=lambda row: (row["report_id"], row["n"]))
    chosen = Random(seed).sample(figures, min(n, len(figures)))
    wanted = {row["report_id"] for row in chosen}
    reports = _by_id(corpus, "reports", ("report_id", "name", "year"), wanted)
    texts = _by_id(corpus, "texts", ("report_id", "text"), wanted)
    return [_row(row, reports[row["report_id"]], texts[row["report_id"]]["text"]) for row in chosen]


def _by_id(
    corpus: Corpus, table: str, columns: Sequence[str], wanted: set[str]
) -> dict[str, dict[str, Any]]:
    rows = corpus.arrow(table, columns=list(columns)).to_pylist()
    return {row["report_id"]: row for row in rows if row["report_id"] in wanted}


def _row(figure: Mapping[str, Any], report: Mapping[str, Any], text: str) -> dict[str, str]:
    start, end = figure["start"], figure["end"]
    around = (text[max(0, start - _AROUND) : start], text[start:end], text[end : end + _AROUND])
    before, said, after = (" ".join(piece.split()) for piece in around)
    values = (
        "", indicators()[figure["indicator"]].label, f"{figure['value']:,.10g}", figure["unit"],
        figure["qualifier"], figure["status"], figure["scope"], figure["subject"], figure["year"],
        figure["quote"], f"{before}【{said}】{after}", report["name"], report["year"],
        f"{figure['report_id']}/{figure['n']}",
    )  # fmt: skip
    return dict(zip(COLUMNS, map(_shown, values), strict=True))


def _shown(value: object) -> str:
    """A value as a cell holds it: one line, and nothing that a spreadsheet would compute."""
    text = "" if value is None else " ".join(str(value).split())
    return f"'{text}" if text.startswith(_FORMULA) else text


def write(rows: Sequence[Mapping[str, str]], path: Path) -> None:
    """The sheet as a CSV that Excel opens as it is (UTF-8 with its mark)."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS)
        writer.writeheader()
        writer.writerows(rows)


def read(path: Path) -> Audit:
    """What a person marked in the sheet at ``path``.

    :class:`CorpusError` names the line whose mark is neither right nor wrong nor empty.
    """
    marks: list[tuple[str, bool]] = []
    left = 0
    for number, line in read_sheet(path, COLUMNS, needed=(MARK, "指标")).lines:
        mark = line[MARK].casefold()
        if mark and mark not in RIGHT | WRONG:
            raise CorpusError(f"{path}, line {number}: {line[MARK]!r} in {MARK}; write 对 or 错")
        left += not mark
        marks += [(line["指标"], mark in RIGHT)] if mark else []
    names = sorted({name for name, _ in marks})
    return Audit(
        _share([right for _, right in marks]),
        {name: _share([right for other, right in marks if other == name]) for name in names},
        left,
    )


def _share(marks: Sequence[bool]) -> Share:
    return wilson(sum(marks), len(marks))
