"""Which unit a report is of, and which reports are of a place."""

from __future__ import annotations

from typing import Any

import pytest
from memory_corpus import HAIYUAN, NEITHER, Draft, corpus_of, township

from workbench.analysis.indicators import indicator_named
from workbench.analysis.units import group_of, in_place, named_by, prefix, with_units
from workbench.errors import NotKnown
from workbench.model import Level

DEPARTMENT = {**NEITHER, **HAIYUAN, "level": Level.DEPARTMENT, "year": 2017}
COUNTY = {**NEITHER, **HAIYUAN, "level": Level.COUNTY, "year": 2017, "issuer": "海原县人民政府"}


def _unit(identity: dict[str, Any]) -> tuple[str, str, str]:
    corpus = corpus_of(Draft(identity).section("overview", "概述"))
    row = with_units(corpus.reports).iloc[0]
    return row["group"], row["unit_name"], row["unit_key"]


@pytest.mark.parametrize(
    ("identity", "group", "name"),
    [
        (township("关庄乡", "640522213", 2017), "township", "关庄乡"),
        (COUNTY, "county", "海原县"),
        ({**DEPARTMENT, "issuer": "海原县教育局"}, "department", "教育局"),
        ({**DEPARTMENT, "issuer": "中卫市海原县教育局"}, "department", "教育局"),
        ({**DEPARTMENT, "issuer": "教育局"}, "department", "教育局"),
        ({**DEPARTMENT, "issuer": None, "title": "某报告"}, "department", "某报告"),
        ({**COUNTY, "level": None, "issuer": "某单位"}, "other", "某单位"),
    ],
    ids=["township", "county", "department", "with prefecture", "bare", "no issuer", "no level"],
)
def test_the_unit_of_a_report(identity: dict[str, Any], group: str, name: str) -> None:
    found_group, found_name, key = _unit(identity)
    assert (found_group, found_name) == (group, name)
    assert key == f"640522/{group}/{name}"


def test_a_report_of_an_unknown_county_is_joined_with_no_other() -> None:
    nowhere = {**township("城关镇", "", 2017), "county": None, "county_code": None, "code": None}
    first = Draft(nowhere).section("overview", "概述")
    second = Draft({**nowhere, "year": 2018}).section("overview", "概况")
    keys = with_units(corpus_of(first, second).reports)["unit_key"]
    assert keys.nunique() == 2


@pytest.mark.parametrize("level", [*Level, None, float("nan")])
def test_every_level_has_one_group(level: object) -> None:
    assert group_of(level) in {"county", "department", "township", "other"}


@pytest.mark.parametrize(
    ("place", "digits"),
    [("64", "64"), ("640000", "64"), ("6405", "6405"), ("640500", "6405"), ("640522", "640522"),
     ("640522100", "640522100"), ("640522208", "640522208"), ("640520000", "640520000")],
)  # fmt: skip
def test_the_digits_of_a_place(place: str, digits: str) -> None:
    assert prefix(place) == digits


NAMED = {"64": "province", "640500": "prefecture", "640522": "county", "640522100": "township"}


@pytest.mark.parametrize(("place", "column"), NAMED.items(), ids=NAMED)
def test_what_a_place_is_named_by(place: str, column: str) -> None:
    assert named_by(place) == column


@pytest.mark.parametrize(
    ("place", "names"),
    [
        (None, ["关庄乡", "新民乡"]),
        ("640000", ["关庄乡", "新民乡"]),
        ("640500", ["关庄乡"]),
        ("640424", ["新民乡"]),
        ("640522213", ["关庄乡"]),
        ("220000", []),
    ],
)
def test_the_reports_of_a_place(place: str | None, names: list[str]) -> None:
    other = {"county": "泾源县", "county_code": "640424", "prefecture": "固原市"}
    corpus = corpus_of(
        Draft(township("关庄乡", "640522213", 2017)).section("overview", "概述"),
        Draft(township("新民乡", "640424205", 2017, **other)).section("overview", "概述"),
    )
    assert in_place(corpus.reports, place)["township"].tolist() == names


@pytest.mark.parametrize("place", ["海原", "64052", "火星县", "", 640522])
def test_a_place_that_is_no_code_is_refused(place: Any) -> None:
    with pytest.raises(NotKnown, match="named by its code, such as '640522'"):
        in_place(corpus_of(Draft(township("关庄乡", "640522213", 2017))).reports, place)


LIKE = {
    "proactive_totl": "no indicator 'proactive_totl'; did you mean proactive_total",
    "收到申请": "did you mean requests_received",
    "xyz": "there are proactive_total, ",
}


@pytest.mark.parametrize(("key", "told"), LIKE.items(), ids=LIKE)
def test_an_unknown_indicator_names_those_like_it(key: str, told: str) -> None:
    with pytest.raises(NotKnown, match=told):
        indicator_named(key)
