"""What the pages of a whole year count, and the reports that no county's page holds: those of
ministries and prefectures, and those whose county or year is not known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from workbench.analysis.tables import Tables, number_or_none, text_or_none
from workbench.analysis.units import GROUPS, in_place, prefix, with_units
from workbench.rendering.manifest import Place

_COLUMNS = (
    *("report_id", "level", "title", "issuer", "township", "county", "county_code"),
    *("prefecture", "province", "code", "year", "fictional"),
)


@dataclass(frozen=True, slots=True)
class Apart:
    """A report that stands on no county's page: whose it is, and of which year, if known."""

    unit: str
    year: int | None
    fictional: bool = False


def has_county(reports: pd.DataFrame) -> pd.Series[bool]:
    """Which reports are known to be of a county; 320500 is a prefecture's code, not a county's.

    A prefecture with townships right under it (441900, 东莞) has no counties and stands for one.
    """
    codes = reports["county_code"].astype("object").fillna("").astype(str)
    without = set(codes[reports["level"].isin(GROUPS["township"])])
    return codes.ne("") & (~codes.str.endswith("00") | codes.isin(without))


def counted(corpus: Tables, place: str | None) -> dict[int, Place]:
    """What the pages of each year in ``place`` (None: everywhere) rest on.

    These are the reports of :func:`workbench.analysis.place.place_year`: those of no county
    too; the made-up ones only where there are no others.
    """
    around = corpus if place is None else corpus.only(province=prefix(place)[:2])
    reports = in_place(around.read("reports", columns=_COLUMNS), place)
    reports = reports.loc[reports["year"].notna()]
    made_up = reports["fictional"].astype(bool)
    rows = with_units(reports if made_up.all() else reports.loc[~made_up])
    return {int(str(year)): _place(of_year, place) for year, of_year in rows.groupby("year")}


def _place(rows: pd.DataFrame, place: str | None) -> Place:
    names = list(rows["province"].dropna()) if place else []
    return Place(
        province=str(names[0]) if names else "",
        reports=len(rows),
        units=int(rows["unit_key"].nunique()),
        fictional=bool(rows["fictional"].astype(bool).all()),
    )


def without_county(corpus: Tables) -> tuple[Apart, ...]:
    """The reports that stand on no county's page, the newest first, of no year last."""
    reports = corpus.read("reports", columns=_COLUMNS)
    left = reports.loc[~has_county(reports) | reports["year"].isna()]
    found = [_apart(row) for row in left.to_dict("records")]
    return tuple(sorted(found, key=lambda one: (-(one.year or 0), one.unit)))


def _apart(row: dict[Any, Any]) -> Apart:
    year = number_or_none(row["year"])
    issuer = text_or_none(row["issuer"])
    where = [text_or_none(row[name]) for name in ("province", "prefecture", "county", "township")]
    known = "".join(dict.fromkeys(name for name in where if name))
    unit = issuer or (f"{known}（单位不能确定）" if known else "单位不能确定")
    return Apart(unit, int(year) if year is not None else None, bool(row["fictional"]))
