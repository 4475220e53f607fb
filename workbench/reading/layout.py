"""Where the cells of a table come to stand once their spans are counted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from workbench.errors import SourceError
from workbench.reading import limits

#: A cell with so much in it holds an article, not a value or a label.
_ARTICLE_LENGTH, _ARTICLE_SENTENCES, _SENTENCE_LENGTH = 400, 2, 40


def holds_article(text: str) -> bool:
    """Whether a cell with this text is no cell of a form: its table only arranges a page."""
    if len(text) < _SENTENCE_LENGTH:
        return False
    return len(text) > _ARTICLE_LENGTH or text.count("。") >= _ARTICLE_SENTENCES


class Slot(NamedTuple):
    """The place of one cell: its first row and column, and how many of each it covers."""

    row: int
    column: int
    rowspan: int = 1
    colspan: int = 1

    @property
    def extent(self) -> tuple[int, int]:
        return self.rowspan, self.colspan


def place(rows: Sequence[Sequence[tuple[int, int]]]) -> list[list[Slot]]:
    """The slots of cells given as (rowspan, colspan), row by row, as a browser lays them out.

    A cell takes the first free column of its row; a span of 0 rows runs to the end of the
    table, a span beyond the last row is cut there, and a cell never covers another: its
    columns end where one from above still stands. Raises :class:`SourceError` (too_large)
    for tables that no form could be.
    """
    if len(rows) > limits.TABLE_ROWS or sum(map(len, rows)) > limits.TABLE_CELLS:
        raise SourceError("too_large", f"a table of {len(rows):,} rows")
    taken: dict[int, int] = {}
    placed: list[list[Slot]] = []
    for number, row in enumerate(rows):
        slots: list[Slot] = []
        column = 0
        for rowspan, colspan in row:
            while taken.get(column, 0) > number:
                column += 1
            width = _free_width(taken, column, number, colspan)
            height = min(rowspan or len(rows), len(rows) - number)
            slots.append(Slot(number, column, height, width))
            taken.update(dict.fromkeys(range(column, column + width), number + height))
            column += width
        if column > limits.TABLE_COLUMNS:
            raise SourceError("too_large", f"a table of {column:,} columns")
        placed.append(slots)
    return placed


def _free_width(taken: dict[int, int], column: int, row: int, wanted: int) -> int:
    wanted = max(1, min(wanted, limits.TABLE_COLUMNS + 1))
    for offset in range(1, wanted):
        if taken.get(column + offset, 0) > row:
            return offset
    return wanted
