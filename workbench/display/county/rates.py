"""比率: the rates of each report with a base, with their intervals."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.analysis.cells import CellReading
from workbench.analysis.compare import CountyYear
from workbench.analysis.findings import Found, in_doubt
from workbench.analysis.intervals import FEW, Share
from workbench.analysis.rates import Rate, rates
from workbench.display.html import Html, join, tag
from workbench.display.labels import label, percent, shown
from workbench.display.parts import Parts, parts
from workbench.display.quotes import Quotes
from workbench.display.tables import Row, Td, missing, note, table

#: Of fewer cases than this a percentage says nothing; the table of outcomes has the cases.
MIN_BASE = 10


def rates_table(view: CountyYear, quotes: Quotes, findings: Sequence[Found]) -> Parts:
    """A row per unit and rate; what has no base is named once, below the table."""
    reports = [(unit, report.report_id) for unit in view.units for report in unit.reports]
    every = [
        (unit.name, rate) for unit, report_id in reports for rate in rates(view.cells[report_id])
    ]
    large = [(name, rate) for name, rate in every if (rate.base or 0) >= MIN_BASE]
    doubtful = [(n, r) for n, r in large if in_doubt(findings, (*r.part_cells, *r.base_cells))]
    sure = [entry for entry in large if entry not in doubtful]
    rows = [_row(name, rate, quotes) for name, rate in sure if rate.share]
    left_out = _left_out(doubtful)
    if not rows:
        why = f"各单位的分母都不足 {MIN_BASE}，或所需的格内没有数字" if every else "没有报告"
        return parts(note(f"没有列出比率：{why}。0／0 没有基数，不写成 0%。"), left_out)
    columns = ("单位", "比率", "分子／分母", "数值", "95% 区间")
    caption = "比率（分子、分母均来自同一份报告的表格）"
    few = f"分母不足 {MIN_BASE} 的不列比率；分母不足 {FEW} 的波动很大，只列数字，不作高低评价。"
    return parts(table(caption, columns, rows, numbers=(2, 3, 4)), note(few), left_out)


def _left_out(doubtful: list[tuple[str, Rate]]) -> Html | None:
    """Which rates are not computed because the cells they need contradict each other."""
    if not doubtful:
        return None
    named = "；".join(f"{name}的{label('rate', rate.name)}" for name, rate in doubtful)
    return note(f"所用的格与报告的其他数字不一致（见核对结果），未计算：{named}。")


def _row(name: str, rate: Rate, quotes: Quotes) -> Row:
    share = rate.share
    over, under = _sum(rate.part_cells, rate.part, quotes), _sum(rate.base_cells, rate.base, quotes)
    fraction = join([over, "／", under])
    return (name, label("rate", rate.name), Td(fraction, "breaks"), *_numbers(share))


def _numbers(share: Share | None) -> tuple[Html | str, str]:
    if share is None or share.share is None or share.low is None or share.high is None:
        return missing("无基数"), "—"
    return percent(share.share), f"{percent(share.low)} 至 {percent(share.high)}"


def _sum(cells: tuple[CellReading, ...], total: int | None, quotes: Quotes) -> Html:
    """A sum with the cells that it adds, each a link; a single cell is its own link."""
    if len(cells) == 1:
        return quotes.cell(cells[0])
    terms = join((quotes.cell(cell, shown(cell)) for cell in cells), "＋")
    return join([str(total or 0), tag("span", "（", terms, "）", class_="why")])
