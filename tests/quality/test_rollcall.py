"""The roll call: seen, unseen, twice, late, and units that the year's divisions have not."""

from __future__ import annotations

from typing import Any

from memory_corpus import Draft, corpus_of, township

from workbench.analysis.place import PlaceYear, place_year
from workbench.analysis.quality.rollcall import RollCall, rollcalls
from workbench.display.html import Html
from workbench.display.quality.coverage import coverage
from workbench.model import Severity, Span


def _report(name: str, code: str, year: int = 2017, **fields: Any) -> Draft:
    draft = Draft(township(name, code, year, **fields))
    return draft.figure("proactive_total", 3, f"{name}{year}年公开信息3条。")


def _called(*drafts: Draft, place: str | None = "640522", year: int = 2017) -> RollCall:
    (found,) = rollcalls(_view(*drafts, place=place, year=year))
    return found


def _view(*drafts: Draft, place: str | None = "640522", year: int = 2017) -> PlaceYear:
    return place_year(corpus_of(*drafts), place, year)


def test_units_of_the_divisions_without_a_report_are_named() -> None:
    call = _called(_report("关庄乡", "640522213"))
    seen = [unit.name for unit in call.listed if unit.seen]
    assert seen == ["关庄乡"]
    assert len(call.unseen) == len(call.listed) - 1 > 10
    assert (call.county, call.edition) == ("海原县", 2017)


def test_zones_and_farms_are_not_called() -> None:
    call = _called(_report("关庄乡", "640522213"))
    assert all(unit.code is not None and unit.code[6] not in "45" for unit in call.listed)


def test_two_versions_are_a_duplicate() -> None:
    once, again = _report("关庄乡", "640522213"), _report("关庄乡", "640522213")
    again.line("另一稿。")
    (unit,) = [unit for unit in _called(once, again).listed if unit.seen]
    assert unit.duplicate and len(unit.reports) == 2


def test_a_unit_that_the_edition_has_not_is_apart() -> None:
    call = _called(_report("关庄乡", "640522213"), _report("旧名乡", "640522299"))
    (unit,) = [unit for unit in call.units if not unit.known]
    assert unit.name == "旧名乡" and unit not in call.listed


def test_a_unit_of_another_edition_says_which() -> None:
    merged = _report("团结西路街道", "640121001", county="永宁县", county_code="640121")
    view = _view(merged, place="640121")
    (unit,) = [unit for unit in rollcalls(view)[0].units if not unit.known]
    assert (unit.lived or (0, 0))[0] == 2018
    markup = "".join(part.markup for part in coverage(view, rollcalls(view)))
    assert "团结西路街道（2018年起）" in markup


def test_a_report_after_its_deadline_is_late() -> None:
    draft = _report("关庄乡", "640522213", published="2018-06-01")
    draft.finding("T1", "晚于期限。", Severity.ERROR, Span(0, 3))
    (unit,) = [unit for unit in _called(draft).listed if unit.seen]
    assert unit.late == "2018-06-01"


def test_a_year_outside_the_editions_takes_the_nearest_and_says_so() -> None:
    call = _called(_report("关庄乡", "640522213", 2010), year=2010)
    assert call.edition == 2015


def test_everywhere_calls_the_counties_that_have_a_report() -> None:
    calls = rollcalls(_view(_report("关庄乡", "640522213"), place=None))
    assert [call.county_code for call in calls] == ["640522"]


def test_a_province_calls_all_its_counties() -> None:
    calls = rollcalls(_view(_report("关庄乡", "640522213"), place="640000"))
    assert len(calls) > 15
    assert sum(len(call.unseen) < len(call.listed) for call in calls) == 1


def test_made_up_places_are_called_by_nobody() -> None:
    draft = _report("甲乡", "990121200", county="甲县", county_code="990121", province="示例省")
    view = _view(draft, place="990000")
    assert rollcalls(view) == ()
    (said,) = coverage(view, ())
    assert isinstance(said, Html) and "区划表中没有" in said.markup


def test_the_table_says_that_unseen_is_not_unpublished() -> None:
    view = _view(_report("关庄乡", "640522213"))
    markup = "".join(part.markup for part in coverage(view, rollcalls(view)))
    assert "本库未收录" in markup and "不等于没有公布" in markup
    assert "未报告" not in markup
