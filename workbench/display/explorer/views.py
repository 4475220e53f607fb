"""What the explorer shows, without a widget: lines, classes, and the passages behind them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from math import isnan

import pandas as pd

from workbench.analysis.eras import breaks
from workbench.analysis.peers import (
    Peers,
    class_of,
    classes,
    commonest,
    counted_in,
    peers_among,
    unit_values,
)
from workbench.analysis.problem_types import TypeCounts, type_counts
from workbench.analysis.series import Series, series_among
from workbench.analysis.tables import Tables
from workbench.analysis.units import GROUPS, in_place, prefix
from workbench.analysis.words.queries import question
from workbench.analysis.words.statements import Statements
from workbench.analysis.words.trends import Trend, trend_of
from workbench.display.explorer.base import Base, units_of, values_in
from workbench.display.explorer.behind import Passage
from workbench.display.explorer.left_out import left_out
from workbench.display.explorer.plot import Frame, Line, Point, whole_top
from workbench.display.explorer.points import numbers_in, trend_told
from workbench.display.explorer.sentences import sentences_with
from workbench.display.labels import number as digits
from workbench.display.labels import softened
from workbench.reference.indicators import indicators


@dataclass(frozen=True)
class Asked:
    """What is looked at; ``place`` None is everywhere, ``terms`` are never empty.

    ``every``: words are counted in every report, however long it takes, and never in a sample.
    """

    place: str | None
    level: str
    first: int
    last: int
    indicator: str
    terms: tuple[str, ...]
    copies: str = "once"
    every: bool = False


#: What does not depend on the terms, once it was read.
_LASTING = frozenset((
    "around", "fictional", "_reported", "reports", "series", "_valued", "_points", "peers",
    "newest", "_base", "types",
))  # fmt: skip


@dataclass(frozen=True)
class Views:
    """The views of what is asked for over one corpus."""

    corpus: Tables
    asked: Asked

    @cached_property
    def around(self) -> Tables:
        """The corpus of the place's province: peers are from there."""
        place = self.asked.place
        return self.corpus if place is None else self.corpus.only(province=prefix(place)[:2])

    @cached_property
    def fictional(self) -> bool:
        """Whether all of it is made up; if not, made-up reports are left out."""
        return bool(self.around.read("reports", columns=["fictional"])["fictional"].all())

    @cached_property
    def _reported(self) -> pd.DataFrame:
        """The reports of the place and level up to the last year, with their units."""
        asked = self.asked
        rows = in_place(units_of(self.around), asked.place)
        fits = rows["level"].isin(GROUPS[asked.level]) & rows["year"].le(asked.last)
        return rows.loc[fits & rows["fictional"].astype(bool).eq(self.fictional)]

    @cached_property
    def reports(self) -> pd.DataFrame:
        """The reports of the place, level and years, with their units."""
        return self._reported.loc[self._reported["year"].ge(self.asked.first)]

    def with_terms(self, terms: tuple[str, ...], copies: str) -> Views:
        """The same view with other terms; what does not depend on them is kept."""
        made = Views(self.corpus, replace(self.asked, terms=terms, copies=copies))
        kept = {name: value for name, value in self.__dict__.items() if name in _LASTING}
        made.__dict__.update(kept)
        return made

    def within(self, years: tuple[int, int]) -> Views:
        """The same view of some of its years, as they were brushed; what is common is kept."""
        if years == (self.asked.first, self.asked.last):
            return self
        if years not in self._narrowed:
            made = Views(self.corpus, replace(self.asked, first=years[0], last=years[1]))
            made.__dict__.update(around=self.around, fictional=self.fictional, series=self.series)
            self._narrowed[years] = made
        return self._narrowed[years]

    @cached_property
    def _narrowed(self) -> dict[tuple[int, int], Views]:
        return {}

    @property
    def realm(self) -> str:
        """Where the units are that the place is compared with, in words."""
        return "同省" if self.asked.place else "本库全部地方的"

    @property
    def years(self) -> tuple[int, ...]:
        """All years that are looked at, those without a report included."""
        return tuple(range(self.asked.first, self.asked.last + 1))

    @cached_property
    def series(self) -> Series:
        """The indicator in the place, broken where its forms are not comparable."""
        known = indicators()[self.asked.indicator]
        values = values_in(self.around, known.key)
        made = series_among(self.around, known, self._reported, values=values)
        return replace(made, place=self.asked.place, group=self.asked.level)

    @cached_property
    def _valued(self) -> pd.DataFrame:
        rows = self.series.points
        inside = rows["year"].between(self.asked.first, self.asked.last)
        return rows.loc[rows["value"].notna() & inside]

    @cached_property
    def _points(self) -> pd.DataFrame:
        return self._valued.loc[counted_in(self._valued, commonest(self._valued["unit"]))]

    @property
    def left_out(self) -> str:
        """Which numbers of the place and years are not drawn, for they count in another unit."""
        return left_out(self._valued, commonest(self._valued["unit"]))

    @property
    def measure(self) -> str:
        """What is counted: 条, 件."""
        return commonest(self._points["unit"]) or "未写单位"

    def series_lines(self) -> tuple[Frame, tuple[Line, ...]]:
        """One unit's own numbers, or the median of several with their middle half."""
        rows = self._points
        one = rows["unit_key"].nunique() == 1
        points = [
            self._own(group.iloc[0]) if one else self._median(int(str(year)), group)
            for year, group in rows.groupby("year", sort=True)
        ]
        segments = tuple(int(g["segment"].iloc[0]) for _, g in rows.groupby("year", sort=True))
        name = str(rows["unit_name"].iloc[0]) if one else "各单位的中位数"
        top = max((point.high or point.value for point in points), default=1.0)
        frame = Frame(self.years, self._cuts(), top=whole_top(top))
        return frame, ((Line(name, tuple(points), segments),) if points else ())

    def _own(self, row: pd.Series) -> Point:
        qualifier = row["qualifier"] if isinstance(row["qualifier"], str) else None
        written = softened(digits(row["value"]), qualifier, self.measure)
        year = int(row["year"])
        return Point(year, float(row["value"]), f"{year}年：{written}", soft=qualifier is not None)

    def _median(self, year: int, group: pd.DataFrame) -> Point:
        values = group["value"]
        middle = float(values.median())
        about = f"{year}年：中位数 {digits(round(middle, 1))}{self.measure}，N={len(values)}"
        if len(values) < 5:
            return Point(year, middle, about, soft=True)
        low, high = (float(values.quantile(q)) for q in (0.25, 0.75))
        return Point(year, middle, about, low=low, high=high)

    def _cuts(self) -> tuple[int, ...]:
        return tuple(era.first for era in breaks(self.years))

    def numbers_of(self, year: int) -> Sequence[Passage]:
        """The places of every unit's number of a year, in the order of units."""
        return numbers_in(self._points.loc[self._points["year"].eq(year)], self.measure)

    @cached_property
    def peers(self) -> Peers | None:
        """The province's units of the level in the newest year with a number; None without."""
        if self.newest is None:
            return None
        rows = self.series.points
        if self.asked.place is None:
            rows = rows.loc[rows["year"].eq(self.newest)]
        else:
            reports = units_of(self.around)
            of_level = reports["level"].isin(GROUPS[self.asked.level])
            reports = reports.loc[of_level & reports["year"].eq(self.newest)]
            indicator = self.asked.indicator
            values = values_in(self.around, indicator)
            rows = unit_values(self.around, indicator, reports, known=values)
        return peers_among(self.asked.indicator, rows) if len(rows) else None

    @property
    def peer_measure(self) -> str | None:
        """What the peers count in, which the place itself may not: 条, 件; None where unsaid."""
        return self.peers.measure if self.peers else None

    @cached_property
    def newest(self) -> int | None:
        """The newest year in which a unit of the place has a number."""
        years = self._points["year"]
        return int(years.max()) if len(years) else None

    @property
    def ours(self) -> frozenset[str]:
        """The units of the place, none where the place is everywhere."""
        return frozenset(self._points["unit_key"]) if self.asked.place else frozenset()

    def peer_classes(self) -> list[tuple[str, int, int, Sequence[Passage]]]:
        """Per class of values: label, units, how many of them of the place, their passages."""
        if self.peers is None or self.peers.values.empty:
            return []
        values = self.peers.values
        ours = self.ours
        label = values["value"].map(class_of)
        made = []
        for step in classes(values["value"])["label"]:
            inside = values.loc[label.eq(step)]
            own = int(inside["unit_key"].isin(ours).sum())
            made.append((str(step), len(inside), own, numbers_in(inside, self.peer_measure)))
        return made

    @cached_property
    def _base(self) -> Base:
        asked = self.asked
        return Base.of(self.around, asked.place, asked.level, self.reports, every=asked.every)

    @property
    def base(self) -> Statements:
        """The sentences of the problem sections, of very many reports those of a sample."""
        return self._base.statements

    @property
    def sampled(self) -> str:
        """That words are counted in a sample, and in which; empty where they are in all."""
        return self._base.sampled

    @property
    def having_problems(self) -> pd.DataFrame:
        """All reports with a problem section, by unit and year."""
        return self.reports.loc[self.reports["named"]]

    @cached_property
    def types(self) -> TypeCounts:
        """The types of the problems in all of them."""
        return type_counts(self.around, self.having_problems)

    @cached_property
    def trend(self) -> Trend:
        """The terms by year."""
        return trend_of(self.base, question(self.asked.terms), copies=self.asked.copies)

    def trend_lines(self) -> tuple[Frame, tuple[Line, ...]]:
        """A line a term; years with fewer than 30 cases are hollow."""
        cuts = self._cuts()
        lines = []
        for term in self.trend.question.names:
            rows = [
                row for row in self.trend.of(term).to_dict("records") if not isnan(row["share"])
            ]
            points = tuple(
                Point(int(row["year"]), row["share"], trend_told(term, row), bool(row["few"]))
                for row in rows
            )  # fmt: skip
            segments = tuple(sum(point.year >= cut for cut in cuts) for point in points)
            lines.append(Line(term, points, segments))
        drawn = tuple(line for line in lines if line.points)
        top = max((point.value for line in drawn for point in line.points), default=1.0)
        top = min(1.0, whole_top(110 * top) / 100)
        frame = Frame(self.years, cuts, top=top, percent=True, lines=len(drawn))
        return frame, drawn

    def sentences_of(self, term: str, year: int) -> Sequence[Passage]:
        """Where a term stands in the reports of a year."""
        base, copies = self.base.between(year, year), self.asked.copies
        return sentences_with(self.around, base, question([term]), copies=copies)
