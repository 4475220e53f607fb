"""The page of the problem ledger: signs and colours, and a click to each year's sentence."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.analysis.across.on_disk import corpus_of
from tests.memory_corpus import Draft, township
from workbench.analysis.ledger.threads import STATES
from workbench.corpus.open import Corpus
from workbench.display.html import Html
from workbench.display.labels import label
from workbench.display.ledger.page import LedgerPage
from workbench.display.parts import Parts


def draft(year: int, *texts: str, said: str = "", code: str = "640522213") -> Draft:
    county = {"640522": "海原县", "640521": "中宁县"}[code[:6]]
    made = Draft(township("关庄乡", code, year, county=county, county_code=code[:6]))
    made.section("overview", "一、概述")
    made.line(said or "平稳。")
    made.section("problems", "五、问题")
    for text in texts:
        made.problem(text, "P02", measure=f"每月检查一次{text[:4]}")
    return made


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    return corpus_of(
        tmp_path,
        draft(2016, "信息更新不及时", "公开渠道单一"),
        draft(2017, "公开渠道比较单一", said="去年信息更新不及时的问题已得到解决。"),
        draft(2019, "栏目信息更新不够及时", "公开渠道比较单一"),
        draft(2016, "信息更新不及时", code="640521200"),
        draft(2017, "信息更新不及时", code="640521200"),
    )


def text_of(parts: Parts) -> str:
    return "".join(part.markup for part in parts if isinstance(part, Html))


def test_every_state_has_a_sign_of_its_own_and_words() -> None:
    signs = [label("ledger_sign", state) for state in STATES]
    assert len(set(signs)) == len(STATES)
    assert not set(signs) & set(STATES)
    assert all(label("ledger_state", state) != state for state in STATES)


def test_states_are_shown_by_sign_and_by_class(corpus: Corpus) -> None:
    shown = text_of(LedgerPage.of(corpus, "640522").threads())
    for state in ("first", "solved", "returned_solved", "persisting", "no_report"):
        assert f"state-{state.replace('_', '-')}" in shown
        assert label("ledger_sign", state) in shown
    assert "本库未收录：2018 年度" in shown


def test_each_year_leads_to_its_sentence(corpus: Corpus) -> None:
    page = LedgerPage.of(corpus, "640522")
    shown = text_of(page.threads())
    anchors = {piece.split('"')[0] for piece in shown.split('href="#')[1:]}
    excerpts = page.excerpts().markup
    assert len(anchors) >= 6
    assert all(f'id="{anchor}"' in excerpts for anchor in anchors)
    assert "栏目信息更新不够及时" in excerpts
    assert "已得到解决" in excerpts
    years = [int(year) for year in re.findall(r"<h3>[^<]*(20[0-9]{2})年", excerpts)]
    assert len(years) > 1 and years == sorted(years)


def test_counties_of_the_province_stand_side_by_side(corpus: Corpus) -> None:
    shown = text_of(LedgerPage.of(corpus, "640522").places())
    assert "海原县（本地）" in shown
    assert "中宁县" in shown
    alone = text_of(LedgerPage.of(corpus.only(county="640522"), "640522").places())
    assert "没有其他县（市、区）可以并列" in alone


def test_how_long_types_last_is_told_with_n(corpus: Corpus) -> None:
    shown = text_of(LedgerPage.of(corpus, "640522").lasting())
    assert "次年可查" in shown
    assert "%" not in shown, "no share of fewer than thirty cases"


def test_a_unit_without_problems_says_why(tmp_path: Path) -> None:
    silent = Draft(township("甲乡", "640522214", 2017)).section("overview", "一、概述")
    named = Draft(township("乙乡", "640522215", 2017)).section("problems", "五、问题")
    both = Draft(township("甲乡", "640522214", 2018)).section("problems", "五、问题")
    page = LedgerPage.of(corpus_of(tmp_path, silent, named, draft(2017, "更新慢")), "640522")
    shown = text_of(page.threads())
    assert "已收录的 1 份报告中未见“存在的问题”部分。" in shown
    assert "1 份有“存在的问题”部分，但没有读出具体的问题。" in shown
    alone = LedgerPage.of(corpus_of(tmp_path / "alone", silent, both), "640522")
    assert "，但没有读出具体的问题，1 份未见这一部分。" in text_of(alone.threads())
    assert "没有读出可以跨年比较的问题" in text_of(alone.lasting())


def test_without_a_report_it_says_so(corpus: Corpus) -> None:
    page = LedgerPage.of(corpus, "110101")
    assert "没有收录" in text_of(page.threads())
    assert "没有收录" in page.header().plain
