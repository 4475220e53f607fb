"""What the reports say of requests and disputes in sentences and the statistics table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from workbench.analysis.cells import CellReading, Cells, cells_on
from workbench.analysis.compare import CountyYear, Unit, pairs
from workbench.analysis.findings import Found
from workbench.analysis.indicators import indicator_named
from workbench.analysis.readings import Answer, Reading
from workbench.display.county.findings import beside, doubted
from workbench.display.county.volume import answered
from workbench.display.html import Html, join, tag
from workbench.display.labels import label, shown
from workbench.display.quotes import Quotes
from workbench.display.tables import Row, Td, lines, missing, table
from workbench.reference.indicators import indicators

#: What every report should state; a column even where nobody states it.
EXPECTED = ("requests_received", "reconsideration_total", "litigation_total")
#: The tables that stand whole on the page, cell by cell.
_SHOWN_APART = frozenset({"requests", "disputes"})
#: The families of indicators of which a column stands where a unit of the group states one.
_FAMILIES = frozenset({"requests", "disputes", "fees"})
#: So many of them stand beside what is expected; more make a table of their own.
_MOST_COLUMNS = 3
#: A longer table is folded; links into it and printing open it.
_MOST_ROWS = 8
#: So many units, or else so many things that they state, stand side by side on paper.
_MOST_UNITS, _MOST_BESIDE = 6, 5


def said(view: CountyYear, group: str, *, quotes: Quotes, findings: Sequence[Found]) -> list[Html]:
    """What the group's units state of requests and disputes, and what more some of them do."""
    stated = {name: _answers(view, group, name) for name in (*EXPECTED, *further())}
    more = [name for name in further() if any(_in_words(one, quotes) for one in stated[name])]
    page = _Group(view, group, stated, quotes, findings)
    if len(more) <= _MOST_COLUMNS:
        return [page.by_unit((*EXPECTED, *more))]
    return [page.by_unit(EXPECTED), page.besides(more)]


def further() -> tuple[str, ...]:
    """The other indicators of requests, disputes and fees, in the order of the reference."""
    known = indicators().values()
    return tuple(one.key for one in known if one.group in _FAMILIES and one.key not in EXPECTED)


def _in_words(answer: Answer, quotes: Quotes) -> bool:
    """Whether anything but cells of the tables of outcomes and disputes states it."""
    behind = [quotes.cells_behind(one) for one in (*answer.sure, *answer.aside)]
    return any(
        not cells or any(cell.table not in _SHOWN_APART for cell in cells) for cells in behind
    )


def _answers(view: CountyYear, group: str, indicator: str) -> tuple[Answer, ...]:
    return tuple(pair.this for pair in pairs(view, indicator) if pair.unit.group == group)


@dataclass(frozen=True, slots=True)
class _Group:
    """What the units of one group state, by indicator, in the order of the units."""

    view: CountyYear
    group: str
    stated: Mapping[str, tuple[Answer, ...]]
    quotes: Quotes
    findings: Sequence[Found]

    def by_unit(self, names: Sequence[str], caption: str | None = None) -> Html:
        """A row per unit, a column per indicator."""
        rows: list[Row] = [
            (
                unit.name,
                *(Td(self._cell(name, at), "breaks") for name in names),
                self._checks(self.stated[name][at] for name in names),
            )
            for at, unit in enumerate(self._units())
        ]
        heads = ("单位", *(indicator_named(name).label for name in names), "另见")
        last = len(heads) - 1
        caption = caption or f"{self.view.year}年收到的申请、复议和诉讼"
        caption = f"{label('group', self.group)}：{caption}"
        return table(caption, heads, rows, numbers=range(1, last), optional=(last,))

    def besides(self, names: Sequence[str]) -> Html:
        """What some of the units state besides; folded where it is long.

        A row per indicator; of many units, which no paper holds side by side, a row per unit.
        """
        caption = "文字或统计表中另外说明的办理情况"
        if len(self._units()) <= _MOST_UNITS:
            made = self.by_indicator(names, caption)
        else:
            starts = range(0, len(names), _MOST_BESIDE)
            parts = [names[start : start + _MOST_BESIDE] for start in starts]
            made = join(self.by_unit(part, caption) for part in parts)
        if len(names) <= _MOST_ROWS:
            return made
        summary = f"{label('group', self.group)}：{caption}（{len(names)} 项）"
        return tag("details", tag("summary", summary), made)

    def by_indicator(self, names: Sequence[str], caption: str) -> Html:
        """A row per indicator, a column per unit."""
        units = self._units()
        rows: list[Row] = [
            (
                indicator_named(name).label,
                *(self._cell(name, at) for at in range(len(units))),
                self._checks(self.stated[name]),
            )
            for name in names
        ]
        heads = ("项目", *(unit.name for unit in units), "另见")
        last = len(heads) - 1
        caption = f"{label('group', self.group)}：{caption}"
        return table(caption, heads, rows, numbers=range(1, last), optional=(last,))

    def _units(self) -> tuple[Unit, ...]:
        return self.view.groups()[self.group]

    def _cell(self, indicator: str, at: int) -> Html:
        answer = self.stated[indicator][at]
        held = [self.view.cells[report.report_id] for report in self._units()[at].reports]
        unfilled = _unfilled(indicator, held, self.quotes)
        doubts = doubted(self.findings, answer, self.quotes)
        return lines([_with_aside(answer, self.quotes, unfilled), *doubts])

    def _checks(self, answers: Iterable[Answer]) -> Html:
        return lines(beside(self.findings, _readings(answers)))


def _unfilled(indicator: str, held: list[Cells], quotes: Quotes) -> Html | None:
    """What stands in the table's cells where no number came of them.

    填“—”（表格） where all are empty; where some are not, their numbers and how many are.
    """
    for cells in held:
        mine = cells_on(indicator, cells) or _of_blank_table(indicator, cells)
        empty = [cell for cell in mine if cell.value is None]
        filled = [cell for cell in mine if cell.value is not None]
        if empty and not filled:
            return missing(shown(empty[0]), "表格")
        if empty:
            rest = missing(f"另 {len(empty)} 格{shown(empty[0])}，不合计")
            return lines([*(quotes.cell(cell) for cell in filled), rest])
    return None


def _of_blank_table(indicator: str, cells: Cells) -> tuple[CellReading, ...]:
    """The cells of the indicator's table where not all of its own were read and none is filled."""
    form = next((cell.form for cell in cells.values()), "")
    tables = {path.partition(".")[0] for path in indicator_named(indicator).cells.get(form, ())}
    held = tuple(cell for cell in cells.values() if cell.table in tables)
    return () if any(cell.value is not None for cell in held) else held


def _with_aside(answer: Answer, quotes: Quotes, unfilled: Html | None) -> Html:
    if answer.missing in ("not_stated", "no_value") and unfilled:
        return unfilled
    extra = [
        tag("span", quotes.reading(one), tag("span", _why(one), class_="why"), class_="aside")
        for one in answer.aside
        if one.value is not None
    ]
    return lines([answered(answer, quotes), *extra])


def _why(reading: Reading) -> str:
    return f"（{label('aside', reading.kind)}）"


def _readings(answers: Iterable[Answer]) -> list[Reading]:
    return [reading for answer in answers for reading in answer.sure]
