"""What is said of a point of a chart, and the passages behind it."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from workbench.display.explorer.behind import Passage, Passages
from workbench.display.labels import number as digits
from workbench.display.labels import percent


def trend_told(term: str, row: dict[object, float]) -> str:
    """A point in words: 2018年 渠道：12%（3／25，95%区间 4%–30%），N不足30."""
    few = "，N不足30" if row["few"] else ""
    within = f"95%区间 {percent(row['low'])}–{percent(row['high'])}"
    cases = f"{int(row['hits'])}／{int(row['n'])}，{within}"
    return f"{int(row['year'])}年 {term}：{percent(row['share'])}（{cases}）{few}"


def numbers_in(rows: pd.DataFrame, measure: str | None) -> Sequence[Passage]:
    """The places of the numbers of some units, in the order of units."""
    ordered = rows.sort_values("unit_key", kind="stable")
    return Passages(
        ordered, lambda row: f"{row['unit_name']}：{digits(row['value'])}{measure or ''}"
    )
