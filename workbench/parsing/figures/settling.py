"""Weighing the candidates: which number is the total, which a channel's, which is doubtful.

A report may state one total and the channels' numbers, one channel's number alone, or
several channels' and no total; and it may state a thing twice. Where two readings are left
none is given as certain, and a number that is not the unit's total is never made into one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby

from workbench.model import Status, Subject
from workbench.parsing.figures.candidates import ANOTHER, TOTAL, WEBSITE, Candidate
from workbench.reference.wording import regex

_NAMED = regex("other_channel")
#: What one channel may publish all of: a site, or a platform that is not named further.
_WHOLE = frozenset((WEBSITE, ANOTHER))


def settle(candidates: Iterable[Candidate]) -> list[Candidate]:
    """The candidates that stand, in the order of the text."""
    everything = [_channel_alone(c) for c in candidates]
    totals = [c for c in everything if c.indicator == TOTAL]
    others = [c for c in everything if c.indicator != TOTAL]
    if any(not c.weak for c in totals):
        others += _to_channels([c for c in totals if c.weak], part_of=None)
        of_all = [c for c in totals if c.weak and not c.channels]
        totals = [_rivalled(c, of_all) for c in totals if not c.weak]
    settled = [c for group in _times(totals) for c in _totals(group, others)]
    found = [c for c in settled if c.indicator == TOTAL]
    others += [c for c in settled if c.indicator != TOTAL]
    for group in _groups([c for c in others if c.indicator != ANOTHER]):
        found += _weighed(group)
    return sorted(_once(found), key=lambda c: (c.statement.span.start, c.start, c.indicator))


def _channel_alone(candidate: Candidate) -> Candidate:
    """微博发布信息190条 is the channel's number; only a site's may stand for the total.

    So may that of a platform that is not named further, but not that of 抖音 or a newspaper.
    """
    name = next(iter(candidate.channels), WEBSITE)
    if candidate.indicator != TOTAL or not candidate.weak or len(candidate.channels) != 1:
        return candidate
    said = candidate.statement.text[candidate.start : candidate.end]
    if name == WEBSITE or (name == ANOTHER and not _NAMED.search(said)):
        return candidate
    return replace(candidate, indicator=name, weak=False)


def _rivalled(total: Candidate, of_all: Iterable[Candidate]) -> Candidate:
    """``total``, doubtful where it is one channel's and a bigger number of the same time may be
    of them all: 全年上传信息685条 beside 在办公平台公开信息115条.
    """
    bigger = any(c.value > total.value and _time(c) == _time(total) for c in of_all)
    return replace(total, doubtful=True) if bigger and len(total.channels) == 1 else total


def _key(candidate: Candidate) -> tuple[str, str, int, str]:
    c = candidate
    return c.indicator, c.scope.value, c.year or 0, c.subject.value


def _groups(candidates: list[Candidate]) -> Iterator[list[Candidate]]:
    """The candidates that speak of the same thing, time and body.

    A site is the same for the unit and its area: 全区网站公开40条, 区网站公开20条 are one thing.
    """

    def thing(candidate: Candidate) -> tuple[str, str, int, str]:
        shared = candidate.of_channel and candidate.subject is Subject.AREA
        return _key(replace(candidate, subject=Subject.OWN) if shared else candidate)

    for _, group in groupby(sorted(candidates, key=thing), key=thing):
        yield list(group)


def _times(candidates: list[Candidate]) -> Iterator[list[Candidate]]:
    """The candidates that speak of the same time, whosever they are; subordinates' apart."""
    for _, group in groupby(sorted(candidates, key=_time), key=_time):
        yield list(group)


def _time(candidate: Candidate) -> tuple[str, int, bool]:
    """Of which time a number is, and whether it is that of subordinates."""
    lower = candidate.subject is Subject.SUBORDINATE
    return candidate.scope.value, candidate.year or 0, lower


def _totals(group: list[Candidate], others: list[Candidate]) -> list[Candidate]:
    """The totals of one year and body, and what turns out to be a channel's number."""
    strong = [c for c in group if not c.weak]
    free = [c for c in strong if len(c.channels) != 1]
    if free:
        channelled = [c for c in group if len(c.channels) == 1]
        free = [replace(c, doubtful=c.doubtful or _some_of(c, channelled)) for c in free]
        kept = [c for each in _groups(free) for c in _disputed(each)]
        return [*kept, *_to_channels(channelled, part_of=TOTAL)]
    if strong:
        alone = len({c.value for c in strong}) == 1 and not strong[0].channels.isdisjoint(_WHOLE)
        doubt = WEBSITE not in strong[0].channels or any(_sibling(strong[0], c) for c in others)
        kept = [replace(c, doubtful=c.doubtful or doubt) for c in strong] if alone else []
        parts = alone and any(_part_of(strong[0], c) for c in others)
        return [*kept, *(() if parts else _to_channels(strong, part_of=None))]
    agreed = group if len({c.value for c in group}) == 1 else []
    return [*agreed, *_to_channels(group, part_of=None)]


def _part_of(total: Candidate, other: Candidate) -> bool:
    """Whether ``other`` is one channel's share of ``total``."""
    return other.of_channel and other.listed and other.year == total.year


def _sibling(total: Candidate, other: Candidate) -> bool:
    """Whether ``other`` is another channel's number beside ``total``, not a part of it."""
    return other.of_channel and not other.listed and other.year == total.year


def _some_of(total: Candidate, others: list[Candidate]) -> bool:
    """Whether ``total`` is said of some channels only, beside the number of another one."""
    named = total.channels
    return len(named) > 1 and any(not c.listed and not c.channels <= named for c in others)


def _to_channels(group: list[Candidate], *, part_of: str | None) -> Iterator[Candidate]:
    for candidate in group:
        name = next(iter(candidate.channels)) if len(candidate.channels) == 1 else ANOTHER
        if name != ANOTHER:
            yield replace(candidate, indicator=name, part_of=part_of, doubtful=candidate.weak)


def _disputed(group: list[Candidate]) -> list[Candidate]:
    """The candidates, doubtful where they state different values."""
    split = len({c.value for c in group}) > 1
    return [replace(c, doubtful=c.doubtful or split) for c in group]


def _weighed(group: list[Candidate]) -> list[Candidate]:
    """Of one indicator, year and body: the clear wordings, or the weak ones if they agree.

    A number beats a denial: 未产生…案例 beside 收到申请5件 denies something else.
    """
    strong = [c for c in group if not c.weak]
    if any(c.value for c in strong):
        strong = [c for c in strong if c.status is not Status.ZERO_IN_WORDS]
    if strong:
        return _disputed(strong)
    return group if len({c.value for c in group}) == 1 else []


def _once(candidates: list[Candidate]) -> Iterator[Candidate]:
    """Each value once: the most certain statement of it, the plainest denial, else the first."""
    best: dict[tuple[object, ...], Candidate] = {}
    order = sorted(
        candidates,
        key=lambda c: (c.weak or c.doubtful, _in_passing(c), c.statement.span.start),
    )
    for candidate in order:
        best.setdefault((_key(candidate), candidate.value, candidate.part_of), candidate)
    yield from best.values()


def _in_passing(candidate: Candidate) -> int:
    """Beside how many numbers a denial stands; a sentence that only denies says it plainest.

    发文9件,公开7件,未受理依申请公开 denies requests in passing, 未收到公开申请 plainly.
    """
    if candidate.status is not Status.ZERO_IN_WORDS:
        return 0
    return len(candidate.statement.counts)
