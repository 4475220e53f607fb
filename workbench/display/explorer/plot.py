"""A chart whose points are buttons: they can be clicked, tabbed to and read aloud, offline.

Lines and bands are an SVG behind, drawn by us; every point is a button of Jupyter's own, so
that a click reaches Python without a script of ours and without a network.

Not altair's selections: the keyboard cannot reach a mark of theirs, nor a screen reader read it,
and offline they need vl-convert in the kernel, which then cannot fork any more.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import ipywidgets as widgets

from workbench.display.html import text
from workbench.display.labels import number
from workbench.display.theme import BLUE, GREY, INK, VERMILION

#: One colour, one dash and one shape for each line.
GREEN, PURPLE = "#3f6b3a", "#6b4a8f"
STROKES = ((BLUE, ""), (VERMILION, "6 3"), (GREEN, "2 3"), (PURPLE, "8 3 2 3"), (INK, "1 4"))
STYLE = f"""<style>
.wbx-plot {{ position: relative; height: 240px; margin: 22px 12px 26px 60px; overflow: visible; }}
.wbx-plot > .widget-html {{ position: absolute; inset: 0; margin: 0; }}
.wbx-plot .widget-html-content, .wbx-plot svg {{ width: 100%; height: 100%; display: block; }}
.wbx-plot .wbx-mark {{ position: absolute; font-size: 12px; line-height: 1; color: {INK};
  white-space: nowrap; }}
.wbx-point {{ position: absolute !important; width: 14px !important; height: 14px !important;
  min-width: 0; padding: 0 !important; margin: 0 0 -7px -7px !important;
  border-radius: 7px !important; border: 2px solid {BLUE} !important;
  background: {BLUE} !important; }}
.wbx-point:hover, .wbx-point:focus {{ outline: 3px solid {INK}; z-index: 4; }}
.wbx-line-1 {{ border-color: {VERMILION} !important; background: {VERMILION} !important;
  border-radius: 2px !important; }}
.wbx-line-2 {{ border-color: {GREEN} !important; background: {GREEN} !important; }}
.wbx-line-3 {{ border-color: {PURPLE} !important; background: {PURPLE} !important;
  border-radius: 2px !important; }}
.wbx-line-4 {{ border-color: {INK} !important; background: {INK} !important; }}
.wbx-point.wbx-soft {{ background: #ffffff !important; }}
</style>"""


@dataclass(frozen=True, slots=True)
class Point:
    """A value of a year; ``about`` is said aloud and shown on hovering. ``soft``: hollow."""

    year: int
    value: float
    about: str
    soft: bool = False
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """Points in the order of years; joined only within ``segments`` (a number per point)."""

    name: str
    points: tuple[Point, ...]
    segments: tuple[int, ...] = ()


@dataclass(frozen=True)
class Frame:
    """What a plot is drawn in: its years, the first years of new forms, and its highest value."""

    years: tuple[int, ...]
    breaks: tuple[int, ...] = ()
    top: float = 1.0
    percent: bool = False
    lines: int = 1

    def across(self, year: int, line: int = 0) -> float:
        """Where a year stands, in hundredths of the width; several lines a little apart."""
        aside = 0.1 * (line - (self.lines - 1) / 2)
        return 100 * (self.years.index(year) + 0.5 + aside) / len(self.years)

    def up(self, value: float) -> float:
        """How high a value stands, in hundredths of the height."""
        return 100 * min(value, self.top) / self.top if self.top else 0.0

    def written(self, value: float) -> str:
        """A value at the axis as it is: 7.5%, 1200."""
        return f"{number(round(100 * value, 2))}%" if self.percent else number(round(value, 1))


#: Where an axis may end, in tens of its size: half of it is as round as the whole.
_ROUND = (10, 12, 14, 16, 20, 24, 30, 40, 50, 60, 80, 100)


def whole_top(highest: float) -> float:
    """The even number at which an axis of counts ends, so that half of it is whole: 93 -> 100."""
    size = 1
    while 10 * size < highest:
        size *= 10
    steps = (2, 4, 6, 8, 10) if size == 1 else (step * size // 10 for step in _ROUND)
    return float(next(step for step in steps if step >= highest))


def behind(frame: Frame, lines: Sequence[Line]) -> widgets.HTML:
    """The lines in their frame, without their points."""
    return widgets.HTML(_svg(frame, lines) + _marks(frame))


def points(
    frame: Frame, lines: Sequence[Line], clicked: Callable[[Line, Point], None]
) -> list[widgets.Button]:
    """The points of all lines; a click on one calls ``clicked``."""
    return [
        _button(frame, at, line, point, clicked)
        for at, line in enumerate(lines)
        for point in line.points
    ]


def _button(
    frame: Frame, at: int, line: Line, point: Point, clicked: Callable[[Line, Point], None]
) -> widgets.Button:
    button = widgets.Button(
        tooltip=point.about,
        layout=widgets.Layout(
            left=f"{frame.across(point.year, at):.2f}%", bottom=f"{frame.up(point.value):.2f}%"
        ),
    )
    button.add_class("wbx-point")
    button.add_class(f"wbx-line-{at % len(STROKES)}")
    if point.soft:
        button.add_class("wbx-soft")
    button.on_click(lambda _: clicked(line, point))
    return button


def _svg(frame: Frame, lines: Sequence[Line]) -> str:
    ticks = "".join(_stroke([(0, y), (100, y)], "#e5e7eb", "") for y in (0, 25, 50, 75, 100))
    cuts = "".join(
        _stroke([(x, 0), (x, 100)], GREY, "4 3")
        for year in frame.breaks
        if year in frame.years[1:]
        for x in (100 * frame.years.index(year) / len(frame.years),)
    )
    return (
        '<svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">'
        f"{ticks}{cuts}{''.join(_line(frame, at, line) for at, line in enumerate(lines))}</svg>"
    )


def _line(frame: Frame, at: int, line: Line) -> str:
    colour, dash = STROKES[at % len(STROKES)]
    segments = line.segments or (0,) * len(line.points)
    runs: dict[int, list[tuple[float, float]]] = {}
    for point, segment in zip(line.points, segments, strict=True):
        place = frame.across(point.year, at), 100 - frame.up(point.value)
        runs.setdefault(segment, []).append(place)
    bands = "".join(_band(frame, at, point, colour) for point in line.points)
    return bands + "".join(_stroke(run, colour, dash, 2) for run in runs.values())


def _band(frame: Frame, at: int, point: Point, colour: str) -> str:
    """The interval behind a point, where it has one."""
    if point.low is None or point.high is None:
        return ""
    left, top = frame.across(point.year, at) - 0.6, 100 - frame.up(point.high)
    return (
        f'<rect x="{left:.2f}" y="{top:.2f}" width="1.2" '
        f'height="{100 - frame.up(point.low) - top:.2f}" fill="{colour}" opacity="0.18"/>'
    )


def _stroke(places: Sequence[tuple[float, float]], colour: str, dash: str, width: float = 1) -> str:
    path = " ".join(f"{x:.2f},{y:.2f}" for x, y in places)
    return (
        f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="{width}" '
        f'stroke-dasharray="{dash}" vector-effect="non-scaling-stroke"/>'
    )


def _marks(frame: Frame) -> str:
    """The words at the axes: years below, values at the left."""
    below = "".join(
        f'<span class="wbx-mark" style="left:{frame.across(year):.2f}%;bottom:-20px;'
        f'transform:translateX(-50%)">{year}</span>'
        for year in frame.years
        if len(frame.years) <= 12 or year in (frame.years[0], frame.years[-1])
    )
    beside = "".join(
        f'<span class="wbx-mark" style="right:calc(100% + 6px);bottom:calc({at}% - 6px)">'
        f"{text(frame.written(frame.top * at / 100)).markup}</span>"
        for at in (0, 50, 100)
    )
    return below + beside


def legend(lines: Sequence[Line]) -> str:
    """The lines' names with their colours and dashes."""
    parts = []
    for at, line in enumerate(lines):
        colour, dash = STROKES[at % len(STROKES)]
        key = (
            f'<svg width="28" height="10" aria-hidden="true"><polyline points="0,5 28,5" '
            f'stroke="{colour}" stroke-width="2" stroke-dasharray="{dash}"/></svg>'
        )
        parts.append(f"{key} {text(line.name).markup}")
    return "　".join(parts)
