"""What a page shows, what it never shows, and that it is the same each time (68, 72, 73, 78)."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Callable
from typing import Any

import nbformat
import pytest

from workbench.errors import RenderError
from workbench.rendering import pages
from workbench.rendering.contract import PageHeader
from workbench.rendering.fragment import fragment
from workbench.rendering.frame import Page
from workbench.rendering.verify import verify

CHART = "application/vnd.vegalite.v5+json"
HOSTILE = "</script><img src=x onerror=alert(1)><a href='javascript:alert(1)'>x</a>\u202e"
SPEC = {"title": "数量", "mark": "bar", "data": {"values": [{"a": HOSTILE, "b": 1}]}}
TABLE = "<table><caption>数量</caption><thead><tr><th scope='col'>a</th></tr></thead></table>"


def build(notebook: Any) -> Page:
    made = pages.page(fragment(notebook, "x"), vega=lambda: "window.v = 1;", where="x")
    verify(made, where="x")
    return made


def test_charts_are_described_and_their_library_stands_once(executed: Callable[..., Any]) -> None:
    made = build(executed({CHART: SPEC}, {"text/html": TABLE}, {CHART: SPEC})).html
    assert made.count('id="wb-packed"') == 1 and "window.v = 1;" not in made
    assert made.count('role="img" aria-label="数量"') == 2
    assert made.count("<figcaption>数量</figcaption>") == 2
    specs = re.findall(r'<script type="application/json" id="(wb-spec.*?)">(.*?)</script>', made)
    assert [json.loads(spec)["data"]["values"][0]["a"] for _, spec in specs] == [HOSTILE[:-1]] * 2
    assert [f'data-spec="{name}"' in made for name, _ in specs] == [True, True]


def test_a_page_without_a_chart_carries_no_library(executed: Callable[..., Any]) -> None:
    empty = {**SPEC, "data": {"values": []}}
    made = build(executed({"text/html": TABLE}, {CHART: empty})).html
    assert 'id="wb-packed"' not in made
    assert "没有可以画成图的数据" in made and "data-spec" not in made.split("<script")[0]


@pytest.mark.fault(68)
def test_hostile_words_stay_words(executed: Callable[..., Any]) -> None:
    notebook = executed(
        {"text/html": f"<p>{HOSTILE}</p>"},
        {"text/markdown": HOSTILE},
        {"text/plain": HOSTILE},
        {CHART: {**SPEC, "title": HOSTILE, "description": f'"{HOSTILE}'}},
        title=HOSTILE,
    )
    made = build(notebook).html
    assert "&lt;img src=x onerror=alert(1)&gt;" in made  # shown, where a text was meant
    assert "<img" not in made and "<a href='java" not in made and 'href="java' not in made
    assert "\u202e" not in made


def test_a_wide_table_has_a_box_to_scroll_in(executed: Callable[..., Any]) -> None:
    made = build(executed({"text/html": TABLE})).html
    assert '<div class="wb-scroll"><table>' in made and "</table></div>" in made


def test_headings_are_listed_and_keep_their_places(executed: Callable[..., Any]) -> None:
    html = "<h2>一</h2><h2 id='own'>二 <small>N=3</small></h2><h3>不列</h3>"
    made = build(executed({"text/html": html})).html
    assert re.findall(r'<li><a href="#(.*?)">(.*?)</a></li>', made) == [
        ("wb-part-1", "一"),
        ("own", "二 N=3"),
    ]


def test_the_head_says_what_is_fictional_and_how_old(executed: Callable[..., Any]) -> None:
    notebook = executed()
    mime = "application/vnd.workbench.page+json"
    head = {"title": "甲县", "subtitle": "示例市", "fictional": True, "as_of": "2018-03-31"}
    notebook["cells"][0]["outputs"][0]["data"][mime] = head
    made = build(notebook).html
    assert "示例数据" in made and "<span>示例市</span><span>数据截至 2018-03-31</span>" in made
    head["fictional"] = False
    assert "示例数据" not in build(notebook).html


HEADS = {
    "no object": "甲县",
    "no title": {"subtitle": "示例市"},
    "empty title": {"title": " "},
    "title is no text": {"title": 7},
    "unknown key": {"title": "甲县", "titel": "x"},
    "year is text": {"title": "甲县", "year": "2017"},
    "fictional is text": {"title": "甲县", "fictional": "no"},
}


@pytest.mark.parametrize("head", HEADS.values(), ids=HEADS)
def test_a_head_of_another_shape_is_refused(head: Any) -> None:
    with pytest.raises(RenderError, match="page header"):
        PageHeader.from_output(head)


def _with(notebook: Any, output: Any) -> Any:
    made = copy.deepcopy(notebook)
    made["cells"][-1]["outputs"].append(output)
    return made


STREAM = {"output_type": "stream", "name": "stderr", "text": "/home/a/b.py:1: Warning: x\n"}
ERROR = {"output_type": "error", "ename": "KeyError", "evalue": "a", "traceback": ["/home/a/b.py"]}


@pytest.mark.fault(73)
def test_warnings_go_to_the_ledger_and_not_to_the_page(executed: Callable[..., Any]) -> None:
    notebook = _with(executed(), STREAM)
    assert fragment(notebook, "x").warnings == ("/home/a/b.py:1: Warning: x",)
    assert "Warning" not in build(notebook).html


REFUSED = {
    "an error": (ERROR, "holds the error KeyError"),
    "a picture": (
        nbformat.v4.new_output("display_data", {"image/png": "x", "text/plain": "y"}),
        "cannot show an output of type image/png",
    ),
    "a second head": (
        nbformat.v4.new_output(
            "display_data", {"application/vnd.workbench.page+json": {"title": "x"}}
        ),
        "2 outputs state the page's head",
    ),
}


@pytest.mark.fault(73)
@pytest.mark.parametrize(("output", "told"), REFUSED.values(), ids=REFUSED)
def test_a_notebook_that_makes_no_page_is_refused(
    output: Any, told: str, executed: Callable[..., Any]
) -> None:
    with pytest.raises(RenderError, match=told):
        build(_with(executed(), output))


def test_a_notebook_without_a_head_is_refused() -> None:
    with pytest.raises(RenderError, match="0 outputs state"):
        fragment({"cells": []}, "x")


@pytest.mark.fault(73)
def test_code_is_never_shown_and_tagged_cells_stay_behind(executed: Callable[..., Any]) -> None:
    notebook = executed({"text/html": "<p>stays</p>"})
    notebook["cells"][1]["source"] = "secret = 1"
    hidden = nbformat.v4.new_markdown_cell("goes", metadata={"tags": ["remove_cell"]})
    notebook["cells"].append(hidden)
    made = build(notebook).html
    assert "<p>stays</p>" in made and "secret" not in made and "goes" not in made


@pytest.mark.fault(78)
def test_the_same_outputs_make_the_same_bytes(executed: Callable[..., Any]) -> None:
    first = executed({"text/html": TABLE}, {CHART: SPEC})
    second = copy.deepcopy(first)
    second["metadata"]["papermill"] = {"start_time": "2031-01-01T00:00:00", "output_path": "/x"}
    for number, cell in enumerate(second["cells"]):
        cell["id"] = f"other{number}"
        cell["metadata"]["execution"] = {"iopub.status.busy": "2031-01-01T00:00:00"}
    assert build(first) == build(second)


FAULTS: dict[str, tuple[str, str, str]] = {
    "script": ("</main>", "<script>alert(1)</script></main>", "not ours"),
    "handler": ("<main", '<main onclick="x"', "attribute onclick"),
    "style attribute": ("<main", '<main style="x"', "attribute style"),
    "second style": ("</head>", "<style>p{}</style></head>", "not one style"),
    "frame": ("</main>", "<iframe></iframe></main>", "<iframe>"),
    "picture": ("</main>", '<img src="x"></main>', "<img>"),
    "style sheet": ("</head>", '<link href="x.html"></head>', "<link>"),
    "refresh": ("</head>", '<meta http-equiv="refresh" content="1"></head>', "meta element"),
    "address": ("</main>", '<a href="https://a.example">x</a></main>', "leaves the page"),
    "script address": ("</main>", '<a href="javascript:x">x</a></main>', "leaves the page"),
    "dead link": ("</main>", '<a href="#none">x</a></main>', "leads nowhere"),
    "same id twice": ("</main>", '<p id="wb-main">x</p></main>', "twice"),
    "second h1": ("</main>", "<h1>x</h1></main>", "not one h1"),
    "no h1": ("h1>", "h2>", "not one h1"),
    "language": ("zh-CN", "en", "language"),
    "cut off": ("</html>\n", "", "cut off"),
    "no doctype": ("<!doctype html>\n", "", "no doctype"),
    "no policy": ("Content-Security-Policy", "X", "policy"),
    "weaker policy": ("default-src 'none'", "default-src *", "policy"),
    "unsafe policy": ("script-src ", "script-src 'unsafe-eval' ", "policy"),
    "a comment": ("</main>", "<!-- x --></main>", "another form"),
    "capitals": ("</main>", "<P>x</P></main>", "another form"),
    "an attribute without quotes": ("</main>", "<p class=x>y</p></main>", "another form"),
    "a tag that is not closed": ("</main>", "<p class=\"x\" </main>", "another form"),
    "a script wrapped round": ("<script>", '<p title="<script>', "another form"),
    "a script of ours in an attribute": ("<script>", "<p <script>", "another form"),
    "text that hides its markup": ("</main>", "<noscript>x</noscript></main>", "<noscript>"),
    "the first of two addresses": (
        "</main>", '<a href="https://a.example" href="#wb-main">x</a></main>', "leaves the page"
    ),
    "path": ("</main>", "<p>/srv/corpus/x</p></main>", "/srv/corpus"),
    "object": ("</main>", "<p>&lt;X object at 0x7f3a2b1c&gt;</p></main>", "0x7f3a2b1c"),
}  # fmt: skip


@pytest.mark.fault(72, 73)
@pytest.mark.parametrize(("old", "new", "told"), FAULTS.values(), ids=FAULTS)
def test_a_page_with_one_fault_is_not_published(
    old: str, new: str, told: str, executed: Callable[..., Any]
) -> None:
    made = build(executed({"text/html": TABLE}))
    assert old in made.html
    spoilt = Page(made.html.replace(old, new), made.scripts)
    with pytest.raises(RenderError, match=re.escape(told)):
        verify(spoilt, where="x", secret=["/srv/corpus"])
