"""The tables below the views, one a tab: they follow the brush, and leave as files or code."""

from __future__ import annotations

from collections.abc import Callable

import ipywidgets as widgets

from workbench.analysis.export import as_bytes
from workbench.display.explorer.cell import Cell
from workbench.display.explorer.pane import Opened, Pane
from workbench.display.explorer.sheets import EVERY, Sheet, Years
from workbench.display.explorer.views import Views
from workbench.display.html import tag
from workbench.errors import WorkbenchError

_KINDS = {
    "csv": "text/csv;charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


class Tabs(widgets.VBox):  # type: ignore[misc]
    """The five tables; only the one that is looked at is made."""

    def __init__(self, opened: Opened) -> None:
        self._views: Views | None = None
        self._years: Years = (0, 0)
        self.panes = [Pane(opened, label=f"表格：{name}", height="360px") for name in EVERY]
        self.tab = widgets.Tab(self.panes, titles=list(EVERY))
        self.tab.observe(lambda _: self._draw(), "selected_index")
        self.told = Pane(label="导出的结果", role="status")
        self.cell = Cell(self._tell)
        self._files = [
            _button("导出 CSV", "当前表格存为 CSV（Excel 可直接打开）", lambda: self.give("csv")),
            _button("导出 Excel", "当前表格存为 xlsx", lambda: self.give("xlsx")),
            _button("给我代码", "把得到当前表格的几行代码放进新单元格", self._code),
        ]
        buttons = widgets.HBox(self._files, layout=widgets.Layout(flex_flow="row wrap"))
        super().__init__([self.tab, buttons, self.told, self.cell])

    def show(self, views: Views, brushed: Years | None) -> None:
        """Make the tables of ``views``, of the brushed years or of all."""
        self._views = views
        self._years = brushed or (views.asked.first, views.asked.last)
        self.told.show()
        self.cell.clear()
        self._draw()

    @property
    def sheet(self) -> Sheet | None:
        """The table that is looked at."""
        if self._views is None:
            return None
        make = list(EVERY.values())[self.tab.selected_index or 0]
        return make(self._views, self._years)

    def give(self, kind: str) -> None:
        """Hand the table that is looked at to the browser as a file."""
        sheet = self.sheet
        if sheet is None:
            return
        plain = sheet.data.drop(columns=[n for n in ("places",) if n in sheet.data.columns])
        plain = plain.assign(**sheet.beside)
        try:
            content = as_bytes(plain, kind, sheet.labels)
        except WorkbenchError as error:
            self._tell(f"没有导出：{error}")
            return
        self._pane.give(f"{sheet.name}.{kind}", content, _KINDS[kind])
        self._tell(f"已导出 {sheet.name}.{kind}，{len(plain)} 行。")

    @property
    def _pane(self) -> Pane:
        return self.panes[self.tab.selected_index or 0]

    def _draw(self) -> None:
        sheet = self.sheet
        if sheet is not None:
            self._pane.show(sheet.shown())

    def _code(self) -> None:
        sheet = self.sheet
        if sheet is not None:
            self.cell.insert(sheet.code)

    def _tell(self, words: str) -> None:
        self.told.show(tag("p", words))


def _button(words: str, about: str, clicked: Callable[[], None]) -> widgets.Button:
    button = widgets.Button(description=words, tooltip=about)
    button.on_click(lambda _: clicked())
    return button
