"""What a reading depends on, in a few characters: when none of it changed, nothing is read."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import astuple, replace
from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from workbench.corpus.decisions import Decision
from workbench.corpus.inputs import Hashed
from workbench.corpus.manifest import Row

#: What turns bytes into rows; a change in any of them changes the fingerprint of every file.
_OURS = ("errors.py", "model.py", "vocabulary.py", "reading", "parsing", "checking", "reference")
_CORPUS = tuple(
    f"{name}.py"
    for name in (
        "columns",
        "corrections",
        "decisions",
        "files",
        "manifest",
        "reconcile",
        "rows",
        "schemas",
        "work",
    )
)
_THEIRS = ("charset-normalizer", "lxml", "pypdfium2")


@cache
def reader() -> str:
    """The version of the reader: our sources and reference data, and the libraries beneath."""
    return code(*_OURS, *(f"corpus/{name}" for name in _CORPUS), libraries=_THEIRS)


@cache
def code(*sources: str, libraries: tuple[str, ...] = ()) -> str:
    """The version of some files and folders of the package, and of libraries, in a few digits."""
    digest = sha256()
    for name in sources:
        for content in _contents(files("workbench") / name):
            digest.update(content)
    for name in libraries:
        digest.update(f"{name} {_version(name)}\n".encode())
    return digest.hexdigest()[:16]


def _contents(item: Traversable) -> Iterator[bytes]:
    """Names and bytes of the files below ``item``, in the order of their names."""
    if item.is_dir():
        for below in sorted(item.iterdir(), key=lambda below: below.name):
            if not below.name.startswith(("__pycache__", ".")):
                yield from _contents(below)
    else:
        yield item.name.encode()
        yield item.read_bytes()


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "missing"


def digest_of(path: Path | None) -> str:
    """SHA-256 of a file's bytes; empty for no file."""
    return sha256(path.read_bytes()).hexdigest() if path else ""


def fingerprint(file: Hashed, known: Row, places: str, corrections: Sequence[Decision] = ()) -> str:
    """What the rows of ``file`` depend on: its bytes, its path, its manifest row, its
    corrections (wherever they stand in their file), the reader."""
    decided = [astuple(replace(each, at="")) for each in corrections]
    content = [reader(), places, file.sha256, file.input.label, astuple(known), decided]
    return sha256(json.dumps(content, ensure_ascii=False).encode()).hexdigest()[:16]
