"""Every word of the contract has a Chinese label."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from workbench import vocabulary
from workbench.analysis.cells import CellReading
from workbench.analysis.compare import Change
from workbench.analysis.gaps import EXPECTED_FIGURES, expected_tables
from workbench.analysis.pooled import APPLICANTS
from workbench.analysis.pooled import OUTCOMES as GROUPED
from workbench.analysis.rates import DEFINITIONS
from workbench.analysis.readings import KINDS
from workbench.analysis.units import GROUPS
from workbench.display.county.requests import OUTCOMES
from workbench.display.county.said import EXPECTED, further
from workbench.display.forms import cell_label, problem_type, row_label, short_row_label
from workbench.display.labels import halves, label, shown
from workbench.reference.forms import forms
from workbench.reference.indicators import indicators

WORDS: list[tuple[str, Iterable[str]]] = [
    ("group", GROUPS),
    ("level", vocabulary.Level),
    ("form", vocabulary.Form),
    ("scope", vocabulary.Scope),
    ("subject", vocabulary.Subject),
    ("target", vocabulary.Target),
    ("severity", vocabulary.Severity),
    ("verdict", vocabulary.Verdict),
    ("missing", (*KINDS[1:], "no_report", "conflict", "not_stated")),
    ("aside", KINDS[1:]),
    ("unchanged", ("no_value", "qualified", "units_differ", "break")),
    ("rate", [definition.name for definition in DEFINITIONS]),
    ("applicant", APPLICANTS),
    ("outcome", GROUPED),
    ("gap_table", {table for year in (2016, 2022) for table in expected_tables(year)}),
    (
        "status",
        set(vocabulary.Status) - {"reported", "zero_in_words", "corrected"},
    ),
]


@pytest.mark.parametrize(("kind", "words"), WORDS, ids=[kind for kind, _ in WORDS])
def test_every_word_has_a_label(kind: str, words: Iterable[str]) -> None:
    assert [word for word in words if label(kind, word) == word] == []


def test_the_reasons_of_a_change_are_the_labelled_ones() -> None:
    assert label("unchanged", Change(None, "break").reason) == "口径不同"
    assert label("unchanged", "units_differ") == "计量单位不同"  # 单位 alone is an office


def test_every_indicator_of_the_pages_is_known() -> None:
    assert set(EXPECTED_FIGURES) | set(EXPECTED) <= set(indicators())
    assert "requests_granted" in further()
    assert not set(further()) & set(EXPECTED)


def _cell(form: str, table: str, row: str, column: str, raw: str = "0") -> CellReading:
    return CellReading("r", form, table, row, column, 0, None, "reported", "certain", raw, 0, 1)


def test_every_row_of_the_requests_table_has_its_column() -> None:
    shown_rows = {row for _, rows in OUTCOMES for row in rows}
    for form in forms():
        for table in form.tables:
            if table.key == "requests":
                assert {row.key for row in table.rows} <= shown_rows


def test_a_cell_is_named_as_the_form_prints_it() -> None:
    cell = _cell("2019", "requests", "not_held", "total")
    assert short_row_label(cell) == "本机关不掌握相关政府信息"
    assert row_label(cell) == "无法提供：1.本机关不掌握相关政府信息"
    assert cell_label(cell).endswith("本机关不掌握相关政府信息 × 总计")


def test_a_cell_that_no_form_knows_shows_its_names() -> None:
    assert cell_label(_cell("none", "own", "row", "column")) == "own · row × column"


def test_problem_types_have_labels_and_unknown_ones_their_code() -> None:
    assert problem_type("P03") == "渠道形式"
    assert problem_type("P99") == "P99"


@pytest.mark.parametrize(
    ("status", "value", "confidence", "expected"),
    [
        ("reported", 12, "certain", "12件"),
        ("zero_in_words", 0, "certain", "0（文字说明）"),
        ("blank", None, "certain", "空白"),
        ("slash", None, "certain", "填“/”"),
        ("corrected", 12, "certain", "12件（已更正）"),
        ("reported", 12, "uncertain", "12件（读取不确定）"),
        ("unreadable", None, "uncertain", "无法辨读"),
    ],
)
def test_what_stood_in_a_cell_is_shown_as_such(
    status: str, value: int | None, confidence: str, expected: str
) -> None:
    cell = CellReading(
        "r", "2019", "requests", "new", "total", value, "件", status, confidence, "", 0, 1
    )
    assert shown(cell) == expected


@pytest.mark.parametrize(
    ("raw", "said"),
    [("无", "0（填“无”）"), (" 没有 ", "0（填“没有”）"), ("本年度未收到", "0（文字说明）")],
)
def test_a_zero_said_in_a_cell_is_shown_with_its_word(raw: str, said: str) -> None:
    zero = CellReading(
        "r", "2019", "requests", "new", "total", 0, None, "zero_in_words", "certain", raw, 0, 1
    )
    assert shown(zero) == said


@pytest.mark.parametrize(
    ("value", "said"), [(22.75, "23"), (22.5, "22.5"), (22.2, "22"), (22.3, "22.5"), (103.0, "103")]
)
def test_quartiles_of_counts_are_whole_or_half(value: float, said: str) -> None:
    assert halves(value) == said
