"""Where else a passage stands: with the same unit, in its county, its prefecture, elsewhere."""

from __future__ import annotations

import pandas as pd

from workbench.reference.reuse import limits

#: What may be said of a passage, in the order in which it is shown.
KINDS = ("own_earlier", "same_county", "same_prefecture", "elsewhere", "template", "common")


def classified(members: pd.DataFrame, units: pd.Series) -> pd.DataFrame:
    """``members`` with a column of truth values for each of :data:`KINDS`, and ``first``.

    ``members`` has cluster, report, unit, superior, county, prefecture, year, age (numbers:
    the lower, the earlier published) and length of the centre's key; ``units`` counts the
    units in the corpus under each superior. Copies in two versions of one report are no copies.
    """
    known = limits()
    each = members.drop_duplicates(["cluster", "unit"])
    everywhere = _counted(members, each, ["cluster"])
    county = _counted(members, each, ["cluster", "county"])
    prefecture = _counted(members, each, ["cluster", "prefecture"])
    below = _counted(members, each, ["cluster", "superior"])
    places = each.drop_duplicates(["cluster", "prefecture"]).groupby("cluster").size()
    earliest = members.groupby(["cluster", "unit"])["year"].transform("min")
    enough = known.template_share * members["superior"].map(units)
    return members.assign(
        own_earlier=earliest < members["year"],
        same_county=county > 1,
        same_prefecture=prefecture > county,
        elsewhere=everywhere > prefecture,
        template=(below >= known.template_units) & (below >= enough),
        common=(everywhere >= known.common_units)
        & (members["cluster"].map(places) >= known.common_prefectures)
        & (members["length"] <= known.common_length),
        first=members["age"] == members.groupby("cluster")["age"].transform("min"),
    )


def _counted(members: pd.DataFrame, each: pd.DataFrame, by: list[str]) -> pd.Series:
    """How many units share the values of ``by`` with each of ``members``, itself included."""
    counts = each.groupby(by).size().rename("units").reset_index()
    return members[by].merge(counts, how="left")["units"].set_axis(members.index)
