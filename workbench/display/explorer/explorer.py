"""The explorer itself: controls above, four linked views below."""

from __future__ import annotations

from typing import Any

import ipywidgets as widgets

from workbench.analysis.tables import Tables
from workbench.analysis.units import GROUPS
from workbench.analysis.words.lexicon import watched
from workbench.analysis.words.queries import question
from workbench.display.explorer.behind import Passage, shown
from workbench.display.explorer.plot import STYLE, Frame, Line, Point, legend, plot
from workbench.display.explorer.search import Found, Places
from workbench.display.explorer.views import Asked, Views, latest_years
from workbench.display.html import Html, tag
from workbench.display.labels import label
from workbench.errors import WorkbenchError
from workbench.reference.indicators import indicators

#: The terms with which it opens, and the most that can be told apart.
_FIRST, MOST_TERMS = 3, 5
_NO_TERM = "词有两个字以上，只含汉字、字母和数字；表达式写在两条斜线之间。"
_WIDE = widgets.Layout(width="100%")


class Explorer(widgets.VBox):  # type: ignore[misc]
    """Type a place, choose years, level, indicator and terms; click a point for its sentences.

    ``explorer.views`` is what is shown, as tables: ``explorer.views.trend.table``.
    """

    def __init__(self, corpus: Tables) -> None:
        self.corpus = corpus
        self.places = Places(corpus)
        self.place: Found | None = None
        self.terms = list(watched()[:_FIRST])
        first, last = latest_years(corpus)
        self._views: Views
        self._typed = widgets.Text(
            description="地方", placeholder="输入地名或代码，如 海原 或 6405", layout=_WIDE
        )
        self._matches = widgets.Select(description="选择", rows=5, layout=_WIDE)
        self._years = widgets.SelectionRangeSlider(
            options=list(range(first, last + 1)), index=(0, last - first), description="年份",
            continuous_update=False, layout=_WIDE,
        )  # fmt: skip
        self._level = widgets.Dropdown(
            options=[(label("group", group), group) for group in GROUPS], value="township",
            description="单位", layout=_WIDE,
        )  # fmt: skip
        self._indicator = widgets.Dropdown(
            options=[(one.label, one.key) for one in indicators().values()],
            description="指标", layout=_WIDE,
        )  # fmt: skip
        self._once = widgets.Checkbox(
            value=True, description="相同的句子同年只计一次", indent=False
        )
        self._term = widgets.Text(description="词", placeholder="输入词或 /表达式/", layout=_WIDE)
        self._add = widgets.Button(description="添加这个词", icon="plus")
        self._chosen = widgets.HBox(layout=widgets.Layout(flex_flow="row wrap"))
        self._told = widgets.HTML()
        self._series, self._peers, self._trend = widgets.VBox(), widgets.VBox(), widgets.VBox()
        self._behind = widgets.HTML()
        self._behind.add_class("wbx-sentences")
        super().__init__([widgets.HTML(STYLE), self._controls(), self._told, self._panels()])
        self._listen()
        self.refresh()

    @property
    def views(self) -> Views:
        """What is looked at now."""
        return self._views

    def choose(self, code: str | None) -> None:
        """Look at a place by its code; None is everywhere."""
        self.place = self.places.of(code) if code else None
        self.refresh()

    def add_term(self, typed: str) -> None:
        """Add a word or an /expression/; what is none is told and changes nothing."""
        try:
            names = [name for name in question(typed).names if name not in self.terms]
        except WorkbenchError:
            self._say(f"“{typed}”不能作为词：{_NO_TERM}")
            return
        self._term.value = ""
        self._set_terms([*self.terms, *names][-MOST_TERMS:])

    def remove_term(self, term: str) -> None:
        """Take a term away; the last one stays."""
        if len(self.terms) > 1:
            self._set_terms([one for one in self.terms if one != term])

    def _set_terms(self, terms: list[str]) -> None:
        """Count other terms; the places and numbers stay as they are."""
        self.terms = terms
        self._views = self._views.with_terms(tuple(terms), self._copies)
        self._say(self._where())
        self._draw_trend()
        self._ready()

    @property
    def _copies(self) -> str:
        return "once" if self._once.value else "raw"

    def refresh(self) -> None:
        """Draw every view anew from the controls."""
        first, last = self._years.value
        asked = Asked(
            self.place.code if self.place else None, self._level.value, first, last,
            self._indicator.value, tuple(self.terms), self._copies,
        )  # fmt: skip
        self._views = Views(self.corpus, asked)
        self._say(self._where())
        self._draw_series()
        self._draw_peers()
        self._draw_trend()
        self._ready()

    def _ready(self) -> None:
        self._chosen.children = [self._removable(term) for term in self.terms]
        self._behind.value = tag("p", "点图上的点，可看它背后的原句。", class_="wbx-note").markup

    def _controls(self) -> widgets.Box:
        left = widgets.VBox([self._typed, self._matches], layout=widgets.Layout(flex="1 1 320px"))
        middle = widgets.VBox(
            [self._years, self._level, self._indicator], layout=widgets.Layout(flex="1 1 320px")
        )
        right = widgets.VBox(
            [widgets.HBox([self._term, self._add]), self._chosen, self._once],
            layout=widgets.Layout(flex="1 1 360px"),
        )
        return widgets.Box([left, middle, right], layout=widgets.Layout(flex_flow="row wrap"))

    def _panels(self) -> widgets.Box:
        half = "1 1 460px"
        for panel in (self._series, self._peers, self._trend):
            panel.layout = widgets.Layout(flex=half, min_width="320px", padding="0 8px 0 0")
        behind = widgets.VBox(
            [self._behind], layout=widgets.Layout(flex=half, min_width="320px", max_height="420px",
                                                  overflow="auto"),
        )  # fmt: skip
        panels = [self._series, self._trend, self._peers, behind]
        return widgets.Box(panels, layout=widgets.Layout(flex_flow="row wrap", width="100%"))

    def _listen(self) -> None:
        self._typed.observe(self._search, "value")
        self._matches.observe(self._picked, "value")
        for control in (self._years, self._level, self._indicator):
            control.observe(lambda _: self.refresh(), "value")
        self._once.observe(lambda _: self._set_terms(self.terms), "value")
        self._add.on_click(lambda _: self.add_term(self._term.value))

    def _search(self, change: dict[str, Any]) -> None:
        """Show what fits; where only one place does, look at it."""
        found = self.places.matching(change["new"])
        self._matches.options = [(place.label, place.code) for place in found]
        self._matches.value = found[0].code if len(found) == 1 else None
        if not change["new"].strip():
            self.choose(None)

    def _picked(self, change: dict[str, Any]) -> None:
        if change["new"]:
            self.choose(change["new"])

    def _where(self) -> str:
        name = self.place.label if self.place else "全部地方"
        base = self._views.base
        return (
            f"{name}；{label('group', self._level.value)}："
            f"{len(base.reports)} 份有“存在的问题”的报告，{len(base.sentences)} 句。"
        )

    def _say(self, words: str) -> None:
        self._told.value = tag("p", words).markup

    def _removable(self, term: str) -> widgets.Button:
        button = widgets.Button(
            description=f"{term} ×", tooltip=f"去掉“{term}”",
            layout=widgets.Layout(width="auto"),
        )  # fmt: skip
        button.on_click(lambda _: self.remove_term(term))
        return button

    def _draw_series(self) -> None:
        frame, lines = self._views.series_lines()
        known = indicators()[self._indicator.value]
        heading = f"{known.label}（{self._views.measure if lines else '无数字'}）"
        self._series.children = _panel(
            heading, frame, lines, self._numbers, "没有可比的数字；未说明不等于 0。"
        )

    def _draw_trend(self) -> None:
        frame, lines = self._views.trend_lines()
        unit = "不同的句子" if self._once.value else "报告"
        self._trend.children = _panel(
            f"存在问题的用词（占{unit}）", frame, lines, self._sentences, "没有“存在的问题”可数。"
        )

    def _draw_peers(self) -> None:
        rows = self._views.peer_classes()
        year, most = self._views.newest, max((count for _, count, _, _ in rows), default=1)
        heading = f"{year}年在同省同类单位中的分布" if rows else "同类单位"
        children: list[Any] = [widgets.HTML(tag("h4", heading).markup)]
        for step, count, own, passages in rows:
            ours = f"，本地 {own}" if own else ""
            button = widgets.Button(
                description=f"{step}：{count} 个{ours}", tooltip="看这些单位的数字及原句",
                layout=widgets.Layout(width=f"{25 + 70 * count / most:.0f}%"),
                button_style="info" if own else "",
            )  # fmt: skip
            button.on_click(lambda _, s=step, p=passages: self._show(f"{s}（{year}年）", p))
            children.append(button)
        if not rows:
            children.append(widgets.HTML("没有可以相比的数字。"))
        self._peers.children = children

    def _numbers(self, line: Line, point: Point) -> None:
        self._show(point.about, self._views.numbers_of(point.year))

    def _sentences(self, line: Line, point: Point) -> None:
        self._show(point.about, self._views.sentences_of(line.name, point.year))

    def _show(self, heading: str, passages: list[Passage]) -> None:
        self._behind.value = shown(self.corpus, passages, heading).markup


def _panel(
    heading: str, frame: Frame, lines: tuple[Line, ...], clicked: Any, nothing: str
) -> list[Any]:
    """A heading, the plot with its legend, or a sentence where there is nothing to draw."""
    head: Html = tag("h4", heading)
    if not lines:
        return [widgets.HTML(head.markup), widgets.HTML(nothing)]
    return [widgets.HTML(head.markup), legend(lines), plot(frame, lines, clicked)]
