"""An indicator over the years, broken wherever it stops being comparable."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

import pandas as pd

from workbench.analysis.compare import Change
from workbench.analysis.eras import era_of
from workbench.analysis.indicators import across, indicator_named
from workbench.analysis.peers import unit_values
from workbench.analysis.tables import Tables
from workbench.analysis.units import GROUPS, in_place
from workbench.reference.indicators import Indicator


@dataclass(frozen=True, slots=True)
class Break:
    """Between ``before`` and ``after`` (report years) the form of the reports changed.

    ``comparability`` is ``same``, ``approximate`` or ``not_comparable``; only ``same`` is
    joined by a line.
    """

    before: int
    after: int
    comparability: str
    reason: str


@dataclass(frozen=True, slots=True)
class Series:
    """An indicator over the years at one place and level; own figures of the year only.

    ``points``: one row per unit and year with unit_key, unit_name, county_code, year,
    value (NaN where missing, never 0), unit, qualifier, status, missing (the reason),
    report_id, start, end, segment. Two points may be joined only where unit_key, unit and
    segment are equal and the years follow each other.
    ``years``: one row per year and unit of counting with reports, values, low, median,
    high (quartiles) and segment.
    """

    indicator: Indicator
    place: str | None
    group: str
    balanced: bool
    points: pd.DataFrame
    years: pd.DataFrame
    breaks: tuple[Break, ...]

    def change(self, unit_key: str, before: int, after: int) -> Change:
        """What changed between two years of one unit, or the reason why it is not said."""
        rows = self.points.loc[self.points["unit_key"].eq(unit_key)]
        by_year = {int(row["year"]): row for row in rows.to_dict("records")}
        old, new = by_year.get(before), by_year.get(after)
        if old is None or new is None or pd.isna(old["value"]) or pd.isna(new["value"]):
            return Change(None, "no_value")
        if old["segment"] != new["segment"]:
            return Change(None, "break")
        if isinstance(old["qualifier"], str) or isinstance(new["qualifier"], str):
            return Change(None, "qualified")
        if old["unit"] != new["unit"] and "zero_in_words" not in (old["status"], new["status"]):
            return Change(None, "units_differ")
        return Change(float(new["value"] - old["value"]), None)


def series(
    corpus: Tables,
    indicator: str,
    place: str | None = None,
    level: str = "township",
    *,
    balanced: bool = False,
    fictional: bool = False,
    until: int | None = None,
) -> Series:
    """The series of ``indicator`` for the units of ``level`` (a group of
    :data:`workbench.analysis.units.GROUPS`) in ``place`` (a code, None: everywhere).

    Own, certain figures of the year alone are points, and of a state of things (staff,
    documents in force) those as of its end; a cumulative 截至2017年…累计1205条 is none.
    ``until`` is the last year; ``balanced`` keeps the units that have a value in every year
    of the series. Made-up reports are left out of the whole country unless ``fictional``,
    which then leaves out the real ones: the two are never mixed. An unknown indicator, or
    a place that is no code, is NotKnown; an unknown level a KeyError.
    """
    known = indicator_named(indicator)
    reports = in_place(corpus.read("reports", columns=_REPORTS), place)
    reports = reports.loc[reports["level"].isin(GROUPS[level]) & reports["year"].notna()]
    if place is None:
        reports = reports.loc[reports["fictional"].astype(bool).eq(fictional)]
    if until is not None:
        reports = reports.loc[reports["year"].le(until).astype(bool)]
    made = series_among(corpus, known, reports, balanced=balanced)
    return replace(made, place=place, group=level)


def series_among(
    corpus: Tables,
    known: Indicator,
    reports: pd.DataFrame,
    *,
    balanced: bool = False,
    values: pd.DataFrame | None = None,
) -> Series:
    """As :func:`series`, for ``reports`` that were chosen before, each of a known year;
    ``values`` as :func:`workbench.analysis.peers.unit_values` takes them."""
    points = unit_values(corpus, known.key, reports, known=values)
    points = _balanced(points).reset_index(drop=True) if balanced else points
    years = sorted(int(year) for year in points["year"].unique())
    cuts = _breaks(known, years)
    segments = {year: _segment(year, cuts) for year in years}
    points["segment"] = points["year"].map(segments).astype("int64")
    return Series(known, None, "", balanced, points, _by_year(points), cuts)


_REPORTS = [
    "report_id", "level", "title", "issuer", "township", "county", "county_code", "prefecture",
    "province", "code", "year", "fictional",
]  # fmt: skip


def _balanced(points: pd.DataFrame) -> pd.DataFrame:
    every = points["year"].nunique()
    counts = points.loc[points["value"].notna()].groupby("unit_key")["year"].nunique()
    return points.loc[points["unit_key"].isin(counts.index[counts.eq(every)])].copy()


def _breaks(indicator: Indicator, years: list[int]) -> tuple[Break, ...]:
    cuts = []
    for before, after in pairwise(years):
        old, new = era_of(before), era_of(after)
        if old != new:
            comparability, reason = across(indicator, old.form, new.form)
            cuts.append(Break(before, after, comparability, reason))
    return tuple(cuts)


def _segment(year: int, cuts: tuple[Break, ...]) -> int:
    return sum(1 for cut in cuts if cut.after <= year and cut.comparability != "same")


def _by_year(points: pd.DataFrame) -> pd.DataFrame:
    reports = points.groupby("year").size()
    found = points.loc[points["value"].notna()]
    found = found.assign(unit=found["unit"].astype("object").where(found["unit"].notna(), ""))
    groups = found.groupby(["year", "unit"], sort=True)["value"]
    table = groups.agg(
        values="size",
        low=lambda column: column.quantile(0.25),
        median="median",
        high=lambda column: column.quantile(0.75),
    ).reset_index()
    table.insert(2, "reports", table["year"].map(reports))
    segments = points.drop_duplicates("year").set_index("year")["segment"]
    return table.assign(segment=table["year"].map(segments))
