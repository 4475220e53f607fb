"""The smallest set of slips that explains why equations fail.

Failures that share a cell belong together. Where one cell explains them all, it is named with
the value that would repair it; where one number stands in the wrong column, both columns are;
else each identity is told once. Nothing is ever changed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from workbench.checking.equations import Equation, Values
from workbench.checking.view import Key, shown
from workbench.reference.forms import TableSpec

#: Up to so many unconnected groups are tried in pairs.
_FEW = 6


@dataclass(frozen=True, slots=True)
class Explanation:
    """Failing equations that one finding tells, what the message adds to the first, and the
    cell that explains them all, where one does."""

    equations: tuple[Equation, ...]
    note: str
    cell: Key | None = None


def explanations(
    failing: Sequence[Equation], holding: Sequence[Equation], values: Values
) -> Iterator[Explanation]:
    """What is told of ``failing``, given the equations that hold."""
    known = (*failing, *holding) if failing else ()
    groups = list(_connected(failing))
    for pair in combinations(groups, 2) if len(groups) <= _FEW else ():
        note = _one_move(pair[0] + pair[1], known, values)
        if note and all(group in groups for group in pair):
            yield Explanation(pair[0] + pair[1], note)
            groups = [group for group in groups if group not in pair]
    for group in groups:
        repair = _one_cell(group, known, values)
        if repair is not None:
            yield _repairable(group, *repair)
            continue
        note = _one_move(group, known, values)
        if len(group) == 1 or note:
            yield Explanation(group, note)
        else:
            yield from _by_identity(group)


def _connected(failing: Sequence[Equation]) -> Iterator[tuple[Equation, ...]]:
    """Failures that share a cell, directly or through others, are one group."""
    rest = list(failing)
    while rest:
        group, grown = [rest.pop(0)], True
        while grown:
            cells = {key for equation in group for key in equation.keys}
            joined = [equation for equation in rest if not cells.isdisjoint(equation.keys)]
            rest = [equation for equation in rest if cells.isdisjoint(equation.keys)]
            group, grown = group + joined, bool(joined)
        yield tuple(group)


def _one_cell(
    group: Sequence[Equation], known: Sequence[Equation], values: Values
) -> tuple[Key, float] | None:
    """The cell, and its value, whose change alone makes every equation hold, if it is one."""
    sums = [equation for equation in group if equation.identity.relation == "="]
    if not sums:
        return None
    shared = set(sums[0].keys).intersection(*(equation.keys for equation in sums[1:]))
    repairs = []
    for key in sorted(shared):
        needed = {equation.needed(key, values) for equation in sums}
        value = needed.pop() if len(needed) == 1 else None
        if value is not None and value >= 0 and _repaired({**values, key: value}, known, {key}):
            repairs.append((key, value))
    return repairs[0] if len(repairs) == 1 else None


def _repairable(group: tuple[Equation, ...], key: Key, value: float) -> Explanation:
    named = _named(group[0].table, key)
    holds = f"{len(group)}个等式都成立" if len(group) > 1 else "等式成立"
    note = f"；{named}若为{shown(value)}，{holds}"
    return Explanation(group, note, key)


def _one_move(group: Sequence[Equation], known: Sequence[Equation], values: Values) -> str:
    """The number that stands one column away from where every equation would hold."""
    sums = [e for e in group if e.identity.relation == "=" and e.identity.over == "columns"]
    failing = {equation.line for equation in sums}
    columns = [column.key for column in group[0].table.columns if column.key in failing]
    tables = {equation.table.key for equation in group}
    if len(columns) != 2 or len(sums) != len(group) or len(tables) != 1:
        return ""
    moves: set[str] = set()
    for row in sums[0].table.rows:
        here, there = ((sums[0].table.key, row.key, column) for column in columns)
        if here not in values or there not in values or values[here] == values[there]:
            continue
        moved = {**values, here: values[there], there: values[here]}
        if _repaired(moved, known, {here, there}):
            moves.add(row.printed.label)
    if len(moves) != 1:
        return ""
    table, label = sums[0].table, moves.pop()
    pair = "与".join(f"“{table.column(column).printed.label}”" for column in columns)
    return f"；“{label}”的{pair}两格若互换，{len(group)}个等式都成立"


def _repaired(values: Values, known: Sequence[Equation], changed: set[Key]) -> bool:
    """Whether every equation that a change touches holds, and so none else fails."""
    return all(e.holds(values) for e in known if not changed.isdisjoint(e.keys))


def _by_identity(group: Sequence[Equation]) -> Iterator[Explanation]:
    """One explanation an identity: its first equation in full, the lines of the others."""
    codes = dict.fromkeys(equation.identity.code for equation in group)
    for code in codes:
        mine = tuple(equation for equation in group if equation.identity.code == code)
        others = "、".join(equation.name() for equation in mine[1:])
        yield Explanation(mine, f"；{others}也不相等" if others else "")


def _named(table: TableSpec, key: Key) -> str:
    return f"“{table.row(key[1]).printed.label}”的“{table.column(key[2]).printed.label}”"
