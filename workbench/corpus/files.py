"""One file to its reports: read, parse, and say why where there is none."""

from __future__ import annotations

import traceback
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workbench.corpus.inputs import Input, hashed, load, printable
from workbench.errors import SourceError
from workbench.model import Document, Refusal, Report, Source
from workbench.parsing.report import parse
from workbench.reading import read

#: How the detail of a refusal begins that is our fault, not the file's.
DEFECT = "a defect of the reader"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one document gave: its reports, or a refusal, or both in one file."""

    source: Source
    text: str
    results: tuple[Report | Refusal, ...]

    @property
    def reports(self) -> tuple[Report, ...]:
        """The reports in it, in order."""
        return tuple(result for result in self.results if isinstance(result, Report))

    @property
    def refusals(self) -> tuple[Refusal, ...]:
        """What was refused in it, in order."""
        return tuple(result for result in self.results if isinstance(result, Refusal))

    def as_dicts(self) -> list[dict[str, Any]]:
        """The JSON objects of ``workbench parse --json``."""
        return [result.as_dict() for result in self.results]


def parse_file(path: str | Path) -> tuple[Report | Refusal, ...]:
    """The reports in the file ``path``; a refusal with its reason where it holds none."""
    item = Input(Path(path), printable(Path(path).name))
    return tuple(result for outcome in read_file(item) for result in outcome.results)


def read_file(item: Input, hints: Mapping[str, str] | None = None) -> tuple[Outcome, ...]:
    """What the file gives, one outcome a document; raises nothing, whatever the file is.

    A file that cannot be read becomes a refusal in the contract's words. A defect of the
    package's own becomes one too (unreadable, saying where), so that it stops no other file.
    """
    try:
        return tuple(map(_of, read(load(item.path), item.name, hints=hints or {})))
    except SourceError as error:
        return (refused(item, error.reason, error.detail),)
    except Exception as error:
        return (refused(item, "unreadable", _defect(error)),)


def refused(item: Input, reason: str, detail: str) -> Outcome:
    """The outcome of a file that gives no document."""
    source = Source(item.name, hashed(item).sha256, "", None)
    return Outcome(source, "", (Refusal(source, reason, detail.removeprefix(f"{item.name}: ")),))


def _of(document: Document) -> Outcome:
    source = Source(document.name, document.sha256, document.media, document.encoding)
    try:
        results = parse(document)
    except Exception as error:
        results = (Refusal(source, "unreadable", _defect(error)),)
    return Outcome(source, document.text, results)


def _defect(error: Exception) -> str:
    last = traceback.extract_tb(error.__traceback__)[-1]
    place = f"{Path(last.filename).name}:{last.lineno}"
    return f"{DEFECT}, please report it: {type(error).__name__} at {place}: {error}"
