"""Deadlines: every rule's examples, local rules before national ones, wrong rows named."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from workbench.errors import DictionaryError
from workbench.reference import deadlines as module
from workbench.reference import load
from workbench.reference.deadlines import deadline, deadlines
from workbench.vocabulary import Level

EXAMPLES = [(rule, text) for rule in deadlines() for text in rule.examples]
NEAR_MISSES = [(rule, text) for rule in deadlines() for text in rule.near_misses]
LOCAL = {"from": 2019, "levels": ["township"], "day": "01-20", "basis": "某地规定",
         "examples": ["2019 township 2020-01-20"]}  # fmt: skip


@pytest.mark.parametrize(("rule", "text"), EXAMPLES, ids=[text for _, text in EXAMPLES])
def test_an_example_is_due_on_its_day(rule: module.Deadline, text: str) -> None:
    year, level, day = text.split()
    found = deadline(int(year), Level(level))
    assert found is rule and found.due(int(year)) == day


@pytest.mark.parametrize(("rule", "text"), NEAR_MISSES, ids=[text for _, text in NEAR_MISSES])
def test_a_near_miss_is_another_rule_s(rule: module.Deadline, text: str) -> None:
    year, level = text.split()
    assert deadline(int(year), Level(level)) is not rule


def test_a_body_of_unknown_level_has_a_date_before_2019_alone() -> None:
    assert deadline(2018, None) is not None and deadline(2019, None) is None


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Other rules than ours."""
    ours = load.toml(module.FILE)["deadline"]

    def give(*rows: dict[str, Any]) -> None:
        monkeypatch.setattr(module.load, "toml", lambda _: {"deadline": [*ours, *rows]})
        deadlines.cache_clear()

    yield give
    monkeypatch.undo()
    deadlines.cache_clear()


def test_a_local_rule_goes_before_the_national_and_the_wider(given: Any) -> None:
    county = {**LOCAL, "levels": ["county"], "places": ["3304"]}
    given({**LOCAL, "places": ["33"]}, {**LOCAL, "places": ["3303"], "day": "02-10"}, county)
    days = {
        code: rule.day if (rule := deadline(2020, Level.TOWNSHIP, code)) else None
        for code in ("330304100", "330104100", "640522213")
    }
    assert days == {"330304100": "02-10", "330104100": "01-20", "640522213": None}
    near, far = (deadline(2020, Level.COUNTY, code) for code in ("330402", "330302"))
    assert (near and near.day, far and far.day) == ("01-20", "03-31")


WRONG = {
    "an unknown key": ({"leves": []}, "unknown"),
    "an unknown level": ({"levels": ["village"]}, "village"),
    "a day that is none": ({"day": "31-03"}, "day must be as"),
    "a place that is none": ({"places": ["浙江"]}, "places codes as"),
    "no examples": ({"examples": []}, "has no examples"),
}


@pytest.mark.fault(33)
@pytest.mark.parametrize(("fields", "said"), WRONG.values(), ids=WRONG)
def test_a_wrong_row_is_named(given: Any, fields: dict[str, Any], said: str) -> None:
    given({**LOCAL, **fields})
    with pytest.raises(DictionaryError, match=f"deadline 4.*{said}"):
        deadlines()
