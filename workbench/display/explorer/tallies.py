"""What is counted in classes: a unit's peers, the types of problems, the kinds of findings.

Each follows the brushed years, and leads from a class to the passages in it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import pandas as pd

from workbench.analysis.problem_types import ITEMS
from workbench.analysis.tables import of_reports
from workbench.display.explorer.bars import Bar
from workbench.display.explorer.behind import Passage, Passages
from workbench.display.explorer.sheets import Years, detailed, found, spoken
from workbench.display.explorer.views import Views
from workbench.display.forms import problem_type
from workbench.display.labels import label
from workbench.reference.checks import checks

#: More classes than this are told, not drawn; the table has them all.
MOST = 10
_DEMANDS = "名称是核对的要求，条数是不符合或需要看的地方。"


@dataclass(frozen=True)
class Tally:
    """A heading, its bars, what is said below them, and where there is no bar ``nothing``."""

    heading: str
    bars: Sequence[Bar]
    nothing: str
    note: str = ""


def peers(views: Views, years: Years) -> Tally:
    """The place's units among the comparable ones, in the newest of the years with a number."""
    narrow = views.within(years)
    bars = [
        Bar(step, count, partial(_same, passages), own)
        for step, count, own, passages in narrow.peer_classes()
    ]
    among = narrow.peers
    heading = f"{narrow.newest}年在{views.realm}同类单位中的分布" if bars else "同类单位中的分布"
    few = among and among.other_units
    note = f"另有 {few} 个单位的数字不以{among.measure}计，没有列入。" if among and few else ""
    return Tally(heading, bars, "没有可以相比的数字。", note)


def _same(passages: Sequence[Passage]) -> Sequence[Passage]:
    return passages


def types(views: Views, years: Years) -> Tally:
    """In how many reports each type of problem is named, commonest first."""
    counts = views.within(years).types
    bars = [
        Bar(problem_type(code), int(reports), partial(items_of, views, code, years), measure="份")
        for code, reports in counts.counts[["type", "reports"]].itertuples(index=False)
    ]
    heading = f"{spoken(years)}的问题类型（共 {counts.reports} 份报告）"
    return Tally(heading, bars[:MOST], "没有归了类的问题。", _rest(bars, "问题类型"))


def items_of(views: Views, code: str, years: Years) -> Sequence[Passage]:
    """The problem items of a type in the reports of some years."""
    reports = views.within(years).having_problems
    items = views.around.read("problems", columns=ITEMS)
    items = items.loc[[code in held for held in items["types"].tolist()]]
    rows = of_reports(items, reports["report_id"]).merge(
        reports[["report_id", "unit_name", "year"]], on="report_id"
    )
    return Passages(rows, lambda row: f"{row['unit_name']} {row['year']}年")


def findings(views: Views, years: Years) -> Tally:
    """How many results each check gave, the graver first; dismissed ones are not counted."""
    rows = found(views, years)
    dismissed = rows["review"].eq("dismissed").fillna(False).astype(bool)
    rows = rows.loc[~dismissed]
    every = rows.groupby(["order", "severity", "code"], sort=False)
    graver = sorted(every, key=lambda pair: (pair[0][0], -len(pair[1]), pair[0][2]))
    bars = [
        Bar(f"{label('severity', str(severity))}：{_title(str(code))}", len(group),
            partial(_places, views, group),
            measure="条")
        for (_, severity, code), group in graver
    ]  # fmt: skip
    out = f"另有 {dismissed.sum()} 条经复核已排除。" if dismissed.any() else ""
    out = _DEMANDS + out if bars else out
    heading = f"{spoken(years)}的核对结果（{len(rows)} 条）"
    return Tally(heading, bars[:MOST], "没有不一致或需要核对之处。", _rest(bars, "核对结果") + out)


def _rest(bars: Sequence[Bar], tab: str) -> str:
    rest = len(bars) - MOST
    return f"另有 {rest} 类未画出，见下面“{tab}”表。" if rest > 0 else ""


def _title(code: str) -> str:
    known = checks().get(code)
    return known.title if known else code


def _places(views: Views, rows: pd.DataFrame) -> Sequence[Passage]:
    """Where each finding stands first in its own report."""

    def fill(some: pd.DataFrame) -> pd.DataFrame:
        known = detailed(views, some, "message", "places")
        places = [_first(row["places"], row["sha256"]) for row in known.to_dict("records")]
        return known.assign(start=[one for one, _ in places], end=[two for _, two in places])

    return Passages(rows, lambda row: f"{row['unit_name']} {row['year']}年：{row['message']}", fill)


def _first(places: Sequence[Mapping[str, Any]], sha256: str) -> tuple[int, int]:
    own = [place for place in places if place["source"] == sha256]
    return (int(own[0]["start"]), int(own[0]["end"])) if own else (0, 0)
