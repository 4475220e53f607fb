"""The charts of the pages; every one stands beside the table that holds its numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt
import pandas as pd

from workbench.analysis.peers import classes
from workbench.display.parts import Bundle
from workbench.display.theme import BLUE, GREY, chart

#: One number alone is better read than drawn.
MIN_POINTS = 2
#: Of fewer reports the list of their problems says more than bars.
MIN_REPORTS = 3
#: Where the largest value is so many times the middle one, a logarithmic scale is used.
_WIDE = 50


@dataclass(frozen=True, slots=True)
class Dot:
    """A unit's value in a year; ``soft`` for 余, 约 and 近."""

    unit: str
    year: int
    value: float
    soft: bool


#: Few enough that the labels stand apart on a phone.
FEW_TICKS = alt.Axis(tickCount=6, format="~f")


def amount(measure: str | None, remark: str = "") -> str:
    """The title of an axis: 数量（条，对数刻度）."""
    return f"数量（{measure or '未写单位'}{remark}）"


def _whole(most: int) -> alt.Axis:
    """An axis of counts: every whole number where they are few."""
    if most <= 10:
        return alt.Axis(values=list(range(most + 1)), format="d")
    return alt.Axis(tickMinStep=1, format="d")


def _slanted(labels: Sequence[str]) -> alt.Axis:
    """Labels side by side while they fit on a phone, else slanted."""
    return alt.Axis(labelAngle=0 if len(labels) <= 4 else -40)


def scale_for(values: Sequence[float]) -> tuple[alt.Scale, str]:
    """A scale from 0, and what the axis must say about it."""
    middle = float(pd.Series(values).median())
    if values and max(values) > _WIDE * max(middle, 1):
        return alt.Scale(type="symlog"), "，对数刻度"
    return alt.Scale(zero=True), ""


def year_against_year(
    dots: Sequence[Dot], year: int, *, title: str, measure: str | None, joined: bool = True
) -> Bundle | None:
    """A row per unit with this year's dot and last year's ring; None below two units.

    Units stand in the order given, which is that of their codes and no ranking. The two
    dots of a unit are joined by a line unless the years are not comparable.
    """
    units = list(dict.fromkeys(dot.unit for dot in dots))
    now = [dot for dot in dots if dot.year == year]
    if len(now) < MIN_POINTS:
        return None
    scale, remark = scale_for([dot.value for dot in dots])
    axis = alt.Y("unit:N", sort=units, title=None)
    across = alt.X("value:Q", scale=scale, title=amount(measure, remark), axis=FEW_TICKS)
    base = alt.Chart(pd.DataFrame(_dot_rows(dots)))
    points = base.mark_point(filled=False, size=80, strokeWidth=2).encode(
        x=across, y=axis, color=_year_colour(year), fill=_year_fill(year), shape=_shape(dots)
    )
    layers = [_lines(base, axis, scale), points] if joined else [points]
    before = len({dot.unit for dot in dots if dot.year != year})
    return chart(
        alt.layer(*layers),
        title=title,
        subtitle=f"{year}年 {len(now)} 个单位，{year - 1}年 {before} 个",
        about=f"{title}。每行一个单位，实点为{year}年，空圈为{year - 1}年；数字见下表。",
        height=alt.Step(26),
    )


def _dot_rows(dots: Sequence[Dot]) -> list[dict[str, object]]:
    return [
        {
            "unit": dot.unit,
            "year": f"{dot.year}年",
            "value": dot.value,
            "kind": "约数" if dot.soft else "确数",
        }
        for dot in dots
    ]


def _lines(base: alt.Chart, axis: alt.Y, scale: alt.Scale) -> alt.Chart:
    across = alt.X("value:Q", scale=scale)
    lines: alt.Chart = base.mark_line(color="#c3c8d0", strokeWidth=2)
    return lines.encode(x=across, y=axis, detail="unit:N")


def _year_colour(year: int) -> alt.Color:
    scale = alt.Scale(domain=[f"{year}年", f"{year - 1}年"], range=[BLUE, GREY])
    return alt.Color("year:N", scale=scale)


def _year_fill(year: int) -> alt.Fill:
    scale = alt.Scale(domain=[f"{year}年", f"{year - 1}年"], range=[BLUE, "#ffffff"])
    return alt.Fill("year:N", scale=scale)


def _shape(dots: Sequence[Dot]) -> alt.Shape:
    legend = alt.Legend() if any(dot.soft for dot in dots) else None
    scale = alt.Scale(domain=["确数", "约数"], range=["circle", "triangle-right"])
    return alt.Shape("kind:N", scale=scale, legend=legend)


def among_peers(
    values: pd.Series, own: pd.Series, *, title: str, own_label: str, measure: str | None
) -> Bundle | None:
    """How many units fall into each class, with our own (a flag per value) marked."""
    if len(values) < MIN_POINTS:
        return None
    order = [own_label, "其他单位"]
    sides = zip(order, (values.loc[own], values.loc[~own]), strict=True)
    rows = pd.concat([classes(side).assign(whose=whose) for whose, side in sides])
    rows = rows.loc[rows["count"].gt(0)].sort_values(["low", "whose"], kind="stable")
    colours = alt.Scale(domain=order, range=[BLUE, "#b8c0cb"])
    drawing = _columns(rows[["label", "count", "whose"]], values, measure).encode(
        color=alt.Color("whose:N", scale=colours),
        order=alt.Order("whose:N", sort="descending"),
    )
    return chart(
        drawing,
        title=title,
        subtitle=f"共 {len(values)} 个单位，其中{own_label} {int(own.sum())} 个",
        about=f"{title}。柱高为落在该档的单位数；各档数目见下表。",
        height=220,
    )


def _columns(rows: pd.DataFrame, values: pd.Series, measure: str | None) -> alt.Chart:
    """A column per class from the lowest of ``values`` to the highest, none left out."""
    labels = classes(values)["label"].tolist()
    columns: alt.Chart = alt.Chart(rows).mark_bar()
    return columns.encode(
        x=alt.X(
            "label:N",
            sort=labels,
            scale=alt.Scale(domain=labels),
            title=amount(measure, "，分档"),
            axis=_slanted(labels),
        ),
        y=alt.Y("count:Q", title="单位数", axis=alt.Axis(tickMinStep=1, format="d")),
    )


def type_bars(rows: Sequence[tuple[str, int]], *, base: int, title: str) -> Bundle | None:
    """How many of ``base`` reports name each problem type; None below three reports."""
    if base < MIN_REPORTS or not rows:
        return None
    labels = [name for name, _ in rows]
    table = pd.DataFrame([{"type": name, "reports": count} for name, count in rows])
    bars = alt.Chart(table).encode(
        x=alt.X(
            "reports:Q",
            title="报告数",
            scale=alt.Scale(domain=[0, base]),
            axis=_whole(base),
        ),
        y=alt.Y("type:N", sort=labels, title=None),
    )
    text = bars.mark_text(align="left", dx=4, color="#1f2937").encode(text="reports:Q")
    return chart(
        alt.layer(bars.mark_bar(height=16), text),
        title=title,
        subtitle=f"{base} 份有“存在的问题”的报告，一份可涉及多类",
        about=f"{title}。柱长为提到该类问题的报告数；数字见下表。",
        height=alt.Step(26),
    )


def class_bars(values: pd.Series, *, title: str, measure: str | None) -> Bundle | None:
    """How many units fall into each class of values."""
    if len(values) < MIN_POINTS:
        return None
    return chart(
        _columns(classes(values)[["label", "count"]], values, measure),
        title=title,
        subtitle=f"共 {len(values)} 个单位",
        about=f"{title}。柱高为落在该档的单位数；各档数目见下表。",
        height=220,
    )
