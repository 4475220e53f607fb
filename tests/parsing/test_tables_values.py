"""What a single cell says, and what in running text can be a cell at all."""

from __future__ import annotations

import pytest

from workbench.model import Status
from workbench.parsing.fold import fold
from workbench.parsing.tables.cell_values import is_value, read_cell
from workbench.reference import load

NUMBERS = [
    ("0", "count", 0, None),
    ("1,234", "count", 1234, None),
    ("１，２３４", "count", 1234, None),
    ("1 234", "count", 1234, None),
    ("12.0", "count", 12, None),
    ("〇", "count", 0, None),
    ("二十三", "count", 23, None),
    ("一百零五", "count", 105, None),
    ("十二件", "count", 12, "件"),
    ("3件", "count", 3, "件"),
    ("+1", "change", 1, None),
    ("－1", "change", -1, None),
    ("−5", "change", -5, None),
    ("减3", "change", -3, None),
    ("增加2项", "change", 2, "项"),
    ("7730.28", "amount", 7730.28, None),
    ("518 万元", "amount", 518, "万元"),
    ("251000元", "amount", 251000, "元"),
    ("1,234.50万元", "amount", 1234.5, "万元"),
]
WORDS = [
    ("", Status.BLANK, None),
    ("　", Status.BLANK, None),
    ("/", Status.SLASH, None),
    ("／", Status.SLASH, None),
    ("-", Status.DASH, None),
    ("—", Status.DASH, None),
    ("——", Status.DASH, None),
    ("－", Status.DASH, None),
    ("无", Status.ZERO_IN_WORDS, 0),
    ("**无**", Status.ZERO_IN_WORDS, 0),
    ("不适用", Status.NOT_APPLICABLE, None),
]
UNREADABLE = [
    ("①", "count"),
    ("½", "count"),
    ("12?", "count"),
    ("1.2.3", "count"),
    ("3-5", "count"),
    ("1,23", "count"),
    ("007", "count"),
    ("约300", "count"),
    ("四五", "count"),
    ("١٢", "count"),
    ("-5", "count"),
    ("−5", "count"),
    ("+5", "count"),
    ("12.5", "count"),
    ("518万元", "count"),
    ("-5", "amount"),
    ("1" * 31, "count"),
    ("9" * 400, "amount"),
    ("见附件", "count"),
]


@pytest.mark.fault(12)
@pytest.mark.parametrize(("text", "kind", "value", "unit"), NUMBERS)
def test_numbers_are_exact(text: str, kind: str, value: float, unit: str | None) -> None:
    cell = read_cell(fold(text), kind)
    assert (cell.value, cell.unit, cell.status) == (value, unit, Status.REPORTED)


@pytest.mark.fault(13)
@pytest.mark.parametrize(("text", "status", "value"), WORDS)
@pytest.mark.parametrize("kind", ["count", "change", "amount"])
def test_nothing_has_its_own_status(
    text: str, status: Status, value: int | None, kind: str
) -> None:
    cell = read_cell(fold(text), kind)
    assert (cell.value, cell.unit, cell.status) == (value, None, status)


@pytest.mark.fault(14, 15, 17)
@pytest.mark.parametrize(("text", "kind"), UNREADABLE)
def test_what_is_no_plain_number_is_unreadable(text: str, kind: str) -> None:
    assert read_cell(fold(text), kind).status is Status.UNREADABLE
    assert read_cell(fold(text), kind).value is None


def test_whole_numbers_stay_whole() -> None:
    assert isinstance(read_cell("12.0", "amount").value, int)
    assert isinstance(read_cell("12.5", "amount").value, float)


@pytest.mark.parametrize("text", ["0", "1,204", "无", "/", "-", "3-5", "①", "518万元", "+1"])
def test_words_that_can_be_cells(text: str) -> None:
    assert is_value(fold(text))


@pytest.mark.parametrize(
    "text", ["1.", "(2)", "3、", "一", "二十三", "规章", "A4", "第3页", "收费"]
)
def test_words_that_are_none(text: str) -> None:
    assert not is_value(fold(text))


@pytest.mark.fault(32)
def test_every_word_of_the_reference_has_its_examples() -> None:
    for entry in load.toml("cell_words.toml")["word"]:
        for example in entry["examples"]:
            assert read_cell(fold(example), "count").status == entry["status"], example
