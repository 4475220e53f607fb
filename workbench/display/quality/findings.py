"""先看哪些报告, 逐处核对: every finding with its places side by side, report by report."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from workbench.analysis.quality.listing import First, Listed
from workbench.display.county.findings import called
from workbench.display.decided import reviewed
from workbench.display.html import Html, join, tag
from workbench.display.parts import Parts, parts
from workbench.display.quality.sides import Sides
from workbench.display.quotes import Quotes
from workbench.display.tables import Row, note, table
from workbench.reference.checks import checks

#: So many findings stand on the page; the sheet beside it has all of them.
MOST = 300
_MOST_FIRST = 30
_NONE = "核对没有列出需要说明之处。没有列出不等于全部一致。"


def first_table(found: Sequence[First], shown: Collection[str]) -> Parts:
    """The reports to look at first; those of ``shown`` are links to their findings."""
    if not found:
        return parts(note("没有需要先看的报告。没有列出不等于全部一致。"))
    rows: list[Row] = [
        (_link(one, shown), one.county, str(one.errors), str(one.others)) for one in found
    ]
    columns = ("单位", "县（市、区）", "不一致（处）", "请核对（处）")
    caption = "先看哪些报告（按列出的处数，是工作次序，不是排名）"
    return parts(table(caption, columns, rows, numbers=(2, 3), limit=_MOST_FIRST))


def _link(one: First, shown: Collection[str]) -> Html | str:
    if one.report_id not in shown:
        return one.unit
    return tag("a", one.unit, href=f"#findings-{one.report_id}")


def findings(found: Sequence[Listed], sides: Sides, quotes: Quotes) -> Parts:
    """The findings report by report, the first :data:`MOST`; hints are folded away.

    The words of each place are a link to the whole sentence or cell among the excerpts.
    """
    sure, hints = ([one for one in found if one.hint is hint] for hint in (False, True))
    if not found:
        return parts(note(_NONE))
    cut = f"只列前 {MOST} 处，共 {len(sure)} 处；全部见随页的整改清单。"
    summary = tag("summary", f"提示 {len(hints)} 处（只供参考，不算错误）")
    folded = tag("details", summary, _by_report(hints[:MOST], sides, quotes, anchors=False))
    return parts(
        _by_report(sure[:MOST], sides, quotes, anchors=True) or note(_NONE),
        note(cut) if len(sure) > MOST else None,
        folded if hints else None,
    )


def _by_report(found: Sequence[Listed], sides: Sides, quotes: Quotes, *, anchors: bool) -> Html:
    by_report: dict[str, list[Listed]] = {}
    for one in found:
        by_report.setdefault(one.report_id, []).append(one)
    return join(
        tag(
            "section",
            tag("h3", _whose(mine[0])),
            tag("ul", *(_item(one, sides, quotes) for one in mine), class_="findings"),
            id=f"findings-{report}" if anchors else None,
        )
        for report, mine in by_report.items()
    )


def _whose(one: Listed) -> str:
    county = "" if one.county is None or one.unit.startswith(one.county) else one.county
    return f"{county}{one.unit}"


def _item(one: Listed, sides: Sides, quotes: Quotes) -> Html:
    """What was compared, and below it the two places, beside each other where there is room."""
    two = sides.of(one, quotes)
    named = join([tag("strong", f"{called(one)}："), one.message], "")
    code = tag("small", f"{one.code} {checks()[one.code].title}")
    first = "一处" if two.other else "出处"
    names = (first, "另一处")
    places = [
        tag("div", tag("small", name), tag("p", shown), class_="side")
        for name, shown in zip(names, (two.one, two.other), strict=True)
        if shown
    ]
    return tag(
        "li",
        join([named, reviewed(one.review), code], " "),
        tag("div", *places, class_="sides") if two.one or two.other else None,
        class_=f"finding finding-{one.severity}",
    )
