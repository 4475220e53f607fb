"""Links from numbers to the sentences and cells they stand in: what a page cites."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from workbench.analysis.cells import CellReading, Cells, cells_of, cells_on
from workbench.analysis.indicators import indicator_named
from workbench.analysis.readings import Reading
from workbench.analysis.tables import Tables
from workbench.display.html import Html, join, tag
from workbench.display.labels import number, shown

#: Of a sum of more cells than this only those that are not 0 are written out.
_WRITTEN_OUT = 3


@dataclass(slots=True)
class Citation:
    """A passage that the page links to; ``cells`` where it is one or more cells of a table."""

    report_id: str
    start: int
    end: int
    cells: tuple[CellReading, ...] = ()

    @property
    def anchor(self) -> str:
        """The id of the excerpt in the page."""
        if self.cells:
            ends = dict.fromkeys((self.cells[0], self.cells[-1]))
            named = "-".join(f"{cell.table}.{cell.row}.{cell.column}" for cell in ends)
            several = f"-{len(self.cells)}" if len(self.cells) > 1 else ""
            return f"q-{self.report_id}-{named}{several}"
        return f"q-{self.report_id}-{self.start}"


@dataclass
class Quotes:
    """The passages that one page cites. Only what was linked stands in the excerpts."""

    corpus: Tables
    cited: dict[str, Citation] = field(default_factory=dict)
    _cells: dict[str, Cells] = field(default_factory=dict)

    def link(self, label: Html | str, report_id: str, span: tuple[int, int]) -> Html:
        """``label`` as a link to the sentence around ``span`` of the report's text.

        Where the span begins and ends with cells of a table, to those with their headings:
        without them a row of the table would be bare numbers.
        """
        citation = Citation(report_id, *span, self._within(report_id, span))
        known = self.cited.get(citation.anchor)
        if known:
            known.end = max(known.end, citation.end)
        return self._anchor(label, citation)

    def reading(self, reading: Reading, label: str | None = None) -> Html:
        """A figure's value as a link to its sentence, or to its cell where it stands in one.

        Of a sum each cell is a link: 10＋3＝13（2格合计）.
        """
        cells = self.cells_behind(reading)
        if len(cells) > 1:
            return self.total(cells)
        if cells:
            return self.cell(cells[0], label or shown(reading))
        span = (reading.start, reading.end)
        return self.link(label or shown(reading), reading.report_id, span)

    def cells_behind(self, reading: Reading) -> tuple[CellReading, ...]:
        """The cells on which a figure rests, several for a sum; none where it is a sentence's."""
        form = self._forms.get(reading.report_id, "")
        if not indicator_named(reading.indicator).cells.get(form):
            return ()
        held = cells_on(reading.indicator, self._of(reading.report_id))
        if not held or any(cell.value is None for cell in held):
            return ()
        ends = (min(cell.start for cell in held), max(cell.end for cell in held))
        return held if ends == (reading.start, reading.end) else ()

    def total(self, cells: Sequence[CellReading]) -> Html:
        """A sum that we make: its terms, each a link, and that it is one; of zeros all at once."""
        whole = sum(cell.value or 0 for cell in cells)
        if not whole:
            return self.block(cells, f"0（{len(cells)}格均为0）")
        count = f"（{len(cells)}格合计）"
        if len(cells) > _WRITTEN_OUT:
            count = f"（{len(cells)}格合计，其余为0）"
            cells = [cell for cell in cells if cell.value]
        terms = join((self.cell(cell) for cell in cells), "＋")
        equals = f"＝{number(whole)}" if len(cells) > 1 else None
        return join([terms, equals, tag("span", count, class_="why")])

    def block(self, cells: Sequence[CellReading], label: str) -> Html:
        """``label`` as a link to several cells of one report, each with its headings."""
        ends = min(cell.start for cell in cells), max(cell.end for cell in cells)
        return self._anchor(label, Citation(cells[0].report_id, *ends, tuple(cells)))

    def cell(self, cell: CellReading, label: str | None = None) -> Html:
        """A cell's value as a link to its row and column; what is not a number is no link."""
        written = label or shown(cell)
        if cell.value is None:
            return tag("span", written, class_="missing")
        return self._anchor(written, Citation(cell.report_id, cell.start, cell.end, (cell,)))

    def _anchor(self, label: Html | str, citation: Citation) -> Html:
        """The link; the first one to a passage carries the id that the excerpt leads back to."""
        anchor = citation.anchor
        first = anchor not in self.cited
        self.cited.setdefault(anchor, citation)
        return tag("a", label, href=f"#{anchor}", id=f"from-{anchor}" if first else None)

    def _within(self, report_id: str, span: tuple[int, int]) -> tuple[CellReading, ...]:
        """The cells of ``span``, if it runs from the first of them to the end of the last."""
        start, end = span
        every = self._of(report_id).values()
        held = sorted(
            (cell for cell in every if start <= cell.start < cell.end <= end),
            key=lambda cell: cell.start,
        )
        if not held or (held[0].start, max(cell.end for cell in held)) != span:
            return ()
        return tuple(held)

    def _of(self, report_id: str) -> Cells:
        """The cells of one report; a page asks for few of its county's reports."""
        if report_id not in self._cells:
            self._cells |= cells_of(self.corpus, [report_id])
        return self._cells[report_id]

    @cached_property
    def _forms(self) -> dict[str, str]:
        reports = self.corpus.reports
        return dict(zip(reports["report_id"], reports["form"], strict=True))
