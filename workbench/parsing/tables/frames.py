"""How many places the rows of a table have, where tabs or pipes show them.

Extraction leaves the blanks of wide cells in their place, at the end of the line, or not at
all. A row with a blank is trusted only where it has as many places as other rows of its
depth have, or as rows of other depths have with their labels: then no place was lost in it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from workbench.parsing.tables.names import Named
from workbench.parsing.tables.rows import COUNTED, Entry
from workbench.reference.forms import TableSpec

_ENOUGH_ROWS = 3
_FEWEST_SHORT = 2

#: The cells before a row's label, the row's columns, and its number of places.
_Shape = tuple[int, int, int]


class Frames(NamedTuple):
    """``shapes`` counts rows of each shape; ``widths`` are those that rows of two depths share.

    ``extras``: how many places rows of a depth have beyond their columns, where rows of
    different numbers of columns agree.
    ``offsets``: where the columns begin in complete rows of a shape. ``padded``: some rows
    have more places than columns. ``lossy``: several have fewer, so that places were lost.
    """

    shapes: Mapping[_Shape, int]
    widths: frozenset[int]
    extras: frozenset[tuple[int, int]]
    offsets: Mapping[_Shape, int]
    padded: bool
    lossy: bool

    def holds(self, entry: Entry, n: int) -> bool:
        """Whether a row of ``n`` columns has all its places, as far as other rows tell."""
        if self.lossy:
            return False
        if not self.padded:
            return len(entry.slots) == n
        enough = self.shapes.get(_shape(entry, n), 0) >= _ENOUGH_ROWS
        agreed = (entry.place[0], len(entry.slots) - n) in self.extras
        return enough or agreed or entry.place[1] in self.widths

    def alone(self, entry: Entry, n: int) -> bool:
        """Whether a row has more places than columns, and no other row of its depth as many."""
        single = len(entry.slots) > n and self.shapes.get(_shape(entry, n), 0) < 2
        return single and not self.holds(entry, n)

    def offset(self, entry: Entry, n: int) -> int | None:
        """How many places stand before the first column, as complete rows of that shape have."""
        return self.offsets.get(_shape(entry, n))


NO_FRAMES = Frames({}, frozenset(), frozenset(), {}, False, False)


def frames(named: Iterable[Named], table: TableSpec) -> Frames:
    """What the rows of ``table`` that stand between tabs or pipes have in common."""
    shapes = Counter[_Shape]()
    widths: dict[int, Counter[tuple[int, int]]] = {}
    starts: dict[_Shape, set[int]] = {}
    for entry, key, _ in named:
        if not key or not entry.slots or entry.layout not in COUNTED:
            continue
        n = len(table.row(key).columns)
        shape = _shape(entry, n)
        shapes[shape] += 1
        if len(entry.slots) >= n:
            widths.setdefault(entry.place[1], Counter())[shape[:2]] += 1
        filled = [i for i, slot in enumerate(entry.slots) if slot.text]
        if len(filled) == n == filled[-1] - filled[0] + 1:
            starts.setdefault(shape, set()).add(filled[0])
    return Frames(
        shapes,
        frozenset(width for width, depths in widths.items() if _agreed(depths)),
        frozenset(_extras(shapes)),
        {shape: found.pop() for shape, found in starts.items() if len(found) == 1},
        any(places > n for _, n, places in shapes),
        sum(count for (_, n, places), count in shapes.items() if places < n) >= _FEWEST_SHORT,
    )


def _shape(entry: Entry, n: int) -> _Shape:
    return entry.place[0], n, len(entry.slots)


def _agreed(depths: Mapping[tuple[int, int], int]) -> bool:
    """Rows of two depths, two rows each: one odd row proves nothing."""
    return sum(1 for count in depths.values() if count > 1) > 1


def _extras(shapes: Mapping[_Shape, int]) -> Iterator[tuple[int, int]]:
    """Depths and extra places that three rows have, of two numbers of columns at least."""
    found: dict[tuple[int, int], Counter[int]] = {}
    for (depth, n, places), count in shapes.items():
        found.setdefault((depth, places - n), Counter())[n] += count
    for extra, columns in found.items():
        if columns.total() >= _ENOUGH_ROWS and len(columns) > 1:
            yield extra
