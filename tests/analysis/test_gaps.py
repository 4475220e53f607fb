"""What is not stated, problem types by report, and places side by side."""

from __future__ import annotations

import pytest
from memory_corpus import Draft, MemoryCorpus, corpus_of, township

from workbench.analysis.cells import cells_of, cells_on
from workbench.analysis.compare import county
from workbench.analysis.gaps import Gap, expected_tables, gaps
from workbench.analysis.place import place_year, sides, unread
from workbench.analysis.problem_types import type_counts
from workbench.model import Form
from workbench.reference.indicators import indicators

TOTAL = "proactive_total"


def _gaps(draft: Draft) -> set[Gap]:
    view = county(corpus_of(draft), "640522", draft.identity["year"])
    (found,) = gaps(view).values()
    return set(found)


def _complete(year: int, form: Form) -> Draft:
    identity = {**township("关庄乡", "640522213", year), "published": f"{year + 1}-01-20"}
    draft = Draft(identity, form=form)
    for indicator in (TOTAL, "requests_received", "reconsideration_total", "litigation_total"):
        draft.figure(indicator, 3, "共3条。")
    return draft.section("problems", "存在的问题").problem("渠道不多", "P03")


def test_a_complete_report_has_no_gap() -> None:
    assert _gaps(_complete(2012, Form.Y2008)) == set()


def test_a_report_without_its_tables() -> None:
    found = _gaps(_complete(2022, Form.Y2021))
    assert {gap.subject for gap in found} == {"proactive", "requests", "disputes"}
    assert {gap.reason for gap in found} == {"not_in_text"}


def test_tables_that_are_there_and_blank() -> None:
    draft = _complete(2022, Form.Y2021)
    draft.cell("proactive", "rules", "issued", 0)
    draft.cell("requests", "new", "total", None).cell("disputes", "reconsideration", "total", None)
    found = _gaps(draft)
    assert {(gap.kind, gap.subject) for gap in found} == {
        ("blank_table", "requests"),
        ("blank_table", "disputes"),
    }


def test_a_report_that_states_nothing() -> None:
    identity = {**township("关庄乡", "640522213", 2012), "uncertain": ("year",)}
    found = _gaps(Draft(identity).section("overview", "概述"))
    figures = {gap.subject for gap in found if gap.kind == "figure"}
    assert figures == {TOTAL, "requests_received", "reconsideration_total", "litigation_total"}
    assert Gap("problems", "problems", "no_section") in found
    assert Gap("published", "published", "not_stated") in found
    assert Gap("uncertain", "year", "uncertain") in found


def test_a_problem_section_without_an_item() -> None:
    draft = Draft(township("关庄乡", "640522213", 2012)).section("problems", "存在的问题")
    assert Gap("problems", "problems", "no_item") in _gaps(draft)


def test_requests_that_only_the_table_states_are_no_gap() -> None:
    draft = Draft(township("关庄乡", "640522213", 2022), form=Form.Y2021)
    draft.cell("requests", "new", "total", 4)
    for row in ("reconsideration", "direct_litigation", "litigation_after_reconsideration"):
        draft.cell("disputes", row, "total", 0)
    assert {gap.subject for gap in _gaps(draft) if gap.kind == "figure"} == {TOTAL}


def test_a_table_that_leaves_them_blank_has_no_number() -> None:
    draft = Draft(township("关庄乡", "640522213", 2022), form=Form.Y2021)
    draft.cell("requests", "new", "total", None)
    assert Gap("figure", "requests_received", "no_value") in _gaps(draft)


def test_litigation_stands_in_two_cells_together() -> None:
    draft = Draft(township("关庄乡", "640522213", 2022), form=Form.Y2021)
    draft.cell("disputes", "direct_litigation", "total", 1)
    draft.cell("disputes", "reconsideration", "total", 2)
    corpus = corpus_of(draft)
    (cells,) = cells_of(corpus, corpus.reports["report_id"]).values()
    assert cells_on("litigation_total", cells) == ()
    assert [cell.value for cell in cells_on("reconsideration_total", cells)] == [2]
    assert cells_on("litigation_total", {}) == ()


PATHS = [
    (indicator.key, form, path)
    for indicator in indicators().values()
    for form, paths in indicator.cells.items()
    for path in paths
]


@pytest.mark.parametrize(("indicator", "form", "path"), PATHS, ids=lambda part: part)
def test_every_cell_of_an_indicator_is_found(indicator: str, form: str, path: str) -> None:
    draft = Draft(township("关庄乡", "640522213", 2016), form=Form(form))
    for other in indicators()[indicator].cells[form]:
        table, rest = other.split(".", 1)
        row, column = rest.rsplit(".", 1)
        draft.cell(table, row, column, 3)
    corpus = corpus_of(draft)
    (cells,) = cells_of(corpus, corpus.reports["report_id"]).values()
    assert len(cells_on(indicator, cells)) == len(indicators()[indicator].cells[form])


@pytest.mark.parametrize(
    ("year", "tables"),
    [(2013, 0), (2014, 1), (2018, 1), (2019, 3), (2024, 3)],
)
def test_the_tables_that_a_year_asks_for(year: int, tables: int) -> None:
    assert len(expected_tables(year)) == tables


def _problems() -> MemoryCorpus:
    first = Draft(township("甲乡", "640522201", 2017)).section("problems", "存在的问题")
    first.problem("渠道不多", "P03").problem("渠道不新", "P03", "P01")
    second = Draft(township("乙乡", "640522202", 2017)).section("problems", "存在的问题")
    third = Draft(township("丙乡", "640522203", 2017)).section("overview", "概述")
    return corpus_of(first, second, third)


def test_a_report_counts_once_for_a_type_and_the_base_has_the_section() -> None:
    corpus = _problems()
    found = type_counts(corpus, corpus.reports)
    rows = found.counts[["type", "reports", "items"]].values.tolist()
    assert rows == [["P01", 1, 1], ["P03", 1, 2]]
    assert (found.reports, found.without, found.items) == (2, 1, 2)


def test_no_items_give_no_types() -> None:
    corpus = corpus_of(Draft(township("甲乡", "640522201", 2017)).section("overview", "概述"))
    found = type_counts(corpus, corpus.reports)
    assert (len(found.counts), found.reports, found.without) == (0, 0, 1)


def _country() -> MemoryCorpus:
    jingyuan = {"county": "泾源县", "county_code": "640424", "prefecture": "固原市"}
    return corpus_of(
        Draft(township("关庄乡", "640522213", 2017)).figure(TOTAL, 93, "公布93条。"),
        Draft(township("史店乡", "640522201", 2017)).figure(TOTAL, 5, "公布5条。"),
        Draft(township("新民乡", "640424205", 2017, **jingyuan)).problem("渠道不多", "P03"),
        Draft(township("例山镇", "990121100", 2017, county="示例县", county_code="990121")),
        Draft(township("关庄乡", "640522213", 2016)).section("overview", "概述"),
    )


def test_counties_side_by_side_in_the_order_of_their_codes() -> None:
    view = place_year(_country(), None, 2017)
    found = sides(view, TOTAL)
    assert [(side.code, side.name) for side in found] == [
        ("640424", "泾源县"),
        ("640522", "海原县"),
    ]
    assert [side.reports["township"] for side in found] == [1, 2]
    assert [side.volume.values["value"].tolist() for side in found] == [[], [93, 5]]
    assert [side.problems for side in found] == [1, 0]


def test_made_up_reports_are_left_out_of_the_country() -> None:
    view = place_year(_country(), None, 2017)
    assert (len(view.reports), view.left_out, view.fictional) == (3, 1, False)


def test_the_made_up_place_alone_is_marked() -> None:
    view = place_year(_country(), "990121", 2017)
    assert (len(view.reports), view.left_out, view.fictional) == (1, 0, True)


@pytest.mark.parametrize(
    ("place", "name", "reports"),
    [(None, "本库", 3), ("640000", "宁夏回族自治区", 3), ("64", "宁夏回族自治区", 3),
     ("640500", "中卫市", 2), ("640424", "泾源县", 1), ("110000", "110000", 0)],
)  # fmt: skip
def test_a_place_has_its_name_and_reports(place: str | None, name: str, reports: int) -> None:
    view = place_year(_country(), place, 2017)
    assert (view.name, len(view.reports)) == (name, reports)


def test_an_empty_corpus_has_no_year() -> None:
    view = place_year(corpus_of())
    assert (view.year, len(view.reports), view.groups(), view.fictional) == (None, 0, (), False)
    assert sides(view, TOTAL) == ()
    assert unread(corpus_of()).empty
