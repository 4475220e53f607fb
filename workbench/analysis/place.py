"""A place's reports of one year: who is in the corpus, and its parts side by side."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from workbench.analysis.peers import Peers, peers_among, unit_values
from workbench.analysis.tables import Tables, text_or_none
from workbench.analysis.units import GROUPS, in_place, named_by, prefix, with_units


@dataclass(frozen=True, slots=True)
class PlaceYear:
    """The reports of ``year`` in ``place`` (None: everywhere), with their units.

    The name of everywhere is 本库: what was collected, never the whole country.

    ``reports`` has the columns of the table of that name and those of
    :func:`workbench.analysis.units.with_units`. ``all_years`` is the corpus of the place,
    ``corpus`` that of the year. Made-up reports are never mixed with real ones:
    ``left_out`` counts those that a page over real reports leaves out.
    """

    all_years: Tables
    corpus: Tables
    place: str | None
    name: str
    year: int | None
    reports: pd.DataFrame
    fictional: bool
    left_out: int
    as_of: str | None

    def group(self, group: str) -> pd.DataFrame:
        """The reports of one group of units."""
        return self.reports.loc[self.reports["group"].eq(group)]

    def groups(self) -> tuple[str, ...]:
        """The groups with a report, in their order."""
        present = set(self.reports["group"])
        return tuple(group for group in GROUPS if group in present)


def place_year(corpus: Tables, place: str | None = None, year: int | None = None) -> PlaceYear:
    """The reports of ``year`` (without one: the newest) in ``place`` (a code or its stem)."""
    around = corpus if place is None else corpus.only(province=prefix(place)[:2])
    reports = in_place(around.reports, place)
    reports, left_out = _one_kind(reports.loc[reports["year"].notna()])
    if year is None and len(reports):
        year = int(reports["year"].max())
    here = reports.loc[reports["year"].eq(year).fillna(False)] if year else reports.iloc[:0]
    return PlaceYear(
        all_years=around,
        corpus=around.only(years=[year]) if year else around,
        place=place,
        name=_name(reports, place),
        year=year,
        reports=with_units(here.sort_values("report_id", kind="stable")),
        fictional=bool(len(here)) and bool(here["fictional"].all()),
        left_out=left_out,
        as_of=max(here["fetched_on"].dropna(), default=None),
    )


def _one_kind(reports: pd.DataFrame) -> tuple[pd.DataFrame, int]:
    """The real reports where there are any, else the made-up ones; and how many are left out."""
    made_up = reports["fictional"].astype(bool)
    if made_up.all():
        return reports, 0
    return reports.loc[~made_up], int(made_up.sum())


def _name(reports: pd.DataFrame, place: str | None) -> str:
    if place is None:
        return "本库"
    names = reports[named_by(place)].dropna()
    return text_or_none(names.min()) or place if len(names) else place


#: Of the whole country the counties stand side by side while they are so few.
MOST_COUNTIES = 40


@dataclass(frozen=True, slots=True)
class Side:
    """One part of a place beside the others, by its code: a county, or a province.

    ``reports`` counts by group, ``volume`` are the townships' comparable numbers, and
    ``problems`` how many of the townships' reports hold a problem item.
    """

    code: str
    name: str
    reports: dict[str, int]
    volume: Peers
    problems: int


def sides(view: PlaceYear, indicator: str) -> tuple[Side, ...]:
    """The place's counties in the order of their codes; of the whole country its provinces,
    unless the corpus knows few counties.

    Reports whose county is not known stand under no part.
    """
    known = view.reports.loc[view.reports["county_code"].notna()]
    codes = known["county_code"].astype(str)
    by_county = view.place is not None or codes.nunique() <= MOST_COUNTIES
    known = known.assign(part=codes if by_county else codes.str[:2] + "0000")
    townships = known.loc[known["group"].eq("township")]
    values = unit_values(view.corpus, indicator, townships)
    values = values.merge(townships[["report_id", "part"]], on="report_id")
    volumes = dict(iter(values.groupby("part")))
    items = frozenset(view.corpus.read("problems", columns=["report_id"])["report_id"])
    column = "county" if by_county else "province"
    return tuple(
        Side(
            code=str(code),
            name=text_or_none(rows[column].iloc[0]) or str(code),
            reports=_units(rows),
            volume=peers_among(indicator, volumes.get(code, values.iloc[:0])),
            problems=int(rows.loc[rows["group"].eq("township"), "report_id"].isin(items).sum()),
        )
        for code, rows in known.groupby("part", sort=True)
    )


def _units(rows: pd.DataFrame) -> dict[str, int]:
    counted = rows.drop_duplicates("unit_key").groupby("group").size()
    return {group: int(counted.get(group, 0)) for group in GROUPS}


def unread(corpus: Tables) -> pd.DataFrame:
    """The files that gave no report: columns reason and files, commonest first."""
    rows = corpus.sources.loc[~corpus.sources["status"].isin(["report", "duplicate"])]
    counts = rows.groupby(rows["reason"].fillna("unknown")).size()
    table = counts.rename("files").rename_axis("reason").reset_index()
    return table.sort_values(["files", "reason"], ascending=[False, True], ignore_index=True)
