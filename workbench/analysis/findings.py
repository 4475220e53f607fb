"""The findings of a county's reports, and which numbers they rest on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Protocol

import pandas as pd

from workbench.analysis.compare import CountyYear, ReportRow
from workbench.analysis.decided import Review, reviews
from workbench.analysis.tables import Tables, of_reports


class Passage(Protocol):
    """Anything that stands in a report: a figure, a cell, a problem."""

    @property
    def report_id(self) -> str: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Found:
    """A finding with the passages of its own report; ``elsewhere`` counts the others."""

    report_id: str
    n: int
    code: str
    severity: str
    verdict: str
    message: str
    spans: tuple[tuple[int, int], ...]
    elsewhere: int
    review: Review | None = None

    @property
    def hint(self) -> bool:
        """Hints are listed apart and never counted as errors."""
        return self.severity == "hint"

    @property
    def contradicts(self) -> bool:
        """Whether two places of the report cannot both be right, and nobody said otherwise."""
        dismissed = self.review is not None and self.review.dismissed
        return self.verdict == "contradicts" and self.severity == "error" and not dismissed

    def touches(self, passage: Passage) -> bool:
        """Whether one of its passages overlaps ``passage``."""
        if passage.report_id != self.report_id:
            return False
        return any(start < passage.end and passage.start < end for start, end in self.spans)


def findings(view: CountyYear) -> tuple[Found, ...]:
    """The findings of the year's reports in the order of units, reports and numbers."""
    reports = [report for unit in view.units for report in unit.reports]
    ids = [report.report_id for report in reports]
    rows = of_reports(view.corpus.findings, ids)
    said = reviews(view.corpus, ids, "findings")
    by_report: dict[str, list[dict[Any, Any]]] = {}
    for row in rows.to_dict("records"):
        by_report.setdefault(row["report_id"], []).append(row)
    return tuple(
        _found(row, report, said.get((row["report_id"], int(row["n"]))))
        for report in reports
        for row in by_report.get(report.report_id, [])
    )


def contradictions(corpus: Tables) -> dict[str, int]:
    """How many findings of each report say that two places of it cannot both be right, by the
    report's number; those that somebody dismissed are not counted."""
    found = corpus.read("findings", columns=["report_id", "n", "severity", "verdict"])
    found = found.loc[found["verdict"].eq("contradicts") & found["severity"].eq("error")]
    said = corpus.read("reviews", columns=["report_id", "kind", "item", "judgement"])
    said = said.loc[said["kind"].eq("findings") & said["judgement"].eq("dismissed")]
    gone = pd.MultiIndex.from_frame(said[["report_id", "item"]])
    kept = ~pd.MultiIndex.from_frame(found[["report_id", "n"]]).isin(gone)
    counts = found.loc[kept, "report_id"].value_counts()
    return {str(report): int(count) for report, count in counts.items()}


def _found(row: dict[Any, Any], report: ReportRow, review: Review | None) -> Found:
    places = list(row["places"])
    own = [place for place in places if place["source"] == report.sha256]
    return Found(
        report_id=report.report_id,
        n=int(row["n"]),
        code=row["code"],
        severity=row["severity"],
        verdict=row["verdict"],
        message=row["message"],
        spans=tuple((int(place["start"]), int(place["end"])) for place in own),
        elsewhere=len(places) - len(own),
        review=review,
    )


def in_doubt(found: Iterable[Found], passages: Iterable[Passage]) -> bool:
    """Whether a contradiction rests on one of ``passages``: nothing is computed from them."""
    around = list(passages)
    return any(one.touches(passage) for one in found if one.contradicts for passage in around)
