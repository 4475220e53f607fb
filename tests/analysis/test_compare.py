"""A county's year beside the year before."""

from __future__ import annotations

from typing import Any

import pytest
from memory_corpus import HAIYUAN, NEITHER, Draft, MemoryCorpus, corpus_of, township

from workbench.analysis.compare import Pair, comparable, county, pairs
from workbench.analysis.roster import roster
from workbench.model import Level

TOTAL = "proactive_total"


def _said(name: str, year: int, value: float | None, code: str = "", **more: Any) -> Draft:
    draft = Draft(township(name, code or "640522213", year), fetched_on=f"{year + 1}-02-01")
    if value is None:
        return draft.section("overview", "概述")
    return draft.figure(TOTAL, value, f"公布{value:g}{more.get('unit', '条')}。", **more)


def _pair(corpus: MemoryCorpus, year: int) -> Pair:
    (pair,) = pairs(county(corpus, "640522", year), TOTAL)
    return pair


CHANGES = [
    ("more", (90, {}), (93, {}), 2017, 3, None),
    ("less", (93, {}), (90, {}), 2017, -3, None),
    ("last year missing", (None, {}), (93, {}), 2017, None, "no_value"),
    ("140 and some", (140, {"qualifier": "over"}), (150, {}), 2017, None, "qualified"),
    ("about 300", (290, {}), (300, {"qualifier": "about"}), 2017, None, "qualified"),
    ("pieces and items", (90, {"unit": "件"}), (93, {}), 2017, None, "units_differ"),
    ("a new form", (90, {}), (93, {}), 2019, None, "break"),
    (
        "none at all, said in words",
        (0, {"unit": None, "status": "zero_in_words", "quote": "公布"}),
        (3, {}),
        2017,
        3,
        None,
    ),
]


@pytest.mark.parametrize(
    ("last", "this", "year", "difference", "reason"),
    [case[1:] for case in CHANGES],
    ids=[case[0] for case in CHANGES],
)
def test_two_years_are_subtracted_only_where_they_count_alike(
    last: tuple[float | None, dict[str, Any]],
    this: tuple[float | None, dict[str, Any]],
    year: int,
    difference: float | None,
    reason: str | None,
) -> None:
    corpus = corpus_of(
        _said("关庄乡", year - 1, last[0], **last[1]), _said("关庄乡", year, this[0], **this[1])
    )
    change = _pair(corpus, year).change
    assert (change.difference, change.reason) == (difference, reason)


def test_a_unit_without_a_report_last_year_says_so() -> None:
    pair = _pair(corpus_of(_said("关庄乡", 2017, 93)), 2017)
    assert pair.last.missing == "no_report"


def test_the_form_of_2019_is_a_break_for_the_volume() -> None:
    corpus = corpus_of(_said("关庄乡", 2018, 90), _said("关庄乡", 2019, 93))
    assert comparable(county(corpus, "640522", 2018), TOTAL)
    assert not comparable(county(corpus, "640522", 2019), TOTAL)


def _whole_county() -> MemoryCorpus:
    government = {
        **NEITHER, **HAIYUAN, "level": Level.COUNTY, "issuer": "海原县人民政府", "year": 2017,
        "code": "640522",
    }  # fmt: skip
    office = {**NEITHER, **HAIYUAN, "level": Level.DEPARTMENT, "issuer": "海原县教育局"}
    return corpus_of(
        _said("史店乡", 2017, 12, code="640522200"),
        Draft({**office, "year": 2017}).section("overview", "概述"),
        _said("关庄乡", 2016, 90),
        Draft(government).section("overview", "概述"),
        _said("红羊乡", 2016, 5, code="640522209"),
        _said("关庄乡", 2017, 93),
    )


def test_groups_stand_apart_in_their_order() -> None:
    view = county(_whole_county(), "640522", 2017)
    groups = {group: [unit.name for unit in units] for group, units in view.groups().items()}
    assert groups == {
        "county": ["海原县"],
        "department": ["教育局"],
        "township": ["史店乡", "关庄乡"],
    }
    assert [unit.name for unit in view.earlier] == ["红羊乡"]


def test_the_newest_source_is_the_date_of_the_data() -> None:
    assert county(_whole_county(), "640522", 2017).as_of == "2026-01-05"
    assert county(corpus_of(_said("关庄乡", 2017, 93)), "640522", 2017).as_of == "2018-02-01"


@pytest.mark.parametrize(
    ("code", "year", "expected"),
    [
        (None, None, ("640522", 2017)),
        ("640522", None, ("640522", 2017)),
        (None, 2016, ("640522", 2016)),
        ("110101", 2017, ("110101", 2017)),
        (None, 2003, (None, 2003)),
    ],
)
def test_what_is_not_given_is_chosen_without_guessing(
    code: str | None, year: int | None, expected: tuple[str | None, int]
) -> None:
    view = county(_whole_county(), code, year)
    assert (view.code, view.year) == expected


def test_an_empty_corpus_has_no_county() -> None:
    view = county(corpus_of())
    assert (view.code, view.year, view.units, view.groups()) == (None, None, (), {})
    assert roster(view) is None


def test_two_reports_of_one_unit_and_year_conflict_where_they_differ() -> None:
    corpus = corpus_of(_said("关庄乡", 2017, 93), _said("关庄乡", 2017, 94))
    assert _pair(corpus, 2017).this.missing == "conflict"


def test_the_roster_names_the_townships_without_a_report() -> None:
    known = roster(county(corpus_of(_said("关庄乡", 2017, 93)), "640522", 2017))
    assert known is not None
    assert known.edition == 2017
    assert len(known.unseen) == known.total - 1
    assert "关庄乡" not in known.unseen
    assert "史店乡" in known.unseen


def test_a_made_up_county_has_no_roster() -> None:
    made_up = township("例山镇", "990121100", 2017, county="示例县", county_code="990121")
    assert roster(county(corpus_of(Draft(made_up)), "990121", 2017)) is None
