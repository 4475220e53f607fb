"""Parquet files: written whole, sorted, checked, named by their content; read in slices."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence
from hashlib import file_digest
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from workbench.corpus import catalogue
from workbench.corpus.catalogue import Part
from workbench.corpus.columns import Table
from workbench.corpus.frames import arrow_schema, check
from workbench.errors import CorpusError

#: By place, then time, so that one county's slice stands together; then by the table's key.
_ORDER = ("county_code", "year", "report_year")

_OURS = re.compile(r"[0-9a-z]+-[0-9a-f]{12}\.parquet|\.[0-9a-z]+\.new")


def write_part(folder: Path, table: Table, name: str, data: pa.Table) -> Part:
    """``data`` as the part ``name`` of ``table``; nothing else is touched.

    The rows are sorted and checked first. The same rows in any order give the same bytes.
    """
    data = _sorted(table, data)
    check(table, data)
    home = folder / table.name
    home.mkdir(parents=True, exist_ok=True)
    aside = home / f".{name}.new"
    pq.write_table(data, aside, row_group_size=table.group, compression="zstd")
    with aside.open("rb") as file:
        os.fsync(file.fileno())
        digest = file_digest(file, "sha256").hexdigest()
    final = home / f"{name}-{digest[:12]}.parquet"
    aside.replace(final)
    catalogue.sync(home)
    return Part(f"{table.name}/{final.name}", data.num_rows, digest)


def _sorted(table: Table, data: pa.Table) -> pa.Table:
    names = table.names()
    by = dict.fromkeys([name for name in _ORDER if name in names and "report_id" in names])
    by.update(dict.fromkeys(table.key))
    keys = [(name, "ascending", "at_start") for name in by]
    order = pc.sort_indices(data, sort_keys=keys)
    return data.take(order).combine_chunks()


def read_part(
    folder: Path,
    table: Table,
    part: Part,
    *,
    columns: Sequence[str] | None = None,
    filters: Any = None,
) -> pa.Table:
    """The rows of ``part``, only the columns and row groups that are asked for."""
    path = folder / part.file
    try:
        return pq.read_table(
            path, columns=None if columns is None else list(columns), filters=filters,
            partitioning=None,
        )  # fmt: skip
    except (OSError, pa.ArrowInvalid) as error:
        raise CorpusError(
            f"{path}: {error}; the corpus was built again meanwhile, or is damaged: open it anew, "
            "or build it again"
        ) from error


def read_parts(
    folder: Path,
    table: Table,
    parts: Iterable[Part],
    *,
    columns: Sequence[str] | None = None,
    filters: Any = None,
) -> pa.Table:
    """The rows of several parts, one after the other."""
    schema = arrow_schema(table)
    if columns is not None:
        schema = pa.schema([schema.field(name) for name in columns])
    pieces = [read_part(folder, table, part, columns=columns, filters=filters) for part in parts]
    return pa.concat_tables([schema.empty_table(), *pieces])


def sweep(folder: Path, keep: frozenset[str], tables: Iterable[str]) -> None:
    """Remove the files of ``tables`` that we wrote and that are no part of the corpus."""
    for table in tables:
        for path in (folder / table).glob("*"):
            if _OURS.fullmatch(path.name) and f"{table}/{path.name}" not in keep:
                path.unlink()
