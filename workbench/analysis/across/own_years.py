"""X1 and the runs behind it: a report beside its unit's report of an earlier year."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from workbench.analysis.across.province import Province, Row
from workbench.analysis.across.telling import Told, tell
from workbench.analysis.reuse.passages import PROBLEMS, Passage
from workbench.analysis.reuse.runs import Run, Stream, runs
from workbench.model import Place
from workbench.reference.reuse import limits


class Beside(NamedTuple):
    """A report, the one it is laid beside, and the runs that they share."""

    report: Row
    other: Row
    runs: list[Run]


def own_years(province: Province, passages: Mapping[str, Sequence[Passage]]) -> list[Beside]:
    """Each report beside the latest earlier one of its unit, where they share a run."""
    found = []
    for report, other in _pairs(province):
        ours, theirs = (Stream(passages.get(one["report_id"], ())) for one in (report, other))
        if ours.passages and theirs.passages and (shared := runs(ours, theirs)):
            found.append(Beside(report, other, shared))
    return found


def _pairs(province: Province) -> Iterator[tuple[Row, Row]]:
    for years in province.units.values():
        for year, reports in years.items():
            earlier = [each for each in years if each < year]
            if earlier:
                yield from ((report, years[max(earlier)][-1]) for report in reports)


def repeated(beside: Sequence[Beside], passages: Mapping[str, Sequence[Passage]]) -> Iterator[Told]:
    """X1: so much of what a report says of its problems is an earlier year's, word for word."""
    known = limits()
    for report, other, shared in beside:
        own = section_length(passages[report["report_id"]])
        same = [run for run in shared if run.role == PROBLEMS]
        count = sum(run.characters for run in same)
        if count >= known.same_as_own_characters and count >= known.same_as_own * own:
            share = f"{min(100, round(100 * count / own))}%"
            where = places(report, other, same)
            yield tell(report, "X1", *where, share=share, year=other["year"])


def section_length(passages: Sequence[Passage]) -> int:
    """How many characters a report's own words on its problems have, as they are compared."""
    return sum(len(each.key) for each in passages if each.role == PROBLEMS and not each.stock)


def places(report: Row, other: Row, shared: Sequence[Run]) -> list[Place]:
    """Each run's place in the report, then in the other."""
    return [
        place
        for run in shared
        for place in (Place(report["sha256"], *run.span), Place(other["sha256"], *run.other))
    ]


def rows(beside: Beside, found: str, first: int = 0) -> Iterator[tuple[Any, ...]]:
    """The rows of the table of runs."""
    report = beside.report
    for n, run in enumerate(beside.runs, first + 1):
        of = (report["report_id"], report["county_code"], report["year"], n)
        other = (beside.other["report_id"], *run.other)
        yield (*of, run.role, found, *other, run.characters, *run.span)
