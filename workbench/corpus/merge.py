"""Old rows that stay and new ones, as the parts of the new corpus."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from workbench.corpus import parts
from workbench.corpus.catalogue import Catalogue, Part
from workbench.corpus.columns import Table
from workbench.corpus.derived import DERIVED
from workbench.corpus.frames import concatenated
from workbench.corpus.schemas import TABLES
from workbench.corpus.spill import Spill

#: Made apart: the sources, and afterwards the reviews.
_APART = frozenset({"sources", "reviews"})
#: The tables that are made of reports one by one; what lies between reports comes afterwards.
OF_REPORTS = tuple(t for t in TABLES.values() if t.name not in _APART and t not in DERIVED)


def merge(
    folder: Path, old: Catalogue | None, keep: Collection[str], new: Spill
) -> dict[str, dict[str, Part]]:
    """The parts of the tables of reports: old rows whose report is in ``keep``, and new ones.

    A part in which nothing changes stays the file that it is. One part is in memory at a
    time, so the largest province decides what a build of any size needs.
    """
    standing = _standing(folder, old)
    found: dict[str, dict[str, Part]] = {table.name: {} for table in OF_REPORTS}
    for name in sorted({*standing, *new.parts("reports")}):
        stay = [report for report in standing.get(name, ()) if report in keep]
        unchanged = name not in new.parts("reports") and len(stay) == len(standing[name])
        for table in OF_REPORTS:
            part = old.parts[table.name].get(name) if old else None
            if unchanged and part:
                found[table.name][name] = part
            elif not unchanged:
                rows = concatenated(table, _rows(folder, table, part, stay, new, name))
                if rows.num_rows:
                    found[table.name][name] = parts.write_part(folder, table, name, rows)
    return found


def _standing(folder: Path, old: Catalogue | None) -> dict[str, list[str]]:
    """The report ids of each part of the old corpus."""
    if old is None:
        return {}
    return {
        name: _ids(parts.read_part(folder, TABLES["reports"], part, columns=["report_id"]))
        for name, part in old.parts["reports"].items()
    }


def _ids(rows: pa.Table) -> list[str]:
    ids: list[str] = rows["report_id"].to_pylist()
    return ids


def _rows(
    folder: Path, table: Table, part: Part | None, stay: list[str], new: Spill, name: str
) -> Iterator[pa.Table]:
    if part and stay:
        rows = parts.read_part(folder, table, part)
        yield rows.filter(pc.is_in(rows["report_id"], pa.array(stay, pa.string())))
    yield from new.take(table.name, name)


def counted(found: Mapping[str, Mapping[str, Part]], table: str) -> int:
    """How many rows of ``table`` were found."""
    return sum(part.rows for part in found[table].values())
