"""A plot as a picture for a paper: SVG or PNG, with a Chinese font."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from typing import Any

import altair as alt
import pandas as pd

from workbench.display.explorer.bars import Bar
from workbench.display.explorer.plot import STROKES, Frame, Line
from workbench.display.theme import BLUE, CONFIG, GREY, INK
from workbench.errors import WorkbenchError

KINDS = {"svg": "image/svg+xml", "png": "image/png"}
#: vl_convert works in a process of its own: a process that used it cannot fork any more.
_MAKE = (
    "import sys, json, vl_convert as v; kind = sys.argv[1]; spec = json.load(sys.stdin); "
    "draw = {'png': lambda: v.vegalite_to_png(spec, scale=2), "
    "'svg': lambda: v.vegalite_to_svg(spec).encode()}; "
    "sys.stdout.buffer.write(draw[kind]())"
)
_SECONDS = 60


def spec(frame: Frame, lines: Sequence[Line], *, title: str, subtitle: str) -> dict[str, Any]:
    """The lines in their frame as a Vega-Lite specification.

    Only points of one segment are joined; soft points are hollow; lines differ by colour and
    dash, breaks of the form are dashed rules.
    """
    rows = pd.DataFrame(
        [
            {"line": line.name, "year": str(point.year), "value": point.value,
             "run": f"{at}-{segment}", "low": point.low, "high": point.high, "soft": point.soft}
            for at, line in enumerate(lines)
            for point, segment in zip(line.points, line.segments or (0,) * len(line.points),
                                      strict=True)
        ]
    )  # fmt: skip
    names = [line.name for line in lines]
    colours = [STROKES[at % len(STROKES)][0] for at in range(len(names))]
    dashes = [[int(n) for n in STROKES[at % len(STROKES)][1].split()] or [1, 0]
              for at in range(len(names))]  # fmt: skip
    x = alt.X("year:O", title="年份", scale=alt.Scale(domain=[str(y) for y in frame.years]))
    ticks = {"format": ".1~%"} if frame.percent else {"format": "d", "tickMinStep": 1}
    y = alt.Y("value:Q", title=None, axis=alt.Axis(**ticks))
    colour = alt.Color("line:N", scale=alt.Scale(domain=names, range=colours))
    dash = alt.StrokeDash("line:N", scale=alt.Scale(domain=names, range=dashes))
    base = alt.Chart(rows).encode(x=x, y=y, color=colour)
    drawn = alt.layer(
        base.mark_rule(opacity=0.35, strokeWidth=4)
        .encode(y=alt.Y("low:Q"), y2="high:Q")
        .transform_filter("isValid(datum.low)"),
        base.mark_line().encode(strokeDash=dash, detail="run:N"),
        base.mark_point(filled=True, size=60).transform_filter("!datum.soft"),
        base.mark_point(filled=False, size=60, strokeWidth=2).transform_filter("datum.soft"),
        *_breaks(frame),
    ).properties(title=alt.TitleParams(title, subtitle=subtitle), width=560, height=280)
    made: dict[str, Any] = drawn.to_dict(validate=False)
    return {**made, "config": CONFIG}


def bar_spec(bars: Sequence[Bar], *, title: str, subtitle: str) -> dict[str, Any]:
    """Classes as horizontal bars with their counts in words; what is the place's own is filled."""
    rows = pd.DataFrame(
        [{"name": bar.name, "count": bar.count, "own": bar.own, "told": bar.told} for bar in bars]
    )
    y = alt.Y("name:N", sort=[bar.name for bar in bars], title=None,
              axis=alt.Axis(labelLimit=320))  # fmt: skip
    x = alt.X("count:Q", title=None, axis=alt.Axis(format="d", tickMinStep=1))
    base = alt.Chart(rows).encode(y=y)
    drawn = alt.layer(
        base.mark_bar(color="#dbe9f3", stroke=BLUE).encode(x=x),
        base.mark_bar(color=BLUE).encode(x=alt.X("own:Q")),
        base.mark_text(align="left", dx=4, color=INK).encode(x=x, text="told:N"),
    ).properties(title=alt.TitleParams(title, subtitle=subtitle), width=480,
                 height=alt.Step(28))  # fmt: skip
    made: dict[str, Any] = drawn.to_dict(validate=False)
    return {**made, "config": CONFIG}


def _breaks(frame: Frame) -> list[alt.Chart]:
    """A rule at the first year of each new form."""
    years = [str(year) for year in frame.breaks if year in frame.years[1:]]
    if not years:
        return []
    rule = alt.Chart(pd.DataFrame({"year": years})).mark_rule(
        strokeDash=[4, 3], color=GREY, xOffset=-14
    )
    return [rule.encode(x="year:O")]


def picture(drawing: dict[str, Any], kind: str) -> bytes:
    """``drawing`` as ``kind`` (svg or png); :class:`WorkbenchError` where it cannot be drawn."""
    command = [sys.executable, "-c", _MAKE, kind]
    try:
        made = subprocess.run(
            command, input=json.dumps(drawing).encode(), capture_output=True, timeout=_SECONDS,
            check=True,
        )  # fmt: skip
    except (subprocess.SubprocessError, OSError) as error:
        raise WorkbenchError(f"the chart could not be drawn: {error}") from error
    return made.stdout
