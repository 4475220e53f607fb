"""The files that are to be read: found in folders, named, hashed, never read twice."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path

from workbench.errors import CorpusError, SourceError
from workbench.reading import limits

#: Files that lie beside reports but are none; passed over in folders, read when named.
_BESIDE = frozenset(
    {
        ".md", ".csv", ".tsv", ".json", ".jsonl", ".toml", ".yaml", ".yml", ".parquet", ".xlsx",
        ".py", ".ipynb", ".css", ".js", ".log", ".lock", ".sha256",
    }
)  # fmt: skip


#: What is said of a path at which nothing stands.
MISSING = "there is no such file"


@dataclass(frozen=True, slots=True)
class Input:
    """A file to read; ``label`` is its path from the folder that was given, with slashes."""

    path: Path
    label: str

    @property
    def name(self) -> str:
        """The file's own name."""
        return self.label.rsplit("/", 1)[-1]


def inputs(paths: Iterable[Path]) -> tuple[Input, ...]:
    """The files of ``paths`` in the order given, those of a folder sorted by their path.

    A folder is searched to its depth; hidden files, links to folders and what is plainly no
    report (tables, notes, scripts) are passed over. A file that is named is always taken, a
    file met twice only once. Whether it can be read is told when it is read.
    """
    found: dict[str, Input] = {}
    for path in paths:
        for item in _below(path) if path.is_dir() else (Input(path, printable(path.name)),):
            found.setdefault(os.path.realpath(item.path), item)
    return tuple(found.values())


def require(paths: Iterable[Path]) -> None:
    """:class:`CorpusError` naming the first of ``paths``, as given, that is not there."""
    for path in paths:
        if not path.exists():
            raise CorpusError(f"{printable(str(path))}: {MISSING}; check the path")


def beside(paths: Iterable[Path], name: str) -> tuple[Input, ...]:
    """The files called ``name`` (manifest.csv, places.csv) in the folders of ``paths``."""
    folders = (path for path in paths if path.is_dir())
    return tuple(item for path in folders for item in _below(path, lambda file: file.name == name))


def own_places(paths: Iterable[Path], given: Path | None) -> Path | None:
    """The table of one's own divisions: the one given, or the one that lies in a folder."""
    found = () if given else beside(paths, "places.csv")
    if len(found) > 1:
        raise CorpusError(
            f"{found[0].path} and {found[1].path}: give one table of divisions with --places"
        )
    chosen = given or next((item.path for item in found), None)
    if chosen and not chosen.is_file():
        raise CorpusError(f"{chosen}: there is no such file; give a CSV code,name,first,last")
    return chosen.resolve() if chosen else None


def _may_be_report(path: Path) -> bool:
    return path.suffix.lower() not in _BESIDE


def _below(folder: Path, wanted: Callable[[Path], bool] = _may_be_report) -> Iterator[Input]:
    top = folder.resolve()
    found = []
    for at, folders, names in os.walk(top):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            path = Path(at, name)
            if not name.startswith(".") and wanted(path) and path.is_file():
                found.append(path.relative_to(top))
    for path in sorted(found, key=lambda path: path.parts):
        yield Input(top / path, printable(f"{top.name}/{path.as_posix()}"))


def printable(name: str) -> str:
    """``name`` as text that can be written anywhere; bytes that are no UTF-8 become \\udc80."""
    return name.encode("utf-8", "backslashreplace").decode("utf-8")


def load(path: Path) -> bytes:
    """The bytes of a file that is not too large; :class:`SourceError` saying why there are none."""
    try:
        if path.is_dir():
            raise SourceError("unreadable", "it is a folder, not a file")
        if not path.is_file():
            raise SourceError("unreadable", MISSING)
        size = path.stat().st_size
        if size > limits.FILE_BYTES:
            raise SourceError("too_large", f"{size:,} bytes, at most {limits.FILE_BYTES:,}")
        return path.read_bytes()
    except OSError as error:
        raise SourceError("unreadable", error.strerror or str(error)) from error


@dataclass(frozen=True, slots=True)
class Hashed:
    """An input with its size and the SHA-256 of its bytes; empty where it cannot be opened."""

    input: Input
    sha256: str
    bytes: int


def hashed(item: Input) -> Hashed:
    """``item`` with its hash, computed in pieces: a file of any size is welcome here."""
    try:
        if not item.path.is_file():
            return Hashed(item, "", 0)
        with item.path.open("rb") as file:
            digest = file_digest(file, "sha256").hexdigest()
            return Hashed(item, digest, os.fstat(file.fileno()).st_size)
    except OSError:
        return Hashed(item, "", 0)
