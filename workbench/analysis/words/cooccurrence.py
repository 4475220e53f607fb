"""What is said together: problem types with terms, and words with words."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from math import log

import pandas as pd

from workbench.analysis.intervals import FEW, with_shares
from workbench.analysis.tables import Tables, of_reports
from workbench.analysis.words.queries import Question
from workbench.analysis.words.statements import Statements
from workbench.analysis.words.vocabulary import Vocabulary

#: Words and pairs that stand in fewer sentences are not listed.
LEAST = 5


def types_and_terms(
    corpus: Tables, base: Statements, asked: Question, *, copies: str = "once"
) -> pd.DataFrame:
    """How many problem items of each type hold each term.

    Columns: type, term, items (of the type), both, share, low, high (Wilson) and few, where
    the type has fewer than 30 items. An item has every type of its own; ``once`` counts
    items whose sentences differ only in names, years and digits as one. ``base`` must be of
    the part problems.
    """
    items = of_reports(corpus.read("problems", columns=["report_id", "n", "types"]),
                       base.reports["report_id"])  # fmt: skip
    said = base.sentences.groupby(["report_id", "n"], sort=False)
    about = said.agg(key=("key", "。".join), text=("text", "\n".join)).reset_index()
    items = items.merge(about, on=["report_id", "n"])
    if copies == "once":
        items = items.drop_duplicates("key")
    each = items.explode("types").dropna(subset="types").rename(columns={"types": "type"})
    found = asked.counts(dict.fromkeys(items["text"]))
    found = found.loc[found["count"].gt(0), ["text", "term"]]
    both = each.merge(found, on="text").groupby(["type", "term"]).size().rename("both")
    names = pd.DataFrame({"term": list(asked.names)})
    table = each.groupby("type").size().rename("items").reset_index().merge(names, how="cross")
    table = table.join(both, on=["type", "term"]).fillna({"both": 0}).astype({"both": "int64"})
    return with_shares(table, "both", "items").assign(few=table["items"].lt(FEW))


def pairs(
    base: Statements,
    *,
    words: Sequence[str] | None = None,
    copies: str = "once",
    vocabulary: Vocabulary | None = None,
) -> pd.DataFrame:
    """Words that stand in the same sentence, the most telling pairs first.

    Columns: one, other, sentences (that hold both), one_n, other_n, n (of all sentences),
    expected (if they were independent), lift and g2 (Dunning's log-likelihood). ``words``
    narrows one of the two. Below 30 sentences nothing is listed.
    """
    table = (vocabulary or Vocabulary()).table(base, copies=copies)
    case = ["key"] if copies == "once" else ["report_id", "key"]
    held = table.drop_duplicates([*case, "word"])
    n = held.drop_duplicates(case).shape[0]
    alone = held["word"].value_counts()
    often = set(alone.index[alone.ge(LEAST)])
    kept = held.loc[held["word"].isin(often)]
    together: dict[tuple[str, str], int] = {}
    for _, group in kept.groupby(case, sort=False)["word"]:
        for pair in combinations(sorted(group), 2):
            if words is None or set(pair) & set(words):
                together[pair] = together.get(pair, 0) + 1
    rows = [
        _pair(one, other, count, int(alone[one]), int(alone[other]), n)
        for (one, other), count in together.items()
        if count >= LEAST and n >= FEW
    ]
    made = pd.DataFrame(rows, columns=list(_PAIR))
    return made.sort_values(["g2", "one", "other"], ascending=[False, True, True],
                            ignore_index=True)  # fmt: skip


_PAIR = ("one", "other", "sentences", "one_n", "other_n", "n", "expected", "lift", "g2")


def _pair(one: str, other: str, both: int, one_n: int, other_n: int, n: int) -> tuple[object, ...]:
    expected = one_n * other_n / n
    cells = (
        (both, expected),
        (one_n - both, one_n - expected),
        (other_n - both, other_n - expected),
        (n - one_n - other_n + both, n - one_n - other_n + expected),
    )
    g2 = 2 * sum(seen * log(seen / due) for seen, due in cells if seen > 0 and due > 0)
    return one, other, both, one_n, other_n, n, expected, both / expected, g2
