"""A corpus as large as China's of one year, made in a minute: few reports read, then cloned.

The units are invented (示例数据); only the number of counties, townships and provinces is
China's. Each clone has ids and codes of its own, so that nothing is read twice by chance.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from workbench.corpus import parts
from workbench.corpus.build import build
from workbench.corpus.catalogue import Catalogue, Part, write_catalogue
from workbench.corpus.open import Corpus
from workbench.corpus.schemas import TABLES
from workbench.sample import write

COUNTIES, TOWNSHIPS, YEAR = 2_844, 14, 2023
_READ = 72
_PROVINCES = tuple(f"{code}" for area in (11, 21, 31, 41, 51, 61) for code in range(area, area + 6))
PROVINCES = _PROVINCES[:31]


def make(out: Path, *, counties: int = COUNTIES, years: range = range(YEAR, YEAR + 1)) -> Path:
    """Write the corpus of ``counties`` counties to ``out``: about 16 reports each and year."""
    with TemporaryDirectory() as folder:
        files = Path(folder, "files")
        read = min(_READ, counties)
        write(files, seed=1, counties_count=read, townships=TOWNSHIPS, years=years)
        base = build([files], out=Path(folder, "base")).corpus
        catalogue = _cloned(base, out, counties)
    write_catalogue(out, catalogue)
    return out


def _cloned(base: Corpus, out: Path, counties: int) -> Catalogue:
    old = {name: base.arrow(name) for name in TABLES}
    codes = sorted(set(old["reports"]["county_code"].to_pylist()))
    slices = [{name: _of(table, code) for name, table in old.items()} for code in codes]
    made: dict[str, dict[str, Part]] = {name: {} for name in TABLES}
    sources: list[pa.Table] = []
    for number, province in enumerate(PROVINCES):
        mine = range(number * counties // 31, (number + 1) * counties // 31)
        clones = [
            dict(_county(slices[i % len(slices)], codes[i % len(codes)], _code(province, n)))
            for n, i in enumerate(mine)
        ]
        for name, table in TABLES.items():
            pieces = [clone[name] for clone in clones if name in clone]
            if name == "sources":
                sources += pieces
            elif pieces:
                made[name][province] = parts.write_part(
                    out, table, province, pa.concat_tables(pieces)
                )
    made["sources"]["all"] = parts.write_part(
        out, TABLES["sources"], "all", pa.concat_tables(sources)
    )
    return Catalogue(base.catalogue.reader, made, base.newest)


def _code(province: str, number: int) -> str:
    return f"{province}{1 + number // 40:02d}{21 + number % 40}"


def _of(table: pa.Table, county: str) -> pa.Table:
    """The rows of one county; of sources, which name none, those whose file's name does."""
    if "county_code" in table.column_names:
        return table.filter(pc.equal(table["county_code"], county))
    return table.filter(pc.starts_with(table["name"], county))


def _county(tables: dict[str, pa.Table], old: str, new: str) -> Iterator[tuple[str, pa.Table]]:
    """The tables of one county under a new code, with new ids."""
    reports = tables["reports"]
    hashes = {one: _hash(one, new) for one in reports["sha256"].to_pylist()}
    names = {old: new} | hashes
    for one in reports["code"].to_pylist():
        if one:
            names[one] = new + one[6:]
    for one in reports["report_id"].to_pylist():
        names[one] = _hash(one, new)[:16] + one[16:]
    for one, path in zip(
        tables["sources"]["name"].to_pylist(), tables["sources"]["path"].to_pylist(), strict=True
    ):
        names |= {one: new + one[6:], path: f"country/{new}{one[6:]}"}
    values = {one[:16]: hashes[one][:16] for one in hashes}
    keys = pa.array([*names, *values], pa.string())
    becomes = pa.array([*names.values(), *values.values()], pa.string())
    for name, table in tables.items():
        columns = [_renamed(column.combine_chunks(), keys, becomes) for column in table.columns]
        yield name, pa.Table.from_arrays(columns, schema=table.schema)


def _hash(one: str, new: str) -> str:
    return hashlib.sha256(f"{one}{new}".encode()).hexdigest()


def _renamed(column: Any, keys: pa.Array, becomes: pa.Array) -> Any:
    """The column with every text among ``keys`` exchanged, also inside lists and structs."""
    if pa.types.is_list(column.type):
        values = _renamed(column.values, keys, becomes)
        return pa.ListArray.from_arrays(column.offsets, values, type=column.type)
    if pa.types.is_struct(column.type):
        fields = list(column.type)
        return pa.StructArray.from_arrays(
            [_renamed(column.field(field.name), keys, becomes) for field in fields], fields=fields
        )
    if not pa.types.is_string(column.type):
        return column
    found = pc.index_in(column, keys)
    return pc.coalesce(becomes.take(found), column)


if __name__ == "__main__":
    import sys
    from time import perf_counter

    began = perf_counter()
    made = Path(sys.argv[1])
    make(made, counties=int(sys.argv[2]) if len(sys.argv) > 2 else COUNTIES)
    sys.stdout.write(f"{made}: {perf_counter() - began:.0f} s\n")
