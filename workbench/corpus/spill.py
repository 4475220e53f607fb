"""New rows on their way to their part: in memory while they are few, on the disk beyond that."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory
from types import TracebackType

import pyarrow as pa

#: What may wait in memory before all of it is written aside.
LIMIT = 128_000_000
_ASIDE = ".building-"

Key = tuple[str, str]


class Spill:
    """Arrow tables by (table, part), kept until :meth:`take` hands them back.

    A context: what was written aside, in a hidden folder of its own within ``folder``, is
    gone with it.
    """

    def __init__(self, folder: Path, limit: int | None = None) -> None:
        self._folder = folder
        self._limit = LIMIT if limit is None else limit
        self._waiting: defaultdict[Key, list[pa.Table]] = defaultdict(list)
        self._size = 0
        self._aside: TemporaryDirectory[str] | None = None
        self._files: defaultdict[Key, list[Path]] = defaultdict(list)

    def __enter__(self) -> Spill:
        for left in self._folder.glob(f"{_ASIDE}*"):  # by a build that was killed
            rmtree(left, ignore_errors=True)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._aside:
            self._aside.cleanup()

    def add(self, tables: Mapping[Key, pa.Table]) -> None:
        """Keep ``tables``; empty ones are nothing."""
        for key, table in tables.items():
            if table.num_rows:
                self._waiting[key].append(table)
                self._size += table.nbytes
        if self._size > self._limit:
            self._write()

    def parts(self, table: str) -> frozenset[str]:
        """The parts for which there are new rows of ``table``."""
        return frozenset(part for name, part in {*self._waiting, *self._files} if name == table)

    def take(self, table: str, part: str) -> Iterator[pa.Table]:
        """The tables of one part, in the order in which they came."""
        for path in self._files[table, part]:
            with pa.ipc.open_file(path) as reader:
                yield reader.read_all()
        yield from self._waiting.pop((table, part), [])

    def _write(self) -> None:
        self._aside = self._aside or TemporaryDirectory(prefix=_ASIDE, dir=self._folder)
        for (table, part), tables in self._waiting.items():
            files = self._files[table, part]
            path = Path(self._aside.name, f"{table}-{part}-{len(files)}.arrow")
            with pa.ipc.new_file(path, tables[0].schema) as writer:
                for each in tables:
                    writer.write_table(each)
            files.append(path)
        self._waiting.clear()
        self._size = 0
