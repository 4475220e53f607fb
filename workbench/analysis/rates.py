"""The rates that readers of the reports expect, from one report's own table cells."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.analysis.cells import CellReading, Cells
from workbench.analysis.intervals import Share, wilson

_Key = tuple[str, str, str]


def _requests(*rows: str) -> tuple[_Key, ...]:
    return tuple(("requests", row, "total") for row in rows)


def _disputes(column: str) -> tuple[_Key, ...]:
    blocks = ("reconsideration", "direct_litigation", "litigation_after_reconsideration")
    return tuple(("disputes", block, column) for block in blocks)


@dataclass(frozen=True, slots=True)
class Definition:
    """A rate: the cells that are added for its part and its base (and taken off the base)."""

    name: str
    part: tuple[_Key, ...]
    base: tuple[_Key, ...]
    less: tuple[_Key, ...] = ()


#: Handbook "taxonomy", figures that readers expect. Part and base are of the same report.
DEFINITIONS = (
    Definition("grant_rate", _requests("granted", "partly_granted"), _requests("total")),
    Definition("not_held_share", _requests("not_held"), _requests("total")),
    Definition(
        "carry_forward_share", _requests("carried_forward"), _requests("new", "carried_over")
    ),
    Definition("natural_person_share", (("requests", "new", "natural_person"),), _requests("new")),
    Definition("dispute_rate", _disputes("total"), _requests("new")),
    Definition("correction_rate", _disputes("corrected"), _disputes("total"), _disputes("pending")),
)


@dataclass(frozen=True, slots=True)
class Rate:
    """A rate of one report; ``reason`` says why there is none.

    ``no_table`` (a cell it needs is not in the text), ``no_value`` (a cell is blank or
    uncertain), ``no_base`` (0/0) or ``not_a_share`` (the part is larger than the base; a
    dispute rate may be: several disputes can follow one request).
    """

    name: str
    share: Share | None
    reason: str | None
    part: int | None
    base: int | None
    part_cells: tuple[CellReading, ...]
    base_cells: tuple[CellReading, ...]


def rates(cells: Cells) -> tuple[Rate, ...]:
    """Every rate of :data:`DEFINITIONS` for one report, in that order.

    A blank cell is never read as 0: the rates that need it are then not computed.
    """
    return tuple(_rate(definition, cells) for definition in DEFINITIONS)


def _rate(definition: Definition, cells: Cells) -> Rate:
    keys = (definition.part, definition.base, definition.less)
    if any(key not in cells for group in keys for key in group):
        return Rate(definition.name, None, "no_table", None, None, (), ())
    part, base, less = (tuple(cells[key] for key in group) for group in keys)
    if not all(cell.counts for cell in (*part, *base, *less)):
        return Rate(definition.name, None, "no_value", None, None, part, (*base, *less))
    over, under = _sum(part), _sum(base) - _sum(less)
    if not 0 <= over <= under:
        return Rate(definition.name, None, "not_a_share", over, under, part, (*base, *less))
    share = wilson(over, under)
    reason = "no_base" if share.share is None else None
    return Rate(definition.name, share, reason, over, under, part, (*base, *less))


def _sum(cells: tuple[CellReading, ...]) -> int:
    return sum(int(cell.value or 0) for cell in cells)
