"""The statutory tables that the file itself marks as tables: HTML, DOCX, ruled PDF.

A grid's cells have columns, so that a blank is seen and a number cannot shift. Grids that
hold something else (a menu, an article laid out in a table) give nothing; of a grid that
also holds running text only the rows of the table count.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from workbench.model import Grid, GridCell, Span, Status
from workbench.parsing.fold import Squeezed
from workbench.parsing.tables import labels
from workbench.parsing.tables.cell_values import is_unit, read_cell
from workbench.parsing.tables.labels import Sense
from workbench.parsing.tables.rows import Block, Entry, Layout, Slot

_LONGEST_LABEL = 120
_LONGEST_VALUE = 30
_FEWEST = {"proactive": 2, "requests": 2, "disputes": 4, "statistics": 4}
#: The table whose values stand in one row without a label: blank, they are still its cells.
_ACROSS = "disputes"


def blocks(folded: str, grids: Sequence[Grid], part: Span) -> list[Block]:
    """The blocks of statutory tables in those ``grids`` that stand in ``part``, in order."""
    found: list[Block] = []
    for grid in grids:
        if part.start <= grid.span.start and grid.span.end <= part.end:
            found += _of_grid(folded, grid)
    return found


def _of_grid(folded: str, grid: Grid) -> Iterator[Block]:
    """One block for each run of rows of the same table."""
    ordered = sorted(grid.cells, key=lambda cell: (cell.row, cell.column))
    rows = [_Row(folded, list(cells)) for _, cells in groupby(ordered, lambda cell: cell.row)]
    table, held = "", list[_Row]()
    for i, row in enumerate(rows):
        below = row.holds_values or (row.is_blank and table == _ACROSS)
        if held and (table in row.tables or (not row.tables and below)):
            held.append(row)
            continue
        yield from _block(table, held)
        table, held = _table_of(rows, i), [row]
    yield from _block(table, held)


def _table_of(rows: Sequence[_Row], at: int) -> str:
    """The table of a row; of labels that several tables have, that of the next rows."""
    tables = rows[at].tables
    for row in rows[at + 1 : at + 3]:
        if len(tables) < 2:
            break
        tables = (tables & row.tables) or tables
    return min(tables, default="")


class _Row:
    """A grid's row: its cells in order and the tables that its labels belong to."""

    __slots__ = ("cells", "holds_values", "is_blank", "tables")

    def __init__(self, folded: str, cells: Sequence[GridCell]) -> None:
        self.cells = [_Cell(folded, cell) for cell in cells]
        known = [{sense.table for sense in cell.senses} for cell in self.cells if cell.senses]
        every = set().union(*known)
        self.tables = set.intersection(*known) or every if known else every
        self.is_blank = not any(cell.text for cell in self.cells)
        self.holds_values = any(cell.is_value for cell in self.cells)


class _Cell:
    """A grid's cell: a label of a form, a value, a blank, or other words."""

    __slots__ = (
        "column",
        "is_value",
        "label",
        "numbered",
        "senses",
        "slot",
        "span",
        "text",
        "width",
    )

    def __init__(self, folded: str, cell: GridCell) -> None:
        raw = folded[cell.span.start : cell.span.end]
        self.text = raw.strip()
        start = cell.span.start + (len(raw) - len(raw.lstrip()) if self.text else 0)
        self.span = Span(start, start + len(self.text))
        self.column, self.width = cell.column, cell.colspan
        short = 1 < len(self.text) <= _LONGEST_LABEL and not self.text.isascii()
        squeezed = Squeezed(folded, *self.span).text if short else ""
        known = labels.known_label(squeezed) if short else None
        self.label = known or labels.bare(squeezed)
        self.senses = labels.dictionary()[known] if known else ()
        self.numbered = bool(known) and labels.strip_number(squeezed) != squeezed
        self.is_value = not self.senses and _is_value(self.text)
        self.slot = Slot(self.text, *self.span, cell.column, cell.colspan)


def _is_value(text: str) -> bool:
    if not text or len(text) > _LONGEST_VALUE:
        return False
    if is_unit(text) or not any(character.isalpha() for character in text):
        return True
    return any(
        read_cell(text, kind).status is not Status.UNREADABLE for kind in ("amount", "change")
    )


def _block(table: str, rows: Sequence[_Row]) -> Iterator[Block]:
    cells = [cell for row in rows for cell in row.cells]
    known = [cell.label for cell in cells if _senses(cell, table)]
    if not table or len(known) < _FEWEST[table]:
        return
    if not labels.is_own(table, known, "\n".join(cell.text for cell in cells)):
        return
    entries: list[Entry] = []
    heads: set[int] = set()
    for row in rows:
        heads |= {c.column for c in row.cells if any(s.kind == "column" for s in _senses(c, table))}
        _add_row(entries, table, row, heads)
    region = Span(min(cell.span.start for cell in cells), max(cell.span.end for cell in cells))
    yield Block(table, tuple(entries), region)


def _senses(cell: _Cell, table: str) -> tuple[Sense, ...]:
    return labels.senses_in(cell.label, table) if cell.senses else ()


def _add_row(entries: list[Entry], table: str, row: _Row, heads: set[int]) -> None:
    """The labels of a row with their places; a row without a label belongs to the last one.

    Words below a head are an unreadable cell, elsewhere an unknown label.
    """
    label: _Cell | None = None
    slots: list[Slot] = []
    for cell in row.cells:
        senses = _senses(cell, table)
        value = not senses and (cell.is_value or not cell.text or cell.column in heads)
        if value and (label or not any(c.senses for c in row.cells)):
            slots.append(cell.slot)
        elif not value:
            if label:
                entries.append(_entry(label, table, slots))
            label, slots = cell, []
    if label:
        entries.append(_entry(label, table, slots))
    elif entries and not any(slot.text for slot in entries[-1].slots):
        last = entries[-1]
        entries[-1] = Entry(
            last.label, last.senses, last.numbered, last.span, tuple(slots), Layout.GRID
        )


def _entry(label: _Cell, table: str, slots: Sequence[Slot]) -> Entry:
    return Entry(
        label.label,
        _senses(label, table),
        label.numbered,
        label.span,
        tuple(slots),
        Layout.GRID,
        0,
        len(slots),
        1,
        (label.column, label.width),
    )
