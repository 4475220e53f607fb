"""Putting a document's text together while knowing where each piece comes to stand."""

from __future__ import annotations

import re
from collections.abc import Iterable

from workbench.model import Grid, GridCell, Span
from workbench.reading.layout import Slot

_SPACE = " \t\r\n\f"
#: What a cell or a line may hold without holding anything.
BLANK = " \t\r\n\f\v\u00a0\u2002\u2003\u2009\u200b\u3000\ufeff"
_RUN = re.compile(r"[ \t\r\n\f]+")


class Writer:
    """Text that grows piece by piece: running text, line breaks, and tables with their grids.

    White space at the ends of a line is dropped. Between two pieces one space stands for any
    run of it, and nothing where a line of the source was broken beside a Chinese character
    (规范性 / 文件, 2017 / 年). Pieces that touch stay together: 20 and 23 of two elements are 2023.
    """

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._last = "\n"
        self._gap = ""
        self._in_cell = False
        self.length = 0
        self.grids: list[Grid] = []

    @property
    def text(self) -> str:
        """What was written so far."""
        return "".join(self._pieces)

    def add(self, text: str) -> None:
        """Add running text as the source of a page has it, white space and all."""
        core = text.strip(_SPACE)
        if not core:
            self._gap += text[:1]
            return
        at = text.find(core[0])
        self._gap += text[:at]
        if "\n" in core or "\t" in core or "  " in core or "\r" in core:
            core = _RUN.sub(_between, core)
        if self._last == "\n" and not self._in_cell:
            core = core.lstrip(BLANK)
        if core:
            self._join(core)
            self._put(core)
        self._gap = text[len(text.rstrip(_SPACE)) :]

    def line(self) -> None:
        """End the line, unless nothing stands on it; a cell runs on as a broken line does."""
        if self._in_cell:
            self._gap += "\n"
            return
        self._gap = ""
        if self._last != "\n":
            self._put("\n")

    def tab(self) -> None:
        """Add a tab within a line, as lines that imitate a table have them."""
        if self._in_cell or self._last == "\n":
            self._gap = self._gap or " "
            return
        self._gap = ""
        self._put("\t")

    def table(self, rows: Iterable[Iterable[tuple[Slot, Iterable[str | None]]]]) -> None:
        """Add a table: a line for each row, tabs between its cells, and its grid.

        A cell is its slot and its pieces of text, with None for a line break. A cell that
        covers several places stands in the first of them only.
        """
        self.line()
        start = self.length
        cells = [cell for row in rows for cell in self._row(row)]
        if cells:
            self.grids.append(Grid(tuple(cells), Span(start, max(start, self.length - 1))))

    def _row(self, row: Iterable[tuple[Slot, Iterable[str | None]]]) -> list[GridCell]:
        cells: list[GridCell] = []
        for slot, pieces in row:
            if cells:
                self._put("\t")
            cells.append(GridCell(slot.row, slot.column, self._cell(pieces), *slot.extent))
        if cells:
            self._put("\n")
        return cells

    def _cell(self, pieces: Iterable[str | None]) -> Span:
        """Write one cell; its span is tight, and empty where only blanks stand in it."""
        start, first = self.length, len(self._pieces)
        self._in_cell, self._gap, self._last = True, "", "\t"
        for piece in pieces:
            if piece is None:
                self.line()
            else:
                self.add(piece)
        self._in_cell, self._gap = False, ""
        raw = "".join(self._pieces[first:])
        text = raw.strip(BLANK)
        del self._pieces[first:]
        self._pieces.append(text)
        self.length = start + len(text)
        self._last = text[-1:] or "\t"
        return Span(start, self.length)

    def _join(self, core: str) -> None:
        """Put the space that stands between what was and ``core``, if one does."""
        if self._gap and self._last not in "\n\t" and _parts(self._last, self._gap, core[0]):
            self._put(" ")

    def _put(self, text: str) -> None:
        self._pieces.append(text)
        self.length += len(text)
        self._last = text[-1]


def _between(gap: re.Match[str]) -> str:
    """What stands for white space within a piece of text."""
    return " " if _parts(gap.string[gap.start() - 1], gap.group(), gap.string[gap.end()]) else ""


def _parts(before: str, gap: str, after: str) -> bool:
    """Whether white space parts two characters: a line broken beside a Chinese one does not."""
    broken = "\n" in gap or "\r" in gap
    return not (broken and (before > "\x7f" or after > "\x7f"))
