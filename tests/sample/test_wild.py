"""Wild reports: every phenomenon occurs, the truth stands in the text, and the reader finds it."""

from __future__ import annotations

import json
import re
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


#: What handbook/phenomena.md lists, as it stands in the texts.
PHENOMENA = {
    "a run-in sub-heading": r"（二）依申请公开。[^\n]",
    "a heading in mid-line": r"。 [二三四]、",
    "a heading glued to the paragraph": r"。[二三四五六]、[一-龥]+\n",
    "Arabic at the top": r"\n2、[^\n]{2,20}\n",
    "一是 as sub-heading": "一是公开的数量情况",
    "a broken bracket": r"\n二）、",
    "a doubled mark": r"\n（三）、",
    "a heading that ends with a colon": r"情况：\n",
    "a full-width blank in a heading": "概　",
    "two top sections of problems and measures": r"、(?:改进措施|下一步工作计划|今后改进措施)[：。]?\n",
    "old topics under the sixth": r"（一）收费情况",
    "a letter that sends the report": "请予审阅",
    "the print run": "共印25份",
    "over": "[0-9]0余条",
    "nearly": "近[0-9]+0[条件]",
    "about": "约[0-9]+0[条件]",
    "in words": "[一二三四五六七八九]十[一二三四五六七八九]?件",
    "vague words": "四十余条",
    "ten thousands": r"[0-9]\.[0-9]{2}万[条件]",
    "the year beside the stock": "历年累计公开",
    "累计 of the year": "全年累计主动公开",
    "until, with the year in it": "其中20[0-9]{2}年主动公开",
    "a number lost": "政府信息条。|  条|  件",
    "last year's beside this year's": "较20[0-9]{2}年的",
    "documents to be had on request": "依申请公开[0-9]+条",
    "clicks and fans": "点击量97269次",
    "villages": "个行政村",
    "the whole county": "全县",
    "two at once": "分别为",
    "none yet": "暂无",
    "nobody": "没有公民、法人",
    "nought of both": "均为零",
    "the table is gone": r"统计表\.jpg|见附件",
    "a cell a line": r"\n规章\n\n",
    "ragged pipes": r"规章 \| ",
    "pipes from spans": r"\|\|\|",
    "tabs": "规章\t",
    "glued digits": "规章0",
    "merged cells repeated": "(?:申请人情况\t){2}",
    "a change with its sign": r"\+[0-9]",
    "a cell with its unit": r"[0-9]万元",
    "characters of a date lost": r"\n20[0-9]{2}[0-9]{1,2}月[0-9]{1,2}日|\n20[0-9]{2}年[0-9]{2,4}日",
    "the year in the title in words": "二[O0○〇]一",
    "the date in words": "二〇[一二].年[一二三四]月",
    "a bracket of a document's number lost": "〔20[0-9]{2}[0-9]{2}号",
    "lines of a page": "[一-龥，]\n[一-龥]",
    "page numbers": r"\n- [0-9]+ -\n",
    "Markdown": r"\*\*",
    "navigation": "首页 > ",
    "metadata": "索引号：",
    "the title again": r"(\n[^\n]{8,40}报告\n)\n*\1",
    "traditional characters": "訴訟",
    "radicals": "⼯",
    "a typing error": "其实主要是|以申请公开",
    "telephones": "0999-6",
    "problem and measure in one": "，今后将|，下一步将",
    "problem and measure in one item": "改进措施：",
    "although, but": "虽然.*但还存在",
    "only a plan": "将继续做好公开工作",
}  # fmt: skip


@pytest.fixture(scope="module")
def everything() -> str:
    texts = (
        lay_out(report, "txt").decode(report.habits.encoding) for report in REPORTS if report.habits
    )
    return "\n\n".join(texts)


@pytest.mark.parametrize("pattern", PHENOMENA.values(), ids=PHENOMENA)
def test_what_real_reports_show_occurs(everything: str, pattern: str) -> None:
    assert re.search(pattern, everything)


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
    write(tmp_path, seed=8, townships=1, years=years, kinds=KINDS, wild=True)
    assert {path.suffix[1:] for path in tmp_path.iterdir()} >= set(KINDS)
    found = evaluate(tmp_path / "truth.jsonl")
    wrong = [miss for miss in found.misses if miss.outcome in ("wrong", "extra")]
    assert found.content.wrong == 0, wrong
    assert found.content.certain is not None and found.content.certain > 0.97


def test_a_report_that_says_otherwise_is_wrong(tmp_path: Path) -> None:
    write(tmp_path, seed=8, townships=1, years=range(2020, 2021), wild=True)
    truths = tmp_path / "truth.jsonl"
    row = next(
        row for row in map(json.loads, truths.read_text(encoding="utf-8").splitlines())
        if row["cells"] and "proactive_total" in row["figures"]
    )  # fmt: skip
    path, cell = next(iter(row["cells"].items()))
    row["figures"]["proactive_total"]["value"] += 1
    row["cells"][path] = [(cell[0] or 0) + 7, "reported"]
    row["problems"] = row["problems"][:-1]
    truths.write_text(json.dumps(row), encoding="utf-8")
    assert evaluate(truths).content.wrong == 3


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
