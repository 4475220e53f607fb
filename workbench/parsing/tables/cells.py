"""From labels with places behind them to the cells of a form.

A row is read where its places can be its columns in one way only
(:mod:`workbench.parsing.tables.fit`); rows and columns of another form inside a table are left
out, and so is every value whose column is not certain.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from workbench.model import Cell, Confidence, Document, Form, Span, Status
from workbench.parsing.tables.cell_values import is_unit, read_cell
from workbench.parsing.tables.fit import Fit, Hints, Proof, fit
from workbench.parsing.tables.frames import NO_FRAMES, frames
from workbench.parsing.tables.heads import Head
from workbench.parsing.tables.names import Named, name_rows, table_form
from workbench.parsing.tables.rows import Block, Entry, Layout
from workbench.parsing.tables.sums import sums_hold
from workbench.reference.forms import FormSpec, TableSpec, form

#: The order in which one table's form tells another's where its own labels do not.
_CERTAIN = Confidence.CERTAIN
_ORDER = ("proactive", "requests", "disputes", "statistics")


class _Place(NamedTuple):
    row: str
    column: str
    kind: str
    unit: str | None


def read_blocks(
    document: Document, folded: str, blocks: Sequence[Block]
) -> tuple[tuple[Cell, ...], Form | None]:
    """The cells of all tables and the form that they follow, None where there is no table.

    A table whose labels fit several forms follows the table before it; on their own, the
    labels that 2019 and 2021 share are read as 2019's.
    """
    found: list[Cell] = []
    chosen: Form | None = None
    for table in _ORDER:
        own = [block for block in blocks if block.table == table]
        entries = [entry for block in own for entry in block.entries]
        spec = table_form(table, entries, chosen or Form.Y2019) if own else None
        if spec is not None:
            found += _unique(_table_cells(document, folded, own, spec))
            chosen = chosen or spec.form
    return tuple(sorted(found, key=lambda cell: cell.span)), chosen


def _table_cells(
    document: Document, folded: str, blocks: Sequence[Block], spec: FormSpec
) -> Iterator[Cell]:
    table = spec.table(blocks[0].table)
    entries = [entry for block in blocks for entry in block.entries]
    named = iter(name_rows(entries, table, spec.form))
    read = _across if table.layout == "across" else _down
    for block in blocks:
        own = [next(named) for _ in block.entries]
        for places, found, base in read(folded, table, own, spec.form):
            yield from _cells(document, spec.form, table, places, found, base)


#: The places of a row, what stands in them, and where the positions of that count from.
_Reading = tuple[Sequence[_Place], Fit, int]


def _down(folded: str, table: TableSpec, named: Sequence[Named], key: Form) -> Iterator[_Reading]:
    """The rows of a table whose rows stand below each other."""
    bare, units = _without_units(named, table)
    common = frames(bare, table)
    beside = any(entry.beside for entry, row, _ in bare if row and entry.layout is Layout.LOOSE)
    head = Head(key)
    for (entry, name, certain), unit in zip(bare, units, strict=True):
        if name is None:
            head.note(folded, entry)
            continue
        row = table.row(name)
        if not head.allows(row):
            continue
        found = fit(entry, row.columns, Hints(head, common, beside))
        if found:
            places = _places(key, table.key, name)
            if unit or head.units:
                places = [p._replace(unit=unit or head.units.get(p.column)) for p in places]
            last = found.slots[-1]
            cut = last is not None and entry.base + last.end == len(folded)
            if not certain or (cut and row is not table.rows[-1]):
                found = found._replace(proof=Proof.DOUBTFUL)
            yield places, found, entry.base


@cache
def _places(key: Form, table: str, row: str) -> Sequence[_Place]:
    spec = form(key).table(table)
    columns = [spec.column(name) for name in spec.row(row).columns]
    return [_Place(row, column.key, spec.row(row).kind or column.kind, None) for column in columns]


def _without_units(
    named: Sequence[Named], table: TableSpec
) -> tuple[list[Named], list[str | None]]:
    """The rows of a table with a column of units (2014's) without that column, and the units."""
    bare, units = list[Named](), list[str | None]()
    for found in named:
        unit: str | None = None
        if found.row and table.row(found.row).unit:
            entry, unit = _without_unit(found.entry)
            found = found._replace(entry=entry)
        bare.append(found)
        units.append(unit)
    return bare, units


def _without_unit(entry: Entry) -> tuple[Entry, str | None]:
    """(一)收到申请数 件 3 without its unit, and the unit.

    Two units behind one label belong to two rows, one of which lost its label: nothing is
    left of it; nor is of a number before its unit, which is no cell of the table.
    """
    at = [i for i, slot in enumerate(entry.slots) if is_unit(slot.text)]
    if not at:
        return entry, None
    if len(at) > 1 or any(slot.text for slot in entry.slots[: at[0]]):
        return entry._replace(slots=()), None
    slots = entry.slots[: at[0]] + entry.slots[at[0] + 1 :]
    beside = entry.beside - (at[0] < entry.beside)
    return entry._replace(slots=slots, beside=beside), entry.slots[at[0]].text


def _across(folded: str, table: TableSpec, named: Sequence[Named], key: Form) -> Iterator[_Reading]:
    """The rows of a table that stand in one line, or one below the other with its own cells."""
    places = [place for row in table.rows for place in _places(key, table.key, row.key)]
    lines = list(_fits([entry for entry, _, _ in named], len(places)))
    if len(lines) == 1:
        yield places, *lines[0]
    if lines:
        return
    yield from _blank_row(table, named, places)
    for entry, row, _ in named:
        for found in _fits([entry] if row else [], len(table.columns)):
            yield [place for place in places if place.row == row], *found


def _blank_row(
    table: TableSpec, named: Sequence[Named], places: Sequence[_Place]
) -> Iterator[_Reading]:
    """The one row of a table in which nothing is written, where all of its labels stand."""
    blank = [
        entry
        for entry, _, _ in named
        if len(entry.slots) == len(places) and not any(slot.text for slot in entry.slots)
    ]
    if len(blank) == 1 and {row for _, row, _ in named if row} == {r.key for r in table.rows}:
        yield places, Fit(blank[0].slots, Proof.SURE), blank[0].base


def _fits(entries: Iterable[Entry], n: int) -> Iterator[tuple[Fit, int]]:
    hints = Hints(Head(Form.NONE), NO_FRAMES, False)
    for entry in entries:
        found = fit(entry, ("",) * n, hints) if any(slot.text for slot in entry.slots) else None
        if found and entry.layout is Layout.CELLS and not all(s and s.text for s in found.slots):
            found = found._replace(proof=Proof.POSSIBLE)
        if found:
            yield found, entry.base


def _cells(
    document: Document,
    key: Form,
    table: TableSpec,
    places: Sequence[_Place],
    found: Fit,
    base: int,
) -> list[Cell]:
    """The cells of one reading; where that is not sure, the row's sum decides what they are."""
    cells: list[Cell] = []
    for place, slot in zip(places, found.slots, strict=True):
        if slot is None:
            continue
        value, unit, status = read_cell(slot.text, place.kind)
        unit = unit or (None if value is None else place.unit)
        span = Span(base + slot.start, base + slot.end)
        raw = document.text[span.start : span.end]
        cells.append(
            Cell(key, table.key, place.row, place.column, value, unit, status, _CERTAIN, raw, span)
        )
    if _is_certain(found.proof, cells, table):
        return cells
    return [replace(cell, confidence=Confidence.UNCERTAIN) for cell in cells]


def _is_certain(proof: Proof, cells: Sequence[Cell], table: TableSpec) -> bool:
    if proof in (Proof.SURE, Proof.DOUBTFUL):
        return proof is Proof.SURE
    held = sums_hold(cells, table)
    return proof is Proof.LIKELY if held is None else held


def _unique(found: Iterable[Cell]) -> list[Cell]:
    """One cell a place; a table printed twice is one, but two different values are both kept.

    Neither of two different values wins silently: both are uncertain.
    """
    by_place: dict[tuple[str, str], list[Cell]] = {}
    for cell in found:
        by_place.setdefault((cell.row, cell.column), []).append(cell)
    kept: list[Cell] = []
    for several in by_place.values():
        if len(several) == 1:
            kept += several
            continue
        filled = [cell for cell in several if cell.status is not Status.BLANK] or several[:1]
        distinct = {(cell.value, cell.status, cell.unit): cell for cell in reversed(filled)}
        if len(distinct) == 1:
            kept.append(filled[0])
        else:
            kept += [replace(cell, confidence=Confidence.UNCERTAIN) for cell in distinct.values()]
    return kept
