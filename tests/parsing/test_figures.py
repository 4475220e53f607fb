"""The figures that sentences state: the dictionary's examples, and every known trap."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from told import figures_of, values

from workbench.model import Confidence, Level, Scope, Section, Span, Status, Subject
from workbench.parsing.fold import fold
from workbench.reference.indicators import indicators
from workbench.reference.wording import Wording, compiled, wordings

EXAMPLES = [
    pytest.param(key, example, id=f"{key}-{number}")
    for key, indicator in indicators().items()
    for number, example in enumerate(indicator.examples, 1)
]
NEAR = [
    pytest.param(key, text, id=f"{key}-{number}")
    for key, indicator in indicators().items()
    for number, text in enumerate(indicator.near, 1)
]


@pytest.mark.fault(32)
@pytest.mark.parametrize(("key", "example"), EXAMPLES)
def test_every_example_gives_its_figure(key: str, example: dict[str, object]) -> None:
    found = [figure for figure in figures_of(str(example["text"])) if figure.indicator == key]
    told = {"confidence": "certain"} | {k: v for k, v in example.items() if k != "text"}
    assert [{name: getattr(figure, name) for name in told} for figure in found] == [told]


@pytest.mark.fault(32)
@pytest.mark.parametrize(("key", "text"), NEAR)
def test_near_misses_give_nothing(key: str, text: str) -> None:
    assert values(text, key) == []


@pytest.mark.parametrize("wording", wordings(), ids=lambda w: f"{w.kind}: {w.example}")
def test_every_wording_stands_in_its_example(wording: Wording) -> None:
    pattern, text = compiled(wording.pattern, "test"), fold(wording.example)
    assert any(pattern.search(text, 0, end) for end in range(len(text) + 1))


SAID = "主动公开政府信息30条"

#: text -> the values of proactive_total for 2016, in order
VOLUME = {
    "plain": (f"全年{SAID}。", [30]),
    "over broken lines": ("2016年,我乡加大工作力度主动公开政\n府信息30条。", [30]),
    "spaces inside words": ("全年 主动 公开 政府 信息 30 条。", [30]),
    "another word for it in Taiwan": ("我局主動公開政府資訊12條。", [12]),
    "how often, then how many": ("全年公开政府信息3期12条。", [12]),
    "said of several things": ("政府信息和党务信息分别公开12条、8条。", []),
    "traditional, pinyin in brackets": ("我鄉(xiāng)共主動公開政府信息12條。", [12]),
    "glued to its heading": ("二、主动公开情况\n全年主动公开政府信息30条。", [30]),
    "before the noun": ("全年公开30条政府信息。", [30]),
    "a long list of things": ("公开规划计划、人事任免、财政预决算等政府信息30条。", [30]),
    "another's word between": ("公开群众关心的信息30条。", []),
    "the sum of a breakdown": (f"{SAID},其中财政类20条,人事类10条。", [30]),
    "parts behind a semicolon": (f"{SAID},其中财政信息20条;公开人事信息10条。", [30]),
    "part of the documents made": ("制作信息40条,其中主动公开30条,依申请公开10条。", [30]),
    "part of the total, less strict": ("主动公开信息30条,其中政府信息20条。", [30]),
    "attribute of documents": ("发文40件,主动公开30件,依申请公开10件。", [30]),
    "further items do not add up": (f"{SAID}。另外以会议形式公开信息12条。", [30]),
    "one site alone": ("在门户网站公开政府信息30条。", [30]),
    "two sites": ("在门户网站公开政府信息30条,通过公众号公开政府信息20条。", []),
    "several channels at once": ("通过网站、微信公众号公开政府信息30条。", [30]),
    "a report upwards among channels": ("以简报报送、宣传栏等载体公开信息30条。", [30]),
    "site beside a total": (f"{SAID}。在门户网站公开政府信息20条。", [30]),
    "news is no disclosure": (f"{SAID}。网站发布新闻2292条。", [30]),
    "reported upwards": ("向县政府网站报送信息18条。", []),
    "clicks": ("网站点击量97269次。", []),
    "fans": ("公众号关注人数3000人。", []),
    "newspapers": ("发放报纸43万份。", []),
    "villages": ("13个行政村公开信息150余次。", [150]),
    "plan": ("2017年力争主动公开政府信息500条。", []),
    "next year": ("2016年主动公开政府信息30条,2017年将增加到50条。", [30]),
    "at least": ("要求每个单位公开信息不少于10条。", []),
    "rate": ("平均每月公开政府信息10条。", []),
    "difference": (f"{SAID},比上年增加12条。", [30]),
    "difference of the other kind": (f"{SAID},同比减少5条。", [30]),
    "last year's beside it": (f"{SAID},较2015年的27条有所增加。", [30, 27]),
    "kinds of information": ("主动公开财政信息6条,主动公开人事信息4条。", []),
    "stock beside the year": ("历年累计主动公开信息62条,2016年主动公开信息10条。", [62, 10]),
    "stock with its yearly share": ("到年底累计公开政府信息615条,今年新增94条。", [615, 94]),
    "refused": ("不予公开信息10条。", []),
    "a field besides": (f"{SAID},专题领域主动公开8条。", [30]),
    "key fields only": ("公开重点领域信息32条。", []),
    "two totals": ("主动公开政府信息30条。全年主动公开政府信息40条。", [30, 40]),
    "two sums of pieces": ("全年发布各类信息30条。全年发布各类信息40条。", []),
    "percentage": ("主动公开政府信息30条,占比100%。", [30]),
    "document titles": ("按照《关于公开政府信息9条的通知》(国办发〔2016〕8号),工作有序。", []),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), VOLUME.values(), ids=VOLUME)
def test_volume(text: str, expected: list[int]) -> None:
    assert values(text, "proactive_total") == expected


REQUESTS = {
    "received": ("收到政府信息公开申请12件。", [12]),
    "received, written": ("收到公民提交的公开申请3件。", [3]),
    "there were, before the noun": ("全年共有2件政府信息公开申请。", [2]),
    "before the noun": ("共收到2份书面政府信息公开申请。", [2]),
    "accepted by its class": ("受理依申请公开政府信息19条。", [19]),
    "only handled": ("办理依申请公开件2件。", [2]),
    "zero with its unit": ("新收公开申请0起,上年结转0起。", [0]),
    "in a section of requests": ("三、依申请公开情况\n全年收到申请3件。", [3]),
    "in another section": ("六、信访情况\n全年收到申请3件。", []),
    "attribute of documents": ("主动公开72件,依申请公开129件。", []),
    "ambiguous zero": ("全年依申请公开0条。", []),
    "cases": ("收到依申请公开政府信息案件7件。", [7]),
    "letters": ("收到县长信箱来信76件。", []),
    "hotline": ("受理12345热线8391件。", []),
    "reconsideration": ("收到行政复议申请0件。", []),
    "licences": ("收到行政许可申请30件。", []),
    "part of the area's": ("收到公开申请12件,其中县政府收到公开申请3件。", [12]),
    "carried over": ("上年结转政府信息公开申请2件。", []),
    "another year's": ("2016年收到政府信息公开申请20件,较2015年的27件减少。", [20, 27]),
}


@pytest.mark.parametrize(("text", "expected"), REQUESTS.values(), ids=REQUESTS)
def test_requests(text: str, expected: list[int]) -> None:
    assert values(text, "requests_received") == expected


#: text -> the indicators of which it says that there was none
NOTHING = {
    "not received": ("未收到政府信息公开申请。", {"requests_received"}),
    "not taken in": ("没有受理过信息公开申请。", {"requests_received"}),
    "nobody asked": ("没有群众提出公开申请。", {"requests_received"}),
    "of its class": ("未收到依申请公开事项。", {"requests_received"}),
    "did not occur": ("没有发生依申请公开事件。", {"requests_received"}),
    "asked to disclose": ("没有接到群众要求公开政府信息的申请。", {"requests_received"}),
    "bare, under its heading": ("三、依申请公开情况\n未接到相关申请。", {"requests_received"}),
    "bare, under none": ("未接到相关申请。", set()),
    "two that did not occur": (
        "未发生行政复议、行政诉讼。", {"reconsideration_total", "litigation_total"},
    ),
    "two and their cause": (
        "没有因公开申请引起的行政复议和诉讼。", {"reconsideration_total", "litigation_total"},
    ),
    "over a comma": (
        "未发生因申请公开信息申请行政复议,提起行政诉讼的情况。",
        {"reconsideration_total", "litigation_total"},
    ),
    "request and what came of it": (
        "没有收到公开申请和因申请而起的行政复议、行政诉讼。",
        {"requests_received", "reconsideration_total", "litigation_total"},
    ),
    "label and nothing": (
        "行政复议、行政诉讼情况:无。", {"reconsideration_total", "litigation_total"},
    ),
    "all are zero": (
        "行政复议、行政诉讼均为零。", {"reconsideration_total", "litigation_total"},
    ),
    "nothing under a heading": ("四、政府信息公开收费及减免情况\n无。", {"fees"}),
    "nothing of the kind": (
        "五、复议、诉讼和申诉情况\n2016年未发生。",
        {"reconsideration_total", "litigation_total", "appeals"},
    ),
    "nothing collected": ("没有收取与公开申请有关的费用。", {"fees"}),
    "no fee": ("全年未收费。", {"fees"}),
    "two denials": ("没有单位提出公开申请,因而没有产生收费。", {"requests_received", "fees"}),
    "refusals": ("没有不予公开的信息。", {"requests_refused"}),
    "no refusal, twice denied": ("无不予公开情况。", {"requests_refused"}),
    "no rules": ("未制发规范性文件。", {"normative_documents"}),
    "rules and repeals": (
        "未制发、废止规范性文件。", {"normative_documents", "normative_documents_repealed"},
    ),
    "nothing carried over": ("无上年度结转。", {"requests_carried_over"}),
    "there is none": ("不存在行政复议情况。", {"reconsideration_total"}),
    "none that was lost": ("没有行政复议纠错和行政诉讼败诉的情形。", set()),
    "not even one": (
        "全镇未发生一起因公开申请行政复议、提起行政诉讼的事项。",
        {"reconsideration_total", "litigation_total"},
    ),
    "of requests handled": ("全镇政府信息公开依申请办理事项为零。", {"requests_received"}),
    "charged for nothing": ("暂未对依申请提供的信息收取检索、复印等费用。", {"fees"}),
    "costs of complaints": ("未产生与诉讼(行政复议、申诉)有关的费用支出。", set()),
    "cases counted": ("发生因公开被申请行政复议、提起行政诉讼的案件均为零。", {"reconsideration_total", "litigation_total"}),
    "no failure to disclose": ("未发现应公开而未公开的情形。", set()),
    "not in time": ("个别文件没有在规定时限内公开、依申请公开的答复质量不高。", set()),
    "nothing overdue": ("没有逾期未答复的政府信息公开申请。", set()),
    "costs of lawsuits": ("没有产生诉讼相关的费用支出。", set()),
    "charges of another kind": ("没有发生行政事业性收费。", set()),
    "charged to nobody": ("没有向申请人收取费用。", {"fees"}),
    "accessible pages": ("开通无障碍浏览,推进公开申请办理。", set()),
    "answered in full": ("政府信息公开申请答复率100%,无法定期限外答复。", set()),
    "complaints about requests": ("未收到对公开申请的举报。", {"complaints"}),
}  # fmt: skip


@pytest.mark.fault(13)
@pytest.mark.parametrize(("text", "expected"), NOTHING.values(), ids=NOTHING)
def test_zero_in_words(text: str, expected: set[str]) -> None:
    found = [f for f in figures_of(text) if f.status is Status.ZERO_IN_WORDS]
    assert {figure.indicator for figure in found} == expected
    assert {figure.value for figure in found} <= {0}


def test_a_number_beats_a_denial() -> None:
    text = "收到政府信息公开申请5件。未产生依申请公开的事件。"
    assert values(text, "requests_received") == [5]


Y, C, A = Scope.YEAR, Scope.CUMULATIVE, Scope.AS_OF

SCOPES = {
    "silent": (f"{SAID}。", Y),
    "the whole year": (f"全年累计{SAID}。", Y),
    "this year": (f"本年度累计{SAID}。", Y),
    "the year and a sum": (f"2016年累计{SAID}。", Y),
    "all years": (f"历年累计{SAID}。", C),
    "until, and a sum": (f"截至2016年12月31日,累计{SAID}。", C),
    "until, of this year": (f"截至2016年12月31日,全年累计{SAID}。", Y),
    "until the year's end": (f"截止2016年12月31日,{SAID}。", Y),
    "until now": (f"截至目前,{SAID}。", Y),
    "until the middle": (f"截至6月30日,{SAID}。", A),
    "so far": (f"到目前累计{SAID}。", C),
    "since an earlier year": (f"自2008年以来,{SAID}。", C),
    "since this year began": (f"2016年以来,{SAID}。", Y),
    "a period of one year": (f"2016年1月1日至12月31日,{SAID}。", Y),
    "the year behind a stock": (f"截至2016年底累计公开政府信息62条,其中2016年{SAID}。", Y),
    "nearest words decide": (f"历年累计公开政府信息62条,全年{SAID}。", Y),
}


@pytest.mark.parametrize(("text", "scope"), SCOPES.values(), ids=SCOPES)
def test_scope(text: str, scope: Scope) -> None:
    found = [f for f in figures_of(text) if f.indicator == "proactive_total" and f.value == 30]
    assert [figure.scope for figure in found] == [scope]


SUBJECTS = {
    "a township's own": (f"我镇{SAID}。", Level.TOWNSHIP, Subject.OWN),
    "the whole township is its own": (f"全镇{SAID}。", Level.TOWNSHIP, Subject.OWN),
    "its boards of villages": (f"建有村级公示栏,{SAID}。", Level.TOWNSHIP, Subject.OWN),
    "its villages": (f"13个行政村{SAID}。", Level.TOWNSHIP, Subject.SUBORDINATE),
    "its departments": (f"各部门{SAID}。", Level.TOWNSHIP, Subject.SUBORDINATE),
    "the county around it": (f"全县{SAID}。", Level.TOWNSHIP, Subject.AREA),
    "a county's own": (f"县政府{SAID}。", Level.COUNTY, Subject.OWN),
    "the whole county": (f"全县{SAID}。", Level.COUNTY, Subject.AREA),
    "all that are in it": (f"各乡镇、各部门{SAID}。", Level.COUNTY, Subject.AREA),
    "some that are in it": ("县政府部门和镇公开政府信息30条。", Level.COUNTY, Subject.SUBORDINATE),
    "a department's own": (f"我局{SAID}。", Level.DEPARTMENT, Subject.OWN),
    "a department's field": (f"全系统{SAID}。", Level.DEPARTMENT, Subject.AREA),
}


@pytest.mark.parametrize(("text", "level", "subject"), SUBJECTS.values(), ids=SUBJECTS)
def test_subject(text: str, level: Level, subject: Subject) -> None:
    found = figures_of(text, level=level)
    assert [f.subject for f in found if f.indicator == "proactive_total"] == [subject]


YEARS = {
    "the report's": (f"{SAID}。", 2016),
    "named": (f"2016年,{SAID}。", 2016),
    "another": (f"2014年{SAID}。", 2014),
    "last year": (f"上年{SAID}。", 2015),
    "last year's comparison": (f"比上年有所提高,{SAID}。", 2016),
    "two years, its own last": (f"与2014年相比,2016年{SAID}。", 2016),
    "notice of another year": (f"按照《2014年工作要点》,{SAID}。", 2016),
    "damaged letters": (f"二O一六年,{SAID}。", 2016),
    "things of other years": ("公开了2016年总结、2017年计划等,累计发布了30条。", 2016),
}


@pytest.mark.parametrize(("text", "year"), YEARS.values(), ids=YEARS)
def test_year(text: str, year: int) -> None:
    found = [f for f in figures_of(text) if f.indicator == "proactive_total"]
    assert [figure.year for figure in found] == [year]


DOUBTS = {
    "so far, of which year": f"截至目前,{SAID}。",
    "lost signs of a date": f"截至201612月31日,全年{SAID}。",
    "torn digits": "全年主动公开政府信息3 0条。",
    "published, not disclosed": "全年发布各类信息30条。",
    "one platform that is not named further": "通过政务平台公开政府信息30条。",
    "a site beside another channel": "在门户网站公开政府信息30条,在公众号公开动态20条。",
    "part of an unknown total": "上报新闻40条,其中主动公开信息30条。",
    "the only number, on a site, not said to be disclosed": "政府网站累计发布信息30条。",
}


@pytest.mark.parametrize("text", DOUBTS.values(), ids=DOUBTS)
def test_doubt_is_said(text: str) -> None:
    found = [f for f in figures_of(text) if f.indicator == "proactive_total" and f.value == 30]
    assert [figure.confidence for figure in found] == [Confidence.UNCERTAIN]


PARTS = {
    "requests by channel": (
        "收到政府信息公开申请12件。其中,在线提交8件;信函3件;当面1件。",
        {"requests_received_online": 8, "requests_received_letter": 3,
         "requests_received_in_person": 1},
        "requests_received",
    ),
    "disclosure by channel": (
        "主动公开政府信息30条,其中:网站16条,微信10条、微博4条。",
        {"proactive_website": 16, "proactive_wechat": 10, "proactive_weibo": 4},
        "proactive_total",
    ),
    "named accounts": (
        "主动公开政府信息30条,其中政府网站(含转载)20条、“示例发布”公众号10条。",
        {"proactive_website": 20, "proactive_wechat": 10},
        "proactive_total",
    ),
    "outcome of the nearer dispute": (
        "行政复议3件,其中维持2件;行政诉讼2件,其中维持1件。",
        {"litigation_upheld": 1},
        "litigation_total",
    ),
    "a channel and what it consists of": (
        "主动公开政府信息30条,其中网站20条,通过政务新媒体(微信公众号等)公开10条。",
        {"proactive_website": 20, "proactive_new_media": 10},
        "proactive_total",
    ),
    "staff": (
        "从事政府信息公开工作人员5人,其中专职人员1人,兼职人员4人。",
        {"staff_full_time": 1, "staff_part_time": 4},
        "staff",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "parts", "whole"), PARTS.values(), ids=PARTS)
def test_parts_are_tied_to_their_total(text: str, parts: dict[str, int], whole: str) -> None:
    found = [figure for figure in figures_of(text) if figure.part_of == whole]
    assert {figure.indicator: figure.value for figure in found} == parts


def test_channels_and_a_second_list_of_channels_are_all_said() -> None:
    text = "通过网站公开信息7条,通过新媒体公开信息20条。其中,微信发布信息12条、网站9条。"
    found = {(f.indicator, f.value, f.confidence.value) for f in figures_of(text)}
    assert found == {
        ("proactive_new_media", 20, "certain"),
        ("proactive_wechat", 12, "certain"),
        ("proactive_website", 7, "uncertain"),
        ("proactive_website", 9, "uncertain"),
    }


def test_cases_counted_as_nought() -> None:
    found = figures_of("全年发生因公开而被申请行政复议、提起行政诉讼的案件0件。")
    assert [(f.indicator, f.value, f.status.value) for f in found] == [
        ("reconsideration_total", 0, "reported"),
        ("litigation_total", 0, "reported"),
    ]


def test_cases_counted_as_nought_keep_their_unit() -> None:
    found = figures_of("因公开引起的行政复议、行政诉讼案件数均为0件。")
    assert [(f.value, f.unit) for f in found] == [(0, "件"), (0, "件")]


def test_what_was_done_about_other_applications_is_no_outcome() -> None:
    text = "收到政府信息公开申请2件。受理各类行政审批申请80件,办结71件。"
    assert values(text, "requests_handled") == []
    assert values("收到政府信息公开申请2件,比上年减少1件,办结2件。", "requests_handled") == [2]


def test_a_short_line_under_a_heading_in_mid_line_goes_on() -> None:
    text = "四、收费情况 没有收费。 五、复议、诉讼和申诉情况 没有发生行政复\n议、行政诉讼。"
    at = text.index(" 没有发生")
    section = Section("disputes", "", "五", 1, Span(14, len(text)), Span(at, len(text)))
    assert values(text, "litigation_total", sections=(section,)) == [0]


def test_what_was_valid_in_another_year_is_doubtful() -> None:
    found = figures_of("公布2014年底前有效的规范性文件111件。")
    assert [(f.indicator, f.confidence) for f in found] == [
        ("normative_documents_valid", Confidence.UNCERTAIN)
    ]


def test_every_quote_is_the_text_at_its_span() -> None:
    text = "（一）主动公开。　主动 公开政府信息３０条；我镇没有收到政府信息公开\n申请，无复议。"
    found = figures_of(text)
    assert len(found) == 3
    assert all(figure.span.of(text) == figure.quote for figure in found)


def test_the_sections_give_the_topic() -> None:
    text = "（三）其他公开\n2016年未发生。"
    section = Section("fees", "收费情况", "三", 1, Span(0, len(text)), Span(8, len(text)))
    assert values(text, "fees", sections=(section,)) == [0]
    assert values(text, "fees") == []


def test_a_heading_does_not_run_into_the_sentence_below() -> None:
    text = "（七）\n机构设置、保障经费和培训会议情况\n\n我县有从事政府信息公开工作人员7人。"
    section = Section("institution", "", "七", 1, Span(0, len(text)), Span(20, len(text)))
    assert text[20] == "\n"
    assert values(text, "staff", sections=(section,)) == [7]


def test_a_heading_in_the_middle_of_a_line_is_no_part_of_the_sentence() -> None:
    text = "五、行政复议、提起行政诉讼的情况 全年发生行政复议3件、行政诉讼2件。"
    section = Section("disputes", "", "五", 1, Span(0, len(text)), Span(16, len(text)))
    assert text[16] == " "
    assert values(text, "litigation_total", sections=(section,)) == [2]


def test_a_line_breaks_within_a_short_sentence() -> None:
    text = "全年召开政府信息公开工作会议3次。先后举办政府信息公\n开工作培训5次。"
    assert values(text, "trainings") == [5]


def test_a_line_breaks_before_the_number_of_an_item() -> None:
    text = "公开政府信息60条。其中:1.政府网站公开40条;2.微信公开12条;3.其他方式公开\n8条。"
    assert values(text, "proactive_other") == [8]


def test_an_unknown_year_stays_unknown() -> None:
    found = figures_of(f"全年{SAID}。", year=None, level=None)
    assert [(f.value, f.year) for f in found] == [(30, None)]


PIECES = """
主动公开 政府信息 30条 2件 其中 未收到 申请 无 ( ) , 。 截至2016年 累计 网站 微信 行政复议 为零
较2015年的 一百五 3 《 》 收费 均 公开 发布 等
"""


@settings(max_examples=300)
@given(st.lists(st.sampled_from([*PIECES.split(), " ", "\n"]), max_size=40).map("".join))
def test_any_mixture_keeps_its_spans(text: str) -> None:
    for figure in figures_of(text):
        assert figure.span.of(text) == figure.quote
        assert figure.value is not None and figure.value >= 0
