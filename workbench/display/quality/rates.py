"""各项核对的结果: each check with the reports in which it was made, and its error rate."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.analysis.intervals import FEW
from workbench.analysis.place import PlaceYear
from workbench.analysis.quality.error_rates import CheckRate
from workbench.display.html import join, tag
from workbench.display.labels import percent
from workbench.display.parts import Parts, parts
from workbench.display.tables import Row, note, table

_COLUMNS = (
    "核对项",
    "能核对的报告（份）",
    "不符或需看（份）",
    "占比",
    "95% 区间",
    "口径不同（份）",
    "无法核对（份）",
    "已排除（处）",
)
_OF_HINTS = 3
_REMARK = (
    "核对项写的是要求；“不符或需看”是逐处核对中列有这一项的报告。"
    f"能核对的报告不足 {FEW} 份的，占比只供参考，不说高低。“无法核对”多因报告没有相应内容。"
)
_DISMISSED = "“已排除”是经人复核、不再计入的。"


def rates(view: PlaceYear, found: Sequence[CheckRate]) -> Parts:
    """The checks with their rates; hints, which are no errors, are folded away."""
    counted = [rate for rate in found if not rate.hint]
    hints = [rate for rate in found if rate.hint]
    if not counted:
        return parts(note("没有可以核对的报告。"))
    caption = f"{view.name}{view.year}年：各项核对的结果（{len(view.reports)} 份报告）"
    made = [rate for rate in counted if rate.made]
    shown = table(caption, _COLUMNS, map(_row, made), numbers=range(1, 8), optional=(5, 7))
    rest = "、".join(
        f"{rate.check.title}（{rate.check.code}）" for rate in counted if not rate.made
    )
    summary = tag("summary", f"提示 {len(hints)} 项（只供参考，不算错误）")
    rows = [_row(rate)[:_OF_HINTS] for rate in hints]
    folded = table(
        "提示", ("提示项", "能核对的报告（份）", "有此情形的（份）"), rows, numbers=(1, 2)
    )
    return parts(
        shown,
        note(_REMARK + (_DISMISSED if any(rate.dismissed for rate in made) else "")),
        note(f"没有报告可以核对的项：{rest}。") if rest else None,
        tag("details", summary, folded) if hints else None,
    )


def _row(rate: CheckRate) -> Row:
    share = rate.share
    name = join([rate.check.title, tag("small", rate.check.code)], " ")
    low, high = (percent(end) for end in (share.low or 0.0, share.high or 0.0))
    return (
        name,
        str(rate.made),
        str(rate.contradicted),
        percent(share.share or 0.0),
        f"{low} 至 {high}",
        str(rate.scoped) if rate.scoped else None,
        str(rate.open),
        str(rate.dismissed) if rate.dismissed else None,
    )
