"""Clean reports of the model country, in every style: no check may find anything but hints.

``python tests/benchmarks/clean_reports.py`` does the same with thousands, through the corpus.
"""

from __future__ import annotations

from itertools import islice

import pytest
from check_cases import findings

from workbench.checking import check
from workbench.model import Document, Finding, Report, Severity
from workbench.parsing.report import parse
from workbench.reading import read
from workbench.sample import compositions
from workbench.sample.layouts import lay_out

YEARS = range(2009, 2025)
REPORTS = {"txt": 160, "html": 60, "docx": 20}


@pytest.mark.parametrize(("kind", "count"), REPORTS.items(), ids=REPORTS)
def test_clean_reports_bring_no_finding(kind: str, count: int) -> None:
    made = compositions(seed=23, counties_count=1, townships=9, years=YEARS)
    ledgers = [
        (each.facts.unit.name, each.facts.year, check(report, document.text))
        for each in islice(made, count)
        for document in read(lay_out(each, kind), f"report.{kind}")
        if isinstance(document, Document)
        for report in parse(document)
        if isinstance(report, Report)
    ]
    assert len(ledgers) == count
    told = [(*of, each.code, each.message) for *of, held in ledgers for each in alarms(held)]
    assert not told


def alarms(ledger: tuple[Finding, ...]) -> list[Finding]:
    """What the checks find, without hints."""
    return [each for each in findings(ledger) if each.severity is not Severity.HINT]
