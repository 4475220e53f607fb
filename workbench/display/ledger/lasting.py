"""各类问题持续多久: how many are named again next year, and for how many years."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.analysis.intervals import FEW, wilson
from workbench.analysis.ledger.book import Ledger
from workbench.analysis.ledger.lasting import Lasting, PlaceShare, again_by_place, by_group
from workbench.analysis.tables import Tables
from workbench.display.forms import problem_type
from workbench.display.html import Html, join, tag
from workbench.display.labels import label, number, percent
from workbench.display.parts import Parts, parts
from workbench.display.tables import Row, note, table

_HOW = (
    "“次年仍列”：某年所列的问题，次年的报告也已收录并读出问题的，其中又列出同一问题的次数。"
    "持续年数只算起止都看得到的；一直列到最后一年的、最早一年就已列的，年数不完整，另计。"
)


def by_type(book: Ledger) -> Parts:
    """A table for each group of units."""
    shown = [_table(label("group", group), found) for group, found in by_group(book) if found]
    if not shown:
        return parts(note("没有读出可以跨年比较的问题。"))
    return parts(note(_HOW), *shown)


def _table(name: str, found: Sequence[Lasting]) -> Html:
    rows: list[Row] = [
        (
            problem_type(one.type),
            str(one.named),
            str(one.followed),
            _share(one.again, one.followed),
            _spells(one.spells),
            number(one.median) if one.median is not None else None,
            str(one.open),
        )
        for one in found
    ]
    columns = (
        "类型",
        "列出（次）",
        "次年可查（次）",
        "其中次年仍列（次）",
        "起止可见的持续年数",
        "中位年数",
        "年数不完整（项）",
    )
    caption = f"{name}：各类问题次年是否仍列（一项问题可属多类）"
    return table(caption, columns, rows, numbers=(1, 2, 3, 5, 6))


def _spells(lengths: Sequence[int]) -> str | None:
    """1年 3 次，2年 1 次."""
    counts = [(length, lengths.count(length)) for length in sorted(set(lengths))]
    return "，".join(f"{length}年 {count} 次" for length, count in counts) or None


def _share(again: int, followed: int) -> Html | str | None:
    """The count, and the share with its interval where there are enough cases."""
    if not followed:
        return None
    found = wilson(again, followed)
    if found.few or found.share is None or found.low is None or found.high is None:
        return str(again)
    interval = f"（95% 区间 {percent(found.low)} 至 {percent(found.high)}）"
    shown = f"{again}（{percent(found.share)}）"
    return join([shown, tag("span", interval, class_="why")])


def by_place(province: Tables, county: str) -> Parts:
    """The share named again, county by county in the order of codes, ours marked."""
    found = again_by_place(province)
    if len({one.county_code for one in found}) < 2:
        return parts(
            note("本库只收录了本省一个县（市、区）的多年报告，没有其他县（市、区）可以并列。")
        )
    rows: list[Row] = [_place(one, county) for one in found]
    columns = ("县（市、区）", "单位类别", "次年可查（次）", "其中次年仍列（次）")
    caption = "同省各县：所列问题次年仍列的（按代码排列，不是排名）"
    few = note(f"次年可查不足 {FEW} 次的只列次数，不算占比。")
    return parts(table(caption, columns, rows, numbers=(2, 3)), few)


def _place(one: PlaceShare, county: str) -> Row:
    name = one.name or one.county_code
    mark = tag("strong", f"{name}（本地）") if one.county_code == county else name
    return (mark, label("group", one.group), str(one.followed), _share(one.again, one.followed))
