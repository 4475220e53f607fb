"""The explorer itself: controls, linked views, their tables, and the report behind a number."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import ipywidgets as widgets

from workbench.analysis.tables import Tables
from workbench.corpus.deciding import Desk
from workbench.display.explorer.behind import Passage, shown
from workbench.display.explorer.charts import Charts
from workbench.display.explorer.controls import Controls
from workbench.display.explorer.held import held
from workbench.display.explorer.laboratory import Laboratory
from workbench.display.explorer.making import Making, Renders
from workbench.display.explorer.pane import Pane
from workbench.display.explorer.plot import STYLE
from workbench.display.explorer.reading import Reading
from workbench.display.explorer.review import Review
from workbench.display.explorer.search import Found, Places
from workbench.display.explorer.seen import Seen
from workbench.display.explorer.sheets import Years
from workbench.display.explorer.tabs import Tabs
from workbench.display.explorer.tallies import items_of
from workbench.display.explorer.views import Views
from workbench.display.forms import problem_type
from workbench.display.html import tag
from workbench.display.labels import label

_EMPTY = "语料库里还没有报告。先运行 make reports，或 workbench build 自己的文件，再重新打开本页。"


class Explorer(widgets.VBox):  # type: ignore[misc]
    """Type a place, choose years, level, indicator and terms; click a number for its sentence.

    ``explorer.views`` is what is shown, as tables: ``explorer.views.trend.table``.
    ``render`` (``wb.page``) turns a view into a page; reviews and corrections go to the folder
    ``decisions``, without one to the folder data/ in which the corpus stands.
    """

    def __init__(
        self, corpus: Tables, *, render: Renders | None = None, decisions: str | Path | None = None
    ) -> None:
        corpus = self.corpus = held(corpus)
        self._seen = Seen(corpus)
        self.brushed: Years | None = None
        self._views: Views
        self.told = Pane(label="现在看的是", role="status")
        self.controls = Controls(
            Places(corpus), _years_of(corpus), changed=self.refresh, worded=self._reword,
            told=self._tell,
        )  # fmt: skip
        self.charts = Charts(self._show, self._brush)
        self.behind = Pane(self._follow, label="图中一点背后的原句", height="420px")
        self.behind.add_class("wbx-sentences")
        self.tabs = Tabs(self._follow)
        self.review = Review(_desk(corpus, decisions))
        self.reading = Reading(corpus, self.review.choose)
        self.making = Making(corpus, lambda: self.views.asked, render)
        self.laboratory = Laboratory(lambda: self.views.around, self._follow)
        super().__init__([widgets.HTML(STYLE), self.controls, self.told, *self._parts()])
        self.add_class("wbx")
        self.refresh()

    @property
    def views(self) -> Views:
        """What is looked at now."""
        return self._views

    @property
    def place(self) -> Found | None:
        """The place that is looked at; None is everywhere."""
        return self.controls.place

    def choose(self, code: str | None) -> None:
        """Look at a place by its code; None is everywhere."""
        self.controls.choose(code)

    def add_term(self, typed: str) -> None:
        """Add a word or an /expression/; what is none is told and changes nothing."""
        self.controls.add_term(typed)

    def code(self) -> None:
        """Put the lines that make the table looked at into a new cell below this one."""
        from IPython.core.getipython import get_ipython

        shell, sheet = get_ipython(), self.tabs.sheet
        if shell is not None and sheet is not None:
            shell.set_next_input(sheet.code)

    def refresh(self) -> None:
        """Draw every view anew from the controls."""
        self._views = self._seen.views(self.controls.asked)
        self.brushed = None
        self.charts.show(self._views, self._place_and_level())
        self._ready()

    def _reword(self) -> None:
        """Count other terms; the places and numbers stay as they are."""
        asked = self.controls.asked
        self._views = self._views.with_terms(asked.terms, asked.copies)
        self.charts.show_trend(self._views)
        self._ready()

    def _ready(self) -> None:
        """What is said comes last: who reads it finds everything drawn."""
        self.behind.show(tag("p", "点图上的点或条，可看它背后的原句。", class_="note"))
        self.tabs.show(self._views, self.brushed)
        self._tell("")

    def _brush(self, years: Years | None) -> None:
        """Let every chart and table follow the brushed one; None takes the brush back."""
        if years == self.brushed:
            return
        self.brushed = years
        self.charts.brush(years)
        self.tabs.show(self._views, years)

    def _follow(self, link: tuple[str, ...]) -> None:
        """What a link of a table asks for: a report's place, a term's or a type's sentences."""
        match link:
            case ("term", at, year) if at.isdecimal() and year.isdecimal():
                term = self._views.trend.question.names[int(at)]
                self._show(f"{year}年 {term}", self._views.sentences_of(term, int(year)))
            case ("type", code):
                years = self.brushed or (self._views.asked.first, self._views.asked.last)
                self._show(problem_type(code), items_of(self._views, code, years))
            case _:
                self.reading.follow(link)

    def _show(self, heading: str, passages: Sequence[Passage]) -> None:
        self.behind.show(shown(self._views.around, passages, heading))
        self.behind.sight()

    def _parts(self) -> list[Any]:
        """The views, the tables beside the sentences, and what is below them."""
        tables = _side_by_side(self.tabs, self.behind)
        read = _side_by_side(self.reading, self.review, shares=(3, 1))
        more = widgets.Accordion(
            [self.making, self.laboratory], titles=["把当前视图做成页面", "词典实验室"],
        )  # fmt: skip
        heads = [tag("h3", words).markup for words in ("表格", "报告原文与复核")]
        return [self.charts, widgets.HTML(heads[0]), tables, widgets.HTML(heads[1]), read, more]

    def _place_and_level(self) -> str:
        place = self.place
        level = label("group", self._views.asked.level)
        return f"{place.name if place else '本库全部地方'}，{level}"

    def _where(self) -> str:
        if self.controls.places.every == ():
            return _EMPTY
        place, base = self.place, self._views.base
        return (
            f"{place.label if place else '全部地方'}；{label('group', self._views.asked.level)}："
            f"{len(base.reports)} 份有“存在的问题”的报告，{len(base.sentences)} 句。"
            f"{self._views.sampled}"
        )

    def _tell(self, words: str) -> None:
        """Say ``words``, and always which place is shown."""
        words += "下面显示的是：" if words else ""
        self.told.show(tag("p", f"{words}{self._where()}"))


def _years_of(corpus: Tables) -> Years:
    """The first and the last year of a corpus; this century where it has none."""
    years = corpus.read("reports", columns=["year"])["year"].dropna()
    return (int(years.min()), int(years.max())) if len(years) else (2008, 2024)


def _side_by_side(left: Any, right: Any, *, shares: tuple[int, int] = (3, 2)) -> widgets.Box:
    """Two widgets beside each other, one below the other where it is narrow."""
    for widget, share in zip((left, right), shares, strict=True):
        widget.layout.flex = f"{share} 1 {160 * share}px"
        widget.layout.min_width = "300px"
    return widgets.Box([left, right], layout=widgets.Layout(flex_flow="row wrap", width="100%"))


def _desk(corpus: Tables, decisions: str | Path | None) -> Desk | None:
    """Where decisions go: the folder given, or data/ around the corpus; None elsewhere."""
    if decisions is not None:
        return Desk(Path(decisions))
    path = getattr(corpus, "path", None)
    if path is None or Path(path).resolve().parent.name != "data":
        return None
    return Desk(Path(path).resolve().parent)
