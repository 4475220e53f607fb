"""计数的基础: what was counted, year by year, so that every share has its N."""

from __future__ import annotations

import pandas as pd

from workbench.analysis.intervals import FEW
from workbench.analysis.units import GROUPS
from workbench.display.data import data
from workbench.display.labels import label
from workbench.display.parts import Parts, parts
from workbench.display.tables import note, table
from workbench.display.trends.view import TrendsView

_LABELS = {
    "year": "报告年份",
    "reports": "有存在问题部分的报告",
    "lacking": "没有这一部分的报告",
    "unread": "有这一部分但未读出问题的报告",
    "sentences": "句子数",
    "distinct": "去重后的句子数",
    "characters": "字数（去重前，不计固定用语）",
}


def nothing(view: TrendsView) -> str:
    """The sentence that stands where there is nothing to count."""
    return f"本库没有{view.name}{view.group}带有“存在的问题”的报告，不能统计用词。"


def basis(view: TrendsView) -> Parts:
    """How many reports, sentences and distinct sentences each year has."""
    if view.base.reports.empty:
        return parts(note(nothing(view)))
    counted = _counted(view)
    rows = [
        (f"{row['year']}年", *(str(row[name]) for name in list(_LABELS)[1:]))
        for row in counted.to_dict("records")
    ]
    columns = (
        "年份",
        "有“存在的问题”的报告",
        "没有的报告",
        "有而未读出问题的",
        "句子",
        "不同的句子",
        "字数",
    )
    caption = f"{view.name}{view.group}：各年的报告（份）、句子（句）和字数"
    few = counted.loc[counted["distinct"].lt(FEW), "year"].tolist()
    return parts(
        table(caption, columns, rows, numbers=range(1, len(columns))),
        note(f"不同的句子不足 {FEW} 句的年份：{_years(few)}；这些年只列数字，不作高低评价。")
        if few
        else None,
        note(whom(view)),
        data("basis", "计数的基础", counted, _LABELS),
    )


def whom(view: TrendsView) -> str:
    """Who is counted, who is counted apart, and who cannot be counted."""
    told = [f"本页只统计{view.group}的报告。"]
    groups = pd.concat([view.every.reports["group"], view.every.lacking["group"]]).value_counts()
    others = [
        f"{label('group', group)} {groups[group]} 份"
        for group in GROUPS
        if group in groups and group != view.level
    ]
    if others:
        beside = "（见“各类单位”的表）" if view.every.reports["group"].nunique() > 1 else ""
        told.append(f"其他单位的报告分类另计{beside}：{'，'.join(others)}。")
    if view.uncounted.unplaced:
        told.append(
            f"另有 {view.uncounted.unplaced} 份报告只写明省份，不能确定属于何市何县，未计入。"
        )
    if view.uncounted.made_up:
        told.append(f"本库还有 {view.uncounted.made_up} 份示例报告，未计入本页。")
    return "".join(told)


def _counted(view: TrendsView) -> pd.DataFrame:
    reports, sentences = view.base.reports, view.base.sentences
    by_year = sentences.groupby("year")
    read = sentences.drop_duplicates("report_id").groupby("year").size()
    counted = pd.DataFrame(
        {
            "reports": reports.groupby("year").size(),
            "lacking": view.base.lacking.groupby("year").size(),
            "read": read,
            "sentences": by_year.size(),
            "distinct": by_year["key"].nunique(),
            "characters": by_year["characters"].sum(),
        }
    )
    counted = counted.fillna(0).astype("int64").rename_axis("year").reset_index()
    return counted.assign(unread=counted["reports"] - counted["read"])


def _years(years: list[int]) -> str:
    """Years as 2016–2019年、2021年."""
    runs: list[list[int]] = []
    for year in years:
        if runs and year == runs[-1][-1] + 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    return "、".join(f"{r[0]}–{r[-1]}年" if len(r) > 1 else f"{r[0]}年" for r in runs)
