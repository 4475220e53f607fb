"""What a chart leaves out, in words: numbers that count in another unit than those drawn."""

from __future__ import annotations

import pandas as pd

from workbench.analysis.peers import counted_in
from workbench.analysis.tables import text_or_none


def left_out(rows: pd.DataFrame, measure: str | None) -> str:
    """What of ``rows`` is not drawn among those in ``measure``; empty where all of them are.

    另有 1 个以条计、2 个未写单位的数字，不能与以件计的相比，没有画出。
    """
    others = rows.loc[~counted_in(rows, measure), "unit"]
    if others.empty:
        return ""
    counts = others.map(_counted).value_counts(sort=False).sort_index()
    each = "、".join(f"{count} 个{words}" for words, count in counts.items())
    return f"另有 {each}的数字，不能与以{measure}计的相比，没有画出。"


def _counted(unit: object) -> str:
    named = text_or_none(unit)
    return f"以{named}计" if named else "未写单位"
