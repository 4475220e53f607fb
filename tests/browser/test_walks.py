"""A reader's ways: through the index to a sentence and another year, and the tables taken home."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from accessibility import faults
from visiting import Visit

pytestmark = pytest.mark.browser

Open = Callable[..., Visit]
PAGE = "640522-2017.html"


@pytest.fixture(params=["one file", "a site"])
def place(request: pytest.FixtureRequest, specimen: Path, shared_site: Path) -> tuple[Path, bool]:
    """Where the pages lie, and whether they share style and scripts."""
    site = request.param == "a site"
    return (shared_site if site else specimen), site


@pytest.mark.fault(72)
@pytest.mark.parametrize("width", [1280, 390])
def test_a_page_of_a_site_loads_its_three_files_and_draws(
    width: int, shared_site: Path, visit: Open
) -> None:
    page = visit(shared_site / PAGE, width=width, site=True)
    asked = sorted(Path(address).suffix for address in page.requests)
    assert asked == [".css", ".html", ".js", ".js"]
    assert [chart["state"] for chart in page.charts()] == ["drawn"] * 3
    assert (page.complaints, page.dialogs) == ([], []) and page.overflow() <= 0


@pytest.mark.fault(68)
def test_no_script_inside_a_page_of_a_site_runs(
    shared_site: Path, visit: Open, tmp_path: Path
) -> None:
    whole = (shared_site / PAGE).read_text(encoding="utf-8")
    spoilt = whole.replace(
        "</main>", '<script>alert(1)</script><p onclick="alert(2)">甲</p></main>'
    )
    for file in shared_site.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    (tmp_path / PAGE).write_text(spoilt, encoding="utf-8")
    page = visit(tmp_path / PAGE, site=True)
    page.page.get_by_text("甲", exact=True).last.click()
    assert page.dialogs == [] and any("Content Security" in said for said in page.complaints)


def test_without_its_files_a_page_of_a_site_still_has_its_numbers(
    shared_site: Path, visit: Open
) -> None:
    page = visit(shared_site / PAGE, script=False)  # the files beside it are cut off too
    assert page.page.locator("td.num").count() == 7 * 13
    assert faults((shared_site / PAGE).read_text(encoding="utf-8")) == []


def test_from_the_index_to_a_county_a_sentence_and_another_year(
    place: tuple[Path, bool], visit: Open
) -> None:
    folder, site = place
    page = visit(folder / "index.html", site=site)
    page.page.locator(".wb-tiles").get_by_role("link", name="宁夏").click()
    assert page.page.locator("#p-64").is_visible()
    page.page.get_by_label("按省份筛选").fill("吉林")
    assert "海原县" not in page.page.inner_text("main")
    page.page.get_by_label("按省份筛选").fill("宁夏")
    page.page.get_by_label("按县（市、区）名、地市或代码筛选").fill("640522")
    page.page.get_by_role("row", name="海原县").get_by_role("link", name="12").first.click()
    page.page.wait_for_url("**/640522-2017.html")

    number = page.page.locator("td a").nth(3)
    said = number.inner_text()
    number.click()
    sentence = page.page.locator(":target")
    assert sentence.is_visible() and sentence.locator("mark").inner_text() == said
    page.page.get_by_role("button", name="回到刚才的位置").click()
    assert number.evaluate("(e) => document.activeElement === e")

    around = page.page.get_by_role("navigation", name="相关页面")
    assert around.locator("[aria-current=page]").inner_text() == "2017"
    around.get_by_role("link", name="上一年：2016年").click()
    page.page.wait_for_url("**/640522-2016.html")
    around.get_by_role("link", name="2017", exact=True).click()
    page.page.wait_for_url("**/640522-2017.html")
    around.get_by_role("link", name="全部县（市、区）与年度").click()
    page.page.wait_for_url("**/index.html")
    assert (page.complaints, page.dialogs) == ([], [])


@pytest.mark.fault(75, 76)
@pytest.mark.parametrize("script", [True, False], ids=["scripts", "no scripts"])
def test_the_tables_are_taken_home_with_a_click(
    script: bool, place: tuple[Path, bool], visit: Open, tmp_path: Path
) -> None:
    folder, site = place
    page = visit(folder / PAGE, script=script, site=site)
    with page.page.expect_download() as taken:
        page.page.get_by_role("link", name="本页全部表格").click()
    assert taken.value.suggested_filename == "640522-2017.xlsx"
    taken.value.save_as(tmp_path / "taken.xlsx")
    book = openpyxl.load_workbook(io.BytesIO((tmp_path / "taken.xlsx").read_bytes()))
    assert book.sheetnames[0] == "目录" and book.sheetnames[-1] == "出处"
    sheet = book.worksheets[1]
    assert sheet["A1"].value == "各单位1年的数量（条）"
    assert [row[1] for row in sheet.iter_rows(min_row=4, values_only=True)] == [
        n * 7 for n in range(7)
    ]
    sources = list(book["出处"].iter_rows(min_row=2, values_only=True))
    assert len(sources) == 7 * 13 and sources[1][6] == "本年公开7条。"
    assert page.complaints == []


def test_the_filters_hide_and_give_back(specimen: Path, visit: Open) -> None:
    page = visit(specimen / "index.html")
    rows = page.page.locator(".wb-province tbody tr:visible")
    assert rows.count() == 2
    steps: list[tuple[str, Any, int]] = [
        ("按省份筛选", "吉", 1), ("按省份筛选", "", 2), ("按县（市、区）名、地市或代码筛选", "2206", 1),
        ("按县（市、区）名、地市或代码筛选", "无此县", 0), ("按县（市、区）名、地市或代码筛选", "", 2),
    ]  # fmt: skip
    for label, words, left in steps:
        page.page.get_by_label(label).fill(words)
        assert rows.count() == left, (label, words)
    page.page.get_by_label("只列核对出不一致的").check()
    assert rows.count() == 1 and "找到 1 个" in page.page.inner_text(".wb-found")
    assert page.page.locator("h2:visible", has_text="吉林省").count() == 0
    page.page.keyboard.press("Space")
    assert rows.count() == 2


def test_the_index_is_for_the_keyboard_too(specimen: Path, visit: Open) -> None:
    page = visit(specimen / "index.html")
    page.page.get_by_label("按省份筛选").focus()
    reached = []
    for _ in range(6):
        page.page.keyboard.press("Tab")
        reached.append(page.page.evaluate("() => document.activeElement.outerHTML.slice(0, 60)"))
    assert 'id="wb-filter"' in reached[0] and 'type="checkbox"' in reached[1]
    assert any("640522-2016.html" in one or "220621-2016.html" in one for one in reached[2:])
