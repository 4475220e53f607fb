"""The overview: what is in the corpus, side by side, never ranked and never mixed."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from memory_corpus import Draft, MemoryCorpus, corpus_of, township

from workbench.display.html import Html
from workbench.display.overview.page import OverviewPage
from workbench.display.overview.unread import unread_files
from workbench.display.parts import VEGA_LITE, Bundle
from workbench.model import Form, Qualifier

PARTS = ("coverage", "volume", "compared", "history", "requests", "problems")


def _country(
    townships: int = 4, counties: int = 2, years: tuple[int, ...] = (2017,)
) -> MemoryCorpus:
    drafts = []
    for county in range(counties):
        code = f"6404{county + 21}"
        place = {"county": f"县{county}", "county_code": code, "prefecture": "固原市"}
        for number in range(townships):
            for year in years:
                identity = township(f"乡{number}", f"{code}2{number:02d}", year, **place)
                value = 10 * county + number + 1
                draft = Draft(identity).figure("proactive_total", value, f"公布{value}条。")
                drafts.append(draft.section("problems", "问题").problem("渠道不多", "P03"))
    made_up = township("例山镇", "990121100", 2017, county="示例县", county_code="990121")
    return corpus_of(*drafts, Draft(made_up).figure("proactive_total", 77777, "公布77777条。"))


def _shown(page: OverviewPage, *names: str) -> str:
    parts = [part for name in names or PARTS for part in getattr(page, name)()]
    return "\n".join(part.markup for part in parts if isinstance(part, Html))


def _charts(page: OverviewPage, name: str) -> list[Bundle]:
    return [part for part in getattr(page, name)() if isinstance(part, Bundle)]


def test_counties_link_to_their_pages() -> None:
    markup = _shown(OverviewPage.of(_country(), None, 2017), "coverage")
    assert re.findall(r'href="([^"]+)"', markup) == ["640421-2017.html", "640422-2017.html"]


def test_made_up_reports_are_named_and_not_counted() -> None:
    markup = _shown(OverviewPage.of(_country(), None, 2017))
    assert "还有 1 份示例报告，未计入本页" in markup
    assert "77777" not in markup
    assert "示例县" not in markup


def test_made_up_reports_alone_are_marked() -> None:
    page = OverviewPage.of(_country(counties=0), None, 2017)
    assert page.header().data["fictional"] is True


def test_few_values_make_no_distribution_and_many_do() -> None:
    few, many = (OverviewPage.of(_country(count), None, 2017) for count in (4, 6))
    assert "太少，不作分布" in _shown(few, "volume")
    assert _charts(few, "volume") == []
    assert [chart.mime for chart in _charts(many, "volume")] == [VEGA_LITE]


def test_everywhere_is_the_collection_and_not_the_country() -> None:
    page = OverviewPage.of(_country(), None, 2017)
    assert page.header().data["title"] == "本库2017年政府信息公开年度报告概览"
    assert "全国" not in _shown(page)


def test_unread_files_are_said_on_the_index_and_on_no_year() -> None:
    corpus = _country()
    rows = corpus.sources.assign(status="refused", reason="too_large")
    corpus.__dict__["sources"] = rows.iloc[:2]
    assert unread_files(corpus) is not None
    assert "没有读出报告的文件：过大 2 个" in str(unread_files(corpus))
    assert "没有读出" not in _shown(OverviewPage.of(corpus, None, 2017))


def test_numbers_that_are_softened_are_told_beside_their_median() -> None:
    corpus = _country()
    for entry in corpus.entries[:2]:
        (figure,) = entry.report.figures
        object.__setattr__(entry.report, "figures", (replace(figure, qualifier=Qualifier.OVER),))
    assert "其中 2 个是“余”“约”“近”等约数" in _shown(
        OverviewPage.of(corpus, None, 2017), "compared"
    )


def test_places_stand_in_the_order_of_codes() -> None:
    page = OverviewPage.of(_country(), "640000", 2017)
    markup = _shown(page, "compared")
    assert markup.index("县0") < markup.index("县1")
    assert len(_charts(page, "compared")) == 1


def test_years_are_followed_with_their_break() -> None:
    page = OverviewPage.of(_country(years=(2017, 2018, 2019)), None, 2019)
    markup = _shown(page, "history")
    assert "2018 年与 2019 年之间换了报告格式" in markup
    assert len(_charts(page, "history")) == 1


def test_one_year_cannot_be_followed() -> None:
    assert "不能跨年比较" in _shown(OverviewPage.of(_country(), None, 2017), "history")


def test_problem_types_have_their_base() -> None:
    markup = _shown(OverviewPage.of(_country(), None, 2017), "problems")
    assert "共 8 份有“存在的问题”" in markup
    assert "渠道形式" in markup


def _with_table(number: int, new: int, granted: int, blank: str = "") -> Draft:
    identity = township(f"乡{number}", f"6404212{number:02d}", 2020, county_code="640421")
    draft = Draft(identity, form=Form.Y2019)
    values = {"new": new, "carried_over": 0, "granted": granted, "partly_granted": 0}
    for row, value in {**values, "not_held": new - granted, "total": new}.items():
        draft.cell("requests", row, "total", None if row == blank else value)
    return draft


def test_requests_are_told_together_with_what_is_left_out() -> None:
    drafts = [_with_table(number, 20, 15) for number in range(2)]
    page = OverviewPage.of(corpus_of(*drafts, _with_table(2, 9, 3, blank="granted")), None, 2020)
    markup = _shown(page, "requests")
    assert "30／40" in markup
    row = markup[markup.index("公开率") :]
    cells = re.findall(r"<td[^>]*>(.*?)</td>", row)[:5]
    assert cells == ["30／40", "75%", "60% 至 86%", "2", "1"]


def test_of_few_cases_the_numbers_alone_are_told() -> None:
    markup = _shown(OverviewPage.of(corpus_of(_with_table(0, 9, 3)), None, 2020), "requests")
    assert "3／9" in markup
    assert "件数太少" in markup
    assert "没有可用的数字" in markup  # the table of disputes is not there
    assert "%" not in markup.replace("95% 区间", "")


def test_a_mix_without_a_number_is_a_sentence_and_no_table_of_nothing() -> None:
    markup = _shown(OverviewPage.of(corpus_of(_with_table(0, 9, 3)), None, 2020), "requests")
    assert re.search("申请人构成没有可用的数字（1 份报告的表有空白", markup)
    assert markup.count("<table>") == 2


def test_without_the_table_no_rate_is_told() -> None:
    markup = _shown(OverviewPage.of(_country(), None, 2017), "requests")
    assert "没有可用的办理结果表" in markup
    assert "<table" not in markup


@pytest.mark.parametrize(
    ("corpus", "place", "year"),
    [(corpus_of(), None, None), (corpus_of(), "640000", 2017), (_country(), "110000", 2017)],
    ids=["nothing", "nothing of a place", "another place"],
)
def test_an_overview_without_a_report_says_so_kindly(
    corpus: MemoryCorpus, place: str | None, year: int | None
) -> None:
    page = OverviewPage.of(corpus, place, year)
    markup = _shown(page)
    assert page.header().data["title"]
    assert "本库" in markup
    assert "None" not in markup
    assert "<table" not in markup
