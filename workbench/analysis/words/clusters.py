"""Sentences that are near copies by the copy map get one key, as equal masked ones have."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping

import pandas as pd
from rapidfuzz import fuzz

from workbench.analysis.tables import Tables, of_reports
from workbench.errors import CorpusError

#: Of two passages that are near copies, sentences less alike than this are not each other's.
_ALIKE = 80.0

#: The passages of a report that stand elsewhere too, by where they begin: start, end, cluster.
_Passages = list[tuple[int, int, str]]


def clustered(corpus: Tables, sentences: pd.DataFrame) -> pd.Series:
    """The keys of ``sentences``, those of near copies replaced by one of them.

    Sentences count as copies of each other where they stand at the same place in passages
    of one cluster and are alike themselves. A corpus without a copy map keeps its keys.
    """
    passages = _passages(corpus, sentences)
    same: dict[str, str] = {}
    first: dict[tuple[str, int], str] = {}
    for place, key in _placed(sentences, passages):
        known = first.setdefault(place, key)
        if known != key and fuzz.ratio(known, key) >= _ALIKE:
            _join(same, known, key)
    return sentences["key"].map(lambda key: _root(same, key)) if same else sentences["key"]


def _passages(corpus: Tables, sentences: pd.DataFrame) -> Mapping[str, _Passages]:
    try:
        rows = corpus.read("copies", columns=["report_id", "start", "end", "cluster"])
    except CorpusError:
        return {}
    found: dict[str, _Passages] = {}
    rows = of_reports(rows, sentences["report_id"]).sort_values(["report_id", "start"])
    for report_id, start, end, cluster in rows.itertuples(index=False, name=None):
        found.setdefault(report_id, []).append((int(start), int(end), str(cluster)))
    return found


def _placed(
    sentences: pd.DataFrame, passages: Mapping[str, _Passages]
) -> Iterator[tuple[tuple[str, int], str]]:
    """Each sentence inside a passage, by the passage's cluster and its number there."""
    counted: dict[tuple[str, int], int] = {}
    rows = sentences[["report_id", "start", "key"]].itertuples(index=False, name=None)
    for report_id, start, key in rows:
        held = passages.get(report_id, ())
        at = bisect_right(held, start, key=lambda passage: passage[0]) - 1
        if at >= 0 and start < held[at][1]:
            begin, _, cluster = held[at]
            number = counted[report_id, begin] = counted.get((report_id, begin), 0) + 1
            yield (cluster, number), key


def _root(same: dict[str, str], key: str) -> str:
    while key in same:
        key = same[key]
    return key


def _join(same: dict[str, str], one: str, other: str) -> None:
    """Let the lesser of two keys stand for both."""
    low, high = sorted((_root(same, one), _root(same, other)))
    if low != high:
        same[high] = low
