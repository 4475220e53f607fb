"""Maximal runs that two reports share, character by character, with the places of both."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from workbench.analysis.reuse.masking import MASKS, STATUTORY, position
from workbench.analysis.reuse.minhash import Ints, Words
from workbench.analysis.reuse.passages import Passage
from workbench.model import Span
from workbench.reference.reuse import limits

#: Stretches, and what is no unit's own between them, are kept apart by these.
_BREAKS = ("\ue001", "\ue002")
#: A stretch that stands more often in one report is a filled-in list, and would cost its square.
_OFTEN = 8
#: What a run does not begin with.
_NO_BEGINNING = frozenset((STATUTORY, ",", "。"))
_FACTOR = np.uint64(0x9E3779B97F4A7C15)


class Match(NamedTuple):
    """``left[start : start + length]`` is ``right[other : other + length]``."""

    start: int
    other: int
    length: int


@dataclass(frozen=True, slots=True)
class Run:
    """A run of the same characters in two reports.

    ``span`` and ``other`` are its places in the two texts, ``role`` is that of the passage
    in the first that holds most of it, ``characters`` its length as a key, the same on both
    sides: names and numbers count once, statutory text not at all.
    """

    role: str
    span: Span
    other: Span
    characters: int


class Stream:
    """The keys of a report's passages one after the other, and the way back to the text."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self.passages = passages

    @cached_property
    def starts(self) -> list[int]:
        """Where each passage's key begins in :meth:`text`."""
        starts, at = [], 0
        for before, passage in zip([None, *self.passages], self.passages, strict=False):
            at += bool(before) and before.stretch != passage.stretch  # type: ignore[union-attr]
            starts.append(at)
            at += 1 if passage.stock else len(passage.key)
        return starts

    def text(self, side: int) -> str:
        """The stream; a break stands between stretches and in place of stock lines."""
        pieces: list[str] = []
        at = 0
        for start, passage in zip(self.starts, self.passages, strict=True):
            piece = _BREAKS[side] if passage.stock else passage.key
            pieces += [_BREAKS[side] * (start - at), piece]
            at = start + len(piece)
        return "".join(pieces)

    def place(self, index: int) -> int:
        """The place in the report's text of character ``index``."""
        at = self._passage(index)
        return position(self.passages[at].marks, index - self.starts[at])

    def role(self, start: int, end: int) -> str:
        """The role that most of the characters ``[start, end)`` have."""
        counts: dict[str, int] = {}
        for at in range(self._passage(start), self._passage(end - 1) + 1):
            begins, passage = self.starts[at], self.passages[at]
            shared = min(end, begins + len(passage.key)) - max(start, begins)
            counts[passage.role] = counts.get(passage.role, 0) + shared
        return max(counts, key=lambda role: counts[role])

    def _passage(self, index: int) -> int:
        return int(np.searchsorted(self.starts, index, side="right")) - 1


def runs(ours: Stream, theirs: Stream) -> list[Run]:
    """The runs that two reports share, in the order of the first; none overlaps another.

    A run is as long as it can be and at least ``shortest_run`` characters; the longest are
    taken first. It ends with a character of the text, not with a mask.
    """
    texts = ours.text(0), theirs.text(1)
    least = limits().shortest_run
    found = [_trimmed(texts[0], match) for match in matches(*texts, least)]
    parted = [_trimmed(texts[0], match) for match in chosen(found, least)]
    made = [_run(ours, theirs, texts[0], match) for match in parted if match.length]
    return sorted((run for run in made if run.characters >= least), key=lambda run: run.span)


def _trimmed(text: str, match: Match) -> Match:
    start, end = match.start, match.start + match.length
    while start < end and text[start] in _NO_BEGINNING:
        start += 1
    while end > start and text[end - 1] in MASKS:
        end -= 1
    return Match(start, match.other + start - match.start, end - start)


def _run(ours: Stream, theirs: Stream, text: str, match: Match) -> Run:
    end = match.start + match.length
    return Run(
        role=ours.role(match.start, end),
        span=Span(ours.place(match.start), ours.place(end - 1) + 1),
        other=Span(theirs.place(match.other), theirs.place(match.other + match.length - 1) + 1),
        characters=match.length - text.count(STATUTORY, match.start, end),
    )


def matches(left: str, right: str, least: int) -> list[Match]:
    """Every pair of equal stretches of at least ``least`` characters that cannot be longer.

    What stands more than eight times in ``right`` is left out.
    """
    ours, theirs = _windows(left, least), _windows(right, least)
    if not len(ours) or not len(theirs):
        return []
    order = np.argsort(theirs, kind="stable")
    low = np.searchsorted(theirs[order], ours, side="left")
    high = np.searchsorted(theirs[order], ours, side="right")
    counts = np.where(high - low > _OFTEN, 0, high - low)
    starts = np.repeat(np.arange(len(ours)), counts)
    within = np.arange(len(starts)) - np.repeat(np.cumsum(counts) - counts, counts)
    others = order[np.repeat(low, counts) + within]
    return list(_diagonals(starts, others, least))


def _diagonals(starts: Ints, others: Ints, least: int) -> Iterator[Match]:
    """Windows that follow each other on both sides are one match."""
    if not len(starts):
        return
    order = np.lexsort((starts, starts - others))
    starts, others = starts[order], others[order]
    goes_on = (np.diff(starts) == 1) & (np.diff(others) == 1)
    firsts = np.flatnonzero(np.append(True, ~goes_on))
    lasts = np.append(firsts[1:], len(starts)) - 1
    for first, last in zip(firsts.tolist(), lasts.tolist(), strict=True):
        yield Match(int(starts[first]), int(others[first]), last - first + least)


def _windows(text: str, least: int) -> Words:
    """A number for every stretch of ``least`` characters, the same for the same characters."""
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    if len(points) < least:
        return np.empty(0, np.uint64)
    made = np.zeros(len(points) - least + 1, np.uint64)
    for at in range(least):
        made = (made ^ points[at : at + len(made)]) * _FACTOR
        made ^= made >> np.uint64(29)
    return made


def chosen(found: Iterable[Match], least: int) -> list[Match]:
    """Matches of which no two overlap on either side: the longest first, what is left of others."""
    taken: list[Match] = []
    for match in sorted(found, key=lambda match: (-match.length, match.start, match.other)):
        rest = match
        for other in taken:
            rest = _without(rest, other)
            if rest.length < least:
                break
        else:
            taken.append(rest)
    return sorted(taken)


def _without(match: Match, other: Match) -> Match:
    """The longer end of ``match`` that ``other`` overlaps on neither side."""
    shifts = (other.start - match.start, other.other - match.other)
    covered = [(max(0, at), min(match.length, at + other.length)) for at in shifts]
    covered = [(low, high) for low, high in covered if low < high]
    if not covered:
        return match
    before, after = min(low for low, _ in covered), max(high for _, high in covered)
    if before >= match.length - after:
        return Match(match.start, match.other, before)
    return Match(match.start + after, match.other + after, match.length - after)
