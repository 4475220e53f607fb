"""Links from numbers to the sentences and cells they stand in, and those excerpts."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from workbench.analysis.cells import CellReading, cells_of_figures
from workbench.analysis.readings import Reading
from workbench.analysis.tables import Tables
from workbench.display.html import Html, tag
from workbench.display.labels import shown


@dataclass(slots=True)
class Citation:
    """A passage that the page links to; ``cell`` where it is a cell of a table."""

    report_id: str
    start: int
    end: int
    cell: CellReading | None = None

    @property
    def anchor(self) -> str:
        """The id of the excerpt in the page."""
        if self.cell:
            where = f"{self.cell.table}.{self.cell.row}.{self.cell.column}"
            return f"q-{self.report_id}-{where}"
        return f"q-{self.report_id}-{self.start}"


@dataclass
class Quotes:
    """The passages that one page cites. Only what was linked stands in the excerpts."""

    corpus: Tables
    cited: dict[str, Citation] = field(default_factory=dict)

    def link(self, label: Html | str, report_id: str, span: tuple[int, int]) -> Html:
        """``label`` as a link to the sentence around ``span`` of the report's text."""
        citation = Citation(report_id, *span)
        known = self.cited.get(citation.anchor)
        if known:
            known.end = max(known.end, citation.end)
        return self._anchor(label, citation)

    def reading(self, reading: Reading, label: str | None = None) -> Html:
        """A figure's value as a link to its sentence, or to its cell where it stands in one."""
        cell = self.cell_of(reading)
        if cell:
            return self.cell(cell, label or shown(reading))
        span = (reading.start, reading.end)
        return self.link(label or shown(reading), reading.report_id, span)

    def cell_of(self, reading: Reading) -> CellReading | None:
        """The cell on which a figure rests; None where it stands in a sentence."""
        return self._cells.get((reading.report_id, reading.start, reading.end))

    def cell(self, cell: CellReading, label: str | None = None) -> Html:
        """A cell's value as a link to its row and column; what is not a number is no link."""
        written = label or shown(cell)
        if cell.value is None:
            return tag("span", written, class_="missing")
        return self._anchor(written, Citation(cell.report_id, cell.start, cell.end, cell))

    def _anchor(self, label: Html | str, citation: Citation) -> Html:
        """The link; the first one to a passage carries the id that the excerpt leads back to."""
        anchor = citation.anchor
        first = anchor not in self.cited
        self.cited.setdefault(anchor, citation)
        return tag("a", label, href=f"#{anchor}", id=f"from-{anchor}" if first else None)

    @cached_property
    def _cells(self) -> dict[tuple[str, int, int], CellReading]:
        return cells_of_figures(self.corpus)
