"""The reader against gold: real reports where they are at hand, and the sample's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from workbench.evaluation import evaluate

SAMPLE = Path(__file__).resolve().parents[1] / "data" / "sample"


@pytest.mark.fault(19, 83)
@pytest.mark.parametrize("name", ["gold.jsonl", "pages/gold.jsonl"])
def test_real_reports_are_read_without_a_miss(name: str, shared: Path) -> None:
    evaluation = evaluate(shared / "reports" / name, skip=["findings_across"])
    assert len(evaluation.checks) > 250
    assert [(miss.file, miss.field, miss.found) for miss in evaluation.misses] == []


@pytest.mark.fault(19, 83)
@pytest.mark.parametrize("name", ["retold/gold.jsonl", "model/truth.jsonl"])
def test_the_sample_is_read_without_a_miss(name: str) -> None:
    evaluation = evaluate(SAMPLE / name, skip=["findings_across"])
    assert len(evaluation.checks) > 250
    assert [(miss.file, miss.field, miss.found) for miss in evaluation.misses] == []
