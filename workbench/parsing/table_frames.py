"""How many places the rows of a table have, where lines of tabs or pipes show them.

Extraction leaves the blanks of wide cells in their place, at the end of the line, or not at
all. A row with a blank is trusted only where it has as many places as rows of another depth
have too: then no place was lost in it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from workbench.parsing.table_names import Named
from workbench.parsing.table_rows import Entry, Layout
from workbench.reference.forms import TableSpec

_FEWEST_SHORT = 2


class Frames(NamedTuple):
    """``widths``: fields of a line; ``extras``: places beyond the columns; each as rows agree.

    ``offsets``: where the columns begin in complete rows, by place, number of places and of
    columns. ``padded``: some rows have more places than columns. ``lossy``: several have
    fewer, so that places were lost.
    """

    widths: frozenset[int]
    extras: frozenset[int]
    offsets: Mapping[tuple[tuple[int, int], int, int], int]
    padded: bool
    lossy: bool

    def holds(self, entry: Entry, n: int) -> bool:
        """Whether a row of ``n`` columns has all its places, as far as other rows tell."""
        extra = len(entry.slots) - n
        if self.lossy:
            return False
        if not self.padded:
            return extra == 0
        return entry.place[1] in self.widths or extra in self.extras

    def offset(self, entry: Entry, n: int) -> int | None:
        """How many places stand before the first column, as complete rows of that shape have."""
        return self.offsets.get((entry.place, len(entry.slots), n))


NO_FRAMES = Frames(frozenset(), frozenset(), {}, False, False)


def frames(named: Iterable[Named], table: TableSpec) -> Frames:
    """What the rows of ``table`` that stand in lines of fields have in common."""
    widths: dict[int, list[tuple[int, int]]] = {}
    extras: dict[int, list[tuple[int, int]]] = {}
    starts: dict[tuple[tuple[int, int], int, int], set[int]] = {}
    short = 0
    for entry, key, _ in named:
        n = len(table.row(key).columns) if key else 0
        if not n or not entry.slots or entry.layout is not Layout.FIELDS:
            continue
        if len(entry.slots) < n:
            short += 1
            continue
        depth = (entry.place[0], n)
        widths.setdefault(entry.place[1], []).append(depth)
        extras.setdefault(len(entry.slots) - n, []).append(depth)
        filled = [i for i, slot in enumerate(entry.slots) if slot.text]
        if len(filled) == n == filled[-1] - filled[0] + 1:
            starts.setdefault((entry.place, len(entry.slots), n), set()).add(filled[0])
    offsets = {shape: found.pop() for shape, found in starts.items() if len(found) == 1}
    padded = any(extra > 0 for extra in extras)
    return Frames(_agreed(widths), _agreed(extras), offsets, padded, short >= _FEWEST_SHORT)


def _agreed(found: Mapping[int, list[tuple[int, int]]]) -> frozenset[int]:
    """The sizes that rows of two depths have, two rows each: one odd row proves nothing."""
    return frozenset(
        size
        for size, depths in found.items()
        if sum(1 for count in Counter(depths).values() if count > 1) > 1
    )
