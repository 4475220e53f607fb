"""The ledger of attempts: one JSON object a line, appended as each page is done or fails."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from workbench.errors import PublishError


def append(path: Path, entry: Mapping[str, Any]) -> None:
    """Add a line; what a crash left half-written before it stays a line of its own."""
    line = json.dumps(entry, ensure_ascii=False, sort_keys=True)
    try:
        with path.open("a+b") as file:
            if file.tell() and not _ends_line(file):
                line = f"\n{line}"
            file.write(f"{line}\n".encode())
    except OSError as error:
        raise PublishError(f"{path} could not be written: {error}") from error


def read(path: Path) -> tuple[list[dict[str, Any]], int]:
    """The entries in order, and how many lines are torn and were left out."""
    entries: list[dict[str, Any]] = []
    torn = 0
    if not path.is_file():
        return entries, torn
    for line in path.read_bytes().splitlines():
        try:
            entry = json.loads(line)
        except ValueError:
            torn += 1
        else:
            entries.append(entry)
    return entries, torn


def _ends_line(file: Any) -> bool:
    file.seek(-1, 2)
    last: bytes = file.read(1)
    return last == b"\n"
