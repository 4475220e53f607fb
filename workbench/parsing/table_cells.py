"""From labels with places behind them to the cells of a form.

A row is read where its places can be its columns in one way only
(:mod:`workbench.parsing.table_fit`); rows and columns of another form inside a table are left
out, and so is every value whose column is not certain.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from workbench.model import Cell, Confidence, Document, Form, Status
from workbench.parsing.cell_values import is_unit, read_cell
from workbench.parsing.table_fit import Fit, Hints, fit
from workbench.parsing.table_heads import Head, offsets
from workbench.parsing.table_names import Named, name_rows, table_form
from workbench.parsing.table_rows import Block, Entry, Layout, Slot
from workbench.reference.forms import FormSpec, TableSpec

#: The order in which one table's form tells another's where its own labels do not.
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
        for places, slots, certain in read(folded, table, own, spec.form):
            yield from _cells(document, spec.form, table.key, places, slots, certain)


_Reading = tuple[Sequence[_Place], Sequence[Slot | None], bool]


def _down(folded: str, table: TableSpec, named: Sequence[Named], form: Form) -> Iterator[_Reading]:
    """The rows of a table whose rows stand below each other."""
    learnt = offsets(named, table)
    beside = any(entry.beside for entry, row, _ in named if row and entry.layout is Layout.LOOSE)
    head = Head(form)
    for entry, key, certain in named:
        if key is None:
            head.note(folded, entry)
            continue
        row = table.row(key)
        if not head.allows(row):
            continue
        bare, unit = _without_units(entry) if row.unit else (entry, None)
        hints = Hints(head.places, learnt, head.lead(bare, row.columns), beside)
        found = fit(bare, row.columns, hints)
        if found:
            places = [
                _Place(key, name, row.kind or table.column(name).kind, unit or head.unit(name))
                for name in row.columns
            ]
            yield places, found.slots, certain and found.certain


def _without_units(entry: Entry) -> tuple[Entry, str | None]:
    """A row of the statistics table without its unit: (一)收到申请数 件 3."""
    units = [slot for slot in entry.slots if is_unit(slot.text)]
    slots = tuple(slot for slot in entry.slots if slot not in units)
    beside = sum(1 for slot in entry.slots[: entry.beside] if slot not in units)
    unit = units[0].text if len(units) == 1 else None
    return replace(entry, slots=slots, beside=beside), unit


def _across(
    folded: str, table: TableSpec, named: Sequence[Named], form: Form
) -> Iterator[_Reading]:
    """The rows of a table that stand in one line, or one below the other with its own cells."""
    places = [
        _Place(row.key, name, table.column(name).kind, None)
        for row in table.rows
        for name in row.columns
    ]
    hints = Hints({}, {}, None, False)
    lines = [(entry, found) for entry, found in _fits([n.entry for n in named], len(places), hints)]
    if len(lines) == 1:
        yield places, lines[0][1].slots, lines[0][1].certain
        return
    for entry, key, _ in named:
        for _, found in _fits([entry] if key else [], len(table.columns), hints):
            yield [place for place in places if place.row == key], found.slots, found.certain


def _fits(entries: Iterable[Entry], n: int, hints: Hints) -> Iterator[tuple[Entry, Fit]]:
    for entry in entries:
        found = fit(entry, ("",) * n, hints) if any(slot.text for slot in entry.slots) else None
        if found:
            yield entry, found


def _cells(
    document: Document,
    form: Form,
    table: str,
    places: Sequence[_Place],
    slots: Sequence[Slot | None],
    certain: bool,
) -> Iterator[Cell]:
    for place, slot in zip(places, slots, strict=True):
        if slot is None:
            continue
        value = read_cell(slot.text, place.kind)
        yield Cell(
            form=form,
            table=table,
            row=place.row,
            column=place.column,
            value=value.value,
            unit=value.unit or (place.unit if value.value is not None else None),
            status=value.status,
            confidence=Confidence.CERTAIN if certain else Confidence.UNCERTAIN,
            raw=document.text[slot.span.start : slot.span.end],
            span=slot.span,
        )


def _unique(found: Iterable[Cell]) -> list[Cell]:
    """One cell a place; a table printed twice is one, but two different values are both kept.

    Neither of two different values wins silently: both are uncertain.
    """
    by_place: dict[tuple[str, str], list[Cell]] = {}
    for cell in found:
        by_place.setdefault((cell.row, cell.column), []).append(cell)
    kept: list[Cell] = []
    for several in by_place.values():
        filled = [cell for cell in several if cell.status is not Status.BLANK] or several[:1]
        distinct = {(cell.value, cell.status, cell.unit): cell for cell in reversed(filled)}
        if len(distinct) == 1:
            kept.append(filled[0])
        else:
            kept += [replace(cell, confidence=Confidence.UNCERTAIN) for cell in distinct.values()]
    return kept
