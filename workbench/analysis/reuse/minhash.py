"""The 3-grams of many strings at once, and signatures that are alike where the sets are.

Plain numpy: a string's character 3-grams are one row of :class:`Grams`, a signature is one row
of an array, so that any engine can make them piece by piece.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Words = npt.NDArray[np.uint64]
Halves = npt.NDArray[np.uint32]

#: How many hashes a signature has: bands of three.
HASHES = 63
#: Two 3-grams are taken for the same where forty bits of them are: one pair of different
#: ones in 10^12.
_BITS = np.uint64(40)
_LOW = np.uint64((1 << 40) - 1)
#: Strings hashed at once: what they need fits a processor's cache.
_CHUNK = 20_000


@dataclass(frozen=True, slots=True)
class Grams:
    """The distinct 3-grams of ``len(starts) - 1`` strings, as ascending numbers.

    The upper bits of a value are the string's row, the lower forty the 3-gram; ``starts``
    bounds the rows. A string of fewer than three characters has none.
    """

    values: Words
    starts: Ints

    @property
    def sizes(self) -> Ints:
        """How many distinct 3-grams each string has."""
        return np.diff(self.starts)


def grams(keys: Sequence[str]) -> Grams:
    """The 3-grams of ``keys``."""
    pieces = [_grams(keys[at : at + _CHUNK], at) for at in range(0, len(keys), _CHUNK)]
    values = np.concatenate([np.empty(0, np.uint64), *pieces])
    rows = (values >> _BITS).astype(np.int64)
    return Grams(values, np.searchsorted(rows, np.arange(len(keys) + 1)))


def _grams(keys: Sequence[str], first: int) -> Words:
    lengths = np.fromiter(map(len, keys), np.int64, len(keys))
    text = "".join(keys).encode("utf-32-le", "surrogatepass")
    points = np.frombuffer(text, np.uint32).astype(np.uint64)
    if len(points) < 3:
        return np.empty(0, np.uint64)
    codes = (points[:-2] << np.uint64(42)) | (points[1:-1] << np.uint64(21)) | points[2:]
    rows = np.repeat(np.arange(first, first + len(keys), dtype=np.uint64), lengths)
    inside = rows[:-2] == rows[2:]
    values = np.sort((rows[:-2][inside] << _BITS) | (_mixed(codes[inside]) & _LOW))
    return values[np.append(True, values[1:] != values[:-1])] if len(values) else values


def _mixed(codes: Words) -> Words:
    """``codes`` with every bit of each dependent on all of them (splitmix64)."""
    mixed = (codes ^ (codes >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return mixed ^ (mixed >> np.uint64(31))


def signatures(found: Grams, *, hashes: int = HASHES) -> Halves:
    """One row a string; two rows agree in about the share of the 3-grams that both have.

    A string without 3-grams has the largest number everywhere. The constants are fixed: the
    same strings give the same rows on every machine.
    """
    rows = len(found.starts) - 1
    made = np.full((rows, hashes), np.uint32(0xFFFFFFFF))
    bounds = [*range(0, rows, _CHUNK // 10), rows]
    chunks = list(pairwise(bounds))
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        list(pool.map(lambda chunk: _sign(found, made, *chunk), chunks))
    return made


def _sign(found: Grams, made: Halves, first: int, last: int) -> None:
    starts = found.starts[first : last + 1]
    full = np.flatnonzero(np.diff(starts))
    if not len(full):
        return
    values = found.values[starts[0] : starts[-1]] & _LOW
    mixed = (_mixed(values) >> np.uint64(32)).astype(np.uint32)
    begins = starts[:-1][full] - starts[0]
    for at, (factor, offset) in enumerate(_constants(made.shape[1])):
        made[first + full, at] = np.minimum.reduceat(mixed * factor + offset, begins)


def _constants(count: int) -> list[tuple[np.uint32, np.uint32]]:
    """Odd factors and offsets, the same every time."""
    numbers = _mixed(np.arange(1, 2 * count + 1, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15))
    halves = (numbers >> np.uint64(32)).astype(np.uint32)
    pairs = zip(halves[::2], halves[1::2], strict=True)
    return [(factor | np.uint32(1), offset) for factor, offset in pairs]
