"""Rows that do not fit into memory come back in the order in which they were given."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pytest

from workbench.corpus.spill import Spill

KEY = ("figures", "64")


@pytest.mark.parametrize("limit", [0, 40, 10_000], ids=["all aside", "some aside", "in memory"])
def test_rows_come_back_in_order(limit: int, tmp_path: Path) -> None:
    with Spill(tmp_path, limit) as spill:
        for n in range(5):
            spill.add({KEY: pa.table({"n": [n, n]}), ("cells", "22"): pa.table({"m": [n]})})
        assert bool(list(tmp_path.rglob("*.arrow"))) == (limit < 10_000)
        assert spill.parts("figures") == {"64"}
        assert pa.concat_tables(spill.take(*KEY))["n"].to_pylist() == [0, 0, 1, 1, 2, 2, 3, 3, 4, 4]
    assert list(tmp_path.iterdir()) == []


def test_empty_tables_make_no_part(tmp_path: Path) -> None:
    with Spill(tmp_path) as spill:
        spill.add({KEY: pa.table({"n": pa.array([], pa.int64())})})
        assert spill.parts("figures") == set()
        assert list(spill.take(*KEY)) == []
