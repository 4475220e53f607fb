"""Distributions and series of comparable values."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest
from memory_corpus import Draft, MemoryCorpus, corpus_of, township

from workbench.analysis.peers import MIN_PEERS, class_of, classes, of_province, peers
from workbench.analysis.series import series

TOTAL = "proactive_total"


def _said(name: str, year: int, value: float, code: str = "640522", **more: Any) -> Draft:
    unit = more.get("unit", "条")
    place = township(name, f"{code}201", year, county=f"县{code}", county_code=code)
    return Draft(place).figure(TOTAL, value, f"公布{value:g}{unit}。", **more)


def _peers(*drafts: Draft) -> Any:
    corpus = corpus_of(*drafts)
    return peers(corpus, TOTAL, corpus.reports)


def test_only_values_in_the_commonest_unit_are_compared() -> None:
    found = _peers(
        _said("甲乡", 2017, 10), _said("乙乡", 2017, 20), _said("丙乡", 2017, 30, unit="件")
    )
    assert (found.measure, found.other_units, found.reports) == ("条", 1, 3)
    assert found.values["value"].tolist() == [20, 10]


def test_a_zero_said_in_words_counts_in_any_unit() -> None:
    none = _said("丁乡", 2017, 0, unit=None, status="zero_in_words", quote="公布")
    found = _peers(_said("甲乡", 2017, 10), none)
    assert found.values["value"].tolist() == [0, 10]


def test_cumulative_and_missing_values_are_counted_as_missing() -> None:
    found = _peers(_said("甲乡", 2017, 10), _said("乙乡", 2017, 2000, scope="cumulative"))
    assert (found.missing, len(found.values)) == (1, 1)


def test_a_unit_counts_once_and_not_at_all_where_its_reports_differ() -> None:
    same = _peers(_said("甲乡", 2017, 10), _said("甲乡", 2017, 10, quote="公布10条"))
    assert (same.reports, same.values["value"].tolist()) == (1, [10])
    differ = _peers(_said("甲乡", 2017, 10), _said("甲乡", 2017, 11))
    assert (differ.reports, differ.missing, len(differ.values)) == (1, 1, 0)


def test_too_few_values_have_no_quartiles() -> None:
    few = _peers(*(_said(f"乡{n}", 2017, n) for n in range(1, MIN_PEERS)))
    assert few.quartiles() is None
    enough = _peers(*(_said(f"乡{n}", 2017, n) for n in range(1, MIN_PEERS + 1)))
    assert enough.quartiles() == (3.25, 5.5, 7.75)


def test_nothing_to_compare() -> None:
    found = _peers(Draft(township("甲乡", "640522201", 2017)).section("overview", "概述"))
    assert (found.measure, len(found.values), found.missing) == (None, 0, 1)


def test_peers_are_of_the_same_province_level_and_year() -> None:
    corpus = corpus_of(
        _said("甲乡", 2017, 10),
        _said("乙乡", 2016, 10),
        Draft({**township("丙乡", "640522202", 2017), "level": "subdistrict"}),
        Draft({**township("丁局", "640522203", 2017), "level": "department"}),
        Draft(township("戊乡", "220621201", 2017, province="吉林省", county_code="220621")),
    )
    found = of_province(corpus, "宁夏回族自治区", group="township", year=2017)
    assert found["township"].tolist() == ["甲乡", "丙乡"]


def test_classes_run_without_a_gap_and_hold_every_value() -> None:
    table = classes(pd.Series([0, 3, 25, 25.0, 9, 120]))
    assert table["label"].tolist() == ["0", "1–9", "10–19", "20–49", "50–99", "100–199"]
    assert table["count"].tolist() == [1, 2, 0, 2, 0, 1]
    assert classes(pd.Series([], dtype="float64")).empty


@pytest.mark.parametrize(
    ("value", "label"), [(0, "0"), (0.5, "0"), (1, "1–9"), (9, "1–9"), (10**7, "100000以上")]
)
def test_the_class_of_a_value(value: float, label: str) -> None:
    assert class_of(value) == label


def _years(*values: tuple[int, float], **more: Any) -> MemoryCorpus:
    return corpus_of(*(_said("甲乡", year, value, **more) for year, value in values))


def test_a_series_breaks_where_the_form_stops_being_comparable() -> None:
    found = series(_years((2017, 10), (2018, 20), (2019, 30), (2020, 40)), TOTAL, "640522")
    assert [(cut.before, cut.after) for cut in found.breaks] == [(2018, 2019)]
    assert found.points["segment"].tolist() == [0, 0, 1, 1]
    key = found.points["unit_key"].iloc[0]
    assert found.change(key, 2017, 2018).difference == 10
    assert found.change(key, 2018, 2019).reason == "break"
    assert found.change(key, 2018, 2024).reason == "no_value"
    assert found.breaks[0].reason


def test_a_change_of_form_that_keeps_the_meaning_is_shown_but_not_a_break() -> None:
    found = series(_years((2020, 10), (2021, 20)), TOTAL, "640522")
    assert [cut.comparability for cut in found.breaks] == ["same"]
    key = found.points["unit_key"].iloc[0]
    assert found.change(key, 2020, 2021).difference == 10


@pytest.mark.parametrize(
    ("more", "reason"),
    [({"qualifier": "over"}, "qualified"), ({"unit": "件"}, "units_differ")],
)
def test_a_series_refuses_to_subtract_unlike_values(more: dict[str, Any], reason: str) -> None:
    corpus = corpus_of(_said("甲乡", 2016, 10), _said("甲乡", 2017, 20, **more))
    found = series(corpus, TOTAL, "640522")
    assert found.change(found.points["unit_key"].iloc[0], 2016, 2017).reason == reason


def test_missing_years_stay_missing() -> None:
    silent = Draft(township("甲乡", "640522201", 2017, county="县640522")).section("other", "其他")
    corpus = corpus_of(_said("甲乡", 2016, 10), silent)
    found = series(corpus, TOTAL, "640522")
    assert found.points["value"].isna().tolist() == [False, True]
    assert found.points["missing"].tolist()[1] == "not_stated"
    assert found.years["values"].tolist() == [1]


def test_a_balanced_series_keeps_the_units_with_every_year() -> None:
    corpus = corpus_of(
        _said("甲乡", 2016, 10), _said("甲乡", 2017, 12), _said("乙乡", 2017, 99)
    )  # fmt: skip
    whole = series(corpus, TOTAL, "640522")
    kept = series(corpus, TOTAL, "640522", balanced=True)
    assert set(whole.points["unit_name"]) == {"甲乡", "乙乡"}
    assert set(kept.points["unit_name"]) == {"甲乡"}
    assert kept.years["values"].tolist() == [1, 1]


def test_a_series_ends_where_it_is_told_to() -> None:
    corpus = _years((2016, 10), (2017, 12), (2024, 20))
    assert series(corpus, TOTAL, "640522", until=2017).points["year"].tolist() == [2016, 2017]


def test_years_are_counted_by_unit_of_counting() -> None:
    corpus = corpus_of(_said("甲乡", 2017, 10), _said("乙乡", 2017, 20, unit="件"))
    years = series(corpus, TOTAL, "640522").years
    assert list(zip(years["unit"], years["values"], years["reports"], strict=True)) == [
        ("件", 1, 2),
        ("条", 1, 2),
    ]


def test_made_up_reports_are_never_mixed_with_real_ones() -> None:
    corpus = corpus_of(_said("甲乡", 2017, 10), _said("例山镇", 2017, 20, code="990121"))
    assert series(corpus, TOTAL).points["value"].tolist() == [10]
    assert series(corpus, TOTAL, fictional=True).points["value"].tolist() == [20]
    assert series(corpus, TOTAL, "990121").points["value"].tolist() == [20]


def test_an_empty_series() -> None:
    found = series(corpus_of(), TOTAL)
    assert found.points.empty
    assert found.years.empty
    assert found.breaks == ()
