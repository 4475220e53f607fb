"""What a comparison with gold gives: a list of checks, and precision and recall over them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

Expected = TypeVar("Expected")
Found = TypeVar("Found")


class Outcome(StrEnum):
    """Right as expected; wrong instead of it; missing; or extra, where nothing is expected.

    Uncertain is a wrong or extra value that the reader itself marked as uncertain.
    """

    RIGHT = "right"
    WRONG = "wrong"
    MISSING = "missing"
    EXTRA = "extra"
    UNCERTAIN = "uncertain"


@dataclass(frozen=True, slots=True)
class Check:
    """One comparison in one file; ``expected`` and ``found`` are words for people."""

    file: str
    field: str
    outcome: Outcome
    expected: str = ""
    found: str = ""
    certain: bool = True


@dataclass(frozen=True, slots=True)
class Content:
    """What a report states, in three words: how much of it is wrong, and how much is certain."""

    expected: int
    wrong: int
    right_and_certain: int

    @property
    def certain(self) -> float | None:
        """Of what is expected, the share that was found right and as certain."""
        return _share(self.right_and_certain, self.expected)


@dataclass(frozen=True, slots=True)
class Tally:
    """How often a field was right, wrong, missing, extra, and not right but uncertain."""

    field: str
    right: int
    wrong: int
    missing: int
    extra: int
    uncertain: int

    @property
    def precision(self) -> float | None:
        """Of what was found as certain, the share that is right; None where nothing was."""
        return _share(self.right, self.right + self.wrong + self.extra)

    @property
    def recall(self) -> float | None:
        """Of what is expected, the share that was found right; None where nothing is."""
        return _share(self.right, self.right + self.wrong + self.missing + self.uncertain)


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def tallies(checks: Iterable[Check]) -> tuple[Tally, ...]:
    """The tally of each field, in the order in which the fields first occur."""
    counts: dict[str, dict[Outcome, int]] = {}
    for check in checks:
        of = counts.setdefault(check.field, dict.fromkeys(Outcome, 0))
        of[check.outcome] += 1
    return tuple(Tally(field, *of.values()) for field, of in counts.items())


_CONTENT = ("figures.", "cells", "problems")


def content(checks: Iterable[Check]) -> Content:
    """Figures, cells and items together: certain and wrong (or extra), and right and certain."""
    ours = [check for check in checks if check.field.startswith(_CONTENT)]
    wrong = sum(check.outcome in (Outcome.WRONG, Outcome.EXTRA) for check in ours)
    sure = sum(check.outcome is Outcome.RIGHT and check.certain for check in ours)
    beside = sum(check.expected == words(None) for check in ours)
    return Content(len(ours) - beside, wrong, sure)


def compared(
    file: str, field: str, expected: Any, found: Any, *, same: bool, certain: bool = True
) -> Iterator[Check]:
    """The check of one value; none where nothing is expected and nothing is found."""
    if expected is None and found is None:
        return
    if found is None:
        outcome = Outcome.MISSING
    elif not same and not certain:
        outcome = Outcome.UNCERTAIN
    elif expected is None:
        outcome = Outcome.EXTRA
    else:
        outcome = Outcome.RIGHT if same else Outcome.WRONG
    yield Check(file, field, outcome, words(expected), words(found), certain)


def words(value: Any) -> str:
    """A value as a miss shows it."""
    if value is None:
        return "nothing"
    if isinstance(value, dict):
        return ", ".join(f"{key} {words(each)}" for key, each in value.items())
    return " ".join(map(words, value)) if isinstance(value, (list, tuple)) else str(value)


def aligned(
    expected: Sequence[Expected],
    found: Sequence[Found],
    same: Callable[[Expected, Found], bool],
) -> Iterator[tuple[Expected | None, Found | None]]:
    """Pairs of two lists in order: equal ones together, as many as can be; the rest in turn.

    What stands between two equal pairs is paired as it comes (a wrong one); what is left over
    stands alone.
    """
    at, other = 0, 0
    for left, right in [*_matches(expected, found, same), (len(expected), len(found))]:
        gap, other_gap = expected[at:left], found[other:right]
        for n in range(max(len(gap), len(other_gap))):
            yield (
                gap[n] if n < len(gap) else None,
                other_gap[n] if n < len(other_gap) else None,
            )
        if left < len(expected):
            yield expected[left], found[right]
        at, other = left + 1, right + 1


def _matches(
    expected: Sequence[Expected],
    found: Sequence[Found],
    same: Callable[[Expected, Found], bool],
) -> list[tuple[int, int]]:
    """The positions of a longest common subsequence."""
    rows, columns = len(expected), len(found)
    best = [[0] * (columns + 1) for _ in range(rows + 1)]
    for i in reversed(range(rows)):
        for j in reversed(range(columns)):
            equal = same(expected[i], found[j])
            best[i][j] = best[i + 1][j + 1] + 1 if equal else max(best[i + 1][j], best[i][j + 1])
    pairs, i, j = [], 0, 0
    while i < rows and j < columns:
        if same(expected[i], found[j]) and best[i][j] == best[i + 1][j + 1] + 1:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i + 1][j] >= best[i][j + 1]:
            i += 1
        else:
            j += 1
    return pairs
