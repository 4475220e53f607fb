"""corpus.json: the one file that says which parts make up the corpus.

A table is a folder of Parquet files, one a province; a file is named by its content. A build
writes new files beside the old ones and then replaces corpus.json, so that at any instant a
reader sees the old corpus or the new one, whole.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from workbench.corpus import schemas
from workbench.errors import NoCorpus

FILE = "corpus.json"
_AGAIN = "语料库 {folder} {why}。请重新运行 make reports 或 workbench build，再打开本页。"


@dataclass(frozen=True, slots=True)
class Part:
    """A Parquet file of a table: ``file`` is its path from the corpus's folder."""

    file: str
    rows: int
    sha256: str


Parts = Mapping[str, Mapping[str, Part]]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The corpus in short: ``parts`` by table, then by province.

    ``between`` says what the parts that lie between reports were made of, by province: where
    it is the same, they are not made again.
    """

    reader: str
    parts: Parts
    newest: str | None = None
    between: Mapping[str, str] = field(default_factory=dict)

    def rows(self, table: str) -> int:
        """How many rows ``table`` has."""
        return sum(part.rows for part in self.parts.get(table, {}).values())

    def files(self) -> frozenset[str]:
        """Every file of the corpus."""
        return frozenset(part.file for parts in self.parts.values() for part in parts.values())


def read_catalogue(folder: Path) -> Catalogue:
    """The catalogue of the corpus in ``folder``; :class:`CorpusError` says what to do."""
    try:
        content = json.loads((folder / FILE).read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise NoCorpus(
            f"{folder} holds no corpus; build one: workbench build PATHS… --out {folder}",
            f"这里没有语料库：{folder}。先运行 make reports（用自带的样例），或 workbench build "
            f"自己的文件 --out {folder}，再从第一个单元格起重新运行本页。",
        ) from None
    except NotADirectoryError:
        raise NoCorpus(
            f"{folder} is a file; name the folder of a corpus",
            f"{folder} 是一个文件。请写语料库所在的文件夹。",
        ) from None
    except (OSError, ValueError) as error:
        told = _AGAIN.format(folder=folder, why="读不出来")
        raise NoCorpus(f"{folder / FILE}: {error}; build the corpus again", told) from error
    try:
        return _catalogue(content)
    except (KeyError, TypeError, AttributeError) as error:
        raise NoCorpus(
            f"{folder / FILE} is not of this version (tables {schemas.VERSION}); build the corpus "
            "again",
            _AGAIN.format(folder=folder, why="是另一个版本建的"),
        ) from error


def _catalogue(content: Mapping[str, Any]) -> Catalogue:
    if content["tables_version"] != schemas.VERSION:
        raise KeyError("tables_version")
    parts = {
        table: {name: Part(**part) for name, part in content["parts"][table].items()}
        for table in schemas.TABLES
    }
    return Catalogue(content["reader"], parts, content["newest"], content["between"])


def write_catalogue(folder: Path, catalogue: Catalogue) -> None:
    """Make ``catalogue`` the corpus; from here on readers see the new files."""
    content = {
        "about": "Written by `workbench build`. A file that is not named here is no part of it.",
        "tables_version": schemas.VERSION,
        "reader": catalogue.reader,
        "newest": catalogue.newest,
        "between": dict(sorted(catalogue.between.items())),
        "rows": {table: catalogue.rows(table) for table in schemas.TABLES},
        "parts": {
            table: {name: asdict(part) for name, part in sorted(parts.items())}
            for table, parts in sorted(catalogue.parts.items())
        },
    }
    text = json.dumps(content, ensure_ascii=False, indent=1) + "\n"
    put(folder / FILE, text.encode("utf-8"))


def put(path: Path, data: bytes) -> None:
    """Write a whole file or none: aside, to the disk, then in place of the old one."""
    aside = path.with_name(f".{path.name}.new")
    with aside.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    aside.replace(path)
    sync(path.parent)


def sync(folder: Path) -> None:
    """Have the folder's entries on the disk, where the system can (not on Windows)."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
