"""The copy map as a page needs it: a place's reports of a year, and what they share with whom."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from workbench.analysis.place import PlaceYear, place_year
from workbench.analysis.reuse.passages import PLAN, PROBLEMS
from workbench.analysis.some import SomeReports
from workbench.analysis.tables import Tables
from workbench.analysis.units import with_units
from workbench.reference.reuse import frames

_ELSEWHERE = frozenset(("same_county", "same_prefecture", "elsewhere"))
_COPIES = ["report_id", "n", "role", "cluster", "block", "found", "first", "characters",
           "start", "end", "county_code", "report_year"]  # fmt: skip
_WHO = ["report_id", "county_code", "county", "prefecture", "province", "code", "level",
        "township", "issuer", "title", "year", "published", "name"]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Shares:
    """How many characters of a report's part (problems or plan) stand elsewhere too.

    ``others`` stand with other units, ``own`` in an earlier year's report of the same unit
    (both may hold), ``alone`` nowhere else in the corpus; lines that the form asks for and
    everybody's wordings are left out of ``characters``.
    """

    characters: int
    others: int
    own: int
    alone: int


@dataclass(frozen=True, slots=True)
class Block:
    """Passages that go together, and every report that holds one of them.

    ``members`` has a row a passage: report_id, start, end, unit_key, unit_name, county, year,
    published, from the earliest on; ``kinds`` are those of the place's own passages.
    """

    name: str
    characters: int
    kinds: tuple[str, ...]
    members: pd.DataFrame

    @property
    def units(self) -> int:
        """How many units hold it."""
        return int(self.members["unit_key"].nunique())

    @property
    def earliest(self) -> Mapping[str, Any]:
        """The first row of the earliest member."""
        return {str(name): value for name, value in self.members.iloc[0].items()}


@dataclass(frozen=True)
class CopyView:
    """What the reports of ``view`` share, within the place and with all of ``whole``."""

    whole: Tables
    view: PlaceYear

    @classmethod
    def of(cls, corpus: Tables, place: str | None, year: int | None) -> CopyView:
        """The reports of a place (a code or its stem, None: everywhere) and year."""
        return cls(corpus, place_year(corpus, place, year))

    @cached_property
    def reports(self) -> pd.DataFrame:
        """The place's reports, by county, group and unit."""
        rows = _named(self.view.reports)
        rows = rows.sort_values(["county_code", "group", "unit_name", "report_id"])
        return rows.set_index("report_id", drop=False)

    @cached_property
    def own(self) -> SomeReports:
        """The tables of these reports."""
        return SomeReports(self.view.all_years, frozenset(self.reports["report_id"]))

    @cached_property
    def copies(self) -> pd.DataFrame:
        """Their passages that stand in other reports too."""
        return self.own.read("copies", columns=_COPIES)

    def shares(self, role: str) -> dict[str, Shares]:
        """The shares of each report that has own words of ``role`` (problems or plan)."""
        passages = self.own.read("passages", columns=["report_id", "n", "role", "stock", "key"])
        passages = passages.loc[passages["role"].eq(role) & ~passages["stock"]]
        kinds = self.copies.set_index(["report_id", "n"])["found"]
        found = kinds.reindex(pd.MultiIndex.from_frame(passages[["report_id", "n"]]))
        sets: list[frozenset[str]] = [
            frozenset(one) if isinstance(one, Iterable) else frozenset() for one in found
        ]
        held: dict[str, list[tuple[int, frozenset[str]]]] = {}
        for report_id, key, one in zip(passages["report_id"], passages["key"], sets, strict=True):
            if "common" not in one:
                held.setdefault(report_id, []).append((len(key), one))
        return {report_id: _shares(pairs) for report_id, pairs in held.items()}

    @cached_property
    def runs(self) -> pd.DataFrame:
        """Their shared runs with other units' reports and with their own earlier ones."""
        return self.own.read("runs")

    @cached_property
    def everybody(self) -> pd.DataFrame:
        """Who is who: these reports, those they are laid beside, and those of their blocks."""
        ids = {*self.reports["report_id"], *self.runs["other"], *self._elsewhere["report_id"]}
        where = pc.field("report_id").isin(pa.array(sorted(ids), pa.string()))
        rows = _named(with_units(self.whole.read("reports", columns=_WHO, where=where)))
        return rows.set_index("report_id", drop=False)

    @cached_property
    def quoted(self) -> SomeReports:
        """The tables of everybody, to quote from."""
        return SomeReports(self.whole, frozenset(self.everybody["report_id"]))

    def blocks(self, most: int) -> tuple[Block, ...]:
        """The blocks that the place shares with other units, those of most units first."""
        found = self._elsewhere
        kinds = self.copies.groupby("block")["found"]
        made = []
        for name, rows in found.groupby("block", sort=True):
            members = rows.merge(self._who, on="report_id").sort_values(_AGE, kind="stable")
            length = int(members.groupby("report_id")["characters"].sum().max())
            held = sorted({kind for kinds_of in kinds.get_group(name) for kind in kinds_of})
            made.append(Block(str(name), length, tuple(held), members.reset_index(drop=True)))
        made.sort(key=lambda block: (-block.units * block.characters, block.name))
        return tuple(block for block in made if block.units > 1)[:most]

    @cached_property
    def _elsewhere(self) -> pd.DataFrame:
        """Every member, wherever it is, of the blocks that the place shares with others."""
        told = [bool(_ELSEWHERE & {*one}) and "common" not in one for one in self.copies["found"]]
        shared = self.copies.loc[told]
        shared = shared.loc[~shared["block"].isin(self._frames(shared))]
        names = pa.array(sorted(set(shared["block"])), pa.string())
        columns = ["report_id", "n", "block", "start", "end", "characters"]
        return self.whole.read("copies", columns=columns, where=pc.field("block").isin(names))

    def _frames(self, shared: pd.DataFrame) -> frozenset[str]:
        """The blocks that only lead to what follows."""
        keys = self.own.read("passages", columns=["report_id", "n", "key"])
        held = shared[["report_id", "n", "block"]].merge(keys, on=["report_id", "n"])
        frame = [any(rule.pattern.search(key) for rule in frames()) for key in held["key"]]
        others = set(held.loc[[not one for one in frame], "block"])
        return frozenset(set(held["block"]) - others)

    @cached_property
    def _who(self) -> pd.DataFrame:
        columns = [
            "report_id",
            "unit_key",
            "unit_name",
            "county",
            "county_code",
            "year",
            "published",
        ]
        return self.everybody[columns].reset_index(drop=True)

    def between_units(self) -> pd.DataFrame:
        """Characters that two of the place's reports share: report_id, other, characters.

        Only pairs of different units with something in common; each pair once a direction.
        """
        rows = self.copies.loc[["common" not in one for one in self.copies["found"]]]
        rows = rows[["report_id", "cluster", "characters"]]
        unit = self.reports["unit_key"]
        pairs = rows.merge(rows[["report_id", "cluster"]], on="cluster", suffixes=("", "_other"))
        pairs = pairs.drop_duplicates(["report_id", "cluster", "report_id_other"])
        pairs = pairs.loc[
            pairs["report_id"].map(unit).to_numpy() != pairs["report_id_other"].map(unit).to_numpy()
        ]
        keys = ["report_id", "report_id_other"]
        total: pd.DataFrame = pairs.groupby(keys)["characters"].sum().reset_index()
        return total.rename(columns={"report_id_other": "other"})


def _named(reports: pd.DataFrame) -> pd.DataFrame:
    """``reports`` in which a unit that nothing names is called by its file."""
    unknown = reports["unit_name"].eq(reports["report_id"])
    by_file = "单位不明（" + reports["name"].astype("object") + "）"
    return reports.assign(unit_name=reports["unit_name"].where(~unknown, by_file))


_AGE = ["year", "published", "report_id", "n"]
#: The parts whose shares are told.
PARTS = (PROBLEMS, PLAN)


def _shares(pairs: Sequence[tuple[int, frozenset[str]]]) -> Shares:
    return Shares(
        characters=sum(length for length, _ in pairs),
        others=sum(length for length, kinds in pairs if kinds & _ELSEWHERE),
        own=sum(length for length, kinds in pairs if "own_earlier" in kinds),
        alone=sum(
            length
            for length, kinds in pairs
            if not kinds & _ELSEWHERE and "own_earlier" not in kinds
        ),
    )


def clusters_of(corpus: Tables, ids: Iterable[str] | None = None) -> pd.DataFrame:
    """Which passages are copies of each other: report_id, start, end, cluster, first.

    For whoever counts each copied text once: of the rows of one ``cluster`` those that are
    ``first`` are the earliest published. Passages that stand in one report alone are not in
    the table. ``ids`` narrows it to some reports.
    """
    around = corpus if ids is None else SomeReports(corpus, frozenset(ids))
    return around.read("copies", columns=["report_id", "start", "end", "cluster", "first"])
