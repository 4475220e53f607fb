"""X3: what a report shares with another unit's, and the tables behind it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import pandas as pd
import pyarrow as pa

from workbench.analysis.across.own_years import Beside, places, section_length
from workbench.analysis.across.telling import Told, tell
from workbench.analysis.reuse import copies as map_
from workbench.analysis.reuse.masking import position
from workbench.analysis.reuse.partners import other_units
from workbench.analysis.reuse.passages import PROBLEMS, Passage
from workbench.analysis.reuse.runs import runs
from workbench.analysis.reuse.stored import Stored
from workbench.analysis.units import with_units
from workbench.corpus.open import Corpus
from workbench.model import Place
from workbench.parsing.fold import fold
from workbench.reference.reuse import limits

Row = Mapping[str, Any]
#: A name of two characters may stand inside other words.
_SHORTEST = 3
_READ = ("report_id", "n", "role", "stretch", "stock", "key", "marks", "start", "end")


class Copied(NamedTuple):
    """The table of copies, and each report beside the other unit's that is closest to it."""

    reports: Sequence[Row]
    copies: pa.Table
    beside: list[Beside]
    stored: Stored


def copied(corpus: Corpus) -> Copied:
    """Compare every report of ``corpus`` with those of all other units."""
    frame = with_units(corpus.reports).reset_index(drop=True)
    plain = frame.astype(object).where(frame.notna(), None).to_numpy()
    rows: list[Row] = [dict(zip(frame.columns, row, strict=True)) for row in plain]
    reports = map_.owners(frame)
    passages = corpus.arrow("passages", columns=_READ)
    found = map_.copies(passages, reports)
    stored = Stored(passages)
    return Copied(
        rows,
        map_.table(found, frame["county_code"], frame["year"]),
        list(_beside(found, rows, stored)),
        stored,
    )


def _beside(found: pd.DataFrame, rows: Sequence[Row], stored: Stored) -> Iterator[Beside]:
    least = limits().shortest_run
    pairs = other_units(found.loc[~found["common"]])
    pairs = pairs.loc[pairs["characters"] >= least]
    for report, other in zip(pairs["report"], pairs["other"], strict=True):
        ours, theirs = rows[report], rows[other]
        shared = runs(stored.stream(ours["report_id"]), stored.stream(theirs["report_id"]))
        if shared:
            yield Beside(ours, theirs, shared)


def kind_of(report: Row, other: Row) -> str:
    """Where the other report's unit stands as seen from the report's."""
    ours, theirs = report["county_code"], other["county_code"]
    if isinstance(ours, str) and ours == theirs:
        return "same_county"
    same = isinstance(ours, str) and isinstance(theirs, str) and ours[:4] == theirs[:4]
    return "same_prefecture" if same else "elsewhere"


def told(beside: Iterable[Beside], stored: Stored) -> Iterator[Told]:
    """X3: the runs are long enough to be told; the wording stays neutral.

    X4 with it, where the other unit's name, or its county's, stands in the report's own words.
    """
    for report, other, shared in beside:
        total = sum(run.characters for run in shared)
        if _worth_telling(report["report_id"], shared, total, stored):
            unit = other["issuer"] if isinstance(other["issuer"], str) else other["unit_name"]
            where = places(report, other, shared)
            yield tell(report, "X3", *where, length=total, unit=unit, year=other["year"])
            for name, place in _names_of(other, report, stored.passages(report["report_id"])):
                yield tell(report, "X4", place, found=name)


def _names_of(other: Row, report: Row, own: Sequence[Passage]) -> Iterator[tuple[str, Place]]:
    """The names of the other unit that stand in the report's passages, and are not its own."""
    for field in ("township", "county"):
        name = other[field]
        if not isinstance(name, str) or len(name) < _SHORTEST or name == report[field]:
            continue
        key = fold(name)
        for passage in own:
            at = passage.key.find(key)
            if at >= 0:
                start, end = (position(passage.marks, index) for index in (at, at + len(key) - 1))
                yield name, Place(report["sha256"], start, end + 1)
                break


def _worth_telling(report_id: str, shared: Sequence[Any], total: int, stored: Stored) -> bool:
    known = limits()
    if max(run.characters for run in shared) < known.longest_run:
        return False
    own = section_length(stored.passages(report_id))
    problems = sum(run.characters for run in shared if run.role == PROBLEMS)
    return total >= known.all_runs or (own > 0 and problems >= known.most_of_section * own)
