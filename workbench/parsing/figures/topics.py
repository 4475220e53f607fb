"""What the place of a sentence speaks of: requests, fees, disputes.

A bare 未发生 or 无申请 means something only under its heading. The outline's sections say
which that is; where there are none, the nearest line before that looks like a heading.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from workbench.model import Section, Span
from workbench.parsing.figures.clauses import Statement
from workbench.parsing.fold import Squeezed, fold
from workbench.reference.wording import regex

TOPICS = ("requests", "fees", "reconsideration", "litigation", "appeals")
_WORDS = {topic: regex(topic) for topic in TOPICS}
_HEADING = re.compile(
    r"(?:^|(?<=[\n。;:)]))\s*(?:第?[一二三四五六七八九十]{1,3}\s*[、.,:]|\([一二三四五六七八九十]{1,3}\)"
    r"|[0-9]{1,2}\s*[、.](?![0-9])|[一二三四五六]是)\s*[^\n。;:]{2,60}"
)
#: Outlines name the section; the words of its heading say which disputes it means.
_BY_ROLE = {"requests": ("requests",), "fees": ("fees",)}


class Topics:
    """The headings of one report; they are read when first asked for."""

    def __init__(self, folded: str, part: Span, sections: Sequence[Section]) -> None:
        self._folded = folded
        self._part = part
        self._sections = sections
        self._headings: tuple[list[int], list[frozenset[str]]] | None = None

    def at(self, position: int) -> frozenset[str]:
        """The topics of the headings above ``position``, the innermost that has any."""
        if self._headings is None:
            self._headings = self._read()
        starts, topics = self._headings
        place = bisect_right(starts, position)
        return topics[place - 1] if place else frozenset()

    def hold(self, topic: str, statement: Statement, position: int) -> bool:
        """Whether ``statement`` near ``position``, or the heading above, speaks of ``topic``."""
        words, far = _WORDS[topic], statement.far(position)
        near = words.search(statement.text, far, position) is not None
        return near or topic in self.at(statement.span.start)

    def _read(self) -> tuple[list[int], list[frozenset[str]]]:
        starts, topics, above = [], [], frozenset[str]()
        for start, text, top, role in self._found():
            own = spoken_of(text) | set(_BY_ROLE.get(role, ()))
            above = frozenset(own) if top else above
            starts.append(start)
            topics.append(frozenset(own) or above)
        return starts, topics

    def _found(self) -> Iterator[tuple[int, str, bool, str]]:
        """Start, text, whether it is of the top level, and role of every heading."""
        if self._sections:
            for section in sorted(self._sections, key=lambda s: (s.span.start, s.level)):
                heading = Squeezed(fold(section.heading)).text
                yield section.span.start, heading, section.level == 1, section.role
            return
        for found in _HEADING.finditer(self._folded, self._part.start, self._part.end):
            text = Squeezed(found.group()).text
            yield found.start(), text, text[0] in "第一二三四五六七八九十", ""


def spoken_of(text: str) -> frozenset[str]:
    """The topics that ``text`` (folded, without white space) names."""
    return frozenset(topic for topic, words in _WORDS.items() if words.search(text))
