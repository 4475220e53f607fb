"""The explorer driven in a real JupyterLab, on loopback, with every other network cut."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lab import LAB, ROOT, Visit, notebooks_in, running

import workbench as wb
from workbench.corpus.decisions import read_decisions
from workbench.sample import write

pytestmark = [pytest.mark.browser, pytest.mark.kernel, pytest.mark.xdist_group("lab")]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as the project's: data/corpus of a fictional county, and the notebooks."""
    folder = tmp_path_factory.mktemp("project")
    write(folder / "reports", seed=1, townships=4, years=range(2016, 2025))
    wb.build([folder / "reports"], out=folder / "data" / "corpus", jobs=1)
    notebooks_in(folder)
    return folder


@pytest.fixture(scope="module")
def lab(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with running(project / "notebooks", tmp_path_factory.mktemp("lab")) as address:
        yield address


@pytest.fixture(scope="module")
def explorer(lab: str, browser: Any) -> Iterator[Visit]:
    """explore.ipynb with all its cells run, in a browser that reaches JupyterLab alone."""
    visit = Visit.to(lab, browser)
    yield visit
    visit.close()


def test_make_lab_starts_jupyterlab_as_these_tests_do() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for option in LAB:
        assert option.replace(str(ROOT), "$(CURDIR)") in makefile


def test_jupyterlab_speaks_chinese(explorer: Visit) -> None:
    assert explorer.page.get_by_role("menuitem", name="运行", exact=True).is_visible()


def test_a_place_is_typed_a_term_added_a_point_clicked_its_sentence_shown(
    explorer: Visit, project: Path
) -> None:
    truths = [
        json.loads(line)
        for line in (project / "reports" / "truth.jsonl").read_text("utf-8").splitlines()
    ]
    name, year, said = _somebody_without_means(truths)
    explorer.type_place(name, f"{name}（示例县，示例市） [0-9]+，[0-9]+份；")
    explorer.add_term("经费")
    explorer.points(f"{year}年 经费：").click()
    explorer.told(said)
    assert explorer.sentences.locator("mark").first.inner_text() == "经费"
    assert f"{name} {year}年" in explorer.sentences.inner_text()


def _somebody_without_means(truths: list[dict[str, Any]]) -> tuple[str, int, str]:
    """A township, a year and the sentence in which it names its 经费."""
    for truth in truths:
        for problem in truth["problems"]:
            if truth["identity"]["township"] and "经费" in problem["starts"]:
                identity = truth["identity"]
                return identity["township"], identity["year"], problem["starts"]
    raise AssertionError("no township of this country lacks means")


def test_a_number_leads_to_its_sentence_too(explorer: Visit) -> None:
    explorer.type_place("990121100", "990121100，[0-9]+份；")
    explorer.page.locator('button.wbx-point[title^="2018年："]:not([title*="中位数"])').click()
    explorer.sentences.locator("mark").first.wait_for()
    assert re.search("[0-9一二三四五六七八九]", explorer.sentences.locator("mark").inner_text())


def test_what_is_no_term_is_told_and_changes_nothing(explorer: Visit) -> None:
    explorer.idle()
    explorer.page.get_by_placeholder("输入词").fill("慢")
    explorer.idle()
    explorer.button("添加这个词").click()
    explorer.told("“慢”不能作为词")
    assert explorer.page.get_by_role("button", name="慢 ×").count() == 0


def test_a_place_that_is_not_there_is_told(explorer: Visit) -> None:
    explorer.page.get_by_placeholder("输入地名或代码").fill("没有这个")
    explorer.told("没有找到这个地方：“没有这个”。下面显示的是：")


def test_the_buttons_of_the_controls_are_whole(explorer: Visit) -> None:
    explorer.page.set_viewport_size({"width": 1440, "height": 950})
    button = explorer.button("添加这个词").bounding_box()
    around = explorer.page.locator(".wbx").first.bounding_box()
    assert button and around
    assert button["x"] + button["width"] <= around["x"] + around["width"]


def test_a_class_of_peers_lists_its_units(explorer: Visit) -> None:
    explorer.type_place("示例县", "示例县（示例市，示例省） 990121，[0-9]+份；")
    explorer.page.locator('button[title="看这些单位的数字及原句"]').first.click()
    explorer.sentences.locator("li").first.wait_for()
    assert "条" in explorer.sentences.inner_text()


#: Of every brushed chart the years it names, and how much of its width is hatched.
_BRUSHED = """() => [...document.querySelectorAll('.wbx-brush')].map((strip) => [
  strip.querySelector('.wbx-named').innerText,
  Math.round([...strip.querySelectorAll('.wbx-shade')].reduce(
    (sum, shade) => sum + shade.getBoundingClientRect().width, 0)
    / strip.getBoundingClientRect().width * 9),
])"""


@pytest.mark.parametrize("chart", [0, 1], ids=["the indicator", "the words"])
def test_a_brush_over_one_chart_is_seen_on_both_and_narrows_the_rest(
    chart: int, explorer: Visit
) -> None:
    explorer.type_place("示例县", "示例县（示例市，示例省） 990121，[0-9]+份；")
    explorer.brush(chart, 2, 4, of=9)
    explorer.told("只看 2018–2020年")
    assert explorer.page.evaluate(_BRUSHED) == [["2018–2020年", 6]] * 2
    for heading in (
        "2020年在同省同类单位中的分布",
        "2018–2020年的问题类型",
        "2018–2020年的核对结果",
    ):
        explorer.page.get_by_role("heading", name=re.compile(heading)).wait_for()
    table = explorer.region("表格：数字")
    table.get_by_text("2018–2020年").wait_for()
    years = set(table.locator("tbody td:nth-child(2)").all_inner_texts())
    assert years == {"2018", "2019", "2020"}
    explorer.page.keyboard.press("Escape")
    table.get_by_text("2016–2024年").wait_for()
    assert explorer.page.evaluate(_BRUSHED) == [["", 0]] * 2


def test_years_are_brushed_by_the_keyboard_and_a_button_takes_them_back(explorer: Visit) -> None:
    explorer.type_place("示例县", "示例县（示例市，示例省） 990121，[0-9]+份；")
    strip = explorer.strip(1)
    strip.focus()
    explorer.page.keyboard.press("ArrowRight")
    explorer.page.keyboard.press("Shift+ArrowRight")
    explorer.page.get_by_role("status").get_by_text("只看 2017–2018年").wait_for()
    assert strip.get_attribute("aria-valuetext") == "2017–2018年"
    explorer.button("取消刷选").press("Enter")
    explorer.page.get_by_role("status").get_by_text("在图上拖动，或移到图上").wait_for()
    assert strip.get_attribute("aria-valuetext") == "全部年份"


@pytest.mark.parametrize("about", ["看这一类型的问题原句", "看这些核对结果所指的原句"])
def test_a_bar_leads_to_its_sentences(about: str, explorer: Visit) -> None:
    explorer.type_place("示例县", "示例县（示例市，示例省） 990121，[0-9]+份；")
    bar = explorer.page.locator(f'button.wbx-bar[title="{about}"]').first
    name = bar.locator(".wbx-class").inner_text()
    bar.press("Enter")
    explorer.sentences.get_by_role("heading", name=re.compile(f"^{re.escape(name)}（")).wait_for()
    assert explorer.sentences.locator("mark").first.inner_text()


def _open_first(explorer: Visit) -> Any:
    """The reading pane with the first number of the table in sight."""
    explorer.type_place("990121100", "990121100，[0-9]+份；")
    explorer.region("表格：数字").get_by_text("主动公开政府信息数").wait_for()
    explorer.region("表格：数字").locator("a").first.click()
    pane = explorer.region("报告原文")
    pane.locator(".wbx-target").first.wait_for()
    return pane


def test_a_number_of_a_table_opens_its_sentence_in_the_report(explorer: Visit) -> None:
    """In sight in its pane, and in the notebook of an ordinary window."""
    explorer.page.set_viewport_size({"width": 1440, "height": 950})
    pane = _open_first(explorer)
    for around in (".wbx-pane", ".jp-WindowedPanel-outer"):
        explorer.page.wait_for_function(
            "around => { const target = document.querySelector('.wbx-target');"
            "  const a = target?.getBoundingClientRect();"
            "  const b = target?.closest(around)?.getBoundingClientRect();"
            "  return b && a.top >= b.top - 1 && a.bottom <= b.bottom + 1; }",
            arg=around,
        )
    assert re.search("[0-9]", pane.locator(".wbx-target").first.inner_text())
    assert pane.locator(".wbx-heading").count() > 3


def test_a_review_is_recorded_and_taken_back(explorer: Visit, project: Path) -> None:
    pane = _open_first(explorer)
    pane.locator("a.wbx-figure").first.click()
    explorer.told("数字：主动公开政府信息数")
    explorer.idle()
    explorer.page.get_by_placeholder("为什么").fill("与原件一致")
    explorer.page.get_by_placeholder("谁", exact=True).fill("某科")
    explorer.idle()
    explorer.button("记录").click()
    explorer.told("已记入 reviews.csv|请写明")
    if explorer.page.get_by_text("请写明").count():  # typed while the kernel was at work
        explorer.button("记录").click()
        explorer.told("已记入 reviews.csv")
    (review,) = read_decisions(project / "data" / "reviews.csv", "reviews")
    assert (review.field, review.value) == ("figures.proactive_total", "confirmed")
    explorer.button("撤销上一条").click()
    explorer.told("已从 reviews.csv 撤销")
    assert not (project / "data" / "reviews.csv").exists()


def test_a_table_leaves_as_a_sheet(explorer: Visit, project: Path) -> None:
    _open_first(explorer)
    with explorer.page.expect_download() as waiting:
        explorer.button("导出 CSV").click()
    content = Path(waiting.value.path()).read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    reports = wb.open(project / "data" / "corpus").reports
    years = reports.loc[reports["code"].eq("990121100"), "year"]
    assert [row["year"] for row in rows] == sorted(map(str, years))
    with explorer.page.expect_download() as waiting:
        explorer.button("导出 Excel").click()
    assert waiting.value.suggested_filename == "numbers.xlsx"
    assert Path(waiting.value.path()).read_bytes().startswith(b"PK")


def test_a_chart_leaves_as_a_picture(explorer: Visit) -> None:
    with explorer.page.expect_download() as waiting:
        explorer.button("存为 SVG").click()
    picture = Path(waiting.value.path()).read_text("utf-8")
    assert picture.startswith("<svg")
    assert "Noto Sans CJK SC" in picture
    with explorer.page.expect_download() as waiting:
        explorer.button("存为 PNG").click()
    assert Path(waiting.value.path()).read_bytes().startswith(b"\x89PNG")


def test_the_code_of_a_table_is_put_into_a_cell_and_makes_the_table(explorer: Visit) -> None:
    _open_first(explorer)
    shown = explorer.region("表格：数字").locator("tbody td:nth-child(3) a").all_inner_texts()
    cells = explorer.page.locator(".jp-Notebook .jp-Cell")
    before = cells.count()
    explorer.button("给我代码").click()
    explorer.told("代码已放入下方的新单元格")
    made = explorer.page.locator(".jp-CodeCell.jp-mod-active")
    made.get_by_text("import workbench as wb").wait_for()
    assert cells.count() == before + 1
    assert made.evaluate("cell => cell.previousElementSibling.querySelector('.wbx') !== null")
    explorer.page.keyboard.press("Control+Enter")
    table = made.locator(".jp-OutputArea-output table")
    table.wait_for()
    heads = table.locator("thead th").all_inner_texts()
    rows = table.locator("tbody tr").all()
    at = heads.index("value")
    values = [row.locator("th, td").nth(at).inner_text() for row in rows]
    assert [float(value) for value in values if value != "NaN"] == [
        float(re.sub("[^0-9]", "", words)) for words in shown
    ]
    made.locator(".jp-InputPrompt").click()
    explorer.page.keyboard.press("d")
    explorer.page.keyboard.press("d")
    made.get_by_text("import workbench as wb").wait_for(state="detached")


def test_where_no_cell_can_be_made_the_code_stands_in_a_box_to_be_copied(explorer: Visit) -> None:
    explorer.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    explorer.page.evaluate("() => { window.kept = jupyterapp; delete window.jupyterapp; }")
    explorer.button("给我代码").click()
    box = explorer.page.get_by_role("textbox", name="得到当前表格的代码")
    box.wait_for()
    explorer.told("这里不能直接新建单元格")
    assert "import workbench as wb" in box.input_value()
    explorer.button("复制代码").click()
    explorer.told("代码已复制")
    assert explorer.page.evaluate("() => navigator.clipboard.readText()") == box.input_value()
    explorer.page.evaluate("() => { window.jupyterapp = window.kept; }")


def test_a_view_becomes_a_page(explorer: Visit, project: Path) -> None:
    _open_first(explorer)
    explorer.page.get_by_text("把当前视图做成页面").click()
    with explorer.page.context.expect_page() as waiting:
        explorer.button("做成页面").click()
    page = waiting.value
    page.get_by_role("heading", level=1).wait_for()
    heading = page.get_by_role("heading", level=1).inner_text()
    assert heading == "例山镇2016–2024年政府信息公开年度报告：“存在的问题”的用词"
    page.close()
    explorer.told("页面已写入")
    assert (project / "reports_out" / "views" / "trends-990121-2024.html").is_file()


def test_a_word_is_tried_in_the_laboratory(explorer: Visit) -> None:
    explorer.page.get_by_text("词典实验室").click()
    explorer.page.get_by_placeholder("例如").fill("经费不足")
    explorer.button("试一试").click()
    table = explorer.region("试用的结果")
    table.get_by_text("不同的句子数").wait_for()
    assert "经费不足" in table.inner_text()


def test_every_point_is_reached_by_the_keyboard_and_has_words(explorer: Visit) -> None:
    points = explorer.page.locator("button.wbx-point")
    assert points.count() > 5
    for at in range(points.count()):
        assert re.search("年.*[0-9]", points.nth(at).get_attribute("title") or "")
    points.first.focus()
    explorer.page.keyboard.press("Enter")
    explorer.sentences.locator("li").first.wait_for()
    explorer.page.locator(".wbx-sentences .wbx-pane:focus").wait_for()  # who reads goes on there


#: Every control of the explorer that can be seen, with what a screen reader calls it, whether
#: the keyboard reaches it, and the contrast of its words with what is behind them.
_CONTROLS = """() => {
  const lit = (colour) => {
    const [r, g, b] = colour.map((c) => c / 255)
      .map((c) => (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const parts = (css) => css.match(/[0-9.]+/g).map(Number);
  const over = ([r, g, b, a = 1], ground) =>
    [r, g, b].map((c, i) => c * a + ground[i] * (1 - a));
  const ground = (el) => {
    if (!el) return [255, 255, 255];
    const own = parts(getComputedStyle(el).backgroundColor);
    return own[3] === 0 ? ground(el.parentElement) : over(own, ground(el.parentElement));
  };
  const named = (el) => el.getAttribute('aria-label') || el.title || el.innerText
    || el.placeholder || el.closest('.widget-inline-hbox,.widget-checkbox')?.innerText || '';
  const all = document.querySelectorAll(
    '.wbx button, .wbx input, .wbx select, .wbx textarea, .wbx a, .wbx [role=slider]');
  return [...all].filter((el) => el.checkVisibility() && !el.disabled).map((el) => {
    const back = ground(el), ink = over(parts(getComputedStyle(el).color), back);
    const [high, low] = [lit(ink), lit(back)].sort((x, y) => y - x);
    const words = el.innerText?.trim() ? (high + 0.05) / (low + 0.05) : 21;
    return [named(el).trim(), el.tabIndex, words];
  });
}"""


def test_every_control_has_a_name_a_tab_stop_and_contrast(explorer: Visit) -> None:
    _open_first(explorer)
    found = explorer.page.evaluate(_CONTROLS)
    assert len(found) > 40
    assert [one for one in found if not one[0]] == []
    assert [one for one in found if one[1] < 0] == []
    assert [one for one in found if one[2] < 4.5] == []


def test_nothing_outside_was_asked_for_and_nothing_failed(explorer: Visit) -> None:
    assert explorer.outside == []
    assert explorer.complaints == []
