"""Near copies for sure: the exact Jaccard similarity of the 3-grams of two strings."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from workbench.analysis.reuse.bands import bands, candidates
from workbench.analysis.reuse.minhash import Grams, Halves, Ints, grams, signatures

#: Two masked passages are near copies where so much of their 3-grams is shared.
NEAR = 0.6
#: A pair whose signatures agree in a smaller share is not looked at: a pair of Jaccard 0.6
#: agrees in less than this once in 10^5.
_HOPELESS = 0.36
_CHUNK = 20_000
_BITS = np.uint64(40)
_LOW = np.uint64((1 << 40) - 1)


def near_copies(keys: Sequence[str], *, least: float = NEAR) -> tuple[Ints, Ints]:
    """The pairs of rows of ``keys`` (distinct strings) that are near copies, in order.

    MinHash bands give the candidates, so that a pair just above ``least`` is missed once in
    170 times; every pair that is given was verified.
    """
    found = grams(keys)
    signed = signatures(found)
    left, right = _promising(signed, found, least)
    near = jaccard(found, left, right) >= least
    return left[near], right[near]


def _promising(signed: Halves, found: Grams, least: float) -> tuple[Ints, Ints]:
    """The candidates of all bands, each once, without those that cannot be near copies."""
    sizes = found.sizes
    rows = np.flatnonzero(sizes)
    every = np.empty(0, np.uint64)
    for _, keys in bands(signed):
        left, right = candidates(keys[rows], rows)
        small, large = np.minimum(sizes[left], sizes[right]), np.maximum(sizes[left], sizes[right])
        fit = small >= least * large
        left, right = left[fit], right[fit]
        alike = _alike(signed, left, right) >= _HOPELESS
        packed = (left[alike].astype(np.uint64) << np.uint64(32)) | right[alike].astype(np.uint64)
        every = np.union1d(every, packed)
    return (every >> np.uint64(32)).astype(np.int64), (every & np.uint64(0xFFFFFFFF)).astype(
        np.int64
    )


def _alike(signed: Halves, left: Ints, right: Ints) -> npt.NDArray[np.float64]:
    share = np.empty(len(left))
    for at in range(0, len(left), _CHUNK):
        piece = slice(at, at + _CHUNK)
        share[piece] = (signed[left[piece]] == signed[right[piece]]).mean(axis=1)
    return share


def jaccard(found: Grams, left: Ints, right: Ints) -> npt.NDArray[np.float64]:
    """The share of their 3-grams that the rows ``left[i]`` and ``right[i]`` have in common."""
    shared = np.empty(len(left), np.int64)
    for at in range(0, len(left), _CHUNK):
        piece = slice(at, at + _CHUNK)
        shared[piece] = _shared(found, left[piece], right[piece])
    sizes = found.sizes
    every = sizes[left] + sizes[right] - shared
    share: npt.NDArray[np.float64] = shared / np.maximum(every, 1)
    return share


def _shared(found: Grams, left: Ints, right: Ints) -> Ints:
    """How many 3-grams of each ``right`` row stand in its ``left`` row too."""
    sizes = found.sizes[right]
    pair = np.repeat(np.arange(len(right)), sizes)
    ends = np.cumsum(sizes)
    inside = np.arange(len(pair)) - (ends - sizes)[pair]
    wanted = found.values[found.starts[right][pair] + inside] & _LOW
    wanted |= left[pair].astype(np.uint64) << _BITS
    place = np.searchsorted(found.values, wanted)
    place[place == len(found.values)] = 0
    return np.bincount(pair[found.values[place] == wanted], minlength=len(right))
