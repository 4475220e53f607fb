"""What is counted: the sentences in which reports state their problems, or their measures."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pandas as pd
import pyarrow.compute as pc

from workbench.analysis.tables import Tables, among, of_reports
from workbench.analysis.units import GROUPS, in_place, with_units
from workbench.analysis.words.clusters import clustered
from workbench.analysis.words.pieces import NAMES, sentences_of
from workbench.errors import WorkbenchError

#: What of a report is counted: the items of its problems, of its measures, or the whole
#: problem section, plan included, without its headings.
PARTS = ("problems", "measures", "section")
_REPORTS = [
    "report_id", "level", "year", "code", "county_code", "fetched_on", "fictional", "note", "title",
    *NAMES,
]  # fmt: skip


@dataclass(frozen=True)
class Statements:
    """Sentences and the reports that they stand in.

    ``reports``: one row per report that has a problem section or an item, with unit_key,
    unit_name, group, year, county_code, county, province; ``lacking``: the same of those
    that have neither. ``sentences``: one row per sentence with report_id, n (its item's
    number), start and end in the report's text, ``text`` (its match key, statutory phrases
    taken out), ``key`` (equal for sentences that differ only in names, years and digits, and
    for near copies), characters, and the report's year, group and county_code.
    """

    part: str
    place: str | None
    level: str | None
    reports: pd.DataFrame
    lacking: pd.DataFrame
    sentences: pd.DataFrame

    @property
    def years(self) -> tuple[int, ...]:
        """The years of the reports, in order."""
        return tuple(sorted({int(year) for year in self.reports["year"]}))

    @property
    def fictional(self) -> bool:
        """Whether all of it is made up."""
        made_up = pd.concat([self.reports["fictional"], self.lacking["fictional"]]).astype(bool)
        return bool(len(made_up)) and bool(made_up.all())

    def of(self, reports: pd.DataFrame) -> Statements:
        """The same, of some of the reports alone."""
        kept = of_reports(self.sentences, reports["report_id"])
        return replace(self, reports=reports, lacking=self.lacking.iloc[:0], sentences=kept)

    def of_level(self, level: str) -> Statements:
        """The same, of one group of units."""
        made = self.of(self.reports.loc[self.reports["group"].eq(level)])
        lacking = self.lacking.loc[self.lacking["group"].eq(level)]
        return replace(made, level=level, lacking=lacking)

    def between(self, first: int | None, last: int | None) -> Statements:
        """The same, of the years from ``first`` to ``last``; None is no limit."""
        low, high = first or 0, last or 9999
        if self.reports["year"].between(low, high).all():
            inside = self.lacking["year"].between(low, high)
            return replace(self, lacking=self.lacking.loc[inside])
        made = self.of(self.reports.loc[self.reports["year"].between(low, high)])
        return replace(made, lacking=self.lacking.loc[self.lacking["year"].between(low, high)])


def statements(
    corpus: Tables,
    *,
    part: str = "problems",
    place: str | None = None,
    level: str | None = "township",
    first: int | None = None,
    last: int | None = None,
    balanced: bool = False,
) -> Statements:
    """The sentences of ``part`` in the reports of ``level`` (a group, None: every one) in
    ``place`` (a code, None: everywhere), of the years from ``first`` to ``last``.

    ``balanced`` keeps the units that have a problem section in every year. Made-up reports
    are never mixed with real ones: they are counted only where there are no others.
    """
    if part not in PARTS:
        raise WorkbenchError(f"no part {part!r}; there are {', '.join(PARTS)}")
    if level is not None and level not in GROUPS:
        raise WorkbenchError(f"no level {level!r}; there are {', '.join(GROUPS)}")
    chosen = _chosen(corpus, place=place, level=level, first=first, last=last)
    made = statements_among(corpus, chosen, part=part, balanced=balanced)
    return replace(made, place=place, level=level)


def statements_among(
    corpus: Tables,
    chosen: pd.DataFrame,
    *,
    part: str = "problems",
    balanced: bool = False,
    sentences: pd.DataFrame | None = None,
    told: pd.Series | None = None,
) -> Statements:
    """As :func:`statements`, for reports that were chosen before: with their units, by year,
    unit and id. Where they are known, ``told`` is what :func:`having` gives, and ``sentences``
    are those of all of them and others."""
    held = having(corpus, part, chosen["report_id"]) if told is None else told
    base = chosen.loc[held]
    base = _every_year(base) if balanced else base
    if sentences is None:
        found = sentences_of(corpus, part, base)
    else:
        found = of_reports(sentences, base["report_id"]).reset_index(drop=True)
    found = found.assign(key=clustered(corpus, found))
    about = base.set_index("report_id")[["year", "group", "county_code"]]
    return Statements(
        part=part,
        place=None,
        level=None,
        reports=base.reset_index(drop=True),
        lacking=chosen.loc[~held].reset_index(drop=True),
        sentences=found.join(about, on="report_id"),
    )


def _chosen(
    corpus: Tables, *, place: str | None, level: str | None, first: int | None, last: int | None
) -> pd.DataFrame:
    reports = in_place(corpus.read("reports", columns=_REPORTS), place)
    reports = reports.loc[reports["year"].notna()]
    made_up = reports["fictional"].astype(bool)
    reports = reports if made_up.all() else reports.loc[~made_up]
    if level is not None:
        reports = reports.loc[reports["level"].isin(GROUPS[level])]
    years = reports["year"].astype("int64")
    reports = reports.assign(year=years)
    inside = (years >= (first or 0)) & (years <= (last or 9999))
    rows = with_units(reports.loc[inside])
    return rows.sort_values(["year", "unit_key", "report_id"], kind="stable")


def having(corpus: Tables, part: str, ids: pd.Series) -> pd.Series:
    """Which reports have a problem section, or an item where they have none."""
    named = pc.field("role") == "problems"
    sections = corpus.read("sections", columns=["report_id"], where=named)
    table = "measures" if part == "measures" else "problems"
    items = corpus.read(table, columns=["report_id"])
    return among(ids, sections["report_id"]) | among(ids, items["report_id"])


def _every_year(reports: pd.DataFrame) -> pd.DataFrame:
    years = reports.groupby("unit_key")["year"].nunique()
    return reports.loc[reports["unit_key"].isin(years.index[years.eq(reports["year"].nunique())])]
