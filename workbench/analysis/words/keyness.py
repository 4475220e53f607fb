"""Which words set one group of sentences apart from another."""

from __future__ import annotations

from dataclasses import dataclass
from math import log, sqrt

import pandas as pd

from workbench.analysis.intervals import FEW
from workbench.analysis.words.statements import Statements
from workbench.analysis.words.vocabulary import Vocabulary, cases, documents

#: How many words the prior weighs: as much as the problem sections of a few reports say.
PRIOR = 500.0


@dataclass(frozen=True)
class Keyness:
    """``table``: one row per word with left, right (how often), left_n, right_n (in how many
    cases), left_per_1000, right_per_1000 (of all words), log_odds (above 0: the left
    group's) and z; the words of the left group first.

    ``few`` where a group has fewer than 30 cases: then no word is called characteristic.
    """

    left_cases: int
    right_cases: int
    copies: str
    table: pd.DataFrame

    @property
    def few(self) -> bool:
        """Whether a group is too small to speak of its words."""
        return min(self.left_cases, self.right_cases) < FEW

    def of(self, side: str, *, z: float = 1.96) -> pd.DataFrame:
        """The words of one side (``left``, ``right``) beyond ``z``, the clearest first; none
        where a group is too small."""
        signs = self.table["z"] if side == "left" else -self.table["z"]
        rows = self.table.loc[signs.gt(z) & (not self.few)]
        return rows.loc[signs.loc[rows.index].sort_values(ascending=False, kind="stable").index]


def keyness(
    left: Statements,
    right: Statements,
    *,
    copies: str = "once",
    prior: float = PRIOR,
    vocabulary: Vocabulary | None = None,
) -> Keyness:
    """The words of two groups by weighted log-odds with an informative Dirichlet prior.

    The prior is the frequency of each word in both groups together, and weighs ``prior``
    words (Monroe, Colaresi and Quinn 2008, Fightin' Words): a rare word needs more evidence
    than a common one. The plain counts stand beside.
    """
    words = vocabulary or Vocabulary()
    sides = [words.table(side, copies=copies) for side in (left, right)]
    counts = [side.groupby("word")["count"].sum() for side in sides]
    table = pd.concat(
        [*counts, *(documents(side, copies=copies) for side in sides)],
        axis=1,
        keys=["left", "right", "left_n", "right_n"],
    )
    table = table.fillna(0).astype("int64").rename_axis("word").reset_index()
    table = _scored(table, prior)
    table = table.sort_values(["z", "word"], ascending=[False, True], ignore_index=True)
    return Keyness(cases(left, copies=copies), cases(right, copies=copies), copies, table)


def _scored(table: pd.DataFrame, prior: float) -> pd.DataFrame:
    left, right = int(table["left"].sum()), int(table["right"].sum())
    whole = left + right
    odds = [
        log_odds(a, left, b, right, prior * (a + b) / whole, prior)
        for a, b in zip(table["left"], table["right"], strict=True)
    ]
    return table.assign(
        left_per_1000=table["left"] * 1000 / max(left, 1),
        right_per_1000=table["right"] * 1000 / max(right, 1),
        log_odds=[one for one, _ in odds],
        z=[z for _, z in odds],
    )


def log_odds(
    here: int, all_here: int, there: int, all_there: int, weight: float, prior: float
) -> tuple[float, float]:
    """The difference of log-odds of one word, and its z; ``weight`` is its part of ``prior``.

    A word that is all there is to both groups has no odds: (0, 0).
    """
    rest_here, rest_there = all_here - here, all_there - there
    rest = prior - weight
    if rest + min(rest_here, rest_there) <= 0:
        return 0.0, 0.0
    apart = log((here + weight) / (rest_here + rest)) - log((there + weight) / (rest_there + rest))
    return apart, apart / sqrt(1 / (here + weight) + 1 / (there + weight))
