"""Promise P2: every figure, problem, measure and cell leads to the passage that it is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from workbench.model import Report, Span
from workbench.parsing.report import parse
from workbench.reading import read

SAMPLE = Path(__file__).resolve().parents[1] / "data" / "sample"


def _mismatches(folder: Path) -> tuple[int, list[str]]:
    """How many passages were looked at, and those whose span holds something else."""
    seen, wrong = 0, []
    for path in sorted(folder.glob("*.txt")):
        for document in read(path.read_bytes(), path.name):
            for report in parse(document):
                if isinstance(report, Report):
                    pairs = list(_passages(report))
                    seen += len(pairs)
                    wrong += [
                        f"{path.name}: {words}"
                        for words, span in pairs
                        if document.text[span[0] : span[1]] != words
                    ]
    return seen, wrong


def _passages(report: Report) -> Iterator[tuple[str, Span]]:
    yield from ((figure.quote, figure.span) for figure in report.figures)
    yield from ((problem.text, problem.span) for problem in report.problems)
    yield from ((measure.text, measure.span) for measure in report.measures)
    yield from ((cell.raw, cell.span) for cell in report.cells)


@pytest.mark.parametrize("folder", ["retold", "model"])
def test_in_the_sample(folder: str) -> None:
    seen, wrong = _mismatches(SAMPLE / folder)
    assert seen > 300
    assert wrong == []


@pytest.mark.parametrize("folder", ["reports", "reports/pages"])
def test_in_real_reports(folder: str, shared: Path) -> None:
    seen, wrong = _mismatches(shared / folder)
    assert seen > 100
    assert wrong == []
