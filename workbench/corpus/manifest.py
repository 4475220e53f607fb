"""The manifest: what is known of a file from outside, and what it may say of the report.

A CSV with the columns file, url, code, year, fetched_on, note; only file is required. It fills
what the text does not say, marked as such; where it contradicts the text, the text stands and a
finding says so. A note (示例文字：句子不是原文) is shown on every page with the file's reports.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from workbench.corpus.sheet import read_sheet
from workbench.errors import CorpusError

COLUMNS = ("file", "url", "code", "year", "fetched_on", "note")
_CODE = re.compile(r"[1-9][0-9](?:[0-9]{2}){0,2}(?:[0-9]{3}){0,2}")
_CODE_LENGTHS = frozenset({2, 4, 6, 9, 12})
#: Year, month and day: 2018-03-16, 2018/3/16; never the 16/3/2018 that may be either way round.
_DATE = re.compile(r"([0-9]{4})([-/])([0-9]{1,2})\2([0-9]{1,2})")
_YEAR = re.compile(r"20[0-4][0-9]")


@dataclass(frozen=True, slots=True)
class Row:
    """What the manifest says of one file; None where it says nothing."""

    file: str
    url: str | None = None
    code: str | None = None
    year: int | None = None
    fetched_on: str | None = None
    note: str | None = None

    def hints(self) -> dict[str, str]:
        """The hints for the reader and the parser: url, host, code, year, fetched_on."""
        given = {
            "url": self.url,
            "host": _host(self.url),
            "code": self.code,
            "year": str(self.year) if self.year else None,
            "fetched_on": self.fetched_on,
        }
        return {key: value for key, value in given.items() if value}


@dataclass(frozen=True, slots=True)
class Manifest:
    """The rows of a manifest by their file, and the columns that were not understood."""

    rows: Mapping[str, Row] = field(default_factory=dict)
    unknown: tuple[str, ...] = ()

    def of(self, label: str) -> Row | None:
        """The row of the file ``label``: by its whole path, or the longest end of it.

        ``2017/a.txt`` in the manifest is the file ``reports/2017/a.txt``, and so is
        ``a.txt`` where no longer path is given.
        """
        key = self._key(label)
        return None if key is None else self.rows[key]

    def _key(self, label: str) -> str | None:
        parts = label.split("/")
        ends = ("/".join(parts[start:]) for start in range(len(parts)))
        return next((end for end in ends if end in self.rows), None)

    def unmatched(self, labels: Iterable[str]) -> tuple[str, ...]:
        """The rows' files that none of ``labels`` is; :class:`CorpusError` where two are one."""
        used: dict[str, str] = {}
        for label in labels:
            key = self._key(label)
            if key and used.setdefault(key, label) != label:
                raise CorpusError(
                    f"the manifest's {key} may be {used[key]} or {label}; write its longer path "
                    "there"
                )
        return tuple(file for file in self.rows if file not in used)


def read_manifest(path: Path) -> Manifest:
    """The manifest at ``path``; :class:`CorpusError` names the line that is wrong.

    Columns beside the known ones are kept out and named in ``unknown``.
    """
    sheet = read_sheet(path, COLUMNS, needed=("file",))
    rows: dict[str, Row] = {}
    for number, line in sheet.lines:
        row = _row(line, f"{path}, line {number}")
        if rows.setdefault(row.file, row) != row:
            raise CorpusError(f"{path}, line {number}: {row.file} stands there twice; keep one")
    return Manifest(rows, sheet.unknown)


def _row(line: Mapping[str, str], at: str) -> Row:
    file, url, code, year, fetched, note = (line[name] for name in COLUMNS)
    file = file.replace("\\", "/").removeprefix("./")
    if not file:
        raise CorpusError(f"{at}: the column file is empty; name the file")
    if code and not (_CODE.fullmatch(code) and len(code) in _CODE_LENGTHS):
        raise CorpusError(
            f"{at}: code {code!r} is not of 2, 4, 6, 9 or 12 digits; take the division's code"
        )
    if year and not _YEAR.fullmatch(year):
        raise CorpusError(f"{at}: year {year!r} is not a year; write it as 2017")
    day = _day(fetched)
    if fetched and not day:
        raise CorpusError(f"{at}: fetched_on {fetched!r} is not a date; write it as 2018-03-16")
    number = int(year) if year else None
    return Row(file, url or None, code[:9] or None, number, day, note or None)


def _host(url: str | None) -> str | None:
    try:
        return urlsplit(url).hostname if url else None
    except ValueError:
        return None


def _day(text: str) -> str | None:
    """2026-11-01 for itself and for 2026/11/1, as Excel saves it; None for what is no day."""
    found = _DATE.fullmatch(text)
    try:
        return date(int(found[1]), int(found[3]), int(found[4])).isoformat() if found else None
    except ValueError:
        return None
