"""Wild reports: every phenomenon occurs, the truth stands in the text, and the reader finds it."""

from __future__ import annotations

from pathlib import Path

import pytest

from workbench.evaluation import evaluate
from workbench.evaluation.figures import plain
from workbench.sample import KINDS, compositions, write
from workbench.sample.layouts import lay_out
from workbench.sample.wild import habits as kinds_of
from workbench.sample.wild.writer import in_words, printed

REPORTS = list(
    compositions(seed=6, counties_count=1, townships=6, years=range(2009, 2025), wild=True)
)
HABITS = {
    "marks": kinds_of._MARKS,
    "items": kinds_of._ITEMS,
    "problems": kinds_of._PROBLEMS,
    "zero": kinds_of._ZEROS,
    "tables": kinds_of._TABLES,
    "layout": kinds_of._LAYOUTS,
    "encoding": kinds_of._ENCODINGS,
    "titles": kinds_of._TITLES,
}


@pytest.mark.parametrize("habit", HABITS)
def test_every_habit_occurs(habit: str) -> None:
    assert {getattr(report.habits, habit) for report in REPORTS} == set(HABITS[habit])


def test_every_damage_and_level_occurs() -> None:
    damage = {name for report in REPORTS if report.habits for name in report.habits.damage}
    assert damage == set(kinds_of._DAMAGE)
    assert {report.facts.unit.level.value for report in REPORTS} == {
        "prefecture", "county", "department", "township", "subdistrict",
    }  # fmt: skip


def test_a_form_outside_its_years_occurs() -> None:
    strange = [r for r in REPORTS if r.facts.form.value == "2019" and r.facts.year > 2020]
    assert strange


def test_every_quote_and_problem_of_the_truth_stands_in_the_text() -> None:
    for report in REPORTS:
        assert report.habits is not None
        text = plain(lay_out(report, "txt").decode(report.habits.encoding))
        for figure in report.truth.figures:
            assert plain(figure["quote"] or "") in text
        for problem in report.truth.problems:
            assert plain(problem["starts"]) in text


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_report_is_the_same_file(kind: str) -> None:
    assert lay_out(REPORTS[0], kind) == lay_out(REPORTS[0], kind)


def test_the_reader_is_never_wrong_on_them(tmp_path: Path) -> None:
    years = range(2012, 2024)
    write(tmp_path, seed=8, townships=1, years=years, kinds=("txt", "html", "docx"), wild=True)
    found = evaluate(tmp_path / "truth.jsonl")
    wrong = [miss for miss in found.misses if miss.outcome in ("wrong", "extra")]
    assert found.content.wrong == 0, wrong
    assert found.content.certain is not None and found.content.certain > 0.97


@pytest.mark.parametrize(
    ("value", "way", "expected"),
    [
        (143, "over", ("140余条", 140, "over", "140余条")),
        (143, "nearly", ("近150条", 150, "nearly", "150条")),
        (143, "around", ("140条左右", 140, "about", "140条")),
        (12345, "wan", ("1.23万条", 12300, None, "1.23万条")),
        (105, "words", ("一百零五条", 105, None, "一百零五条")),
        (0, "words", ("0条", 0, None, "0条")),
    ],
)
def test_ways_of_printing_a_number(
    value: int, way: str, expected: tuple[str, int, str | None, str]
) -> None:
    assert printed(value, "条", way) == expected


@pytest.mark.parametrize(
    ("value", "words"), [(10, "十"), (110, "一百一十"), (1001, "一千零一"), (2020, "二千零二十")]
)
def test_large_numbers_in_words(value: int, words: str) -> None:
    assert in_words(value) == words
