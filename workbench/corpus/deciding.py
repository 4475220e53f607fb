"""Writing decisions: a review or correction becomes a line of its file, and can be taken back.

The file is written aside, read back as the build will read it, and then put in place: at any
instant it is the old one or the new one, and never one that would stop a build.
"""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from workbench.corpus.decisions import COLUMNS, read_decisions
from workbench.corpus.sheet import read_sheet
from workbench.errors import CorpusError

#: What tells two decisions apart; a later one on the same passage replaces the earlier one.
_SAME = ("sha256", "part", "field", "start", "end", "quote", "expect")


@dataclass
class Desk:
    """The two files of a folder, and what was written to them since, to be taken back."""

    folder: Path
    _done: list[tuple[Path, bytes | None, bytes]] = field(default_factory=list)

    def write(self, kind: str, line: Mapping[str, str]) -> Path:
        """Add ``line`` (columns as in :mod:`workbench.corpus.decisions`) to ``kind``.csv.

        ``kind`` is reviews or corrections. :class:`CorpusError` says what is wrong with the
        line, or with the file, which then stays as it was.
        """
        path = self.folder / f"{kind}.csv"
        before = path.read_bytes() if path.is_file() else None
        lines = _lines(path) if before is not None else []
        wanted = {name: str(line.get(name, "")) for name in COLUMNS}
        kept = [one for one in lines if any(one[name] != wanted[name] for name in _SAME)]
        after = _written([*kept, wanted])
        _replace(path, after, kind)
        self._done.append((path, before, after))
        return path

    def undo(self) -> Path | None:
        """Take back the last line; None where nothing is left to take back.

        :class:`CorpusError` where the file was changed since by somebody else.
        """
        if not self._done:
            return None
        path, before, after = self._done[-1]
        if not path.is_file() or path.read_bytes() != after:
            raise CorpusError(f"{path} was changed since; take the line out by hand")
        if before is None:
            path.unlink()
        else:
            _put(path, before)
        self._done.pop()
        return path


def _lines(path: Path) -> list[Mapping[str, str]]:
    """The lines that are there; one with columns of its own would lose them."""
    sheet = read_sheet(path, COLUMNS, needed=())
    if sheet.unknown:
        raise CorpusError(f"{path}: column {sheet.unknown[0]!r} would be lost; take it out first")
    return [line for _, line in sheet.lines if any(line.values())]


def _written(lines: list[Mapping[str, str]]) -> bytes:
    """As sheets read it: with the mark of UTF-8."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(lines)
    return out.getvalue().encode("utf-8-sig")


def _replace(path: Path, content: bytes, kind: str) -> None:
    """Put ``content`` in place once it has been read as the build would."""
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        aside.write_bytes(content)
        try:
            read_decisions(aside, kind)
        except CorpusError as error:
            raise CorpusError(str(error).replace(str(aside), str(path))) from None
        aside.replace(path)
    except OSError as error:
        raise CorpusError(f"{path} could not be written: {error}") from error
    finally:
        aside.unlink(missing_ok=True)


def _put(path: Path, content: bytes) -> None:
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    aside.write_bytes(content)
    aside.replace(path)
