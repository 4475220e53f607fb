"""Sentences in which a report says that last year's problems, or one of them, were solved."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from workbench.analysis.ledger.alike import item
from workbench.model import Span
from workbench.parsing.fold import Squeezed, fold
from workbench.parsing.sentences import sentences
from workbench.reference import ledger

_SIGNAL = re.compile(r"问题|不足|短板|薄弱|整改")
_ALL = re.compile(r"(?:全部|均已|均|都已|都|逐一|逐项|所有|各项)|100%")
#: A sentence names a problem where it holds so much of the problem's own words.
_NAMES = 0.5


@dataclass(frozen=True, slots=True)
class Solved:
    """``every`` where it speaks of all of last year's problems and names none."""

    text: str
    span: Span
    every: bool

    def names(self, problem: str) -> bool:
        """Whether it says that ``problem`` was solved."""
        ours, theirs = item(problem).pairs, item(self.text).pairs
        return self.every or (bool(ours) and len(ours & theirs) >= _NAMES * len(ours))


def solved(text: str) -> tuple[Solved, ...]:
    """What ``text`` says to be solved: 上年提出的更新不及时问题已整改到位.

    Plans say nothing of the sort (将逐步解决), and neither do sentences that speak of no
    earlier problem.
    """
    folded = fold(text)
    return tuple(_found(folded)) if _SIGNAL.search(folded) else ()


def _found(folded: str) -> Iterator[Solved]:
    for span in sentences(folded, 0, len(folded)):
        if not _SIGNAL.search(folded, span.start, span.end):
            continue
        said = Squeezed(folded, span.start, span.end).text
        done = ledger.pattern("solved").search(said)
        before = ledger.pattern("before").search(said)
        if done and before and not _planned().search(said, 0, done.start()):
            every = bool(_ALL.search(said)) and not item(said).aspects and not item(said).manners
            yield Solved(said, span, every)


@cache
def _planned() -> re.Pattern[str]:
    return ledger.pattern("planned")
