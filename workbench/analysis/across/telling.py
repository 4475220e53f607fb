"""An outcome between reports: what is said, of which report, and where both sides stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

import pyarrow as pa

from workbench.corpus.frames import from_rows
from workbench.corpus.schemas import TABLES
from workbench.model import Place
from workbench.reference.checks import checks
from workbench.vocabulary import Severity, Verdict

Row = Mapping[str, Any]
_FINDINGS = (Verdict.CONTRADICTS, Verdict.SCOPE_DIFFERS)


class Told(NamedTuple):
    """An outcome of the report in ``report``, a row of reports; a finding by its verdict."""

    report: Row
    code: str
    severity: Severity
    verdict: Verdict
    message: str
    places: tuple[Place, ...]


def tell(
    report: Row,
    code: str,
    *places: Place,
    verdict: Verdict = Verdict.CONTRADICTS,
    severity: Severity | None = None,
    **fields: object,
) -> Told:
    """The message of check ``code`` with ``fields``; the check's own severity unless given."""
    check = checks()[code]
    message = check.messages[verdict].format(**fields)
    distinct = tuple(dict.fromkeys(places))
    return Told(report, code, severity or check.severity, verdict, message, distinct)


def title_of(report: Row) -> Place:
    """Where a report names itself; the beginning of its text where nothing is known."""
    evidence = {item["field"]: item for item in report["evidence"]}
    item = evidence.get("title") or evidence.get("issuer") or {"start": 0, "end": 0}
    return Place(report["sha256"], item["start"], item["end"])


def findings(told: Iterable[Told], numbers: Mapping[str, int]) -> pa.Table:
    """The rows of findings; ``numbers`` says how many each report has before these.

    What agrees and what could not be checked is no finding: it stands in the ledger alone.
    """
    rows = []
    for of, one in _numbered((one for one in told if one.verdict in _FINDINGS), numbers):
        where = [{"source": p.source, "start": p.start, "end": p.end} for p in one.places]
        rows.append((*of, one.code, one.severity, one.verdict, one.message, where))
    return from_rows(TABLES["findings"], rows)


def ledger(told: Iterable[Told], numbers: Mapping[str, int]) -> pa.Table:
    """The rows of the ledger of checks, whose passages are those of the report itself."""
    rows = []
    for of, one in _numbered(told, numbers):
        own = (place for place in one.places if place.source == one.report["sha256"])
        passages = [position for place in own for position in (place.start, place.end)]
        rows.append((*of, one.code, one.severity, one.verdict, one.message, passages))
    return from_rows(TABLES["checks"], rows)


def _numbered(
    told: Iterable[Told], numbers: Mapping[str, int]
) -> Iterator[tuple[tuple[Any, ...], Told]]:
    """Each with the report's id, county and year, and its number within the report."""
    last = dict(numbers)
    for one in told:
        report = one.report
        n = last[report["report_id"]] = last.get(report["report_id"], 0) + 1
        yield (report["report_id"], report["county_code"], report["year"], n), one
