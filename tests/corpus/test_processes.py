"""The model county, read in this process and in two others: the same bytes."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.corpus.conftest import tree
from workbench.corpus import build as module
from workbench.corpus.build import build

MODEL = Path(__file__).resolve().parents[2] / "data" / "sample" / "model"


@pytest.mark.fault(67)
def test_one_and_two_processes_give_the_same_bytes(tmp_path: Path) -> None:
    alone = build([MODEL], out=tmp_path / "1", jobs=1)
    assert alone.read > module.BATCH, "so few files are never given to other processes"
    assert not alone.refused
    build([MODEL], out=tmp_path / "2", jobs=2)
    assert tree(tmp_path / "1") == tree(tmp_path / "2")
    assert alone.corpus.reports["fictional"].all()
    assert alone.corpus.reports["county"].eq("示例县").all()
