"""The report's year, its period and the day of its publication, sound and damaged."""

from __future__ import annotations

import pytest
from test_identity import BODY, identity

HEAD = "海原县关庄乡2017年政府信息公开年报\n"

YEARS = [
    pytest.param("关庄乡2017年政府信息公开年报" + BODY, 2017, True, id="title alone"),
    pytest.param(
        "关庄乡政府信息公开年报(2017年)\n2018年,我乡将继续公开。" + BODY, 2017, True, id="behind it"
    ),
    pytest.param("关庄乡信息公开年报\n力争2018年公开30条。" + BODY, None, True, id="plans alone"),
    pytest.param("关庄乡二〇一七年政府信息公开年报" + BODY, 2017, True, id="in numerals"),
    pytest.param("关庄乡二O一七年政府信息公开年报" + BODY, 2017, False, id="a letter for zero"),
    pytest.param("关庄乡2O17年政府信息公开年报" + BODY, 2017, False, id="a letter among digits"),
    pytest.param(
        "关庄乡二O一七年政府信息公开年报\n统计期限2017年1月1日至12月31日。" + BODY,
        2017,
        True,
        id="damaged title, sound period",
    ),
    pytest.param(
        "关庄乡2017年政府信息公开年报\n统计期限自201711日至20171231日。" + BODY,
        2017,
        True,
        id="sound title, damaged period",
    ),
    pytest.param(
        "关庄乡2017年政府信息公开年报\n公布2016年关庄乡政府信息公开年报,统计期限2017年1月1日至12月31日。"
        + BODY,
        2017,
        True,
        id="a slip in the preface",
    ),
    pytest.param(
        "关庄乡2017年政府信息公开年报\n统计期限2016年1月1日至12月31日。" + BODY,
        2017,
        False,
        id="title against period",
    ),
    pytest.param(
        "2018年度,我镇依关于做好2014年年度报告编制工作的通知,编制关庄乡2018年度政府信息公开年报。"
        + BODY,
        2018,
        True,
        id="an old notice is cited",
    ),
    pytest.param("本报告由关庄乡编制,是2009年政府信息公开年报。" + BODY, 2009, True, id="no title"),
    pytest.param(
        "由关庄乡编制。\n一、概述\n2014年,公开8条。2014年未收费。2014年无申请。2015年将改进。",
        2014,
        True,
        id="only the body",
    ),
    pytest.param(
        "由关庄乡编制。\n一、概述\n截至2014年12月31日,公开8条。",
        2014,
        False,
        id="one mention in the body",
    ),
    pytest.param(
        "关庄乡政府信息公开年报\n发布日期:2018-03-01" + BODY,
        None,
        False,
        id="never by the page's date",
    ),
    pytest.param("关庄乡政府信息公开年报" + BODY, None, False, id="not said"),
]


@pytest.mark.parametrize(("text", "year", "certain"), YEARS)
def test_year(text: str, year: int | None, certain: bool) -> None:
    found = identity(text)
    assert found.year == year
    assert ("year" not in found.uncertain) == (certain or year is None)


PERIODS = [
    pytest.param(
        "2017年1月1日起至2017年12月31日止", ("2017-01-01", "2017-12-31"), True, id="in full"
    ),
    pytest.param(
        "2017 年 1 月 1 日至 12 月 31 日",
        ("2017-01-01", "2017-12-31"),
        True,
        id="year once, spaced",
    ),
    pytest.param("2018年1月1日—12月31日", ("2018-01-01", "2018-12-31"), True, id="a dash"),
    pytest.param(
        "2008年5月1日至2008年12月31日", ("2008-05-01", "2008-12-31"), True, id="from May of 2008"
    ),
    pytest.param(
        "2019年1月1日起至2019年12月30日止", ("2019-01-01", "2019-12-30"), True, id="a day short"
    ),
    pytest.param(
        "二〇一六年一月一日至十二月三十一日", ("2016-01-01", "2016-12-31"), True, id="in numerals"
    ),
    pytest.param("2022年1月至2022年12月", ("2022-01-01", "2022-12-31"), True, id="months only"),
    pytest.param("20171月1日起至201712月31日止", ("2017-01-01", "2017-12-31"), False, id="年 lost"),
    pytest.param(
        "202411日至20241231日止", ("2024-01-01", "2024-12-31"), False, id="年 and 月 lost"
    ),
    pytest.param(
        "2017年1月日起至2017年12月31日止", ("2017-01-01", "2017-12-31"), False, id="day lost"
    ),
    pytest.param("2017年2月31日至2017年12月31日", None, True, id="no such day"),
    pytest.param("2010年1月1日至2017年12月31日", None, True, id="many years are no period"),
]


@pytest.mark.parametrize(("said", "period", "sound"), PERIODS)
def test_period(said: str, period: tuple[str, str] | None, sound: bool) -> None:
    found = identity(f"关庄乡年报\n统计期限自{said}。{BODY}")
    assert found.period == period
    assert ("period" in found.uncertain) != sound


DATES = [
    pytest.param("发布日期:2018-03-16 10:20 点击数:", "2018-03-16", id="label"),
    pytest.param("时间：2018年2月6日 来源：关庄乡", "2018-02-06", id="a plainer label"),
    pytest.param("| 公开日期 |\n| 2018/3/6 |", "2018-03-06", id="label and date in two cells"),
    pytest.param(
        "生成日期: 2018-01-02\n发布日期: 2018-01-05", "2018-01-05", id="the better label wins"
    ),
    pytest.param("[ 公开日期 ] | 2018-03-25 |", "2018-03-25", id="label in brackets"),
    pytest.param("采集时间：2025-12-30", None, id="the crawl's"),
    pytest.param("2025年12月30日 星期二", None, id="the site's clock"),
    pytest.param("废止日期：2018-01-01", None, id="a rule's end"),
    pytest.param("(2018年3月5日)", "2018-03-05", id="in brackets under the title"),
    pytest.param("2018-03-28   来源:关庄乡", "2018-03-28", id="before its source"),
    pytest.param("• 2018-03-28 15:59", "2018-03-28", id="an item of a list"),
    pytest.param("某网 2018年03月29日 14时11分  来源:某网", "2018-03-29", id="with the hour"),
    pytest.param("打印时间：2018-03-29 14:11", None, id="the hour of printing"),
    pytest.param("2018年3月", "2018-03", id="a month alone"),
    pytest.param("二〇一八年三月十六日", "2018-03-16", id="in numerals"),
    pytest.param("发布日期:2021-08-10\n2018年1月4日", "2018-01-04", id="a page that was moved"),
    pytest.param("索引号:2009-00021", None, id="an index number"),
]


@pytest.mark.parametrize(("said", "published"), DATES)
def test_published_on_the_page(said: str, published: str | None) -> None:
    assert identity(HEAD + said + BODY).published == published


SIGNATURES = [
    pytest.param("海原县关庄乡人民政府\n2018年3月16日", "2018-03-16", True, id="under the name"),
    pytest.param(
        "二〇一八年三月十六日\n主题词：公开\n共印 25 份",
        "2018-03-16",
        True,
        id="before the print run",
    ),
    pytest.param("海原县关庄乡人民政府 2018年3月16日", "2018-03-16", True, id="beside the name"),
    pytest.param("20183月16日", "2018-03-16", False, id="damaged"),
    pytest.param("二O一八年三月十六日", "2018-03-16", False, id="a letter for zero"),
    pytest.param("2016年1月5日", "2016-01-05", False, id="before the report's year"),
    pytest.param("本月活动自5月1日至2018年6月1日", None, True, id="the end of a sentence"),
    pytest.param("关庄乡2017年年报.docx", None, True, id="an attachment"),
]


@pytest.mark.parametrize(("said", "published", "sound"), SIGNATURES)
def test_published_by_signature(said: str, published: str | None, sound: bool) -> None:
    found = identity(f"{HEAD}{BODY}二、问题\n无。\n{said}\n")
    assert found.published == published
    assert ("published" in found.uncertain) == (published is not None and not sound)


def test_published_in_brackets_behind_the_title() -> None:
    text = "2017年政府信息公开年报 ( 2018-01-30 )\n" + HEAD + BODY
    assert identity(text).published == "2018-01-30"


def test_the_pages_head_gives_the_date_that_the_text_does_not() -> None:
    assert identity(HEAD + BODY, {"published": "2018-02-01"}).published == "2018-02-01"
    shown = HEAD + "发布日期:2018-03-01" + BODY
    assert identity(shown, {"published": "2018-02-01"}).published == "2018-03-01"


def test_a_signature_far_from_the_margin() -> None:
    text = HEAD + BODY + "\n" + " " * 40 + "关庄乡人民政府\n" + " " * 70 + "2018年1月23日\n"
    assert identity(text).published == "2018-01-23"
