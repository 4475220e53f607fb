"""本库收录了谁: the place's parts with their reports and numbers side by side."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from workbench.analysis.place import PlaceYear, Side
from workbench.display.county.among import softly
from workbench.display.html import Html, tag
from workbench.display.labels import halves, label, number
from workbench.display.page import overview_href, page_href
from workbench.display.parts import Part, Parts, parts
from workbench.display.place_year import nothing
from workbench.display.spreads import side_by_side
from workbench.display.tables import Row, missing, note, table

TOTAL = "proactive_total"
#: More rows than this make a chart that no screen holds.
MOST_ROWS = 40


def coverage(view: PlaceYear, found: Sequence[Side]) -> Parts:
    """How many units of each group have a report in the corpus, part by part."""
    if view.reports.empty:
        return parts(note(nothing(view)))
    groups = view.groups()
    rows: list[Row] = [
        (_link(view, side), *(str(side.reports[group]) for group in groups)) for side in found
    ]
    columns = ("地方", *(label("group", group) for group in groups))
    where = "" if view.place is None else view.name
    caption = f"本库收录了{where}{view.year}年报告的单位数（各类单位分列，不相加）"
    nowhere = int(view.reports["county_code"].isna().sum())
    return parts(
        table(caption, columns, rows, numbers=range(1, len(columns))),
        note(f"另有 {nowhere} 份报告的所在县不能确定，未列入上表。") if nowhere else None,
        note(f"本库还有 {view.left_out} 份示例报告，未计入本页。") if view.left_out else None,
    )


def _link(view: PlaceYear, side: Side) -> Html:
    year = view.year or 0
    of_province = side.code.endswith("0000")
    href = overview_href(side.code, year) if of_province else page_href(side.code, year)
    return tag("a", side.name, href=href)


def compared(view: PlaceYear, every: Sequence[Side]) -> Parts:
    """The parts' townships side by side, in the order of codes: no ranking."""
    if view.reports.empty:
        return parts(note(nothing(view)))
    found = [side for side in every if side.reports["township"]]
    if not found:
        return parts(note("本库没有乡镇、街道的报告，不能并列比较。"))
    rows = [_row(view, side) for side in found]
    columns = (
        "地方",
        "有报告的乡镇、街道（个）",
        "其中有可比数字（个）",
        "中位数",
        "最小至最大",
        "列出问题的报告（份）",
    )
    caption = f"{view.name}{view.year}年：各地乡镇、街道主动公开数量（按代码排列，不是排名）"
    soft = softly(pd.concat([side.volume.values for side in found]))
    shown = table(caption, columns, rows, numbers=range(1, 6))
    return parts(_chart(view, found), shown, note(soft) if soft else None)


def _row(view: PlaceYear, side: Side) -> tuple[Html | str, ...]:
    values = side.volume.values["value"]
    unit = side.volume.measure or ""
    few = len(values) < 3
    middle = missing("太少") if few else f"{halves(float(values.median()))}{unit}"
    spread = missing("无") if values.empty else f"{_spread(values.min(), values.max())}{unit}"
    townships = str(side.reports["township"])
    return _link(view, side), townships, str(len(values)), middle, spread, str(side.problems)


def _spread(low: float, high: float) -> str:
    return number(low) if low == high else f"{number(low)}–{number(high)}"


def _chart(view: PlaceYear, found: list[Side]) -> Part:
    if len(found) > MOST_ROWS:
        return note(f"地方较多（{len(found)} 个），不作图，数字见下表。")
    measures = [side.volume.measure for side in found if side.volume.measure]
    measure = max(sorted(set(measures)), key=measures.count, default=None)
    rows = [
        (side.name, float(value))
        for side in found
        if side.volume.measure in (measure, None)
        for value in side.volume.values["value"]
    ]
    title = "各地乡镇、街道主动公开数量"
    drawn = side_by_side(rows, title=title, measure=measure)
    return drawn or note("有可比数字的地方不足两个，不作图，数字见下表。")
