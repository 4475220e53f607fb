"""Whether two items of different years name the same problem.

An item says what is lacking (an aspect: 培训, 解读, 人员), how it falls short (a manner: 不及时,
不全面) and about what (an object: 财政, 网站). Two items are one problem where these fit: they
share an aspect and contradict each other in nothing, or name no aspect and fall short in the same
way. So 信息更新不够及时 is 部分栏目内容更新滞后, and 网站管理人员不足 is not 网站建设经费不足.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from workbench.analysis.words.longest import longest
from workbench.parsing.fold import Squeezed, fold
from workbench.reference import ledger

_NOT = re.compile(r"不(?:够|太|甚|大|很)")
_WORD = re.compile(r"[\u3400-\u9fff0-9A-Za-z]+")
_REMEMBERED = 50_000
#: The kind of objects that one side alone may not name: 党务公开 is not all 公开.
_DOMAIN = "domain"

Names = frozenset[str]


@dataclass(frozen=True, slots=True)
class Item:
    """A problem as it is compared: pairs of characters, aspects, manners, objects by kind."""

    pairs: Names
    aspects: Names
    manners: Names
    objects: frozenset[tuple[str, str]]

    def of_kind(self, kind: str) -> Names:
        """The objects of one kind."""
        return frozenset(name for each, name in self.objects if each == kind)


@lru_cache(_REMEMBERED)
def item(text: str) -> Item:
    """``text`` as it is compared."""
    squeezed = Squeezed(fold(text)).text
    return Item(
        _pairs(_NOT.sub("不", squeezed)),
        frozenset(row.name for row in ledger.named("aspect") if row.pattern.search(squeezed)),
        frozenset(row.name for row in ledger.named("manner") if row.pattern.search(squeezed)),
        frozenset(
            (row.kind, row.name) for row in ledger.named("object") if row.pattern.search(squeezed)
        ),
    )


def _pairs(text: str) -> Names:
    """Neighbouring characters of what remains without generic words and marks."""
    found: set[str] = set()
    for piece in _generic().split(text):
        for word in _WORD.findall(piece):
            found |= {word[at : at + 2] for at in range(len(word) - 1)}
    return frozenset(found)


@cache
def _generic() -> re.Pattern[str]:
    return re.compile(longest(ledger.generic()))


def closeness(earlier: str, later: str) -> float:
    """How close two items are that name the same problem; 0 where they name two."""
    one, other = item(earlier), item(later)
    words = _share(one.pairs, other.pairs) or 0.0
    if not _linked(one, other, words):
        return 0.0
    return (1 + words + (_share(one.aspects, other.aspects) or 0.0)) / 3


def _linked(one: Item, other: Item, words: float) -> bool:
    limits = ledger.limits()
    if _other_matter(one, other):
        return False
    aspects = _share(one.aspects, other.aspects)
    if aspects is not None:
        apart = _apart(one.manners, other.manners) and words < limits.one_aspect
        return words >= limits.same if aspects < 0.5 else not apart
    if one.aspects or other.aspects:
        alike = words >= limits.some_words and bool(one.manners & other.manners)
        return alike or words >= limits.one_aspect
    if one.manners and other.manners:
        return not _apart(one.manners, other.manners)
    return words >= limits.neither


def _other_matter(one: Item, other: Item) -> bool:
    """Whether they name different things of a kind, or only one of them a domain."""
    for kind in {kind for kind, _ in one.objects | other.objects}:
        ours, theirs = one.of_kind(kind), other.of_kind(kind)
        if ours and theirs and not ours & theirs:
            return True
        if kind == _DOMAIN and bool(ours) != bool(theirs) and not one.aspects & other.aspects:
            return True
    return False


def _apart(ours: Names, theirs: Names) -> bool:
    return bool(ours and theirs and not ours & theirs)


def _share(ours: Names, theirs: Names) -> float | None:
    """The share of the smaller that the other has too; None where one is empty."""
    least = min(len(ours), len(theirs))
    return len(ours & theirs) / least if least else None
