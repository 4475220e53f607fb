"""How long types of problems last: named again next year or not, and for how many years."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from workbench.analysis.ledger.book import Ledger, UnitLedger
from workbench.analysis.ledger.threads import Thread

_NAMED = frozenset(
    ("first", "new", "persisting", "reworded", "returned", "returned_solved", "parted")
)
_ENDED = frozenset(("dropped", "solved"))


@dataclass(frozen=True, slots=True)
class Lasting:
    """One type of problems.

    ``followed`` counts namings whose next year is known, ``again`` those of them that the next
    year's report names again. ``spells`` are the lengths in years of problems whose beginning
    and end were both seen; ``open`` counts those that go on where the corpus ends, or were
    there when it began.
    """

    type: str
    named: int
    followed: int
    again: int
    spells: tuple[int, ...]
    open: int

    @property
    def median(self) -> float | None:
        """The median of ``spells``; None where there are fewer than three."""
        return median(self.spells) if len(self.spells) >= 3 else None


def lasting(units: Iterable[UnitLedger]) -> tuple[Lasting, ...]:
    """Each type that the units name, the most named first; a problem counts for all its types."""
    by_type: dict[str, list[Thread]] = {}
    for unit in units:
        for thread in unit.threads:
            for kind in thread.first.types:
                by_type.setdefault(kind, []).append(thread)
    made = [_of_type(kind, held) for kind, held in by_type.items()]
    return tuple(sorted(made, key=lambda each: (-each.named, each.type)))


def by_group(ledger: Ledger) -> Iterator[tuple[str, tuple[Lasting, ...]]]:
    """The same for each group of units that the ledger holds."""
    for group in dict.fromkeys(unit.group for unit in ledger.units):
        yield group, lasting(ledger.group(group))


def _of_type(kind: str, held: Iterable[Thread]) -> Lasting:
    named = followed = again = still = 0
    spells: list[int] = []
    for thread in held:
        named += len(thread.entries)
        for cell, after in pairwise(thread.cells):
            if cell.state in _NAMED and after.year == cell.year + 1:
                known = after.state in _NAMED or after.state in _ENDED or after.state == "merged"
                followed += known
                again += known and after.state not in _ENDED
        lengths, goes_on = _spells(thread)
        spells += lengths
        still += goes_on
    return Lasting(kind, named, followed, again, tuple(sorted(spells)), still)


def _spells(thread: Thread) -> tuple[list[int], int]:
    """The lengths of the spells seen whole, and how many were not."""
    lengths: list[int] = []
    others, begun, length = 0, False, 0
    for cell in thread.cells:
        if cell.state in _NAMED:
            if not length:
                begun = cell.state != "first"
            length += 1
        elif cell.state in _ENDED:
            lengths += [length] if begun else []
            others += not begun
            length = 0
        elif length:
            begun = False  # a year without a report: how long it lasted cannot be told
    return lengths, others + (length > 0)
