"""A corpus narrowed to some reports by their ids, wherever they are from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from workbench.analysis.tables import Tables
from workbench.corpus.accessors import Accessors


@dataclass(frozen=True)
class SomeReports(Accessors):
    """The tables of ``corpus`` as far as they are of the reports ``ids``.

    A page that quotes forty sentences of a country reads forty texts, not all of them.
    """

    corpus: Tables
    ids: frozenset[str]

    def read(
        self, table: str, *, columns: Sequence[str] | None = None, where: Any = None
    ) -> pd.DataFrame:
        """As :meth:`workbench.analysis.tables.Tables.read`; sources are all of them."""
        if table == "sources":
            return self.corpus.read(table, columns=columns, where=where)
        own = pc.field("report_id").isin(pa.array(sorted(self.ids), pa.string()))
        both = own if where is None else own & where
        return self.corpus.read(table, columns=columns, where=both)

    def only(
        self,
        *,
        county: str | None = None,
        province: str | None = None,
        years: Iterable[int] | None = None,
    ) -> SomeReports:
        """The same of a county, a province or some years."""
        narrowed = self.corpus.only(county=county, province=province, years=years)
        return SomeReports(narrowed, self.ids)
