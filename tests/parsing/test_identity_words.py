"""The rows of levels.toml and identity.toml: every example holds, every near miss does not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from test_identity import BODY, identity

from workbench.parsing.fold import fold
from workbench.parsing.identity.titles import phrases
from workbench.parsing.identity.units import read
from workbench.reference import load

LEVELS, WORDS = load.toml("levels.toml"), load.toml("identity.toml")


def named() -> Iterator[Any]:
    for row in LEVELS["bodies"]:
        for name, level in {**row.get("like", {}), **row.get("not", {})}.items():
            yield pytest.param(name, level, id=name)


@pytest.mark.parametrize(("name", "level"), list(named()))
def test_a_name_has_the_level_of_its_row(name: str, level: str) -> None:
    unit = read(fold(name), reading="whole")
    assert unit is not None
    assert unit.level == level


@pytest.mark.parametrize("name", LEVELS["spam"]["like"])
def test_a_name_with_an_advertisement_in_it_is_none(name: str) -> None:
    assert read(fold(name), reading="whole") is None


@pytest.mark.parametrize("name", LEVELS["spam"]["not"])
def test_departments_of_sport_are_no_advertisement(name: str) -> None:
    assert read(fold(name), reading="whole") is not None


@pytest.mark.parametrize("name", LEVELS["names"]["like"])
def test_a_label_or_a_site_is_no_name(name: str) -> None:
    assert read(fold(name), reading="whole") is None


@pytest.mark.parametrize("name", LEVELS["names"]["not"])
def test_a_name_that_begins_like_one_is_one(name: str) -> None:
    assert read(fold(name), reading="whole") is not None


@pytest.mark.parametrize(
    "name",
    [
        "镇人民政府",
        "县政府办公室",
        "本局",
        "我街道",
        "概述",
        "主动公开政府信息情况",
        "六个部分",
        "各部门",
        "局",
    ],
)
def test_a_body_without_a_name_is_none(name: str) -> None:
    unit = read(fold(name), reading="whole")
    assert unit is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("关庄乡人民政府联系", "关庄乡人民政府"),
        ("池州市林业局办公室联系", "池州市林业局"),
        ("吉林市人民政府外事办公室综合处", "吉林市人民政府外事办公室"),
        ("沭阳县发展和改革局公开日期", "沭阳县发展和改革局"),
        ("广河县人民政府办公室浏览次数", "广河县人民政府办公室"),
        ("甘眉工业园区管委会严格", "甘眉工业园区管委会"),
        ("大英县拓展公开内容", "大英县"),
    ],
)
def test_a_name_ends_before_what_follows_it(text: str, name: str) -> None:
    unit = read(text, reading="prefix")
    assert unit is not None
    assert unit.text == name


@pytest.mark.parametrize("example", WORDS["title"]["examples"])
def test_a_report_calls_itself_so(example: str) -> None:
    assert list(phrases("关庄乡" + example, 0, 40)) == [(3, 3 + len(example))]


@pytest.mark.parametrize(
    "text",
    [
        "关于做好年度报告编制工作的通知",
        "政府信息公开工作年度报告格式",
        "政府信息公开工作年度报告制度",
        "政府信息公开年报解读",
        "法治政府建设年度报告",
    ],
)
def test_a_document_about_reports_does_not(text: str) -> None:
    assert list(phrases(text, 0, len(text))) == []


@pytest.mark.parametrize("like", [like for row in WORDS["dated"] for like in row["like"]])
def test_a_label_of_a_date_leads_to_it(like: str) -> None:
    assert identity(f"关庄乡年报\n{like}{BODY}").published is not None


@pytest.mark.parametrize("label", WORDS["not_dated"]["labels"])
def test_a_date_behind_another_label_is_not_the_reports(label: str) -> None:
    assert identity(f"关庄乡年报\n{label}:2018-03-16 9:00{BODY}").published is None


@pytest.mark.parametrize("label", WORDS["by"]["labels"])
def test_a_label_of_a_body_leads_to_it(label: str) -> None:
    found = identity(f"2018年政府信息公开年报\n{label}：海原县关庄乡人民政府 浏览:3{BODY}")
    assert found.issuer == "海原县关庄乡人民政府"


@pytest.mark.parametrize("row", LEVELS["selves"], ids=lambda row: row["level"])
def test_a_report_tells_its_level_by_how_it_speaks_of_itself(row: dict[str, Any]) -> None:
    for word in row["words"]:
        assert identity(f"公布年报。\n一、概述\n{word}公开了信息。").level == row["level"]
