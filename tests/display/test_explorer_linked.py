"""The explorer's linked views: years brushed in one chart are brushed in all, classes follow."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest
from memory_corpus import Draft, MemoryCorpus, corpus_of, township

from workbench.display.explorer import Explorer
from workbench.display.explorer.bars import Bar
from workbench.display.explorer.panels import BarPanel, LinePanel
from workbench.display.explorer.picture import bar_spec, picture
from workbench.display.explorer.tallies import MOST, findings, types
from workbench.model import Severity

YEARS = (2016, 2017, 2018)


def _report(year: int, name: str, code: str, total: int, kind: str) -> Draft:
    draft = Draft(township(name, code, year))
    draft.figure("proactive_total", total, f"公布{total}条。")
    span = draft.line(f"总数{year}")
    severity = Severity.ERROR if year == 2018 else Severity.HINT
    draft.finding("N1" if year == 2018 else "Q2", f"总数{year}不符", severity, span)
    return draft.section("problems", "问题").problem(f"渠道不多（{year}）", kind)


def _corpus() -> MemoryCorpus:
    kinds = {2016: "P01", 2017: "P03", 2018: "P03"}
    return corpus_of(
        *(_report(year, "关庄乡", "640522208", year, kinds[year]) for year in YEARS),
        _report(2017, "胜利乡", "640522209", 3, "P03"),
    )


@pytest.fixture
def explorer() -> Explorer:
    return Explorer(_corpus())


def _rows(panel: BarPanel) -> list[tuple[str, str]]:
    return [(row["name"], row["told"]) for row in panel.bars.rows]


def _panels(explorer: Explorer) -> dict[str, LinePanel]:
    return {"series": explorer.charts.series, "trend": explorer.charts.trend}


@pytest.mark.parametrize(("one", "other"), [("series", "trend"), ("trend", "series")])
def test_a_brush_over_one_chart_is_shown_on_all(one: str, other: str, explorer: Explorer) -> None:
    panels = _panels(explorer)
    panels[one].brush.span = [1, 2]
    assert explorer.brushed == (2017, 2018)
    assert panels[other].brush.span == [1, 2]
    assert "只看 2017–2018年" in explorer.charts.told.html
    sheet = explorer.tabs.sheet
    assert sheet is not None and set(sheet.data["year"]) == {2017, 2018}
    assert "2017–2018年" in sheet.title
    panels[other].brush.span = [0, 0]
    assert panels[one].brush.span == [0, 0]
    assert "只看 2016年" in explorer.charts.told.html


def test_the_classes_follow_the_brush_and_lead_to_their_passages(explorer: Explorer) -> None:
    charts = explorer.charts
    assert charts.peers.head.value == "<h4>2018年在本库全部地方的同类单位中的分布</h4>"
    assert [told for _, told in _rows(charts.types)] == ["3 份", "1 份"]
    assert [told for _, told in _rows(charts.findings)] == ["1 条", "3 条"]
    charts.series.brush.span = [0, 1]
    assert "2017年在" in charts.peers.head.value
    assert ("1–9", "1 个") in _rows(charts.peers)
    assert "2016–2017年的问题类型（共 3 份报告）" in charts.types.head.value
    assert [told for _, told in _rows(charts.types)] == ["2 份", "1 份"]
    assert [told for _, told in _rows(charts.findings)] == ["3 条"]
    charts.types.bars.press(0)
    assert explorer.behind.html.count("<mark>渠道不多（2017）</mark>") == 2
    charts.findings.bars.press(0)
    assert "<mark>总数2016</mark>" in explorer.behind.html
    charts.peers.bars.press(0)
    assert "胜利乡：3条" in explorer.behind.html


TAKEN_BACK: dict[str, Any] = {
    "Escape": lambda charts: setattr(charts.trend.brush, "span", []),
    "the button": lambda charts: charts.clear.click(),
    "years that are none": lambda charts: setattr(charts.series.brush, "span", [0, 7]),
}


@pytest.mark.parametrize("take_back", TAKEN_BACK.values(), ids=TAKEN_BACK)
def test_a_brush_is_taken_back_everywhere(take_back: Any, explorer: Explorer) -> None:
    charts = explorer.charts
    assert charts.clear.disabled
    charts.series.brush.span = [1, 1]
    assert not charts.clear.disabled
    take_back(charts)
    assert explorer.brushed is None
    assert [panel.brush.span for panel in _panels(explorer).values()] == [[], []]
    assert charts.clear.disabled and "在图上拖动" in charts.told.html
    assert "2016–2018年" in charts.types.head.value


def test_other_terms_keep_the_brush_and_another_place_takes_it_back(explorer: Explorer) -> None:
    explorer.charts.series.brush.span = [1, 2]
    explorer.add_term("渠道")
    assert explorer.brushed == (2017, 2018)
    assert explorer.charts.trend.brush.span == [1, 2]
    explorer.choose("640522208")
    assert explorer.brushed is None
    assert explorer.charts.trend.brush.span == explorer.charts.series.brush.span == []
    assert "2018年在同省同类单位中的分布" in explorer.charts.peers.head.value


def test_the_table_of_peers_follows_too(explorer: Explorer) -> None:
    explorer.charts.series.brush.span = [0, 0]
    explorer.tabs.tab.selected_index = 4
    sheet = explorer.tabs.sheet
    assert sheet is not None
    assert sheet.title == "2016年本库全部地方的同类单位（按代码排列，不是排名）"
    assert list(sheet.data["value"]) == [2016]


def test_a_dismissed_finding_is_not_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    explorer = Explorer(_corpus())
    rows = pd.DataFrame(
        {"order": [0, 0], "severity": ["error"] * 2, "code": ["N1"] * 2, "places": [[], []],
         "review": ["dismissed", None]}
    )  # fmt: skip
    monkeypatch.setattr("workbench.display.explorer.tallies.found", lambda *_: rows)
    tally = findings(explorer.views, (2016, 2018))
    assert [bar.told for bar in tally.bars] == ["1 条"]
    assert tally.note.endswith("另有 1 条经复核已排除。")


def test_more_types_than_are_drawn_are_told() -> None:
    kinds = [f"P{n:02d}" for n in range(1, MOST + 3)]
    draft = Draft(township("关庄乡", "640522208", 2017)).section("problems", "问题")
    for kind in kinds:
        draft.problem(f"{kind}不足", kind)
    tally = types(Explorer(corpus_of(draft)).views, (2017, 2017))
    assert len(tally.bars) == MOST
    assert tally.note == "另有 2 类未画出，见下面“问题类型”表。"


def test_an_empty_corpus_has_no_bars_and_says_so() -> None:
    charts = Explorer(corpus_of()).charts
    for panel in (charts.peers, charts.types, charts.findings):
        assert panel.bars.rows == [] and "没有" in panel.note.value
        assert panel.bars.layout.display == panel.pictures.layout.display == "none"


def test_a_bar_that_is_not_there_is_not_pressed(explorer: Explorer) -> None:
    before = explorer.behind.html
    explorer.charts.types.bars._told(None, {"bar": 99}, None)
    explorer.charts.types.bars._told(None, {"bar": "0"}, None)
    assert explorer.behind.html == before
    explorer.charts.types.bars._told(None, {"bar": 0}, None)
    assert "<mark>" in explorer.behind.html


def test_bars_become_a_picture() -> None:
    bars = [Bar("50–99", 3, list, own=1), Bar("100–199", 2, list)]
    drawing = bar_spec(bars, title="2018年的分布", subtitle="")
    svg = picture(drawing, "svg").decode()
    assert all(words in svg for words in ("50–99", "3 个，本地 1", "2018年的分布"))


def test_a_picture_says_of_which_place_it_is(explorer: Explorer) -> None:
    """It leaves the notebook, where the place stands above it."""
    charts = explorer.charts
    explorer.choose("640522208")
    charts.series.brush.span = [0, 1]
    told = {
        name: panel.pictures._drawing()["title"]["subtitle"]
        for name, panel in vars(charts).items()
        if isinstance(panel, (LinePanel, BarPanel))
    }
    assert {words.startswith("关庄乡，乡镇、街道") for words in told.values()} == {True}
    assert len(told) == 5
    assert told["peers"] == "关庄乡，乡镇、街道：主动公开政府信息数（条）"
    assert told["series"].startswith("关庄乡，乡镇、街道，2016–2018年；")
    explorer.choose(None)
    assert charts.types.pictures._drawing()["title"]["subtitle"] == "本库全部地方，乡镇、街道"


CODE = {
    "in a new cell": ({"inserted": True}, "已放入下方的新单元格", False),
    "in a box": ({"inserted": False}, "请复制代码", True),
}


@pytest.mark.parametrize(("answer", "told", "box"), CODE.values(), ids=CODE)
def test_code_goes_into_a_cell_or_into_a_box(
    answer: dict[str, bool], told: str, box: bool, explorer: Explorer
) -> None:
    tabs, sent = explorer.tabs, []
    tabs.cell.send = lambda content, **_: sent.append(content)
    tabs._files[-1].click()
    assert sent == [{"insert": tabs.sheet.code}] and tabs.sheet.code.startswith("import workbench")
    tabs.cell._answered(None, answer, None)
    assert told in tabs.told.html
    assert tabs.cell.source == (tabs.sheet.code if box else "")
    explorer.charts.series.brush.span = [0, 0]
    assert tabs.cell.source == "" and told not in tabs.told.html
