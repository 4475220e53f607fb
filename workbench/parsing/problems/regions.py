"""Where a report speaks of its problems and of what it will do about them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from workbench.model import Section, Span
from workbench.parsing.problems.words import words

#: Parts in which a report without a problem section may name its problems.
_PROSE = frozenset(("overview", "other", "preface", "measures_taken", "proactive"))
_ROLES = frozenset(("problems", "plan"))
_LONGEST = 30_000
_BEFORE = 70
_LINE = re.compile(r"[^\n]+")


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


def regions(sections: Sequence[Section]) -> list[Region]:
    """The sections of problems and of plans, in order; see :func:`named_elsewhere` too.

    A stretch far longer than any problem section is none: its end was lost.
    """
    found = [region for index, top in enumerate(sections) for region in _of(sections, index, top)]
    return sorted(filter(_is_short, found), key=lambda region: region.span)


def _of(sections: Sequence[Section], index: int, section: Section) -> Iterator[Region]:
    if section.role not in _ROLES:
        return
    if section.role == "plan" or section.level == 2:
        yield Region(
            section.body, measures=section.role == "plan", named=section.role == "problems"
        )
        return
    parts = list(takewhile(lambda part: part.level == 2, sections[index + 1 :]))
    first = next((part for part in parts if part.role in _ROLES), None)
    if first is None:
        yield Region(section.body, measures=False)
    elif first.role == "plan":
        yield Region(Span(section.body.start, first.span.start), measures=False)


def named_elsewhere(folded: str, sections: Sequence[Section]) -> list[Region]:
    """Where other parts name problems, for a report whose own section names none."""
    return [region for region in _elsewhere(folded, sections) if _is_short(region)]


def _is_short(region: Region) -> bool:
    return region.span.end - region.span.start <= _LONGEST


def _elsewhere(folded: str, sections: Sequence[Section]) -> Iterator[Region]:
    for section in sections:
        if section.level != 1 or section.role not in _PROSE:
            continue
        match = next(_namings(folded, section.body), None)
        if match:
            start = _sentence_start(folded, section.body.start, match.start() + 1)
            ends = [s.span.start for s in sections if s.span.start > start]
            end = min([section.body.end, *ends])
            yield Region(Span(start, end), measures=False, own=False)


def plans_elsewhere(folded: str, sections: Sequence[Section]) -> list[Region]:
    """Paragraphs of other parts that say what will be done: 2018年我镇将继续… under 其他事项."""
    found = []
    for section in sections:
        if section.level == 1 and section.role == "other":
            for line in _LINE.finditer(folded, *section.body):
                start = line.start() + len(line.group()) - len(line.group().lstrip())
                if words().opening.match(folded, start, line.end()):
                    found.append(Region(Span(start, section.body.end), measures=True, own=False))
                    break
    return found


def _namings(folded: str, body: Span) -> Iterator[re.Match[str]]:
    for match in words().naming.finditer(folded, *body):
        named = max(match.start(), folded.find("存", match.start(), match.end()))
        begin = _sentence_start(folded, max(body.start, named - _BEFORE), named)
        listed = words().contents.search(folded[begin:named])
        solved = words().solved.search(folded, max(0, match.start() - 12), match.start())
        if not (solved or listed):
            yield match


def _sentence_start(folded: str, start: int, position: int) -> int:
    return max(start, *(folded.rfind(mark, start, position - 1) + 1 for mark in "。\n;"))
