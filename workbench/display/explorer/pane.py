"""Panes of JupyterLab: markup whose links reach Python, and a brush over a chart's years.

The only scripts of the explorer are pane.js, brush.js, bars.js and cell.js beside this module;
they load nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import anywidget
import traitlets

from workbench.display.html import Html

_HERE = Path(__file__).parent
_CSS = (_HERE / "explorer.css").read_text(encoding="utf-8")
#: What a link of a pane says: open/REPORT/START/END or item/KIND/NUMBER, in parts.
Opened = Callable[[tuple[str, ...]], None]


class Pane(anywidget.AnyWidget):
    """Markup made by :mod:`workbench.display.html`; ``opened`` gets the parts of a link.

    The element of class wbx-target is scrolled to. ``height`` is the most that it takes. What a
    pane of the role ``status`` shows is read aloud when it changes.
    """

    _esm = (_HERE / "pane.js").read_text(encoding="utf-8")
    _css = _CSS
    html = traitlets.Unicode().tag(sync=True)
    label = traitlets.Unicode("内容").tag(sync=True)
    height = traitlets.Unicode("none").tag(sync=True)
    role = traitlets.Unicode("region").tag(sync=True)

    def __init__(self, opened: Opened | None = None, **traits: Any) -> None:
        super().__init__(**traits)
        self._opened = opened
        self.on_msg(self._told)

    def show(self, *parts: Html) -> None:
        """Show ``parts`` one below the other."""
        self.html = "".join(part.markup for part in parts)

    def sight(self) -> None:
        """Bring the element of class wbx-target, or the pane, into sight in the notebook too."""
        self.send({"sight": True})

    def give(self, name: str, content: bytes, kind: str) -> None:
        """Hand a file to the browser, which keeps it as ``name``."""
        self.send({"save": name, "type": kind}, buffers=[content])

    def visit(self, words: str, page: bytes) -> None:
        """Open a page beside the notebook, and leave a link to it that says ``words``."""
        self.send({"visit": words, "type": "text/html;charset=utf-8"}, buffers=[page])

    def _told(self, _: Any, message: Any, __: Any) -> None:
        link = message.get("open") if isinstance(message, dict) else None
        if isinstance(link, str) and self._opened:
            self._opened(tuple(link.split("/")))


class Brush(anywidget.AnyWidget):
    """Years to be brushed over; ``brushed`` gets the first and the last, None for all."""

    _esm = (_HERE / "brush.js").read_text(encoding="utf-8")
    _css = _CSS
    years = traitlets.List(traitlets.Int()).tag(sync=True)
    span = traitlets.List(traitlets.Int()).tag(sync=True)
    label = traitlets.Unicode("刷选年份：拖动或按左右键，Shift 加宽，Esc 取消").tag(sync=True)

    def __init__(
        self, years: Sequence[int], brushed: Callable[[tuple[int, int] | None], None]
    ) -> None:
        super().__init__(years=list(years))
        self.add_class("wbx-strip")
        self.observe(lambda change: brushed(self._chosen(change["new"])), "span")

    def show(self, years: Sequence[int]) -> None:
        """Brush over ``years``; none of them is chosen where they are others than before."""
        if list(years) == self.years:
            return
        with self.hold_sync():
            self.years, self.span = list(years), []

    def choose(self, years: tuple[int, int] | None) -> None:
        """Show these years as brushed, whoever brushed them; None is all."""
        span = [self.years.index(year) for year in years or () if year in self.years]
        self.span = span if len(span) == 2 else []

    def _chosen(self, span: Sequence[int]) -> tuple[int, int] | None:
        if len(span) != 2 or not 0 <= span[0] <= span[1] < len(self.years):
            return None
        return self.years[span[0]], self.years[span[1]]
