"""本页概要: what the page holds, in a few sentences that add nothing up."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.analysis.compare import CountyYear, comparable, pairs
from workbench.analysis.findings import Found
from workbench.analysis.roster import roster
from workbench.display.county.reporters import nothing
from workbench.display.html import Html, tag
from workbench.display.labels import label
from workbench.display.tables import note


def summary(view: CountyYear, findings: Sequence[Found]) -> Html:
    """Who reported, whose volumes can be compared, who received requests, what was found."""
    if not view.units:
        return note(nothing(view))
    lines = [_reports(view), _volume(view), _requests(view), _found(view, findings)]
    return tag("ul", *(tag("li", line) for line in lines), class_="summary")


def _reports(view: CountyYear) -> str:
    counts = "，".join(
        f"{label('group', group)} {len(units)} 个" for group, units in view.groups().items()
    )
    known = roster(view)
    rest = (
        f"；{known.total} 个乡镇、街道中，{len(known.unseen)} 个的报告本库未收录" if known else ""
    )
    return f"本库收录了 {view.year} 年报告的单位：{counts}{rest}。"


def _volume(view: CountyYear) -> str:
    every = pairs(view, "proactive_total")
    stated = sum(pair.this.chosen is not None for pair in every)
    both = sum(pair.change.difference is not None for pair in every)
    if not stated:
        return "没有单位说明当年主动公开的数量。"
    words = f"{stated} 个单位说明了当年主动公开的数量"
    if not comparable(view, "proactive_total"):
        return f"{words}；本年换用新的报告格式，与上年口径不同，不相减。"
    return f"{words}，" + (f"其中 {both} 个可以与上年比较。" if both else "都不能与上年比较。")


def _requests(view: CountyYear) -> str:
    answers = [pair.this.chosen for pair in pairs(view, "requests_received")]
    some = sum(1 for reading in answers if reading and reading.value)
    none = sum(1 for reading in answers if reading and reading.value == 0)
    rest = len(answers) - some - none
    received = f"{some} 个单位收到申请" if some else "没有单位写明收到申请"
    more = [f"{none} 个写明没有收到" if none else "", f"{rest} 个没有可用数字" if rest else ""]
    return "，".join(filter(None, (received, *more))) + "。"


def _found(view: CountyYear, findings: Sequence[Found]) -> str:
    sure = [found for found in findings if not found.hint]
    where = len({found.report_id for found in sure})
    if not sure:
        return "核对没有列出需要说明之处；没有列出不等于全部一致。"
    return f"核对列出 {len(sure)} 处，涉及 {where} 份报告，见“核对结果”。"
