"""Sentences that are near copies by the copy map get one key, as equal masked ones have."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd
from rapidfuzz import fuzz

from workbench.analysis.tables import Tables, of_reports
from workbench.errors import CorpusError

#: Of two passages that are near copies, sentences less alike than this are not each other's.
_ALIKE = 80.0
#: No text is so long: report and place in it make one number.
_LONG = 2**32


def clustered(corpus: Tables, sentences: pd.DataFrame) -> pd.Series:
    """The keys of ``sentences``, those of near copies replaced by one of them.

    Sentences count as copies of each other where they stand at the same place in passages
    of one cluster and are alike themselves. A corpus without a copy map keeps its keys.
    """
    keys = sentences["key"]
    try:
        passages = corpus.read("copies", columns=["report_id", "start", "end", "cluster"])
    except CorpusError:
        return keys
    if passages.empty:
        return keys
    codes, distinct = pd.factorize(keys)
    names = distinct.astype("object").tolist()
    same: dict[str, str] = {}
    for one, other in _pairs(_placed(sentences.assign(key=codes), passages)):
        if fuzz.ratio(names[one], names[other]) >= _ALIKE:
            _join(same, names[one], names[other])
    if not same:
        return keys
    roots = pd.Series([_root(same, key) for key in names], dtype=keys.dtype)
    return pd.Series(roots.array.take(codes), index=keys.index)


def _placed(sentences: pd.DataFrame, passages: pd.DataFrame) -> pd.DataFrame:
    """The sentences that stand in a passage: its cluster, their number there, and the key."""
    reports, ids = pd.factorize(sentences["report_id"])
    passages = of_reports(passages, ids)
    at = ids.get_indexer(pd.Index(passages["report_id"])).astype("int64") * _LONG
    order = np.argsort(at + passages["start"].to_numpy("int64"), kind="stable")
    begins = (at + passages["start"].to_numpy("int64"))[order]
    ends = (at + passages["end"].to_numpy("int64"))[order]
    here = reports.astype("int64") * _LONG + sentences["start"].to_numpy("int64")
    held = np.searchsorted(begins, here, side="right") - 1
    inside = (held >= 0) & (here < np.append(ends, 0)[held])
    held, clusters = held[inside], pd.factorize(passages["cluster"])[0][order]
    rows = pd.DataFrame({"cluster": clusters[held], "key": sentences["key"].to_numpy()[inside]})
    return rows.assign(number=rows.groupby(held).cumcount())


def _pairs(placed: pd.DataFrame) -> Iterator[tuple[int, int]]:
    """The keys that stand at one place of a cluster with another than the first there."""
    first = placed.groupby(["cluster", "number"], sort=False)["key"].transform("first")
    pairs = pd.DataFrame({"first": first, "key": placed["key"]})
    return pairs.loc[pairs["key"].ne(first)].drop_duplicates().itertuples(index=False, name=None)


def _root(same: dict[str, str], key: str) -> str:
    while key in same:
        key = same[key]
    return key


def _join(same: dict[str, str], one: str, other: str) -> None:
    """Let the lesser of two keys stand for both."""
    low, high = sorted((_root(same, one), _root(same, other)))
    if low != high:
        same[high] = low
