"""The trends of words in the problem sections, part by part, as notebooks/trends.ipynb calls it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from workbench.analysis.tables import Tables, text_or_none
from workbench.display.excerpts import excerpts
from workbench.display.html import Html
from workbench.display.page import page_header
from workbench.display.parts import Bundle, Parts
from workbench.display.quotes import Quotes
from workbench.display.tables import note
from workbench.display.trends import basis, contrast, examples, halves, places, terms
from workbench.display.trends.view import TrendsView


@dataclass(frozen=True)
class TrendsPage:
    """The parts of the page; each is an output of a cell. :meth:`excerpts` must come last."""

    view: TrendsView

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
    ) -> TrendsPage:
        """The page of a place (a code, None: everywhere) from ``first`` to ``last``.

        ``terms`` are words and /expressions/ (None: those we watch), ``level`` a group of
        units (None: the one with most reports), ``balanced`` keeps the units with a problem
        section in every year.
        """
        view = TrendsView.of(
            corpus, terms, first=first, last=last, place=place, level=level, balanced=balanced
        )
        return cls(view)

    @cached_property
    def quotes(self) -> Quotes:
        return Quotes(self.view.quoted)

    def header(self) -> Bundle:
        """Title, subtitle and what the renderer needs to know; the first output."""
        view = self.view
        reports = view.base.reports
        about = f"{view.group}有“存在的问题”的报告 {len(reports)} 份，去重计数"
        about += "，只含每年都有的单位" if view.balanced else ""
        return page_header(
            f"{view.name}{view.span}政府信息公开年度报告：“存在的问题”的用词",
            about if len(reports) else basis.nothing(view),
            year=view.base.years[-1] if len(reports) else None,
            code=view.every.place,
            place=view.name,
            fictional=view.every.fictional,
            as_of=max(reports["fetched_on"].dropna(), default=None),
            notes=[text_or_none(said) for said in reports["note"]],
        )

    def basis(self) -> Parts:
        """计数的基础."""
        return basis.basis(self.view)

    def terms(self) -> Parts:
        """选定的词逐年."""
        return terms.terms(self.view)

    def halves(self) -> Parts:
        """选定的词前后对照."""
        return halves.halves(self.view)

    def moved(self) -> Parts:
        """上升和下降的词."""
        return halves.moved(self.view)

    def places(self) -> Parts:
        """各地与各级."""
        return places.places(self.view)

    def contrast(self) -> Parts:
        """特征词."""
        return contrast.contrast(self.view)

    def together(self) -> Parts:
        """类型与词、词与词."""
        return contrast.together(self.view)

    def examples(self) -> Parts:
        """例句."""
        return examples.examples(self.view, self.quotes)

    def excerpts(self) -> Html:
        """原文摘录: what the links of the examples lead to."""
        return excerpts(self.quotes) or note("本页没有引用原文。")
