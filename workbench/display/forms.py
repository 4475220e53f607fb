"""The labels of the statutory tables' rows and columns, and of problem types."""

from __future__ import annotations

from functools import cache

from workbench.analysis.cells import CellReading
from workbench.reference import load
from workbench.reference.forms import TableSpec, forms
from workbench.reference.indicators import cell_key

#: A label longer than this is a sentence; its first part names the row.
_LONG = 20


@cache
def _table(form: str, table: str) -> TableSpec | None:
    found = (spec for known in forms() if known.form == form for spec in known.tables)
    return next((spec for spec in found if spec.key == table), None)


@cache
def _rows(form: str, table: str) -> dict[str, tuple[str, str]]:
    """Per row its label alone, and with its number and group as the form prints them."""
    spec = _table(form, table)
    rows = spec.rows if spec else ()
    return {
        row.key: (
            row.printed.label,
            "：".join(filter(None, (row.group, row.printed.number + row.printed.label))),
        )
        for row in rows
    }


def short_row_label(cell: CellReading) -> str:
    """The label of a cell's row without number, group and what explains it.

    本机关不掌握相关政府信息; 申请人无正当理由逾期不补正 for the form's whole sentence.
    """
    name = _rows(cell.form, cell.table).get(cell.row, (cell.row, ""))[0]
    return name.partition("、")[0] if len(name) > _LONG else name


def row_label(cell: CellReading) -> str:
    """The label of a cell's row as the form prints it: 无法提供：1.本机关不掌握相关政府信息."""
    return _rows(cell.form, cell.table).get(cell.row, ("", cell.row))[1]


def column_label(cell: CellReading) -> str:
    """The label of a cell's column as the form prints it: 自然人."""
    spec = _table(cell.form, cell.table)
    columns = {column.key: column.printed.label for column in spec.columns} if spec else {}
    return columns.get(cell.column, cell.column)


def table_label(cell: CellReading) -> str:
    """What the form calls a cell's table."""
    spec = _table(cell.form, cell.table)
    return spec.name if spec else cell.table


def cell_label(cell: CellReading) -> str:
    """Where a cell stands: its table, row and column, as the form prints them."""
    return f"{table_label(cell)} · {row_label(cell)} × {column_label(cell)}"


def path_label(path: str) -> str:
    """The labels of a cell's row and column by its path: 一、本年新收政府信息公开申请数量 × 总计.

    The newest form that has such a cell names it; an unknown path is shown as it is.
    """
    table, row, column = cell_key(path)
    for known in reversed(forms()):
        spec = _table(known.form, table)
        columns = {each.key: each.printed.label for each in spec.columns} if spec else {}
        if row in _rows(known.form, table) and column in columns:
            return f"{_rows(known.form, table)[row][1]} × {columns[column]}"
    return path


@cache
def _types() -> dict[str, str]:
    rows = load.toml("problem_types.toml")["type"]
    return {row["code"]: row["label"] for row in rows}


def problem_type(code: str) -> str:
    """The label of a problem type: P03 is 渠道形式."""
    return _types().get(code, code)
