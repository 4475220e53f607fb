"""The excerpts: the whole sentence, its heading, and no more of the report than that."""

from __future__ import annotations

import re

import pytest
from memory_corpus import Draft, corpus_of, township

from workbench.analysis.cells import cells_of
from workbench.display.excerpts import excerpts
from workbench.display.quotes import Quotes
from workbench.model import Form

NAME = township("关庄乡", "640522213", 2017)


def _excerpts(draft: Draft, *passages: str) -> str:
    corpus = corpus_of(draft)
    quotes = Quotes(corpus)
    (report_id,) = corpus.reports["report_id"]
    for passage in passages:
        start = draft.text.index(passage)
        quotes.link(passage, report_id, (start, start + len(passage)))
    made = excerpts(quotes)
    return made.markup if made else ""


def _text(markup: str) -> list[str]:
    back = r'<(?:a|span class="back")'
    items = re.findall(rf'<span class="quote">(.*?)</span> {back}', markup, re.DOTALL)
    return [re.sub("<[^>]+>", "", item) for item in items]


def test_nothing_cited_gives_nothing() -> None:
    assert _excerpts(Draft(NAME).section("overview", "概述")) == ""


def test_the_sentence_is_whole_and_the_neighbours_stay_out() -> None:
    draft = Draft(NAME, text="先说一句。网站12条，微信34条。再说一句。")
    assert _text(_excerpts(draft, "12条")) == ["网站12条，微信34条。"]


def test_a_passage_over_two_sentences_shows_both() -> None:
    draft = Draft(NAME, text="先说一句。甲不足。乙不足。再说一句。")
    assert _text(_excerpts(draft, "甲不足。乙不足")) == ["甲不足。乙不足。"]


def test_a_heading_does_not_run_into_the_sentence_below() -> None:
    draft = Draft(NAME).section("proactive", "关于主动公开政府信息情况的说明如下")
    draft.line("公布12条。")
    markup = _excerpts(draft, "12条")
    assert _text(markup) == ["公布12条。"]
    assert '<span class="where">一、关于主动公开' in markup


def test_passages_stand_in_the_order_of_the_text() -> None:
    draft = Draft(NAME, text="甲1条。乙2条。丙3条。")
    assert _text(_excerpts(draft, "3条", "1条")) == ["甲1条。", "丙3条。"]


NONE = "没有收到申请，未收费，没有复议、诉讼。"
QUOTED_ONCE = {
    "three denials of one sentence": (("没有收到申请", "未收费", "没有复议"), [NONE]),
    "one within the other": (("没有复议、诉讼", "诉讼"), [NONE]),
    "the sentence and its words": ((NONE, "未收费"), [NONE]),
    "two sentences and one of them": (("甲1条。乙2条", "2条"), ["甲1条。乙2条。"]),
    "two sentences": (("1条", "2条"), ["甲1条。", "乙2条。"]),
}


@pytest.mark.parametrize(("passages", "quoted"), QUOTED_ONCE.values(), ids=QUOTED_ONCE)
def test_a_sentence_is_quoted_once_however_many_numbers_lead_to_it(
    passages: tuple[str, ...], quoted: list[str]
) -> None:
    draft = Draft(NAME, text=f"先说一句。{NONE}甲1条。乙2条。再说一句。")
    markup = _excerpts(draft, *passages)
    assert _text(markup) == quoted
    anchors = [name for name in re.findall(r'id="([^"]+)"', markup) if name.startswith("q-")]
    starts = [draft.text.index(passage) for passage in passages]
    assert [int(name.rpartition("-")[2]) for name in anchors] == sorted(starts)
    assert re.findall(r'href="#from-([^"]+)"', markup) == anchors
    assert f"<small>{len(quoted)} 处</small>" in markup


def test_each_number_leads_to_its_own_words_in_the_sentence() -> None:
    markup = _excerpts(Draft(NAME, text=NONE), "没有收到申请", "未收费")
    marked = re.findall(r'<span id="q-[^"]+"><mark>(.*?)</mark></span>', markup)
    assert marked == ["没有收到申请", "未收费"]
    assert "回到数字：" in markup


@pytest.mark.fault(74)
def test_a_passage_that_fills_a_page_says_how_much_is_left_out() -> None:
    draft = Draft(NAME, text="不" * 1000)
    assert "（中间 700 字从略）" in _excerpts(draft, draft.text)
    shorter = Draft(NAME, text="不" * 600)
    assert "从略" not in _excerpts(shorter, shorter.text)


@pytest.mark.fault(74)
def test_a_text_that_is_not_kept_is_said_to_be_missing() -> None:
    corpus = corpus_of(Draft(NAME, text="公布12条。"))
    corpus.__dict__["texts"] = corpus.texts.iloc[:0]
    quotes = Quotes(corpus)
    quotes.link("12条", corpus.reports["report_id"].iloc[0], (2, 5))
    made = excerpts(quotes)
    assert made is not None
    assert "没有保存这份报告的文字" in made.markup


def test_two_cells_at_one_place_have_their_own_excerpts() -> None:
    draft = Draft(NAME, form=Form.Y2019)
    draft.cell("requests", "new", "total", 1).cell("requests", "granted", "total", 1)
    corpus = corpus_of(draft)
    quotes = Quotes(corpus)
    (cells,) = cells_of(corpus, corpus.reports["report_id"]).values()
    for cell in cells.values():
        quotes.cell(cell)
    made = excerpts(quotes)
    assert made is not None
    assert made.markup.count('class="excerpt"') == 2
    assert "本年新收政府信息公开申请数量 × 总计" in made.markup


def test_a_row_and_its_two_ends_are_two_excerpts() -> None:
    draft = Draft(NAME, form=Form.Y2019)
    for column in ("upheld", "corrected", "total"):
        draft.cell("disputes", "reconsideration", column, 0)
    corpus = corpus_of(draft)
    quotes = Quotes(corpus)
    (cells,) = cells_of(corpus, corpus.reports["report_id"]).values()
    row = list(cells.values())
    quotes.block(row, "三格")
    quotes.block([row[0], row[-1]], "两格")
    made = excerpts(quotes)
    assert made is not None
    assert made.markup.count('class="excerpt"') == 2
    assert made.markup.count("<mark>0</mark>") == 5


def test_a_link_is_first_marked_for_the_way_back() -> None:
    corpus = corpus_of(Draft(NAME, text="公布12条。"))
    quotes = Quotes(corpus)
    report_id = corpus.reports["report_id"].iloc[0]
    once, again = (quotes.link("12条", report_id, (2, 5)).markup for _ in range(2))
    assert f'id="from-q-{report_id}-2"' in once
    assert "id=" not in again


def test_the_longer_of_two_passages_at_one_place_is_shown() -> None:
    corpus = corpus_of(Draft(NAME, text="公布12条左右。"))
    quotes = Quotes(corpus)
    report_id = corpus.reports["report_id"].iloc[0]
    quotes.link("12条", report_id, (2, 5))
    quotes.link("12条左右", report_id, (2, 7))
    made = excerpts(quotes)
    assert made is not None
    assert "<mark>12条左右</mark>" in made.markup
