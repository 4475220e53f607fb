"""Sheets: texts stay texts, numbers numbers, nothing is cut off, the same bytes each time."""

from __future__ import annotations

import io
import re
import zipfile

import pandas as pd
import pytest

from workbench.analysis import sheets
from workbench.analysis.sheets import sheet
from workbench.errors import WorkbenchError
from workbench.rendering.contract import PageHeader
from workbench.rendering.data import Data
from workbench.rendering.fragment import Fragment
from workbench.rendering.personal import masked


def content(data: bytes) -> tuple[str, str]:
    """The XML of the sheet and of its texts."""
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        return tuple(  # type: ignore[return-value]
            book.read(name).decode()
            for name in ("xl/worksheets/sheet1.xml", "xl/sharedStrings.xml")
        )


@pytest.mark.fault(75)
@pytest.mark.parametrize(
    "text", ["=1+1", "+86", "-5", "@here", "＝1", "＋1", "－1", "＠a", "\t=1", "http://x", "007"]
)
def test_a_text_stays_a_text(text: str) -> None:
    page, texts = content(sheet(pd.DataFrame({"a": [text]}), {"a": "甲"}))
    assert "<f>" not in page and "hyperlink" not in page
    assert re.search(r'<c r="A2"[^>]*t="s"', page)
    assert text.strip() in texts


@pytest.mark.fault(75)
def test_numbers_are_numbers_and_missing_is_empty() -> None:
    table = pd.DataFrame({"a": [3, None], "b": [-0.5, 2.0]})
    page, _ = content(sheet(table, {}))
    assert re.search(r'<c r="A2"[^>]*><v>3</v>', page)
    assert re.search(r'<c r="B2"[^>]*><v>-0.5</v>', page)
    assert 'r="A3"' not in page


def test_heads_are_the_labels_and_stay_in_sight() -> None:
    page, texts = content(sheet(pd.DataFrame({"a": ["x"]}), {"a": "单位"}))
    assert "单位" in texts and 'state="frozen"' in page and "<autoFilter" in page


@pytest.mark.fault(76)
def test_control_characters_do_not_break_the_file() -> None:
    _, texts = content(sheet(pd.DataFrame({"a": ["甲\x00\x0b乙\n丙"]}), {}))
    assert "甲乙\n丙" in texts


def test_the_same_table_gives_the_same_bytes() -> None:
    table = pd.DataFrame({"a": ["甲", "乙"], "b": [1, 2]})
    assert sheet(table, {}) == sheet(table, {})


@pytest.mark.fault(76)
def test_what_does_not_fit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(WorkbenchError, match="fits no cell"):
        sheet(pd.DataFrame({"a": ["字" * 32_768]}), {})
    monkeypatch.setattr(sheets, "_MOST_ROWS", 2)
    with pytest.raises(WorkbenchError, match="more than a sheet holds"):
        sheet(pd.DataFrame({"a": ["x", "y"]}), {})


def test_an_empty_table_is_a_sheet_with_its_heads() -> None:
    _, texts = content(sheet(pd.DataFrame({"a": pd.Series([], dtype="object")}), {"a": "单位"}))
    assert "单位" in texts


def test_a_page_s_sheet_hides_personal_data_and_holds_no_formula() -> None:
    rows = (("例山镇", "=1+1", "联系手机13900000000。"), ("例河乡", "@x", "办公电话：0999-6237623"))
    columns = tuple((name, "text", name) for name in ("unit", "one", "note"))
    data = Data("worklist", "整改清单", columns, rows, ("xlsx", "csv"))
    (hidden,) = masked(Fragment(PageHeader("核对情况"), (data,))).blocks
    assert isinstance(hidden, Data)
    made = hidden.files("quality-2022")
    page, texts = content(made["quality-2022-worklist.xlsx"])
    plain = made["quality-2022-worklist.csv"].decode("utf-8-sig")
    assert "<f>" not in page and "=1+1" in texts and "'=1+1" in plain
    for shown in (texts, plain):
        assert "13900000000" not in shown and "█" in shown and "0999-6237623" in shown
