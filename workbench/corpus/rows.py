"""A report as rows of the corpus's tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from workbench.corpus.files import Beside
from workbench.corpus.manifest import Row as Known
from workbench.model import Place, Report, Span

Row = tuple[Any, ...]
#: The first digits of the codes that the sample's made-up units have.
_FICTIONAL = "99"
#: The part for units of which neither county nor code is known.
NOWHERE = "00"


@dataclass(frozen=True, slots=True)
class Entry:
    """A report with what its rows need beside it.

    ``part`` counts the reports of one document from 1.
    """

    report: Report
    report_id: str
    text: str
    part: int = 1
    known: Known = field(default_factory=lambda: Known(""))
    beside: Beside = field(default_factory=lambda: Beside((), (), ()))

    @property
    def place(self) -> str:
        """The part of the tables to which the report belongs: its province's two digits."""
        identity = self.report.identity
        return (identity.county_code or identity.code or NOWHERE)[:2]


def report_id(sha256: str, part: int) -> str:
    """Sixteen digits of the document's SHA-256, with -2 for its second report."""
    return sha256[:16] if part == 1 else f"{sha256[:16]}-{part}"


def rows(entry: Entry) -> Mapping[str, list[Row]]:
    """The rows of ``entry`` in each table, in the order of the tables' columns."""
    report = entry.report
    of = (entry.report_id, report.identity.county_code, report.identity.year)
    return {
        "reports": [_report(entry)],
        "sections": list(_sections(report, of)),
        "figures": list(_figures(report, of)),
        "cells": list(_cells(report, of)),
        "problems": list(_problems(report, of)),
        "measures": [(*of, item.n, item.text, *item.span) for item in report.measures],
        "findings": list(_findings(report, of)),
        "checks": list(_checks(entry.beside, of)),
        "corrections": list(_corrections(entry.beside, of)),
        "texts": [(*of, report.source.sha256, entry.text)],
    }


def _report(entry: Entry) -> Row:
    source, identity = entry.report.source, entry.report.identity
    begins, ends = identity.period or (None, None)
    return (
        entry.report_id,
        source.name,
        source.sha256,
        entry.part,
        identity.title,
        identity.issuer,
        identity.level,
        identity.township,
        identity.county,
        identity.county_code,
        identity.prefecture,
        identity.province,
        identity.code,
        identity.year,
        begins,
        ends,
        identity.published,
        entry.report.form.value,
        list(identity.candidates),
        list(identity.uncertain),
        list(entry.beside.filled),
        _corrected_fields(entry.beside),
        _evidence(identity.evidence),
        len(entry.text),
        entry.known.url,
        entry.known.fetched_on,
        entry.known.note,
        entry.place == _FICTIONAL,
    )


def _evidence(evidence: Mapping[str, Span]) -> list[dict[str, Any]]:
    return [
        {"field": field, "start": span.start, "end": span.end}
        for field, span in sorted(evidence.items())
    ]


def _sections(report: Report, of: Row) -> Iterator[Row]:
    for n, item in enumerate(report.sections, 1):
        yield (
            *of, n, item.role, item.heading, item.number, item.level, *item.span, *item.body,
        )  # fmt: skip


def _figures(report: Report, of: Row) -> Iterator[Row]:
    for n, item in enumerate(report.figures, 1):
        yield (
            *of, n, item.indicator, _number(item.value), item.unit, item.qualifier, item.status,
            item.confidence, item.scope, item.subject, item.year, item.part_of, item.quote,
            *item.span,
        )  # fmt: skip


def _cells(report: Report, of: Row) -> Iterator[Row]:
    for n, item in enumerate(report.cells, 1):
        yield (
            *of, n, item.form, item.table, item.row, item.column, _number(item.value), item.unit,
            item.status, item.confidence, item.raw, *item.span,
        )  # fmt: skip


def _problems(report: Report, of: Row) -> Iterator[Row]:
    for item in report.problems:
        yield (
            *of, item.n, item.text, list(item.types), item.target, item.hedged, item.concrete,
            list(item.measures), item.confidence, *item.span,
        )  # fmt: skip


def _findings(report: Report, of: Row) -> Iterator[Row]:
    for n, item in enumerate(report.findings, 1):
        yield (*of, n, item.code, item.severity, item.verdict, item.message, places(item.spans))


def _checks(beside: Beside, of: Row) -> Iterator[Row]:
    for n, item in enumerate(beside.ledger, 1):
        passages = [position for place in item.spans for position in (place.start, place.end)]
        yield (*of, n, item.code, item.severity, item.verdict, item.message, passages)


def _corrections(beside: Beside, of: Row) -> Iterator[Row]:
    for n, item in enumerate(beside.corrections, 1):
        made = item.decision
        yield (
            *of, n, made.field, made.expect, item.found, made.value, item.why, made.reason, made.by,
            made.on, list(item.span or ()),
        )  # fmt: skip


def _corrected_fields(beside: Beside) -> list[str]:
    """The columns of reports that a correction set."""
    done = (item.decision for item in beside.corrections if item.applied)
    return [decision.name for decision in done if decision.kind == "identity"]


def places(spans: Iterable[Place]) -> list[dict[str, Any]]:
    """Passages as findings.places holds them."""
    return [{"source": span.source, "start": span.start, "end": span.end} for span in spans]


def _number(value: float | None) -> float | None:
    return None if value is None else float(value)
