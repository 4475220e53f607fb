"""A county's units among those of its province: a distribution, never a league table."""

from __future__ import annotations

import pandas as pd

from workbench.analysis.compare import CountyYear
from workbench.analysis.peers import Peers, class_of, classes, of_province, peers
from workbench.analysis.remembered import once
from workbench.analysis.tables import Tables
from workbench.display.charts import among_peers
from workbench.display.html import Html
from workbench.display.labels import halves, label
from workbench.display.parts import Part
from workbench.display.tables import note, table

#: Groups whose units do the same work; departments do not, and are not set side by side.
ALIKE = frozenset({"county", "township"})


def among(view: CountyYear, indicator: str, group: str) -> list[Part | None]:
    """The distribution of ``indicator`` over the province's units of ``group``, ours marked.

    Too few of them, or none outside the county, and a sentence says so instead.
    """
    if view.province is None or view.year is None or group not in ALIKE:
        return []
    whole = view.whole.only(province=(view.code or "")[:2], years=[view.year])
    found = in_province(whole, indicator, view.province, group=group, year=view.year)
    who = f"{view.province}{view.year}年{label('group', group)}"
    if not found.enough:
        return [note(f"{few(f'本库的{who}', len(found.values))}，不作分布比较。")]
    own = found.values["county_code"].eq(view.code or "").fillna(False).astype(bool)
    if own.all():
        return [note(f"本库的{who}有可比数字的都在本县（市、区），没有其他县（市、区）可以相比。")]
    drawn = among_peers(
        found.values["value"],
        own,
        title=f"在{view.province}同类单位中的分布",
        own_label="本县（市、区）",
        measure=found.measure,
    )
    return [drawn, _steps(found, own), note(spread(who, found))]


def in_province(corpus: Tables, indicator: str, province: str, *, group: str, year: int) -> Peers:
    """The province's comparable values; computed once for all the pages of its counties."""
    return once(
        corpus,
        ("reports", "figures"),
        ("peers", indicator, province, group, year),
        lambda: peers(corpus, indicator, of_province(corpus, province, group=group, year=year)),
    )


def _steps(found: Peers, own: pd.Series) -> Html:
    steps = classes(found.values["value"])
    ours = found.values.loc[own]
    names = ours["unit_name"].groupby(ours["value"].map(class_of)).agg("、".join).to_dict()
    rows = [
        (step, str(count), names.get(step, "无"))
        for step, count in zip(steps["label"], steps["count"], strict=True)
    ]
    caption = f"各档单位数（{found.measure or '未写单位'}）"
    return table(caption, ("数量", "单位数", "其中本县（市、区）"), rows, numbers=(1,))


def few(who: str, count: int) -> str:
    """Why no distribution is drawn: 本库的…只有 3 个单位有可比数字，太少."""
    return f"{who}只有 {count} 个单位有可比数字，太少" if count else f"{who}没有单位有可比数字"


def softly(values: pd.DataFrame) -> str:
    """What is to be known of 140余 and 约300 among the values; nothing where there are none."""
    soft = int(values["qualifier"].notna().sum())
    return f"其中 {soft} 个是“余”“约”“近”等约数，按所写的数计入。" if soft else ""


def spread(who: str, found: Peers) -> str:
    """The median and the middle half of a distribution, and what is left out of it."""
    low, middle, high = found.quartiles() or (0, 0, 0)
    text = (
        f"{who}中 {len(found.values)} 个单位有可比数字：中位数 {halves(middle)}，"
        f"中间一半在 {halves(low)} 到 {halves(high)} 之间。{softly(found.values)}"
    )
    left_out = [
        f"{found.missing} 个未说明或不可比" if found.missing else "",
        f"{found.other_units} 个用其他计量单位" if found.other_units else "",
    ]
    rest = "、".join(filter(None, left_out))
    return text + (f"未计入：{rest}。" if rest else "")
