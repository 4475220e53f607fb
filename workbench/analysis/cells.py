"""The cells of the statutory tables, by report: what stood in each and where."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields

import pandas as pd

from workbench.analysis.indicators import indicator_named
from workbench.analysis.tables import Tables, number_or_none, of_reports, text_or_none
from workbench.reference.indicators import cell_key


@dataclass(frozen=True, slots=True)
class CellReading:
    """One cell as it stood; ``value`` is None for everything but a number or its zero."""

    report_id: str
    form: str
    table: str
    row: str
    column: str
    value: int | float | None
    unit: str | None
    status: str
    confidence: str
    raw: str
    start: int
    end: int

    @property
    def counts(self) -> bool:
        """Whether the cell holds a number that was read for certain."""
        return self.value is not None and self.confidence == "certain"


#: The cells of one report by (table, row, column).
Cells = dict[tuple[str, str, str], CellReading]


def cells_of(corpus: Tables, reports: Iterable[str]) -> dict[str, Cells]:
    """Per report_id its cells; a report without a table has an empty entry.

    Of a cell that is there twice the first stays: the findings say that there are two.
    """
    return cells_among(corpus.cells, reports)


def cells_among(rows: pd.DataFrame, reports: Iterable[str]) -> dict[str, Cells]:
    """As :func:`cells_of`, from rows of the table of cells."""
    wanted = list(reports)
    found: dict[str, Cells] = {report_id: {} for report_id in wanted}
    for cell in _cells(of_reports(rows, wanted)):
        found[cell.report_id].setdefault((cell.table, cell.row, cell.column), cell)
    return found


def cells_of_figures(corpus: Tables) -> dict[tuple[str, int, int], CellReading]:
    """By (report_id, start, end) the cells on which figures of ``corpus`` rest."""
    spans = corpus.figures[["report_id", "start", "end"]].drop_duplicates()
    rows = corpus.cells.merge(spans, on=["report_id", "start", "end"])
    cells = _cells(rows.loc[rows["value"].notna()])
    return {(cell.report_id, cell.start, cell.end): cell for cell in cells}


def cells_on(indicator: str, cells: Cells) -> tuple[CellReading, ...]:
    """The cells of one report that together state ``indicator``; empty unless all are there.

    行政诉讼 stands in two cells of the form of 2019, one for each way into court.
    """
    form = next((cell.form for cell in cells.values()), "")
    held = [cells.get(cell_key(path)) for path in indicator_named(indicator).cells.get(form, ())]
    return tuple(cell for cell in held if cell) if all(held) else ()


def _cells(rows: pd.DataFrame) -> Iterator[CellReading]:
    """The rows as readings; by columns, since a county has thousands."""
    names = [field.name for field in fields(CellReading)]
    columns = [rows[name].tolist() for name in names]
    value, unit = names.index("value"), names.index("unit")
    columns[value] = [number_or_none(one) for one in columns[value]]
    columns[unit] = [text_or_none(one) for one in columns[unit]]
    return (CellReading(*row) for row in zip(*columns, strict=True))
