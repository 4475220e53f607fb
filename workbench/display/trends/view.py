"""What a page of trends rests on, gathered once for all its parts."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from workbench.analysis.eras import breaks
from workbench.analysis.some import SomeReports
from workbench.analysis.tables import Tables, text_or_none
from workbench.analysis.units import GROUPS, named_by, prefix
from workbench.analysis.words.keyness import Keyness, keyness
from workbench.analysis.words.kwic import Line, kwic
from workbench.analysis.words.movements import Movements, movements, movements_of
from workbench.analysis.words.queries import Question, question
from workbench.analysis.words.statements import Statements, statements
from workbench.analysis.words.trends import Trend, trend_of
from workbench.analysis.words.vocabulary import Vocabulary
from workbench.corpus.rows import NOWHERE
from workbench.display.labels import label

#: So many sentences of each term stand on the page.
SHOWN = 4


@dataclass(frozen=True, slots=True)
class Uncounted:
    """How many reports of the years no count holds: those that name the page's province and
    nothing by which they could be placed in it, and made-up ones beside real ones."""

    unplaced: int = 0
    made_up: int = 0

    @classmethod
    def of(
        cls, corpus: Tables, every: Statements, first: int | None, last: int | None
    ) -> Uncounted:
        """What ``every`` leaves out of ``corpus``."""
        columns = ["province", "year", "fictional"]
        if every.place is None:
            made_up = corpus.read("reports", columns=columns)
            made_up = made_up.loc[made_up["fictional"].astype(bool)]
            return cls(made_up=0 if every.fictional else _between(made_up, first, last))
        if len(prefix(every.place)) > 2 or every.reports.empty:
            return cls()
        rows = corpus.only(province=NOWHERE).read("reports", columns=columns)
        named = rows["province"].isin(every.reports["province"].dropna())
        return cls(unplaced=_between(rows.loc[named], first, last))


def _between(reports: pd.DataFrame, first: int | None, last: int | None) -> int:
    years = reports["year"].dropna().astype("int64")
    return int(years.between(first or 0, last or 9999).sum())


@dataclass(frozen=True)
class TrendsView:
    """The problem sections of a place, of all levels (``every``) and of the page's (``base``)."""

    corpus: Tables
    asked: Question
    every: Statements
    base: Statements
    balanced: bool = False
    uncounted: Uncounted = Uncounted()

    @classmethod
    def of(
        cls,
        corpus: Tables,
        terms: str | None,
        *,
        first: int | None,
        last: int | None,
        place: str | None,
        level: str | None,
        balanced: bool | None = None,
    ) -> TrendsView:
        """``level`` None is the group of units with most reports, ``terms`` None those watched;
        ``balanced`` keeps the units that have a problem section in every year."""
        around = corpus if place is None else corpus.only(province=prefix(place)[:2])
        every = statements(
            around, place=place, level=None, first=first, last=last, balanced=bool(balanced)
        )
        base = every.of_level(level or _largest(every))
        left_out = Uncounted.of(corpus, every, first, last)
        return cls(around, question(terms), every, base, bool(balanced), left_out)

    @property
    def level(self) -> str:
        """The group of units whose words are counted."""
        return self.base.level or "township"

    @property
    def group(self) -> str:
        """The group as people call it: 乡镇、街道."""
        return label("group", self.level)

    @property
    def name(self) -> str:
        """The place: 本库 (never the country), a province, a prefecture, a county, a township."""
        place = self.every.place
        if place is None:
            return "本库"
        names = self.every.reports[named_by(place)].dropna()
        return text_or_none(names.min()) or place if len(names) else place

    @property
    def span(self) -> str:
        """The years, as 2016–2024年; empty where there is no report."""
        years = self.base.years
        if not years:
            return ""
        return f"{years[0]}年" if len(years) == 1 else f"{years[0]}–{years[-1]}年"

    @cached_property
    def forms(self) -> tuple[int, ...]:
        """The first years of forms that begin within the years."""
        return tuple(era.first for era in breaks(self.base.years))

    @cached_property
    def once(self) -> Trend:
        """The terms by year, copies counted once."""
        return trend_of(self.base, self.asked)

    @cached_property
    def raw(self) -> Trend:
        """The terms by year, every report counted."""
        return trend_of(self.base, self.asked, copies="raw")

    @cached_property
    def halves(self) -> Movements | None:
        """The terms in the earlier and the later half of the years."""
        return movements_of(self.once)

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """Every text is cut into words once."""
        return Vocabulary(self.asked.lexicon)

    @cached_property
    def moved(self) -> Movements | None:
        """Every word in the earlier and the later half of the years."""
        return movements(self.base, vocabulary=self.vocabulary)

    @cached_property
    def lines(self) -> list[Line]:
        """The newest sentences of each term."""
        return kwic(self.corpus, self.base, self.asked, limit=SHOWN)

    @cached_property
    def quoted(self) -> SomeReports:
        """The corpus of the reports that stand in :attr:`lines`."""
        return SomeReports(self.corpus, frozenset(line.report_id for line in self.lines))

    @cached_property
    def against(self) -> tuple[str, Keyness] | None:
        """The words of the page's level against those of the next largest one, with its name."""
        sizes = self.every.reports["group"].value_counts()
        others = [str(group) for group in sizes.index if group != self.level]
        if not others or self.base.reports.empty:
            return None
        other = self.every.of_level(others[0])
        return others[0], keyness(self.base, other, vocabulary=self.vocabulary)


def _largest(every: Statements) -> str:
    sizes = every.reports["group"].value_counts()
    return max(GROUPS, key=lambda group: int(sizes.get(group, 0)))
