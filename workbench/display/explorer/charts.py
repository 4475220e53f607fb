"""The linked charts: indicator and words over the years; peers, types and findings in classes.

The brushed years are one state: whichever chart was brushed, every chart and table shows it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import ipywidgets as widgets

from workbench.display.explorer import tallies
from workbench.display.explorer.bars import Bar
from workbench.display.explorer.behind import Passage
from workbench.display.explorer.pane import Pane
from workbench.display.explorer.panels import BarPanel, LinePanel
from workbench.display.explorer.plot import Line, Point
from workbench.display.explorer.sheets import Years, spoken
from workbench.display.explorer.views import Views
from workbench.display.html import tag
from workbench.reference.indicators import indicators

Shows = Callable[[str, Sequence[Passage]], None]
_HOW = "在图上拖动，或移到图上按左右键（Shift 加宽），可以只看其中几年；下面的分布和表格随之变化。"
_TOLD = "只看 {}：两幅图上已框出，下面的分布和表格都只算这几年。"


class Charts(widgets.VBox):  # type: ignore[misc]
    """Five panels; a click on a point or class calls ``show``, a brush ``brushed``."""

    def __init__(self, show: Shows, brushed: Callable[[Years | None], None]) -> None:
        self._views: Views
        self._years: Years = (0, 0)
        self._where = ""
        self._show = show
        self.series = LinePanel("numbers", brushed, self._numbers)
        self.trend = LinePanel("words", brushed, self._sentences)
        self.peers = BarPanel("peers", self._units)
        self.types = BarPanel("types", self._items, "看这一类型的问题原句")
        self.findings = BarPanel("findings", self._items, "看这些核对结果所指的原句")
        self.told = Pane(label="刷选的年份", role="status")
        self.clear = widgets.Button(
            description="取消刷选", tooltip="重新看全部年份（图上按 Esc 也可）",
            layout=widgets.Layout(width="auto", flex="0 0 auto"),
        )  # fmt: skip
        self.clear.on_click(lambda _: brushed(None))
        bar = widgets.Box([self.told, self.clear])
        bar.add_class("wbx-said")
        over_years = _row(self.series, self.trend, width=460)
        super().__init__([over_years, bar, _row(self.peers, self.types, self.findings, width=320)])

    def show(self, views: Views, where: str) -> None:
        """Draw all of them, no year brushed; pictures of them say ``where``."""
        self._views, self._where = views, where
        for panel in (self.series, self.trend, self.types, self.findings):
            panel.where = where
        frame, lines = views.series_lines()
        known = indicators()[views.asked.indicator]
        heading = f"{known.label}（{views.measure if lines else '无数字'}）"
        nothing = "没有可比的数字；未说明不等于 0。"
        self.series.draw(heading, frame, lines, nothing, besides=views.left_out)
        self.show_trend(views)
        self.brush(None)

    def show_trend(self, views: Views) -> None:
        """Draw the words alone."""
        self._views = views
        frame, lines = views.trend_lines()
        unit = "不同的句子" if views.asked.copies == "once" else "报告"
        heading = f"存在问题的用词（占{unit}）"
        nothing = "没有“存在的问题”可数。"
        self.trend.draw(heading, frame, lines, nothing, besides=views.sampled)

    def brush(self, years: Years | None) -> None:
        """Show ``years`` as brushed wherever years stand, and count the classes in them alone."""
        for panel in (self.series, self.trend):
            panel.brush.choose(years)
        self._years = years or (self._views.asked.first, self._views.asked.last)
        self.told.show(tag("p", _TOLD.format(spoken(years)) if years else _HOW))
        self.clear.disabled = years is None
        known, counted = indicators()[self._views.asked.indicator], self._views.within(self._years)
        measure = counted.peer_measure or "未写单位"
        self.peers.where = f"{self._where}：{known.label}（{measure}）"
        self.peers.draw(tallies.peers(self._views, self._years))
        self.types.draw(tallies.types(self._views, self._years))
        self.findings.draw(tallies.findings(self._views, self._years))

    def _numbers(self, line: Line, point: Point) -> None:
        self._show(point.about, self._views.numbers_of(point.year))

    def _sentences(self, line: Line, point: Point) -> None:
        self._show(point.about, self._views.sentences_of(line.name, point.year))

    def _units(self, bar: Bar) -> None:
        self._show(f"{bar.name}（{self._views.within(self._years).newest}年）", bar.passages())

    def _items(self, bar: Bar) -> None:
        self._show(f"{bar.name}（{spoken(self._years)}）", bar.passages())


def _row(*panels: Any, width: int) -> widgets.Box:
    """Panels beside each other, one below the other where it is narrow."""
    for panel in panels:
        panel.layout = widgets.Layout(
            flex=f"1 1 {width}px", min_width="300px", padding="0 12px 8px 0"
        )
    return widgets.Box(list(panels), layout=widgets.Layout(flex_flow="row wrap", width="100%"))
