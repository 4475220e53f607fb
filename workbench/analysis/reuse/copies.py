"""The copy map of a corpus: which passages stand in several reports, and with whom."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from workbench.analysis.reuse.classify import KINDS, classified
from workbench.analysis.reuse.clusters import blocks, clusters, name_of
from workbench.corpus.frames import from_rows
from workbench.corpus.schemas import TABLES

_ORDER = ["report", "n"]


def owners(reports: pd.DataFrame) -> pd.DataFrame:
    """What a copy's place is told by: numbers for unit, superior, county, prefecture and age.

    ``reports`` has the columns of :func:`workbench.analysis.units.with_units`. A township's
    or department's superior is its county, a county's its prefecture. What is not known is a
    place of its own. ``age`` is the place in the order of years, days of publication and ids.
    """
    county = reports["county_code"].astype("object").where(reports["county_code"].notna(), "")
    code = reports["code"].astype("object").where(reports["code"].notna(), "")
    above = (county.where(county.ne(""), code)).str[:4]
    alone = "?" + reports["report_id"].astype("object")
    superior = county.where(~reports["group"].eq("county"), above)
    year = reports["year"].astype("Int64").fillna(9999)
    published = reports["published"].fillna("9999")
    ordered = pd.DataFrame({"y": year, "p": published, "i": reports["report_id"]})
    rank = ordered.sort_values(["y", "p", "i"], kind="stable").index
    return pd.DataFrame(
        {
            "report_id": reports["report_id"],
            "unit": pd.factorize(reports["unit_key"], sort=True)[0],
            "superior": pd.factorize(superior.where(superior.ne(""), alone), sort=True)[0],
            "county": pd.factorize(county.where(county.ne(""), alone), sort=True)[0],
            "prefecture": pd.factorize(above.where(above.ne(""), alone), sort=True)[0],
            "year": year.astype("int64"),
            "age": pd.Series(np.arange(len(rank)), index=rank).reindex(reports.index),
        }
    )


def copies(passages: pa.Table, reports: pd.DataFrame) -> pd.DataFrame:
    """The passages that stand in more than one report, with cluster, block and kinds.

    ``passages`` has report_id, n, role, stretch, stock, key, start, end, those of a report
    together; ``reports`` is that of :func:`owners`. Columns: those of the table of copies
    and of :func:`owners`, ``report`` (the row of ``reports``) and one for each kind.
    """
    own = passages.filter(pc.invert(passages["stock"]))
    encoded = own["key"].combine_chunks().dictionary_encode()
    keys, codes = _ascending(encoded)
    report = pd.Index(reports["report_id"]).get_indexer(own["report_id"].to_pandas())
    held = pd.DataFrame({"report": report, "key": codes})
    counts = np.bincount(held.drop_duplicates()["key"], minlength=len(keys))
    centre = clusters(keys, counts)
    columns = own.select(["n", "role", "stretch", "start", "end"]).to_pandas()
    lengths = np.fromiter(map(len, keys), np.int64, len(keys))
    members = columns.assign(
        report=report,
        cluster=centre[codes],
        characters=lengths[codes],
        length=lengths[centre[codes]],
    )
    members = _shared(members).merge(
        reports.assign(report=range(len(reports))), on="report", how="left"
    )
    return _told(members, keys, reports)


def _ascending(encoded: pa.DictionaryArray) -> tuple[list[str], Any]:
    """The distinct keys in ascending order, and each passage's place among them."""
    words = encoded.dictionary.to_pylist()
    order = sorted(range(len(words)), key=words.__getitem__)
    place = np.empty(len(words), np.int64)
    place[order] = np.arange(len(words))
    return [words[at] for at in order], place[encoded.indices.to_numpy()]


def _shared(members: pd.DataFrame) -> pd.DataFrame:
    """Only the passages of clusters that more than one report holds."""
    each = members[["cluster", "report"]].drop_duplicates()
    several = each.groupby("cluster").size()
    kept = members["cluster"].isin(several.index[several > 1])
    return members.loc[kept].sort_values(_ORDER, kind="stable").reset_index(drop=True)


def _told(members: pd.DataFrame, keys: Sequence[str], reports: pd.DataFrame) -> pd.DataFrame:
    units = reports.drop_duplicates("unit").groupby("superior").size()
    found = classified(members, units)
    block = found["cluster"].map(blocks(found)) if len(found) else found["cluster"]
    names = {row: name_of(keys[row]) for row in found["cluster"].unique()}
    return found.assign(
        block=[names.get(row, "") for row in block],
        cluster_name=[names[row] for row in found["cluster"]],
        found=pd.Series(_kinds(found), index=found.index, dtype="object"),
    )


def _kinds(found: pd.DataFrame) -> list[list[str]]:
    """For each row the names of the kinds that hold."""
    rows = found[list(KINDS)].to_numpy().tolist()
    return [[kind for kind, holds in zip(KINDS, row, strict=True) if holds] for row in rows]


def table(found: pd.DataFrame, county: pd.Series, year: pd.Series) -> pa.Table:
    """Rows of the table of copies; ``county`` and ``year`` are those of the reports' rows."""
    columns = ["report_id", "report", "n", "role", "cluster_name", "block", "found", "first",
               "characters", "start", "end"]  # fmt: skip
    rows = []
    for report_id, report, n, *rest in zip(*(found[name] for name in columns), strict=True):
        of = county.iloc[report], year.iloc[report]
        rows.append((report_id, *(None if pd.isna(value) else value for value in of), n, *rest))
    return from_rows(TABLES["copies"], rows)
