"""Every row of the dictionaries of problems: examples, near misses, and what they tell."""

from __future__ import annotations

import pytest

from workbench.model import Target
from workbench.parsing.problems import types as problem_types
from workbench.parsing.problems import words
from workbench.parsing.problems.statements import is_measure, is_problem
from workbench.parsing.problems.targets import is_concrete, is_hedged, target_of
from workbench.parsing.problems.types import topics_of, types_of
from workbench.reference import load
from workbench.reference.rules import rules

SINGLE = [
    "shortcoming", "generic", "hinge", "frame", "frame_end", "opening", "action",
    "hedge", "concrete", "naming", "solved", "contents",
]  # fmt: skip
CUES = [(e, r.name) for r in rules(problem_types.FILE, "cue", "code") for e in r.examples]
NEAR = [(e, r.name) for r in rules(problem_types.FILE, "cue", "code") for e in r.near_misses]
ASIDES = [(e, r.name) for r in rules(problem_types.FILE, "aside", "code") for e in r.examples]
SPARED = [(e, r.name) for r in rules(problem_types.FILE, "aside", "code") for e in r.near_misses]
TOPICS = [(e, r.name) for r in rules(problem_types.FILE, "topic", "code") for e in r.examples]


@pytest.mark.parametrize("table", SINGLE)
def test_rows_match_their_examples_and_miss_their_near_misses(table: str) -> None:
    for rule in rules(words.FILE, table):
        assert all(rule.pattern.search(example) for example in rule.examples)
        assert not [text for text in rule.near_misses if rule.pattern.search(text)]


@pytest.mark.parametrize(("text", "code"), CUES, ids=[text for text, _ in CUES])
def test_a_cue_tells_its_type(text: str, code: str) -> None:
    assert code in types_of(text)


@pytest.mark.parametrize(("text", "code"), NEAR, ids=[f"{c} {t}" for t, c in NEAR])
def test_a_near_miss_tells_another(text: str, code: str) -> None:
    assert code not in types_of(text)


@pytest.mark.parametrize(("text", "code"), ASIDES, ids=[f"{c} {t}" for t, c in ASIDES])
def test_what_only_looks_like_a_cue_tells_another_type(text: str, code: str) -> None:
    assert code not in types_of(text)


@pytest.mark.parametrize(("text", "code"), SPARED, ids=[f"{c} {t}" for t, c in SPARED])
def test_what_stands_beside_such_a_look_alike_is_still_told(text: str, code: str) -> None:
    assert code in types_of(text)


@pytest.mark.parametrize(("text", "code"), TOPICS, ids=[text for text, _ in TOPICS])
def test_a_topic_tells_what_a_measure_answers(text: str, code: str) -> None:
    assert code in topics_of(text)


def test_every_type_has_a_label_and_a_cue() -> None:
    declared = {row["code"] for row in load.toml(problem_types.FILE)["type"]}
    assert declared == {f"P{number:02}" for number in range(17)}
    assert {code for _, code in CUES} == declared - {"P00"}
    assert {code for _, code in TOPICS} <= declared


TYPES = {
    "认识不到位,公开制度不健全": ("P04", "P11"),
    "信息更新不及时": ("P02",),
    "公开内容不全面、不细化": ("P01",),
    "依申请公开的规范化程度有待提升": ("P14", "P05"),
    "公开工作仍待加强": ("P00",),
    "公众参与不够": ("P06",),
    "对新条例的学习不够": ("P08",),
    "档案资料不齐全": ("P10",),
    "经费紧张,设备陈旧": ("P16",),
}


@pytest.mark.parametrize(("text", "types"), TYPES.items(), ids=TYPES)
def test_types_stand_in_the_order_of_their_cues(text: str, types: tuple[str, ...]) -> None:
    assert types_of(text)[: len(types)] == types


@pytest.mark.parametrize(
    ("text", "wrong"),
    {
        "更新不及时": True,
        "及时更新信息": False,
        "不断完善制度": False,
        "解决更新不及时的问题": False,
        "进一步加强培训": False,
        "培训仍需进一步加强": True,
        "规范性有待提高": True,
        "规范公开流程,避免更新不及时": False,
        "不予公开政府信息": False,
        "公开为常态、不公开为例外": False,
        "没有收到申请": False,
        "没有按规定细化": True,
    }.items(),
)
def test_a_shortcoming_is_told_from_a_plan(text: str, wrong: bool) -> None:
    assert is_problem(text) is wrong


@pytest.mark.parametrize(
    ("text", "measure"),
    {"加强学习": True, "要加强宣传": True, "内容不全面": False, "更新慢": False}.items(),
)
def test_a_measure_begins_with_an_action(text: str, measure: bool) -> None:
    assert is_measure(text) is measure


@pytest.mark.parametrize(
    ("text", "target"),
    {
        "更新不及时": Target.OWN,
        "与公众需求有差距": Target.OWN,
        "群众获取信息的渠道有待拓宽": Target.OWN,
        "个别部门重视不够": Target.DEPARTMENTS,
        "少数站所领导认识不到位": Target.DEPARTMENTS,
        "认识不到位。少数村干部应付": Target.VILLAGES,
        "部分村更新不及时": Target.VILLAGES,
        "村民了解不够": Target.PUBLIC,
        "社会公众参与意识不强": Target.PUBLIC,
    }.items(),
)
def test_of_whom_a_problem_is_said(text: str, target: Target) -> None:
    assert target_of(text) is target


def test_hedged_and_concrete() -> None:
    assert is_hedged("渠道有待拓宽")
    assert not is_hedged("更新不及时")
    assert is_concrete("财务公示内容不细化")
    assert not is_concrete("公开内容不全面")
