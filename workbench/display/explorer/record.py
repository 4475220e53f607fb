"""One report as the reading pane needs it: text, items, and which stretches they mark."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd
import pyarrow.compute as pc

from workbench.analysis.cells import CellReading, cells_among
from workbench.analysis.some import SomeReports
from workbench.analysis.tables import Tables, text_or_none
from workbench.display.excerpts import title_of
from workbench.display.explorer.marked import Mark

Row = Mapping[str, Any]
#: The layers that can be shown and hidden, with what they are called.
LAYERS = {
    "heading": "各部分标题", "figure": "数字", "problem": "问题", "measure": "整改措施",
    "finding": "核对结果所指",
}  # fmt: skip


@dataclass(frozen=True)
class Record:
    """The report ``report_id`` with everything that was read in it."""

    corpus: Tables
    report_id: str

    @classmethod
    def of(cls, corpus: Tables, report_id: str) -> Record | None:
        """The report, None where the corpus has it not; only its county's tables are read."""
        named = pc.field("report_id") == report_id
        rows = corpus.read("reports", columns=["county_code"], where=named)
        if rows.empty:
            return None
        county = text_or_none(rows["county_code"].iloc[0])
        around = corpus.only(county=county) if county else corpus
        return cls(SomeReports(around, frozenset((report_id,))), report_id)

    @cached_property
    def report(self) -> Row:
        return _rows(self.corpus.reports)[0]

    @property
    def title(self) -> str:
        """What the report is called, with its unit."""
        return title_of(dict(self.report))

    @cached_property
    def text(self) -> str | None:
        """The text of its document; None where the corpus does not keep it."""
        texts = self.corpus.texts["text"]
        return str(texts.iloc[0]) if len(texts) else None

    @cached_property
    def figures(self) -> list[Row]:
        return _rows(self.corpus.figures)

    @cached_property
    def problems(self) -> list[Row]:
        return _rows(self.corpus.problems)

    @cached_property
    def findings(self) -> list[Row]:
        return _rows(self.corpus.findings)

    @cached_property
    def cell_rows(self) -> list[Row]:
        return _rows(self.corpus.cells)

    @cached_property
    def cells(self) -> dict[tuple[str, str, str], CellReading]:
        """By table, row and column; of two for one place the first."""
        return cells_among(self.corpus.cells, [self.report_id])[self.report_id]

    @cached_property
    def shared(self) -> pd.DataFrame:
        """Its runs of characters that stand in other reports too."""
        return self.corpus.read("runs")

    def item(self, kind: str, n: int) -> Row | None:
        """An item by its kind (figures, cells, problems, findings) and number."""
        held: dict[str, list[Row]] = {
            "figures": self.figures, "cells": self.cell_rows, "problems": self.problems,
            "findings": self.findings,
        }  # fmt: skip
        return next((row for row in held.get(kind, ()) if row["n"] == n), None)

    def places(self, kind: str, row: Row) -> list[tuple[int, int]]:
        """Where an item stands in this report; a finding may stand in several places."""
        if kind != "findings":
            return [(int(row["start"]), int(row["end"]))]
        own = [place for place in row["places"] if place["source"] == self.report["sha256"]]
        return [(int(place["start"]), int(place["end"])) for place in own]

    def marks(self, layers: frozenset[str]) -> list[Mark]:
        """What is marked in the text for ``layers``."""
        made: list[Mark] = []
        if "heading" in layers:
            sections = _rows(self.corpus.sections)
            made += [Mark(int(r["start"]), int(r["body_start"]), "heading") for r in sections]
        cells = {int(row["start"]) for row in self.cell_rows}
        if "figure" in layers:
            said = (row for row in self.figures if int(row["start"]) not in cells)
            made += [_mark(row, "figure", "figures") for row in said]
        if "problem" in layers:
            made += [_mark(row, "problem", "problems") for row in self.problems]
        if "measure" in layers:
            made += [_mark(row, "measure") for row in _rows(self.corpus.measures)]
        if "finding" in layers:
            made += [
                Mark(start, end, "finding", f"item/findings/{row['n']}")
                for row in self.findings
                for start, end in self.places("findings", row)
            ]
        return made


def _mark(row: Row, kind: str, items: str | None = None) -> Mark:
    link = f"item/{items}/{row['n']}" if items else None
    return Mark(int(row["start"]), int(row["end"]), kind, link)


def _rows(table: pd.DataFrame) -> list[Row]:
    return [{str(name): value for name, value in row.items()} for row in table.to_dict("records")]
