"""Tables that go on over a page break, put together again.

What a break does: the header may be printed again; a label that runs down several rows goes
on in an empty cell, or with its second half; one row may be cut in two. A cell that begins
with a number of its own (（五）, 3.) is always a new one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from workbench.reading.layout import Slot
from workbench.reading.pdfpage import Table

#: Edges on two pages that are this near are the same edge.
_NEAR = 4.0
#: So many columns at the right side are enough to know a table by.
_ALIKE = 2
_MOST_HEADER_ROWS, _SHORTEST_LABEL = 4, 3
_NUMBERED = re.compile(
    r"\s*(?:[一二三四五六七八九十]{1,3}\s*[、.．]|[（(]\s*[一二三四五六七八九十0-9]{1,3}\s*[)）]"
    r"|[0-9]{1,2}\s*[、.．](?![0-9])|第[一二三四五六七八九十]{1,3}条)"
)
_HAN = re.compile(r"[\u4e00-\u9fff]")

Cell = tuple[Slot, tuple[str, ...]]


def goes_on(above: Table, below: Table) -> bool:
    """Whether ``below``, first on its page, has the columns of ``above``.

    Both end at the same edge, and one has all the edges of the other, or at least the last
    two columns are the same: where only labels are merged, or where a program draws nothing
    of a label that began above, the parts differ on their left.
    """
    if above.xs[0] > below.xs[0] + _NEAR:
        return False
    few, many = sorted((above.xs, below.xs), key=len)
    same = [_same(*edges) for edges in zip(reversed(few), reversed(many), strict=False)]
    alike = next((at for at, equal in enumerate(same) if not equal), len(same))
    return alike > _ALIKE or (
        same[0] and all(any(_same(edge, other) for other in many) for edge in few)
    )


def _same(edge: float, other: float) -> bool:
    return abs(edge - other) <= _NEAR


def joined(above: Table, below: Table) -> Table:
    """The two parts as one table; rows of ``below`` come after those of ``above``."""
    more = [edge for edge in below.xs if not any(_same(edge, other) for other in above.xs)]
    xs = tuple(sorted((*above.xs, *more)))
    upper = _without_empty_row(_on_columns(above, xs), above.height - 1)
    lower = _without_header(upper, _without_empty_row(_on_columns(below, xs), 0))
    missing = _nearest(xs, below.xs[0])
    upper = replace(
        upper,
        cells=tuple(
            (slot._replace(rowspan=slot.rowspan + lower.height), lines)
            if slot.row + slot.rowspan == upper.height and slot.column + slot.colspan <= missing
            else (slot, lines)
            for slot, lines in upper.cells
        ),
    )
    if _cuts_a_row(upper, lower):
        return _with_cut_row(upper, lower)
    return _with_labels(upper, lower)


def _nearest(xs: tuple[float, ...], edge: float) -> int:
    return min(range(len(xs)), key=lambda n: abs(xs[n] - edge))


def _on_columns(table: Table, xs: tuple[float, ...]) -> Table:
    """The table with its columns counted along the edges ``xs``."""
    at = [_nearest(xs, edge) for edge in table.xs]
    cells = []
    for slot, lines in table.cells:
        start, end = at[slot.column], at[slot.column + slot.colspan]
        cells.append((slot._replace(column=start, colspan=max(1, end - start)), lines))
    return replace(table, xs=xs, cells=tuple(cells))


def _without_empty_row(table: Table, row: int) -> Table:
    """The table without ``row`` if it only holds the beginning or the end of empty cells.

    Browsers draw such a strip where the content of a row went on to the next page.
    """
    inside = [cell for cell in table.cells if cell[0].row == row and cell[0].rowspan == 1]
    if table.height < 2 or not inside or any(_text(lines) for _, lines in inside):
        return table
    cells: list[Cell] = []
    for slot, lines in table.cells:
        if slot.row > row:
            cells.append((slot._replace(row=slot.row - 1), lines))
        elif slot.row + slot.rowspan <= row:
            cells.append((slot, lines))
        elif slot.rowspan > 1:
            cells.append((slot._replace(rowspan=slot.rowspan - 1), lines))
    return replace(table, height=table.height - 1, cells=tuple(cells))


def _without_header(upper: Table, lower: Table) -> Table:
    """``lower`` without the rows that only repeat the first ones of ``upper``."""
    for rows in range(min(_MOST_HEADER_ROWS, upper.height, lower.height - 1), 0, -1):
        first, again = _first_rows(upper, rows), _first_rows(lower, rows)
        labels = [text for _, text in again or () if text]
        if first == again and len(labels) > 1 and all(map(_HAN.search, labels)):
            cells = [
                (slot._replace(row=slot.row - rows), lines)
                for slot, lines in lower.cells
                if slot.row >= rows
            ]
            return replace(lower, height=lower.height - rows, cells=tuple(cells))
    return lower


def _first_rows(table: Table, rows: int) -> list[tuple[Slot, str]] | None:
    """The first rows; None (equal to nothing) where a cell reaches out of them."""
    found = [(slot, _text(lines)) for slot, lines in table.cells if slot.row < rows]
    return None if any(slot.row + slot.rowspan > rows for slot, _ in found) else found


def _cuts_a_row(upper: Table, lower: Table) -> bool:
    """Whether the break runs through a row: its numbered label goes on without a number.

    The values stand in one of the halves only. Nothing is said of rows without numbers:
    行政处罚 above and 行政强制 below are two rows.
    """
    last = _row(upper, upper.height - 1, starting=False)
    first = _row(lower, 0, starting=True)
    label, rest = _label(last), _label(first)
    if label is None or rest is None or label.column != rest.column:
        return False
    numbered = _NUMBERED.match(_text_at(last, label)), _NUMBERED.match(_text_at(first, rest))
    return (
        numbered[0] is not None
        and numbered[1] is None
        and not (_has_values(last, label) and _has_values(first, rest))
    )


def _row(table: Table, row: int, *, starting: bool) -> list[Cell]:
    """The cells that begin in ``row``, or that end in it."""
    return [
        (slot, lines)
        for slot, lines in table.cells
        if (slot.row if starting else slot.row + slot.rowspan - 1) == row
    ]


def _label(row: Sequence[Cell]) -> Slot | None:
    """The cell whose words stand next to the values: the last one that is no 无 or 不适用."""
    labels = (slot for slot, lines in reversed(row) if _is_label(_text(lines)))
    return next(labels, None)


def _is_label(words: str) -> bool:
    return _NUMBERED.match(words) is not None or len(_HAN.findall(words)) > _SHORTEST_LABEL


def _has_values(row: Sequence[Cell], label: Slot) -> bool:
    return any(_text(lines) for slot, lines in row if slot.column > label.column)


def _text_at(row: Sequence[Cell], place: Slot) -> str:
    return next(_text(lines) for slot, lines in row if slot == place)


def _text(lines: tuple[str, ...]) -> str:
    return "".join("".join(lines).split())


def _with_cut_row(upper: Table, lower: Table) -> Table:
    """The tables with the first row of ``lower`` added to the last one of ``upper``."""
    first = {(s.column, s.colspan): (s, lines) for s, lines in _row(lower, 0, starting=True)}
    cells: list[Cell] = []
    for slot, lines in upper.cells:
        key = (slot.column, slot.colspan)
        if slot.row + slot.rowspan == upper.height and key in first:
            below, more = first.pop(key)
            slot = slot._replace(rowspan=slot.rowspan + below.rowspan - 1)
            lines = (*lines, *more)
        cells.append((slot, lines))
    rest = [cell for cell in lower.cells if cell[0].row > 0]
    shift = upper.height - 1
    cells += [(slot._replace(row=slot.row + shift), lines) for slot, lines in rest]
    return replace(upper, height=shift + lower.height, cells=tuple(sorted(cells)))


def _with_labels(upper: Table, lower: Table) -> Table:
    """The tables under each other, labels that run over the break in one cell."""
    first = _row(lower, 0, starting=True)
    filled = [slot.column for slot, lines in first if _text(lines)]
    bottom = {
        (slot.column, slot.colspan): at
        for at, (slot, _) in enumerate(upper.cells)
        if slot.row + slot.rowspan == upper.height
    }
    cells = list(upper.cells)
    kept: list[Cell] = []
    for slot, lines in lower.cells:
        at = bottom.get((slot.column, slot.colspan)) if slot.row == 0 else None
        if at is not None and _runs_on(cells[at], (slot, lines), min(filled, default=0)):
            above, words = cells[at]
            cells[at] = (above._replace(rowspan=above.rowspan + slot.rowspan), (*words, *lines))
        else:
            kept.append((slot._replace(row=slot.row + upper.height), lines))
    return replace(upper, height=upper.height + lower.height, cells=tuple(sorted([*cells, *kept])))


def _runs_on(above: Cell, below: Cell, first_filled: int) -> bool:
    """Whether the cell below is the same label: empty left of the words, or its second half."""
    words = _text(below[1])
    if not words:
        return below[0].column < first_filled and bool(_HAN.search(_text(above[1])))
    return (
        below[0].rowspan > 1
        and _NUMBERED.match(_text(above[1])) is not None
        and _NUMBERED.match(words) is None
        and bool(_HAN.search(words))
    )
