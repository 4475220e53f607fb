"""A unit among its peers: a distribution in classes, never a league table."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from workbench.analysis.readings import values_of
from workbench.analysis.tables import Tables
from workbench.analysis.units import GROUPS, with_units

#: Fewer comparable numbers than this make no distribution worth showing.
MIN_PEERS = 10
#: The lower bounds of the classes; the last class is open.
_BOUNDS = (0, 1, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000, 20000, 50000, 100000)


@dataclass(frozen=True, slots=True)
class Peers:
    """The values of comparable units: same level, same year, same unit of counting.

    ``values`` has one row per unit: unit_key, unit_name, county_code, report_id, value,
    qualifier, status, start, end. ``reports`` counts the units that have a report,
    ``missing`` those without a comparable value, ``other_units`` those that count in
    another unit (件 beside 条) and are therefore left out.
    """

    indicator: str
    measure: str | None
    values: pd.DataFrame
    reports: int
    missing: int
    other_units: int

    @property
    def enough(self) -> bool:
        """Whether there are at least :data:`MIN_PEERS` values to speak of a distribution."""
        return len(self.values) >= MIN_PEERS

    def quartiles(self) -> tuple[float, float, float] | None:
        """First quartile, median and third quartile; None where there are too few values."""
        if not self.enough:
            return None
        low, middle, high = self.values["value"].quantile([0.25, 0.5, 0.75])
        return float(low), float(middle), float(high)


def commonest(units: Iterable[str | None]) -> str | None:
    """The commonest unit of counting; of equally common ones the first by its characters."""
    counts = units.value_counts().to_dict() if isinstance(units, pd.Series) else Counter(units)
    known = sorted(unit for unit in counts if isinstance(unit, str) and unit)
    return max(known, key=counts.__getitem__, default=None)


def peers(corpus: Tables, indicator: str, reports: pd.DataFrame) -> Peers:
    """The comparable values of ``reports`` (of one level group and year) on ``indicator``.

    A unit with two reports counts once, and not at all where they give different values.
    The commonest unit of counting decides which values are compared (ties: the first in
    the order of its characters); zeros said in words fit any.
    """
    return peers_among(indicator, unit_values(corpus, indicator, reports))


def peers_among(indicator: str, rows: pd.DataFrame) -> Peers:
    """As :func:`peers`, from rows of :func:`unit_values` for one level group and year."""
    found = rows.loc[rows["value"].notna()]
    counted = found.loc[found["status"].ne("zero_in_words"), "unit"].dropna()
    measure = commonest(counted)
    fits = counted_in(found, measure)
    return Peers(
        indicator=indicator,
        measure=measure,
        values=found.loc[fits].sort_values("unit_key", kind="stable").reset_index(drop=True),
        reports=len(rows),
        missing=int(rows["value"].isna().sum()),
        other_units=int((~fits).sum()),
    )


def counted_in(values: pd.DataFrame, measure: str | None) -> pd.Series:
    """Which rows of ``values`` count in ``measure``; a zero said in words fits any.

    Without a measure (no value names a unit) all of them do.
    """
    if measure is None:
        return pd.Series(True, index=values.index)
    same = values["unit"].eq(measure).fillna(False) | values["status"].eq("zero_in_words")
    return same.astype(bool)


def unit_values(
    corpus: Tables, indicator: str, reports: pd.DataFrame, *, known: pd.DataFrame | None = None
) -> pd.DataFrame:
    """One row per unit and year: unit_key, unit_name, group, county_code, year and the
    columns of :func:`workbench.analysis.readings.values_of`.

    Two reports of one unit and year with different values give no value: ``conflict``.
    ``known`` are the values of these reports and others, where they were read before: in the
    rows of the same index.
    """
    values = values_of(corpus, indicator, reports) if known is None else known.loc[reports.index]
    values = values.drop(columns="report_id")
    rows = pd.concat([with_units(reports)[_IDENTITY], values], axis=1)
    key = ["unit_key", "year"]
    twice = rows.duplicated(key, keep=False)
    if not twice.any():
        rows = rows if _in_order(rows) else rows.sort_values(key, kind="stable")
        return rows.reset_index(drop=True)
    rows = rows.sort_values([*key, "report_id"], kind="stable")
    distinct = rows.loc[twice].groupby(key, dropna=False, sort=False)["value"].transform("nunique")
    differ = distinct.gt(1).reindex(rows.index, fill_value=False)
    rows["value"] = rows["value"].mask(differ)
    rows["missing"] = rows["missing"].mask(differ, "conflict")
    rows["has"] = rows["value"].isna()
    rows = rows.sort_values([*key, "has", "report_id"], kind="stable").drop(columns="has")
    return rows.drop_duplicates(key).reset_index(drop=True)


def _in_order(rows: pd.DataFrame) -> bool:
    """Whether ``rows`` stand in the order of their units, and each unit's in that of years."""
    keys, years = rows["unit_key"].to_numpy(), rows["year"].to_numpy()
    later = (keys[1:] > keys[:-1]) | ((keys[1:] == keys[:-1]) & (years[1:] >= years[:-1]))
    return bool(later.all())


_IDENTITY = ["report_id", "unit_key", "unit_name", "group", "county_code", "county", "year"]


def of_province(corpus: Tables, province: str, *, group: str, year: int) -> pd.DataFrame:
    """The reports of ``year`` by units of ``group`` in the province with this name."""
    reports = corpus.reports
    same = reports["province"].eq(province) & reports["level"].isin(GROUPS[group])
    return reports.loc[(same & reports["year"].eq(year)).fillna(False).astype(bool)]


def classes(values: pd.Series) -> pd.DataFrame:
    """How many of ``values`` (numbers of 0 and more) fall into each class.

    Columns: label (``0``, ``1–9``, ``10–19`` … ``100000以上``), low, count; the classes run
    without a gap from the lowest to the highest that holds a value.
    """
    places = [bisect_right(_BOUNDS, value) - 1 for value in values]
    if not places:
        return pd.DataFrame({"label": [], "low": [], "count": []})
    span = range(min(places), max(places) + 1)
    return pd.DataFrame(
        {
            "label": [_label(place) for place in span],
            "low": [_BOUNDS[place] for place in span],
            "count": [places.count(place) for place in span],
        }
    )


def class_of(value: float) -> str:
    """The label of the class that ``value`` (0 or more) falls into."""
    return _label(bisect_right(_BOUNDS, value) - 1)


def _label(place: int) -> str:
    low = _BOUNDS[place]
    if place + 1 == len(_BOUNDS):
        return f"{low}以上"
    high = _BOUNDS[place + 1] - 1
    return str(low) if low == high else f"{low}–{high}"
