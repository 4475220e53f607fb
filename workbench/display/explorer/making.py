"""From a view to a page: the parameters of the view go into a notebook, which is rendered."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import ipywidgets as widgets

from workbench.analysis.units import prefix
from workbench.display.explorer.pane import Pane
from workbench.display.explorer.views import Asked
from workbench.display.html import tag
from workbench.errors import WorkbenchError

#: What renders a notebook: given the corpus, its name and the parameters; the page's file.
Renders = Callable[..., Path]
_KINDS = {"用词的变化": "trends", "县（市、区）年度页": "county", "概览": "overview"}
_NOT_GIVEN = "要做成页面，请这样打开：Explorer(corpus, render=wb.page)。"


def parameters(kind: str, asked: Asked) -> Mapping[str, Any] | None:
    """What a notebook of ``kind`` is given for a view; None where the view has no such page."""
    place = asked.place
    code = None if place is None else place[:6]
    common = {"year": asked.last, "code": code}
    if kind == "trends":
        terms = "、".join(asked.terms)
        years = {"from_year": asked.first, "to_year": asked.last}
        return {
            **common,
            "terms": terms,
            **years,
            "place": place,
            "level": asked.level,
            "balanced": None,
        }
    if kind == "overview":
        return {**common, "place": code}
    if code is None or len(prefix(code)) < 6:
        return None
    return {**common, "county": code}


class Making(widgets.VBox):  # type: ignore[misc]
    """A choice of page and a button; the page opens beside the notebook."""

    def __init__(self, corpus: Any, asked: Callable[[], Asked], render: Renders | None) -> None:
        self._corpus, self._asked, self._render = corpus, asked, render
        self.kind = widgets.Dropdown(description="页面", options=list(_KINDS.items()))
        self.make = widgets.Button(description="做成页面")
        self.make.on_click(lambda _: self._made())
        self.pane = Pane(label="做好的页面")
        row = widgets.HBox([self.kind, self.make], layout=widgets.Layout(flex_flow="row wrap"))
        super().__init__([row, self.pane])

    def _made(self) -> None:
        given = parameters(self.kind.value, self._asked())
        if self._render is None or given is None:
            self._say(_NOT_GIVEN if self._render is None else "请先选一个县（市、区）。")
            return
        self.make.disabled = True
        self._say("正在生成页面，约需几秒……")
        try:
            path = self._render(self._corpus, self.kind.value, **given)
            self._say(f"页面已写入 {path}。")
            self.pane.visit("打开页面", path.read_bytes())
        except (WorkbenchError, OSError) as error:
            self._say(f"没有做成：{error}")
        finally:
            self.make.disabled = False

    def _say(self, words: str) -> None:
        self.pane.show(tag("p", words, class_="note"))
