"""Bars that are buttons: classes with their counts, and the passages behind each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import anywidget
import traitlets

from workbench.display.explorer.behind import Passage

_HERE = Path(__file__).parent


@dataclass(frozen=True)
class Bar:
    """A class: its name, how many are in it, ``own`` of them the place's.

    ``passages`` are read when they are asked for: 50–99, 3 个, of which 1 本地.
    """

    name: str
    count: int
    passages: Callable[[], Sequence[Passage]]
    own: int = 0
    measure: str = "个"

    @property
    def told(self) -> str:
        """The count in words: 3 个，本地 1."""
        return f"{self.count} {self.measure}" + (f"，本地 {self.own}" if self.own else "")


class Bars(anywidget.AnyWidget):
    """Horizontal bars; ``pressed`` gets the one that was pressed, by mouse or by keyboard."""

    _esm = (_HERE / "bars.js").read_text(encoding="utf-8")
    _css = (_HERE / "explorer.css").read_text(encoding="utf-8")
    rows = traitlets.List(traitlets.Dict()).tag(sync=True)
    label = traitlets.Unicode().tag(sync=True)
    about = traitlets.Unicode().tag(sync=True)

    def __init__(self, pressed: Callable[[Bar], None], about: str) -> None:
        super().__init__(about=about)
        self.bars: tuple[Bar, ...] = ()
        self._pressed = pressed
        self.on_msg(self._told)

    def show(self, bars: Sequence[Bar], label: str) -> None:
        """Draw ``bars``; ``label`` is what a screen reader calls them together."""
        self.bars = tuple(bars)
        with self.hold_sync():
            self.label = label
            self.rows = [
                {"name": bar.name, "count": bar.count, "own": bar.own, "told": bar.told}
                for bar in bars
            ]

    def press(self, place: int) -> None:
        """Do what pressing the bar at ``place`` does; a place without a bar is nothing."""
        if 0 <= place < len(self.bars):
            self._pressed(self.bars[place])

    def _told(self, _: Any, message: Any, __: Any) -> None:
        match message:
            case {"bar": int(place)}:
                self.press(place)
