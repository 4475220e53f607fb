"""The roll call: which units of the divisions have a report of the year in the corpus.

A unit without one was not collected; that says nothing of whether it published. Zones and
farms are no governments and are not called.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from workbench.analysis.place import PlaceYear
from workbench.analysis.roster import governs
from workbench.analysis.tables import text_or_none
from workbench.analysis.units import prefix
from workbench.reference import divisions
from workbench.reference.divisions import Division, Rank

_COUNTY = 6
Report = dict[Any, Any]


@dataclass(frozen=True, slots=True)
class Called:
    """A unit and its reports of the year.

    ``known`` is False where the year's divisions have it no more, or not yet: merged, renamed
    or newly made; ``lived`` are then the first and the last edition that have a unit of its
    name in the county, where one has. ``late`` is the date after the deadline on which its
    report came out.
    """

    county_code: str
    code: str | None
    name: str
    known: bool
    reports: tuple[str, ...]
    late: str | None
    lived: tuple[int, int] | None = None

    @property
    def seen(self) -> bool:
        """Whether a report of it is in the corpus."""
        return bool(self.reports)

    @property
    def duplicate(self) -> bool:
        """Whether more than one is."""
        return len(self.reports) > 1


@dataclass(frozen=True, slots=True)
class RollCall:
    """The townships and subdistricts of one county in one year, in the order of their codes.

    ``edition`` is the year of the divisions that was used: the nearest where there is none of
    the year itself.
    """

    county_code: str
    county: str
    edition: int
    units: tuple[Called, ...]

    @property
    def listed(self) -> tuple[Called, ...]:
        """The units of the divisions."""
        return tuple(unit for unit in self.units if unit.known)

    @property
    def unseen(self) -> tuple[Called, ...]:
        """The units of the divisions without a report in the corpus."""
        return tuple(unit for unit in self.listed if not unit.seen)


def rollcalls(view: PlaceYear) -> tuple[RollCall, ...]:
    """One roll call for each county of the place; everywhere, for those with a report.

    Counties that the divisions do not know (made-up ones, those of another time) are left out.
    """
    if view.year is None:
        return ()
    late = _late(view)
    by_county: dict[str, list[Report]] = {}
    for row in view.group("township").to_dict("records"):
        if text_or_none(row["county_code"]):
            by_county.setdefault(row["county_code"], []).append(row)
    counties = _counties(view.place, view.year, by_county)
    called = (_called(code, view.year, by_county.get(code, []), late) for code in counties)
    return tuple(found for found in called if found is not None)


def _counties(place: str | None, year: int, seen: Iterable[str]) -> list[str]:
    """The codes of the counties to call, zones left out."""
    if place is None:
        return sorted(seen)
    if len(prefix(place)) == _COUNTY:
        return [place]
    known = divisions.current()
    return sorted({row.code for row in _below(known, place.ljust(_COUNTY, "0"), year)} | set(seen))


def _below(known: divisions.Divisions, code: str, year: int) -> Iterator[Division]:
    for row in known.below(code, year):
        if row.rank is Rank.COUNTY:
            if not row.zone and row.is_place:
                yield row
        else:
            yield from _below(known, row.code, year)


def _called(code: str, year: int, reports: list[Report], late: dict[str, str]) -> RollCall | None:
    known = divisions.current()
    rows = [row for row in known.below(code, year) if governs(row)]
    county = known.at(code, year)
    if not rows or county is None:
        return None
    names = {row.name for row in rows}
    units = [
        _unit(code, row.code, row.name, [r for r in reports if _is(r, row)], late) for row in rows
    ]
    taken = {one for unit in units for one in unit.reports}
    others: dict[str, list[Report]] = {}
    for report in reports:
        if report["report_id"] not in taken:
            others.setdefault(report["unit_name"], []).append(report)
    units += [
        _unit(code, text_or_none(mine[0]["code"]), name, mine, late, known=False)
        for name, mine in sorted(others.items())
        if name not in names
    ]
    edition = min(max(year, known.first), known.last)
    return RollCall(code, county.name, edition, tuple(units))


def _is(report: Report, row: Division) -> bool:
    return bool(report["code"] == row.code or report["unit_name"] == row.name)


def _unit(
    county: str,
    code: str | None,
    name: str,
    reports: list[Report],
    late: dict[str, str],
    *,
    known: bool = True,
) -> Called:
    ids = tuple(report["report_id"] for report in reports)
    days = [late[one] for one in ids if one in late]
    lived = None if known else _lived(county, name)
    return Called(county, code, name, known, ids, max(days, default=None), lived)


def _lived(county: str, name: str) -> tuple[int, int] | None:
    """The editions between which the county has a unit of this name."""
    rows = [row for row in divisions.current().named(name) if row.code.startswith(county)]
    if not rows:
        return None
    return min(row.first for row in rows), max(row.last for row in rows)


def _late(view: PlaceYear) -> dict[str, str]:
    """The reports that came out after their deadline (T1), each with its date."""
    found = view.corpus.read("findings", columns=["report_id", "code", "verdict"])
    late = found.loc[found["code"].eq("T1") & found["verdict"].eq("contradicts"), "report_id"]
    days = view.reports.set_index("report_id")["published"]
    return {one: str(days[one]) for one in set(late) if one in days.index}
