"""Where a report speaks of its problems and of what it will do about them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from workbench.model import Section, Span

#: Parts in which a report without a problem section may name its problems.
_PROSE = frozenset(("overview", "other", "preface", "measures_taken", "proactive"))
_NAMED = re.compile(
    r"(?:仍然?|还|也|尚|但是?|同时|主要|,|。)\s*(?:也|还|仍然?)?\s*存\s*在\s*(?:着|一些|一定|以下|不少|许多|诸多|的|很多|[几些])*\s*(?:主要|突出)?(?:的)?(?:问题|不足|差距|困难|薄弱环节|短板)"
    r"|(?:但|与)[^。\n]{0,40}(?:还|仍)?(?:存在|有)(?:着|一些|一定|较大|不小)?(?:的)?差距|不足之处|存在(?:的)?(?:主要)?(?:问题|不足)(?:是|有|主要|:)"
)
_NOT_OURS = re.compile(r"(?:没有|不|未|无|解决|针对|整改|检查|发现|查找|反映|分析)[^。,]{0,8}$")


@dataclass(frozen=True, slots=True)
class Region:
    """A stretch with problems, or with ``measures`` only.

    ``named`` says that its heading promises nothing but problems, ``own`` is False where the
    section is about something else.
    """

    span: Span
    measures: bool
    own: bool = True
    named: bool = False


def regions(folded: str, sections: Sequence[Section]) -> list[Region]:
    """The stretches to read, in order: problem and plan sections, else sentences elsewhere."""
    found = [region for index, top in enumerate(sections) for region in _of(sections, index, top)]
    if not any(section.role == "problems" for section in sections):
        found = [*_elsewhere(folded, sections), *found]
    return sorted(found, key=lambda region: region.span)


def _of(sections: Sequence[Section], index: int, top: Section) -> Iterator[Region]:
    if top.level != 1 or top.role not in ("problems", "plan"):
        return
    if top.role == "plan":
        yield Region(top.body, measures=True)
        return
    parts = []
    for section in sections[index + 1 :]:
        if section.level == 1:
            break
        parts.append(section)
    parts = [part for part in parts if part.role in ("problems", "plan")]
    if not parts:
        yield Region(top.body, measures=False)
        return
    if parts[0].role == "plan" and parts[0].span.start > top.body.start:
        yield Region(Span(top.body.start, parts[0].span.start), measures=False)
    for part in parts:
        yield Region(part.body, measures=part.role == "plan", named=part.role == "problems")


def _elsewhere(folded: str, sections: Sequence[Section]) -> Iterator[Region]:
    """Sentences that name problems in a report that has no section for them."""
    for section in sections:
        if section.level != 1 or section.role not in _PROSE:
            continue
        match = _NAMED.search(folded, section.body.start, section.body.end)
        while match and _NOT_OURS.search(folded, max(0, match.start() - 12), match.start()):
            match = _NAMED.search(folded, match.end(), section.body.end)
        if match:
            start = _sentence_start(folded, section.body.start, match.start() + 1)
            ends = [s.span.start for s in sections if s.span.start > start]
            end = min([section.body.end, *ends])
            yield Region(Span(start, end), measures=False, own=False)


def _sentence_start(folded: str, start: int, position: int) -> int:
    return max(start, *(folded.rfind(mark, start, position - 1) + 1 for mark in "。\n;"))
