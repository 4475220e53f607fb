"""The invented country is true to its forms, to its own truth, and the same every time."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from workbench.model import Form
from workbench.reference.forms import Identity, Term, form
from workbench.sample import KINDS, compositions, write
from workbench.sample.layouts import lay_out
from workbench.sample.sheets import printed_cells, sheet_for
from workbench.sample.tables import APPLICANTS
from workbench.sample.writing import in_words, printed_number

Cells = dict[tuple[str, str, str], float]

YEARS = range(2012, 2024)
REPORTS = list(compositions(seed=5, counties_count=1, townships=4, years=YEARS))


def test_the_same_seed_writes_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        write(tmp_path / name, seed=2, townships=2, years=range(2018, 2022), kinds=KINDS)
    one, two = (
        {path.name: path.read_bytes() for path in (tmp_path / name).iterdir()}
        for name in ("one", "two")
    )
    assert one == two
    assert any(name.endswith(".docx") for name in one)


def test_another_seed_writes_other_numbers(tmp_path: Path) -> None:
    for seed in (2, 3):
        write(tmp_path / str(seed), seed=seed, townships=2, years=range(2018, 2020))
    assert (tmp_path / "2/truth.jsonl").read_bytes() != (tmp_path / "3/truth.jsonl").read_bytes()


def test_every_true_quote_and_problem_stands_in_the_text() -> None:
    for report in REPORTS:
        text = lay_out(report, "txt").decode()
        for figure in report.truth.figures:
            if figure["quote"]:
                assert figure["quote"] in text
        for problem in report.truth.problems:
            assert problem["starts"] in text


@pytest.mark.parametrize("era", [Form.Y2014, Form.Y2019, Form.Y2021])
def test_identities_of_the_forms_hold(era: Form) -> None:
    reports = [report for report in REPORTS if report.facts.form is era]
    assert reports
    for report in reports:
        cells = {key: value for key, (value, _) in printed_cells(report.facts).items()}
        for table in form(era).tables:
            for identity in table.identities:
                if any(term.last_year for term in (*identity.left, *identity.right)):
                    continue
                lines = table.columns if identity.over == "columns" else table.rows
                for line in lines:
                    _check(cells, table.key, identity, line.key)


def _check(cells: Cells, table: str, identity: Identity, line: str) -> None:
    def total(terms: tuple[Term, ...]) -> float | None:
        columns = identity.over == "columns"
        keys = [(table, t.key, line) if columns else (table, line, t.key) for t in terms]
        if any(key not in cells for key in keys):
            return None
        return sum(term.sign * cells[key] for term, key in zip(terms, keys, strict=True))

    left, right = total(identity.left), total(identity.right)
    if left is None or right is None:
        return
    holds = {"=": left == right, "<=": left <= right, ">=": left >= right}
    assert holds[identity.relation], (table, identity.code, line, left, right)


def test_what_is_carried_forward_is_carried_over() -> None:
    lives: dict[str, dict[int, Cells]] = {}
    for report in REPORTS:
        if report.facts.form in (Form.Y2019, Form.Y2021):
            lives.setdefault(report.facts.unit.key, {})[report.facts.year] = report.facts.cells
    pairs = [(y[year], y[year + 1]) for y in lives.values() for year in y if year + 1 in y]
    assert pairs
    for before, after in pairs:
        for column in (*APPLICANTS, "total"):
            forward = before["requests", "carried_forward", column]
            assert forward == after["requests", "carried_over", column], column


def test_sheets_are_full_rectangles() -> None:
    for report in REPORTS:
        for block in report.blocks:
            if block.kind == "table":
                sheet = sheet_for(report.facts, block.text, zero="0")
                areas = [cell.rowspan * cell.colspan for _, _, cell in sheet.placed()]
                assert sum(areas) == sheet.width * sheet.height


def test_unknown_kinds_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="odt"):
        write(tmp_path, seed=1, years=range(2019, 2020), kinds=("odt",))


@pytest.mark.parametrize(
    ("value", "style", "expected"),
    [
        (1136, "comma", ("1,136", 1136, None)),
        (143, "over", ("140余", 140, "over")),
        (140, "over", ("140", 140, None)),
        (23, "words", ("二十三", 23, None)),
        (7, "full_width", ("７", 7, None)),
    ],
)
def test_printed_numbers(value: int, style: str, expected: tuple[str, int, str | None]) -> None:
    assert printed_number(value, style) == expected


@pytest.mark.parametrize(("value", "words"), [(7, "七"), (10, "十"), (19, "十九"), (20, "二十")])
def test_numbers_in_words(value: int, words: str) -> None:
    assert in_words(value) == words


def test_the_truth_is_told_in_the_words_of_evaluation(tmp_path: Path) -> None:
    write(tmp_path, seed=2, townships=1, years=range(2021, 2022))
    told = [json.loads(line) for line in (tmp_path / "truth.jsonl").open(encoding="utf-8")]
    assert {"file", "identity", "form", "figures", "cells", "problems"} <= set(told[0])
    assert told[0]["cells"]["requests.new.total"][1] in {"reported", "blank", "slash", "dash"}
