"""Which measures answer a problem."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from workbench.parsing.problems.types import EMPTY, topics_of

#: Words that every report has everywhere; to share them is to share nothing.
_EVERYWHERE = (
    "政府信息公开工作 政务公开 进一步 加强 提高 不断 情况 方面 部门 单位 存在 问题"
    " 我局 我镇 我乡 公众 群众 要求"
)
_COMMON = frozenset(
    word[at : at + 2] for word in _EVERYWHERE.split() for at in range(len(word) - 1)
)
#: What a measure is about, its beginning says.
_HEAD = 60
_SURE = 3
#: No report has so many pairs; what has is none, and would cost the square of its length.
_TOO_MANY = 3000
_MOST = 2


def answers(
    problems: Sequence[tuple[str, Sequence[str]]], measures: Sequence[str]
) -> list[tuple[int, ...]]:
    """For each problem (its text and types) the indexes of the measures that answer it.

    Where there are as many measures as problems and the one in its place fits as well as any,
    that is its answer; else the measures that share most with it, at most two. None where too
    little is shared: no answer is better than a wrong one.
    """
    if len(problems) * len(measures) > _TOO_MANY:
        return [()] * len(problems)
    topics = [topics_of(measure[:_HEAD]) for measure in measures]
    said = [_pairs(measure) for measure in measures]
    often = Counter(pair for pairs in said for pair in pairs)
    rare = {pair for pair, heads in often.items() if 2 * heads <= len(measures) + 1}
    found: list[tuple[int, ...]] = []
    for index, (text, types) in enumerate(problems):
        telling = _pairs(text) & rare
        scores = {
            at: 2 * len(shared) + min(len(telling & said[at]), 3)
            for at, topic in enumerate(topics)
            if (shared := topic.intersection(types) - {EMPTY})
        }
        best = max(scores.values(), default=0)
        paired = len(problems) == len(measures) and scores.get(index, 0) + 1 >= best
        if paired and index in scores:
            found.append((index,))
            continue
        fit = tuple(at for at, score in scores.items() if score == best)
        sure = best > _SURE or (best == _SURE and len(scores) == 1)
        found.append(fit if sure and len(fit) <= _MOST else ())
    return found


def _pairs(text: str) -> set[str]:
    """The pairs of characters at the beginning of ``text``, without those that are everywhere."""
    end = min(len(text), _HEAD) - 1
    return {text[at : at + 2] for at in range(end)} - _COMMON
