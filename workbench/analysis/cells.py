"""The cells of the statutory tables, by report: what stood in each and where."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from workbench.analysis.indicators import indicator_named
from workbench.analysis.tables import Tables, number_or_none, of_reports, text_or_none


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
    wanted = list(reports)
    found: dict[str, Cells] = {report_id: {} for report_id in wanted}
    for record in of_reports(corpus.cells, wanted).to_dict("records"):
        cell = _cell({str(name): value for name, value in record.items()})
        found[cell.report_id].setdefault((cell.table, cell.row, cell.column), cell)
    return found


def cells_of_figures(corpus: Tables) -> dict[tuple[str, int, int], CellReading]:
    """By (report_id, start, end) the cells on which figures of ``corpus`` rest."""
    spans = corpus.figures[["report_id", "start", "end"]].drop_duplicates()
    rows = corpus.cells.merge(spans, on=["report_id", "start", "end"])
    rows = rows.loc[rows["value"].notna()]
    cells = (_cell({str(k): v for k, v in row.items()}) for row in rows.to_dict("records"))
    return {(cell.report_id, cell.start, cell.end): cell for cell in cells}


def cells_on(indicator: str, cells: Cells) -> tuple[CellReading, ...]:
    """The cells of one report that together state ``indicator``; empty unless all are there.

    行政诉讼 stands in two cells of the form of 2019, one for each way into court.
    """
    form = next((cell.form for cell in cells.values()), "")
    held = [cells.get(_key(path)) for path in indicator_named(indicator).cells.get(form, ())]
    return tuple(cell for cell in held if cell) if all(held) else ()


def _key(path: str) -> tuple[str, str, str]:
    """Table, row and column of a path; a row may hold dots: statistics.3.3.4.a.count."""
    table, _, rest = path.partition(".")
    row, _, column = rest.rpartition(".")
    return table, row, column


def _cell(row: dict[str, object]) -> CellReading:
    return CellReading(
        report_id=str(row["report_id"]),
        form=str(row["form"]),
        table=str(row["table"]),
        row=str(row["row"]),
        column=str(row["column"]),
        value=number_or_none(row["value"]),
        unit=text_or_none(row["unit"]),
        status=str(row["status"]),
        confidence=str(row["confidence"]),
        raw=str(row["raw"]),
        start=int(str(row["start"])),
        end=int(str(row["end"])),
    )
