"""Lines of code on their way into a new cell of the notebook."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import anywidget
import traitlets

_HERE = Path(__file__).parent
_INSERTED = "代码已放入下方的新单元格，按 Shift+Enter 运行。"
_COPY = (
    "这里不能直接新建单元格：请复制代码，粘贴到新单元格，也可以运行 explorer.code()。"
    "（用 make lab 打开，或启动时加上选项 --LabApp.expose_app_in_browser=True，就能直接新建。）"
)
_COPIED = "代码已复制。"


class Cell(anywidget.AnyWidget):
    """Puts code into a new cell below its own; ``told`` gets what became of it.

    JupyterLab lets a page do so where it was started with ``expose_app_in_browser``, as by
    `make lab`. Elsewhere the code stands in a box with a button that copies it.
    """

    _esm = (_HERE / "cell.js").read_text(encoding="utf-8")
    _css = (_HERE / "explorer.css").read_text(encoding="utf-8")
    source = traitlets.Unicode().tag(sync=True)

    def __init__(self, told: Callable[[str], None]) -> None:
        super().__init__()
        self._told = told
        self._asked = ""
        self.on_msg(self._answered)

    def insert(self, code: str) -> None:
        """Put ``code`` into a new cell, or into the box where that cannot be done."""
        self._asked = code
        self.send({"insert": code})

    def clear(self) -> None:
        """Take the box away."""
        self.source = ""

    def _answered(self, _: Any, message: Any, __: Any) -> None:
        match message:
            case {"inserted": True}:
                self.source = ""
                self._told(_INSERTED)
            case {"inserted": False}:
                self.source = self._asked
                self._told(_COPY)
            case {"copied": True}:
                self._told(_COPIED)
