"""The explorer without a browser: places found by typing, views, and sentences behind points."""

from __future__ import annotations

from typing import Any

import pytest
from memory_corpus import Draft, MemoryCorpus, corpus_of, township

from workbench.display.explorer import Explorer
from workbench.display.explorer.behind import MOST, Passage, shown
from workbench.display.explorer.plot import Frame, Line, Point, behind, whole_top
from workbench.display.explorer.search import Places
from workbench.display.explorer.sheets import EVERY
from workbench.model import Qualifier

_HUZHU = {"county": "互助县", "county_code": "630223", "prefecture": "海东市", "province": "青海省"}


def _report(name: str, code: str, year: int, total: int, problem: str, **more: Any) -> Draft:
    draft = Draft(township(name, code, year, **more.pop("place", {})))
    counted = f"全年主动公开政府信息{total}{more.get('unit', '条')}。"
    draft.figure("proactive_total", total, counted, **more)
    return draft.section("problems", "存在的问题").problem(problem, "P03")


def _corpus() -> MemoryCorpus:
    return corpus_of(
        _report("关庄乡", "640522208", 2017, 93, "公开渠道单一"),
        _report("关庄乡", "640522208", 2018, 120, "<b>渠道</b>不多", qualifier=Qualifier.OVER),
        _report("高崖乡", "640522202", 2018, 40, "更新不及时"),
        _report("哈拉直沟乡", "630223204", 2018, 15, "人员少", place=_HUZHU),
    )


TYPED = {
    "a county": ("海原", ["640522"]),
    "part of a township": ("庄", ["640522208"]),
    "a code's beginning": ("6405", ["640500", "640522", "640522202", "640522208"]),
    "a province": ("青海", ["630000"]),
    "traditional": ("關莊", ["640522208"]),
    "nothing": ("  ", []),
    "unknown": ("火星", []),
}


@pytest.mark.parametrize(("typed", "codes"), TYPED.values(), ids=TYPED)
def test_places_are_found_by_what_is_typed(typed: str, codes: list[str]) -> None:
    assert [place.code for place in Places(_corpus()).matching(typed)] == codes


def test_a_place_says_where_it_is_and_how_much_there_is() -> None:
    place = Places(_corpus()).of("640522")
    assert place is not None
    assert place.label == "海原县（中卫市，宁夏回族自治区） 640522，3份"
    assert Places(_corpus()).of("640000") is not None
    assert Places(_corpus()).of("999999") is None


def _plot(panel: Any) -> list[Any]:
    """The points of a panel's plot, which follow the lines and the brush."""
    return list(panel.plot.children[2:])


def _titles(panel: Any) -> list[str]:
    return [button.tooltip for button in _plot(panel)]


def test_typing_one_place_looks_at_it() -> None:
    explorer = Explorer(_corpus())
    explorer.controls.typed.value = "关庄"
    assert explorer.place is not None and explorer.place.code == "640522208"
    assert _titles(explorer.charts.series) == ["2017年：93条", "2018年：120余条"]
    explorer.controls.typed.value = ""
    assert explorer.place is None


def test_several_places_are_offered_and_none_is_taken() -> None:
    explorer = Explorer(_corpus())
    explorer.controls.typed.value = "6405"
    assert explorer.place is None
    assert len(explorer.controls.matches.options) == 4
    explorer.controls.matches.value = "640522202"
    assert explorer.place is not None and explorer.place.name == "高崖乡"


def test_a_place_that_is_not_there_is_told_with_what_is_shown() -> None:
    explorer = Explorer(_corpus())
    explorer.controls.typed.value = "没有这个"
    assert explorer.controls.matches.options == ()
    assert "没有找到这个地方：“没有这个”。下面显示的是：全部地方；" in explorer.told.html
    explorer.controls.typed.value = "关庄"
    assert "<p>关庄乡（" in explorer.told.html
    explorer.controls.typed.value = "关庄<b>"
    assert "没有找到这个地方：“关庄&lt;b&gt;”。下面显示的是：关庄乡（" in explorer.told.html
    explorer.controls.typed.value = "6405"
    assert "<p>关庄乡（" in explorer.told.html


FAULTS = {
    "a bracket": ("/(渠道/", "表达式有误：第 1 个字“(”处括号没有闭合"),
    "a full-width bracket": ("/渠道（单/", "表达式有误：第 3 个字“（”处括号没有闭合"),
    "the second of two": ("/渠道/、/单一)/", "表达式有误：第 3 个字“)”处多了一个右括号"),
    "a star": ("/*渠道/", "表达式有误：第 1 个字“*”处前面没有可以重复的字"),
    "what only Python has a word for": ("/渠道(?P<一/", "表达式有误："),
    "a short word": ("慢", "词有两个字以上"),
}


@pytest.mark.parametrize(("typed", "words"), FAULTS.values(), ids=FAULTS)
def test_a_faulty_term_is_told_with_its_fault(typed: str, words: str) -> None:
    explorer = Explorer(_corpus())
    known = list(explorer.controls.terms)
    explorer.add_term(typed)
    assert f"不能作为词：{words}" in explorer.told.html
    assert "下面显示的是：全部地方；" in explorer.told.html
    assert explorer.controls.terms == known


def test_numbers_of_other_units_are_left_out_in_words() -> None:
    explorer = Explorer(
        corpus_of(
            _report("关庄乡", "640522208", 2017, 93, "渠道不多"),
            _report("胜利乡", "640522209", 2017, 72, "渠道不多", unit="件"),
        )
    )
    assert _titles(explorer.charts.series) == ["2017年：72件"]
    words = "另有 1 个以条计的数字，不能与以件计的相比，没有画出。"
    assert words in explorer.charts.series.besides.value
    assert "另有 1 个单位的数字不以件计，没有列入。" in explorer.charts.peers.note.value
    explorer.choose("640522208")
    assert explorer.charts.series.besides.value == ""


def test_peers_count_in_their_own_unit() -> None:
    """Of two years the newest alone is compared, and says what it counts in."""
    explorer = Explorer(
        corpus_of(
            _report("关庄乡", "640522208", 2016, 90, "渠道不多"),
            _report("关庄乡", "640522208", 2017, 93, "渠道不多"),
            _report("胜利乡", "640522209", 2017, 72, "渠道不多", unit="件"),
        )
    )
    explorer.charts.peers.bars.press(0)
    assert explorer.views.measure == "条"
    assert "胜利乡：72件" in explorer.behind.html


def test_a_point_of_the_trend_leads_to_its_sentence_escaped() -> None:
    explorer = Explorer(_corpus())
    explorer.choose("640522208")
    explorer.add_term("渠道")
    assert explorer.controls.terms[-1] == "渠道"
    (point,) = (b for b in _plot(explorer.charts.trend) if b.tooltip.startswith("2018年 渠道："))
    point.click()
    assert "&lt;b&gt;<mark>渠道</mark>&lt;/b&gt;不多" in explorer.behind.html
    assert "关庄乡 2018年" in explorer.behind.html


def test_a_point_of_the_series_leads_to_its_number() -> None:
    explorer = Explorer(_corpus())
    explorer.choose("640522208")
    _plot(explorer.charts.series)[0].click()
    assert "全年主动公开政府信息<mark>93条</mark>。" in explorer.behind.html


def test_several_units_are_a_median_with_n() -> None:
    explorer = Explorer(_corpus())
    explorer.choose("640522")
    assert _titles(explorer.charts.series)[-1] == "2018年：中位数 80条，N=2"


def test_peers_are_the_provinces_with_ours_marked() -> None:
    explorer = Explorer(_corpus())
    explorer.choose("640522202")
    told = [(bar["name"], bar["told"]) for bar in explorer.charts.peers.bars.rows]
    assert told == [("20–49", "1 个，本地 1"), ("50–99", "0 个"), ("100–199", "1 个")]
    explorer.charts.peers.bars.press(0)
    assert "高崖乡：40条" in explorer.behind.html


def test_terms_are_added_told_and_taken_away() -> None:
    explorer = Explorer(_corpus())
    known = list(explorer.controls.terms)
    explorer.add_term("慢")
    assert explorer.controls.terms == known
    assert "“慢”不能作为词" in explorer.told.html
    explorer.add_term("/不.时/")
    assert "/不.时/" in explorer.controls.terms
    for term in list(explorer.controls.terms):
        explorer.controls.remove_term(term)
    assert len(explorer.controls.terms) == 1
    for word in ("渠道", "培训", "宣传", "解读", "兼职", "单一"):
        explorer.add_term(word)
    assert explorer.controls.terms == ["培训", "宣传", "解读", "兼职", "单一"]


def test_the_switch_to_raw_counts_changes_the_cases() -> None:
    explorer = Explorer(_corpus())
    explorer.choose("640522")
    assert explorer.views.trend.copies == "once"
    explorer.controls.once.value = False
    assert explorer.views.trend.copies == "raw"


def test_other_years_and_levels_are_looked_at() -> None:
    explorer = Explorer(_corpus())
    explorer.controls.years.value = (2018, 2018)
    assert explorer.views.years == (2018,)
    explorer.controls.level.value = "county"
    assert "没有可比的数字" in explorer.charts.series.legend.value


def test_an_empty_corpus_is_told_and_no_error() -> None:
    explorer = Explorer(corpus_of())
    assert "还没有报告" in explorer.told.html
    assert explorer.views.peer_classes() == []


def test_a_report_without_its_text_says_so() -> None:
    corpus = _corpus()
    told = shown(corpus, [Passage("0" * 16, 0, 3)], "原句").markup
    assert "没有保存这份报告的原文" in told
    many = [Passage(str(corpus.reports["report_id"][0]), 0, 2)] * (MOST + 5)
    assert "另有 5 句未显示" in shown(corpus, many, "原句").markup


TOPS = {
    "one": (1, ["0", "1", "2"]),
    "three": (3, ["0", "2", "4"]),
    "an odd number": (93, ["0", "50", "100"]),
    "a quarter of the axis odd": (265, ["0", "150", "300"]),
    "a round number": (1200, ["0", "600", "1200"]),
    "many": (37_001, ["0", "20000", "40000"]),
    "half a piece": (0.5, ["0", "1", "2"]),
}


@pytest.mark.parametrize(("highest", "ticks"), TOPS.values(), ids=TOPS)
def test_an_axis_of_counts_has_whole_numbers(highest: float, ticks: list[str]) -> None:
    frame = Frame((2017,), top=whole_top(highest))
    assert frame.top >= highest
    assert [frame.written(frame.top * part) for part in (0, 0.5, 1)] == ticks


@pytest.mark.parametrize(
    ("top", "ticks"), [(0.15, ["0%", "7.5%", "15%"]), (1.0, ["0%", "50%", "100%"])]
)
def test_an_axis_of_shares_is_labelled_what_it_is(top: float, ticks: list[str]) -> None:
    frame = Frame((2017,), top=top, percent=True)
    assert [frame.written(frame.top * part) for part in (0, 0.5, 1)] == ticks


def test_the_axes_of_the_views_are_round() -> None:
    explorer = Explorer(_corpus())
    explorer.choose("640522208")
    assert explorer.views.series_lines()[0].top == 120
    assert explorer.views.trend_lines()[0].top in (0.02, 1.0)


def test_a_plot_draws_only_what_is_comparable_together() -> None:
    points = tuple(Point(year, 1.0, f"{year}年") for year in (2017, 2018, 2019))
    frame = Frame((2017, 2018, 2019), breaks=(2019,))
    markup = behind(frame, [Line("甲", points, (0, 0, 1))]).value
    strokes = [part for part in markup.split("<polyline") if 'stroke-width="2"' in part]
    assert [stroke.count(",") for stroke in strokes] == [2, 1]
    assert markup.count('stroke-dasharray="4 3"') == 1


@pytest.mark.parametrize(
    ("typed", "code"),
    [("640522", "640522"), ("海原县", "640522"), ("6405", None), ("庄", "640522208")],
)
def test_a_place_typed_in_full_is_chosen(typed: str, code: str | None) -> None:
    explorer = Explorer(_corpus())
    explorer.controls.typed.value = typed
    assert (explorer.place and explorer.place.code) == code


def test_a_word_is_added_when_its_field_is_left_and_by_the_button_once() -> None:
    controls = Explorer(_corpus()).controls
    before = list(controls.terms)
    controls.term.value = "经费"  # as Enter sends it
    controls.add.click()
    assert controls.terms == [*before, "经费"]
    assert controls.term.value == ""


def test_a_file_says_what_it_counts() -> None:
    explorer = Explorer(_corpus())
    for name in EVERY:
        sheet = EVERY[name](explorer.views, (2017, 2018))
        beside = sheet.data.assign(**sheet.beside)
        assert set(sheet.beside) <= set(beside.columns)
        assert (name in ("数字", "同类单位")) == ("indicator_label" in beside.columns)
    assert EVERY["问题类型"](explorer.views, (2017, 2018)).beside["type_label"].tolist()[0]
