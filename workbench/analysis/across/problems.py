"""The ledger's rows, and X6: a problem that was said to be solved is named again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

import pyarrow as pa

from workbench.analysis.across.province import Province, Row
from workbench.analysis.across.telling import Told, tell
from workbench.analysis.ledger.book import entries, years_of
from workbench.analysis.ledger.threads import Cell, Entry, Thread, threads
from workbench.checking.view import short
from workbench.corpus.frames import from_rows
from workbench.corpus.schemas import TABLES
from workbench.model import Place

_ITEM = ("report_year", "n", "text", "types", "measures", "start", "end")
_BACK = frozenset(("returned_solved", "persisting", "reworded"))


class OfUnit(NamedTuple):
    """A unit's threads, and its reports by their ids."""

    reports: Mapping[str, Row]
    threads: tuple[Thread, ...]


def units(province: Province) -> Iterator[OfUnit]:
    """The threads of each unit of a province."""
    items = entries(row for rows in province.rows("problems", _ITEM).values() for row in rows)
    texts = province.texts([row["report_id"] for row in province.reports])
    for years in province.units.values():
        reports = {row["report_id"]: row for rows in years.values() for row in rows}
        yield OfUnit(reports, threads(years_of(reports.values(), items, texts)))


def table(held: Iterable[OfUnit]) -> pa.Table:
    """The rows of the table of the ledger."""
    rows: list[tuple[Any, ...]] = []
    last: dict[str, int] = {}
    for unit in held:
        for thread in unit.threads:
            first = thread.first
            for cell in thread.cells:
                if cell.report_id is None:
                    continue
                report = unit.reports[cell.report_id]
                n = last[cell.report_id] = last.get(cell.report_id, 0) + 1
                of = (cell.report_id, report["county_code"], report["year"], n)
                problem = cell.entry.n if cell.entry else None
                name = f"{first.report_id}-{first.n}"
                rows.append((*of, name, cell.state, problem, list(first.types)))
    return from_rows(TABLES["ledger"], rows)


def returned(held: Iterable[OfUnit]) -> Iterator[Told]:
    """X6: in the report that names it again, with the sentence that said it solved."""
    for unit in held:
        for thread in unit.threads:
            for before, cell in zip((None, *thread.entries), _named(thread), strict=False):
                if before and cell.state in _BACK and cell.solved and cell.solved_in:
                    yield _told(unit, cell, before)


def _named(thread: Thread) -> tuple[Cell, ...]:
    return tuple(cell for cell in thread.cells if cell.entry)


def _told(unit: OfUnit, cell: Cell, before: Entry) -> Told:
    assert cell.entry and cell.solved and cell.solved_in and cell.report_id
    said = unit.reports[cell.solved_in]
    return tell(
        unit.reports[cell.report_id],
        "X6",
        _place(unit, cell.entry),
        Place(said["sha256"], *cell.solved.span),
        _place(unit, before),
        year=said["year"],
        problem=short(before.text),
    )


def _place(unit: OfUnit, entry: Entry) -> Place:
    return Place(unit.reports[entry.report_id]["sha256"], entry.start, entry.end)
