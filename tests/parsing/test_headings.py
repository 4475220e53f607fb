"""Titles: where they end, what they are made of, and the role they announce."""

from __future__ import annotations

import pytest

from workbench.parsing.fold import fold
from workbench.parsing.outline.headings import FILE, is_table_row, read_title, role_of
from workbench.reference.rules import rules

ROLES = [(example, rule.name) for rule in rules(FILE, "role", "role") for example in rule.examples]
NEAR_MISSES = [
    (text, rule.name) for rule in rules(FILE, "role", "role") for text in rule.near_misses
]


@pytest.mark.fault(32)
@pytest.mark.parametrize(("text", "role"), ROLES, ids=[text for text, _ in ROLES])
def test_every_example_gets_its_role_from_the_whole_dictionary(text: str, role: str) -> None:
    assert role_of(fold(text)) == role


@pytest.mark.parametrize(("text", "role"), NEAR_MISSES, ids=[text for text, _ in NEAR_MISSES])
def test_a_near_miss_does_not(text: str, role: str) -> None:
    assert role_of(fold(text)) != role


def test_a_heading_without_a_cue_has_no_role() -> None:
    assert role_of("把握要点,巩固成果") is None


@pytest.mark.parametrize("table", ["table_row", "subhead"])
def test_rows_and_sub_heads_match_their_examples_only(table: str) -> None:
    for rule in rules(FILE, table, "role" if table == "subhead" else None):
        for example in rule.examples:
            assert rule.pattern.match(fold(example))
        for text in rule.near_misses:
            assert not rule.pattern.fullmatch(fold(text))


def test_a_row_of_a_table_is_told_from_a_heading() -> None:
    assert is_table_row("本年度办理结果")
    assert is_table_row("不予公开")
    assert not is_table_row("不予公开政府信息情况")


TITLES = {
    "own line": ("总体情况\n照常", "总体情况", True),
    "colon": ("总体情况：\n照常", "总体情况", True),
    "run in": ("依申请公开。2025年未收到", "依申请公开", False),
    "blank behind it": ("总体情况 2021年,街道照常。", "总体情况", False),
    "nothing behind it": ("存在的主要问题201x年,我局照常推进,仍有不足。", "存在的主要问题", False),
    "broken by blanks": ("主动公 开政府信息情 况\n照常", "主动公开政府信息情况", True),
    "unknown words": ("强化学习，提高认识\n照常", "强化学习,提高认识", True),
    "the longest run": (
        "存在的主要问题及改进情况我局2020年照常推进各项工作,但仍有不足,今后还要继续改进",
        "存在的主要问题及改进情况",
        False,
    ),
    "上 behind a blank": ("主动公开政府信息情况 上年度公开3条。", "主动公开政府信息情况", False),
    "a blank before 的": ("需要说明 的事项 没有。", "需要说明的事项", False),
    "broken in mid-line": (
        "政\n府信息依申请公开办理情况 没有。",
        "政府信息依申请公开办理情况",
        False,
    ),
    "text behind a statutory title": (
        "其他需要报告的事项 我局暂无其他事项。\n",
        "其他需要报告的事项",
        False,
    ),
}


@pytest.mark.parametrize(("text", "title", "own_line"), TITLES.values(), ids=TITLES)
def test_where_a_title_ends(text: str, title: str, own_line: bool) -> None:
    before = "本镇照常推进各项公开,没有发现差错。三、" if text[1] == "\n" else ""
    folded = fold(before + text)
    read = read_title(folded, len(before), len(folded))
    assert read is not None
    assert (read.text, read.own_line) == (title, own_line)
    assert "".join(read.span.of(folded).split()) == title


@pytest.mark.parametrize(
    "text",
    [
        "向公众提供信息4条。",
        "其他方式公开 40 条。",
        "成立了由镇长任组长的领导小组,负责指导",
        "我镇成立小组\n",
        "",
    ],
    ids=["a quantity", "a number set off", "a sentence", "the unit speaks", "nothing"],
)
def test_what_is_no_title(text: str) -> None:
    assert read_title(fold(text), 0, len(text)) is None
