"""Which file a document belongs to when several files hold the same bytes.

The first in the order of the files, whatever was read first: so the corpus does not depend
on its history. Whole files are told apart before they are read; this settles the members of
archives, which are known only afterwards.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from workbench.corpus.plan import Duplicate, Source
from workbench.corpus.rows import report_id
from workbench.corpus.work import Batch, Key, Read, as_duplicate


class Owners:
    """The sources of a build, and the first holder of each document that is a report."""

    def __init__(self, kept: Mapping[int, Sequence[Source]]) -> None:
        """``kept`` are the sources that stand, by the place of their file in the order."""
        self._first: dict[str, tuple[int, str]] = {}
        self._kept = [(n, source) for n, sources in kept.items() for source in sources]
        self._new: list[Source] = []
        for n, source in sorted(self._kept, key=lambda pair: pair[0]):
            if source["status"] == "report":
                self._first.setdefault(source["sha256"], (n, source["path"]))

    def settle(self, batch: Batch) -> dict[Key, pa.Table]:
        """Take the sources of ``batch`` in, and hand back its rows without duplicates'."""
        dropped: list[str] = []
        for read in batch.read:
            if self._owns(read):
                self._new.append(read.source)
            else:
                dropped += read.report_ids
                self._new.append(as_duplicate(read.source, self._first[read.source["sha256"]][1]))
        if not dropped:
            return dict(batch.tables)
        gone = pa.array(dropped, pa.string())
        return {
            key: table.filter(pc.invert(pc.is_in(table["report_id"], gone)))
            for key, table in batch.tables.items()
        }

    def _owns(self, read: Read) -> bool:
        """Whether ``read`` is the first holder of its document; refusals own nothing."""
        sha256, path = read.source["sha256"], read.source["path"]
        if not read.report_ids:
            return True
        first = self._first.get(sha256)
        if first is None or read.n < first[0]:
            self._first[sha256] = (read.n, path)
            return True
        return False

    def kept_reports(self) -> frozenset[str]:
        """The ids of the reports whose old rows stay."""
        return frozenset(
            report_id(source["sha256"], part)
            for n, source in self._kept
            if source["status"] == "report" and self._first[source["sha256"]][0] == n
            for part in range(1, source["reports"] + 1)
        )

    def sources(self) -> list[Source]:
        """All sources; of a document held twice, the later holder is a duplicate."""
        kept = [
            source
            if source["status"] != "report" or self._first[source["sha256"]][0] == n
            else as_duplicate(source, self._first[source["sha256"]][1])
            for n, source in self._kept
        ]
        return [*kept, *self._new]


def source_of_duplicate(duplicate: Duplicate) -> dict[str, Any]:
    """The row of sources of a file whose bytes were read as another file."""
    task, first = duplicate.task, duplicate.first
    row = {
        "sha256": task.file.sha256,
        "name": task.file.input.name,
        "path": task.file.input.label,
        "media": "",
        "encoding": None,
        "bytes": task.file.bytes,
        "url": task.known.url,
        "fetched_on": task.known.fetched_on,
        "note": task.known.note,
        "fingerprint": task.fingerprint,
    }
    return as_duplicate(row, first.file.input.label)
