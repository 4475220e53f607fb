"""Every kind of page passes the accessibility check, and the check can fail (fault 77)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from accessibility import PAIRS, contrasts, faults

from workbench.rendering.fragment import fragment
from workbench.rendering.frame import asset
from workbench.rendering.index import Entry, index
from workbench.rendering.manifest import Manifest, Place
from workbench.rendering.pages import page

CHART = {
    "application/vnd.vegalite.v5+json": {
        "title": "数量", "mark": "bar", "data": {"values": [{"a": 1}]}
    }
}  # fmt: skip
TABLE = {
    "text/html": "<h2>一</h2><h3>甲</h3><table><caption>数量</caption><thead><tr>"
    "<th scope='col'>单位</th></tr></thead><tbody><tr><th scope='row'>甲镇</th></tr></tbody>"
    "</table>"
}


@pytest.mark.fault(77)
def test_a_notebooks_page_is_accessible(executed: Callable[..., Any]) -> None:
    notebook = executed(TABLE, {"text/markdown": "## 二\n\n一句。"}, CHART)
    assert faults(page(fragment(notebook, "x"), vega=lambda: "1;", where="x").html) == []


def _entry(kind: str, year: int, code: str | None) -> Entry:
    place = Place("甲县", "乙市", "丙省", 3, 2, True)
    made = Manifest(kind, year, code, place, {}, (), (), "2018-03-31", "")
    return Entry("x", made)


@pytest.mark.fault(77)
@pytest.mark.parametrize("count", [0, 1, 3])
def test_the_index_is_accessible(count: int) -> None:
    entries = [_entry("overview", 2017, None), _entry("overview", 2017, "640000")]
    entries += [_entry("county", 2017 - n % 2, f"64{n:04d}") for n in range(count)]
    made = index(entries).html
    assert faults(made) == []
    assert "示例数据" in made


FAULTY = {
    "language": ('lang="zh-CN"', 'lang="en"', "no language"),
    "title": ("<title>甲县2017年</title>", "", "0 times title"),
    "empty title": ("<title>甲县2017年", "<title>", "an empty title"),
    "second h1": ("<h2", "<h1>x</h1><h2", "2 times h1"),
    "caption": ("<caption>数量</caption>", "", "a table without caption"),
    "scope": (' scope="col"', "", "a th without scope"),
    "words of a chart": ('aria-label="数量"', 'aria-label=""', "a picture without words"),
    "level": ("<h3>甲</h3>", "<h4>甲</h4>", "h4 after h2: a level is left out"),
    "empty link": (">跳到正文</a>", "></a>", "an empty a"),
    "tab order": ("<main", '<p tabindex="3">x</p><main', "an order of its own for the Tab key"),
    "zoom": ("initial-scale=1", "user-scalable=no", "no zooming"),
    "wrong nesting": ("</h3>", "</h2>", "</h2> closes nothing"),
}


@pytest.mark.fault(77)
@pytest.mark.parametrize(("old", "new", "told"), FAULTY.values(), ids=FAULTY)
def test_a_page_with_a_fault_does_not_pass(
    old: str, new: str, told: str, executed: Callable[..., Any]
) -> None:
    made = page(fragment(executed(TABLE, CHART), "x"), vega=lambda: "1;", where="x").html
    assert faults(made) == []
    assert told in faults(made.replace(old, new, 1))


@pytest.mark.fault(77)
@pytest.mark.parametrize("pair", PAIRS, ids="-on-".join)
def test_text_stands_out_from_its_ground(pair: tuple[str, str]) -> None:
    assert contrasts(asset("page.css"))[pair] >= 4.5


def test_grey_on_grey_does_not_pass() -> None:
    css = asset("page.css").replace("--quiet: #56606d", "--quiet: #9aa5b1")
    assert contrasts(css)[("quiet", "paper")] < 4.5
