"""Whose number it is where a clause names channels, members and brackets before it."""

from __future__ import annotations

import pytest

from tests.parsing.told import figures_of
from workbench.model import Confidence, Subject

#: text -> indicator -> the values of it that are certain
CHANNELS = {
    "several kinds of new media": (
        "通过微博、微信、头条等政务新媒体主动公开信息20条。",
        {"proactive_new_media": [20], "proactive_total": []},
    ),
    "a site among the new media": (
        "通过网站、微博等政务新媒体主动公开信息20条。",
        {"proactive_new_media": [], "proactive_total": [20]},
    ),
    "a general word and the name that explains it": (
        "主动公开政府信息30条。运用新媒体网络平台“示例乡”微信公众号发布信息20条。",
        {"proactive_wechat": [20], "proactive_website": [], "proactive_total": [30]},
    ),
    "how many accounts, in brackets": (
        "微信公众账号(1个)发布信息20条;微博账号(1个)发布信息12条。",
        {"proactive_wechat": [20], "proactive_weibo": [12]},
    ),
    "the way, what it brought, and how many": (
        "通过微信公众号公开政策措施、工作动态等,推送信息20条。",
        {"proactive_wechat": [20]},
    ),
    "the way, and a total of another sentence's kind": (
        "通过微信公众号公开政策措施、工作动态等,主动公开政府信息20条。",
        {"proactive_wechat": [], "proactive_total": [20]},
    ),
    "a label of two channels over a clause of each": (
        "(一)微信、微博:微信发布信息20条,微博发布信息12条。",
        {"proactive_wechat": [20], "proactive_weibo": [12]},
    ),
    "one channel's number beside more that was put online": (
        "全年上传公开信息50条。通过政府网站公开信息20条。",
        {"proactive_website": [20], "proactive_total": []},
    ),
    "one channel's number beside more since years ago": (
        "自2008年以来累计上传公开信息50条。本年通过政府网站公开信息20条。",
        {"proactive_website": [20], "proactive_total": [20]},
    ),
    "one channel's number beside less of something": (
        "全年上传公开信息10条。通过政府网站公开信息20条。",
        {"proactive_website": [20], "proactive_total": [20]},
    ),
    "what the list adds up to": (
        "公开基础信息10条,公开建设项目信息5条,水利信息15条,合计共30条。",
        {"proactive_total": [30]},
    ),
    "what no list adds up to": (
        "公开基础信息10条,公开建设项目信息5条,水利信息15条,合计共40条。",
        {"proactive_total": []},
    ),
    "some media and others beside a site": (
        "门户网站公开政府信息20条,通过报刊、政务微信等媒体公开政府信息30条。",
        {"proactive_total": [], "proactive_website": [20]},
    ),
    "media and others alone": (
        "通过报刊、政务微信等媒体公开政府信息30条。",
        {"proactive_total": [30]},
    ),
    "some channels beside another": (
        "通过微博和微信公开政府信息30条,在门户网站公开政府信息20条。",
        {"proactive_total": [], "proactive_website": [20]},
    ),
}


@pytest.mark.parametrize(("text", "expected"), CHANNELS.values(), ids=CHANNELS)
def test_channels(text: str, expected: dict[str, list[int]]) -> None:
    found = [f for f in figures_of(text) if f.confidence is Confidence.CERTAIN]
    values = {key: [f.value for f in found if f.indicator == key] for key in expected}
    assert values == expected


OWN = {
    "beside what the lower units have": "各村均有信息员,另外配备2名兼职人员。",
    "behind the members of a group": "以镇长为组长,各村委会为成员,配备2名兼职人员。",
}


@pytest.mark.parametrize("text", OWN.values(), ids=OWN)
def test_the_staff_is_the_unit_s_own(text: str) -> None:
    found = [f for f in figures_of(text) if f.indicator == "staff_part_time"]
    assert [(f.value, f.subject) for f in found] == [(2, Subject.OWN)]


def test_where_requests_came_from_is_not_the_year_of_what_follows() -> None:
    text = "2016年办结依申请公开件12件(含2015年结转的3件),其中予以公开9件。"
    found = {f.indicator: (f.value, f.year) for f in figures_of(text)}
    assert found["requests_carried_over"] == (3, 2016)
    assert found["requests_granted"] == (9, 2016)


def test_the_number_of_an_app_or_account_is_not_even_an_uncertain_total() -> None:
    assert figures_of("抖音账号发布信息20条。") == ()
    assert [f.indicator for f in figures_of("政务微信主动公开政府信息20条。")] == [
        "proactive_wechat"
    ]
    assert [f.indicator for f in figures_of("通过政务平台发布信息20条。")] == ["proactive_total"]
