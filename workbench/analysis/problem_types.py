"""Problem types counted by report: how many reports name a type, of how many with items."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
import pyarrow.compute as pc

from workbench.analysis.tables import Tables, of_reports


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
    items = of_reports(corpus.read("problems", columns=["report_id", "n", "types"]), ids)
    named = pc.field("role") == "problems"
    sections = of_reports(corpus.read("sections", columns=["report_id"], where=named), ids)
    base = set(items["report_id"]) | set(sections["report_id"])
    each = items.explode("types").dropna(subset="types").rename(columns={"types": "type"})
    counts = each.groupby("type").agg(reports=("report_id", "nunique"), items=("n", "size"))
    counts = counts.reset_index().sort_values(["reports", "type"], ascending=[False, True])
    return TypeCounts(
        counts=counts.reset_index(drop=True),
        reports=len(base),
        without=int(ids.nunique()) - len(base),
        items=len(items),
    )
