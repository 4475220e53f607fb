"""N3 to N7, N9, N12: breakdowns, percentages, units, and what the tables hold by themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from workbench.checking.view import View, certain, shown
from workbench.model import Figure, Finding, Form, Level, Span, Status
from workbench.reference.forms import form
from workbench.reference.indicators import indicators

_PART = re.compile(
    r"([^0-9,、;:。()%]{1,24}?)([0-9]{1,9})(条次|条|件|篇|份|期|次|个|起|宗|人次|人)(?![0-9])"
)
_LIST_OPENS = re.compile(r"[,。;:(]?(?:其中|分别(?:为|是)|按(?:内容|类别|类型|渠道|主体)分)[,:]?")
_BETWEEN = re.compile(r"[,、;。和及]{0,2}")
_OPEN_LIST = re.compile(r"等|余|多|约|近")
_CHANNEL = re.compile(r"网|微博|微信|公众号|公报|公开栏|报刊|电视|广播|新媒体|平台|渠道|方式")
_SHARE = re.compile(
    r"([0-9]{1,9})(条|件|篇|份|次)[,(]?(?:约)?占(?:总数|总量|全部|比)?的?(?:约)?([0-9]{1,3}(?:\.[0-9]{1,2})?)%"
)
_CHANGE = re.compile(
    r"([0-9]{1,9})(条|件|篇|份|次|宗)[,(]?(?:较|比|与)(?:上年|去年|上一年|20[0-9]{2}年)(?:度)?的?"
    r"([0-9]{1,9})\2(?:相比)?[,]?(?:同比)?(增长|增加|上升|下降|减少|回落)了?([0-9]{1,4}(?:\.[0-9]{1,2})?)%"
)
_FEE_NOTICE = re.compile(r"(?<!未按)收费通知|信息处理费")  # 未按收费通知… is a row of the table


@dataclass(frozen=True, slots=True)
class Breakdown:
    """A total and the closed list of parts that its sentence gives."""

    label: str
    total: Figure
    parts: tuple[tuple[str, int], ...]
    span: Span

    @property
    def by_channel(self) -> bool:
        """Whether the parts are channels, in which one item may count more than once."""
        return any(_CHANNEL.search(name) for name, _ in self.parts)


def _breakdowns(view: View) -> Iterator[Breakdown]:
    for key in ("proactive_total", "requests_received"):
        total = view.said(key)
        if total is None or total.qualifier is not None or total.unit is None:
            continue
        tail = view.within(Span(total.span.end, min(len(view.text), total.span.end + 400)))
        opened = _LIST_OPENS.match(tail.text)
        if opened is None:
            continue
        parts, end = _parts(tail.text, opened.end(), total.unit)
        if len(parts) < 2 or _OPEN_LIST.match(tail.text, end):
            continue
        span = tail.span(opened.start(), end)
        yield Breakdown(indicators()[key].label, total, tuple(parts), span)


def _parts(text: str, start: int, unit: str) -> tuple[list[tuple[str, int]], int]:
    """Label and number of each part from ``start`` on; stops at the first that does not fit."""
    parts: list[tuple[str, int]] = []
    at = start
    while True:
        match = _PART.match(text, _BETWEEN.match(text, at).end() if parts else at)  # type: ignore[union-attr]
        if match is None or match.group(3) != unit or "其中" in match.group(1):
            return parts, at
        parts.append((match.group(1), int(match.group(2))))
        at = match.end()
        if text[at : at + 1] == "。":
            return parts, at


def breakdown_adds_up(view: View) -> Iterator[Finding]:
    """N3: a closed list of parts against its total; channels may overlap."""
    checked = False
    for found in _breakdowns(view):
        total, added = found.total.value or 0, sum(value for _, value in found.parts)
        if found.by_channel and added > total:
            yield view.unchecked("N3", reason="各渠道公开的信息可能重复计数，不与总数相加核对")
            checked = True
            continue
        checked = True
        fields = {"label": found.label, "total": total, "sum": added}
        fields["parts"] = "、".join(f"{name}{value}" for name, value in found.parts)
        say = view.agrees if added == total else view.contradicts
        yield say("N3", found.total.span, found.span, **fields)
    if not checked:
        yield view.unchecked("N3", reason="没有读到总数的完整分项")


def part_within_whole(view: View) -> Iterator[Finding]:
    """N4: no part is larger than its whole."""
    compared = False
    for found in _breakdowns(view):
        compared = True
        total = found.total.value or 0
        larger = [(name, value) for name, value in found.parts if value > total]
        for name, value in larger:
            fields = {"label": found.label, "total": total, "part": name, "value": value}
            yield view.contradicts("N4", found.total.span, found.span, **fields)
        if not larger:
            yield view.agrees("N4", found.span, label=found.label, total=total)
    if not compared:
        yield view.unchecked("N4")


def percentages(view: View) -> Iterator[Finding]:
    """N5: percentages recomputed from the two numbers beside them, within their rounding."""
    checked = False
    for match in _CHANGE.finditer(view.squeezed.text):
        new, old = int(match.group(1)), int(match.group(3))
        falls = match.group(4) in ("下降", "减少", "回落")
        if old:
            checked = True
            change = (old - new if falls else new - old) / old * 100
            yield _percentage(view, match, match.group(5), change, (new, old))
    totals = list(_breakdowns(view))
    for match in _SHARE.finditer(view.squeezed.text):
        span = view.squeezed.span(*match.span())
        for found in totals:
            if found.total.value and found.total.span.end <= span.start < found.span.end:
                checked = True
                part = int(match.group(1))
                share = part / found.total.value * 100
                yield _percentage(view, match, match.group(3), share, (part, found.total.value))
    if not checked:
        yield view.unchecked("N5")


def _percentage(
    view: View, match: re.Match[str], said: str, exact: float, numbers: tuple[float, float]
) -> Finding:
    decimals = len(said.partition(".")[2])
    agrees = abs(exact - float(said)) <= 0.5 * 10**-decimals + 1e-9
    fields = {"new": numbers[0], "old": numbers[1], "computed": f"{exact:.{max(decimals, 2)}f}%"}
    say = view.agrees if agrees else view.contradicts
    return say("N5", view.squeezed.span(*match.span()), said=f"{said}%", **fields)


def units_of_amounts(view: View) -> Iterator[Finding]:
    """N6: an amount of money without 元 or 万元."""
    amounts = [cell for cell in view.report.cells if cell.column == "amount" and certain(cell)]
    if not amounts:
        yield view.unchecked("N6")
        return
    bare = [cell for cell in amounts if cell.unit is None and cell.value]
    for cell in bare:
        table = form(cell.form).table(cell.table)
        label = f"{table.row(cell.row).printed.label}的{table.column(cell.column).printed.label}"
        yield view.contradicts("N6", cell.span, label=label, value=cell.value)
    if not bare:
        yield view.agrees("N6", *(cell.span for cell in amounts))


def power_to_make_rules(view: View) -> Iterator[Finding]:
    """N7: 规章 above 0 for a body that may not issue them."""
    identity = view.report.identity
    cells = [cell for cell in view.report.cells if cell.row == "rules" and certain(cell)]
    if not cells or identity.level is None:
        yield view.unchecked("N7", reason="没有读到规章数" if not cells else "单位层级不明")
        return
    if identity.county is None:
        yield view.unchecked("N7", reason="该级机关可能有权制定规章")
        return
    issued = [cell for cell in cells if cell.value]
    names = {Level.COUNTY: "县级政府", Level.DEPARTMENT: "县级部门"}
    for cell in issued:
        column = form(cell.form).table(cell.table).column(cell.column).printed.label
        level = names.get(identity.level, "乡镇、街道")
        yield view.contradicts("N7", cell.span, column=column, value=cell.value, level=level)
    if not issued:
        yield view.agrees("N7", *(cell.span for cell in cells))


def not_all_zero(view: View) -> Iterator[Finding]:
    """N9: every number of the tables is zero; a hint, and weak alone."""
    numbers = [cell for cell in view.report.cells if certain(cell)]
    if not numbers:
        yield view.unchecked("N9")
    elif any(cell.value for cell in numbers):
        yield view.agrees("N9")
    else:
        extent = Span(numbers[0].span.start, numbers[-1].span.end)
        yield view.contradicts("N9", extent, count=len(numbers))


def fee_notices(view: View) -> Iterator[Finding]:
    """N12: requests dropped because a fee was not paid, and no fee notice is told of."""
    cell = view.cells.get(("requests", "fee_unpaid", "total"))
    if view.report.form is not Form.Y2021 or cell is None or cell.status is Status.BLANK:
        yield view.unchecked("N12")
    elif not cell.value:
        yield view.agrees("N12", cell.span, found=f"（六）2为{shown(cell.value)}")
    elif _FEE_NOTICE.search(view.squeezed.text):
        yield view.agrees("N12", cell.span, found="文中说明了收费通知")
    else:
        yield view.contradicts("N12", cell.span, cell=cell.value)


RULES = {
    "N3": breakdown_adds_up,
    "N4": part_within_whole,
    "N5": percentages,
    "N6": units_of_amounts,
    "N7": power_to_make_rules,
    "N9": not_all_zero,
    "N12": fee_notices,
}
