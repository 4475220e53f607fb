"""申请与办理: the cases of each group of units together, with N, intervals and what is left out."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.analysis.cells import Cells, cells_of
from workbench.analysis.intervals import FEW
from workbench.analysis.place import PlaceYear
from workbench.analysis.pooled import Pooled, applicant_mix, outcome_mix, pooled_rates
from workbench.display.html import Html
from workbench.display.labels import label, percent
from workbench.display.parts import Part, Parts, parts
from workbench.display.place_year import nothing
from workbench.display.tables import Row, missing, note, table


def requests(view: PlaceYear) -> Parts:
    """Per group the rates, who asked and what became of it, from the units' own tables."""
    if view.reports.empty:
        return parts(note(nothing(view)))
    held = cells_of(view.corpus, view.reports["report_id"])
    shown: list[Part | None] = []
    for group in view.groups():
        mine = [held[report_id] for report_id in view.group(group)["report_id"]]
        shown += _group(label("group", group), mine)
    few = f"分母不足 {FEW} 件的只列件数；各类单位分列，不相加；0／0 没有基数。"
    return parts(*shown, note(few) if any(isinstance(one, Html) for one in shown) else None)


def _group(name: str, mine: Sequence[Cells]) -> list[Part | None]:
    found = pooled_rates(mine)
    if not any(one.reports for one in found):
        return [note(f"{name}的报告中没有可用的办理结果表（统一的表自 2019 年的报告起才有）。")]
    return [
        _table(found, "rate", f"{name}：全部报告合计的比率", "比率"),
        _table(applicant_mix(mine), "applicant", f"{name}：新收申请的申请人构成", "申请人"),
        _table(outcome_mix(mine), "outcome", f"{name}：办理结果构成", "结果"),
    ]


def _table(found: Sequence[Pooled], kind: str, caption: str, head: str) -> Html:
    """The shares as a table; a sentence where no report has a number that can be used."""
    if not any(one.reports for one in found):
        left_out = f"（{found[0].left_out} 份报告的表有空白、存疑或合计不符的格）"
        return note(f"{caption}没有可用的数字{left_out if found[0].left_out else ''}。")
    rows: list[Row] = [
        (
            label(kind, one.name),
            f"{one.share.part}／{one.share.whole}" if one.reports else None,
            *_numbers(one),
            str(one.reports),
            str(one.left_out) if one.left_out else None,
        )
        for one in found
    ]
    columns = (head, "件数／分母", "占比", "95% 区间", "计入的报告（份）", "未计入（份）")
    return table(caption, columns, rows, numbers=range(1, 6), optional=(5,))


def _numbers(one: Pooled) -> tuple[Html | str, str]:
    share = one.share
    if not one.reports:
        return missing("没有可用的数字"), "—"
    if share.share is None or share.low is None or share.high is None:
        return missing("无基数"), "—"
    if share.few:
        return missing("件数太少"), "—"
    return percent(share.share), f"{percent(share.low)} 至 {percent(share.high)}"
