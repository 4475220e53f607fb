"""The copy map of a place and year, part by part, as notebooks/copies.ipynb calls it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from workbench.analysis.reuse.view import Block, CopyView
from workbench.analysis.tables import Tables
from workbench.display.copies import beside, blocks, matrix, shares
from workbench.display.excerpts import excerpts
from workbench.display.html import Html
from workbench.display.parts import Bundle, Parts, parts
from workbench.display.place_year import header, nothing
from workbench.display.quotes import Quotes
from workbench.display.tables import note


@dataclass(frozen=True)
class CopiesPage:
    """The parts of the page; each is an output of a cell. :meth:`excerpts` must come last."""

    view: CopyView

    @classmethod
    def of(cls, corpus: Tables, place: str | None, year: int | None) -> CopiesPage:
        """The copy map of a place (a code or its stem, None: everywhere) and year."""
        return cls(CopyView.of(corpus, place, year))

    @cached_property
    def quotes(self) -> Quotes:
        return Quotes(self.view.quoted)

    @cached_property
    def largest(self) -> tuple[Block, ...]:
        return self.view.blocks(blocks.MOST)

    def header(self) -> Bundle:
        """Title, subtitle and what the renderer needs to know; the first output."""
        view = self.view.view
        return header(view, f"{view.name}{view.year or ''}年度报告中的相同段落")

    def shares(self) -> Parts:
        """各报告的相同部分."""
        return self._or_nothing(lambda: shares.shares(self.view))

    def matrix(self) -> Parts:
        """单位之间."""
        return self._or_nothing(lambda: matrix.matrix(self.view))

    def blocks(self) -> Parts:
        """最大的相同段落."""
        return self._or_nothing(lambda: blocks.blocks(self.largest, self.quotes))

    def spread(self) -> Parts:
        """逐年分布."""
        return self._or_nothing(lambda: blocks.spread(self.largest))

    def beside(self) -> Parts:
        """与其他单位并排对照."""
        return self._or_nothing(lambda: beside.others(self.view, self.quotes))

    def own_years(self) -> Parts:
        """与本单位往年并排对照."""
        return self._or_nothing(lambda: beside.own_years(self.view, self.quotes))

    def excerpts(self) -> Html:
        """原文摘录: what the links of the parts above lead to."""
        return excerpts(self.quotes) or note("本页没有引用原文。")

    def _or_nothing(self, made: Callable[[], Parts]) -> Parts:
        if self.view.view.reports.empty:
            return parts(note(nothing(self.view.view)))
        return made()
