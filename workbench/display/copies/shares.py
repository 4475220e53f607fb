"""各报告的相同部分: how much of each report's problems and plans stands elsewhere too."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import median

import pandas as pd

from workbench.analysis.reuse.passages import PLAN, PROBLEMS
from workbench.analysis.reuse.view import CopyView, Shares
from workbench.analysis.tables import text_or_none
from workbench.display.html import Html, tag
from workbench.display.labels import label, percent
from workbench.display.parts import Parts, parts
from workbench.display.tables import Row, missing, note, table

#: More reports than this are told county by county.
_MOST_ROWS = 60
#: From half on the share is worth counting reports by.
_HALF = 0.5
_HOW = (
    "只与本库收录的报告相比。按句比较：字句相近（遮去单位名称、年份和数字后，三字片段至少六成相同）的句子算相同；"
    "报告格式和《条例》要求的固定用语、各地通行的短句先行剔除。相同的文字可能来自上级下发的模板，"
    "也可能同出一源；本页不说明谁先谁后由谁写成。"
)


def shares(view: CopyView) -> Parts:
    """A row per report, or per county where there are many; problems and plans apart."""
    made = [(role, view.shares(role)) for role in (PROBLEMS, PLAN)]
    shown = [_table(view, role, found) for role, found in made]
    if not any(found for _, found in made):
        return parts(note("这些报告中没有读到可以比较的问题或计划。"))
    return parts(note(_HOW), *shown)


def _table(view: CopyView, role: str, found: Mapping[str, Shares]) -> Html:
    if len(view.reports) > _MOST_ROWS:
        return _by_county(view, role, found)
    caption = f"{label('part', role)}：各报告的文字还见于何处（占该部分字数；可同时见于两处）"
    several = view.reports["county"].nunique() > 1
    rows = [
        _row(_name(row, several=several), found.get(str(row["report_id"])))
        for row in _records(view.reports)
    ]
    columns = ("单位", "字数", "其他单位也有", "本单位往年也有", "只见于本报告")
    return table(caption, columns, rows, numbers=(1, 2, 3, 4))


def _name(report: Mapping[str, object], *, several: bool) -> str:
    """The unit, after its county where there are several."""
    unit, county = str(report["unit_name"]), text_or_none(report["county"])
    return f"{county}{unit}" if several and county and not unit.startswith(county) else unit


def _row(name: str, share: Shares | None) -> Row:
    if share is None or not share.characters:
        return (name, missing("未读到"), None, None, None)
    parts_of = (share.others, share.own, share.alone)
    return (name, str(share.characters), *(_percent(one, share) for one in parts_of))


def _percent(part: int, share: Shares) -> str:
    return percent(part / share.characters)


def _by_county(view: CopyView, role: str, found: Mapping[str, Shares]) -> Html:
    rows: list[Row] = []
    reports = view.reports.assign(place=view.reports["county"].fillna("所在县不明"))
    for (_, name), held in reports.groupby(["county_code", "place"], sort=True, dropna=False):
        known = [found[one] for one in held["report_id"] if one in found]
        known = [one for one in known if one.characters]
        rows.append((str(name), str(len(known)), *_middles(known)))
    columns = ("县（市、区）", "读到的报告", "其他单位也有（中位）", "其中过半的报告",
               "本单位往年也有（中位）", "其中过半的报告")  # fmt: skip
    caption = f"{label('part', role)}：各县报告的文字还见于何处（按代码排列，不是排名）"
    return table(caption, columns, rows, numbers=range(1, 6))


def _middles(known: Sequence[Shares]) -> tuple[str | Html, ...]:
    """The medians and how many reports are above one half; no median of fewer than three."""
    shown: list[str | Html] = []
    for part in ("others", "own"):
        values = [getattr(one, part) / one.characters for one in known]
        few = len(values) < 3
        shown.append(tag("span", "不足 3 份", class_="missing") if few else percent(median(values)))
        shown.append(str(sum(value >= _HALF for value in values)))
    return tuple(shown)


def _records(reports: pd.DataFrame) -> list[Mapping[str, object]]:
    return [{str(k): v for k, v in row.items()} for row in reports.to_dict("records")]
