"""A finished page in a browser with the network cut: it loads nothing, draws all, leads home."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from visiting import FOLLOW, Visit

pytestmark = pytest.mark.browser

Open = Callable[..., Visit]
PAGE, BROKEN, INDEX = "640522-2017.html", "640522-2016.html", "index.html"


@pytest.mark.fault(72)
@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("name", [PAGE, BROKEN, INDEX])
def test_a_page_asks_for_nothing_and_fits_its_window(
    name: str, width: int, specimen: Path, visit: Open
) -> None:
    page = visit(specimen / name, width=width)
    assert page.requests == [(specimen / name).as_uri()]
    assert (page.complaints, page.dialogs) == ([], [])
    assert page.overflow() <= 0


@pytest.mark.parametrize("width", [1280, 390])
def test_every_chart_is_drawn_or_says_why_not(width: int, specimen: Path, visit: Open) -> None:
    page = visit(specimen / PAGE, width=width)
    charts = page.charts()
    assert [chart["state"] for chart in charts] == ["drawn"] * 3
    assert all(chart["marks"] > 10 for chart in charts), charts
    assert "未启用脚本" not in page.page.inner_text("main")
    assert page.page.locator(".wb-chart >> text=没有可以画成图的数据").count() == 1


def test_a_chart_grows_with_the_window_up_to_its_width(specimen: Path, visit: Open) -> None:
    widths = {
        width: visit(specimen / PAGE, width=width).page.locator("svg.marks").first.bounding_box()
        for width in (1280, 390)
    }
    assert widths[1280]["width"] == pytest.approx(680, abs=2)
    assert widths[390]["width"] == pytest.approx(358, abs=2)


def test_a_chart_that_cannot_be_drawn_says_so(specimen: Path, visit: Open) -> None:
    (chart,) = visit(specimen / BROKEN).charts()
    assert chart["state"] == "failed" and "未能画出" in chart["words"]


def test_dates_and_numbers_are_chinese(specimen: Path, visit: Open) -> None:
    words = visit(specimen / PAGE).page.locator("svg.marks").nth(1).text_content()
    assert "6,000" in words and "三月" in words


def test_every_number_leads_to_its_sentence_and_back(specimen: Path, visit: Open) -> None:
    page = visit(specimen / PAGE)
    count, failed = page.page.evaluate(FOLLOW)
    assert count >= 7 * 13 and failed == []
    link = page.page.locator("td a").first
    link.click()
    page.page.get_by_role("button", name="回到刚才的位置").click()
    assert link.evaluate("(e) => document.activeElement === e")
    assert page.complaints == []


def test_a_link_from_outside_opens_the_part_it_leads_into(specimen: Path, visit: Open) -> None:
    page = visit(specimen / PAGE)
    page.page.goto("about:blank")
    page.page.goto(f"{(specimen / PAGE).as_uri()}#q3")
    assert page.page.locator("#q3").is_visible()


def test_without_scripts_every_number_is_there(specimen: Path, visit: Open) -> None:
    page = visit(specimen / PAGE, script=False)
    words = page.page.inner_text("main")
    assert "海城镇" in words and "未启用脚本时，全部数字见下面的表格" in words
    cells = page.page.locator("td.num")
    assert cells.count() == 7 * 13 and cells.first.is_visible()
    page.page.locator("summary").click()
    assert page.page.locator("#q0 mark").is_visible()
    assert "海原县" in visit(specimen / INDEX, script=False).page.inner_text("main")
    assert (page.complaints, page.overflow()) == ([], 0)


def test_a_bar_tells_its_number(specimen: Path, visit: Open) -> None:
    page = visit(specimen / PAGE)
    page.page.locator("svg.marks").first.locator(".mark-rect path").nth(2).hover()
    page.page.wait_for_selector("#vg-tooltip-element.visible")
    assert "七营镇" in page.page.inner_text("#vg-tooltip-element")
    assert page.complaints == []


def test_the_keyboard_reaches_the_words_first(specimen: Path, visit: Open) -> None:
    page = visit(specimen / PAGE)
    page.page.keyboard.press("Tab")
    assert page.page.evaluate("() => document.activeElement.textContent") == "跳到正文"
    assert page.page.locator(".wb-skip").bounding_box()["x"] >= 0
    page.page.keyboard.press("Enter")
    assert page.page.evaluate("() => document.activeElement.localName") == "main"


def test_on_paper_every_part_is_open(specimen: Path, visit: Open) -> None:
    page = visit(specimen / PAGE)
    printed = pypdfium2.PdfDocument(io.BytesIO(page.page.pdf(prefer_css_page_size=True)))
    size = tuple(round(side) for side in printed[0].get_size())
    words = "".join(sheet.get_textpage().get_text_range() for sheet in printed)
    assert size == (595, 842)
    assert "本年公开42条" in words.replace(" ", "")
    assert "跳到正文" not in words and "本页目录" not in words
    assert "各单位数量" in words


def test_the_index_filters_and_leads_to_a_year_and_another(specimen: Path, visit: Open) -> None:
    page = visit(specimen / INDEX)
    page.page.get_by_label("按县（市、区）名、地市或代码筛选").fill("中卫")
    assert "抚松县" not in page.page.inner_text("main")
    assert "找到 1 个" in page.page.inner_text("main")
    row = page.page.get_by_role("row", name="海原县")
    row.get_by_role("link", name="12").first.click()
    assert "海原县2017年" in page.page.inner_text("h1")
    page.page.locator("td a").nth(3).click()
    assert page.page.locator(":target").is_visible()
    page.page.get_by_role("link", name="上一年：2016年").click()
    page.page.wait_for_url("**/640522-2016.html")
    page.page.get_by_role("link", name="全部县（市、区）与年度").click()
    page.page.wait_for_url("**/index.html")
    assert (page.complaints, page.dialogs) == ([], [])
