"""The page of findings of a place and year, part by part, as notebooks/quality.ipynb calls it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from workbench.analysis.decided import corrections
from workbench.analysis.place import PlaceYear, place_year
from workbench.analysis.quality.error_rates import error_rates
from workbench.analysis.quality.listing import Listed, first, listing
from workbench.analysis.quality.rollcall import rollcalls
from workbench.analysis.some import SomeReports
from workbench.analysis.tables import Tables
from workbench.display.decided import corrections_table
from workbench.display.excerpts import excerpts
from workbench.display.html import Html
from workbench.display.parts import Bundle, Part, Parts, parts
from workbench.display.place_year import header
from workbench.display.quality import coverage, rates
from workbench.display.quality import findings as shown
from workbench.display.quality.sheet import worklist
from workbench.display.quality.sides import Sides
from workbench.display.quotes import Quotes
from workbench.display.tables import note


@dataclass(frozen=True)
class QualityPage:
    """The parts of the page; each is an output of a cell. :meth:`excerpts` must come last."""

    view: PlaceYear

    @classmethod
    def of(cls, corpus: Tables, place: str | None, year: int | None) -> QualityPage:
        """The findings of a place (a code or its stem, None: everywhere) and year."""
        return cls(place_year(corpus, place, year))

    @cached_property
    def found(self) -> tuple[Listed, ...]:
        return listing(self.view)

    @cached_property
    def sides(self) -> Sides:
        return Sides(self.view.all_years, self.found)

    @cached_property
    def quotes(self) -> Quotes:
        ids = (passage.report_id for one in self.found for passage in one.passages)
        return Quotes(SomeReports(self.view.all_years, frozenset(ids)))

    def header(self) -> Bundle:
        """Title, subtitle and what the renderer needs to know; the first output."""
        view = self.view
        return header(view, f"{view.name}{view.year or ''}年度报告核对情况")

    def coverage(self) -> Parts:
        """应有与收录."""
        return coverage.coverage(self.view, rollcalls(self.view))

    def rates(self) -> Parts:
        """各项核对的结果."""
        view = self.view
        return rates.rates(view, error_rates(view.corpus, view.reports["report_id"]))

    def first(self) -> Parts:
        """先看哪些报告."""
        listed = {one.report_id for one in self._sure[: shown.MOST]}
        return shown.first_table(first(self.found), listed)

    def findings(self) -> Parts:
        """逐处核对."""
        return shown.findings(self.found, self.sides, self.quotes)

    def corrections(self) -> Parts:
        """人工更正."""
        reports = self.view.reports
        units = dict(zip(reports["report_id"], reports["unit_name"], strict=True))
        made = corrections_table(corrections(self.view.corpus, units), units)
        return parts(made or note("没有人工更正的数值。"))

    def worklist(self) -> Parts:
        """整改清单: every finding but hints as a sheet beside the page."""
        if not self._sure:
            return parts(note("没有列入清单的内容。"))
        made: Part = worklist(self.view, self._sure, self.sides)
        return parts(made)

    def excerpts(self) -> Html:
        """原文摘录: what the links of 逐处核对 lead to."""
        return excerpts(self.quotes) or note("本页没有引用原文。")

    @cached_property
    def _sure(self) -> tuple[Listed, ...]:
        return tuple(one for one in self.found if not one.hint)
