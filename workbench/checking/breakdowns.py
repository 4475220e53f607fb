"""N3, N4: a total and the list of parts that its sentence gives.

Only a list that follows its total at once is read, and only to where it plainly ends. What
says 其中 need not be complete; what names 其他 or 分别为 is. Channels may overlap.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from workbench.checking.stretch import Stretch
from workbench.checking.view import View, short, shown
from workbench.model import Figure, Finding, Span, Verdict
from workbench.reference.checks import words
from workbench.reference.indicators import indicators
from workbench.reference.units import UNIT, of_kind

#: Requests carried from year to year have no outcomes of their own: a list behind their number
#: (新收9件,上年结转1件。其中…) is of all requests.
_NO_WHOLES = frozenset(("requests_carried_over", "requests_carried_forward"))
_LONGEST = 400
_OPENING = 24
_MOST_PARTS = 40
_PART = re.compile(
    r"(?P<label>[^0-9。%]{1,40}?)(?P<number>[0-9]{1,9}(?:\.[0-9]{1,2})?)(?P<scale>万?)"
    rf"(?P<soft>余|多|来)?(?P<unit>{UNIT})(?P<more>以上|以内|左右|上下)?"
    r"(?:[,、(]?约?占(?:比|总数|总量|全部|信息|总|公开)*的?(?:约|为)?"
    r"(?P<share>[0-9]{1,3}(?:\.[0-9]{1,2})?)%\)?)?(?:\([^()]{0,60}\))?"
)
_MARKS = ",、;。和及与以(:"
_STOPS = ("。", ")")
_WORDED = re.compile(r"[一二三四五六七八九十百两]+[条件篇份次]|约|近|超")
_OPEN = re.compile(r"等(?!级)|余|多")
#: What may follow the last part of a list that is at its end.
_END = re.compile(r"[。;)]|$|[(]?[一二三四五六七八九十]{1,3}[)、]|[0-9]{1,2}[、.]")


@dataclass(frozen=True, slots=True)
class Part:
    """One part: its label, its number with its unit, the share that is said of it."""

    label: str
    value: float
    unit: str
    share: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class Breakdown:
    """A total with its parts; ``closed`` where the list ends, ``complete`` where it says so."""

    label: str
    total: Figure
    parts: tuple[Part, ...]
    span: Span
    closed: bool
    complete: bool

    @property
    def sum(self) -> float:
        """What the parts add up to."""
        return sum(part.value for part in self.parts)

    @property
    def of_channels(self) -> bool:
        """Whether parts are channels, in which one item may count more than once."""
        return any(words("channel").stand(part.label) for part in self.parts)

    @property
    def one_unit(self) -> bool:
        """Whether total and parts are counted in the same unit."""
        return {part.unit for part in self.parts} == {self.total.unit}


def breakdowns(view: View) -> Iterator[Breakdown]:
    """The totals that a list of at least two parts follows."""
    seen = set()
    for key, figures in view.stated.items():
        for total in figures:
            exact = total.qualifier is None and total.value and key not in _NO_WHOLES
            if exact and total.span not in seen and not _in_a_row(view, key, total):
                seen.add(total.span)
                yield from _after(view, key, total)


def _in_a_row(view: View, key: str, total: Figure) -> bool:
    """Whether parts of the same whole stand before it in its sentence (网站30条,其他方式2条。
    其中…): what a list behind the last of them divides is open."""
    whole = indicators()[key].part_of
    begin = view.folded.rfind("。", 0, total.span.start)
    return whole is not None and any(
        begin < figure.span.start < total.span.start
        for other, figures in view.stated.items()
        if indicators()[other].part_of == whole
        for figure in figures
    )


def _after(view: View, key: str, total: Figure) -> Iterator[Breakdown]:
    start = total.span.end
    opening = words("list_opens").pattern
    if not opening.match("".join(view.folded[start : start + _OPENING].split())):
        return
    tail = view.within(Span(start, min(len(view.text), start + _LONGEST)))
    opened = opening.match(tail.text)
    if opened is None:
        return
    parts, at, open_ = _parts(tail, opened.end(), view.text)
    if len(parts) < 2:
        return
    complete = words("exhaustive").stand(opened.group()) or any(
        words("rest").stand(part.label) for part in parts
    )
    yield Breakdown(
        indicators()[key].label,
        total,
        tuple(parts),
        tail.span(opened.start(), at),
        closed=not open_ and _ends(view, tail, at),
        complete=complete,
    )


def _parts(tail: Stretch, start: int, raw: str) -> tuple[list[Part], int, bool]:
    """The parts from ``start`` on, where they end, and whether the list is left open."""
    parts: list[Part] = []
    at, text = start, tail.text
    while len(parts) < _MOST_PARTS:
        match = _PART.match(text, at)
        label = match["label"].strip(_MARKS) if match else ""
        if match is None or not label or words("no_part").stand(label):
            break
        if match["soft"] or match["more"] or _WORDED.search(label):
            return parts, at, True
        value = float(match["number"]) * (10_000 if match["scale"] else 1)
        first = match.end("label") - len(match["label"].lstrip(_MARKS))
        named = tail.span(first, match.end("label")).of(raw).strip("：:")
        span = tail.span(first, match.end())
        parts.append(Part(named, value, match["unit"], match["share"], span))
        at = match.end()
        if text[at : at + 1] in _STOPS:
            break
    return parts, at, bool(_OPEN.match(text, at)) or len(parts) == _MOST_PARTS


def _ends(view: View, tail: Stretch, at: int) -> bool:
    """Whether the list is at its end there: a full stop, a new item, or a new line."""
    if _END.match(tail.text, at):
        return at < len(tail.text) or tail.span(at - 1, at).end >= len(view.text.rstrip())
    after = tail.span(at - 1, at).end
    return view.folded[after : after + 4].lstrip(" ").startswith("\n")


def breakdown_adds_up(view: View) -> Iterator[Finding]:
    """N3: a closed list of parts against its total."""
    told = [outcome for found in breakdowns(view) for outcome in _added(view, found)]
    yield from told or [view.unchecked("N3", reason="没有读到总数的完整分项")]


def _added(view: View, found: Breakdown) -> Iterator[Finding]:
    total = found.total.value or 0
    listed = "、".join(f"{short(part.label)}{shown(part.value)}" for part in found.parts)
    fields = {"label": found.label, "total": total, "sum": found.sum, "parts": listed}
    spans = (found.total.span, found.span)
    if found.sum == total:
        yield view.agrees("N3", *spans, **fields)
    elif reason := _not_compared(found, total):
        yield view.unchecked("N3", reason=reason)
    elif found.sum > total or found.complete:
        yield view.contradicts("N3", *spans, **fields)
    else:
        yield view.say("N3", Verdict.SCOPE_DIFFERS, *spans, **fields)


def _not_compared(found: Breakdown, total: float) -> str:
    """Why parts that do not add up are no contradiction; empty where they may be one."""
    if found.sum > total and found.of_channels:
        return "各渠道公开的信息可能重复计数，不与总数相加核对"
    if not _same_kind(found):
        return "分项与总数的计数单位不同"
    if not found.closed:
        return "分项没有列到底"
    few = len(found.parts) < 3 or found.sum < total / 2
    return "只列出部分分项" if found.sum < total and few and not found.complete else ""


def _same_kind(found: Breakdown) -> bool:
    """Whether units can be added: 条, 件, 篇 and 份 of one list may, 条 and 人次 may not."""
    items = of_kind("items")
    return found.one_unit or {found.total.unit, *(p.unit for p in found.parts)} <= items


def part_within_whole(view: View) -> Iterator[Finding]:
    """N4: no part is larger than its whole."""
    compared = False
    for found in breakdowns(view):
        if not _same_kind(found):
            continue
        compared = True
        total = found.total.value or 0
        larger = [part for part in found.parts if part.value > total]
        for part in larger:
            fields = {"label": found.label, "total": total, "value": part.value}
            same = part.unit == found.total.unit
            verdict = Verdict.CONTRADICTS if same else Verdict.SCOPE_DIFFERS
            spans = (found.total.span, part.span)
            yield view.say("N4", verdict, *spans, part=short(part.label), **fields)
        if not larger:
            yield view.agrees("N4", found.total.span, found.span, label=found.label, total=total)
    if not compared:
        yield view.unchecked("N4")


RULES = {"N3": breakdown_adds_up, "N4": part_within_whole}
