"""Which strings may be near copies: those that share a band of their signatures.

The table of bands is plain (band, key, id): group it by band and key, on one machine or by a
shuffle on many, and :func:`candidates` of each piece gives the pairs to verify.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from workbench.analysis.reuse.minhash import Halves, Ints, Words

#: Hashes a band: with 21 bands of three, a pair of Jaccard 0.6 meets with probability 0.994.
ROWS = 3
#: In a group of strings with one key each meets so many that follow it; larger groups are
#: the same formula over and over, whose members meet in other bands too.
NEIGHBOURS = 200
_FACTORS = (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9)


def bands(signed: Halves) -> Iterator[tuple[int, Words]]:
    """Each band with its key of every string, by the strings' rows."""
    for band in range(signed.shape[1] // ROWS):
        key = np.zeros(len(signed), np.uint64)
        for at, factor in enumerate(_FACTORS):
            column = signed[:, band * ROWS + at].astype(np.uint64)
            key = (key ^ column) * np.uint64(factor)
            key ^= key >> np.uint64(29)
        yield band, key


def candidates(keys: Words, ids: Ints) -> tuple[Ints, Ints]:
    """The pairs of ``ids`` (the smaller first) whose ``keys`` of one band are equal."""
    order = np.lexsort((ids, keys))
    keys, ids = keys[order], ids[order]
    at = np.arange(len(keys))
    left: list[Ints] = []
    right: list[Ints] = []
    for step in range(1, NEIGHBOURS + 1):
        at = at[: np.searchsorted(at, len(keys) - step)]
        at = at[keys[at] == keys[at + step]]
        if not len(at):
            break
        left.append(ids[at])
        right.append(ids[at + step])
    empty = np.empty(0, np.int64)
    return np.concatenate([empty, *left]), np.concatenate([empty, *right])
