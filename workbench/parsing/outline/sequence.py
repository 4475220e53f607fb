"""The best consistent run of numbered headings among all that could be headings.

Headings run on (一, 二, 三 …) where list items start again and table rows lie between; so the
run is chosen as a whole, by its total weight, not mark by mark.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from workbench.parsing.enumerators import Mark
from workbench.parsing.outline.headings import Title

_LOST = {1: 0.0, 2: 0.7}
_LOST_MORE = 1.5
_STRANGER = 1.5
_BODY = 25
_HIGHEST = 20


class Candidate(NamedTuple):
    """A mark with the title behind it and how much it looks like a heading of this level."""

    mark: Mark
    title: Title
    weight: float


def best_run(
    candidates: Sequence[Candidate], kind: str, strangers: Sequence[Mark] = ()
) -> tuple[float, list[Candidate]]:
    """The heaviest run of headings numbered by ``kind``, and its weight; (0, []) if none.

    Numbers must rise; a lost number costs weight, so does a start above one. A candidate of
    another kind joins where it alone carries the next number (二、 … (三)、 … 四、);
    ``strangers`` are all marks of other kinds, by which it is told from an item of a list.
    Linear in the number of candidates.
    """
    best: dict[int, tuple[float, int]] = {}
    parents: list[int] = [-1] * len(candidates)
    seen = _Places(strangers)
    for index, candidate in enumerate(candidates):
        mark = candidate.mark
        stranger = mark.kind != kind
        total, parent = (float("-inf"), -1) if stranger else (_start(mark.number), -1)
        for number, (weight, before) in best.items():
            if stranger and not _joins(candidates[before], candidate, number, seen):
                continue
            step = weight + _step(candidates[before], candidate, number)
            if step > total:
                total, parent = step, before
        total += candidate.weight - (_STRANGER if stranger else 0)
        parents[index] = parent
        if mark.number <= _HIGHEST and total > best.get(mark.number, (float("-inf"), 0))[0]:
            best[mark.number] = (total, index)
    return _trace(candidates, best, parents)


def _start(number: int) -> float:
    return -min(0.4 * (number - 1), 1.0)


def _step(before: Candidate, after: Candidate, number: int) -> float:
    gap = after.mark.number - number
    if gap <= 0 or after.mark.start < before.title.span.end:
        return float("-inf")
    body = 0.3 if after.mark.start - before.title.body >= _BODY else 0.0
    return body - _LOST.get(gap, _LOST_MORE)


class _Places:
    """Where each number of each kind stands."""

    def __init__(self, marks: Sequence[Mark]) -> None:
        self._starts: dict[tuple[str, int], list[int]] = {}
        for mark in marks:
            self._starts.setdefault((mark.kind, mark.number), []).append(mark.start)

    def between(self, kind: str, number: int, start: int, end: int) -> bool:
        starts = self._starts.get((kind, number), [])
        at = bisect_right(starts, start)
        return at < len(starts) and starts[at] < end


def _joins(before: Candidate, stranger: Candidate, number: int, seen: _Places) -> bool:
    """True where no mark of its own kind explains the stranger's number."""
    mark = stranger.mark
    if mark.number != number + 1 or stranger.title.role is None or not stranger.title.formal:
        return False
    return not seen.between(mark.kind, mark.number - 1, before.mark.start, mark.start)


def _trace(
    candidates: Sequence[Candidate], best: dict[int, tuple[float, int]], parents: list[int]
) -> tuple[float, list[Candidate]]:
    if not best:
        return 0.0, []
    weight, index = max(best.values())
    run: list[Candidate] = []
    while index >= 0:
        run.append(candidates[index])
        index = parents[index]
    return weight, run[::-1]
