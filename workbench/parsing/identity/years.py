"""The year of a report: what its title, its period and its preface say, taken together."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from workbench.model import Span

#: The regulation took effect in 2008; nothing before it can be a report's year.
_FIRST, _LAST = 2007, 2039
_DIGITS = str.maketrans("〇零OoО一二三四五六七八九Il|", "00000123456789111")
#: 2017, 二〇一七, 二O一七, 2O17; a letter O beside digits is what scanning makes of a zero.
BEGINS_YEAR = r"(?<![0-9])[2二][0〇零OoО][0-9〇零OoОIl一二三四五六七八九]{2}"
YEAR = BEGINS_YEAR + "(?![0-9])"
_YEAR = re.compile(YEAR)
_SOUND = re.compile(r"[0-9]{4}|[一二三四五六七八九〇零]{4}")
#: 2018年,我镇将继续…: a plan is of the year after the report's.
_PLAN = (
    "[^,。;]{0,3},?[^,。;]{0,8}(?:将(?:继续|进一步|重点|着力|从|加|围绕|不断|认真|坚持|努力|切实|采取)"
    "|力争|拟|打算|工作(?:计划|打算|安排|思路|要点))"
)
_BODY = re.compile(
    rf"(?<!力争)(?<!争取)({YEAR})年(?=12月3[01]日|(?![0-9]{{1,2}}月|来|前|修订|发布))(?!{_PLAN})"
)


class Vote(NamedTuple):
    """One place that says a year: how much it counts and whether it is undamaged."""

    year: int
    weight: int
    sound: bool
    span: Span


def value(token: str) -> int | None:
    """The year that ``token`` writes: 二〇一七 is 2017; None outside 2007 to 2039."""
    digits = token.translate(_DIGITS)
    if not digits.isascii() or not digits.isdigit():
        return None
    year = int(digits)
    return year if _FIRST <= year <= _LAST else None


def is_sound(token: str) -> bool:
    """Whether ``token`` is all digits or all numerals: 2017, 二〇一七, but not 二O一七."""
    return _SOUND.fullmatch(token) is not None


def years(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, bool, int, int]]:
    """Every year written in ``text[start:end]``: its value, whether it is sound, and where."""
    end = len(text) if end is None else end
    found = []
    for match in _YEAR.finditer(text, start, end):
        year = value(match.group())
        if year is not None:
            found.append((year, is_sound(match.group()), match.start(), match.end()))
    return found


class Year(NamedTuple):
    """The report's year, whether it is certain, and where it stands."""

    value: int | None
    certain: bool
    span: Span | None


def decided(votes: Sequence[Vote]) -> Year:
    """The year that the places agree on.

    The year with the greater weight wins; it is uncertain where another year has at least
    half its weight (a title against a period), or where it is only written damaged.
    """
    if not votes:
        return Year(None, False, None)
    weights: Counter[int] = Counter()
    for vote in votes:
        weights[vote.year] += vote.weight
    best = max(weights, key=lambda year: (weights[year], -votes.index(_first(votes, year))))
    against = max((weights[year] for year in weights if year != best), default=0)
    sound = [vote for vote in votes if vote.year == best and vote.sound]
    certain = bool(sound) and weights[best] > 1 and weights[best] > 2 * against
    return Year(best, certain, (sound or [_first(votes, best)])[0].span)


def _first(votes: Sequence[Vote], year: int) -> Vote:
    return next(vote for vote in votes if vote.year == year)


def of_body(text: str, start: int) -> Counter[int]:
    """How often ``text`` from ``start`` on speaks of each year as of a whole, not as to come."""
    found: Counter[int] = Counter()
    for match in _BODY.finditer(text, start):
        year = value(match[1])
        if year is not None:
            found[year] += 1
    return found
