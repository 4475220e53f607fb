"""What is a report, what only looks like one, and where a second one begins."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from workbench.model import Document, Refusal, Report
from workbench.parsing import genre
from workbench.parsing.fold import fold
from workbench.parsing.parts import headings
from workbench.parsing.report import parse
from workbench.reading import read
from workbench.reference import load

DATA = load.toml("genres.toml")


def outcome(text: str) -> str:
    """``report``, or the reason of the refusal, of the only part of ``text``."""
    (result,) = parse(Document("文.txt", "", "text/plain", "utf-8", text))
    return result.reason if isinstance(result, Refusal) else "report"


SIX = "一、概述\n公开了信息。\n二、主动公开\n公开8条。\n三、依申请公开\n无。\n四、收费\n无。\n"
EMPTY = "一、总体情况\n（文字描述）\n二、主动公开政府信息情况\n三、复议\n四、问题\n（文字描述）\n"
TITLE = "海原县关庄乡2017年政府信息公开年报\n"

KINDS = [
    pytest.param(TITLE + SIX, "report", id="title and sections"),
    pytest.param(
        "二、主动公开\n我镇2014年主动公开政府信息8条。\n三、收费\n无。\n",
        "report",
        id="the head is missing",
    ),
    pytest.param(TITLE + "一、概述\n2017年,我乡公", "report", id="cut off in its first section"),
    pytest.param(TITLE + "我乡公开了信息。没有人申请。", "report", id="no headings"),
    pytest.param("某直播镇2015年政府信息公开年报\n" + SIX, "report", id="the issuer is lost"),
    pytest.param(
        "公布2017年度政府信息公开年报。\n一、概述\n本乡公开了信息。\n",
        "report",
        id="nobody is named",
    ),
    pytest.param(
        TITLE + "关键词: 年度报告 暂行办法\n一、概述\n2017年,我乡公",
        "report",
        id="a name of rules among the keywords",
    ),
    pytest.param(
        "关庄乡关于报送2017年年报的函\n" + TITLE + SIX, "report", id="a cover letter before it"
    ),
    pytest.param(
        "关庄乡关于印发2017年年报的通知\n" + TITLE + "一、总体情况\n2017年,我乡公",
        "report",
        id="a cover notice, the report cut off",
    ),
    pytest.param(
        "一、总体情况\n2022年,我县推进公开。\n（一）主动公开\n好。\n（二）依申请公开\n好。\n"
        "（三）政府信息管理\n好。\n（四）平台建设\n好。\n",
        "report",
        id="parts of the overview and a year",
    ),
    pytest.param(
        "公布2017年政府信息公开年报。\n一、概述\n规范文字表述，公开了信息。\n",
        "report",
        id="wording, no essay",
    ),
    pytest.param(
        "网上访谈2次。\n三、依申请公开情况\n无。\n五、存在问题\n更新不及时。\n六、改进措施\n加强维护。\n",
        "report",
        id="the head and the year are lost",
    ),
    pytest.param(
        "遵照安排,我院回顾行政审判工作。现将法院2008年以来的审判工作情况报告如下:\n一、基本情况\n收案8件。\n",
        "not_a_report",
        id="another body's report on other work",
    ),
    pytest.param(
        "2018年,我委推进公开。\n一、基本情况\n制定了我委公开指南,公开了信息。\n二、主动公开\n公开8条。\n",
        "report",
        id="a guide was drawn up too",
    ),
    pytest.param(
        "信息公开指南\n信息公开制度\n" + TITLE + "一、概述\n好。\n", "report", id="a menu before it"
    ),
    pytest.param(TITLE.replace("年报", "工作总结") + SIX, "report", id="called a summary"),
    pytest.param(
        "关庄乡政府信息公开指南\n一、主动公开\n机构。\n二、依申请公开\n网上。\n",
        "not_a_report",
        id="a guide",
    ),
    pytest.param(
        "为方便查询,编制本乡公开指南。\n一、公开内容\n机构。\n二、申请渠道\n网上。\n",
        "not_a_report",
        id="a guide without title",
    ),
    pytest.param(
        "海原县关于做好2017年政府信息公开年报编制工作的通知\n各乡镇:\n一、内容\n写主动公开。\n",
        "not_a_report",
        id="a notice",
    ),
    pytest.param(
        "海原县办公室\n关于做好2017年政府信息公开年报\n编制工作的通知\n各乡镇:\n请写好。\n",
        "not_a_report",
        id="a notice over three lines",
    ),
    pytest.param(
        "海原县2017年政府信息公开年报编制情况的通报\n各乡镇:\n多数按时公布2017年年报。\n",
        "not_a_report",
        id="a circular",
    ),
    pytest.param(
        "政府信息公开年度报告制度\n第一条 制定本制度。\n第二条 一、主动公开情况。\n",
        "not_a_report",
        id="rules",
    ),
    pytest.param(
        "海原县2017年政府信息公开年报解读\n一、主动公开情况\n2017年公开政府信息80条。\n",
        "not_a_report",
        id="an explanation",
    ),
    pytest.param("我县召开政务公开工作会议\n会议要求,做好信息公开。\n", "not_a_report", id="news"),
    pytest.param(
        "海原县发布2017年政府信息公开年报\n近日,县政府向社会发布2017年政府信息公开年报。\n",
        "not_a_report",
        id="news of a report",
    ),
    pytest.param(
        "2018年政府工作报告\n一、过去一年工作回顾\n政务公开推进。\n二、今年工作\n好。\n",
        "not_a_report",
        id="a work report",
    ),
    pytest.param(
        "海原县2017年政府信息公开年报\n海原县2016年政府信息公开年报\n海原县2015年政府信息公开年报\n",
        "not_a_report",
        id="a list",
    ),
    pytest.param(
        "本年报根据条例由海原县人民政府编制的2012年政府信息公开年报。\n领导重视,工作顺利。\n",
        "report",
        id="a preface that says by whom, and no headings",
    ),
    pytest.param(
        "海原县人民政府5日向社会公布2012年政府信息公开年报。\n年报显示,全县公开信息8条。\n",
        "not_a_report",
        id="news of a report",
    ),
    pytest.param(
        TITLE + "(一)通过政府网站、新闻发布会等公开情况\n公开8条。\n" + SIX,
        "report",
        id="press conferences among the channels",
    ),
    pytest.param(
        "首页 公开具体内容\n某局2018年度整体支出绩效评价报告\n一、部门概况\n本局有5人。\n",
        "not_a_report",
        id="a report on spending",
    ),
    pytest.param("首页\n信息公开\n信息公开年报\n住房保障\n", "not_a_report", id="a portal"),
    pytest.param("", "not_a_report", id="nothing"),
    pytest.param("政府信息公开年报模板\n" + EMPTY, "empty_form", id="a template"),
    pytest.param("XX镇XX年政府信息公开年报\n" + EMPTY, "empty_form", id="a template with gaps"),
    pytest.param(TITLE + EMPTY.replace("（文字描述）", ""), "empty_form", id="headings alone"),
    pytest.param(
        "文章中心\n区教体局年度报告范文\n一、概述\n2012年公开了信息。\n",
        "no_issuer",
        id="an essay to copy",
    ),
    pytest.param(
        "精品文档，下载后可编辑\n一、加强领导\n20xx年，我镇公开了信息。\n",
        "no_issuer",
        id="an essay with gaps",
    ),
]


@pytest.mark.parametrize(("text", "kind"), KINDS)
def test_kind(text: str, kind: str) -> None:
    assert outcome(text) == kind


def test_a_refusal_says_what_was_found() -> None:
    text = "关庄乡政府信息公开指南\n一、范围\n"
    (refused,) = parse(Document("文.txt", "", "text/plain", "utf-8", text))

    assert isinstance(refused, Refusal)
    assert refused.detail == "a guide to disclosure"


FIRST, SECOND = "海原县关庄乡2016年政府信息公开年报\n", "海原县关庄乡2017年政府信息公开年报\n"

FILES = [
    pytest.param(FIRST + SIX, 1, id="one"),
    pytest.param(FIRST + FIRST + SIX, 1, id="the title twice"),
    pytest.param(
        FIRST + SIX + FIRST.replace("\n", ".docx\n"), 1, id="the title as an attachment's name"
    ),
    pytest.param(FIRST + SIX + FIRST + SIX, 1, id="the same report twice"),
    pytest.param(FIRST + SIX + "上一篇：" + SECOND, 1, id="a link to another year"),
    pytest.param(FIRST + SECOND + SIX, 1, id="two titles and one report"),
    pytest.param(FIRST + SIX + SECOND + SIX, 2, id="two years"),
    pytest.param(
        FIRST + SIX + "永宁县胜利乡\n2016年政府信息公开年报\n" + SIX,
        2,
        id="two bodies, the second over two lines",
    ),
    pytest.param(FIRST + SIX + SECOND + SIX + SECOND.replace("7", "8") + SIX, 3, id="three years"),
    pytest.param("", 1, id="nothing"),
]


@pytest.mark.parametrize(
    ("made_by", "kind"), [("TRS", "report"), (f"{genre.OURS} 9", "not_a_report")]
)
def test_a_page_of_ours_is_no_report(made_by: str, kind: str) -> None:
    lines = "".join(f"<p>{line}</p>" for line in (TITLE + SIX).splitlines())
    page = (
        f'<html><head><meta name="generator" content="{made_by}"></head><body>{lines}</body></html>'
    )
    (result,) = parse(read(page.encode(), "a.html")[0])
    assert (result.reason if isinstance(result, Refusal) else "report") == kind


@pytest.mark.parametrize(("text", "number"), FILES)
def test_parts_follow_each_other_over_the_whole_text(text: str, number: int) -> None:
    found = genre.parts(fold(text))
    assert len(found) == number
    assert [part.start for part in found] == [0, *(part.end for part in found[:-1])]
    assert found[-1].end == len(text)


@pytest.mark.fault(23)
def test_two_reports_in_a_file_become_two() -> None:
    text = FIRST + SIX + "永宁县胜利乡\n2016年政府信息公开年报\n" + SIX
    reports = parse(Document("文.txt", "", "text/plain", "utf-8", text))
    assert [r.identity.issuer for r in reports if isinstance(r, Report)] == [
        "海原县关庄乡",
        "永宁县胜利乡",
    ]


@pytest.mark.parametrize("row", DATA["others"], ids=lambda row: row["detail"])
def test_first_lines_of_other_documents(row: dict[str, Any]) -> None:
    assert all(re.search(row["title"], line) for line in row["like"])
    assert not any(re.search(row["title"], line) for line in row["not"])


def test_lines_of_keywords() -> None:
    keywords = re.compile(DATA["keywords"]["pattern"])
    assert all(keywords.match(line) for line in DATA["keywords"]["like"])
    assert not any(keywords.match(line) for line in DATA["keywords"]["not"])


def test_words_of_essays() -> None:
    weak = re.compile(DATA["essay"]["weak"])
    for line in DATA["essay"]["like"]:
        assert re.search(DATA["essay"]["strong"], line) or len(set(weak.findall(line))) > 1
    for line in DATA["essay"]["not"]:
        assert not re.search(DATA["essay"]["strong"], line)
        assert len(set(weak.findall(line))) < 2


def test_marks_of_blank_forms() -> None:
    marks = re.compile(DATA["blank"]["marks"])
    assert all(marks.search(line) for line in DATA["blank"]["like"])
    assert not any(marks.search(line) for line in DATA["blank"]["not"])


def test_sentences_that_only_reports_write() -> None:
    sentences = re.compile(DATA["report"]["sentences"])
    assert all(sentences.search(line) for line in DATA["report"]["like"])


def test_headings_are_numbered_and_have_a_reports_words() -> None:
    text = "一、概述\n二、会议要求\n 3. 依申请公开\n概述\n"
    assert [words for _, words in headings(text, 0, len(text))] == ["概述", "依申请公开"]


def test_what_is_no_report_in_the_shared_folder_is_refused(shared: Path) -> None:
    for name in ("公开指南.txt", "门户页.txt"):
        text = (shared / "reports" / "others" / name).read_text(encoding="utf-8")
        assert outcome(text) == "not_a_report"
    essay = (shared / "reports" / "others" / "范文.txt").read_text(encoding="utf-8")
    assert outcome(essay) == "no_issuer"


def test_every_real_opening_is_a_report(shared: Path) -> None:
    files = sorted((shared / "reports" / "pages").glob("*.txt"))
    kinds = {path.name: outcome(path.read_text(encoding="utf-8")) for path in files}
    assert {name: kind for name, kind in kinds.items() if kind != "report"} == {}
