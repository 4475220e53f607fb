"""A CSV that people keep by hand, whichever program saved it."""

from __future__ import annotations

import contextlib
import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from workbench.errors import CorpusError


@dataclass(frozen=True, slots=True)
class Sheet:
    """The lines of a CSV with their numbers; ``unknown`` are the columns that nobody asked for."""

    lines: tuple[tuple[int, Mapping[str, str]], ...]
    unknown: tuple[str, ...]


def read_sheet(path: Path, columns: Sequence[str], *, needed: Sequence[str]) -> Sheet:
    """The CSV at ``path``, its values without surrounding blanks, missing ones empty.

    UTF-8, with or without the mark that Excel writes, or the GB18030 in which Excel saves a
    CSV on a Chinese machine. :class:`CorpusError` names what is wrong and what to do.
    """
    try:
        with io.StringIO(_text(path), newline="") as file:
            reader = csv.DictReader(file, strict=True)
            names = [name.strip() for name in reader.fieldnames or ()]
            reader.fieldnames = names
            lines = [(reader.line_num, line) for line in reader]
    except OSError as error:
        why = (error.strerror or str(error)) if path.exists() else "there is no such file"
        raise CorpusError(f"{path}: {why}; give a CSV with {', '.join(columns)}") from error
    except csv.Error as error:
        raise CorpusError(f"{path}: {error}") from error
    if missing := [name for name in needed if name not in names]:
        raise CorpusError(
            f"{path}: no column {missing[0]!r}; the first line must name {', '.join(columns)}"
        )
    values = tuple(
        (number, {name: (line.get(name) or "").strip() for name in columns})
        for number, line in lines
    )
    return Sheet(values, tuple(name for name in names if name not in columns))


def _text(path: Path) -> str:
    data = path.read_bytes()
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        with contextlib.suppress(UnicodeDecodeError):
            return data.decode("gb18030")
        raise CorpusError(f"{path}: byte {error.start} is not UTF-8; save it as UTF-8") from error
