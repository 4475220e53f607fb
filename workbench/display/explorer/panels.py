"""A chart under its heading, with what is said beside it and buttons that save it as a picture."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import ipywidgets as widgets

from workbench.display.explorer.bars import Bar, Bars
from workbench.display.explorer.pane import Brush, Pane
from workbench.display.explorer.picture import KINDS, bar_spec, picture, spec
from workbench.display.explorer.plot import Frame, Line, Point, behind, legend, points
from workbench.display.explorer.sheets import Years
from workbench.display.explorer.tallies import Tally
from workbench.display.html import tag
from workbench.errors import WorkbenchError

_ABOUT = "看这些单位的数字及原句"


class Pictures(widgets.HBox):  # type: ignore[misc]
    """Buttons that hand ``drawing()`` to the browser as ``name``.svg or .png."""

    def __init__(self, name: str, drawing: Callable[[], dict[str, Any] | None]) -> None:
        self._name, self._drawing = name, drawing
        self.pane = Pane(label="导出的图")
        self.buttons = [_small(f"存为 {kind.upper()}") for kind in KINDS]
        for button, kind in zip(self.buttons, KINDS, strict=True):
            button.on_click(lambda _, k=kind: self.give(k))
        super().__init__([*self.buttons, self.pane])

    def give(self, kind: str) -> None:
        """Hand the picture over, or say why there is none."""
        drawing = self._drawing()
        if drawing is None:
            return
        try:
            self.pane.give(f"{self._name}.{kind}", picture(drawing, kind), KINDS[kind])
        except WorkbenchError as error:
            self.pane.show(tag("p", f"没有画成：{error}", class_="note"))


class LinePanel(widgets.VBox):  # type: ignore[misc]
    """Lines over the years, with a brush over them; a picture says ``where`` they are from."""

    where = ""

    def __init__(
        self,
        name: str,
        brushed: Callable[[Years | None], None],
        clicked: Callable[[Line, Point], None],
    ) -> None:
        self._clicked = clicked
        self._drawn: tuple[str, Frame, tuple[Line, ...], str] | None = None
        self.head, self.legend, self.besides = (widgets.HTML() for _ in range(3))
        self.brush = Brush((), brushed)
        self.plot = widgets.Box()
        self.plot.add_class("wbx-plot")
        self.pictures = Pictures(name, self._drawing)
        super().__init__([self.head, self.legend, self.plot, self.besides, self.pictures])

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
        _stand(bool(lines), self.plot, self.pictures)

    def _drawing(self) -> dict[str, Any] | None:
        if self._drawn is None:
            return None
        heading, frame, lines, besides = self._drawn
        years = f"{self.where}，{frame.years[0]}–{frame.years[-1]}年"
        soft = f"空心点为约数或 N 不足 30。{besides}"
        return spec(frame, lines, title=heading, subtitle=f"{years}；{soft}")


class BarPanel(widgets.VBox):  # type: ignore[misc]
    """Classes as bars that are pressed for what is in them; a picture says ``where`` they are."""

    where = ""

    def __init__(self, name: str, pressed: Callable[[Bar], None], about: str = _ABOUT) -> None:
        self._tally: Tally | None = None
        self.head, self.note = widgets.HTML(), widgets.HTML()
        self.bars = Bars(pressed, about)
        self.pictures = Pictures(name, self._drawing)
        super().__init__([self.head, self.bars, self.note, self.pictures])

    def draw(self, tally: Tally) -> None:
        """Draw the bars, or say that there is none."""
        self._tally = tally
        words = tally.note if tally.bars else tally.nothing
        self.head.value = tag("h4", tally.heading).markup
        self.bars.show(tally.bars, tally.heading)
        self.note.value = tag("p", words, class_="wbx-note").markup if words else ""
        _stand(bool(tally.bars), self.bars, self.pictures)

    def _drawing(self) -> dict[str, Any] | None:
        tally = self._tally
        if tally is None:
            return None
        where = "。".join(filter(None, (self.where, tally.note)))
        return bar_spec(tally.bars, title=tally.heading, subtitle=where)


def _stand(drawn: bool, *parts: Any) -> None:
    """Show ``parts`` where something is drawn, and take them away where nothing is."""
    for part in parts:
        part.layout.display = None if drawn else "none"


def _small(words: str) -> widgets.Button:
    return widgets.Button(description=words, layout=widgets.Layout(width="auto"))
