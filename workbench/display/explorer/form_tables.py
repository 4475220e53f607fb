"""The statutory tables of a report as tables, each cell with what stood there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from workbench.analysis.cells import CellReading
from workbench.display.explorer.record import Record
from workbench.display.forms import column_label, row_label, table_label
from workbench.display.html import Html, tag
from workbench.display.labels import shown
from workbench.display.tables import Row, Td, table


@dataclass(frozen=True, slots=True)
class Drawn:
    """A statutory table and the lines of the text in which its cells stand."""

    start: int
    end: int
    markup: Html


def form_tables(record: Record, target: tuple[int, int] | None = None) -> list[Drawn]:
    """The tables of a report in the order of its text; the cell at ``target`` is marked.

    What is no number is named: 空白, 填“/”, 不适用. Rows with other columns stand in a table
    of their own, as the form prints them. None where the text is not kept.
    """
    if record.text is None:
        return []
    numbers = {
        (row["table"], row["row"], row["column"]): int(row["n"])
        for row in reversed(record.cell_rows)
    }
    by_table: dict[str, list[CellReading]] = {}
    for cell in record.cells.values():
        by_table.setdefault(cell.table, []).append(cell)
    made = [_drawn(record.text, cells, numbers, target) for cells in by_table.values()]
    return _apart(sorted(made, key=lambda drawn: drawn.start))


def _apart(drawn: Sequence[Drawn]) -> list[Drawn]:
    """Tables whose lines run into each other are shown one below the other."""
    made: list[Drawn] = []
    for each in drawn:
        if made and each.start < made[-1].end:
            last = made.pop()
            both = tag("div", last.markup, each.markup)
            each = Drawn(last.start, max(last.end, each.end), both)
        made.append(each)
    return made


def _drawn(
    text: str,
    cells: Sequence[CellReading],
    numbers: Mapping[tuple[str, str, str], int],
    target: tuple[int, int] | None,
) -> Drawn:
    start = text.rfind("\n", 0, min(cell.start for cell in cells)) + 1
    end = text.find("\n", max(max(cell.start, cell.end - 1) for cell in cells))
    markup = [_matrix(rows, numbers, target) for rows in _alike(cells)]
    return Drawn(start, len(text) if end < 0 else end, tag("div", *markup))


def _alike(cells: Sequence[CellReading]) -> list[list[list[CellReading]]]:
    """The rows of a table, in stretches of rows with the same columns."""
    by_row: dict[str, list[CellReading]] = {}
    for cell in cells:
        by_row.setdefault(cell.row, []).append(cell)
    stretches: dict[frozenset[str], list[list[CellReading]]] = {}
    for row in by_row.values():
        stretches.setdefault(frozenset(cell.column for cell in row), []).append(row)
    return list(stretches.values())


def _matrix(
    rows: Sequence[Sequence[CellReading]],
    numbers: Mapping[tuple[str, str, str], int],
    target: tuple[int, int] | None,
) -> Html:
    columns = [cell.column for cell in rows[0]]
    heads = ["项目", *(column_label(cell) for cell in rows[0])]
    made: list[Row] = []
    for row in rows:
        by_column = {cell.column: cell for cell in row}
        made.append(
            (row_label(row[0]), *(_cell(by_column[name], numbers, target) for name in columns))
        )
    return table(table_label(rows[0][0]), heads, made, numbers=range(1, len(heads)))


def _cell(
    cell: CellReading,
    numbers: Mapping[tuple[str, str, str], int],
    target: tuple[int, int] | None,
) -> Td:
    n = numbers[cell.table, cell.row, cell.column]
    link = tag("a", shown(cell), href=f"#item/cells/{n}")
    here = target is not None and cell.start < target[1] and target[0] < cell.end
    missing = "missing" if cell.value is None else None
    return Td(link, " ".join(filter(None, ("wbx-target" if here else None, missing))) or None)
