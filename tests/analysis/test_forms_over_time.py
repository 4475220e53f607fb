"""Eras, breaks, and what may be followed across them."""

from __future__ import annotations

import pytest

from workbench.analysis.eras import breaks, era_of, eras
from workbench.analysis.indicators import across, indicator_named
from workbench.reference.indicators import Era, Indicator


@pytest.mark.parametrize(
    ("year", "form"),
    [
        (2005, "2008"),
        (2013, "2008"),
        (2014, "2014"),
        (2018, "2014"),
        (2020, "2019"),
        (2030, "2021"),
    ],
)
def test_the_form_of_a_report_year(year: int, form: str) -> None:
    assert era_of(year).form == form


@pytest.mark.parametrize(
    ("years", "first"),
    [
        ([], []),
        ([2017], []),
        ([2014, 2018], []),
        ([2013, 2014], [2014]),
        ([2020, 2018], [2019]),
        ([2012, 2024], [2014, 2019, 2021]),
    ],
)
def test_the_breaks_inside_some_years(years: list[int], first: list[int]) -> None:
    assert [era.first for era in breaks(years)] == first


def test_eras_follow_each_other_and_name_their_notice() -> None:
    firsts = [era.first for era in eras()]
    assert firsts == sorted(set(firsts))
    assert all(era.source for era in eras())


def _indicator(old: tuple[str, str], new: tuple[str, str]) -> Indicator:
    known = indicator_named("proactive_total")
    fields = {name: getattr(known, name) for name in known.__slots__}
    return Indicator(**{**fields, "eras": {"2014": Era(*old), "2019": Era(*new)}})


ACROSS = [
    ("same words", ("approximate", "正文所述"), ("approximate", "正文所述"), "same"),
    ("both same", ("same", "甲"), ("same", "乙"), "same"),
    ("one approximate", ("same", "甲"), ("approximate", "乙"), "approximate"),
    ("one not comparable", ("not_comparable", "甲"), ("approximate", "乙"), "not_comparable"),
]


@pytest.mark.parametrize(("old", "new", "expected"), [c[1:] for c in ACROSS], ids=lambda c: str(c))
def test_the_weaker_of_two_forms_decides(
    old: tuple[str, str], new: tuple[str, str], expected: str
) -> None:
    comparability, reason = across(_indicator(old, new), "2014", "2019")
    assert comparability == expected
    assert new[1] in reason


def test_the_volume_of_2018_is_not_joined_to_2019() -> None:
    assert across(indicator_named("proactive_total"), "2014", "2019")[0] != "same"


def test_an_unknown_indicator_names_those_there_are() -> None:
    with pytest.raises(KeyError, match="proactive_total"):
        indicator_named("proactive_totals")
