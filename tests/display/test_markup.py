"""Text becomes HTML in one place, and nothing of a report's becomes markup."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.display.html import Html, join, tag, text
from workbench.display.labels import percent, rounded, signed, softened
from workbench.display.page import overview_href, page_href
from workbench.display.tables import Td, lines, missing, table

HOSTILE = "<script>alert(1)</script>\"'&<img src=x onerror=alert(1)>"


@pytest.mark.parametrize(
    ("value", "markup"),
    [
        ("93条", "93条"),
        ("<b>", "&lt;b&gt;"),
        ("\"'&", "&quot;&#x27;&amp;"),
        (None, ""),
        (12, "12"),
        (Html("<p>1</p>"), "<p>1</p>"),
        ("1\u202e2\x00\x1b3", "123"),
    ],
)
def test_text(value: Html | str | int | None, markup: str) -> None:
    assert text(value).markup == markup


def test_children_and_attributes_are_escaped() -> None:
    made = tag("a", HOSTILE, href="#q-1", class_=HOSTILE).markup
    assert made.count("<") == 2
    assert made.startswith('<a href="#q-1" class="&lt;script&gt;')


@pytest.mark.parametrize("name", ["script", "style", "img", "iframe", "svg", "h1"])
def test_an_element_outside_the_list_is_our_mistake(name: str) -> None:
    with pytest.raises(ValueError, match="allow-list"):
        tag(name, "x")


@pytest.mark.parametrize("name", ["style", "onclick", "src", "title"])
def test_an_attribute_outside_the_list_is_our_mistake(name: str) -> None:
    with pytest.raises(ValueError, match="allow-list"):
        tag("p", "x", **{name: "y"})


@pytest.mark.parametrize(
    "href", ["javascript:alert(1)", "data:text/html,x", "//evil", "../x.html", "file:///etc", ""]
)
def test_a_link_that_leads_nowhere_we_know_is_our_mistake(href: str) -> None:
    with pytest.raises(ValueError, match="neither"):
        tag("a", "x", href=href)


@given(st.text())
def test_whatever_is_said_stays_text(said: str) -> None:
    made = tag("p", said).markup.removeprefix("<p>").removesuffix("</p>")
    assert not set(made) & set("<>\"'")


def test_join_leaves_out_what_is_empty() -> None:
    assert join(["a", None, "", Html("<p></p>")], "，").markup == "a，<p></p>"


def test_a_table_has_heads_for_its_columns_and_rows() -> None:
    made = table("说明", ("单位", "数量"), [("甲乡", Td("93条", "zero"))], numbers=(1,)).markup
    assert "<caption>说明</caption>" in made
    assert '<th scope="col" class="num">数量</th>' in made
    assert '<th scope="row" class="unit">甲乡</th><td class="num zero">93条</td>' in made


def test_a_shortened_table_says_how_much_it_shows() -> None:
    rows = [(str(n), "x") for n in range(5)]
    assert "显示前 2 行，共 5 行" in table("说明", ("甲", "乙"), rows, limit=2).markup
    assert "显示前" not in table("说明", ("甲", "乙"), rows, limit=5).markup


def test_a_column_without_any_content_is_left_out_where_it_may_be() -> None:
    rows = [("甲", None, "1"), ("乙", None, "2")]
    assert "另见" not in table("说明", ("单位", "另见", "数"), rows, optional=(1,)).markup
    assert "另见" in table("说明", ("单位", "另见", "数"), rows).markup
    rows.append(("丙", "x", "3"))
    assert "另见" in table("说明", ("单位", "另见", "数"), rows, optional=(1,)).markup


def test_an_empty_cell_shows_a_dash() -> None:
    assert "<td>—</td>" in table("说明", ("甲", "乙"), [("a", None)]).markup


def test_lines_make_a_list_only_of_several() -> None:
    assert lines(["a", None]).markup == "a"
    assert lines(["a", "b"]).markup == '<ul class="lines"><li>a</li><li>b</li></ul>'


def test_what_is_missing_says_why() -> None:
    assert "未说明" in missing("未说明", "只有历年累计数").markup
    assert "只有历年累计数" in missing("未说明", "只有历年累计数").markup


@pytest.mark.parametrize(
    ("digits", "qualifier", "unit", "shown"),
    [
        ("140", "over", "条", "140余条"),
        ("300", "about", "条", "约300条"),
        ("100", "nearly", None, "近100"),
        ("93", None, "条", "93条"),
    ],
)
def test_a_number_is_softened_as_the_report_does(
    digits: str, qualifier: str | None, unit: str | None, shown: str
) -> None:
    assert softened(digits, qualifier, unit) == shown


@pytest.mark.parametrize(
    ("share", "shown"),
    [(0, "0%"), (1, "100%"), (0.425, "43%"), (0.001, "不足1%"), (0.999, "99%以上")],
)
def test_a_share_is_never_rounded_to_none_or_all(share: float, shown: str) -> None:
    assert percent(share) == shown


@pytest.mark.parametrize(("value", "shown"), [(12, "＋12"), (-3, "－3"), (0, "0"), (0.5, "＋0.5")])
def test_a_difference_has_its_sign(value: float, shown: str) -> None:
    assert signed(value) == shown


@pytest.mark.parametrize(("value", "shown"), [(166.5, "166.5"), (103.0, "103"), (1 / 3, "0.3")])
def test_a_computed_value_has_one_decimal(value: float, shown: str) -> None:
    assert rounded(value) == shown


def test_pages_are_named_by_code_and_year() -> None:
    assert page_href("640522", 2017) == "640522-2017.html"
    assert overview_href(None, 2017) == "overview-2017.html"
    assert overview_href("640000", 2017) == "overview-640000-2017.html"


@pytest.mark.parametrize("code", ["", "64", "../640522", "64052２", "640522213", "x"])
def test_a_page_has_no_other_name(code: str) -> None:
    with pytest.raises(ValueError, match="six digits"):
        page_href(code, 2017)


@pytest.mark.parametrize("place", ["", "6", "../x", "6405222", "宁夏"])
def test_an_overview_has_no_other_name(place: str) -> None:
    with pytest.raises(ValueError, match="two to six digits"):
        overview_href(place, 2017)
