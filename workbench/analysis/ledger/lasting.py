"""How long types of problems last: named again next year or not, and for how many years."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from workbench.analysis.ledger.book import Ledger, UnitLedger
from workbench.analysis.ledger.threads import Thread
from workbench.analysis.tables import Tables, text_or_none
from workbench.analysis.units import group_of

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


@dataclass(frozen=True, slots=True)
class PlaceShare:
    """Of the problems that a county's units of one group named, how many they named again."""

    county_code: str
    name: str | None
    group: str
    followed: int
    again: int


def again_by_place(corpus: Tables) -> tuple[PlaceShare, ...]:
    """Each county and group of units that ``corpus`` holds, by code; from the ledger's table."""
    columns = ["report_id", "county_code", "report_year", "thread", "state"]
    rows = corpus.read("ledger", columns=columns).sort_values(["thread", "report_year"])
    rows = rows.loc[rows["county_code"].notna()]
    after = rows.groupby("thread", sort=False)[["report_year", "state"]].shift(-1)
    known = rows["state"].isin(_NAMED) & after["report_year"].eq(rows["report_year"] + 1)
    known &= after["state"].isin(_NAMED | _ENDED | {"merged"})
    again = known & ~after["state"].isin(_ENDED)
    who = corpus.read("reports", columns=["report_id", "level", "county"]).set_index("report_id")
    counted = rows.assign(
        group=rows["report_id"].map(who["level"]).map(group_of),
        name=rows["report_id"].map(who["county"]),
        followed=known.fillna(False).astype(int),
        again=again.fillna(False).astype(int),
    )
    totals = counted.groupby(["county_code", "group"]).agg(
        name=("name", "first"), followed=("followed", "sum"), again=("again", "sum")
    )
    return tuple(
        PlaceShare(
            str(code),
            text_or_none(row["name"]),
            str(group),
            int(row["followed"]),
            int(row["again"]),
        )
        for (code, group), row in zip(totals.index, totals.to_dict("records"), strict=True)
        if row["followed"]
    )
