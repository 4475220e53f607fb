"""The page of trends: every chart with N and its table, every term with its sentences."""

from __future__ import annotations

import re
from typing import Any

import altair as alt
import pandas as pd
import pytest
from memory_corpus import Draft, MemoryCorpus, corpus_of, township

from workbench.display.data import data
from workbench.display.html import Html
from workbench.display.parts import DATA, PAGE, VEGA_LITE, Bundle, Part
from workbench.display.trends.page import TrendsPage
from workbench.display.word_charts import dumbbells, share_by_year, slopes

_DIGITS = "甲乙丙丁戊己庚辛壬癸"


def _report(number: int, year: int, said: str, level: str = "township") -> Draft:
    where = f"{_DIGITS[number // 10]}组{_DIGITS[number % 10]}队"
    identity = {**township(f"例{where}镇", f"64052{number:04d}", year), "level": level}
    draft = Draft(identity).section("problems", "存在的主要问题")
    return draft.problem(f"{where}的{said}", "P03")


def _corpus(size: int = 40, years: tuple[int, ...] = (2016, 2018, 2020)) -> MemoryCorpus:
    """Reports in which 渠道 becomes more frequent, and 档案 less."""
    drafts = [
        _report(number, year, "公开渠道单一" if number < size * at // len(years) else "档案不齐")
        for at, year in enumerate(years)
        for number in range(size)
    ]
    return corpus_of(*drafts)


def _page(corpus: MemoryCorpus, **asked: Any) -> TrendsPage:
    given = {"terms": None, "first": None, "last": None, "place": None, "level": None, **asked}
    return TrendsPage.of(corpus, given.pop("terms"), **given)


def _everything(page: TrendsPage) -> list[Part]:
    made = [page.basis(), page.terms(), page.halves(), page.moved(), page.places()]
    made += [page.contrast(), page.together(), page.examples()]
    return [page.header(), *(part for parts in made for part in parts), page.excerpts()]


def _markup(parts: list[Part]) -> str:
    return "".join(part.markup for part in parts if isinstance(part, Html))


def _charts(parts: list[Part]) -> list[dict[str, Any]]:
    return [p.data for p in parts if isinstance(p, Bundle) and p.mime == VEGA_LITE]


def test_a_balanced_panel_keeps_the_units_of_every_year_and_says_so() -> None:
    drafts = [_report(number, year, "经费不足") for year in (2016, 2018) for number in range(3)]
    corpus = corpus_of(*drafts, _report(9, 2016, "经费不足"))
    for balanced, count in ((False, 7), (True, 6)):
        page = _page(corpus, balanced=balanced)
        assert len(page.view.base.reports) == count
        assert ("只含每年都有的单位" in page.header().data["subtitle"]) is balanced


def test_every_chart_is_valid_tells_its_n_and_is_followed_by_a_table() -> None:
    parts = _everything(_page(_corpus()))
    waiting = False
    for part in parts:
        if isinstance(part, Bundle) and part.mime == VEGA_LITE:
            alt.Chart.from_dict(part.data, validate=True)
            assert re.search("[0-9] 个不同的句子", part.data["title"]["subtitle"])
            assert part.data["description"]
            waiting = True
        elif isinstance(part, Html) and "<table" in part.markup:
            waiting = False
    assert not waiting
    assert len(_charts(parts)) >= 14  # twelve terms, a dumbbell, a slope


def test_small_multiples_share_their_axis_and_their_width() -> None:
    drawn = _charts(list(_page(_corpus()).terms()))
    assert len({str(chart["width"]) for chart in drawn}) == 1
    assert drawn[0]["width"] == 300
    tops = {str(layer["encoding"]["y"]["scale"]) for chart in drawn for layer in chart["layer"]
            if "y" in layer["encoding"]}  # fmt: skip
    assert len(tops) == 1


def test_every_link_leads_somewhere() -> None:
    markup = _markup(_everything(_page(_corpus(), terms="渠道、档案")))
    links, ids = set(re.findall(r'href="#([^"]+)"', markup)), re.findall(r'id="([^"]+)"', markup)
    assert links and links <= set(ids)
    assert len(ids) == len(set(ids))
    assert "公开<mark>渠道</mark>单一" in markup


def test_rising_and_falling_words_are_called_where_the_numbers_carry_it() -> None:
    shown = list(_page(_corpus()).moved())
    (slope,) = _charts(shown)
    words = {row["word"]: row["verdict"] for row in next(iter(slope["datasets"].values()))}
    assert words["渠道"] == "上升"
    assert words["档案"] == "下降"
    assert "比较了" in _markup(shown)


def test_of_few_sentences_nothing_is_called_and_no_dumbbell_drawn() -> None:
    page = _page(_corpus(size=20))
    shown = [*page.halves(), *page.moved(), *page.contrast()]
    assert _charts(shown) == []
    text = _markup(shown)
    assert "不足 30" in text
    assert not re.search("上升</td>|下降</td>", text)
    assert "%" not in _markup(list(page.terms()))


def test_everywhere_is_the_collection_and_the_notes_are_told() -> None:
    drafts = [_report(number, 2018, "公开渠道单一") for number in range(3)]
    drafts[0].note = "句子不是原文"
    header = _page(corpus_of(*drafts)).header().data
    assert header["title"].startswith("本库2018年")
    assert header["notice"] == "本页所用 3 份报告中，1 份：句子不是原文。"


def test_one_year_is_not_compared() -> None:
    page = _page(_corpus(years=(2018,)))
    assert _charts(_everything(page)) == []
    assert "只有一年的报告" in _markup(list(page.halves()))


def test_nothing_is_a_sentence_and_no_error() -> None:
    for asked in ({}, {"place": "640000"}, {"place": "640522", "level": "county"}):
        parts = _everything(_page(corpus_of(), **asked))
        assert isinstance(parts[0], Bundle) and parts[0].mime == PAGE
        assert "没有" in _markup(parts)


def test_the_level_with_most_reports_is_taken_and_the_others_stand_beside() -> None:
    corpus = MemoryCorpus(
        (*_corpus(size=4).entries, _report(90, 2018, "公开渠道单一", "department").entry())
    )
    page = _page(corpus, terms="渠道")
    assert page.view.level == "township"
    assert "部门" in _markup(list(page.places()))
    assert _page(corpus, level="department").view.base.reports["group"].eq("department").all()


def test_who_is_counted_and_who_is_not_is_said() -> None:
    departments = [_report(n, 2018, "经费不足", "department") for n in range(90, 93)]
    departments[0].identity.update(county=None, county_code=None, code="640500")
    unplaced = _report(95, 2018, "经费不足", "department")
    unplaced.identity.update(county=None, county_code=None, code=None)
    made_up = _report(96, 2018, "经费不足")
    made_up.identity.update(county="示例县", county_code="990121", province="示例省")
    drafts = [_report(number, 2018, "公开渠道单一") for number in range(5)]
    corpus = corpus_of(*drafts, *departments, unplaced, made_up)
    province = _markup(list(_page(corpus, place="640000").basis()))
    assert "本页只统计乡镇、街道的报告" in province
    assert "其他单位的报告分类另计（见“各类单位”的表）：部门 3 份。" in province
    assert "另有 1 份报告只写明省份" in province and "示例" not in province
    everywhere = _markup(list(_page(corpus).basis()))
    assert "部门 4 份" in everywhere and "只写明省份" not in everywhere
    assert "还有 1 份示例报告，未计入本页" in everywhere
    assert "未计入" not in _markup(list(_page(corpus, place="640000", last=2017).basis()))
    assert "未计入" not in _markup(list(_page(corpus, place="990000").basis()))


def test_units_of_no_county_have_a_row_that_says_whose_they_are() -> None:
    of_city, of_none = (_report(n, 2018, "经费不足", "department") for n in (90, 91))
    of_city.identity.update(county=None, county_code="640500")
    of_none.identity.update(county=None, county_code=None, code="640000")
    drafts = [_report(n, 2018, "经费不足", "department") for n in range(2)]
    shown = _markup(list(_page(corpus_of(*drafts, of_city, of_none)).places()))
    assert shown.index("中卫市（市级）") < shown.index("不属于某一县或所在县不明")


def test_many_places_and_many_terms_are_tables_that_paper_holds() -> None:
    drafts = []
    for at in range(7):
        drafts.append(_report(at, 2018, "经费不足"))
        drafts[-1].identity.update(county=f"{_DIGITS[at]}县", county_code=f"64052{at}")
    shown = _markup(list(_page(corpus_of(*drafts)).places()))
    heads = [head.count("<th") for head in re.findall("<thead>(.*?)</thead>", shown)]
    assert heads == [8, 8]
    assert shown.count("<tr>") == 2 * (1 + 7)


def test_the_tables_of_data_are_those_of_the_charts() -> None:
    tables = [
        part.data
        for part in _everything(_page(_corpus(), terms="渠道"))
        if isinstance(part, Bundle) and part.mime == DATA
    ]
    assert [table["name"] for table in tables] == [
        "basis", "terms", "halves", "words", "places", "types",
    ]  # fmt: skip
    (terms,) = (table for table in tables if table["name"] == "terms")
    names = [column["name"] for column in terms["columns"]]
    assert [row[names.index("hits")] for row in terms["rows"]] == [0, 13, 26]


def test_a_missing_number_stays_missing_in_the_data() -> None:
    table = pd.DataFrame({"a": [1.5, float("nan")], "b": [True, False], "c": ["x", None]})
    made = data("one", "一", table, {"a": "甲", "b": "乙", "c": "丙"})
    assert made.data["rows"] == [[1.5, True, "x"], [None, False, None]]
    assert [c["type"] for c in made.data["columns"]] == ["number", "flag", "text"]


@pytest.mark.parametrize("name", ["A", "a b", "../a", "", "a" * 41])
def test_a_name_that_is_no_files_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="part of a file's name"):
        data(name, "一", pd.DataFrame({"a": [1]}), {"a": "甲"})


def test_too_little_is_not_drawn() -> None:
    one = pd.DataFrame({"year": [2017], "n": [40], "share": [0.1], "low": [0.0], "high": [0.2],
                        "few": [False], "raw": [0.1]})  # fmt: skip
    assert share_by_year(one, title="渠道", breaks=(), top=1) is None
    empty = pd.DataFrame({"word": [], "early_share": [], "late_share": [], "early_n": [],
                          "late_n": [], "verdict": []})  # fmt: skip
    assert dumbbells(empty, early="2016年", late="2018年", title="a") is None
    assert slopes(empty, early="2016年", late="2018年", title="a") is None
