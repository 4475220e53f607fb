"""The parts of a section: numbered sub-headings, and 存在问题： … 改进措施： without numbers."""

from __future__ import annotations

import re
from functools import cache

from workbench.model import Section, Span
from workbench.parsing.enumerators import Mark, marks
from workbench.parsing.outline.building import section, trim_end
from workbench.parsing.outline.headings import FILE, Title, Titles, breaks_off
from workbench.parsing.outline.sequence import Candidate, best_run
from workbench.reference.rules import rules

_KINDS = ("paren", "arabic", "small", "nth", "is", "circle", "cn")
_LISTS = frozenset(("is", "nth", "circle", "small", "arabic", "cn"))
_IN_PROBLEMS = frozenset(("problems", "plan"))
_ENOUGH = {"paren": 2.0}
_ENOUGH_OF_LISTS = 3.0
_RUN_IN = 24
#: What may stand directly before a sub-heading; the empty string is the beginning.
_BEFORE = frozenset(("", " ", "\t", "\n", "*", "#", "|", "。", ";", ":"))


def find(text: str, folded: str, top: Section, titles: Titles) -> list[Section]:
    """The sections of level 2 inside ``top``, among the marks of the text and their titles.

    Inside a section of problems or of plans only problems and plans are sections; everything
    else that is numbered there is an item.
    """
    if top.role == "plan":
        return []
    run = _run(folded, top, titles)
    if not run and top.role == "problems":
        return _unnumbered(text, folded, top)
    inherited = "other" if top.role == "overview" else top.role
    stops = [*(candidate.mark.start for candidate in run[1:]), top.span.end][: len(run)]
    return [
        section(text, folded, candidate, stop, level=2, role=inherited)
        for candidate, stop in zip(run, stops, strict=True)
    ]


def _run(folded: str, top: Section, titles: Titles) -> list[Candidate]:
    found = titles.within(top.body.start, top.span.end)
    for kind in _KINDS:
        weighed = [
            Candidate(mark, title, _weight(folded, mark, title, top))
            for mark in found
            if mark.kind == kind and (title := titles.of(mark))
        ]
        weight, run = best_run([c for c in weighed if c.weight > 0], kind)
        if weight >= (2.0 if top.role == "problems" else _ENOUGH.get(kind, _ENOUGH_OF_LISTS)):
            return run
    return []


def _weight(folded: str, mark: Mark, title: Title, top: Section) -> float:
    if top.role == "problems" and (title.role not in _IN_PROBLEMS or _is_item(title)):
        return 0.0
    line_start = folded[mark.start - 1 : mark.start] in _BEFORE
    alone = title.own_line and (mark.kind != "is" or line_start)
    if mark.kind in _LISTS and not (alone or title.formal):
        return 0.0
    if mark.kind == "is" and breaks_off(folded, title):
        return 0.0
    if title.role is None:
        short = title.own_line or len(title.text) <= _RUN_IN
        return 1.0 if line_start and short and mark.kind not in ("is", "circle") else 0.0
    return (2.0 + title.formal + title.own_line) * (1.0 if line_start else 0.0)


def _is_item(title: Title) -> bool:
    """True for an item that names a plan in passing: 更新不及时,下一步将按月检查."""
    return not title.formal and "," in title.text


@cache
def _subhead() -> tuple[re.Pattern[str], tuple[str, ...]]:
    """The sub-heads of a problem section as one expression, and the role of each group."""
    rows = rules(FILE, "subhead", "role")
    groups = "|".join(f"({row.pattern.pattern})" for row in rows)
    return re.compile(rf"(?:^|(?<=[\n。;|]))[^\S\n]*(?:{groups})[^\S\n]*(?::|(?=\n))"), tuple(
        row.name for row in rows
    )


def _apart(body: str, heads: list[re.Match[str]]) -> list[tuple[re.Match[str], int]]:
    """The ``heads`` that stand for themselves: not 改进措施: within an item, of that item alone."""
    items = marks(body, 0, len(body), ordinals=True) if heads else []
    own: set[int] = set()
    for match in heads:
        before = [item for item in items if item.start < match.start()]
        if before and _is_of_item(body, match, before[-1], items):
            own.add(match.lastindex or 0)
    return [(match, match.lastindex or 0) for match in heads if match.lastindex not in own]


def _is_of_item(body: str, head: re.Match[str], item: Mark, items: list[Mark]) -> bool:
    """Whether the list of ``item`` goes on behind ``head``, or its line holds both."""
    later = (m for m in items if m.start >= head.end() and m.kind == item.kind)
    following = next(later, None)
    line = body.rfind("\n", 0, head.start(head.lastindex or 0)) + 1
    lined = item.start == line and item.number > 1
    return lined or (following is not None and following.number == item.number + 1)


def _unnumbered(text: str, folded: str, top: Section) -> list[Section]:
    pattern, roles = _subhead()
    body = f"\n{top.body.of(folded)}"
    shift = top.body.start - 1
    heads = _apart(body, [match for match in pattern.finditer(body) if match.lastindex])
    stops = [match.start(group) + shift for match, group in heads[1:]] + [top.span.end]
    found = []
    for (match, group), stop in zip(heads, stops[: len(heads)], strict=True):
        start, end = match.start(group) + shift, match.end(group) + shift
        stop = trim_end(folded, start, stop)
        within = Span(min(match.end() + shift, stop), stop)
        heading = text[start:end].strip()
        found.append(Section(roles[group - 1], heading, None, 2, Span(start, stop), within))
    return found
