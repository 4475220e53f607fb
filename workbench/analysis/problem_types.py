"""Problem types counted by report: how many reports name a type, of how many with items."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain

import pandas as pd
import pyarrow.compute as pc

from workbench.analysis.tables import Tables, among, of_reports

#: What is read of problems: their types, and where each stands.
ITEMS = ("report_id", "n", "types", "start", "end")


@dataclass(frozen=True, slots=True)
class TypeCounts:
    """``counts``: one row per type with type, reports (that name it) and items.

    ``reports`` counts those with a problem section or an item: the base; ``without``
    those that have neither. A report that names a type twice counts once.
    """

    counts: pd.DataFrame
    reports: int
    without: int
    items: int


def type_counts(corpus: Tables, reports: pd.DataFrame) -> TypeCounts:
    """The types of the problem items of ``reports``, commonest first, then by code."""
    ids = reports["report_id"]
    items = of_reports(corpus.read("problems", columns=ITEMS), ids)
    named = pc.field("role") == "problems"
    sections = of_reports(corpus.read("sections", columns=["report_id"], where=named), ids)
    having = among(ids, items["report_id"]) | among(ids, sections["report_id"])
    counts = (
        _each(items).groupby("type").agg(reports=("report", "nunique"), items=("report", "size"))
    )
    counts = counts.reset_index().sort_values(["reports", "type"], ascending=[False, True])
    return TypeCounts(
        counts=counts.reset_index(drop=True),
        reports=int(ids.loc[having].nunique()),
        without=int(ids.loc[~having].nunique()),
        items=len(items),
    )


def _each(items: pd.DataFrame) -> pd.DataFrame:
    """A row per type of every item, with the number of its report."""
    reports = pd.factorize(items["report_id"])[0]
    held = items["types"].tolist()
    lengths = list(map(len, held))
    every = list(chain.from_iterable(held))
    return pd.DataFrame({"report": reports.repeat(lengths), "type": every})
