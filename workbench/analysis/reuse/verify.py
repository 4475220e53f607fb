"""Near copies for sure: the exact Jaccard similarity of the 3-grams of two strings."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import numpy as np
import numpy.typing as npt

from workbench.analysis.reuse.bands import bands, candidates
from workbench.analysis.reuse.minhash import Grams, Halves, Ints, Words, grams, signatures

Floats = npt.NDArray[np.float64]
#: Two masked passages are near copies where so much of their 3-grams is shared.
NEAR = 0.6
#: A pair whose signatures agree in a smaller share is not looked at: of pairs of Jaccard 0.6
#: one in 500 does.
_HOPELESS = 0.42
_CHUNK = 20_000
_BITS = np.uint64(40)
_LOW = np.uint64((1 << 40) - 1)
_HALF = np.uint64(32)


def near_copies(keys: Sequence[str], *, least: float = NEAR) -> tuple[Ints, Ints]:
    """The pairs of rows of ``keys`` (distinct strings) that are near copies, in order.

    MinHash bands give the candidates, so that of pairs just above ``least`` one in a hundred
    is missed; every pair that is given was verified.
    """
    found = grams(keys)
    left, right = _promising(signatures(found), found, least)
    near = jaccard(found, left, right) >= least
    return left[near], right[near]


def _promising(signed: Halves, found: Grams, least: float) -> tuple[Ints, Ints]:
    """The candidates of all bands, each once, without those that cannot be near copies."""
    sizes = found.sizes
    rows = np.flatnonzero(sizes)
    pieces = [np.empty(0, np.uint64)]
    for _, keys in bands(signed):
        left, right = candidates(keys[rows], rows)
        small, large = np.minimum(sizes[left], sizes[right]), np.maximum(sizes[left], sizes[right])
        fit = small >= least * large
        left, right = left[fit], right[fit]
        alike = _pieces(partial(_alike, signed), left, right) >= _HOPELESS
        packed = (left[alike].astype(np.uint64) << _HALF) | right[alike].astype(np.uint64)
        pieces = [_distinct([*pieces, packed])]
    return (pieces[0] >> _HALF).astype(np.int64), (pieces[0] & _ONES).astype(np.int64)


_ONES = np.uint64(0xFFFFFFFF)


def _distinct(pieces: Sequence[Words]) -> Words:
    every = np.sort(np.concatenate(pieces))
    return every[np.append(True, every[1:] != every[:-1])] if len(every) else every


def _alike(signed: Halves, left: Ints, right: Ints) -> Floats:
    share: Floats = (signed[left] == signed[right]).mean(axis=1)
    return share


def jaccard(found: Grams, left: Ints, right: Ints) -> Floats:
    """The share of their 3-grams that the rows ``left[i]`` and ``right[i]`` have in common."""
    shared = _pieces(partial(_shared, found), left, right)
    sizes = found.sizes
    every = sizes[left] + sizes[right] - shared
    share: Floats = shared / np.maximum(every, 1)
    return share


def _pieces(work: Callable[[Ints, Ints], Floats], left: Ints, right: Ints) -> Floats:
    """``work`` over stretches of the pairs, on all cores: numpy lets them run side by side."""
    cuts = [slice(at, at + _CHUNK) for at in range(0, len(left), _CHUNK)]
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        done = list(pool.map(lambda cut: work(left[cut], right[cut]), cuts))
    return np.concatenate([np.empty(0), *done])


def _shared(found: Grams, left: Ints, right: Ints) -> Floats:
    """How many 3-grams of each ``right`` row stand in its ``left`` row too."""
    sizes = found.sizes[right]
    pair = np.repeat(np.arange(len(right)), sizes)
    ends = np.cumsum(sizes)
    inside = np.arange(len(pair)) - (ends - sizes)[pair]
    wanted = found.values[found.starts[right][pair] + inside] & _LOW
    wanted |= left[pair].astype(np.uint64) << _BITS
    place = np.searchsorted(found.values, wanted)
    place[place == len(found.values)] = 0
    return np.bincount(pair[found.values[place] == wanted], minlength=len(right)).astype(float)
