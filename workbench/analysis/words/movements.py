"""Words that became more, or less, frequent: told only where the numbers carry it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist
from typing import Any

import pandas as pd

from workbench.analysis.intervals import Share, wilson
from workbench.analysis.words.statements import Statements
from workbench.analysis.words.trends import Trend, trend_of
from workbench.analysis.words.vocabulary import Vocabulary, cases, documents

#: A word that stands in fewer cases of both periods together is not compared.
LEAST = 5
#: The chance of one false call among all words that are compared.
_ERROR = 0.05


@dataclass(frozen=True)
class Movements:
    """Two periods compared, ``early`` and ``late`` (first and last year of each).

    ``table``: one row per word with early_n, early_hits, early_share, late_n, late_hits,
    late_share, difference with low and high, and ``verdict``: rising or falling where the
    interval leaves out 0, steady where it does not, few where a period has fewer than 30
    cases. The intervals hold for all rows together: the more words, the wider.
    """

    early: tuple[int, int]
    late: tuple[int, int]
    copies: str
    table: pd.DataFrame

    def called(self, verdict: str) -> pd.DataFrame:
        """The words with a verdict, the largest difference first."""
        rows = self.table.loc[self.table["verdict"].eq(verdict)]
        order = rows["difference"].abs().sort_values(ascending=False, kind="stable").index
        return rows.loc[order].reset_index(drop=True)


def periods(years: tuple[int, ...]) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """The earlier and the later half of some years; the middle one of an odd number is in
    neither. None below two years."""
    known = sorted(set(years))
    half = len(known) // 2
    return ((known[0], known[half - 1]), (known[-half], known[-1])) if half else None


def movements(
    base: Statements, *, copies: str = "once", vocabulary: Vocabulary | None = None
) -> Movements | None:
    """Every word of ``base`` in its earlier and later half; None below two years."""
    split = periods(base.years)
    if split is None:
        return None
    words = vocabulary or Vocabulary()
    sides = [base.between(*period) for period in split]
    hits = [documents(words.table(side, copies=copies), copies=copies) for side in sides]
    both = pd.concat(hits, axis=1, keys=["early_hits", "late_hits"]).fillna(0).astype("int64")
    both = both.loc[both.sum(axis=1).ge(LEAST)].rename_axis("word").reset_index()
    both = both.assign(
        early_n=cases(sides[0], copies=copies), late_n=cases(sides[1], copies=copies)
    )
    return Movements(*split, copies, _compared(both))


def movements_of(found: Trend) -> Movements | None:
    """The terms of a trend by year in its earlier and later half; None below two years."""
    split = periods(found.base.years)
    if split is None:
        return None
    early, late = (
        trend_of(
            found.base.between(*period), found.question, by=("whole",), copies=found.copies
        ).table.set_index("term")
        for period in split
    )
    both = pd.DataFrame(
        {
            "early_hits": early["hits"],
            "late_hits": late["hits"],
            "early_n": early["n"],
            "late_n": late["n"],
        }
    )
    return Movements(*split, found.copies, _compared(both.rename_axis("word").reset_index()))


def _compared(rows: pd.DataFrame) -> pd.DataFrame:
    z = NormalDist().inv_cdf(1 - _ERROR / (2 * max(1, len(rows))))
    made = [
        _row(row, wilson(row["early_hits"], row["early_n"], z),
             wilson(row["late_hits"], row["late_n"], z))
        for row in rows.to_dict("records")
    ]  # fmt: skip
    return pd.DataFrame(made, columns=list(_COLUMNS))


_COLUMNS = (
    "word", "early_n", "early_hits", "early_share", "late_n", "late_hits", "late_share",
    "difference", "low", "high", "verdict",
)  # fmt: skip


def _row(row: Mapping[Any, Any], early: Share, late: Share) -> tuple[object, ...]:
    low, high = difference(early, late)
    if early.few or late.few:
        verdict = "few"
    else:
        verdict = "rising" if (low or 0) > 0 else "falling" if (high or 0) < 0 else "steady"
    apart = None if early.share is None or late.share is None else late.share - early.share
    return (
        row["word"], early.whole, early.part, early.share, late.whole, late.part, late.share,
        apart, low, high, verdict,
    )  # fmt: skip


def difference(early: Share, late: Share) -> tuple[float | None, float | None]:
    """The interval of ``late`` less ``early`` after Newcombe, from their Wilson intervals.

    Both ends are None where one of them has no base.
    """
    if early.share is None or late.share is None:
        return None, None
    assert early.low is not None and early.high is not None
    assert late.low is not None and late.high is not None
    apart = late.share - early.share
    below = sqrt((late.share - late.low) ** 2 + (early.high - early.share) ** 2)
    above = sqrt((late.high - late.share) ** 2 + (early.share - early.low) ** 2)
    return apart - below, apart + above
