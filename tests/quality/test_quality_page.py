"""The page of findings: rates with their base, both places, what people decided, the sheet."""

from __future__ import annotations

import io
import re
from types import SimpleNamespace

import openpyxl
import pytest
from memory_corpus import Draft, corpus_of, township

from workbench.analysis.decided import corrections
from workbench.analysis.place import place_year
from workbench.analysis.quality.error_rates import error_rates
from workbench.analysis.quality.listing import first, listing
from workbench.display.county.page import CountyPage
from workbench.display.html import Html
from workbench.display.parts import DATA, Bundle, Parts
from workbench.display.quality.page import QualityPage
from workbench.model import Severity, Span
from workbench.rendering.contract import PageHeader
from workbench.rendering.grids import flow
from workbench.rendering.workbook import workbook


@pytest.fixture(scope="module")
def page(place: SimpleNamespace) -> QualityPage:
    return QualityPage.of(place.corpus, "990000", 2022)


def shown(part: Parts) -> str:
    return "\n".join(piece.markup for piece in part if isinstance(piece, Html))


def test_the_rate_of_a_check_has_the_reports_in_which_it_was_made(place: SimpleNamespace) -> None:
    view = place_year(place.corpus, "990000", 2022)
    rates = {rate.check.code: rate for rate in error_rates(view.corpus, view.reports["report_id"])}
    identities = rates["N1"]
    assert (identities.made, identities.contradicted, identities.open) == (len(view.reports), 1, 0)
    assert identities.share.share == pytest.approx(1 / len(view.reports))
    assert identities.share.low is not None and identities.share.low > 0
    percentages = rates["N5"]
    assert (percentages.made, percentages.open) == (0, len(view.reports))
    assert percentages.share.share is None


def test_a_dismissed_finding_is_no_error(place: SimpleNamespace) -> None:
    view = place_year(place.corpus, "990000", 2022)
    rates = {rate.check.code: rate for rate in error_rates(view.corpus, view.reports["report_id"])}
    assert (rates["T3"].contradicted, rates["T3"].dismissed) == (0, 1)


def test_findings_stand_with_both_places_and_reviews(place: SimpleNamespace) -> None:
    found = {one.code: one for one in listing(place_year(place.corpus, "990000", 2022))}
    assert found["N1"].stands and len(found["N1"].passages) > 1
    assert not found["T3"].stands
    assert found["T3"].review is not None and found["T3"].review.by == "甲科"
    assert [one.report_id for one in first(found.values())] == [place.ids[0]]
    assert not found["Q4"].stands


def test_both_places_stand_side_by_side(page: QualityPage) -> None:
    markup = shown(page.findings())
    sides = re.findall(r'<div class="side"><small>(.*?)</small><p>(.*?)</p></div>', markup)
    named = [re.sub("<[^>]*>", "", name) for name, _ in sides]
    assert named[:2] == ["一处", "另一处"]
    assert "<mark>77</mark>" in sides[0][1]
    assert "总计" in sides[0][1] and "<mark>77</mark>" not in sides[1][1]
    assert "（已排除：与原件核对；甲科，2026-11-20）" in markup


def test_passages_of_one_kind_are_one_side_in_their_headings() -> None:
    draft = Draft(township("关庄乡", "640522213", 2017))
    names = ("四、不予公开政府统计信息的情况", "五、政府统计信息公开的**收费**情况")
    spans = []
    for name in names:
        start = len(draft.text) + name.index("政府统计信息")
        draft.section("other", name)
        spans.append(Span(start, start + len("政府统计信息")))
    draft.finding("S10", "是统计部门的用语。", Severity.WARNING, *spans)
    page = QualityPage.of(corpus_of(draft), None, 2017)
    (found,) = page.found
    two = page.sides.of(found)
    assert two.other is None
    assert two.one_plain == "；".join(names).replace("*", "")
    assert all(name in two.where for name in names)


def test_links_lead_to_reports_that_are_shown(page: QualityPage) -> None:
    links = re.findall(r'href="#(findings-[^"]+)"', shown(page.first()))
    assert links and all(f'id="{link}"' in shown(page.findings()) for link in links)


def test_both_places_lead_to_their_words_in_the_report(place: SimpleNamespace) -> None:
    page = QualityPage.of(place.corpus, "990000", 2022)
    found = shown(page.findings())
    excerpts = page.excerpts().markup
    links = re.findall(r'<a href="#(q-[^"]+)"[^>]*><mark>', found)
    ids = re.findall(r'id="([^"]+)"', found + excerpts)
    assert links and set(links) <= set(ids)
    assert len(ids) == len(set(ids))
    assert "<mark>77</mark>" in excerpts and "总计 × 总计" in excerpts
    assert '<p class="origin">文件：' in excerpts


def test_the_workbook_of_the_page_has_its_sources(place: SimpleNamespace) -> None:
    page = QualityPage.of(place.corpus, "990000", 2022)
    parts = [*page.rates(), *page.first(), *page.findings(), page.excerpts()]
    blocks = [part.markup for part in parts if isinstance(part, Html)]
    head = PageHeader("核对", "", fictional=True, as_of=None, notice=None)
    book = openpyxl.load_workbook(io.BytesIO(workbook(head, list(flow(blocks)))))
    rows = list(book["出处"].iter_rows(min_row=2, values_only=True))
    assert any("77" in str(row[6]) and row[7] for row in rows)
    assert len({row[9] for row in rows}) > 1


def test_hints_are_folded_away(page: QualityPage) -> None:
    markup = shown(page.findings())
    assert re.search(r"<details><summary>提示 [0-9]+ 处（只供参考，不算错误）", markup)
    assert "Q4" not in markup.partition("<details>")[0]


def test_corrected_values_are_listed_and_marked(place: SimpleNamespace, page: QualityPage) -> None:
    assert place.stale == ()
    (made,) = corrections(place.corpus, place.ids)
    assert (made.report_id, made.value, made.why) == (place.ids[1], "4", None)
    markup = shown(page.corrections())
    assert "行政许可" in markup and made.found in markup and "甲科，2026-11-20" in markup
    cells = place.corpus.cells
    changed = cells.loc[cells["status"].eq("corrected")]
    assert changed["value"].tolist() == [4.0]


def test_the_county_page_shows_reviews_and_corrections(place: SimpleNamespace) -> None:
    county = place.corpus.reports["county_code"].iloc[0]
    markup = shown(CountyPage.of(place.corpus, county, 2022).findings_list())
    assert "（已排除：与原件核对；甲科，2026-11-20）" in markup
    assert "人工更正的数值" in markup


def test_the_worklist_is_a_sheet_of_all_that_is_no_hint(page: QualityPage) -> None:
    (bundle,) = page.worklist()
    assert isinstance(bundle, Bundle) and bundle.mime == DATA
    data = bundle.data
    assert data["kinds"] == ["xlsx", "csv"]
    heads = [column["label"] for column in data["columns"]]
    assert heads[:3] == ["单位", "县（市、区）", "年度"]
    rows = [dict(zip(heads, row, strict=True)) for row in data["rows"]]
    assert [row["核对项"][:2] for row in rows] == ["N1", "T3"]
    assert "77" in rows[0]["一处"] and rows[0]["文中位置"]
    assert rows[1]["复核"].startswith("已排除")


def test_a_place_without_reports_says_so(place: SimpleNamespace) -> None:
    page = QualityPage.of(place.corpus, "640000", 2022)
    for part in (page.coverage(), page.rates(), page.first(), page.findings(), page.worklist()):
        assert 'class="note"' in shown(part)
