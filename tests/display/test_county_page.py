"""A county's page: every number has its sentence, and what is missing is said."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from memory_corpus import HAIYUAN, NEITHER, Draft, MemoryCorpus, corpus_of, township

from workbench.analysis.findings import Found
from workbench.display.county.findings import called
from workbench.display.county.page import CountyPage
from workbench.display.county.requests import OUTCOMES
from workbench.display.county.said import further
from workbench.display.html import Html
from workbench.display.parts import PAGE, VEGA_LITE, Bundle, Parts
from workbench.model import Form, Level, Measure, Severity, Span, Status
from workbench.reference.checks import checks
from workbench.reference.indicators import indicators

PARTS = (
    "summary", "reporters", "volume", "history", "requests", "rates", "problems", "not_stated",
    "findings_list", "sources", "excerpts",
)  # fmt: skip
HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'&"
_ID = re.compile(r'\bid="([^"]+)"')
_INSIDE = re.compile(r'href="#([^"]+)"')
_LINK = re.compile(r'<a href="#(q-[^"]+)"[^>]*>(.*?)</a>')


def _shown(page: CountyPage, *names: str) -> str:
    """The markup of the parts called, in order; excerpts last, as in the notebook."""
    pieces: list[str] = []
    for name in names or PARTS:
        part = getattr(page, name)()
        found = list(part) if isinstance(part, Parts) else [part]
        pieces += [piece.markup for piece in found if isinstance(piece, Html)]
    return "\n".join(pieces)


def _page(corpus: MemoryCorpus, code: str | None = "640522", year: int | None = 2017) -> CountyPage:
    return CountyPage.of(corpus, code, year)


def _township(year: int = 2017, name: str = "关庄乡", **more: Any) -> Draft:
    draft = Draft(township(name, "640522213", year, **more))
    draft.section("proactive", "主动公开情况")
    draft.figure("proactive_total", 93, "公开栏公布各类信息93条。去年也有。")
    draft.section("requests", "依申请公开情况")
    draft.figure(
        "requests_received", 0, "没有收到申请。", quote="没有收到", unit=None,
        status=Status.ZERO_IN_WORDS,
    )  # fmt: skip
    draft.section("problems", "存在的问题")
    return draft.problem("渠道不多", "P03", measure="多开渠道").problem("更新慢", "P02")


def _with_tables(year: int = 2019) -> Draft:
    draft = Draft(township("关庄乡", "640522213", year), form=Form.Y2019)
    draft.figure("proactive_total", 140, "公布140余条。", quote="140余条", qualifier="over")
    rows = {"new": 40, "carried_over": None, "granted": 30, "not_held": 10, "total": 40}
    for row, value in rows.items():
        draft.cell("requests", row, "total", value)
    draft.cell("requests", "partly_granted", "total", 0)
    draft.cell("requests", "third_party_rights", "total", None)
    draft.cell("disputes", "reconsideration", "total", 1)
    draft.cell("disputes", "reconsideration", "upheld", 1)
    return draft


CORPORA: dict[str, MemoryCorpus] = {
    "one township": corpus_of(_township()),
    "two years": corpus_of(_township(2016), _township(2017)),
    "several": corpus_of(_township(), _township(name="史店乡"), _township(2016)),
}


@pytest.mark.parametrize("corpus", CORPORA.values(), ids=CORPORA)
def test_every_link_has_its_place_and_every_place_is_there_once(corpus: MemoryCorpus) -> None:
    markup = _shown(_page(corpus))
    ids = _ID.findall(markup)
    assert len(ids) == len(set(ids))
    assert set(_INSIDE.findall(markup)) <= set(ids)


@pytest.mark.parametrize("corpus", CORPORA.values(), ids=CORPORA)
def test_only_what_is_cited_stands_in_the_excerpts(corpus: MemoryCorpus) -> None:
    page = _page(corpus)
    before = _shown(page, *PARTS[:-1])
    excerpts = _shown(page, "excerpts")
    cited = {anchor for anchor, _ in _LINK.findall(before)}
    assert cited == {name for name in _ID.findall(excerpts) if name.startswith("q-")}
    assert cited


def test_a_number_leads_to_its_sentence_with_its_words_marked() -> None:
    page = _page(CORPORA["one township"])
    volume = _shown(page, "volume")
    ((anchor, label),) = _LINK.findall(volume)
    assert label == "93条"
    excerpts = _shown(page, "excerpts")
    (item,) = re.findall(rf'<li id="{anchor}".*?</li>', excerpts)
    assert "公开栏公布各类信息<mark>93条</mark>。" in item
    assert "去年也有" not in item
    assert "主动公开情况" in item
    assert f'href="#from-{anchor}"' in item


def test_a_zero_said_in_words_is_shown_as_such() -> None:
    assert "0（文字说明）" in _shown(_page(CORPORA["one township"]), "requests")


def test_a_cell_leads_to_its_row_and_column() -> None:
    page = _page(corpus_of(_with_tables()), year=2019)
    requests = _shown(page, "requests")
    excerpts = _shown(page, "excerpts")
    assert ">本机关不掌握相关政府信息 10</a>" in requests
    assert '<span class="missing">空白</span>' in requests
    assert "无法提供：1.本机关不掌握相关政府信息 × 总计" in excerpts
    assert "<mark>10</mark>" in excerpts


def test_a_blank_block_is_not_a_zero() -> None:
    requests = _shown(_page(corpus_of(_with_tables()), year=2019), "requests")
    row = re.findall(r"<tr>(.*?)</tr>", requests)[-1]
    assert row
    assert requests.count(">0</a>") == 1


def test_where_the_text_is_silent_the_tables_blank_is_shown() -> None:
    draft = Draft(township("关庄乡", "640522213", 2019), form=Form.Y2019)
    draft.cell("requests", "new", "total", None, raw="/", status=Status.SLASH)
    requests = _shown(_page(corpus_of(draft), year=2019), "requests")
    assert "填“/”" in requests
    assert "（表格）" in requests


def _statistics(indicators: int) -> str:
    draft = Draft(township("关庄乡", "640522213", 2016), form=Form.Y2014)
    for name in further()[:indicators]:
        draft.figure(name, 4, "共4件。", unit="件")
    return _shown(_page(corpus_of(draft), year=2016), "requests")


def test_few_things_stated_besides_are_columns() -> None:
    made = _statistics(3)
    assert made.count(">4件</a>") == 3
    assert made.count("<table>") == 1


def test_more_of_them_are_a_row_each() -> None:
    made = _statistics(5)
    assert made.count(">4件</a>") == 5
    assert made.count("<table>") == 2
    assert "<details>" not in made


def test_a_long_list_of_such_rows_is_folded() -> None:
    assert "<details><summary>乡镇、街道：文字或统计表中另外说明的办理情况（9 项）" in _statistics(
        9
    )


def _heads(markup: str) -> list[int]:
    """How many columns each table has."""
    return [head.count("<th") for head in re.findall("<thead>(.*?)</thead>", markup)]


@pytest.mark.parametrize(
    ("units", "heads"), [(6, [4, 7]), (7, [4, 6, 3])], ids=["side by side", "too many for paper"]
)
def test_many_units_stand_below_each_other(units: int, heads: list[int]) -> None:
    drafts = []
    for number in range(units):
        identity = township(f"{number}乡", f"6405222{number:02d}", 2016)
        drafts.append(Draft(identity, form=Form.Y2014))
        for name in further()[:7]:
            drafts[-1].figure(name, 4, "共4件。", unit="件")
    requests = _shown(_page(corpus_of(*drafts), year=2016), "requests")
    assert requests.count(">4件</a>") == 7 * units
    assert _heads(requests) == heads


def test_what_the_table_of_outcomes_shows_is_not_repeated() -> None:
    draft = _with_tables()
    cell = next(cell for cell in draft.cells if cell.row == "granted")
    draft.figure("requests_granted", 30, "x", quote="x")
    draft.figures[-1] = replace(draft.figures[-1], span=cell.span, quote=cell.raw, unit=None)
    name = indicators()["requests_granted"].label
    assert name not in _shown(_page(corpus_of(draft), year=2019), "requests")
    draft.figure("requests_granted", 30, "同意30件。", unit="件")
    assert name in _shown(_page(corpus_of(draft), year=2019), "requests")


def test_no_rate_is_computed_from_cells_that_contradict_each_other() -> None:
    draft = _with_tables()
    whole = next(cell for cell in draft.cells if cell.row == "not_held")
    draft.finding("N1", "两格不一致", Severity.ERROR, whole.span)
    rates = _shown(_page(corpus_of(draft), year=2019), "rates")
    assert "25%" not in rates
    assert "未计算：关庄乡的不掌握占比" in rates


def test_a_warning_does_not_withhold_a_rate() -> None:
    draft = _with_tables()
    whole = next(cell for cell in draft.cells if cell.row == "not_held")
    draft.finding("S11", "写法不同", Severity.WARNING, whole.span)
    assert "25%" in _shown(_page(corpus_of(draft), year=2019), "rates")


def test_rates_have_their_parts_and_interval() -> None:
    rates = _shown(_page(corpus_of(_with_tables()), year=2019), "rates")
    assert "25%" in rates
    assert "14% 至 40%" in rates
    assert re.search(
        r">30<span[^>]*>（<a[^>]*>30</a>＋<a[^>]*>0</a>）</span>／<a[^>]*>40</a>", rates
    )
    assert "grant_rate" not in rates


def test_140_odd_is_not_subtracted() -> None:
    last = Draft(township("关庄乡", "640522213", 2017))
    last.figure("proactive_total", 100, "公布100条。")
    this = Draft(township("关庄乡", "640522213", 2018))
    this.figure("proactive_total", 140, "公布140余条。", quote="140余条", qualifier="over")
    volume = _shown(_page(corpus_of(last, this), year=2018), "volume")
    assert ">140余条</a>" in volume
    assert "含约数</td>" in volume
    assert "＋40" not in volume


def test_a_cumulative_number_stands_beside_with_its_reason() -> None:
    draft = Draft(township("关庄乡", "640522213", 2017))
    draft.figure("proactive_total", 1205, "累计公布1205条。", scope="cumulative")
    volume = _shown(_page(corpus_of(draft)), "volume")
    assert "只有历年累计数" in volume
    assert re.search(r">1205条</a>.*历年累计，不与年度数比较", volume)


def test_a_report_that_is_not_there_is_unseen_and_not_unreported() -> None:
    markup = _shown(_page(CORPORA["one township"]))
    assert "本库未收录" in markup
    assert "未报告" not in markup
    assert "16 个的报告本库未收录" in markup


def test_too_few_peers_make_no_distribution() -> None:
    assert "太少，不作分布比较" in _shown(_page(CORPORA["one township"]), "volume")


LITIGATION = ("direct_litigation", "litigation_after_reconsideration")


def _litigation(*values: float | None) -> Draft:
    """A report whose table four holds the totals of the two ways into court; None is 填“—”."""
    draft = Draft(township("关庄乡", "640522213", 2021), form=Form.Y2021)
    for row, value in zip(LITIGATION, values, strict=True):
        status = Status.DASH if value is None else Status.REPORTED
        raw = "—" if value is None else None
        draft.cell("disputes", row, "total", value, status=status, **({"raw": raw} if raw else {}))
    if None not in values:
        first, last = (cell.span for cell in draft.cells)
        draft.figure("litigation_total", sum(values), "x", quote="x", unit=None)  # type: ignore[arg-type]
        draft.figures[-1] = replace(draft.figures[-1], span=Span(first.start, last.end))
    return draft


def test_a_sum_is_written_out_with_a_link_to_each_cell() -> None:
    requests = _shown(_page(corpus_of(_litigation(10, 3)), year=2021), "requests")
    assert re.search(r">10</a>＋<a [^>]*>3</a>＝13<span class=\"why\">（2格合计）</span>", requests)


FILLED = {
    "one of two": ((None, 1), ">1</a>", "另 1 格填“—”，不合计"),
    "none": ((None, None), "填“—”", "（表格）"),
}


@pytest.mark.parametrize(("values", "said", "rest"), FILLED.values(), ids=FILLED)
def test_cells_that_are_not_all_filled(
    values: tuple[float | None, ...], said: str, rest: str
) -> None:
    requests = _shown(_page(corpus_of(_litigation(*values)), year=2021), "requests")
    assert said in requests
    assert rest in requests
    assert ("不合计" in requests) == (1 in values)


def test_a_blank_table_four_is_blank_though_some_of_its_cells_were_not_read() -> None:
    draft = Draft(township("关庄乡", "640522213", 2021), form=Form.Y2021)
    draft.cell("disputes", "reconsideration", "upheld", None)
    requests = _shown(_page(corpus_of(draft), year=2021), "requests")
    assert requests.count("空白<span") == 2


def test_a_headline_number_that_a_check_contradicts_says_so_in_place() -> None:
    draft = _litigation(0, 0)
    draft.finding("N1", "两格不一致", Severity.ERROR, draft.cells[0].span)
    page = _page(corpus_of(draft), year=2021)
    requests, found = _shown(page, "requests"), _shown(page, "findings_list")
    (anchor,) = re.findall(r'href="#([^"]+)" class="doubt">（表内不符）</a>', requests)
    assert f'id="{anchor}"' in found


def test_a_row_of_disputes_that_does_not_add_up_says_so_in_place() -> None:
    draft = _litigation(2, 1)
    total = next(c for c in draft.cells if (c.row, c.column) == ("direct_litigation", "total"))
    draft.finding("N1", "两格不一致", Severity.ERROR, total.span)
    requests = _shown(_page(corpus_of(draft), year=2021), "requests")
    table = requests[requests.index("复议诉讼表") :]
    rows = [row for row in table.split("<tr>") if "（表内不符）" in row]
    assert len(rows) == 1 and "未经复议直接起诉" in rows[0]


@pytest.mark.parametrize(
    ("code", "severity", "words"),
    [
        ("S4", Severity.WARNING, "缺少"),
        ("S10", Severity.WARNING, "用语"),
        ("S5", Severity.ERROR, "格式"),
        ("N1", Severity.ERROR, "不一致"),
        ("T1", Severity.ERROR, "时间"),
        ("N9", Severity.HINT, "提示"),
        ("Q1", Severity.HINT, "提示"),
    ],
)
def test_a_finding_is_called_by_what_it_is(code: str, severity: Severity, words: str) -> None:
    draft = _township()
    draft.finding(code, "甲。", severity, draft.figures[0].span)
    found = _shown(_page(corpus_of(draft)), "findings_list")
    assert f"<strong>{words}：</strong>" in found
    assert ("不一致：" in found) == (words == "不一致")


def test_a_finding_over_several_cells_shows_their_headings() -> None:
    draft = _litigation(1, 2)
    first, last = (cell.span for cell in draft.cells)
    draft.finding("N1", "不符", Severity.ERROR, Span(first.start, last.end))
    page = _page(corpus_of(draft), year=2021)
    _shown(page, "findings_list")
    excerpts = _shown(page, "excerpts")
    assert excerpts.count(" × 总计") == 2
    assert excerpts.count("<mark>") == 2


def test_two_zeros_are_not_added_up_in_writing() -> None:
    requests = _shown(_page(corpus_of(_litigation(0, 0)), year=2021), "requests")
    assert ">0（2格均为0）</a>" in requests and "＋" not in requests


def test_eight_zeros_are_one_link_to_all_of_them() -> None:
    draft = Draft(township("关庄乡", "640522213", 2021), form=Form.Y2021)
    rows = dict(OUTCOMES)["不予公开"]
    for row in rows:
        draft.cell("requests", row, "total", 0)
    page = _page(corpus_of(draft), year=2021)
    requests = _shown(page, "requests")
    assert ">不予公开 0（8格均为0）</a>" in requests
    assert _shown(page, "excerpts").count("<mark>0</mark>") == 8


def _province(count: int) -> MemoryCorpus:
    drafts = [_township()]
    for number in range(count):
        code = f"6404{number + 10}"
        place = {"county": f"县{code}", "county_code": code, "prefecture": "固原市"}
        other = Draft(township("某乡", f"{code}201", 2017, **place))
        drafts.append(other.figure("proactive_total", number * 7, f"公布{number * 7}条。"))
    return corpus_of(*drafts)


def test_a_measure_is_named_by_its_words_and_leads_to_its_sentence() -> None:
    page = _page(CORPORA["one township"])
    problems = _shown(page, "problems")
    (anchor,) = re.findall(r'对应的措施：<a href="#(q-[^"]+)"[^>]*>“多开渠道”</a>', problems)
    assert "未见对应的措施" in problems
    assert not re.search("措施[0-9]", problems)
    assert f'id="{anchor}"' in _shown(page, "excerpts")


def test_a_measure_that_answers_no_problem_is_not_passed_over() -> None:
    draft = _township()
    words = "加强学习" * 8
    draft.measures.append(Measure(2, words, draft.line(f"{words}。", words)))
    problems = _shown(_page(corpus_of(draft)), "problems")
    assert "未与某一条问题对应的措施：" in problems
    assert f">“{words[:24]}…”</a>" in problems
    assert "未与某一条" not in _shown(_page(CORPORA["one township"]), "problems")


def test_one_sentence_that_denies_three_things_stands_once() -> None:
    draft = Draft(township("关庄乡", "640522213", 2017))
    said = "没有收到申请，没有复议，没有诉讼。"
    none = {"unit": None, "status": Status.ZERO_IN_WORDS}
    draft.figure("requests_received", 0, said, quote="没有收到申请", **none)
    for name, quote in (("reconsideration_total", "没有复议"), ("litigation_total", "没有诉讼")):
        first = draft.figures[0]
        start = draft.text.index(quote)
        more = {"indicator": name, "quote": quote, "span": Span(start, start + len(quote))}
        draft.figures.append(replace(first, **more))
    page = _page(corpus_of(draft))
    links = {anchor for anchor, _ in _LINK.findall(_shown(page, "requests"))}
    excerpts = _shown(page, "excerpts")
    assert len(links) == 3 and all(f'id="{anchor}"' in excerpts for anchor in links)
    assert excerpts.count('class="excerpt"') == 1


def test_the_county_is_marked_among_its_peers() -> None:
    parts = list(_page(_province(12)).volume())
    charts = [part for part in parts if isinstance(part, Bundle)]
    assert [chart.mime for chart in charts] == [VEGA_LITE]
    text = _shown(_page(_province(12)), "volume")
    assert "关庄乡" in text
    assert "中位数" in text
    assert not re.search("第[0-9一二三]+[名位]|排名", text)


def test_groups_are_never_added_up() -> None:
    government = {
        **NEITHER, **HAIYUAN, "level": Level.COUNTY, "issuer": "海原县人民政府", "year": 2017,
        "code": "640522",
    }  # fmt: skip
    county = Draft(government).figure("proactive_total", 1000, "公布1000条。")
    markup = _shown(_page(corpus_of(county, _township())))
    assert "1093" not in markup
    assert "县（市、区）人民政府：1 个单位有 2017 年报告" in markup
    assert "乡镇、街道：1 个单位有 2017 年报告" in markup


def test_a_finding_stands_beside_its_number_and_in_the_list() -> None:
    draft = _township()
    draft.finding("N2", "文字93与表格94不同", Severity.ERROR, draft.figures[0].span)
    draft.finding("Q1", "问题部分很短", Severity.HINT, draft.problems[0].span)
    page = _page(corpus_of(draft))
    volume, found = _shown(page, "volume"), _shown(page, "findings_list")
    (anchor,) = set(re.findall(r'href="#(finding-[^"]+)"', volume))
    assert f'id="{anchor}"' in found
    assert "文字93与表格94不同" in found
    assert found.index("文字93") < found.index("提示 1 条") < found.index("问题部分很短")


def test_the_head_of_the_page() -> None:
    header = _page(CORPORA["one township"]).header()
    assert header.mime == PAGE
    assert header.data == {
        "title": "海原县2017年政府信息公开年度报告比较",
        "subtitle": "宁夏回族自治区中卫市 · 本库收录 2017 年的报告 1 份",
        "fictional": False,
        "as_of": "2026-01-05",
        "place": "海原县",
        "year": 2017,
        "code": "640522",
        "notice": None,
    }


NOTED = {
    "none": ((None, None), None),
    "every report": (("改写",) * 2, "本页所用报告：改写。"),
    "one of two": (("改写", None), "本页所用 2 份报告中，1 份：改写。"),
}


@pytest.mark.parametrize(("notes", "said"), NOTED.values(), ids=NOTED)
def test_what_the_manifest_notes_stands_at_the_top_and_beside_the_source(
    notes: tuple[str | None, ...], said: str | None
) -> None:
    drafts = [_township(), _township(name="史店乡")]
    for draft, note in zip(drafts, notes, strict=True):
        draft.note = note
    page = _page(corpus_of(*drafts))
    assert page.header().data["notice"] == said
    assert _shown(page, "sources").count("说明：改写") == notes.count("改写")


def test_every_check_has_a_name() -> None:
    for code, check in checks().items():
        found = Found("a", 1, code, check.severity, "contradicts", "甲", (), 0)
        assert re.fullmatch("[一-龥]{2,}", called(found)), code


def test_a_made_up_county_is_marked() -> None:
    made_up = {"county": "示例县", "county_code": "990121", "province": "示例省"}
    page = _page(corpus_of(_township(**made_up)), "990121")
    assert page.header().data["fictional"] is True


@pytest.mark.parametrize(
    ("corpus", "code", "year"),
    [
        (corpus_of(), None, None),
        (corpus_of(), "640522", 2017),
        (CORPORA["several"], "110101", 2017),
    ],
    ids=["nothing", "nothing of a county", "another county"],
)
def test_a_page_without_a_report_says_so_kindly(
    corpus: MemoryCorpus, code: str | None, year: int | None
) -> None:
    page = _page(corpus, code, year)
    markup = _shown(page)
    assert page.header().data["title"]
    assert "本库" in markup
    assert "None" not in markup
    assert "<table" not in markup


def test_what_reports_say_stays_text() -> None:
    draft = Draft(township(HOSTILE, "640522213", 2017, county=HOSTILE), text=HOSTILE)
    draft.section("problems", HOSTILE)
    draft.figure("proactive_total", 93, f"{HOSTILE}93条。", unit=HOSTILE, quote="93条")
    draft.problem(HOSTILE, "P03", measure=HOSTILE)
    draft.finding(HOSTILE, HOSTILE, Severity.ERROR, draft.figures[0].span)
    markup = _shown(_page(corpus_of(draft)))
    assert "<script" not in markup
    assert "<img" not in markup
    assert "&lt;script&gt;" in markup


def test_the_same_corpus_gives_the_same_page() -> None:
    drafts = (_township(), _township(name="史店乡"), _township(2016))
    once = _shown(_page(corpus_of(*drafts)))
    assert once == _shown(_page(corpus_of(*reversed(drafts))))
