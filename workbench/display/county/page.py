"""A county's page for one year, part by part, as notebooks/county.ipynb calls it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from workbench.analysis.compare import CountyYear, county
from workbench.analysis.findings import Found, findings
from workbench.analysis.remembered import remembered
from workbench.analysis.tables import Tables
from workbench.display.county import closing, history
from workbench.display.county.findings import findings_list
from workbench.display.county.problems import problems
from workbench.display.county.rates import rates_table
from workbench.display.county.reporters import nothing, reporters
from workbench.display.county.requests import requests
from workbench.display.county.summary import summary
from workbench.display.county.volume import volume
from workbench.display.excerpts import excerpts
from workbench.display.html import Html
from workbench.display.page import page_header
from workbench.display.parts import Bundle, Parts
from workbench.display.quotes import Quotes
from workbench.display.tables import note


@dataclass(frozen=True)
class CountyPage:
    """The parts of the page; each is an output of a cell, and links that it makes are kept
    for :meth:`excerpts`, which must come last."""

    view: CountyYear

    @classmethod
    def of(cls, corpus: Tables, county_code: str | None, year: int | None) -> CountyPage:
        """The page of a county (six digits) and year; see :func:`analysis.compare.county`
        for what None means."""
        return cls(county(remembered(corpus), county_code, year))

    @cached_property
    def quotes(self) -> Quotes:
        return Quotes(self.view.corpus)

    @cached_property
    def findings(self) -> tuple[Found, ...]:
        return findings(self.view)

    def header(self) -> Bundle:
        """Title, subtitle and what the renderer needs to know; the first output."""
        view = self.view
        name = view.name or view.code or "县级页面"
        count = sum(len(unit.reports) for unit in view.units)
        above = "".join(dict.fromkeys(filter(None, (view.province, view.prefecture))))
        about = f"{above} · 本库收录 {view.year} 年的报告 {count} 份" if count else nothing(view)
        used = [row for unit in view.units for row in (*unit.reports, *unit.previous)]
        return page_header(
            f"{name}{view.year}年政府信息公开年度报告比较" if view.year else name,
            about.removeprefix(" · "),
            year=view.year,
            code=view.code,
            place=view.name,
            fictional=view.fictional,
            as_of=view.as_of,
            notes=[row.note for row in used],
        )

    def summary(self) -> Html:
        """本页概要."""
        return summary(self.view, self.findings)

    def reporters(self) -> Parts:
        """谁有报告."""
        return reporters(self.view)

    def volume(self) -> Parts:
        """主动公开数量."""
        return volume(self.view, self.quotes, self.findings)

    def history(self) -> Parts:
        """历年主动公开数量."""
        return history.history(self.view, self.quotes)

    def requests(self) -> Parts:
        """申请与办理."""
        return requests(self.view, self.quotes, self.findings)

    def rates(self) -> Parts:
        """比率."""
        return rates_table(self.view, self.quotes, self.findings)

    def problems(self) -> Parts:
        """存在的问题."""
        return problems(self.view, self.quotes)

    def not_stated(self) -> Parts:
        """没有说明的内容."""
        return closing.not_stated(self.view)

    def findings_list(self) -> Parts:
        """核对结果."""
        return findings_list(self.view, self.quotes, self.findings)

    def sources(self) -> Parts:
        """来源."""
        return closing.sources(self.view)

    def excerpts(self) -> Html:
        """原文摘录: what the links of the parts above lead to."""
        return excerpts(self.quotes) or note("本页没有引用原文。")
