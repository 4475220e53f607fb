"""The findings of a place and year, unit by unit, and which reports to look at first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from workbench.analysis.decided import Review, reviews
from workbench.analysis.place import PlaceYear
from workbench.analysis.tables import of_reports, text_or_none
from workbench.vocabulary import Severity

_ORDER = [Severity.ERROR.value, Severity.WARNING.value, Severity.HINT.value]


@dataclass(frozen=True, slots=True)
class Passage:
    """Where a finding rests: a stretch of a report's text."""

    report_id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Listed:
    """A finding of one report with all its passages, those in other reports too."""

    report_id: str
    n: int
    unit: str
    county: str | None
    year: int
    code: str
    severity: str
    verdict: str
    message: str
    passages: tuple[Passage, ...]
    review: Review | None

    @property
    def hint(self) -> bool:
        """Hints are listed apart and never counted as errors."""
        return self.severity == Severity.HINT

    @property
    def stands(self) -> bool:
        """Whether it is neither a hint nor dismissed."""
        return not self.hint and not (self.review and self.review.dismissed)


@dataclass(frozen=True, slots=True)
class First:
    """A report with findings that stand: how many errors and how many to look at."""

    report_id: str
    unit: str
    county: str | None
    errors: int
    others: int


def listing(view: PlaceYear) -> tuple[Listed, ...]:
    """The findings by unit and report, errors before warnings before hints."""
    reports = {row["report_id"]: row for row in view.reports.to_dict("records")}
    by_source = {row["sha256"]: row["report_id"] for row in reports.values()}
    rows = of_reports(view.corpus.read("findings"), reports)
    said = reviews(view.corpus, reports, "findings")
    found = [_listed(row, reports[row["report_id"]], by_source, said) for row in _dicts(rows)]
    return tuple(sorted(found, key=_place))


def _dicts(table: Any) -> list[dict[Any, Any]]:
    rows: list[dict[Any, Any]] = table.to_dict("records")
    return rows


def _place(listed: Listed) -> tuple[Any, ...]:
    return (
        listed.county or "", listed.unit, listed.report_id, _ORDER.index(listed.severity), listed.n,
    )  # fmt: skip


def _listed(
    row: dict[Any, Any],
    report: dict[Any, Any],
    by_source: dict[str, str],
    said: dict[tuple[str, int], Review],
) -> Listed:
    key = (row["report_id"], int(row["n"]))
    own = report["sha256"]
    passages = tuple(
        Passage(
            row["report_id"] if place["source"] == own else by_source[place["source"]],
            int(place["start"]),
            int(place["end"]),
        )
        for place in row["places"]
        if place["source"] == own or place["source"] in by_source
    )
    county = text_or_none(report["county"])
    unit = report["unit_name"]
    if unit == report["report_id"]:  # nothing in the text says whose it is
        unit = f"单位不明（{report['name']}）"
    return Listed(
        *key, unit, county, int(report["year"]), row["code"], row["severity"],
        row["verdict"], row["message"], passages, said.get(key),
    )  # fmt: skip


def first(found: Iterable[Listed]) -> tuple[First, ...]:
    """The reports with findings that stand, those with most errors first, then by place.

    An order of work, no ranking: a longer report has more that can be compared.
    """
    by_report: dict[str, list[Listed]] = {}
    for one in found:
        if one.stands:
            by_report.setdefault(one.report_id, []).append(one)
    made = [_first(mine) for mine in by_report.values()]
    return tuple(
        sorted(made, key=lambda one: (-one.errors, -one.others, one.county or "", one.unit))
    )


def _first(mine: list[Listed]) -> First:
    errors = sum(one.severity == Severity.ERROR for one in mine)
    return First(mine[0].report_id, mine[0].unit, mine[0].county, errors, len(mine) - errors)
