"""The tables of a model report as laid-out sheets: labels of the form, cells with their spans."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from workbench.model import Form
from workbench.reference.forms import RowSpec, TableSpec, form
from workbench.sample.facts import Facts

#: How many rows stand under each opening heading of the table of proactive disclosure.
_BLOCKS = {Form.Y2019: (2, 2, 2, 1, 1), Form.Y2021: (2, 1, 2, 1)}
#: The rows of the statistics table above which a heading without a number stands.
_OPENED = ("1.1", "1.2.1", "2.1", "2.2.1", "3.1", "8.1", "9.1")
_ZERO = {"0": "0", "blank": "", "slash": "/", "dash": "—"}
_AMOUNT_UNITS = {(Form.Y2021, "amount"): "万元", (Form.Y2019, "amount"): "万元"}


@dataclass(frozen=True, slots=True)
class SheetCell:
    text: str
    rowspan: int = 1
    colspan: int = 1


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows of cells as HTML lists them: a place that a span covers holds no cell."""

    rows: tuple[tuple[SheetCell, ...], ...]
    width: int

    @property
    def height(self) -> int:
        """The number of rows."""
        return len(self.rows)

    def placed(self) -> Iterator[tuple[int, int, SheetCell]]:
        """Every cell with the row and column of its upper left corner."""
        taken: set[tuple[int, int]] = set()
        for row, cells in enumerate(self.rows):
            column = 0
            for cell in cells:
                while (row, column) in taken:
                    column += 1
                yield row, column, cell
                taken |= {
                    (row + down, column + right)
                    for down in range(cell.rowspan)
                    for right in range(cell.colspan)
                }

    def rectangle(self, *, repeated: bool = False) -> list[list[str]]:
        """The texts in a full grid; the places that a span covers are empty, or repeat it."""
        grid = [["" for _ in range(self.width)] for _ in range(self.height)]
        for row, column, cell in self.placed():
            for down in range(cell.rowspan if repeated else 1):
                for right in range(cell.colspan if repeated else 1):
                    grid[row + down][column + right] = cell.text
        return grid


_Texts = Mapping[tuple[str, str, str], str]
Values = Mapping[tuple[str, str, str], tuple[int | float, str | None]]


def printed_cells(facts: Facts) -> Values:
    """Every cell that the report's tables print: its value and the unit printed with it."""
    if facts.form is Form.Y2014:
        known = statistics(facts)
        return {
            ("statistics", row.key, "count"): (known.get(row.indicator or "", 0), row.unit)
            for row in form(Form.Y2014).table("statistics").rows
        }
    return {
        key: (value, _AMOUNT_UNITS.get((facts.form, key[2]))) for key, value in facts.cells.items()
    }


def statistics(facts: Facts) -> dict[str, int]:
    """The statistics table's numbers by indicator; what is not named is zero."""
    values, received = facts.values, facts.values["requests_received"]
    return {
        **values,
        "requests_received_online": received - received // 3,
        "requests_received_letter": received // 3,
        "requests_handled": received,
        "requests_handled_on_time": received,
        "requests_answered": received,
        "requests_granted": received - received // 4,
        "requests_not_held": received // 4,
        "reconsideration_upheld": values["reconsideration_total"],
        "litigation_upheld": values["litigation_total"],
        "offices": 1,
        "staff_full_time": 1,
        "staff_part_time": values["staff"] - 1,
    }


def sheet_for(facts: Facts, table: str, *, zero: str) -> Sheet:
    """The table ``table`` of the report; ``zero`` says how a zero is printed."""
    texts = {
        key: _ZERO[zero] if value == 0 else in_digits(value)
        for key, (value, _) in printed_cells(facts).items()
    }
    return sheet_of(facts.form, table, texts)


def in_digits(value: int | float) -> str:
    """A value as a cell prints it: 12, 3.5."""
    return f"{value:g}" if value < 1e5 else str(value)


def sheet_of(era: Form, table: str, texts: _Texts) -> Sheet:
    """The table ``table`` of a form with the ``texts`` of its cells, by (table, row, column)."""
    spec = form(era).table(table)
    builders = {
        "proactive": _proactive, "requests": _requests, "disputes": _disputes,
        "statistics": _statistics,
    }  # fmt: skip
    return builders[table](era, spec, texts)


def _proactive(era: Form, spec: TableSpec, texts: _Texts) -> Sheet:
    openings = [heading.printed.label for heading in spec.headings if heading.opens]
    rows: list[tuple[SheetCell, ...]] = []
    rest = list(spec.rows)
    for opening, size in zip(openings, _BLOCKS[era], strict=True):
        block, rest = rest[:size], rest[size:]
        columns = block[0].columns
        labels = [_column_label(era, spec, key) for key in columns]
        rows.append((SheetCell(opening, colspan=4),))
        rows.append((SheetCell("信息内容"), *_stretched(labels)))
        for row in block:
            values = [texts["proactive", row.key, column] for column in columns]
            rows.append((SheetCell(row.printed.label), *_stretched(values)))
    return Sheet(tuple(rows), 4)


def _column_label(era: Form, spec: TableSpec, key: str) -> str:
    unit = _AMOUNT_UNITS.get((era, key))
    return spec.column(key).printed.label + (f"（单位：{unit}）" if unit else "")


def _stretched(texts: list[str]) -> list[SheetCell]:
    """``texts`` over three columns; the last is drawn out to the edge."""
    cells = [SheetCell(text) for text in texts[:-1]]
    return [*cells, SheetCell(texts[-1], colspan=4 - len(texts))]


def _requests(_era: Form, spec: TableSpec, texts: _Texts) -> Sheet:
    labels = [column.printed.label for column in spec.columns]
    note = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
    rows: list[tuple[SheetCell, ...]] = [
        (SheetCell(note, 3, 3), SheetCell("申请人情况", colspan=7)),
        (SheetCell(labels[0], 2), SheetCell("法人或其他组织", colspan=5), SheetCell(labels[6], 2)),
        tuple(SheetCell(label) for label in labels[1:6]),
    ]
    first, second, *results, last = spec.rows
    for row in (first, second):
        rows.append(_request_row(spec, texts, row, SheetCell(_numbered(row), colspan=3)))
    opening = SheetCell("三、本年度办理结果", rowspan=len(results))
    for group, members in groupby(results, key=lambda row: row.group):
        for position, row in enumerate(listed := list(members)):
            head = [opening] if row is results[0] else []
            if group is None:
                head.append(SheetCell(_numbered(row), colspan=2))
            else:
                head += [SheetCell(_group(spec, group), rowspan=len(listed))][: position == 0]
                head.append(SheetCell(_numbered(row)))
            rows.append(_request_row(spec, texts, row, *head))
    rows.append(_request_row(spec, texts, last, SheetCell(_numbered(last), colspan=3)))
    return Sheet(tuple(rows), 10)


def _request_row(
    spec: TableSpec, texts: _Texts, row: RowSpec, *head: SheetCell
) -> tuple[SheetCell, ...]:
    values = (SheetCell(texts["requests", row.key, column.key]) for column in spec.columns)
    return (*head, *values)


def _numbered(row: RowSpec) -> str:
    note = f"（{row.printed.notes[0]}）" if row.printed.notes else ""
    return row.printed.number + row.printed.label + note


def _group(spec: TableSpec, group: str) -> str:
    printed = next(h.printed for h in spec.headings if h.printed.label == group)
    return printed.number + printed.label


def _disputes(_era: Form, spec: TableSpec, texts: _Texts) -> Sheet:
    first, second, third = spec.rows
    labels = [column.printed.label for column in spec.columns]
    return Sheet(
        (
            (SheetCell("行政复议", colspan=5), SheetCell("行政诉讼", colspan=10)),
            (
                *(SheetCell(label, 2) for label in labels),
                SheetCell(second.printed.label, colspan=5),
                SheetCell(third.printed.label, colspan=5),
            ),
            tuple(SheetCell(label) for label in labels * 2),
            tuple(
                SheetCell(texts["disputes", row.key, column.key])
                for row in (first, second, third)
                for column in spec.columns
            ),
        ),
        15,
    )


def _statistics(_era: Form, spec: TableSpec, texts: _Texts) -> Sheet:
    rows = [(SheetCell("统计指标"), SheetCell("单位"), SheetCell("统计数"))]
    numbered = [h.printed.number + h.printed.label for h in spec.headings if h.printed.number]
    headings = dict(zip(_OPENED, numbered, strict=True))
    for row in spec.rows:
        if row.key in headings:
            rows.append((SheetCell(headings[row.key]), SheetCell(""), SheetCell("")))
        text = texts["statistics", row.key, "count"]
        rows.append((SheetCell(_numbered(row)), SheetCell(row.unit or ""), SheetCell(text)))
    return Sheet(tuple(rows), 3)
