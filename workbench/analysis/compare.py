"""A county's reports of one year beside those of the year before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from workbench.analysis.cells import Cells, cells_of
from workbench.analysis.eras import Era, breaks, era_of
from workbench.analysis.indicators import across, indicator_named
from workbench.analysis.readings import (
    Answer,
    Reading,
    Statements,
    answer,
    merged,
    statements,
)
from workbench.analysis.tables import Tables, number_or_none, text_or_none
from workbench.analysis.units import GROUPS, with_units


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A report as the pages show it; the fields are those of the table ``reports``."""

    report_id: str
    sha256: str
    name: str
    title: str | None
    issuer: str | None
    level: str | None
    code: str | None
    year: int
    published: str | None
    form: str
    uncertain: tuple[str, ...]
    url: str | None
    fetched_on: str | None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit with its reports of the year and of the year before (usually one each)."""

    key: str
    group: str
    name: str
    code: str | None
    reports: tuple[ReportRow, ...]
    previous: tuple[ReportRow, ...]


@dataclass(frozen=True)
class CountyYear:
    """Everything about one county's reports of one year; empty where the corpus has none.

    ``corpus`` is narrowed to the county, all its years; ``whole`` is what it was taken from.
    ``units`` are those with a report of ``year``, in the order of :data:`GROUPS`, then by
    code and name. ``earlier`` are units that reported the year before but not this year.
    """

    whole: Tables
    corpus: Tables
    code: str | None
    name: str | None
    prefecture: str | None
    province: str | None
    year: int | None
    fictional: bool
    units: tuple[Unit, ...] = ()
    earlier: tuple[Unit, ...] = ()
    as_of: str | None = None

    @cached_property
    def statements(self) -> Statements:
        """What the county's reports of all years state in figures."""
        return statements(self.corpus)

    @cached_property
    def cells(self) -> dict[str, Cells]:
        """Per report of the year the cells of its tables."""
        return cells_of(self.corpus, [row.report_id for unit in self.units for row in unit.reports])

    def answer(self, reports: Iterable[str], indicator: str) -> Answer:
        """What some reports of one unit and year say together on ``indicator``."""
        said = [self.statements.get(report_id, {}).get(indicator, ()) for report_id in reports]
        return merged([answer(readings) for readings in said])

    def groups(self) -> dict[str, tuple[Unit, ...]]:
        """The units by group, groups without a report left out; never to be added up."""
        found = {name: tuple(u for u in self.units if u.group == name) for name in GROUPS}
        return {name: units for name, units in found.items() if units}

    def breaks(self) -> tuple[Era, ...]:
        """The forms that begin between the year before and this year."""
        return breaks([self.year - 1, self.year]) if self.year else ()


@dataclass(frozen=True, slots=True)
class Change:
    """This year's value less last year's, or why the two are not compared.

    ``reason``: ``no_value`` (one of them is missing), ``qualified`` (余, 约), ``units_differ``
    or ``break`` (the form changed and the counts are not comparable).
    """

    difference: int | float | None
    reason: str | None


@dataclass(frozen=True, slots=True)
class Pair:
    """A unit's answers on one indicator for the year and the year before."""

    unit: Unit
    this: Answer
    last: Answer
    change: Change


def county(corpus: Tables, code: str | None = None, year: int | None = None) -> CountyYear:
    """The county ``code`` (six digits) in ``year``.

    Without a year its newest; without a code the first county of that year (in the order
    of codes): so a notebook opened by hand shows something. Nothing is guessed beyond that.
    """
    around = corpus if code is None else corpus.only(county=code)
    known = around.reports
    known = known.loc[known["county_code"].notna() & known["year"].notna()]
    if year is None:
        year = int(known["year"].max()) if len(known) else None
    if code is None:
        code = min(known["county_code"][known["year"].isin([year])], default=None)
    narrow = corpus.only(county=code) if code else around
    here = known.loc[known["county_code"].isin([code]) & known["year"].isin(_pair(year))]
    return _county_year(corpus, narrow, code=code, year=year, rows=with_units(here))


def _pair(year: int | None) -> list[int]:
    return [] if year is None else [year - 1, year]


def _county_year(
    whole: Tables, corpus: Tables, *, code: str | None, year: int | None, rows: pd.DataFrame
) -> CountyYear:
    rows = rows.sort_values(["code", "unit_name", "report_id"], na_position="last", kind="stable")
    first = rows.iloc[0] if len(rows) else pd.Series(dtype="object")
    units = _units(rows, year)
    fetched = [row.fetched_on for unit in units for row in unit.reports if row.fetched_on]
    return CountyYear(
        whole=whole,
        corpus=corpus,
        code=code,
        name=text_or_none(first.get("county")),
        prefecture=text_or_none(first.get("prefecture")),
        province=text_or_none(first.get("province")),
        year=year,
        fictional=bool(len(rows)) and bool(rows["fictional"].any()),
        units=tuple(unit for unit in units if unit.reports),
        earlier=tuple(unit for unit in units if not unit.reports),
        as_of=max(fetched, default=None),
    )


def _units(rows: pd.DataFrame, year: int | None) -> list[Unit]:
    by_key: dict[str, list[tuple[str, str, ReportRow]]] = {}
    for record in rows.to_dict("records"):
        row = {str(name): value for name, value in record.items()}
        entry = (str(row["group"]), str(row["unit_name"]), report_row(row))
        by_key.setdefault(str(row["unit_key"]), []).append(entry)
    units = [_unit(key, entries, year) for key, entries in by_key.items()]
    order = list(GROUPS)
    return sorted(units, key=lambda unit: order.index(unit.group))


def _unit(key: str, entries: list[tuple[str, str, ReportRow]], year: int | None) -> Unit:
    group, name, _ = entries[0]
    rows = [row for _, _, row in entries]
    return Unit(
        key=key,
        group=group,
        name=name,
        code=next((row.code for row in rows if row.code), None),
        reports=tuple(row for row in rows if row.year == year),
        previous=tuple(row for row in rows if row.year != year),
    )


def report_row(row: Mapping[str, object]) -> ReportRow:
    """A record of the table ``reports`` as a :class:`ReportRow`; its year must be known."""
    uncertain = row.get("uncertain")
    return ReportRow(
        report_id=str(row["report_id"]),
        sha256=str(row["sha256"]),
        name=str(row["name"]),
        title=text_or_none(row["title"]),
        issuer=text_or_none(row["issuer"]),
        level=text_or_none(row["level"]),
        code=text_or_none(row["code"]),
        year=int(number_or_none(row["year"]) or 0),
        published=text_or_none(row["published"]),
        form=str(row["form"]),
        uncertain=() if uncertain is None else tuple(str(name) for name in uncertain),  # type: ignore[attr-defined]
        url=text_or_none(row["url"]),
        fetched_on=text_or_none(row["fetched_on"]),
        note=text_or_none(row["note"]),
    )


def pairs(view: CountyYear, indicator: str) -> tuple[Pair, ...]:
    """Every unit's answers on ``indicator`` for this year and the last, in ``units``' order."""
    joined = comparable(view, indicator)
    made = []
    for unit in view.units:
        this = view.answer([row.report_id for row in unit.reports], indicator)
        last = view.answer([row.report_id for row in unit.previous], indicator)
        made.append(Pair(unit, this, last, change(this.chosen, last.chosen, joined=joined)))
    return tuple(made)


def comparable(view: CountyYear, indicator: str) -> bool:
    """Whether ``indicator`` means the same in the year's form and in last year's."""
    known = indicator_named(indicator)
    return all(
        across(known, era_of(era.first - 1).form, era.form)[0] == "same" for era in view.breaks()
    )


def change(this: Reading | None, last: Reading | None, *, joined: bool = True) -> Change:
    """The difference of two readings, computed only where both are exact and count alike."""
    if this is None or last is None or this.value is None or last.value is None:
        return Change(None, "no_value")
    if not joined:
        return Change(None, "break")
    if this.qualifier or last.qualifier:
        return Change(None, "qualified")
    if this.unit != last.unit and "zero_in_words" not in (this.status, last.status):
        return Change(None, "units_differ")
    return Change(this.value - last.value, None)
