"""Near copies gathered: clusters of strings around a centre, and clusters that go together."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

import numpy as np
import numpy.typing as npt
import pandas as pd

from workbench.analysis.reuse.minhash import Ints
from workbench.analysis.reuse.verify import near_copies

#: Two clusters are one block where the second follows the first in this share of the reports
#: of the larger.
_FOLLOWS = 0.8


def clusters(keys: Sequence[str], reports: npt.NDArray[np.int64]) -> Ints:
    """For each of ``keys`` (distinct, ascending) the row of its cluster's centre.

    ``reports`` counts the reports that hold each key. The commonest key is a centre, all its
    near copies are in its cluster; then the next of the rest. So every member is a near copy
    of its centre, and no chain of small changes makes one cluster of everything.
    """
    left, right = near_copies(keys)
    source, target = np.concatenate([left, right]), np.concatenate([right, left])
    order = np.argsort(source, kind="stable")
    source, target = source[order], target[order]
    edges = np.searchsorted(source, np.arange(len(keys) + 1))
    centre = np.arange(len(keys))
    settled = np.zeros(len(keys), bool)
    linked = np.unique(source)
    for row in linked[np.lexsort((linked, -reports[linked]))].tolist():
        if settled[row]:
            continue
        near = target[edges[row] : edges[row + 1]]
        free = near[~settled[near]]
        centre[free] = row
        settled[free] = settled[row] = True
    return centre


def name_of(key: str) -> str:
    """A cluster's name: twelve digits of the SHA-256 of its centre's key."""
    return sha256(key.encode()).hexdigest()[:12]


def blocks(copies: pd.DataFrame) -> pd.Series:
    """The block of each cluster: clusters that stand one behind the other nearly everywhere.

    ``copies`` has report, stretch, n and cluster (numbers), by report and n. A block is named
    by its smallest cluster, so a copied paragraph is one block and not one of each sentence.
    """
    counts = copies.groupby("cluster")["report"].nunique()
    here, there = copies.iloc[:-1], copies.iloc[1:]
    next_ = pd.DataFrame(
        {
            "report": here["report"].to_numpy(),
            "cluster": here["cluster"].to_numpy(),
            "next": there["cluster"].to_numpy(),
            "joined": (here["report"].to_numpy() == there["report"].to_numpy())
            & (here["stretch"].to_numpy() == there["stretch"].to_numpy())
            & (here["n"].to_numpy() + 1 == there["n"].to_numpy()),
        }
    )
    pairs = next_.loc[next_["joined"]].groupby(["cluster", "next"])["report"].nunique()
    found: dict[int, int] = {}
    for one, other, together in pairs.rename("reports").reset_index().to_numpy().tolist():
        if one != other and together >= _FOLLOWS * max(counts[one], counts[other]):
            first, second = _root(found, one), _root(found, other)
            found[max(first, second)] = min(first, second)
    return pd.Series({c: _root(found, int(c)) for c in counts.index}, dtype="int64")


def _root(found: dict[int, int], cluster: int) -> int:
    while found.get(cluster, cluster) != cluster:
        cluster = found[cluster]
    return cluster
