"""Personal data never stands in a page, unless it is asked for; links and positions hold."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat
import pytest

from workbench.corpus.build import build
from workbench.parsing.fold import fold
from workbench.reference.personal import Personal, personal
from workbench.rendering.fragment import fragment
from workbench.rendering.kernels import execute
from workbench.rendering.pages import page
from workbench.rendering.personal import MASK, mask, mask_markup, masked
from workbench.rendering.verify import verify

NOTEBOOKS = Path(__file__).resolve().parents[2] / "notebooks"
ROWS = {f"{row.kind} {number}": row for number, row in enumerate(personal(), 1)}

#: What must not be seen, each in words that lead to it. The names are made of placeholders.
PLANTED = {
    "13900000000": "联系手机13900000000。",
    "138-0000-0000": "手机：138-0000-0000，",
    "１３７００００００００": "电话１３７００００００００。",
    "990121199001010000": "身份证号990121199001010000。",
    "99012119000101000X": "（99012119000101000X）",
    "jia_yi@qq.com": "邮箱：jia_yi@qq.com。",
    "bing.ding@163.com": "电子邮箱bing.ding@163.com；",
    "张某某": "联系人：张某某，",
    "李甲": "由镇长李甲任组长，",
    "王乙丙": "副镇长王乙丙同志任副组长，",
    "赵某丁": "组长：赵某丁（镇长）",
    "钱戊": "成员：赵某丁、钱戊（科员）、孙己庚。",
    "孙己庚": "成员：赵某丁、钱戊（科员）、孙己庚。",
    "周某": "由周某同志负责。",
    "欧阳某某": "负责人：欧阳某某",
    "甲·乙丙": "联系人：甲·乙丙。",
}
STAYS = (
    "电话：0955-8880000", "邮箱：xxgk@example.gov.cn", "由镇长任组长", "联系人：党政办公室",
    "支出13600000000元", "办公室主任任副组长", "索引号116405220101234567", "邮编755000",
)  # fmt: skip
WORDS = "\n".join((*PLANTED.values(), *STAYS))


@pytest.mark.parametrize("row", ROWS.values(), ids=ROWS)
def test_examples_are_hidden_and_near_misses_stay(row: Personal) -> None:
    for example in row.examples:
        assert row.pattern.search(fold(example)), example
    for near in row.near_misses:
        assert not row.pattern.search(fold(near)), near
        assert mask(near) == near


@pytest.mark.parametrize("datum", PLANTED)
def test_a_datum_is_hidden_at_its_full_length(datum: str) -> None:
    shown = mask(PLANTED[datum])
    assert datum not in shown and len(shown) == len(PLANTED[datum])
    assert shown.count(MASK) >= len(datum)


@pytest.mark.parametrize("words", STAYS)
def test_what_is_no_persons_stays(words: str) -> None:
    assert mask(words) == words


SPLIT = {
    "a mark inside": ("手机139<mark>0000</mark>0000", "手机███<mark>████</mark>████"),
    "a link inside": (
        '由镇长<a href="#q">李</a>甲任组长',
        '由镇长<a href="#q">█</a>█任组长',
    ),
    "cells are words of their own": ("<td>139</td><td>00000000</td>", None),
    "paragraphs too": ("<p>组长：</p><p>李甲镇</p>", None),
    "blanks": ("联系人：李&nbsp;甲</p>", "联系人：█&nbsp;█</p>"),
    "entities": ("a&amp;b 13900000000&lt;", "a&amp;b ███████████&lt;"),
    "attributes stay": ('<a href="#q-13900000000" id="x">1</a>', None),
}


@pytest.mark.parametrize(("markup", "expected"), SPLIT.values(), ids=SPLIT)
def test_markup_is_masked_across_its_elements(markup: str, expected: str | None) -> None:
    assert mask_markup(markup) == (expected or markup)


def test_every_place_of_a_page_is_masked(executed: Callable[..., Any]) -> None:
    spec = {
        "title": WORDS, "description": WORDS, "mark": "bar", "data": {"values": [{"a": WORDS}]},
        "encoding": {"x": {"field": "a", "axis": {"title": WORDS}}},
    }  # fmt: skip
    lines = "".join(f"<p>{line}</p>" for line in WORDS.split("\n"))
    notebook = executed(
        {"text/html": f"<table><caption>{WORDS}</caption></table>{lines}"},
        {"text/markdown": WORDS},
        {"text/plain": WORDS},
        {"application/vnd.vegalite.v5+json": spec},
        title=WORDS,
    )
    pieces = fragment(notebook, "x")
    hidden = page(masked(pieces), vega=lambda: "1;", where="x").html
    shown = page(pieces, vega=lambda: "1;", where="x").html
    assert not [datum for datum in PLANTED if datum in hidden]
    assert not [datum for datum in PLANTED if shown.count(datum) < 5]
    assert not [words for words in STAYS if hidden.count(words) < 5]
    assert len(hidden) == len(shown)


REPORT = """海原县关庄乡人民政府2017年政府信息公开工作年度报告

一、主动公开政府信息情况
{sentences}

二、依申请公开政府信息情况
2017年没有收到政府信息公开申请。

三、存在的主要问题
{problems}
"""


@pytest.mark.kernel
def test_a_countys_page_hides_every_planted_datum_and_keeps_every_link(tmp_path: Path) -> None:
    said = list(PLANTED.values())
    sentences = "".join(f"{words.rstrip('，。；')}，" for words in said[: len(said) // 2])
    problems = "\n".join(
        f"{number}.公开渠道不多，{words.rstrip('，。；')}，有待加强。"
        for number, words in enumerate(said, 1)
    )
    text = REPORT.format(
        sentences=f"{sentences}2017年，我乡主动公开政府信息93条。", problems=problems
    )
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    build([tmp_path / "a.txt"], out=tmp_path / "c", jobs=1)
    notebook = nbformat.read(NOTEBOOKS / "county.ipynb", as_version=4)
    values = {"corpus": str(tmp_path / "c"), "county": "640522", "year": 2017}
    pieces = fragment(execute(notebook, values, where="x"), "x")

    shown, hidden = (page(each, vega=lambda: "1;", where="x") for each in (pieces, masked(pieces)))

    verify(shown, where="x")
    verify(hidden, where="x")
    assert not [datum for datum in PLANTED if datum in hidden.html]
    assert not [datum for datum in PLANTED if datum not in shown.html]
    links = [re.findall('(?:href|id)="[^"]*"', made.html) for made in (shown, hidden)]
    assert links[0] == links[1] and "93" in hidden.html
    assert json.dumps(sorted(set(hidden.html) - set(shown.html))) == json.dumps([MASK])
