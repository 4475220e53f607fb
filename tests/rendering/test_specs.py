"""Charts: their words, their width, whether there is anything to draw, and what they may not do."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from workbench.errors import RenderError
from workbench.rendering.fragment import fragment
from workbench.rendering.specs import Chart, as_json, chart

ROWS = {"values": [{"a": 1}]}
PLAIN = {"title": "数量", "data": ROWS, "mark": "bar", "encoding": {}}

WORDS = {
    "title alone": ({"title": "数量"}, "数量", "数量"),
    "lines": ({"title": ["各镇", "数量"]}, "各镇数量", "各镇数量"),
    "title with more": (
        {"title": {"text": "数量", "subtitle": "N=3", "anchor": "start"}},
        "数量 · N=3",
        "数量 · N=3",
    ),
    "both": ({"title": "数量", "description": "每行一镇"}, "数量", "每行一镇"),
    "description alone": ({"description": "每行一镇"}, "", "每行一镇"),
}


@pytest.mark.parametrize(("given", "caption", "description"), WORDS.values(), ids=WORDS)
def test_the_words_of_a_chart_stand_in_the_page(
    given: dict[str, Any], caption: str, description: str
) -> None:
    made = chart({"data": ROWS, "mark": "bar", **given}, "x")
    assert (made.caption, made.description) == (caption, description)
    assert not {"title", "description"} & set(made.spec)


WIDTHS = {
    "none given": ({}, 680),
    "number": ({"width": 400}, 400),
    "container": ({"width": "container"}, 680),
    "layers": ({"layer": [PLAIN]}, 680),
    "steps": ({"width": {"step": 20}}, None),
    "facet": ({"facet": {"field": "a"}, "spec": PLAIN}, None),
    "column": ({"encoding": {"column": {"field": "a"}}}, None),
    "side by side": ({"hconcat": [PLAIN, PLAIN]}, None),
}


@pytest.mark.parametrize(("given", "width"), WIDTHS.values(), ids=WIDTHS)
def test_a_chart_grows_with_its_page_where_it_can(given: dict[str, Any], width: int | None) -> None:
    made = chart({**PLAIN, **given}, "x")
    assert made.width == width
    assert made.spec.get("width") == ("container" if width else given.get("width"))


EMPTY = {
    "rows": (ROWS, {}, False),
    "no rows": ({"values": []}, {}, True),
    "named": ({"name": "d"}, {"datasets": {"d": [{"a": 1}]}}, False),
    "named, no rows": ({"name": "d"}, {"datasets": {"d": []}}, True),
    "sequence": ({"sequence": {"start": 0, "stop": 3}}, {}, False),
    "no data at all": (None, {}, True),
}


@pytest.mark.parametrize(("data", "more", "empty"), EMPTY.values(), ids=EMPTY)
def test_a_chart_without_rows_is_known(
    data: dict[str, Any] | None, more: dict[str, Any], empty: bool
) -> None:
    given = {"title": "数量", "mark": "bar", **more, **({"data": data} if data else {})}
    assert chart(given, "x").empty is empty


LOADS = {
    "data": {**PLAIN, "data": {"url": "https://a.example/x.csv"}},
    "data of a layer": {"title": "x", "layer": [{"data": {"url": "x.csv"}, "mark": "bar"}]},
    "lookup": {**PLAIN, "transform": [{"lookup": "a", "from": {"data": {"url": "x"}}}]},
    "picture": {**PLAIN, "mark": "image"},
    "picture by type": {**PLAIN, "mark": {"type": "image"}},
    "address as a channel": {**PLAIN, "encoding": {"url": {"field": "a"}}},
    "no words": {"data": ROWS, "mark": "bar"},
    "no object": "https://a.example/spec.json",
}


@pytest.mark.fault(72)
@pytest.mark.parametrize("spec", LOADS.values(), ids=LOADS)
def test_a_chart_that_would_load_something_is_refused(spec: Any) -> None:
    with pytest.raises(RenderError, match=r"^x: the chart"):
        chart(spec, "x")


def test_the_words_url_and_image_may_stand_in_the_data() -> None:
    rows = {"values": [{"url": "a", "mark": "image"}]}
    assert not chart({**PLAIN, "data": rows}, "x").empty


def test_a_specification_cannot_change_how_it_is_embedded() -> None:
    spec = {**PLAIN, "usermeta": {"embedOptions": {"ast": False}}, "$schema": "https://a.example"}
    assert not {"usermeta", "$schema"} & set(chart(spec, "x").spec)


@pytest.mark.fault(68)
def test_data_cannot_end_its_script_element() -> None:
    spec = {"a": "</script><script>alert(1)</script><!--", "b": "\u2028\u2029"}
    text = as_json(spec, "x")
    assert "<" not in text and "\u2028" not in text and json.loads(text) == spec


def test_data_that_is_no_json_is_refused() -> None:
    with pytest.raises(RenderError, match="no JSON"):
        as_json({"a": float("nan")}, "x")


@pytest.mark.parametrize("version", ["v5", "v6"])
def test_both_versions_of_the_mime_type_are_read(
    version: str, executed: Callable[..., Any]
) -> None:
    made = executed({f"application/vnd.vegalite.{version}+json": PLAIN, "text/plain": "x"})
    (block,) = fragment(made, "x").blocks
    assert isinstance(block, Chart) and block.caption == "数量"
