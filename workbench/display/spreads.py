"""Charts of how values spread: over the years, and in places side by side.

Few values are drawn one by one; many as their middle half with the median, so that a chart
of the whole country is as small as a county's.
"""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt
import pandas as pd

from workbench.display.charts import FEW_TICKS, MIN_POINTS, amount, scale_for
from workbench.display.parts import Bundle
from workbench.display.theme import BLUE, GREY, VERMILION, chart

#: With more values than this a chart shows the middle half instead of each value.
MOST_DOTS = 300
#: The same for every layer, or the line between two years would move the labels.
_YEARS = alt.Axis(labelAngle=0, bandPosition=0.5)


def over_years(
    points: pd.DataFrame, breaks: Sequence[int], *, title: str, measure: str | None
) -> Bundle | None:
    """The values of each year with their median; a dashed line where the form changed.

    ``points`` has year and value; ``breaks`` the first years of new forms. Nothing is joined
    over the years: their units are not the same. None below two years.
    """
    if points["year"].nunique() < MIN_POINTS:
        return None
    scale, remark = scale_for(points["value"].tolist())
    years = list(range(int(points["year"].min()), int(points["year"].max()) + 1))
    across = alt.X("year:O", scale=alt.Scale(domain=years), title=None, axis=_YEARS)
    up = alt.Y("value:Q", scale=scale, title=amount(measure, remark), axis=FEW_TICKS)
    drawn, mark = _spread(points, "year", along=across, value=up, upright=True)
    return chart(
        alt.layer(*_rules(breaks, years), *drawn),
        title=title,
        subtitle=f"共 {len(points)} 个数，{mark}，虚线处换了报告格式",
        about=f"{title}。每年一列，{mark}；各年数字见下表。",
        height=260,
    )


def side_by_side(
    rows: Sequence[tuple[str, float]], *, title: str, measure: str | None
) -> Bundle | None:
    """A row per place with its values and their median; None below two places."""
    places = list(dict.fromkeys(name for name, _ in rows))
    if len(places) < MIN_POINTS:
        return None
    scale, remark = scale_for([value for _, value in rows])
    points = pd.DataFrame([{"place": name, "value": value} for name, value in rows])
    down = alt.Y("place:N", sort=places, title=None)
    across = alt.X("value:Q", scale=scale, title=amount(measure, remark), axis=FEW_TICKS)
    drawn, mark = _spread(points, "place", along=down, value=across, upright=False)
    return chart(
        alt.layer(*drawn),
        title=title,
        subtitle=f"共 {len(points)} 个单位，{mark}",
        about=f"{title}。每行一个地方，{mark}；数字见下表。",
        height=alt.Step(24),
    )


def _spread(
    points: pd.DataFrame, key: str, *, along: alt.X | alt.Y, value: alt.X | alt.Y, upright: bool
) -> tuple[list[alt.Chart], str]:
    """The layers of a spread, and what their marks mean."""
    if len(points) <= MOST_DOTS:
        rows = points.groupby([key, "value"], as_index=False, sort=False).size()
        dots = alt.Chart(rows).mark_circle(color=BLUE, opacity=0.5)
        size = alt.Size("size:Q", legend=None, scale=alt.Scale(domain=[1, 20], range=[50, 400]))
        body, mark = dots.encode(along, value, size), "每点一个数，橙线为中位数"
    else:
        values = points.groupby(key, sort=False)["value"]
        halves = pd.DataFrame({"value": values.quantile(0.25), "high": values.quantile(0.75)})
        halves = halves.reset_index()
        bars = alt.Chart(halves).mark_bar(color=BLUE, opacity=0.5, size=16)
        end = alt.Y2("high:Q") if upright else alt.X2("high:Q")
        body, mark = bars.encode(along, value, end), "条形为中间一半，橙线为中位数"
    middles = points.groupby(key, as_index=False, sort=False)["value"].median()
    stroke = alt.Chart(middles).mark_tick(
        color=VERMILION, thickness=3, size=20, orient="horizontal" if upright else "vertical"
    )
    return [body, stroke.encode(along, value)], mark


def _rules(breaks: Sequence[int], years: Sequence[int]) -> list[alt.Chart]:
    """A dashed line before each of ``breaks``."""
    rows = [{"year": year} for year in breaks if year in years[1:]]
    if not rows:
        return []
    rule = alt.Chart(pd.DataFrame(rows)).mark_rule(color=GREY, strokeDash=[4, 3], strokeWidth=1.5)
    return [rule.encode(x=alt.X("year:O", bandPosition=0, axis=_YEARS, title=None))]
