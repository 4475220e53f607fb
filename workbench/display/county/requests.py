"""申请与办理: what the reports say of requests, outcomes and disputes, never added up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from workbench.analysis.cells import CellReading, Cells
from workbench.analysis.compare import CountyYear, Unit
from workbench.analysis.findings import Found
from workbench.display.county.findings import doubts
from workbench.display.county.reporters import nothing
from workbench.display.county.said import said
from workbench.display.forms import short_row_label
from workbench.display.html import Html, join
from workbench.display.labels import label, shown
from workbench.display.parts import Part, Parts, parts
from workbench.display.quotes import Quotes
from workbench.display.tables import Row, Td, lines, missing, note, table

#: The columns of the table of outcomes: heading, and the rows of table three below it.
OUTCOMES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("新收", ("new",)),
    ("上年结转", ("carried_over",)),
    ("予以公开", ("granted",)),
    ("部分公开", ("partly_granted",)),
    (
        "不予公开",
        (
            "state_secret", "forbidden_by_law", "safety_and_stability", "third_party_rights",
            "internal_affairs", "process_information", "enforcement_file", "administrative_query",
        ),
    ),
    ("无法提供", ("not_held", "needs_production", "unclear_after_correction")),
    ("不予处理", ("petition", "repeated", "publication", "excessive", "confirmation")),
    ("其他处理", ("other", "not_corrected", "fee_unpaid", "other_reason")),
    ("办结总计", ("total",)),
    ("结转下年", ("carried_forward",)),
)  # fmt: skip
_BEFORE, _BLOCKS, _AFTER = OUTCOMES[:4], OUTCOMES[4:8], OUTCOMES[8:]
_DISPUTES = (
    ("reconsideration", "行政复议"),
    ("direct_litigation", "未经复议直接起诉"),
    ("litigation_after_reconsideration", "复议后起诉"),
)
_RESULTS = ("upheld", "corrected", "other", "pending", "total")
_RESULT_LABELS = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")


def requests(view: CountyYear, quotes: Quotes, findings: Sequence[Found]) -> Parts:
    """Per group what is said of requests and disputes, then the tables' own numbers."""
    if not view.units:
        return parts(note(nothing(view)))
    made: list[Part | None] = []
    for group in view.groups():
        made += said(view, group, quotes=quotes, findings=findings)
        made += [_outcomes(view, group, quotes), _disputes(view, group, quotes, findings)]
    if not any(view.cells.values()):
        made.append(note("文字中没有统一的办理结果表（自 2019 年的报告起才有统一的表）。"))
    return parts(*made)


def _with_table(view: CountyYear, group: str, name: str) -> list[tuple[Unit, Cells]]:
    """The units of the group whose report holds the table, with its cells."""
    return [
        (unit, view.cells[report.report_id])
        for unit in view.groups()[group]
        for report in unit.reports
        if any(key[0] == name for key in view.cells[report.report_id])
    ]


def _outcomes(view: CountyYear, group: str, quotes: Quotes) -> Html | None:
    held = _with_table(view, group, "requests")
    if not held:
        return None
    made: list[Row] = [
        (
            unit.name,
            *(_single(mine, rows[0], quotes) for _, rows in _BEFORE),
            Td(_others(mine, quotes), "results"),
            *(_single(mine, rows[0], quotes) for _, rows in _AFTER),
        )
        for unit, mine in held
    ]
    before, after = ([heading for heading, _ in part] for part in (_BEFORE, _AFTER))
    caption = f"{label('group', group)}：办理结果表（三）的“总计”列，{len(held)} 个单位"
    columns = ("单位", *before, "其余结果（大于0的格逐一列出）", *after)
    single = [at for at in range(1, len(columns)) if at != len(before) + 1]
    return table(caption, columns, made, numbers=single)


def _single(cells: Cells, row: str, quotes: Quotes) -> Td:
    cell = cells.get(("requests", row, "total"))
    return Td(quotes.cell(cell) if cell else missing("未见"), "breaks")


def _others(cells: Cells, quotes: Quotes) -> Html:
    """The blocks of several rows: every row that is not 0 by its name, then the blocks of 0."""
    counted: list[Html] = []
    nothing_in: list[Html] = []
    for heading, rows in _BLOCKS:
        held = [cells[key] for row in rows if (key := ("requests", row, "total")) in cells]
        above = [cell for cell in held if cell.value]
        if above:
            named = (quotes.cell(cell, f"{short_row_label(cell)} {shown(cell)}") for cell in above)
            counted.append(join([f"{heading}：", join(named, "，")]))
        else:
            nothing_in.append(_nothing_in(heading, held, quotes))
    return lines([*counted, join(nothing_in, "，")])


def _nothing_in(heading: str, held: Sequence[CellReading], quotes: Quotes) -> Html:
    """A block without a number above 0: 不予公开 0（8格均为0）, its cells behind the link."""
    zeros = [cell for cell in held if cell.value == 0]
    if not zeros:
        return join([f"{heading}：", missing(shown(held[0]) if held else "未见")])
    blank = len(held) - len(zeros)
    rest = missing(f"另 {blank} 格未填") if blank else None
    if len(zeros) == 1:
        return join([quotes.cell(zeros[0], f"{heading} {shown(zeros[0])}"), rest])
    return join([quotes.block(zeros, f"{heading} 0（{len(zeros)}格均为0）"), rest])


def _disputes(
    view: CountyYear, group: str, quotes: Quotes, findings: Sequence[Found]
) -> Html | None:
    held = _with_table(view, group, "disputes")
    if not held:
        return None
    name = label("group", group)
    rows: list[Row] = [
        (unit.name, _kind(heading, results, findings), *(_result(cell, quotes) for cell in results))
        for unit, mine in held
        for block, heading in _DISPUTES
        for results in [_results(mine, block)]
        if any(cell and cell.value for cell in results)
    ]
    if not rows:
        return note(f"{name}的复议诉讼表（四）中没有大于 0 的数字（{len(held)} 份表）。")
    caption = f"{name}：复议诉讼表（四）中有案件的行"
    return table(caption, ("单位", "类别", *_RESULT_LABELS), rows, numbers=range(2, 7))


def _kind(heading: str, results: Iterable[CellReading | None], findings: Sequence[Found]) -> Html:
    """What the row counts, and whether its cells do not add up."""
    return join([heading, *doubts(findings, [cell for cell in results if cell])], " ")


def _results(cells: Cells, block: str) -> list[CellReading | None]:
    return [cells.get(("disputes", block, column)) for column in _RESULTS]


def _result(cell: CellReading | None, quotes: Quotes) -> Html:
    return quotes.cell(cell) if cell else missing("未见")
