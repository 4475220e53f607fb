"""The administrative divisions, province to township, by name and by year.

The table is the statistics bureau's list in its editions of 2015 to 2023; a further table
of one's own (``code,name,first,last``) may be laid beside it. Rows are never changed: what a
report calls a place is found by keys, and what is shown is the row's name.
"""

from __future__ import annotations

import csv
import io
import lzma
import re
from bisect import bisect_left
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from enum import IntEnum
from functools import cache, cached_property
from pathlib import Path
from typing import NamedTuple

from workbench.errors import DictionaryError
from workbench.reference import load as data
from workbench.reference import place_names

_Row = tuple[str, str, int, int]


class Rank(IntEnum):
    """How far down a division stands; districts, county-level cities, banners are counties."""

    PROVINCE = 1
    PREFECTURE = 2
    COUNTY = 3
    TOWNSHIP = 4


class Division(NamedTuple):
    """A code and a name, with the first and the last edition that hold the two together."""

    code: str
    name: str
    first: int
    last: int

    @property
    def rank(self) -> Rank:
        if len(self.code) == 9:
            return Rank.TOWNSHIP
        if self.code[2:] == "0000":
            return Rank.PROVINCE
        return Rank.PREFECTURE if self.code[4:] == "00" else Rank.COUNTY

    @property
    def zone(self) -> bool:
        """Whether it is a development zone or a farm (seventh digit 4 or 5, county 71-79)."""
        return self.code[6] in "45" if len(self.code) == 9 else self.code[4] == "7"

    @property
    def is_place(self) -> bool:
        """Whether the row names a place; 市辖区 and its kin only hold the list together."""
        return place_names.is_place(self.name)

    def distance(self, year: int) -> int:
        """How many years lie between ``year`` and the editions that hold this row; 0 inside."""
        return max(self.first - year, year - self.last, 0)


class Divisions:
    """The rows of one or more tables, and the ways to find them."""

    def __init__(self, rows: list[_Row]) -> None:
        self._rows = sorted(rows)
        self._codes = [row[0] for row in self._rows]
        self._keys: dict[str, list[int]] = place_names.index(self._rows)
        self._found: dict[str, tuple[Division, ...]] = {}
        self.first = min(row[2] for row in self._rows)
        self.last = max(row[3] for row in self._rows)

    def named(self, name: str) -> tuple[Division, ...]:
        """Every row of every edition that goes by ``name`` (folded): 互助县, 互助土族自治县.

        市辖区 and its kin are no places; zones and farms are left out.
        """
        found = self._found.get(name)
        if found is None:
            places = self._keys.get(name)
            if places is None:
                return ()
            found = tuple(Division(*self._rows[place]) for place in places)
            self._found[name] = found
        return found

    @cached_property
    def beginnings(self) -> frozenset[str]:
        """The first two characters of every name of a province or a prefecture, as it is found."""
        large = {
            at for at, code in enumerate(self._codes) if len(code) == 6 and code.endswith("00")
        }
        return frozenset(key[:2] for key, rows in self._keys.items() if large.intersection(rows))

    def at(self, code: str, year: int | None) -> Division | None:
        """The row of ``code`` in the edition of ``year``, or in the one nearest to it."""
        rows = [row for row in self._range(code, code + "!") if row.code == code]
        if year is None:
            return max(rows, key=lambda row: row.last, default=None)
        return min(rows, key=lambda row: (row.distance(year), row.first), default=None)

    def below(self, code: str, year: int) -> tuple[Division, ...]:
        """The divisions directly under ``code`` in the edition of ``year`` (or the nearest one)."""
        parent = Division(code, "", 0, 0).rank
        stem = {1: code[:2], 2: code[:4], 3: code}[int(parent)]
        year = min(max(year, self.first), self.last)
        return tuple(
            row
            for row in self._range(stem, stem + "~")
            if row.rank == parent + 1 and row.first <= year <= row.last
        )

    def _range(self, low: str, high: str) -> Iterator[Division]:
        place = bisect_left(self._codes, low)
        while place < len(self._codes) and self._codes[place] < high:
            yield Division(*self._rows[place])
            place += 1


def _national() -> list[_Row]:
    lines = lzma.decompress(data.content("divisions.csv.xz")).decode("utf-8").split("\n")[1:]
    split = [line.split(",") for line in lines if line]
    return [(code, name, int(first), int(last)) for code, name, first, last in split]


def _own(path: Path) -> list[_Row]:
    """The rows of a table of one's own; every mistake names its line and the remedy."""
    rows = []
    text = path.read_text(encoding="utf-8-sig")
    for line, row in enumerate(csv.DictReader(io.StringIO(text)), 2):
        code, name = row.get("code") or "", row.get("name") or ""
        years = f"{row.get('first')} {row.get('last')}"
        if not re.fullmatch(r"[0-9]{6}(?:[0-9]{3})?", code) or not name:
            raise DictionaryError(f"{path}:{line}: code {code!r} needs 6 or 9 digits and a name")
        if not re.fullmatch(r"[0-9]{4} [0-9]{4}", years):
            raise DictionaryError(f"{path}:{line}: {name}: first and last must be years, as 2016")
        rows.append((code, name, int(years[:4]), int(years[5:])))
    return rows


@cache
def load(extra: Path | None = None) -> Divisions:
    """The national table, with the rows of ``extra`` beside it; read once for a path."""
    return Divisions(_national() + (_own(extra) if extra else []))


_extra: ContextVar[Path | None] = ContextVar("extra", default=None)


def current() -> Divisions:
    """The divisions that the parser reads by: the national ones, or those that :func:`use` set."""
    return load(_extra.get())


@contextmanager
def use(extra: Path | None) -> Iterator[Divisions]:
    """Let :func:`current` hold the rows of ``extra`` too, within a ``with`` block."""
    token = _extra.set(extra)
    try:
        yield current()
    finally:
        _extra.reset(token)
