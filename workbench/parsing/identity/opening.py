"""The beginning of a report: squeezed, with the lines in which it was written."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property

from workbench.model import Section, Span
from workbench.parsing.fold import Squeezed

#: How far the first heading is looked for; how much is read where there is none, and how
#: much after it (some reports begin 一、总体情况 and say there who they are).
_REACH, _PREFACE, _AFTER = 4000, 1500, 700
_LINE = re.compile(r"\n+")
_HEADING = re.compile(r"\n[^\S\n]*(?:一|1)[^\S\n]*[、.,:](?!\S{0,12}公开(?:工作)?年度报告)")


class Opening:
    """What stands before a report's first heading, and the text that follows it.

    ``text`` is squeezed folded text from the part's start on; ``end`` is where its first
    heading begins in ``text``, ``lines`` are its lines as stretches of ``text``.
    """

    def __init__(self, folded: str, part: Span, sections: Sequence[Section]) -> None:
        reach = min(part.end, part.start + _REACH)
        first = next((s.span.start for s in sections if s.role != "preface" and s.number), None)
        if first is None or first > reach:
            heading = _HEADING.search(folded, part.start, reach)
            first = heading.start() if heading else min(reach, part.start + _PREFACE)
        self.folded = folded
        self.part = part
        self.squeezed = Squeezed(folded, part.start, min(part.end, first + _AFTER))
        self.text = self.squeezed.text
        self.end = self.index(first)

    def index(self, place: int) -> int:
        """Where the place of the original falls in ``text``."""
        raw, squeezed = self.squeezed.pieces
        piece = bisect_right(raw, place) - 1
        if piece < 0:
            return 0
        limit = squeezed[piece + 1] if piece + 1 < len(squeezed) else len(self.text)
        return min(squeezed[piece] + place - raw[piece], limit)

    @cached_property
    def lines(self) -> tuple[Span, ...]:
        """The lines before the first heading that are not blank, as stretches of ``text``."""
        stop = self.squeezed.position(max(self.end - 1, 0)) + 1
        return tuple(self._lines(self.part.start, stop))

    def _lines(self, start: int, stop: int) -> Iterator[Span]:
        begin = 0
        for mark in _LINE.finditer(self.folded, start, stop):
            end = self.index(mark.start())
            if end > begin:
                yield Span(begin, end)
                begin = end
        if self.end > begin:
            yield Span(begin, self.end)

    def line_start(self, place: int) -> int:
        """Where the line begins that holds ``text[place]``."""
        raw = self.squeezed.position(place)
        return self.index(max(self.folded.rfind("\n", self.part.start, raw) + 1, self.part.start))

    def span(self, start: int, end: int) -> Span:
        """The span in the original of ``text[start:end]``."""
        return self.squeezed.span(start, end)
