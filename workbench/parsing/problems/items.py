"""The items of a problem section: what is called a problem, and what will be done.

A stretch of text is read twice over: marks (一是, 1、, 首先) part it into lists, and openings
(针对上述问题, 下一步, 2018年我镇将) part what is wrong from what will be done.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise, zip_longest

from workbench.parsing.enumerators import Mark, marks
from workbench.parsing.problems.words import words

_BEFORE_MARK = frozenset('\n。;:!?,、)|"存于为')
_TRIM = " \n。;,、:|*#"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a flow: an item of a list, or text outside any list.

    ``listed`` tells items from running text; ``run`` numbers the lists; ``answer`` is where
    the item's own measure begins, if it has one.
    """

    start: int
    end: int
    measure: bool
    listed: bool
    run: int
    answer: int | None = None


@cache
def _opening() -> re.Pattern[str]:
    return re.compile(rf"(?:^|(?<=[。;!?:,\n]))(?:{words().opening.pattern})")


def pieces(text: str, *, measures: bool) -> list[Piece]:
    """The pieces of ``text`` (a flow) in order; with ``measures`` it holds only measures.

    The last item of a list ends with its paragraph where the items before it do.
    """
    found = [m for m in marks(text, 0, len(text), ordinals=True) if _is_item(text, m)]
    openings = [] if measures else [match.start() for match in _opening().finditer(text)]
    read = _Reader(text, found, openings, measures=measures).read()
    inline = _inline_runs(text, read)
    parted: list[Piece] = []
    for piece, following in zip_longest(read, read[1:]):
        last = following is None or following.run != piece.run
        stop = text.find("\n", piece.start, piece.end)
        if not (piece.listed and last and stop >= 0 and piece.run in inline):
            parted.append(piece)
            continue
        parted.append(replace(piece, end=_trimmed(text, piece.start, stop)[1]))
        start, end = _trimmed(text, stop, piece.end)
        parted.append(Piece(start, end, piece.measure, False, piece.run))
    return parted


def _inline_runs(text: str, read: Sequence[Piece]) -> frozenset[int]:
    """The lists whose items, but for the last, stay within one paragraph."""
    longer = {
        piece.run
        for piece, following in pairwise(read)
        if piece.listed and following.run == piece.run and following.listed
        and text.find("\n", piece.start, piece.end) >= 0
    }  # fmt: skip
    return frozenset(piece.run for piece in read) - longer


def _is_item(text: str, mark: Mark) -> bool:
    before = text[mark.start - 1 : mark.start]
    if mark.kind == "is":
        return before not in "不就都也正只但" or not before
    return not before or before in _BEFORE_MARK


class _Reader:
    """Walks over marks and openings once and closes a piece at each that counts."""

    def __init__(
        self, text: str, found: Sequence[Mark], openings: Sequence[int], *, measures: bool
    ) -> None:
        self.text, self.marks, self.measure = text, found, measures
        self.openings = openings
        self.places: dict[str, list[int]] = {}
        for index, mark in enumerate(found):
            self.places.setdefault(mark.kind, []).append(index)
        self.done: list[Piece] = []
        self.run = 0
        self.kind: str | None = None
        self.number = 0
        self.begin = 0
        self.answer: int | None = None
        self.answered = False
        self.nested: set[str] = set()

    def read(self) -> list[Piece]:
        at = 0
        for index, mark in enumerate(self.marks):
            while at < len(self.openings) and self.openings[at] < mark.start:
                self._turn(self.openings[at], index)
                at += 1
            self._mark(mark, index)
        for opening in self.openings[at:]:
            self._turn(opening, len(self.marks))
        self._close(len(self.text))
        return self.done

    def _turn(self, position: int, index: int) -> None:
        """An opening: the item's own answer if its list goes on behind it, else the plan's."""
        if self.measure:
            return
        if self.kind and (self.answered or self._continues(index)):
            self.answered = True
            self.answer = position if self.answer is None else self.answer
            return
        self._close(position)
        self.begin, self.kind, self.measure = position, None, True

    def _continues(self, index: int) -> bool:
        places = self.places.get(self.kind or "", [])
        at = bisect_left(places, index)
        return at < len(places) and self.marks[places[at]].number == self.number + 1

    def _mark(self, mark: Mark, index: int) -> None:
        if mark.kind == self.kind and 0 < mark.number - self.number <= 2:
            self._close(mark.start)
            self.number, self.begin = mark.number, mark.after
        elif self.kind is None or mark.kind == self.kind:
            if mark.number == 1 or (self.kind is None and mark.number == 2):
                self._start(mark)
        elif mark.number == 1:
            if mark.kind in self.nested or self._inside(index):
                self.nested.add(mark.kind)
            else:
                self._start(mark)

    def _start(self, mark: Mark) -> None:
        self._close(mark.start)
        self.run += 1
        self.kind, self.number, self.begin = mark.kind, mark.number, mark.after
        self.answered, self.nested = False, set()

    def _inside(self, index: int) -> bool:
        """True where a list of another kind stands inside the item we are in."""
        return self._continues(index) or "\n" not in self.text[self.begin : self.marks[index].start]

    def _close(self, end: int) -> None:
        begin, end = _trimmed(self.text, self.begin, end)
        answer = self.answer if self.answer is not None and self.answer < end else None
        if end > begin:
            listed = self.kind is not None
            self.done.append(Piece(begin, end, self.measure, listed, self.run, answer))
        self.answer = None


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _TRIM:
        start += 1
    while end > start and text[end - 1] in _TRIM:
        end -= 1
    return start, end
