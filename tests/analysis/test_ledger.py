"""The problem ledger: which items name one problem, and what became of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.memory_corpus import Draft, corpus_of, township
from workbench.analysis.ledger.alignment import links
from workbench.analysis.ledger.alike import closeness
from workbench.analysis.ledger.book import ledger
from workbench.analysis.ledger.followed import NextReport
from workbench.analysis.ledger.lasting import lasting
from workbench.analysis.ledger.solved import solved
from workbench.analysis.ledger.threads import STATES, Entry, Thread, YearOf, shown, threads
from workbench.model import Span

GOLDEN = Path(__file__).parents[1] / "golden" / "problem_links.jsonl"


def golden(*parts: str) -> Iterator[dict[str, Any]]:
    for line in GOLDEN.read_text("utf-8").splitlines():
        row = json.loads(line)
        if row["part"] in parts:
            yield row


def f1(*parts: str) -> float:
    """Precision and recall of the links of some parts of the golden pairs, together."""
    right = found = expected = 0
    for row in golden(*parts):
        ours, theirs = set(links(row["before"], row["after"])), set(map(tuple, row["links"]))
        right, found, expected = (
            right + len(ours & theirs),
            found + len(ours),
            expected + len(theirs),
        )
    return 2 * right / (found + expected)


def test_items_of_two_years_are_aligned() -> None:
    """The first 200 pairs chose the rule; the last hundred were scored once."""
    assert sum(len(r["before"]) * len(r["after"]) for r in golden("first", "second")) == 200
    assert sum(len(r["before"]) * len(r["after"]) for r in golden("final")) == 100
    assert f1("first", "second") >= 0.9
    assert f1("final") >= 0.9


SAME = {
    "the same words": ("更新不及时", "更新不及时", True),
    "other words": ("信息更新不够及时", "部分栏目内容更新滞后", True),
    "a half of it": ("公开内容不全面，更新也不及时", "信息更新慢", True),
    "another aspect of the same thing": ("网站建设经费不足", "网站管理人员不足", False),
    "another field of work": ("财政信息公开不及时", "扶贫信息公开不及时", False),
    "generic words only": ("公开工作有待进一步加强", "公开力度不够", False),
    "nothing": ("", "", False),
}


@pytest.mark.parametrize(("one", "other", "expected"), SAME.values(), ids=SAME)
def test_same_problem(one: str, other: str, expected: bool) -> None:
    assert (closeness(one, other) > 0) is expected
    assert (closeness(other, one) > 0) is expected


def entry(year: int, n: int, text: str) -> Entry:
    return Entry(f"r{year}", year, n, text, ("P02",), (), 0, len(text))


def history(years: dict[int, list[str]], said: dict[int, str] | None = None) -> tuple[Thread, ...]:
    """The threads of a unit that names these problems, and says this to be solved."""
    reports = [
        YearOf(f"r{year}", year, tuple(entry(year, n, text) for n, text in enumerate(texts, 1)),
               solved((said or {}).get(year, "")))
        for year, texts in years.items()
    ]  # fmt: skip
    return threads(reports)


SLOW, SLOWER = "信息更新不够及时", "部分栏目内容更新滞后"
FEW, FORM = "从事公开的人手不够", "公开形式较为单一"
HISTORIES: dict[str, tuple[dict[int, list[str]], dict[int, str], list[list[str]]]] = {
    "named first, and again": ({2016: [SLOW], 2017: [SLOW]}, {}, [["first", "persisting"]]),
    "in other words": ({2016: [SLOW], 2017: [SLOWER]}, {}, [["first", "reworded"]]),
    "no longer named": ({2016: [SLOW], 2017: [FEW]}, {}, [["first", "dropped"], ["", "new"]]),
    "said to be solved": (
        {2016: [SLOW, FEW], 2017: [FEW]}, {2017: "去年信息更新不及时的问题已得到解决。"},
        [["first", "solved"], ["first", "persisting"]],
    ),
    "back again": (
        {2016: [SLOW, FEW], 2017: [FEW], 2018: [SLOW, FEW]}, {},
        [["first", "dropped", "returned"], ["first", "persisting", "persisting"]],
    ),
    "back again though solved": (
        {2016: [SLOW, FEW], 2017: [FEW], 2018: [SLOWER, FEW]},
        {2017: "上年度存在的问题已全部整改到位。"},
        [["first", "solved", "returned_solved"], ["first", "persisting", "persisting"]],
    ),
    "a year without a report": (
        {2016: [SLOW], 2018: [SLOW]}, {}, [["first", "no_report", "persisting"]],
    ),
    "a report without problems": (
        {2016: [SLOW], 2017: [], 2018: [SLOW]}, {}, [["first", "not_read", "persisting"]],
    ),
    "what ended before a gap has no cell in it": (
        {2016: [SLOW, FEW], 2017: [FEW], 2019: [FEW]}, {},
        [["first", "dropped", "", ""], ["first", "persisting", "no_report", "persisting"]],
    ),
    "parted in two": (
        {2016: ["公开内容不全面，更新也不及时"], 2017: ["公开的内容不够全面", "信息更新不及时"]}, {},
        [["first", "reworded"], ["", "parted"]],
    ),
    "merged": (
        {2016: ["公开的内容不够全面", "信息更新不及时"], 2017: ["公开内容不全面，更新也不及时"],
         2018: ["公开内容不全面，更新也不及时"]},
        {},
        [["first", "reworded", "persisting"], ["first", "merged", ""]],
    ),
    "two problems do not change places": (
        {2016: [FORM, SLOW], 2017: [SLOW, FORM]}, {},
        [["first", "persisting"], ["first", "persisting"]],
    ),
    "no report at all": ({}, {}, []),
}  # fmt: skip


@pytest.mark.parametrize(("years", "said", "expected"), HISTORIES.values(), ids=HISTORIES)
def test_states(
    years: dict[int, list[str]], said: dict[int, str], expected: list[list[str]]
) -> None:
    span = range(min(years, default=0), max(years, default=-1) + 1)
    made = [
        [cell.state if cell else "" for cell in shown(one, span)] for one in history(years, said)
    ]
    assert made == expected
    assert {state for row in made for state in row} <= {*STATES, ""}


SAID = {
    "a named problem": (
        "针对去年更新不及时的问题，我镇逐月检查，已得到解决。",
        "信息更新不及时",
        True,
    ),
    "another problem": ("针对去年更新不及时的问题，我镇逐月检查，已得到解决。", "人手不够", False),
    "all of them": ("2016年度存在的问题已全部整改到位。", "人手不够", True),
    "a promise": ("针对去年更新不及时的问题，将逐步得到解决。", "更新不及时", False),
    "no earlier problem": ("群众反映的用水困难得到解决。", "更新不及时", False),
}


@pytest.mark.parametrize(("text", "problem", "expected"), SAID.values(), ids=SAID)
def test_what_is_said_to_be_solved(text: str, problem: str, expected: bool) -> None:
    found = solved(f"一、概述\n{text}")
    assert any(each.names(problem) for each in found) is expected
    for each in found:
        assert each.span.of(f"一、概述\n{text}") == text


MEASURE = "建立信息发布审核台账，每季度通报更新情况"
FOLLOWED = {
    "said": ("我镇建立了信息发布审核台账，每季度通报一次更新情况。", "said"),
    "again": ("计划：明年建立信息发布审核台账，每季度通报更新情况。", "again"),
    "silent": ("我镇举办了两期业务培训班。", None),
}


@pytest.mark.parametrize(("sentence", "expected"), FOLLOWED.values(), ids=FOLLOWED)
def test_what_next_years_report_says_of_a_measure(sentence: str, expected: str | None) -> None:
    text = f"一、概述\n全年平稳。{sentence}"
    plans = (Span(text.index(sentence), len(text)),) if expected == "again" else ()
    found = NextReport("r", text, plans).speaks_of(MEASURE)
    assert (found and found[0]) == expected
    assert found is None or found[1].of(text) == sentence


class TestBook:
    def draft(self, year: int, *texts: str, name: str = "关庄乡", code: str = "640522213") -> Draft:
        draft = Draft(township(name, code, year)).section("problems", "五、问题")
        for text in texts:
            draft.problem(text, "P02", measure=f"{year}年以后每月检查一次{text[:4]}")
        return draft

    def test_units_years_and_answers(self) -> None:
        made = ledger(
            corpus_of(
                self.draft(2016, SLOW), self.draft(2017, SLOW), self.draft(2019, FEW),
                self.draft(2017, FEW, name="史店乡", code="640522212"),
            ),
            "640522",
        )  # fmt: skip
        assert [unit.name for unit in made.units] == ["关庄乡", "史店乡"]
        assert made.years == (2016, 2017, 2018, 2019)
        unit = made.units[0]
        first, second = unit.threads[0].entries
        assert [answer.spoken for answer in made.answers(unit, first)] == ["again"]
        assert [answer.spoken for answer in made.answers(unit, second)] == ["no_report"]

    def test_of_two_reports_of_a_year_the_fuller_stands(self) -> None:
        made = ledger(corpus_of(self.draft(2017, SLOW), self.draft(2017, SLOW, FEW)))
        assert len(made.units[0].threads) == 2

    def test_an_empty_corpus(self) -> None:
        made = ledger(corpus_of(), "640522")
        assert (made.units, made.years) == ((), ())


class TestLasting:
    def of(self, years: dict[int, list[str]]) -> Any:
        made = ledger(corpus_of(*(TestBook().draft(y, *texts) for y, texts in years.items())))
        return lasting(made.units)[0]

    def test_named_again(self) -> None:
        found = self.of({2015: [FEW], 2016: [SLOW, FEW], 2017: [SLOW], 2018: [FORM]})
        assert (found.type, found.named, found.followed, found.again) == ("P02", 5, 4, 2)

    def test_only_spells_seen_whole_have_a_length(self) -> None:
        found = self.of({2015: [FEW], 2016: [SLOW, FEW], 2017: [SLOW], 2018: [FORM]})
        assert (found.spells, found.open) == ((2,), 2)
        assert found.median is None

    def test_a_gap_hides_how_long(self) -> None:
        found = self.of({2015: [FEW], 2016: [FEW, SLOW], 2018: [SLOW, FEW], 2019: [FORM]})
        assert found.spells == ()
        assert (found.followed, found.again) == (3, 1)
