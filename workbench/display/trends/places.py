"""各地与各级: the chosen terms by place and by level, in the order of codes, no ranking."""

from __future__ import annotations

from collections.abc import Mapping

from workbench.analysis.units import GROUPS
from workbench.analysis.words.trends import Trend, trend_of
from workbench.display.data import data
from workbench.display.html import Html, join
from workbench.display.labels import label
from workbench.display.parts import Parts, parts
from workbench.display.tables import Row, note, table
from workbench.display.trends.basis import nothing
from workbench.display.trends.terms import share
from workbench.display.trends.view import TrendsView

_MOST_COLUMNS, _MOST_ROWS = 6, 60
_LABELS = {
    "term": "词",
    "place": "地方（代码或类别）",
    "name": "名称",
    "n": "不同的句子（去重）",
    "hits": "其中有该词的句子",
    "share": "占比",
    "low": "95%区间下限",
    "high": "95%区间上限",
    "reports": "报告",
    "naming": "提到该词的报告",
}


def places(view: TrendsView) -> Parts:
    """A row per place, then a row per level; all years together, copies counted once."""
    if view.base.reports.empty:
        return parts(note(nothing(view)))
    by_place = trend_of(view.base, view.asked, by=("place",))
    by_level = trend_of(view.every, view.asked, by=("level",))
    names = _names(view)
    groups = {group: label("group", group) for group in set(by_level.table["group"])}
    table_of_places = by_place.table.assign(name=by_place.table["place"].map(names))
    return parts(
        _table(by_place, "place", names, f"各地{view.group}：有该词的不同句子占比（{view.span}）")
        if len(names) > 1
        else note("本库只有一个地方的报告，没有其他地方可以并列。"),
        _table(by_level, "group", groups, f"各类单位：有该词的不同句子占比（{view.span}）")
        if len(groups) > 1
        else note("本库只有一类单位的报告，没有其他类别可以并列。"),
        note("每地、每类之内相同的句子只计一次；不足 30 句的只列句数。地方按代码排列，不是排名。"),
        data("places", "各地的词", table_of_places, _LABELS),
    )


def _names(view: TrendsView) -> dict[str, str]:
    """The places' names by their codes: counties, or provinces where there are many."""
    made = trend_of(view.base, view.asked, by=("place",)).table["place"].unique()
    reports = view.base.reports
    names: dict[str, str] = {}
    for code in sorted(map(str, made)):
        of_province = code.endswith("0000")
        stem = code[:2] if of_province else code
        rows = reports.loc[reports["county_code"].fillna("").str.startswith(stem or "x")]
        known = rows["province" if of_province else "county"].dropna()
        above = rows["prefecture"].dropna()
        of_city = f"{above.iloc[0]}（市级）" if len(above) else "不属于某一县或所在县不明"
        names[code] = str(known.iloc[0]) if len(known) else of_city
    return names


def _table(found: Trend, key: str, names: Mapping[str, str], caption: str) -> Html:
    """Few places stand side by side above the terms, many below each other, so many terms to a
    table as paper holds."""
    cells = {(str(row["term"]), str(row[key])): row for row in found.table.to_dict("records")}
    terms = found.question.names
    by_code = sorted(names, key=lambda code: (not code, code))  # those of no county last
    order = by_code if key == "place" else [group for group in GROUPS if group in names]
    counts = [str(cells[terms[0], place]["n"]) for place in order]
    if len(order) <= _MOST_COLUMNS:
        rows: list[Row] = [("不同的句子（句）", *counts)]
        rows += [(term, *(share(cells[term, place]) for place in order)) for term in terms]
        columns = ("词", *(names[place] for place in order))
        return table(caption, columns, rows, numbers=range(1, len(columns)))
    made = []
    for start in range(0, len(terms), _MOST_COLUMNS):
        some = terms[start : start + _MOST_COLUMNS]
        rows = [
            (names[place], count, *(share(cells[term, place]) for term in some))
            for place, count in zip(order, counts, strict=True)
        ]
        columns = ("地方", "不同的句子（句）", *some)
        made.append(table(caption, columns, rows, numbers=range(1, len(columns)), limit=_MOST_ROWS))
    return join(made)
