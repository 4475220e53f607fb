"""What the reports say of requests and disputes in sentences and the statistics table."""

from __future__ import annotations

from workbench.analysis.cells import Cells, cells_on
from workbench.analysis.compare import CountyYear, Pair, pairs
from workbench.analysis.indicators import indicator_named
from workbench.analysis.readings import Answer, Reading
from workbench.display.county.findings import Findings
from workbench.display.county.volume import answered
from workbench.display.html import Html, tag
from workbench.display.labels import label, shown
from workbench.display.quotes import Quotes
from workbench.display.tables import Row, lines, missing, table

#: What every report should state; a column even where nobody states it.
EXPECTED = ("requests_received", "reconsideration_total", "litigation_total")
#: The tables that stand whole on the page, cell by cell.
_SHOWN_APART = frozenset({"requests", "disputes"})
#: A column only where a unit of the group states it.
FURTHER = (
    "requests_carried_over",
    "requests_handled",
    "requests_answered",
    "requests_granted",
    "requests_partly_granted",
    "requests_refused",
    "requests_not_held",
    "requests_nonexistent",
    "requests_not_available",
    "requests_not_processed",
    "requests_other_handling",
    "requests_carried_forward",
    "fees",
)


def said(view: CountyYear, group: str, quotes: Quotes, findings: Findings) -> list[Html]:
    """What the group's units state of requests and disputes, and what more some of them do."""
    first = _columns(view, group, EXPECTED)
    more = {
        name: column
        for name, column in _columns(view, group, FURTHER).items()
        if any(_in_words(answer, quotes) for answer in column)
    }
    name = label("group", group)
    tables = [
        _table(view, group, first, quotes, findings, f"{name}：{view.year}年收到的申请、复议和诉讼")
    ]
    if more:
        caption = f"{name}：文字或统计表中另外说明的办理情况"
        tables.append(_table(view, group, more, quotes, findings, caption))
    return tables


Columns = dict[str, tuple[Answer, ...]]


def _columns(view: CountyYear, group: str, indicators: tuple[str, ...]) -> Columns:
    def mine(pair: Pair) -> bool:
        return pair.unit.group == group

    return {
        name: tuple(pair.this for pair in filter(mine, pairs(view, name))) for name in indicators
    }


def _in_words(answer: Answer, quotes: Quotes) -> bool:
    """Whether anything but a cell of the tables of outcomes and disputes states it."""
    chosen = (answer.chosen,) if answer.chosen else answer.conflicting
    cells = [quotes.cell_of(one) for one in (*chosen, *answer.aside)]
    return any(cell is None or cell.table not in _SHOWN_APART for cell in cells)


def _table(
    view: CountyYear,
    group: str,
    columns: Columns,
    quotes: Quotes,
    findings: Findings,
    caption: str,
) -> Html:
    rows: list[Row] = []
    for at, unit in enumerate(view.groups()[group]):
        answers = [column[at] for column in columns.values()]
        beside = lines(findings.beside(_readings(answers)))
        held = [view.cells[report.report_id] for report in unit.reports]
        shown_answers = (
            _with_aside(answer, quotes, _unfilled(name, held))
            for name, answer in zip(columns, answers, strict=True)
        )
        rows.append((unit.name, *shown_answers, beside))
    heads = ("单位", *(indicator_named(name).label for name in columns), "另见")
    last = len(heads) - 1
    return table(caption, heads, rows, numbers=range(1, last), optional=(last,))


def _unfilled(indicator: str, held: list[Cells]) -> Html | None:
    """What stands in the table where the text is silent and no number was filled in."""
    for cells in held:
        empty = [cell for cell in cells_on(indicator, cells) if cell.value is None]
        if empty:
            return missing(shown(empty[0]), "表格")
    return None


def _with_aside(answer: Answer, quotes: Quotes, unfilled: Html | None) -> Html:
    if answer.missing == "not_stated" and unfilled:
        return unfilled
    extra = [
        tag("span", quotes.reading(one), tag("span", _why(one), class_="why"), class_="aside")
        for one in answer.aside
        if one.value is not None
    ]
    return lines([answered(answer, quotes), *extra])


def _why(reading: Reading) -> str:
    return f"（{label('aside', reading.kind)}）"


def _readings(answers: list[Answer]) -> list[Reading]:
    return [
        reading
        for answer in answers
        for reading in ((answer.chosen,) if answer.chosen else answer.conflicting)
    ]
