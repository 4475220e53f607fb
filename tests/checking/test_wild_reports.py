"""Model reports with the variety and damage of real ones: only what was written is found."""

from __future__ import annotations

import pytest
from check_cases import findings

from workbench.checking import check
from workbench.model import Document, Finding, Report, Severity
from workbench.parsing.report import parse
from workbench.reading import read
from workbench.reference import divisions
from workbench.sample import write

#: What the generator writes on purpose: sections, tables and titles that lack something, lost
#: numbers and characters, the form of another year, made-up percentages, documents on request,
#: numbers of documents and refusals in words beside a table that has others.
WRITTEN = {"S1", "S3", "S4", "S5", "S7", "S9", "S10", "S11", "N2", "N5", "N8", "N10", "N12"}


@pytest.fixture(scope="module")
def ledgers(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[Finding, ...]]:
    """What is found in each report of a county, by files of their own encodings."""
    folder = tmp_path_factory.mktemp("wild")
    years = range(2009, 2025)
    write(folder, seed=41, counties_count=1, townships=6, years=years, wild=True)
    with divisions.use(folder / "places.csv"):
        return [
            findings(check(report, document.text))
            for path in sorted(folder.glob("*.txt"))
            for document in read(path.read_bytes(), path.name)
            if isinstance(document, Document)
            for report in parse(document)
            if isinstance(report, Report)
        ]


def test_nothing_is_found_that_was_not_written(ledgers: list[tuple[Finding, ...]]) -> None:
    told = [f for ledger in ledgers for f in ledger if f.severity is not Severity.HINT]
    strange = [(f.code, f.message) for f in told if f.code not in WRITTEN]
    assert len(ledgers) > 100
    assert not strange
    assert {"S4", "S7", "N8"} <= {f.code for f in told}
