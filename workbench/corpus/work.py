"""What a worker does: a batch of files read, parsed and turned into rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from workbench.corpus.decisions import Decision
from workbench.corpus.files import Outcome, read_file, refused
from workbench.corpus.frames import arrow_schema, from_rows
from workbench.corpus.inputs import Hashed
from workbench.corpus.manifest import Row as Known
from workbench.corpus.rows import Entry, report_id, rows
from workbench.corpus.schemas import TABLES
from workbench.reference import divisions


@dataclass(frozen=True, slots=True)
class Task:
    """A file to read, its place in the order, what the manifest says of it, its corrections."""

    n: int
    file: Hashed
    fingerprint: str
    known: Known = field(default_factory=lambda: Known(""))
    places: Path | None = None
    corrections: tuple[Decision, ...] = ()


@dataclass(frozen=True, slots=True)
class Read:
    """A document that was read: its row of sources, and the reports that it gave."""

    n: int
    source: Mapping[str, Any]
    report_ids: tuple[str, ...]


Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Batch:
    """The documents of some files, and their rows as Arrow tables by (table, part)."""

    read: list[Read] = field(default_factory=list)
    tables: Mapping[Key, pa.Table] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Packed:
    """A batch on its way from another machine: its tables as Parquet."""

    read: list[Read]
    tables: Mapping[Key, bytes]

    def unpacked(self) -> Batch:
        """The batch as it was packed."""
        return Batch(
            self.read,
            {
                key: pq.read_table(pa.BufferReader(data)).cast(arrow_schema(TABLES[key[0]]))
                for key, data in self.tables.items()
            },
        )


def read_packed(tasks: Sequence[Task]) -> Batch | Packed:
    """As :func:`read_batch`, for another machine."""
    batch = read_batch(tasks)
    return Packed(batch.read, {key: _parquet(table) for key, table in batch.tables.items()})


def _parquet(table: pa.Table) -> bytes:
    sink = pa.BufferOutputStream()
    pq.write_table(table, sink, compression="zstd")
    data: bytes = sink.getvalue().to_pybytes()
    return data


def read_batch(tasks: Sequence[Task]) -> Batch:
    """The rows of all the files of ``tasks``, in their order; raises nothing for a bad file."""
    read: list[Read] = []
    found: defaultdict[Key, list[tuple[Any, ...]]] = defaultdict(list)
    first: dict[str, str] = {}
    for task in tasks:
        for row, entries in _documents(task):
            path = first.setdefault(row["sha256"], row["path"]) if entries else row["path"]
            if path != row["path"]:
                row, entries = as_duplicate(row, path), ()
            for entry in entries:
                for table, its in rows(entry).items():
                    found[table, entry.place].extend(its)
            read.append(Read(task.n, row, tuple(entry.report_id for entry in entries)))
    return Batch(read, {key: from_rows(TABLES[key[0]], found[key]) for key in found})


def killed(task: Task) -> Batch:
    """The batch of a file whose reading ended its process."""
    outcome = refused(task.file.input, "unreadable", "reading it ended the reader's process")
    return Batch([Read(task.n, source_row(task, outcome), ())])


def _documents(task: Task) -> list[tuple[dict[str, Any], tuple[Entry, ...]]]:
    """Each document's row of sources, and the entries of its reports."""
    with divisions.use(task.places):
        outcomes = read_file(task.file.input, task.known, task.corrections)
    return [(source_row(task, outcome), tuple(_entries(task, outcome))) for outcome in outcomes]


def _entries(task: Task, outcome: Outcome) -> Iterator[Entry]:
    pairs = zip(outcome.reports, outcome.beside, strict=True)
    for part, (report, beside) in enumerate(pairs, 1):
        key = report_id(outcome.source.sha256, part)
        yield Entry(report, key, outcome.text, part, task.known, beside)


def source_row(task: Task, outcome: Outcome) -> dict[str, Any]:
    """The row of sources of a document, by the columns' names."""
    item, source = task.file.input, outcome.source
    refusal = next(iter(outcome.refusals), None)
    return {
        "sha256": source.sha256,
        "name": source.name,
        "path": item.label.removesuffix(item.name) + source.name,
        "media": source.media,
        "encoding": source.encoding,
        "bytes": task.file.bytes,
        "url": task.known.url,
        "fetched_on": task.known.fetched_on,
        "note": task.known.note,
        "status": "report" if outcome.reports else "refused",
        "reason": refusal.reason if refusal else None,
        "detail": refusal.detail if refusal else None,
        "reports": len(outcome.reports),
        "fingerprint": task.fingerprint,
    }


def as_duplicate(row: Mapping[str, Any], first: str) -> dict[str, Any]:
    """The row of sources of a document whose bytes were read as ``first``."""
    detail = f"the same bytes as {first}"
    return {**row, "status": "duplicate", "reason": None, "detail": detail, "reports": 0}
