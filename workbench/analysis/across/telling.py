"""A finding between reports: what is said, of which report, and where both sides stand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

import pyarrow as pa

from workbench.corpus.frames import from_rows
from workbench.corpus.schemas import TABLES
from workbench.model import Place
from workbench.reference.checks import checks
from workbench.vocabulary import Severity, Verdict

Row = Mapping[str, Any]


class Told(NamedTuple):
    """A finding of the report in ``report``, a row of reports."""

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


def table(told: Iterable[Told], numbers: Mapping[str, int]) -> pa.Table:
    """Rows of findings; ``numbers`` says how many each report has before these."""
    last = dict(numbers)
    rows = []
    for report, code, severity, verdict, message, places in told:
        n = last[report["report_id"]] = last.get(report["report_id"], 0) + 1
        where = [{"source": p.source, "start": p.start, "end": p.end} for p in places]
        of = (report["report_id"], report["county_code"], report["year"])
        rows.append((*of, n, code, severity, verdict, message, where))
    return from_rows(TABLES["findings"], rows)
