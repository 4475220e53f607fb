"""Tables as files: what comes back is what went in, and the same table gives the same bytes."""

from __future__ import annotations

import io
from pathlib import Path

import pandas as pd
import pytest

from workbench.analysis.export import KINDS, as_bytes, save
from workbench.errors import WorkbenchError

TABLE = pd.DataFrame(
    {
        "term": ["不及时", "=1+1", None],
        "year": pd.array([2017, 2018, None], dtype="Int64"),
        "n": [30, 0, 12],
        "share": [0.25, float("nan"), 1.0],
        "few": [False, True, True],
    }
)
LABELS = {"term": "词", "share": "占比" * 60}


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_table_gives_the_same_bytes(kind: str) -> None:
    assert as_bytes(TABLE, kind, LABELS) == as_bytes(TABLE.copy(), kind, LABELS)


def test_csv_opens_in_a_sheet_and_holds_no_formula() -> None:
    data = as_bytes(TABLE, "csv")
    assert data.startswith(b"\xef\xbb\xbf")
    lines = data.decode("utf-8-sig").splitlines()
    assert lines[:3] == ["term,year,n,share,few", "不及时,2017,30,0.25,False", "'=1+1,2018,0,,True"]
    assert "\r" not in data.decode("utf-8")


def test_parquet_keeps_the_types() -> None:
    back = pd.read_parquet(io.BytesIO(as_bytes(TABLE, "parquet")))
    assert back["year"].tolist()[:2] == [2017, 2018]
    assert back["term"].isna().tolist() == [False, False, True]
    assert back["share"].isna().tolist() == [False, True, False]


def test_stata_reads_its_file() -> None:
    data = as_bytes(TABLE, "dta", LABELS)
    back = pd.read_stata(io.BytesIO(data))
    assert back["term"].tolist() == ["不及时", "=1+1", ""]
    assert back["n"].tolist() == [30, 0, 12]
    assert back["few"].tolist() == [0, 1, 1]
    assert back["share"].isna().tolist() == [False, True, False]
    with pd.io.stata.StataReader(io.BytesIO(data)) as reader:
        assert reader.variable_labels()["term"] == "词"
        assert len(reader.variable_labels()["share"]) <= 80


def test_the_ending_decides(tmp_path: Path) -> None:
    assert pd.read_stata(save(TABLE, tmp_path / "a.dta"))["n"].tolist() == [30, 0, 12]
    assert pd.read_csv(save(TABLE, str(tmp_path / "a.csv")))["n"].tolist() == [30, 0, 12]


WRONG = {
    "an unknown ending": (TABLE, "xls", "no kind of file 'xls'"),
    "a name with a blank": (
        TABLE.rename(columns={"n": "a b"}),
        "dta",
        "'a b' can name no variable",
    ),
    "a long name": (TABLE.rename(columns={"n": "n" * 33}), "dta", "can name no variable"),
}


@pytest.mark.parametrize(("table", "kind", "told"), WRONG.values(), ids=WRONG)
def test_what_cannot_be_written_is_refused(table: pd.DataFrame, kind: str, told: str) -> None:
    with pytest.raises(WorkbenchError, match=told):
        as_bytes(table, kind)
