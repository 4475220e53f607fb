"""The reports of one part of the corpus by unit and year, and their rows by report."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

import pyarrow.compute as pc

from workbench.analysis.units import with_units
from workbench.corpus.open import Corpus

Row = Mapping[str, Any]
Rows = dict[str, list[Row]]


class Province:
    """One part (a province); a table is read when it is first asked for."""

    def __init__(self, corpus: Corpus, name: str) -> None:
        self.corpus = corpus.only(province=name)
        self.name = name

    @cached_property
    def reports(self) -> tuple[Row, ...]:
        """Rows of reports with ``unit_key`` and ``unit_name``, in order of unit, year, id."""
        units = with_units(self.corpus.read("reports"))
        names = zip(units["report_id"], units["unit_key"], units["unit_name"], strict=True)
        known = {report_id: {"unit_key": key, "unit_name": name} for report_id, key, name in names}
        rows = [
            {**row, **known[row["report_id"]]} for row in self.corpus.arrow("reports").to_pylist()
        ]
        return tuple(sorted(rows, key=order))

    @cached_property
    def units(self) -> dict[str, dict[int, list[Row]]]:
        """The reports of each unit by year; those without a year are left out."""
        found: dict[str, dict[int, list[Row]]] = {}
        for row in self.reports:
            if row["year"] is not None:
                found.setdefault(row["unit_key"], {}).setdefault(row["year"], []).append(row)
        return found

    def successive(self) -> Iterator[tuple[Row, Row]]:
        """Each report with the one of the year right before, where each year has only one."""
        for years in self.units.values():
            for year, reports in years.items():
                before = years.get(year - 1, [])
                if len(reports) == len(before) == 1:
                    yield before[0], reports[0]

    def rows(self, table: str, columns: Sequence[str] | None = None, where: Any = None) -> Rows:
        """The rows of ``table`` by report, in their order."""
        found: Rows = {}
        wanted = None if columns is None else ["report_id", *columns]
        for row in self.corpus.arrow(table, columns=wanted, where=where).to_pylist():
            found.setdefault(row["report_id"], []).append(row)
        return found

    def texts(self, ids: Sequence[str]) -> dict[str, str]:
        """The texts of some reports."""
        if not ids:
            return {}
        where = pc.field("report_id").isin(list(ids))
        rows = self.corpus.arrow("texts", columns=["report_id", "text"], where=where)
        return dict(zip(*rows.to_pydict().values(), strict=True))


def order(report: Row) -> tuple[Any, ...]:
    """By unit, then from the earliest: year, day of publication, id."""
    year = report["year"] if report["year"] is not None else 9999
    return (report["unit_key"], year, report["published"] or "9999", report["report_id"])
