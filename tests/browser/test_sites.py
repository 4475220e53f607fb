"""Whole sites, from reports to pages by way of the project's notebooks, in a cut-off browser."""

from __future__ import annotations

import base64
import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from accessibility import faults
from visiting import FOLLOW, Visit

from workbench.analysis.building import build
from workbench.rendering.batch import Summary, render
from workbench.rendering.plan import Wanted
from workbench.sample import write

pytestmark = [pytest.mark.browser, pytest.mark.kernel, pytest.mark.xdist_group("sites")]

NOTEBOOKS = Path(__file__).resolve().parents[2] / "notebooks"
Open = Callable[..., Visit]
#: The captions of the charts that no table follows before the next heading.
LONELY = """() => [...document.querySelectorAll("figure.wb-chart")].filter((chart) => {
  let next = chart.nextElementSibling;
  while (next && !/^h[23]$/.test(next.localName)) {
    if (next.matches("table") || next.querySelector("table")) return false;
    next = next.nextElementSibling;
  }
  return true;
}).map((chart) => chart.innerText)"""


def _site(folder: Path, reports: list[Path], **wanted: Any) -> Summary:
    build(reports, out=folder / "corpus", jobs=1)
    return render(
        folder / "corpus",
        folder / "pages",
        notebooks=NOTEBOOKS,
        wanted=Wanted(**wanted),
        jobs=2,
    )


@pytest.fixture(scope="session")
def model(tmp_path_factory: pytest.TempPathFactory) -> Summary:
    """Two years and an overview of a fictional county, across a change of the form."""
    folder = tmp_path_factory.mktemp("model")
    write(folder / "reports", seed=5, townships=4, years=range(2018, 2023))
    return _site(folder, [folder / "reports"], years={2019, 2022})


@pytest.fixture(scope="session")
def real(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Summary:
    """The pages of 2017 for the real reports of 海原县, 抚松县 and 泾源县."""
    reports = sorted((shared / "reports").glob("*.txt"))
    return _site(tmp_path_factory.mktemp("real"), reports, years={2017})


@pytest.fixture(params=["model", "real"])
def site(request: pytest.FixtureRequest) -> Summary:
    summary: Summary = request.getfixturevalue(request.param)
    assert [outcome.message for outcome in summary.failed] == []
    return summary


def _pages(summary: Summary) -> list[Path]:
    return sorted(summary.index.parent.glob("*.html"))


def test_the_sites_hold_what_was_asked_for(model: Summary, real: Summary) -> None:
    yearly = ("copies-2017", "index", "overview-2017", "quality-2017")
    counties = ("220621-2017", "640424-2017", "640522-2017")
    assert [page.stem for page in _pages(real)] == [*counties, *yearly]
    years = {
        f"{kind}-{year}" for kind in ("overview", "quality", "copies") for year in (2019, 2022)
    }
    county = {"990121-2019", "990121-2022", "ledger-990121", "trends-2022"}
    assert {page.stem for page in _pages(model)} == {"index", *years, *county}


@pytest.mark.fault(54, 72)
@pytest.mark.parametrize("width", [1280, 390])
def test_every_page_is_quiet_fits_and_draws_its_charts(
    width: int, site: Summary, visit: Open
) -> None:
    for path in _pages(site):
        page = visit(path, width=width)
        assert page.requests == [path.as_uri()], path.name
        assert (page.complaints, page.dialogs, page.overflow()) == ([], [], 0), path.name
        for chart in page.charts():
            assert chart["state"] == "drawn" and chart["marks"] > 5, (path.name, chart)


def test_every_number_of_every_page_leads_to_its_sentence(site: Summary, visit: Open) -> None:
    followed = 0
    for path in _pages(site):
        count, failed = visit(path).page.evaluate(FOLLOW)
        assert failed == [], path.name
        followed += count
    assert followed > 50


def test_from_the_index_to_a_sentence_and_another_year(model: Summary, visit: Open) -> None:
    page = visit(model.index).page
    page.get_by_label("按县（市、区）名、地市或代码筛选").fill("990121")
    page.get_by_role("row", name="示例县").locator("td a").first.click()
    page.wait_for_url("**/990121-2022.html")
    number = page.locator("td.num a[href^='#q-']").first
    number.click()
    assert page.locator(":target mark").first.is_visible()
    page.get_by_role("button", name="回到刚才的位置").click()
    around = page.get_by_role("navigation", name="相关页面")
    for name in ("上一年：2019年", "问题台账", "2022", "省级相同段落", "2019"):
        link = around.get_by_role("link", name=name, exact=True)
        if link.count():
            link.click()
            assert page.locator("h1").is_visible(), name
    assert "2019" in page.inner_text("h1")


def test_no_link_to_another_page_or_file_is_dead(site: Summary) -> None:
    for path in _pages(site):
        for name in re.findall(r'href="([a-z0-9-]+\.[a-z]+)', path.read_text(encoding="utf-8")):
            assert (path.parent / name).is_file(), (path.name, name)


def test_every_page_holds_its_tables_as_a_workbook(site: Summary) -> None:
    for path in _pages(site):
        found = re.search(r'href="data:[^,"]*,([^"]*)"', path.read_text(encoding="utf-8"))
        if path.name == "index.html":
            assert found is None
            continue
        assert found, path.name
        book = openpyxl.load_workbook(io.BytesIO(base64.b64decode(found[1])))
        assert len(book.sheetnames) > 2, path.name
        assert path.stat().st_size < 1_500_000, path.name
        assert book["出处"].max_row > 1 or path.name.startswith("quality"), path.name


def test_charts_stand_in_the_pages_and_their_numbers_beside_them(
    model: Summary, visit: Open
) -> None:
    drawn = 0
    for path in _pages(model):
        page = visit(path)
        drawn += len(page.charts())
        assert page.page.evaluate(LONELY) == [], path.name
    assert drawn >= 4


@pytest.mark.fault(77)
def test_every_page_is_accessible(site: Summary) -> None:
    for path in _pages(site):
        assert faults(path.read_text(encoding="utf-8")) == [], path.name


def test_without_scripts_the_numbers_are_there(site: Summary, visit: Open) -> None:
    for path in _pages(site):
        page = visit(path, script=False)
        assert page.page.locator("main td").count() > 0, path.name
        assert page.overflow() == 0, path.name


def test_every_page_prints(site: Summary, visit: Open) -> None:
    for path in _pages(site):
        printed = visit(path).page.pdf(prefer_css_page_size=True)
        assert printed.startswith(b"%PDF") and len(printed) > 10_000, path.name


def test_a_fictional_place_says_so_and_a_real_one_does_not(
    model: Summary, real: Summary, visit: Open
) -> None:
    for path in _pages(model):
        assert "示例数据" in visit(path).page.inner_text("body"), path.name
    for path in _pages(real):
        assert "示例数据" not in visit(path).page.inner_text("body"), path.name
