"""Charts of words: small multiples over the years, dumbbells and slopes of two periods."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt
import pandas as pd

from workbench.display.charts import MIN_POINTS
from workbench.display.parts import Bundle
from workbench.display.theme import BLUE, GREY, VERMILION, chart

#: Small multiples are so wide; the page puts them side by side.
SMALL = 300
_PERCENT = alt.Axis(format=".0%", tickCount=4)


def share_by_year(
    points: pd.DataFrame, *, title: str, breaks: Sequence[int], top: float
) -> Bundle | None:
    """One term over the years; None below two years.

    ``points`` has year, n, share, low, high, few and raw (the share of reports). The line is
    interrupted where the form changes (``breaks``: the first years of forms); years with few
    cases are hollow. ``top`` is the highest value of all charts that stand side by side.
    """
    drawn = points.loc[points["share"].notna()]
    if len(drawn) < MIN_POINTS:
        return None
    years = list(range(int(points["year"].min()), int(points["year"].max()) + 1))
    columns = ["year", "share", "low", "high", "raw", "few"]
    eras = pd.Series([sum(year >= cut for cut in breaks) for year in drawn["year"]], drawn.index)
    base = alt.Chart(drawn[columns].round(4).assign(era=eras))
    axis = alt.Axis(labelAngle=0, values=[years[0], years[-1]], bandPosition=0.5)
    across = alt.X("year:O", title=None, scale=alt.Scale(domain=years), axis=axis)
    up = _up("share", top)
    layers = [
        *_rules(breaks, years, axis),
        base.mark_bar(color=BLUE, opacity=0.18, size=8).encode(
            across, _up("low", top), alt.Y2("high:Q")
        ),
        base.mark_line(color=BLUE, strokeWidth=2).encode(across, up, detail="era:N"),
        base.mark_point(filled=False, color=GREY, size=30).encode(
            across, _up("raw", top)
        ),
        base.mark_point(filled=False, color=BLUE, size=45, strokeWidth=2).encode(
            across, up, fill=alt.condition("datum.few", alt.value("#ffffff"), alt.value(BLUE))
        ),
    ]  # fmt: skip
    least, most = int(drawn["n"].min()), int(drawn["n"].max())
    count = f"每年 {least if least == most else f'{least}–{most}'} 个不同的句子"
    return chart(
        alt.layer(*layers),
        title=title,
        subtitle=count,
        about=f"{title}，{years[0]}至{years[-1]}年，去重后的占比及95%区间；数字见下表。",
        height=130,
        width=SMALL,
    )


def _up(column: str, top: float) -> alt.Y:
    return alt.Y(f"{column}:Q", title=None, scale=alt.Scale(domain=[0, top]), axis=_PERCENT)


def _rules(breaks: Sequence[int], years: Sequence[int], axis: alt.Axis) -> list[alt.Chart]:
    rows = [{"year": year} for year in breaks if year in years[1:]]
    if not rows:
        return []
    rule = alt.Chart(pd.DataFrame(rows)).mark_rule(color=GREY, strokeDash=[4, 3])
    return [rule.encode(x=alt.X("year:O", bandPosition=0, axis=axis, title=None))]


def dumbbells(rows: pd.DataFrame, *, early: str, late: str, title: str) -> Bundle | None:
    """A row per word with its share in two periods, joined; None below two words.

    ``rows`` has word, early_share, late_share, early_n and late_n, in the order to be shown.
    """
    if len(rows) < MIN_POINTS:
        return None
    words = rows["word"].tolist()
    ends = pd.concat(
        [
            rows.assign(when=when, share=rows[f"{side}_share"])[["word", "when", "share"]]
            for side, when in (("early", early), ("late", late))
        ]
    ).round({"share": 4})
    base = alt.Chart(ends.loc[ends["share"].notna()])
    down = alt.Y("word:N", sort=words, title=None)
    across = alt.X("share:Q", title="占比", axis=alt.Axis(format=".0%", tickCount=6))
    scale = alt.Scale(domain=[late, early], range=[BLUE, GREY])
    fill = alt.Scale(domain=[late, early], range=[BLUE, "#ffffff"])
    points = base.mark_point(filled=False, size=80, strokeWidth=2).encode(
        across, down, color=alt.Color("when:N", scale=scale), fill=alt.Fill("when:N", scale=fill)
    )
    lines = base.mark_line(color="#c3c8d0", strokeWidth=2).encode(across, down, detail="word:N")
    return chart(
        alt.layer(lines, points),
        title=title,
        subtitle=_cases(rows, early, late),
        about=f"{title}。每行一个词，空圈为{early}，实点为{late}；数字见下表。",
        height=alt.Step(24),
    )


def _cases(rows: pd.DataFrame, early: str, late: str) -> str:
    """What both periods rest on: 2016–2017年 40 个不同的句子，2018–2019年 52 个."""
    before, after = int(rows["early_n"].max()), int(rows["late_n"].max())
    return f"{early} {before} 个不同的句子，{late} {after} 个"


def slopes(rows: pd.DataFrame, *, early: str, late: str, title: str) -> Bundle | None:
    """A line per word from one period to the other, named at its end; None without one.

    ``rows`` has word, early_share, late_share, early_n, late_n and verdict.
    """
    if rows.empty:
        return None
    both = pd.concat(
        [
            rows.assign(when=when, share=rows[f"{side}_share"])[
                ["word", "when", "share", "verdict"]
            ]
            for side, when in (("early", early), ("late", late))
        ]
    ).round({"share": 4})
    shown = both.assign(verdict=both["verdict"].map({"rising": "上升", "falling": "下降"}))
    base = alt.Chart(shown)
    axis = alt.Axis(labelAngle=0, labelLimit=200)
    across = alt.X("when:O", sort=[early, late], title=None, axis=axis,
                   scale=alt.Scale(padding=0.5))  # fmt: skip
    up = alt.Y("share:Q", title="占比", axis=alt.Axis(format=".0%", tickCount=5))
    colour = alt.Color(
        "verdict:N", scale=alt.Scale(domain=["上升", "下降"], range=[VERMILION, BLUE])
    )
    dash = alt.StrokeDash(
        "verdict:N", legend=None, scale=alt.Scale(domain=["上升", "下降"], range=[[1, 0], [5, 3]])
    )
    names = base.transform_filter(alt.datum.when == late).mark_text(align="left", dx=8)
    layers = [
        base.mark_line(strokeWidth=2).encode(across, up, colour, dash, detail="word:N"),
        base.mark_point(size=50).encode(across, up, colour),
        names.encode(across, up, text="word:N"),
    ]
    return chart(
        alt.layer(*layers),
        title=title,
        subtitle=_cases(rows, early, late),
        about=f"{title}。每条线一个词，左为{early}，右为{late}；数字见下表。",
        height=320,
    )
