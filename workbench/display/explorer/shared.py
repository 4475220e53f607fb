"""Reports that share words with one, and the passages that both hold."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from workbench.analysis.tables import Tables
from workbench.display.excerpts import title_of
from workbench.display.explorer.marked import Mark
from workbench.display.explorer.record import Record
from workbench.display.labels import label


@dataclass(frozen=True, eq=False)
class Other:
    """Another report with the runs of characters that it shares with ``this`` one."""

    corpus: Tables
    this: str
    report_id: str
    runs: pd.DataFrame
    label: str

    @cached_property
    def record(self) -> Record:
        """The other report."""
        found = Record.of(self.corpus, self.report_id)
        assert found is not None, "others() names reports of the corpus alone"
        return found

    def marks(self, *, theirs: bool = False) -> list[Mark]:
        """The shared passages in this report, or in the other; each leads to its twin."""
        pairs = zip(
            self.runs["start"], self.runs["end"], self.runs["other_start"], self.runs["other_end"],
            strict=True,
        )  # fmt: skip
        if theirs:
            return [
                Mark(int(c), int(d), "shared", f"open/{self.this}/{a}/{b}") for a, b, c, d in pairs
            ]
        return [Mark(int(a), int(b), "shared") for a, b, _, _ in pairs]


def others(corpus: Tables, record: Record) -> list[Other]:
    """The reports that share runs with ``record``, those that share most first."""
    runs = record.shared
    ids = pa.array(sorted(set(runs["other"])), pa.string())
    known = corpus.read("reports", where=pc.field("report_id").isin(ids)) if len(ids) else None
    if known is None:
        return []
    made = []
    for row in known.to_dict("records"):
        held = runs.loc[runs["other"].eq(row["report_id"])].sort_values("start")
        total = int(held["characters"].sum())
        title = title_of({str(name): value for name, value in row.items()})
        named = f"{title}（{label('copied', held['found'].iloc[0])}，{total} 字相同）"
        made.append((total, Other(corpus, record.report_id, str(row["report_id"]), held, named)))
    return [other for _, other in sorted(made, key=lambda pair: (-pair[0], pair[1].report_id))]
