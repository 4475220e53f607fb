"""A folder of tiny reports, and the corpus's reader replaced by one that knows their language."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from tests.corpus import tiny
from workbench.corpus import files

Write = Callable[[str, str], Path]


def tree(folder: Path) -> dict[str, str]:
    """The files of a corpus and the hashes of their bytes."""
    return {
        path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != ".lock"
    }


@pytest.fixture
def simple(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let files be read in the language of :mod:`tests.corpus.tiny`."""
    monkeypatch.setattr(files, "read", tiny.read)
    monkeypatch.setattr(files, "parse", tiny.parse)
    monkeypatch.setattr(files, "check", tiny.check)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the reports of a test lie."""
    path = tmp_path / "reports"
    path.mkdir()
    return path


@pytest.fixture
def write(folder: Path) -> Write:
    """Write a file below :func:`folder`: its name and its text."""

    def write(name: str, text: str) -> Path:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
        return path

    return write
