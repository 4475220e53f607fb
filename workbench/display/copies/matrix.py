"""单位之间: how many characters each two reports of the place share."""

from __future__ import annotations

import altair as alt
import pandas as pd

from workbench.analysis.reuse.view import CopyView
from workbench.display.html import Html
from workbench.display.parts import Bundle, Parts, parts
from workbench.display.tables import note, table
from workbench.display.theme import BLUE, chart

#: A matrix of more rows than this holds nothing that an eye can tell apart.
_MOST = 45
_MOST_PAIRS = 30


def matrix(view: CopyView) -> Parts:
    """The matrix of units, or of counties where there are many, and its largest pairs."""
    between = view.between_units()
    if between.empty:
        return parts(note("这些报告两两之间没有相同的句子。"))
    names = _names(view)
    pairs = between.assign(row=between["report_id"].map(names), column=between["other"].map(names))
    cells = pairs.groupby(["row", "column"], sort=False)["characters"].sum().reset_index()
    order = [name for name in dict.fromkeys(names) if name in set(cells["row"])]
    return parts(_drawn(cells, order), _largest(cells, order))


def _names(view: CopyView) -> pd.Series:
    """What each report's row is called: its unit, or its county where there are many units."""
    reports = view.reports
    counties = reports["county"].fillna("所在县不明")
    if len(reports) > _MOST:
        return counties.rename("name")
    several = reports["county"].nunique() > 1
    units = reports["unit_name"].where(~pd.Series(several, index=reports.index),
                                       counties + reports["unit_name"])  # fmt: skip
    return units.rename("name")


def _drawn(cells: pd.DataFrame, order: list[str]) -> Bundle | None:
    if not 3 <= len(order) <= _MOST:
        return None
    base = alt.Chart(cells)
    squares = base.mark_rect(color=BLUE).encode(
        x=alt.X("column:N", sort=order, title=None, axis=alt.Axis(labelAngle=-60, labelLimit=90)),
        y=alt.Y("row:N", sort=order, title=None),
        opacity=alt.Opacity("characters:Q", title="相同的字数", scale=alt.Scale(range=[0.12, 1])),
        tooltip=[
            alt.Tooltip("row:N", title="一份"),
            alt.Tooltip("column:N", title="另一份"),
            alt.Tooltip("characters:Q", title="相同的字数"),
        ],
    )
    return chart(
        squares,
        title="两两之间相同的字数",
        subtitle=f"{len(order)} 行；颜色越深，相同的字越多",
        about="两两之间相同的字数。行和列各为一个单位，颜色越深相同的字越多；最多的几对见下表。",
        height=alt.Step(22),
    )


def _largest(cells: pd.DataFrame, order: list[str]) -> Html:
    place = {name: at for at, name in enumerate(order)}
    once = cells.loc[
        [place[r] <= place[c] for r, c in zip(cells["row"], cells["column"], strict=True)]
    ]
    once = once.sort_values(["characters", "row", "column"], ascending=[False, True, True])
    rows = [
        (row, column, str(characters))
        for row, column, characters in once[["row", "column", "characters"]].to_numpy().tolist()
    ]
    caption = "相同文字最多的几对（问题、计划和其他事项合计，按句计）"
    return table(caption, ("一方", "另一方", "相同的字数"), rows, numbers=(2,), limit=_MOST_PAIRS)
