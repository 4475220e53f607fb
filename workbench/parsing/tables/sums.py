"""Whether the parts of a row make its total, as the form says they must (I3, I6 to I8)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from workbench.model import Cell
from workbench.reference.forms import Identity, TableSpec


def sums_hold(cells: Sequence[Cell], table: TableSpec) -> bool | None:
    """Whether every sum of these rows holds, None where the form has none for them.

    Used only where it is in doubt how a row is to be read; a row that was read for sure stays
    as the report has it, contradictions included.
    """
    held: bool | None = None
    for row in {cell.row for cell in cells}:
        values = {cell.column: cell.value or 0 for cell in cells if cell.row == row}
        for identity in _sums(table, row):
            terms = (*identity.left, *identity.right)
            if all(term.key in values for term in terms):
                left = sum(term.sign * values[term.key] for term in identity.left)
                right = sum(term.sign * values[term.key] for term in identity.right)
                held = held is not False and left == right
    return held


def _sums(table: TableSpec, row: str) -> Iterator[Identity]:
    """The equations between columns of this year that hold in ``row``."""
    for identity in table.identities:
        equation = identity.over == "rows" and identity.relation == "="
        yearly = any(term.last_year for term in (*identity.left, *identity.right))
        if equation and not yearly and row in (identity.only or (row,)):
            yield identity
