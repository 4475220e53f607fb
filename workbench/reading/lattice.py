"""From the rules drawn on a page to the cells of its tables: geometry alone.

Rules that touch make a lattice; neighbouring fields of it with no rule between them are one
cell. So merged cells, also those of labels that run down several rows, come out as they are
drawn, whatever program drew them. All lengths are points, y grows upwards.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from workbench.reading.layout import Slot

#: Rules closer than this are one: the two sides of a border, or dots of a line.
_NEAR = 4.5
#: Shorter rules are parts of letters and of drawings; a row of a table is higher.
_SHORT = 6.0
#: A lattice that reaches further than this beyond its outermost rule lacks a border there.
_OPEN = 6.0
#: More rules than any form has belong to a drawing.
_MOST_RULES = 600


class Rule(NamedTuple):
    """A straight line at ``at`` (its y, or its x where it stands) from ``start`` to ``end``."""

    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Lattice:
    """One table on a page: its edges from left to right and from the top down, its cells.

    ``fields[row][column]`` is the number of the cell in ``slots`` that covers the field, or
    -1 where the drawing is open and there is no cell.
    """

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    slots: tuple[Slot, ...]
    fields: tuple[tuple[int, ...], ...]

    def cell_at(self, x: float, y: float) -> int:
        """The number of the cell around a point; -1 outside."""
        column = bisect_right(self.xs, x) - 1
        row = bisect_right(self.ys, -y, key=lambda edge: -edge) - 1
        inside = 0 <= column < len(self.xs) - 1 and 0 <= row < len(self.ys) - 1
        return self.fields[row][column] if inside else -1


def lattices(across: Sequence[Rule], upright: Sequence[Rule]) -> list[Lattice]:
    """The tables that horizontal and vertical rules make, from the top down.

    A frame around one field is none, nor is a line alone.
    """
    across, upright = _merged(across), _merged(upright)
    if not across or not upright or max(len(across), len(upright)) > _MOST_RULES:
        return []
    tables = [_lattice(*group) for group in _connected(across, upright)]
    found = [table for table in tables if table is not None]
    return sorted(found, key=lambda table: -table.ys[0])


def _merged(rules: Sequence[Rule]) -> list[Rule]:
    """Rules with near ones put on one line and joined where they touch; short ones dropped."""
    lines: list[list[Rule]] = []
    for rule in sorted(rules):
        if lines and rule.at - lines[-1][0].at <= _NEAR:
            lines[-1].append(rule)
        else:
            lines.append([rule])
    pieces = (piece for line in lines for piece in _joined(line))
    return [piece for piece in pieces if piece.end - piece.start >= _SHORT]


def _joined(line: list[Rule]) -> list[Rule]:
    at = sum(rule.at for rule in line) / len(line)
    pieces: list[Rule] = []
    for rule in sorted(line, key=lambda rule: rule.start):
        if pieces and rule.start - pieces[-1].end <= _NEAR:
            pieces[-1] = Rule(at, pieces[-1].start, max(pieces[-1].end, rule.end))
        else:
            pieces.append(Rule(at, rule.start, rule.end))
    return pieces


def _connected(across: list[Rule], upright: list[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """The rules in groups that hang together by crossing or touching."""
    together = _Groups(len(across) + len(upright))
    for first, level in enumerate(across):
        for second, post in enumerate(upright, len(across)):
            if (
                level.start - _NEAR <= post.at <= level.end + _NEAR
                and post.start - _NEAR <= level.at <= post.end + _NEAR
            ):
                together.join(first, second)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for index, rule in enumerate([*across, *upright]):
        sides = groups.setdefault(together.root(index), ([], []))
        sides[index >= len(across)].append(rule)
    return [sides for sides in groups.values() if sides[0] and sides[1]]


def _lattice(across: list[Rule], upright: list[Rule]) -> Lattice | None:
    across = [*across, *_missing(across, upright)]
    upright = [*upright, *_missing(upright, across)]
    rules = _Rules(across, upright)
    if len(rules.xs) < 2 or len(rules.ys) < 2:
        return None
    slots, fields = _cells(_fields(rules))
    return Lattice(rules.xs, rules.ys, slots, fields) if len(slots) > 1 else None


def _missing(rules: list[Rule], crossing: list[Rule]) -> list[Rule]:
    """Borders that a page break left out: where two rules or more reach beyond the last one."""
    lowest, highest = min(rule.at for rule in rules), max(rule.at for rule in rules)
    start, end = min(rule.start for rule in rules), max(rule.end for rule in rules)
    ends = [rule.start for rule in crossing if rule.start < lowest - _OPEN]
    begins = [rule.end for rule in crossing if rule.end > highest + _OPEN]
    found = [Rule(min(ends), start, end)] if len(ends) > 1 else []
    return [*found, Rule(max(begins), start, end)] if len(begins) > 1 else found


class _Rules:
    """The rules of a table by where they are, to ask what stands between two fields."""

    def __init__(self, across: list[Rule], upright: list[Rule]) -> None:
        self.xs, self.ys = _edges(upright), _edges(across)[::-1]
        self._across = _by_place(across)
        self._upright = _by_place(upright)

    def above(self, row: int, column: int) -> bool:
        """Whether a rule runs along the upper edge of a field."""
        middle = (self.xs[column] + self.xs[column + 1]) / 2
        return any(rule.start <= middle <= rule.end for rule in self._across[self.ys[row]])

    def left(self, row: int, column: int) -> bool:
        """Whether a rule runs along the left edge of a field."""
        middle = (self.ys[row] + self.ys[row + 1]) / 2
        return any(rule.start <= middle <= rule.end for rule in self._upright[self.xs[column]])

    def open_at_the_edge(self, row: int, column: int) -> bool:
        """Whether a field lies at the edge of the table with nothing that closes it.

        At a page break a cell may lack its upper or lower border; the rules on both of its
        sides then say that it is one.
        """
        height, width = len(self.ys) - 1, len(self.xs) - 1
        level = self.above(row, column) and self._below(row, column)
        upright = self.left(row, column) and self._right(row, column)
        return (
            (row == 0 and not (upright or self.above(row, column)))
            or (column == 0 and not (level or self.left(row, column)))
            or (row == height - 1 and not (upright or self._below(row, column)))
            or (column == width - 1 and not (level or self._right(row, column)))
        )

    def _below(self, row: int, column: int) -> bool:
        middle = (self.xs[column] + self.xs[column + 1]) / 2
        return any(rule.start <= middle <= rule.end for rule in self._across[self.ys[row + 1]])

    def _right(self, row: int, column: int) -> bool:
        middle = (self.ys[row] + self.ys[row + 1]) / 2
        return any(rule.start <= middle <= rule.end for rule in self._upright[self.xs[column + 1]])


def _edges(rules: list[Rule]) -> tuple[float, ...]:
    return tuple(sorted({rule.at for rule in rules}))


def _by_place(rules: list[Rule]) -> dict[float, list[Rule]]:
    places: dict[float, list[Rule]] = {}
    for rule in rules:
        places.setdefault(rule.at, []).append(rule)
    return places


def _fields(rules: _Rules) -> list[list[int]]:
    """For each field the number of its cell, -1 where it is open."""
    width, height = len(rules.xs) - 1, len(rules.ys) - 1
    cells = _Groups(width * height)
    opened: list[int] = []
    for row in range(height):
        for column in range(width):
            here = row * width + column
            if column and not rules.left(row, column):
                cells.join(here, here - 1)
            if row and not rules.above(row, column):
                cells.join(here, here - width)
            if rules.open_at_the_edge(row, column):
                opened.append(here)
    outside = {cells.root(field) for field in opened}
    roots = [cells.root(field) for field in range(width * height)]
    numbers = [-1 if root in outside else root for root in roots]
    return [numbers[row * width : (row + 1) * width] for row in range(height)]


def _cells(fields: list[list[int]]) -> tuple[tuple[Slot, ...], tuple[tuple[int, ...], ...]]:
    """The slots of the cells in reading order, and the fields by their new numbers.

    A cell that is no rectangle (a rule was lost) is cut into its rows.
    """
    places: dict[int, list[tuple[int, int]]] = {}
    for row, line in enumerate(fields):
        for column, number in enumerate(line):
            places.setdefault(number, []).append((row, column))
    places.pop(-1, None)
    slots = sorted(slot for fields_of in places.values() for slot in _rectangles(fields_of))
    numbered = [[-1] * len(line) for line in fields]
    for number, slot in enumerate(slots):
        for row in range(slot.row, slot.row + slot.rowspan):
            for column in range(slot.column, slot.column + slot.colspan):
                numbered[row][column] = number
    return tuple(slots), tuple(map(tuple, numbered))


def _rectangles(places: list[tuple[int, int]]) -> list[Slot]:
    rows, columns = [row for row, _ in places], [column for _, column in places]
    height, width = max(rows) - min(rows) + 1, max(columns) - min(columns) + 1
    if height * width == len(places):
        return [Slot(min(rows), min(columns), height, width)]
    slots: list[Slot] = []
    for row, column in sorted(places):
        if slots and slots[-1].row == row and slots[-1].column + slots[-1].colspan == column:
            slots[-1] = slots[-1]._replace(colspan=slots[-1].colspan + 1)
        else:
            slots.append(Slot(row, column))
    return slots


class _Groups:
    """Things that are put together two by two."""

    def __init__(self, count: int) -> None:
        self._above = list(range(count))

    def root(self, index: int) -> int:
        above = self._above
        while above[index] != index:
            above[index] = above[above[index]]
            index = above[index]
        return index

    def join(self, one: int, other: int) -> None:
        self._above[self.root(one)] = self.root(other)
