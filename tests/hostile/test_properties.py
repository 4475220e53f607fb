"""Arbitrary text through folding, numbers, outline, parser and pages (10, 11, 16, 30, 31, 68-70).

WORKBENCH_EXAMPLES raises the number of examples for a long run (`make fuzz`).
"""

from __future__ import annotations

import os
import time
from itertools import product
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.rendering.conftest import outputs
from workbench.model import Document, Report
from workbench.parsing.fold import Squeezed, fold
from workbench.parsing.numbers import Number, Unreadable, read
from workbench.parsing.report import parse
from workbench.rendering.fragment import fragment
from workbench.rendering.pages import page
from workbench.rendering.personal import mask, mask_markup, masked
from workbench.rendering.verify import verify

EXAMPLES = int(os.environ.get("WORKBENCH_EXAMPLES", "60"))
some = settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize="WORKBENCH_EXAMPLES" not in os.environ,
    suppress_health_check=[HealthCheck.too_slow],
)

REPORT = """海原县关庄乡人民政府2020年政府信息公开工作年度报告

一、总体情况
2020年，我乡主动公开政府信息93条，其中网站公开30条。

二、主动公开政府信息情况

三、收到和处理政府信息公开申请情况
2020年没有收到政府信息公开申请。

四、因政府信息公开工作被申请行政复议、提起行政诉讼情况
没有行政复议、行政诉讼。

五、存在的主要问题及改进情况
一是公开渠道不多。下一步将增加公开渠道。

六、其他需要报告的事项
无。
"""
PIECES = st.sampled_from(
    [*REPORT.split("\n"), "规章\t0\t1\t2", "（一）", "1.", "条", "12", "\u202e", "\u200b", "\0", "①", "无", "—", " "]
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=30).map("\n".join))


def parsed(text: str) -> tuple[Any, ...]:
    return parse(Document("a.txt", "0" * 64, "text/plain", "utf-8", text, (), {}))


@pytest.mark.fault(11)
@some
@given(st.text(max_size=400))
def test_folding_keeps_every_place_and_is_done_once(text: str) -> None:
    folded = fold(text)
    assert len(folded) == len(text)
    assert fold(folded) == folded
    squeezed = Squeezed(folded)
    assert len(squeezed.text) <= len(text)


@pytest.mark.fault(10, 11)
@some
@given(TEXTS)
def test_any_text_gives_reports_whose_quotes_stand_in_it(text: str) -> None:
    for result in parsed(text):
        if isinstance(result, Report):
            for figure in result.figures:
                assert text[figure.span.start : figure.span.end] == figure.quote
            for section in result.sections:
                assert (
                    0 <= section.span.start <= section.body.start <= section.span.end <= len(text)
                )


@pytest.mark.fault(16, 18)
@some
@given(st.text(alphabet="0123456789.,，-−－+①½〇一二三十百千万亿零余约条件 ", max_size=20))
def test_any_mixture_of_numerals_is_a_number_or_unreadable(raw: str) -> None:
    assert isinstance(read(raw), Number | Unreadable)


@pytest.mark.fault(16)
@pytest.mark.parametrize("minus", ["-", "−", "－"])
def test_a_minus_is_never_lost(minus: str) -> None:
    found = read(f"{minus}5")
    assert isinstance(found, Number) and found.value == -5
    (report,) = parsed(REPORT.replace("93条", f"{minus}93条"))
    totals = [f for f in report.figures if f.indicator == "proactive_total"]
    assert not [f for f in totals if f.value == 93 and str(f.confidence) == "certain"]


def facts(text: str) -> list[tuple[Any, ...]]:
    (report,) = parsed(text)
    figures = {(f.indicator, f.value, f.status, f.scope, f.year, f.part_of) for f in report.figures}
    return sorted(map(repr, figures)) + [item.text for item in report.problems]


@pytest.mark.fault(8, 30)
@some
@given(
    st.lists(st.integers(0, REPORT.count("\n") - 1), max_size=8), st.sampled_from(["\n", "\r\n"])
)
def test_blank_lines_between_paragraphs_change_nothing(where: list[int], end: str) -> None:
    lines = REPORT.split("\n")
    for at in where:
        lines[at] = f"{lines[at]}\n"
    assert facts("\n".join(lines).replace("\n", end)) == facts(REPORT)


@pytest.mark.fault(6)
@pytest.mark.parametrize("mark", ["\u200b", "\u00ad", "\u2060", "\ufeff"], ids=ascii)
def test_an_invisible_character_in_a_label_hides_nothing(mark: str) -> None:
    assert facts(REPORT.replace("主动公开政府", f"主动{mark}公开政府")) == facts(REPORT)


LONG = {
    "a character and a blank": "字 ",
    "enumerators": "一、1.（一）",
    "brackets": "（((【",
    "digits": "1234567890",
    "digits and units": "12条",
    "commas": "，、",
    "labels": "规章\t",
    "the beginning of a title": "关于",
    "numerals": "一百零",
    "blank lines": "\n \n",
    "posts": "组长：王某某、",
    "open mail": "a@",
}


@pytest.mark.fault(17, 31)
@pytest.mark.parametrize("unit", LONG.values(), ids=LONG)
def test_ten_times_the_text_takes_not_much_more_than_ten_times_the_time(unit: str) -> None:
    def seconds(count: int) -> float:
        text = f"{REPORT}{unit * count}"
        began = time.process_time()
        parsed(text)
        mask(text)
        return time.process_time() - began

    seconds(100)
    short = max(0.002, min(seconds(1_000) for _ in range(2)))
    assert seconds(10_000) <= 40 * short


FRAGMENTS = (
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg onload=alert(1)>",
    "<a href='javascript:alert(1)'>x</a>", "<a href=\"data:text/html,x\">x</a>", "<iframe srcdoc='x'>",
    "<style>*{x:url(//a.example)}</style>", "<meta http-equiv=refresh content='0;//a.example'>",
    "<base href='//a.example/'>", "<form action='//a.example'>", "</script>", "<!--", "-->", "]]>",
    "</main></body></html>", "[a](javascript:alert(1))", "![a](//a.example/x)", "<https://a.example/>",
    "${7*7}", "{{7*7}}", "{0.__class__}", "%s%n", "\u202e", "\u2066", "\u2028", "\0", "\x1b[2J", "&lt;script&gt;",
    "\" onmouseover=alert(1) x=\"", "' style='x", "`alert(1)`", "<details open ontoggle=alert(1)>",
    "=cmd|' /C calc'!A0", "<x-y onclick=alert(1)>", "<math><mi xlink:href='javascript:1'>", "<td colspan=99999999>",
)  # fmt: skip
CHART = "application/vnd.vegalite.v5+json"
FIELDS = ("title", "subtitle", "html", "markdown", "plain", "caption", "data")


def notebook_of(words: str, field: str) -> Any:
    """An executed notebook with ``words`` in one of the fields that reach a page."""
    spec = {"title": "数量", "mark": "bar", "data": {"values": [{"a": 1}]}}
    if field == "caption":
        spec |= {"title": words, "description": words, "usermeta": {"x": words}}
    if field == "data":
        spec |= {"data": {"values": [{words: words}]}, "encoding": {"x": {"field": words}}}
    bundles: dict[str, dict[str, Any]] = {
        "html": {"text/html": f"<p>{words}</p><td>{words}</td>"},
        "markdown": {"text/markdown": words},
        "plain": {"text/plain": words},
    }
    made = outputs(bundles.get(field, {CHART: spec}))
    head = {
        "title": words if field == "title" else "甲县",
        "subtitle": words if field == "subtitle" else "",
    }
    made["cells"][0]["outputs"][0]["data"] = {"application/vnd.workbench.page+json": head}
    return made


def checked(words: str, field: str) -> str:
    """The page; verify() parses it anew and raises where anything in it could run or lead away."""
    pieces = masked(fragment(notebook_of(words, field), "x"))
    made = page(pieces, vega=lambda: "1;", where="x")
    verify(made, where="x")
    return made.html


@pytest.mark.fault(68, 69, 70)
@pytest.mark.parametrize("field", FIELDS)
def test_every_pair_of_attacks_in_every_field_is_harmless(field: str) -> None:
    pairs = list(product(FRAGMENTS, FRAGMENTS))
    chosen = pairs if EXAMPLES > 60 else pairs[FIELDS.index(field) % 3 :: 3]
    assert len(chosen) * len(FIELDS) > 3_000
    for one, two in chosen:
        html = checked(f"{one}{two}甲", field)
        assert "\u202e" not in html and "\u2066" not in html


@pytest.mark.fault(10, 68, 69)
@some
@given(
    st.one_of(st.text(max_size=120), st.lists(st.sampled_from(FRAGMENTS), max_size=6).map("".join)),
    st.sampled_from(FIELDS),
)
def test_any_words_in_any_field_make_a_page_that_may_be_published(words: str, field: str) -> None:
    checked(f"甲{words}", field)


@pytest.mark.fault(69)
@some
@given(st.text(alphabet=st.sampled_from("<>&;/ab组长：王某某、()1390@qq.com \n\"'="), max_size=80))
def test_masking_keeps_length_and_touches_no_tag(words: str) -> None:
    shown = mask_markup(words)
    assert len(shown) == len(words) == len(mask(words))
    assert [c for c in shown if c in "<>&;\"'="] == [c for c in words if c in "<>&;\"'="]
