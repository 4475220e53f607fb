"""The problem ledger of a county, part by part, as notebooks/ledger.ipynb calls it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from workbench.analysis.ledger.book import Ledger, ledger
from workbench.analysis.tables import Tables, text_or_none
from workbench.display.excerpts import excerpts
from workbench.display.html import Html
from workbench.display.ledger import lasting, threads
from workbench.display.page import page_header
from workbench.display.parts import Bundle, Parts, parts
from workbench.display.quotes import Quotes
from workbench.display.tables import note


@dataclass(frozen=True)
class LedgerPage:
    """The parts of the page; each is an output of a cell. :meth:`excerpts` must come last."""

    whole: Tables
    county: str | None
    book: Ledger

    @classmethod
    def of(cls, corpus: Tables, county: str | None) -> LedgerPage:
        """The ledger of a county (six digits; None: the first one with a report)."""
        code = county or _first(corpus.reports["county_code"])
        return cls(corpus, code, ledger(corpus.only(county=code) if code else corpus))

    @cached_property
    def quotes(self) -> Quotes:
        return Quotes(self.book.corpus)

    @cached_property
    def reports(self) -> pd.DataFrame:
        return self.book.corpus.reports

    def header(self) -> Bundle:
        """Title, subtitle and what the renderer needs to know; the first output."""
        years = self.book.years
        name = _first(self.reports["county"]) or self.county or ""
        span = (
            f"{years[0]}–{years[-1]} 年度"
            if len(years) > 1
            else f"{years[0]} 年度"
            if years
            else ""
        )
        known = sum(len(unit.reports) for unit in self.book.units)
        about = (
            f"本库收录 {len(self.book.units)} 个单位的 {known} 份报告" if known else self._nothing()
        )
        return page_header(
            f"{name}各单位所列问题的历年台账",
            "，".join(filter(None, (span, about))),
            year=years[-1] if years else None,
            code=self.county,
            place=name,
            fictional=bool(len(self.reports)) and bool(self.reports["fictional"].all()),
            as_of=max(self.reports["fetched_on"].dropna(), default=None),
        )

    def legend(self) -> Parts:
        """怎样读台账: the signs."""
        return parts(threads.legend())

    def threads(self) -> Parts:
        """各单位的台账."""
        if not self.book.units:
            return parts(note(self._nothing()))
        return parts(*(threads.of_unit(self.book, unit, self.quotes) for unit in self.book.units))

    def lasting(self) -> Parts:
        """各类问题持续多久."""
        return self._known(lasting.by_type(self.book))

    def places(self) -> Parts:
        """与同省各县相比."""
        if self.county is None or not self.book.units:
            return parts(note(self._nothing()))
        province = self.whole.only(province=self.county[:2])
        return lasting.by_place(province, self.county)

    def excerpts(self) -> Html:
        """原文摘录: what the links of the parts above lead to."""
        units = self.book.units
        order = [unit.reports[year] for unit in units for year in sorted(unit.reports)]
        return excerpts(self.quotes, order) or note("本页没有引用原文。")

    def _known(self, made: Parts) -> Parts:
        return made if self.book.units else parts(note(self._nothing()))

    def _nothing(self) -> str:
        return "本库没有收录能确定县和年份的报告；这不表示没有公布。"


def _first(column: pd.Series) -> str | None:
    known = column.dropna()
    return text_or_none(known.min()) if len(known) else None
