"""Whose report it is: issuer, level and place, told by short openings of every habit."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from workbench.model import Document, Identity, Span
from workbench.parsing.fold import fold
from workbench.parsing.identity.read import identify

BODY = "\n一、概述\n我们公开了信息。\n"


def identity(text: str, hints: Mapping[str, str] | None = None) -> Identity:
    document = Document("报告.txt", "", "text/plain", "utf-8", text, hints=hints or {})
    return identify(document, fold(text), Span(0, len(text)), ())


ISSUERS = [
    pytest.param(
        "海原县关庄乡人民政府\n2017年信息公开年报" + BODY,
        "海原县关庄乡人民政府",
        "township",
        id="title over two lines",
    ),
    pytest.param(
        "2016年关庄乡政府信息公开年报\n(2017年3月5日)\n本年报由海原县关庄乡人民政府编制。" + BODY,
        "海原县关庄乡人民政府",
        "township",
        id="the sentence that says by whom has the full name",
    ),
    pytest.param(
        "关庄乡2017年政府信息公开\n工作年度报告\n一、概述\n好。\n海原县关庄乡人民政府\n2018年3月1日",
        "海原县关庄乡人民政府",
        "township",
        id="the signature has the full name",
    ),
    pytest.param(
        "关庄乡2017年政府信息公开年报\n来源: 海原县关庄乡人民政府 发布日期: 2018-01-06" + BODY,
        "海原县关庄乡人民政府",
        "township",
        id="the page's table has the full name",
    ),
    pytest.param(
        "现公布2024年度永安市卫生健康局信息公开年报。" + BODY,
        "永安市卫生健康局",
        "department",
        id="announced, the year first",
    ),
    pytest.param(
        "本报告由伊宁县人民政府办公室编制。" + BODY,
        "伊宁县人民政府办公室",
        "county",
        id="a government's office counts as the government",
    ),
    pytest.param(
        "晋安区2016年信息公开年报\n本报告由晋安区人民政府信息公开办编制。" + BODY,
        "晋安区人民政府信息公开办",
        "county",
        id="a bare place gives way to the office that wrote",
    ),
    pytest.param(
        "洪泽区人民政府2023年信息公开年报\n本报告由淮安市洪泽区人民政府办公室编制。" + BODY,
        "淮安市洪泽区人民政府",
        "county",
        id="a government does not give way to its office",
    ),
    pytest.param(
        "请与池州市林业局办公室联系。" + BODY,
        "池州市林业局",
        "department",
        id="only the body to ask",
    ),
    pytest.param(
        "西城区广内街道办事处2013年政府信息公开年报\n请联系:西城区广安门内街道办事处(地址:某处)"
        + BODY,
        "西城区广安门内街道办事处",
        "subdistrict",
        id="a short name gives way to the listed one",
    ),
    pytest.param(
        "南京市鼓楼区人民政府江东街道办事处2021年信息公开年报" + BODY,
        "南京市鼓楼区人民政府江东街道办事处",
        "subdistrict",
        id="a government within a subdistrict's name",
    ),
    pytest.param(
        "正蓝旗扎格斯台苏木2023年政府信息公开年报" + BODY,
        "正蓝旗扎格斯台苏木",
        "township",
        id="a sumu",
    ),
    pytest.param(
        "涇源縣新民鄉2017年政府信息公開年報" + BODY,
        "涇源縣新民鄉",
        "township",
        id="as written, not simplified",
    ),
    pytest.param(
        "乌拉特中旗川 井苏木 2021 年政府信息 公开工作年报 依条例编写。" + BODY,
        "乌拉特中旗川井苏木",
        "township",
        id="white space inside the name",
    ),
    pytest.param(
        "编成若笠鄉(xiāng)2008年政府信息公開年度報告。" + BODY,
        "若笠鄉",
        "township",
        id="pinyin after a character",
    ),
    pytest.param(
        "国家林业和草原局2018年信息公开年报" + BODY,
        "国家林业和草原局",
        "department",
        id="a ministry",
    ),
    pytest.param(
        "国家税务总局沭阳县税务局2022年政府信息公开年报" + BODY,
        "国家税务总局沭阳县税务局",
        "department",
        id="a branch of a national body",
    ),
    pytest.param(
        "甘谷县人民政府扶贫开发办公室2012年信息公开年报" + BODY,
        "甘谷县人民政府扶贫开发办公室",
        "department",
        id="an office that is a department",
    ),
    pytest.param(
        "嘉祥经济开发区管委会2023年信息公开年报" + BODY,
        "嘉祥经济开发区管委会",
        "other",
        id="a zone",
    ),
    pytest.param(
        "宿州市人民政府2016年\n信息公开年报\n宿州市人民政府办公室" + BODY,
        "宿州市人民政府",
        "prefecture",
        id="a cover",
    ),
    pytest.param(
        "发布《重庆市2020年信息公开年报》。" + BODY,
        "重庆市",
        "province",
        id="a municipality",
    ),
    pytest.param(
        "一、概述\n2019年白水县公安局在县里领导下公开了信息。",
        "白水县公安局",
        "department",
        id="a department that acts, not its county",
    ),
    pytest.param(
        "一、概述\n铁锁乡2021年政府信息公开年报依条例编成。",
        "铁锁乡",
        "township",
        id="the report named at the beginning of a line",
    ),
    pytest.param(
        "可联系吉林市人民政府外事办公室综合处。" + BODY,
        "吉林市人民政府外事办公室",
        "department",
        id="a department behind the government's name",
    ),
    pytest.param(
        "某直播林业局2017年度政府信息公开年报\n一、概述\n本局公开了信息。",
        None,
        "department",
        id="an advertisement instead of the place",
    ),
    pytest.param(
        "向社会公布2017年度信息公开年报。\n一、概述\n本乡公开了信息。",
        None,
        "township",
        id="nobody is named",
    ),
    pytest.param(
        "本报告由广州市统计局编写。" + BODY,
        "广州市统计局",
        "department",
        id="a word within the name that may follow one",
    ),
    pytest.param(
        "枫坪乡2015年度信息公开情况。由乡党政办公室负责公开。" + BODY,
        None,
        None,
        id="an office without a name is no issuer",
    ),
    pytest.param(
        "标 题 海原县教育局2022年信息公开年报\n" + BODY,
        "海原县教育局",
        "department",
        id="the title's field in the page's table",
    ),
    pytest.param(
        "池州市林业局 ||||\n我局开展自查。" + BODY,
        "池州市林业局",
        "department",
        id="alone above a report of its level",
    ),
    pytest.param(
        "海原县人民政府\n我局开展自查。" + BODY,
        None,
        "department",
        id="the government's site above a department's report",
    ),
    pytest.param(
        "电子版可从池州市林业局网站下载,请与我局联系。" + BODY,
        "池州市林业局",
        "department",
        id="whose site it is on",
    ),
    pytest.param(
        "现公布本年度甲乙新区管委会信息公开年报,请与甲乙新区管委会办公室联系。" + BODY,
        "甲乙新区管委会",
        "other",
        id="this year's report",
    ),
    pytest.param(
        "一、概述\n按照《2020年郯城县政务公开工作要点》,贯彻2020年郯城县政务公开要点,我局抓落实。",
        None,
        "department",
        id="a county in another document's name",
    ),
    pytest.param(
        "[ 发布机构 ] | 海原县教育局 | |\n公布2018年信息公开年报。" + BODY,
        "海原县教育局",
        "department",
        id="labels in brackets",
    ),
    pytest.param(
        "海原县教育局2018年信息公开年报/发布\n关键词: 海原县 信息公开年报" + BODY,
        "海原县教育局",
        "department",
        id="keywords are no title",
    ),
    pytest.param(
        "海原县教育局2018年信息公开年报海原县教育局2018年信息公开年报本报告由我局编制。" + BODY,
        "海原县教育局",
        "department",
        id="two titles on one line",
    ),
    pytest.param(
        "Page 8 - 文登区信访局2022年信息公开年报\nP. 8" + BODY,
        "文登区信访局",
        "department",
        id="the number of a page before the title",
    ),
    pytest.param(
        "请与区民政局联系(地址:涵江区某路5号),我局公开了信息。" + BODY,
        None,
        "department",
        id="an address is no issuer",
    ),
    pytest.param(
        "一、概述\n我县教育系统与全县各校公开了信息,我局抓落实。",
        None,
        "department",
        id="a department speaks of its county",
    ),
    pytest.param(
        "依《海原县人民政府办公室关于做好2016年年度报告编制工作的通知》编写。\n一、概述\n我镇公开了信息。",
        None,
        "township",
        id="the author of a cited notice is no issuer",
    ),
    pytest.param(
        "现公布海原县水务局(以下简称县水务局)2020年信息公开年报。" + BODY,
        "海原县水务局",
        "department",
        id="what it is called below",
    ),
    pytest.param(
        "本报告是由海原县综合行政服务中心编制的2020年信息公开年报。" + BODY,
        "海原县综合行政服务中心",
        "department",
        id="综合 in a body's name",
    ),
    pytest.param(
        "广安门内街道2020年信息公开年报\n请与街道联系(地址:北京市西城区广安门内街道办事处)。"
        + BODY,
        "广安门内街道",
        "subdistrict",
        id="an address is no fuller name",
    ),
    pytest.param(
        "住建局2020年信息公开年报\n由海原县住房和城乡建设局编制。" + BODY,
        "海原县住房和城乡建设局",
        "department",
        id="a department's short name in the title",
    ),
    pytest.param(
        "一、概述\n2019年度街道受理信息公开申请0件。我街道公开了信息。",
        None,
        "subdistrict",
        id="a subdistrict without a name",
    ),
]


@pytest.mark.parametrize(("text", "issuer", "level"), ISSUERS)
def test_issuer_and_level(text: str, issuer: str | None, level: str) -> None:
    found = identity(text)
    assert (found.issuer, found.level) == (issuer, level)


PLACES = [
    pytest.param(
        "海原县关庄乡2017年政府信息公开年报" + BODY,
        ("关庄乡", "海原县", "640522", "中卫市", "宁夏回族自治区", "640522213"),
        id="the county before the township",
    ),
    pytest.param(
        "哈拉直沟乡2021年政务信息公开年报" + BODY,
        ("哈拉直沟乡", "互助土族自治县", "630223", "海东市", "青海省", "630223204"),
        id="a name that exists once",
    ),
    pytest.param(
        "胜利乡2019年政府信息公开年报\n一、概述\n按永宁县的要求办。",
        ("胜利乡", "永宁县", "640121", "银川市", "宁夏回族自治区", "640121200"),
        id="the county named in a sentence",
    ),
    pytest.param(
        "互助县哈拉直沟乡2021年政府信息公开年报" + BODY,
        ("哈拉直沟乡", "互助土族自治县", "630223", "海东市", "青海省", "630223204"),
        id="the county's short name",
    ),
    pytest.param(
        "福州市鼓楼区2016年政府信息公开年报" + BODY,
        (None, "鼓楼区", "350102", "福州市", "福建省", "350102"),
        id="the prefecture tells districts apart",
    ),
    pytest.param(
        "洪泽县2015年政府信息公开年报" + BODY,
        (None, "洪泽县", "320829", "淮安市", "江苏省", "320829"),
        id="a county before it became a district",
    ),
    pytest.param(
        "洪泽区2018年政府信息公开年报" + BODY,
        (None, "洪泽区", "320813", "淮安市", "江苏省", "320813"),
        id="the same after",
    ),
    pytest.param(
        "西城区2013年政府信息公开年报" + BODY,
        (None, "西城区", "110102", None, "北京市", "110102"),
        id="a municipality has no prefecture",
    ),
    pytest.param(
        "仙桃市2018年政府信息公开年报" + BODY,
        (None, "仙桃市", "429004", None, "湖北省", "429004"),
        id="a city directly under its province",
    ),
    pytest.param(
        "沭阳县发展和改革局2023年政府信息公开年报" + BODY,
        (None, "沭阳县", "321322", "宿迁市", "江苏省", None),
        id="a department belongs to its government",
    ),
    pytest.param(
        "莆田市公安局城厢分局2019年政府信息公开年报" + BODY,
        (None, "城厢区", "350302", "莆田市", "福建省", None),
        id="a city's branch in a district",
    ),
    pytest.param(
        "耿马自治县2021年政府信息公开年报" + BODY,
        (None, "耿马傣族佤族自治县", "530926", "临沧市", "云南省", "530926"),
        id="an autonomous county without its nationalities",
    ),
    pytest.param(
        "池州市林业局2025年政府信息公开年报" + BODY,
        (None, "池州市", "341700", "池州市", "安徽省", None),
        id="a department of a city with districts",
    ),
    pytest.param(
        "中山市大涌镇2009年政府信息公开年报" + BODY,
        ("大涌镇", "中山市", "442000", "中山市", "广东省", "442000116"),
        id="a township of a city without districts",
    ),
    pytest.param(
        "国家能源局2020年政府信息公开年报\n地址:北京市西城区" + BODY,
        (None, None, None, None, None, None),
        id="a ministry's address is not its place",
    ),
    pytest.param(
        "崇文区前门街道2009年政府信息公开年报" + BODY,
        ("前门街道", None, None, None, None, None),
        id="a county that the divisions never knew",
    ),
    pytest.param(
        "永宁县无名乡2009年政府信息公开年报" + BODY,
        ("无名乡", "永宁县", "640121", "银川市", "宁夏回族自治区", None),
        id="a township that they do not know",
    ),
]


@pytest.mark.parametrize(("text", "place"), PLACES)
def test_place_and_codes(text: str, place: tuple[str | None, ...]) -> None:
    found = identity(text)
    assert (
        found.township,
        found.county,
        found.county_code,
        found.prefecture,
        found.province,
        found.code,
    ) == place


def test_a_name_shared_by_many_townships_leaves_candidates_and_null() -> None:
    found = identity("城关镇2018年政府信息公开年报" + BODY)
    assert (found.township, found.county, found.code) == (None, None, None)
    assert len(found.candidates) > 50
    assert "150123100" in found.candidates


@pytest.mark.parametrize(
    "hints",
    [
        pytest.param({"code": "150123"}, id="the manifest's county"),
        pytest.param({"code": "150123100"}, id="the manifest's township"),
        pytest.param({"county": "和林格尔县", "code": "150123"}, id="by name"),
        pytest.param({"site_code": "1501230001"}, id="the number of the site"),
    ],
)
def test_what_stands_outside_the_text_chooses_among_candidates(hints: dict[str, str]) -> None:
    code = hints.get("code", hints.get("site_code", ""))[:6]
    found = identity("城关镇2018年政府信息公开年报" + BODY, hints)
    assert found.county_code == code
    assert found.code is not None


def test_what_stands_outside_never_overrules_the_text() -> None:
    found = identity("海原县关庄乡2017年政府信息公开年报" + BODY, {"code": "150123"})
    assert found.county_code == "640522"


def test_a_unique_name_is_not_enough_where_the_text_speaks_of_another_county() -> None:
    found = identity("哈拉直沟乡2009年政府信息公开年报\n一、概述\n按永宁县的要求办。")
    assert (found.county, found.code) == (None, None)
    assert found.candidates == ("630223204",)


def test_a_name_of_other_counties_is_of_the_county_whose_government_the_text_names() -> None:
    text = "哈拉直沟乡2009年政府信息公开年报\n一、概述\n电子版见海林市人民政府网。"
    found = identity(text)
    assert (found.township, found.county, found.code) == ("哈拉直沟乡", "海林市", None)
    assert {"township", "county", "county_code"} <= set(found.uncertain)


@pytest.mark.parametrize(
    ("said", "county"),
    [
        pytest.param("公开县政府的信息", None, id="开县 in two words"),
        pytest.param("县委和县政府的要求", None, id="和县 after and"),
        pytest.param("按照成县人民政府的要求", "成县", id="a short name after a preposition"),
        pytest.param("在成县门户网站公开", "成县", id="the county's site"),
    ],
)
def test_short_names_of_counties_stand_by_themselves(said: str, county: str | None) -> None:
    assert identity(f"公布2017年度信息公开年报。\n一、概述\n我局{said}。").county == county


@pytest.mark.fault(29)
def test_a_name_of_other_editions_only_is_uncertain() -> None:
    found = identity("洪泽县2022年政府信息公开年报" + BODY)
    assert found.county_code == "320829"
    assert "county_code" in found.uncertain


def test_a_site_number_in_the_text_tells_the_place_of_a_nameless_report() -> None:
    text = "公布2017年度信息公开年报。\n一、概述\n本乡公开了信息。\n网站标识码：6405220001"
    found = identity(text)
    assert (found.county, found.county_code, found.code) == ("海原县", "640522", None)
    assert {"county", "county_code"} <= set(found.uncertain)


def test_the_pages_own_title_helps_where_the_text_has_none() -> None:
    found = identity(BODY, {"title": "海原县关庄乡2017年政府信息公开年报-海原县人民政府"})
    assert (found.issuer, found.year, found.code) == ("海原县关庄乡", 2017, "640522213")
    assert found.title is None
    assert "issuer" not in found.evidence


@pytest.mark.parametrize(
    ("field", "quote"),
    [
        ("title", "关庄乡 2017 年政府信息公开年报"),
        ("issuer", "海原县关庄乡人民政府"),
        ("year", "2017"),
        ("period", "2017年1月1日至12月31日"),
        ("published", "2018-03-16"),
        ("code", "关庄乡"),
    ],
)
def test_evidence_leads_to_the_passage(field: str, quote: str) -> None:
    text = (
        "关庄乡 2017 年政府信息公开年报\n发布日期:2018-03-16\n"
        "由海原县关庄乡人民政府编制,统计期限2017年1月1日至12月31日。" + BODY
    )
    span = identity(text).evidence[field]
    assert quote in text[span.start : span.end]


@pytest.mark.parametrize(
    "text", ["", "\n", "公开", "一、", "年报", "（）【】", "2017年", "由编制", "\u200b" * 9]
)
def test_next_to_nothing_gives_an_empty_identity(text: str) -> None:
    found = identity(text)
    assert (found.issuer, found.county, found.code) == (None, None, None)


def test_a_year_of_the_page_s_title_has_no_place_in_the_text() -> None:
    title = f"{'首页' * 40}海原县关庄乡2017年政府信息公开工作年度报告"
    found = identity("我乡照常公开。\n一、概述\n没有差错。\n", {"title": title})
    assert found.year == 2017
    assert "year" not in found.evidence
