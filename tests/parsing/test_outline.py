"""Sections, roles and levels for every habit of writing headings."""

from __future__ import annotations

import pytest

from workbench.model import Section, Span
from workbench.parsing.fold import fold
from workbench.parsing.outline.read import outline


def _outline(text: str, tables: tuple[Span, ...] = ()) -> tuple[Section, ...]:
    return outline(text, fold(text), Span(0, len(text)), tables)


def _top(text: str, tables: tuple[Span, ...] = ()) -> list[str]:
    return [section.role for section in _outline(text, tables) if section.level == 1]


FIVE = ["overview", "proactive", "requests", "disputes", "problems"]
PARTS = [
    ("一", "概述", "照常。"),
    ("二", "主动公开情况", "9条。"),
    ("三", "依申请公开情况", "无。"),
    ("四", "复议诉讼情况", "无。"),
    ("五", "存在问题", "人少。"),
]


def _written(*patterns: str) -> str:
    """The five parts, each as its pattern says; the last pattern serves for the rest."""
    chosen = [patterns[min(at, len(patterns) - 1)] for at in range(len(PARTS))]
    return "".join(
        pattern.format(cn=cn, n=number, title=title, body=body)
        for number, (pattern, (cn, title, body)) in enumerate(zip(chosen, PARTS, strict=True), 1)
    )


PLAIN = "{cn}、{title}\n{body}\n"
HABITS = {
    "own lines": _written(PLAIN),
    "run in": _written("{cn}、{title}。{body}\n"),
    "colons": _written("{cn}、{title}：\n{body}\n"),
    "one line": _written("编制说明。 {cn}、{title} 2020年{body}", " {cn}、{title} {body}"),
    "no blanks either": _written("{cn}、{title}2020年{body}"),
    "glued": _written("{cn}、{title}\n{body}"),
    "glued without a mark": _written("{cn}、{title}\n公开栏等信息", PLAIN),
    "blanks": _written("{cn} 、 概　述\n{body}\n", " {cn}、 {title}\n{body}\n"),
    "number on its own line": _written("{cn}、\n\n{title}\n{body}\n"),
    "no mark behind the number": _written("{cn} {title}\n{body}\n"),
    "full stops behind the number": _written("{cn}．{title}\n{body}\n"),
    "brackets at the top": _written("（{cn}）{title}\n{body}\n", "({cn}）、{title}\n{body}\n"),
    "Arabic": _written("{n}、{title}\n{body}\n"),
    "broken brackets between": _written(PLAIN, PLAIN, "{cn})、{title}\n{body}\n", PLAIN),
    "Markdown": _written("## {cn}、{title}\n{body}\n", "**{cn}、{title}**\n{body}\n"),
    "a lost number": _written(PLAIN, PLAIN, "{title}\n{body}\n", PLAIN),
    "a number twice": _written(PLAIN, PLAIN, "二、{title}\n{body}\n", PLAIN),
    "no numbers": _written("{title}\n{body}\n"),
    "no numbers, but parts with some": _written(
        "{title}\n（一）公开的数量。{body}本镇照常推进工作。\n（二）公开的形式。照常更新栏目。\n"
    ),
    "a lone number among ordinals": _written(
        "第{cn}、{title}。{body}\n", "第\u200b{cn}、{title}。{body}\n", "第{cn}、{title}。{body}\n"
    ),
    "ordinals run in": _written("第{cn}、{title}。{body}本镇照常推进。\n"),
    "Arabic above brackets": _written(
        "{n}. {title}。（一）公开的内容。{body}\n（二）公开的形式。照常。\n"
    ),
    "items between": _written("{cn}、{title}\n一、照常推进。二、没有耽误。\n", PLAIN),
    "traditional": "一、概述\n照常。\n二、主動公開情況\n9條。\n三、依申請公開情況\n無。\n"
    "四、復議訴訟情況\n無。\n五、存在問題\n人少。",
}


@pytest.mark.parametrize("text", HABITS.values(), ids=HABITS)
def test_the_same_outline_in_every_habit(text: str) -> None:
    assert [role for role in _top(text) if role != "preface"] == FIVE


def test_what_a_section_holds() -> None:
    text = (
        "某镇2017年年度报告\n本报告由党政办公室编制，请电话联系。\n"
        "一、 概　述：\n照常推进。\n二、存在问题\n人少。\n"
    )
    preface, overview, problems = _outline(text)
    assert (preface.role, preface.number, preface.heading) == ("preface", None, "")
    assert preface.body.of(text) == "本报告由党政办公室编制，请电话联系。"
    assert (overview.number, overview.heading, overview.level) == ("一", "概　述", 1)
    assert overview.span.of(text).strip() == "一、 概　述：\n照常推进。"
    assert overview.body.of(text).strip() == "照常推进。"
    assert problems.body.of(text).strip() == "人少。"


SUBHEADS = {
    "（一）": (
        "（一）主动公开\n9条。\n（二）依申请公开\n无。\n（三）政府信息管理\n专人。",
        "（一）",
    ),
    "run in": (
        "（一）主动公开。9条。\n（二）依申请公开。无。\n（三）政府信息管理。专人。",
        "（一）",
    ),
    "mid-line": ("(一)主动公开。9条。(二)依申请公开。无。(三)政府信息管理。专人。", "(一)"),
    "1.": ("1.主动公开情况\n9条。\n2.依申请公开情况\n无。\n3.政府信息管理情况\n专人。", "1"),
    "(1)": ("(1)主动公开情况\n9条。\n(2)依申请公开情况\n无。\n(3)政府信息管理\n专人。", "(1)"),
    "一是": (
        "一是主动公开方面\n9条。\n二是依申请公开方面\n无。\n三是政府信息管理方面\n专人。",
        "一是",
    ),
    "第一": ("第一，主动公开\n9条。\n第二，依申请公开\n无。\n第三，政府信息管理\n专人。", "第一"),
}


@pytest.mark.parametrize(("body", "number"), SUBHEADS.values(), ids=SUBHEADS)
def test_sub_headings_of_the_overview(body: str, number: str) -> None:
    text = f"一、总体情况\n照常。\n{body}\n二、主动公开政府信息情况\n见表。"
    parts = [section for section in _outline(text) if section.level == 2]
    assert [part.role for part in parts] == ["proactive", "requests", "management"]
    assert parts[0].number == number
    assert parts[2].body.of(text).strip() == "专人。"


def test_the_same_numbers_at_both_levels() -> None:
    text = (
        "1、总体情况\n有序。\n1、主动公开\n9条。\n2、依申请公开\n无。\n3、监督保障\n专人。\n"
        "2、主动公开政府信息情况\n见表。\n3、收到和处理政府信息公开申请情况\n无。\n"
        "4、政府信息公开行政复议、行政诉讼情况\n没有。\n5、存在的主要问题及改进情况\n人少。"
    )
    sections = _outline(text)
    assert [s.role for s in sections if s.level == 1] == FIVE
    assert [s.role for s in sections if s.level == 2] == ["proactive", "requests", "supervision"]


def test_problems_and_their_plan_are_parts_of_one_section() -> None:
    text = (
        "一、概述\n照常。\n二、存在的问题及改进情况\n"
        "（一）存在的问题\n人少。\n（二）改进措施\n加人。"
    )
    parts = [(s.role, s.level) for s in _outline(text)][1:]
    assert parts == [("problems", 1), ("problems", 2), ("plan", 2)]


def test_sub_heads_without_numbers_in_a_problem_section() -> None:
    text = "一、概述\n照常。\n二、存在的问题及改进情况\n主要问题：人少。\n改进措施：加人。"
    parts = [(s.role, s.number, s.heading) for s in _outline(text)][2:]
    assert parts == [("problems", None, "主要问题"), ("plan", None, "改进措施")]


def test_items_of_a_problem_section_are_no_sections() -> None:
    text = "一、概述\n照常。\n二、存在问题\n（一）认识不到位。少数人应付。\n（二）更新慢。没人管。"
    assert [s.level for s in _outline(text)] == [1, 1]


TABLE = (
    "一、总体情况\n照常。\n二、主动公开政府信息情况\n第二十条第（一）项\n规章 0\n"
    "三、收到和处理政府信息公开申请情况\n一、本年新收政府信息公开申请数量 零\n"
    "二、上年结转政府信息公开申请数量 零\n三、本年度办理结果\n（一）予以公开 0\n"
    "（三）不予公开\n1.属于国家秘密 0\n（七）总计 零\n四、结转下年度继续办理 零\n"
    "四、政府信息公开行政复议、行政诉讼情况\n全为零。\n五、存在的主要问题及改进情况\n人少。"
)


def test_rows_of_tables_are_no_headings_even_where_no_table_was_found() -> None:
    sections = _outline(TABLE)
    assert [s.role for s in sections] == FIVE


def test_nothing_is_looked_for_inside_tables() -> None:
    text = "一、概述\n照常。\n二、主动公开情况\n三、依申请公开情况 0\n三、依申请公开情况\n无。"
    start = text.index("三、")
    table = Span(start, text.index("\n", start))
    assert _outline(text, (table,))[-1].span.start == text.rindex("三、")


NOT_HEADINGS = {
    "a list in the preface": "本报告由概述、主动公开情况、依申请公开情况3个部分组成。\n",
    "a table of contents": "目录\n"
    + _written("{cn}、{title}......{n}\n")
    + "本报告由办公室编制，请联系。\n",
    "numbers in words": "统一、规范、公开，截至12月底一切正常运行。\n",
    "dates": "统计期限自2017.1.1起至2017.12.31止，欢迎查阅。\n",
}


@pytest.mark.parametrize("before", NOT_HEADINGS.values(), ids=NOT_HEADINGS)
def test_what_is_no_heading(before: str) -> None:
    assert _top(f"某镇2017年度报告\n{before}{HABITS['own lines']}") == ["preface", *FIVE]


def test_the_statistics_table_behind_the_report_is_its_annex() -> None:
    rows = (
        "统计指标 单位 统计数\n一、主动公开情况\n二、回应解读情况\n"
        "三、依申请公开情况\n四、行政复议数量"
    )
    report = (
        "一、概述\n照常推进各项公开。\n二、存在问题\n人手很少。\n三、需要说明的事项与附表\n无。\n"
    )
    assert _top(f"{report}附表\n政府信息公开情况统计表\n{rows}") == [
        "overview", "problems", "other", "annex",
    ]  # fmt: skip
    assert _top(f"{report}{rows}") == ["overview", "problems", "other"]
    for head in ("**统计表**\n", "附件：统计表\n"):
        whole = report.rstrip() + ("\n" if head[0] == "*" else "") + head + rows
        assert _top(whole) == ["overview", "problems", "other", "annex"]


def test_a_statistics_table_with_a_torn_label_is_no_outline() -> None:
    table = "附表\n统计指标 单位 统计数\n一、主公开况\n二、回应解读情况\n三、依申请公开情况\n"
    text = "（一）概述\n照常。\n二）、主动公开情况\n照常。\n（三）、依申请公开情况\n照常。\n"
    assert _top(text + table) == ["overview", "proactive", "requests", "annex"]


def test_parts_without_numbers_whose_tables_are_gone() -> None:
    body = "（一）主动公开\n公开了9条各类信息。\n（二）依申请公开\n没有收到任何申请。\n（三）平台建设\n照常推进。\n"
    titles = (
        "主动公开政府信息情况", "收到和处理政府信息公开申请情况",
        "政府信息公开行政复议、行政诉讼情况", "存在的主要问题及改进情况",
    )  # fmt: skip
    text = f"总体情况\n{body}" + "\n".join(titles) + "\n人手很少。\n"
    assert _top(text) == FIVE


def test_items_that_begin_like_headings_are_none() -> None:
    text = "全年照常。还有以下问题：一是公开形式不够多样；二是依申请公开的答复不够规范。"
    assert _top(text) == ["overview"]
    found = _outline(f"一、概述\n{text}\n二、主动公开情况\n9条。\n三、收费情况\n无。")
    assert [section.role for section in found] == ["overview", "proactive", "fees"]


def test_a_report_that_begins_in_the_middle() -> None:
    text = "公开160条，其中财政5条，教育8条。\n三、依申请公开情况\n没有。\n四、收费情况\n没有。"
    assert _top(text) == ["preface", "requests", "fees"]


def test_a_report_without_headings_is_one_overview() -> None:
    text = (
        "某镇2013年年度报告\n发布时间：2014-01-28\n"
        "全年公开385条，没有收到申请，工作正常。\n打印本页"
    )
    (only,) = _outline(text)
    assert (only.role, only.heading) == ("overview", "")
    assert only.body.of(text) == "全年公开385条，没有收到申请，工作正常。"


def test_more_than_six_sections_and_old_topics_under_the_sixth() -> None:
    text = (
        "一、总体情况\n照常。\n二、主动公开政府信息情况\n见表。\n五、存在问题\n人少。\n"
        "六、其他需要报告的事项\n（一）依申请公开情况\n无。\n（二）收费及减免情况\n无。\n"
        "七、下一步工作计划\n加人。\n十二、附件说明\n无。"
    )
    roles = [(s.role, s.level) for s in _outline(text)]
    assert ("plan", 1) in roles
    assert roles[4:6] == [("requests", 2), ("fees", 2)]


@pytest.mark.parametrize("text", ["", "\n\n", "一、", "。", "一、概述"], ids=repr)
def test_hardly_any_text(text: str) -> None:
    for section in _outline(text):
        assert 0 <= section.span.start <= section.body.start <= section.span.end <= len(text)
