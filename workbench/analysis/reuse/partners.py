"""With which report each report is laid side by side: the one that shares most with it."""

from __future__ import annotations

import pandas as pd

#: So many of a cluster's earliest members stand for all of them: with n members there are
#: n times so many pairs, and not n squared.
_EARLIEST = 8


def other_units(members: pd.DataFrame) -> pd.DataFrame:
    """For each report the other unit's report that shares most characters with it.

    ``members`` has cluster, report, unit, age, county and characters. Columns: report, other,
    characters; of equal ones the one in the same county, then the earliest.
    """
    ordered = members.sort_values(["cluster", "age"], kind="stable")
    early = ordered.drop_duplicates(["cluster", "unit"])
    early = early.groupby("cluster", sort=False).head(_EARLIEST + 1)
    columns = ["cluster", "report", "unit", "age", "county"]
    pairs = members.merge(early[columns], on="cluster", suffixes=("", "_other"))
    pairs = pairs.loc[pairs["unit"] != pairs["unit_other"]]
    return _best(pairs.assign(near=pairs["county"] == pairs["county_other"]))


def _best(pairs: pd.DataFrame) -> pd.DataFrame:
    """The best pair of each report; a passage that stands twice counts once."""
    pairs = pairs.rename(columns={"report_other": "other"})
    pairs = pairs.drop_duplicates(["report", "n", "other"])
    keys = ["report", "other"]
    total = pairs.groupby(keys, sort=False).agg(
        characters=("characters", "sum"), near=("near", "first"), age=("age_other", "first")
    )
    ranked = total.reset_index().sort_values(
        ["report", "characters", "near", "age"], ascending=[True, False, False, True]
    )
    best = ranked.drop_duplicates("report")[["report", "other", "characters"]]
    return best.reset_index(drop=True)
