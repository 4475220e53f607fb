"""应有与收录: the roll call of a place's townships and subdistricts."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from workbench.analysis.place import PlaceYear
from workbench.analysis.quality.rollcall import Called, RollCall
from workbench.display.html import Html, tag
from workbench.display.page import page_href
from workbench.display.parts import Parts, parts
from workbench.display.tables import Row, note, table

#: More names than this are folded away behind their number.
_FOLDED = 6
_COLUMNS = (
    "县（市、区）",
    "乡镇、街道（个）",
    "本库收录（个）",
    "本库未收录",
    "不止一份",
    "晚于期限公布",
    "区划表中没有（撤并、更名等）",
)
_REMARK = (
    "“本库未收录”只说明这里没有收集到，不等于没有公布。"
    "乡镇、街道自2019年的报告起没有全国统一的公布期限。"
)


def coverage(view: PlaceYear, calls: Sequence[RollCall]) -> Parts:
    """Per county who of the divisions has a report, and what is to be said of the others."""
    if not calls:
        return parts(note("区划表中没有这些地方（示例地名，或其他年份的区划），不列应有单位。"))
    editions = "、".join(str(year) for year in sorted({call.edition for call in calls}))
    caption = (
        f"{view.name}{view.year}年：乡镇、街道与本库收录（{editions}年区划，不含开发区、农场）"
    )
    rows = [_row(view, call) for call in calls]
    return parts(table(caption, _COLUMNS, rows, numbers=(1, 2), optional=(4, 5, 6)), note(_REMARK))


def _row(view: PlaceYear, call: RollCall) -> Row:
    name: Html | str = call.county
    if any(unit.seen for unit in call.units):
        name = tag("a", call.county, href=page_href(call.county_code, view.year or 0))
    listed, unseen = call.listed, call.unseen
    return (
        name,
        str(len(listed)),
        str(len(listed) - len(unseen)),
        _names(unseen, lambda unit: unit.name),
        _names(_those(call, "duplicate"), lambda unit: f"{unit.name}（{len(unit.reports)}份）"),
        _names(_those(call, "late"), lambda unit: f"{unit.name}（{unit.late}）"),
        _names(
            [unit for unit in call.units if not unit.known],
            lambda unit: f"{unit.name}{_editions(unit, call.edition)}",
        ),
    )


def _editions(unit: Called, edition: int) -> str:
    """Until when, or from when on, the divisions have the unit: （至2018年）, （2021年起）."""
    first, last = unit.lived or (edition, edition)
    return f"（至{last}年）" if last < edition else f"（{first}年起）" if first > edition else ""


def _those(call: RollCall, what: str) -> list[Called]:
    return [unit for unit in call.units if getattr(unit, what)]


def _names(units: Sequence[Called], written: Callable[[Called], str]) -> Html | str | None:
    every = "、".join(written(unit) for unit in units)
    if len(units) <= _FOLDED:
        return every or None
    return tag("details", tag("summary", f"{len(units)} 个"), every)
