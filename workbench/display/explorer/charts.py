"""The linked charts: the indicator over the years, the words, the unit among its peers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import ipywidgets as widgets

from workbench.display.explorer.behind import Passage
from workbench.display.explorer.pane import Brush, Pane
from workbench.display.explorer.picture import KINDS, picture, spec
from workbench.display.explorer.plot import Frame, Line, Point, behind, legend, points
from workbench.display.explorer.sheets import Years
from workbench.display.explorer.views import Views
from workbench.display.html import tag
from workbench.errors import WorkbenchError
from workbench.reference.indicators import indicators

Shows = Callable[[str, list[Passage]], None]
_HALF = "1 1 460px"


class Charts(widgets.Box):  # type: ignore[misc]
    """Three panels; a click on a point or class calls ``show``, a brush ``brushed``."""

    def __init__(self, show: Shows, brushed: Callable[[Years | None], None]) -> None:
        self._views: Views
        self._show = show
        self.series = Panel(brushed, self._numbers)
        self.trend = Panel(brushed, self._sentences)
        self.peers = widgets.VBox()
        panels = [self.series, self.trend, self.peers]
        for panel in panels:
            panel.layout = widgets.Layout(flex=_HALF, min_width="320px", padding="0 8px 0 0")
        super().__init__(panels, layout=widgets.Layout(flex_flow="row wrap", width="100%"))

    def show(self, views: Views) -> None:
        """Draw all of them."""
        self._views = views
        frame, lines = views.series_lines()
        known = indicators()[views.asked.indicator]
        heading = f"{known.label}（{views.measure if lines else '无数字'}）"
        nothing = "没有可比的数字；未说明不等于 0。"
        self.series.draw(heading, frame, lines, nothing, besides=views.left_out)
        self._draw_peers()
        self.show_trend(views)

    def show_trend(self, views: Views) -> None:
        """Draw the words alone."""
        self._views = views
        frame, lines = views.trend_lines()
        unit = "不同的句子" if views.asked.copies == "once" else "报告"
        heading = f"存在问题的用词（占{unit}）"
        self.trend.draw(heading, frame, lines, "没有“存在的问题”可数。")

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
            )  # fmt: skip
            if own:
                button.add_class("wbx-own")
            button.on_click(lambda _, s=step, p=passages: self._show(f"{s}（{year}年）", p))
            children.append(button)
        if not rows:
            children.append(widgets.HTML("没有可以相比的数字。"))
        peers = self._views.peers
        if rows and peers and peers.other_units:
            words = f"另有 {peers.other_units} 个单位的数字不以{peers.measure}计，没有列入。"
            children.append(widgets.HTML(tag("p", words, class_="wbx-note").markup))
        self.peers.children = children

    def _numbers(self, line: Line, point: Point) -> None:
        self._show(point.about, self._views.numbers_of(point.year))

    def _sentences(self, line: Line, point: Point) -> None:
        self._show(point.about, self._views.sentences_of(line.name, point.year))


class Panel(widgets.VBox):  # type: ignore[misc]
    """A chart under its heading, with a brush over it and buttons that save it as a picture."""

    def __init__(
        self, brushed: Callable[[Years | None], None], clicked: Callable[[Line, Point], None]
    ) -> None:
        self._clicked = clicked
        self._drawn: tuple[str, Frame, tuple[Line, ...], str] | None = None
        self.head, self.legend, self.besides = (widgets.HTML() for _ in range(3))
        self.brush = Brush((), brushed)
        self.plot = widgets.Box()
        self.plot.add_class("wbx-plot")
        self._pane = Pane(label="导出的图")
        self.buttons = [widgets.Button(description=f"存为 {kind.upper()}") for kind in KINDS]
        for button, kind in zip(self.buttons, KINDS, strict=True):
            button.on_click(lambda _, k=kind: self._give(k))
        files = widgets.HBox([*self.buttons, self._pane])
        super().__init__([self.head, self.legend, self.plot, self.besides, files])

    def draw(
        self,
        heading: str,
        frame: Frame,
        lines: tuple[Line, ...],
        nothing: str,
        *,
        besides: str = "",
    ) -> None:
        """Draw ``lines``, or say ``nothing`` where there is none, and what else there is."""
        self._drawn = (heading, frame, lines, besides) if lines else None
        self.head.value = tag("h4", heading).markup
        self.legend.value = legend(lines) if lines else tag("p", nothing, class_="note").markup
        self.besides.value = tag("p", besides, class_="wbx-note").markup if besides else ""
        self.brush.show(frame.years)
        if lines:
            self.plot.children = (behind(frame, lines), self.brush,
                                  *points(frame, lines, self._clicked))  # fmt: skip
        for part in (self.plot, *self.buttons):
            part.layout.display = None if lines else "none"

    def _give(self, kind: str) -> None:
        if self._drawn is None:
            return
        heading, frame, lines, besides = self._drawn
        years = f"{frame.years[0]}–{frame.years[-1]}年；空心点为约数或 N 不足 30。{besides}"
        drawing = spec(frame, lines, title=heading, subtitle=years)
        try:
            self._pane.give(f"chart.{kind}", picture(drawing, kind), KINDS[kind])
        except WorkbenchError as error:
            self._pane.show(tag("p", f"没有画成：{error}", class_="note"))
