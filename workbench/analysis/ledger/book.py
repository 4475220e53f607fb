"""The ledger of a place: its units, their years, their problems, and what answers them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from workbench.analysis.ledger.followed import NextReport, plans_of
from workbench.analysis.ledger.solved import solved
from workbench.analysis.ledger.threads import Entry, Thread, YearOf, threads
from workbench.analysis.tables import Tables, of_reports
from workbench.analysis.units import GROUPS, with_units
from workbench.model import Span

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Answer:
    """A measure that answers a problem, and how the next year's report speaks of it.

    ``spoken`` is said (in the report), again (only in its plan), silent, or no_report.
    """

    n: int
    text: str
    report_id: str
    span: Span
    spoken: str
    where: tuple[str, Span] | None = None


@dataclass(frozen=True, slots=True)
class UnitLedger:
    """One unit's threads; ``reports`` gives the report that stands for each of its years."""

    key: str
    name: str
    group: str
    reports: Mapping[int, str]
    threads: tuple[Thread, ...]

    def after(self, entry: Entry) -> str | None:
        """The report of the year after an entry's; None where the corpus has none."""
        return self.reports.get(entry.year + 1)


@dataclass(frozen=True)
class Ledger:
    """The problems of the units of a place through the years; ``corpus`` is the place's."""

    corpus: Tables
    units: tuple[UnitLedger, ...]

    @property
    def years(self) -> tuple[int, ...]:
        """From the first year with a report to the last, none left out."""
        known = [year for unit in self.units for year in unit.reports]
        return tuple(range(min(known), max(known) + 1)) if known else ()

    def group(self, group: str) -> tuple[UnitLedger, ...]:
        """The units of one group."""
        return tuple(unit for unit in self.units if unit.group == group)

    def answers(self, unit: UnitLedger, entry: Entry) -> tuple[Answer, ...]:
        """The measures that answer ``entry``, in their order."""
        later = unit.after(entry)
        rows = self._measures.get(entry.report_id, {})
        return tuple(self._answer(rows[n], later) for n in entry.measures if n in rows)

    def _answer(self, row: Row, later: str | None) -> Answer:
        span = Span(int(row["start"]), int(row["end"]))
        spoken, where = "no_report", None
        if later is not None:
            found = self._next(later).speaks_of(row["text"])
            spoken, where = (found[0], (later, found[1])) if found else ("silent", None)
        return Answer(int(row["n"]), row["text"], row["report_id"], span, spoken, where)

    def _next(self, report_id: str) -> NextReport:
        if report_id not in self._known:
            measures = [_span(row) for row in self._measures.get(report_id, {}).values()]
            plans = plans_of(measures, self._plans.get(report_id, []))
            self._known[report_id] = NextReport(report_id, self._texts.get(report_id, ""), plans)
        return self._known[report_id]

    @cached_property
    def _known(self) -> dict[str, NextReport]:
        """The next years' reports that were looked into."""
        return {}

    @cached_property
    def _ids(self) -> frozenset[str]:
        return frozenset(one for unit in self.units for one in unit.reports.values())

    @cached_property
    def _measures(self) -> dict[str, dict[int, Row]]:
        found: dict[str, dict[int, Row]] = {}
        for row in _records(of_reports(self.corpus.measures, self._ids)):
            found.setdefault(row["report_id"], {})[int(row["n"])] = row
        return found

    @cached_property
    def _plans(self) -> dict[str, list[Span]]:
        found: dict[str, list[Span]] = {}
        for row in _records(of_reports(self.corpus.sections, self._ids)):
            if row["role"] in ("plan", "problems"):
                found.setdefault(row["report_id"], []).append(_span(row))
        return found

    @cached_property
    def _texts(self) -> dict[str, str]:
        rows = of_reports(self.corpus.texts, self._ids)
        return dict(zip(rows["report_id"], rows["text"], strict=True))


def ledger(corpus: Tables, county: str | None = None) -> Ledger:
    """The ledger of a county (six digits), or of everything that ``corpus`` holds.

    A unit with two reports of one year stands by the one that names more problems.
    """
    around = corpus if county is None else corpus.only(county=county)
    reports = with_units(around.reports)
    reports = reports.loc[reports["year"].notna()]
    items = entries(_records(around.problems))
    texts = dict(zip(around.texts["report_id"], around.texts["text"], strict=True))
    made = [
        _unit(_records(rows), items, texts) for _, rows in reports.groupby("unit_key", sort=True)
    ]
    order = list(GROUPS)
    made.sort(key=lambda unit: (order.index(unit.group), unit.name, unit.key))
    return Ledger(around, tuple(made))


def _unit(
    rows: Sequence[Row], items: Mapping[str, tuple[Entry, ...]], texts: Mapping[str, str]
) -> UnitLedger:
    years = years_of(rows, items, texts)
    return UnitLedger(
        key=rows[0]["unit_key"],
        name=rows[0]["unit_name"],
        group=rows[0]["group"],
        reports={each.year: each.report_id for each in years},
        threads=threads(years),
    )


def years_of(
    rows: Iterable[Row], items: Mapping[str, tuple[Entry, ...]], texts: Mapping[str, str]
) -> list[YearOf]:
    """One report for each year of a unit, in order, with what it says to be solved."""
    best: dict[int, tuple[int, str]] = {}
    for row in rows:
        rank = (-len(items.get(row["report_id"], ())), row["report_id"])
        year = int(row["year"])
        best[year] = min(best.get(year, rank), rank)
    return [
        YearOf(one, year, items.get(one, ()), solved(texts.get(one, "")))
        for year, (_, one) in sorted(best.items())
    ]


def entries(problems: Iterable[Row]) -> dict[str, tuple[Entry, ...]]:
    """The problems of each report that has a year, from rows of the table of problems."""
    found: dict[str, list[Entry]] = {}
    for row in problems:
        if row["report_year"] is not None and row["report_year"] is not pd.NA:
            entry = Entry(
                report_id=row["report_id"],
                year=int(row["report_year"]),
                n=int(row["n"]),
                text=row["text"],
                types=tuple(row["types"]),
                measures=tuple(int(n) for n in row["measures"]),
                start=int(row["start"]),
                end=int(row["end"]),
            )
            found.setdefault(entry.report_id, []).append(entry)
    return {one: tuple(sorted(held, key=lambda each: each.n)) for one, held in found.items()}


def _records(table: pd.DataFrame) -> list[Row]:
    return [{str(name): value for name, value in row.items()} for row in table.to_dict("records")]


def _span(row: Row) -> Span:
    return Span(int(row["start"]), int(row["end"]))
