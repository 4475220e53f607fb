"""Web pages: the article is found, its tables keep their shape, its head becomes hints."""

from __future__ import annotations

from pathlib import Path

import pytest

from workbench.errors import SourceError
from workbench.model import Document, Grid
from workbench.reading import read
from workbench.reading.pagehead import (
    is_foot,
    is_label_line,
    leads_to_others,
    visible_hints,
    without_title_label,
)
from workbench.reference import load

SENTENCE = "本镇公开信息89条，其中网站30条，公开栏59条；无收费、无复议。"
ARTICLE = "".join(f"<p>{number}、{SENTENCE}</p>" for number in "一二三四五六")
TITLE = "某某镇2017年政府信息公开工作年度报告"
LINKS = "".join(f'<li><a href="/{n}">栏目第{n}号名称</a></li>' for n in range(9))
TABLE = """<table><tr><td rowspan="2">信息内容</td><td colspan="2">本年<br>件数</td></tr>
<tr><td>制发</td><td>废止</td></tr><tr><td>规章</td><td>1<span>2</span></td><td>&nbsp;</td></tr>
</table>"""


def page(body: str, head: str = "") -> bytes:
    return f"<html><head>{head}</head><body>{body}</body></html>".encode()


def one(body: str, head: str = "") -> Document:
    return read(page(body, head), "a.html")[0]


def shape(document: Document, grid: Grid) -> list[tuple[int, int, int, int, str]]:
    return [
        (cell.row, cell.column, cell.rowspan, cell.colspan, cell.span.of(document.text))
        for cell in grid.cells
    ]


SHOWN = {
    "digits of one number in separate elements": (
        "<p><span>20</span><font>2</font><b>3</b>年<span>8</span>9条</p>",
        "2023年89条\n",
    ),
    "a space in the source stays one": ("<p>共  12  条</p>", "共 12 条\n"),
    "a line broken beside a Chinese character": ("<p>2017\n 年\n12 a\nb</p>", "2017年12 a b\n"),
    "a line broken between Chinese characters": ("<p>规范性\n      文件</p>", "规范性文件\n"),
    "a line broken between elements": ("<p>规范性\n  <b>文件</b></p>", "规范性文件\n"),
    "blocks and br break lines": ("<div>一<p>二<br/>三</p>四</div>", "一\n二\n三\n四\n"),
    "empty paragraphs leave nothing": ("<p>一</p><p>&nbsp;</p><p> </p><p>二</p>", "一\n二\n"),
    "indents go": ("<p>　　&nbsp;一、概述</p>", "一、概述\n"),
    "scripts and forms go": (
        "<p>一</p><script>var a='文';</script><style>p{}</style><select><option>县</select>",
        "一\n",
    ),
    "comments go": ("<p>一<!-- 隐 -->二</p>", "一二\n"),
    "numbers of a list that asks for them": (
        '<ol style="list-style-type: decimal;" start="3"><li><p>甲</p></li><li>乙</li></ol>',
        "3. 甲\n4. 乙\n",
    ),
    "Chinese numbers of a list": (
        '<ol style="list-style-type:cjk-ideographic"><li>甲</li><li>乙</li></ol>',
        "一、甲\n二、乙\n",
    ),
    "a list whose style is the site's": ("<ol><li>1.甲</li></ol>", "1.甲\n"),
    "preformatted lines": ("<pre>一、概述\n二、收费\n</pre>", "一、概述\n二、收费\n"),
    "a nul": ("<p>一\0二</p>", "一二\n"),
}


@pytest.mark.parametrize(("body", "text"), SHOWN.values(), ids=SHOWN)
def test_text(body: str, text: str) -> None:
    assert one(body).text == text


AROUND = f"""
<div id="top"><ul>{LINKS}</ul></div>
<div class="where">您当前的位置：<a href="/">首页</a> &gt; 年报</div>
<h1>{TITLE}</h1>
<div>发布日期：2018-03-16 10:25　来源：某某镇　字体：[大 中 小]</div>
%s
<div>上一篇：<a href="/1">某某镇2016年政府信息公开工作年度报告</a></div>
<div>相关报告<ul>{LINKS}</ul></div>
<div>主办：某某县人民政府　承办：县政府办　地址：人民路1号　网站标识码：1506000140</div>
"""
TEMPLATES = {
    "a container": "<div class='x'>{article}</div>",
    "a nested container": "<div><div><span>{article}</span></div></div>",
    "a layout table": "<table><tr><td><ul>{links}</ul></td><td>{article}</td></tr></table>",
    "layout tables in layout tables": (
        "<table><tr><td><table><tr><td><ul>{links}</ul></td><td>&nbsp;</td></tr></table></td></tr>"
        "<tr><td><table><tr><td>{article}</td></tr></table></td></tr></table>"
    ),
    "a form around the page": "<form action='x'><div>{article}</div></form>",
    "elements of its own": "<ucapcontent>{article}</ucapcontent>",
    "two containers": "<div><div>{article}</div><div>{article}</div></div>",
    "one paragraph": "<div><p>{line}</p></div>",
    "a previous page within the container": (
        "<div>{article}<p>下一篇：<a href='/9'>某某镇2018年年度报告</a></p></div>"
    ),
}


@pytest.mark.parametrize("template", TEMPLATES.values(), ids=TEMPLATES)
def test_the_article_is_found(template: str) -> None:
    filled = template.format(article=ARTICLE, links=LINKS, line=SENTENCE * 6)
    document = one(AROUND % filled)
    lines = document.text.splitlines()
    assert lines[0] == TITLE
    assert lines[1].startswith("发布日期：2018-03-16")
    assert document.text.count(SENTENCE) >= 6
    for elsewhere in ("栏目", "2016", "2018年年度", "承办", "当前的位置", "导航"):
        assert elsewhere not in document.text
    assert document.hints["published"] == "2018-03-16"
    assert document.hints["site_code"] == "1506000140"


def test_a_table_about_the_article_stays_above_it_in_lines() -> None:
    about = (
        f"<table><tr><td>名 称</td><td colspan=3>{TITLE}</td></tr>"
        "<tr><td>索引号</td><td>01/2018</td><td>公开日期</td><td>2018-03-16</td></tr></table>"
    )
    document = one(f"<div>{about}</div><div>{ARTICLE}</div>")
    assert document.text.startswith(f"{TITLE}\n索引号\t01/2018\t公开日期\t2018-03-16\n一、")
    assert document.hints == {"published": "2018-03-16"}
    assert document.grids == ()


def test_an_article_without_sentences_around_it_keeps_its_tables() -> None:
    annex = "".join(f"<tr><td>第{n}项数</td><td>条</td><td>{n}</td></tr>" for n in range(20))
    body = f"<div><div>{ARTICLE}{TABLE}</div></div><p><table>{annex}</table></p><ul>{LINKS}</ul>"
    assert [len(grid.cells) for grid in one(body).grids] == [7, 60]


def test_the_foot_of_a_site_goes_even_where_it_has_sentences() -> None:
    foot = "版权所有：某某县，未经许可，不得转载，建议使用新的浏览器，谢谢。某ICP备12003456号，"
    body = f"<div>{ARTICLE}</div><div><p>{foot}</p></div>"
    document = one(f"<h1>{TITLE}</h1><p>公开日期：2018年3月16日</p>{body}")
    assert "浏览器" not in document.text
    assert document.text.startswith(TITLE)
    assert document.hints == {"published": "2018-03-16"}


def test_the_head_and_foot_of_an_article_stay() -> None:
    body = f"<header><h1>{TITLE}</h1></header>{ARTICLE}<footer>某某镇 2018年3月16日</footer>"
    text = one(f"<nav>本站导航</nav><article>{body}</article><aside>便民服务</aside>").text
    assert text.startswith(TITLE)
    assert text.endswith("2018年3月16日\n")
    assert "导航" not in text
    assert "便民" not in text


def test_hidden_words_do_not_break_their_sentence() -> None:
    hidden = '<p>全年公开<span style="display:none">九</span>89条。</p>'
    assert "全年公开89条。" in one(f"<div>{ARTICLE}{hidden}</div>").text


def test_a_hidden_copy_is_not_read() -> None:
    hidden = f'<div style="DISPLAY: none"><p>{SENTENCE}</p></div>'
    assert one(f"<div>{ARTICLE}{hidden}</div>").text.count(SENTENCE) == 6


def test_a_list_of_reports_is_shown_whole() -> None:
    document = one(f"<ul>{LINKS}</ul><li><a href='/2'>{TITLE}</a> 2018-01-05</li>")
    assert TITLE in document.text
    assert "栏目第1号名称" in document.text


def test_a_table_becomes_a_grid() -> None:
    document = one(f"<div>{ARTICLE}{TABLE}<p>五、完</p></div>")
    (grid,) = document.grids
    assert shape(document, grid) == [
        (0, 0, 2, 1, "信息内容"),
        (0, 1, 1, 2, "本年件数"),
        (1, 1, 1, 1, "制发"),
        (1, 2, 1, 1, "废止"),
        (2, 0, 1, 1, "规章"),
        (2, 1, 1, 1, "12"),
        (2, 2, 1, 1, ""),
    ]
    assert grid.span.of(document.text) == "信息内容\t本年件数\n制发\t废止\n规章\t12\t"
    assert document.text[grid.span.end :] == "\n五、完\n"


CELLS = {
    "rows without their element": (
        "<tbody><td>规章</td><td>3</td></tbody>",
        [(0, 0, 1, 1, "规章"), (0, 1, 1, 1, "3")],
    ),
    "nonsense and nothing as spans": (
        '<tr><td colspan="x">甲</td><td rowspan="0">乙</td></tr><tr><td colspan="9">丙</td></tr>',
        [(0, 0, 1, 1, "甲"), (0, 1, 2, 1, "乙"), (1, 0, 1, 1, "丙")],
    ),
    "a span beyond the last row": (
        '<tr><td rowspan="9">甲</td><td>1</td></tr>',
        [(0, 0, 1, 1, "甲"), (0, 1, 1, 1, "1")],
    ),
    "cells that are not shown": (
        '<tr><td>甲</td><td style="display: none">9</td><td>1</td></tr>',
        [(0, 0, 1, 1, "甲"), (0, 1, 1, 1, "1")],
    ),
    "an empty row counts": (
        '<tr><td rowspan="3">甲</td><td>1</td></tr><tr></tr><tr><td>2</td></tr>',
        [(0, 0, 3, 1, "甲"), (0, 1, 1, 1, "1"), (2, 1, 1, 1, "2")],
    ),
    "a field of a form": (
        '<tr><td>规章</td><td><input type="text" value="7"></td></tr>',
        [(0, 0, 1, 1, "规章"), (0, 1, 1, 1, "7")],
    ),
    "head, body and foot": (
        "<thead><tr><th>甲<th>乙</thead><tbody><tr><td>1<td>2</tbody>",
        [(0, 0, 1, 1, "甲"), (0, 1, 1, 1, "乙"), (1, 0, 1, 1, "1"), (1, 1, 1, 1, "2")],
    ),
    "numbers on lines of their own stay apart": (
        "<tr><td>规章</td><td><p>1</p><p>2</p></td></tr>",
        [(0, 0, 1, 1, "规章"), (0, 1, 1, 1, "1 2")],
    ),
    "paragraphs in a cell": (
        "<tr><td><p>本年</p><p>增/减</p></td><td><p>+1</p></td></tr>",
        [(0, 0, 1, 1, "本年增/减"), (0, 1, 1, 1, "+1")],
    ),
}


@pytest.mark.parametrize(("rows", "expected"), CELLS.values(), ids=CELLS)
def test_cells(rows: str, expected: list[tuple[int, int, int, int, str]]) -> None:
    document = one(f"<table>{rows}</table>")
    assert shape(document, document.grids[0]) == expected


def test_a_caption_stands_above_its_table() -> None:
    document = one("<table><caption>附表</caption><tr><td>规章</td><td>1</td></tr></table>")
    assert document.text == "附表\n规章\t1\n"


def test_a_table_of_one_column_is_no_grid() -> None:
    document = one("<table><tr><td>一、概述</td></tr><tr><td>二、收费</td></tr></table>")
    assert (document.text, document.grids) == ("一、概述\n二、收费\n", ())


HINTS = {
    "the standard fields": (
        '<meta name="ArticleTitle" content="年报"><meta name="PubDate" content="2018-3-6 09:00">'
        '<meta name="SiteName" content="某某县"><meta name="ContentSource" content="某某镇">'
        '<meta name="SiteIDCode" content="6404240001"><meta name="SiteDomain" content="www.a.cn/">',
        {
            "title": "年报", "published": "2018-03-06", "site": "某某县", "source": "某某镇",
            "site_code": "6404240001", "host": "www.a.cn",
        },
    ),
    "the standard field before others": (
        '<meta property="og:title" content="甲"><meta name="ArticleTitle" content="乙">',
        {"title": "乙"},
    ),
    "the title element": ("<title> 年报\n- 某某县 </title>", {"title": "年报 - 某某县"}),
    "a canonical address": (
        '<link rel="canonical" href="http://www.a.gov.cn/x.html">',
        {"url": "http://www.a.gov.cn/x.html", "host": "www.a.gov.cn"},
    ),
    "a saved page": (
        "<!-- saved from url=(0025)http://www.b.gov.cn/1.htm -->",
        {"url": "http://www.b.gov.cn/1.htm", "host": "www.b.gov.cn"},
    ),
    "a base": ('<base href="http://www.c.gov.cn/">', {"host": "www.c.gov.cn"}),
    "a relative address says nothing": ('<meta name="Url" content="/x.html">', {}),
    "a date that is none": ('<meta name="PubDate" content="2018-13-45">', {}),
    "the crawl's date is not taken": ('<meta name="others" content="页面生成时间 2024-05-28">', {}),
}  # fmt: skip


@pytest.mark.parametrize(("head", "hints"), HINTS.values(), ids=HINTS)
def test_hints(head: str, hints: dict[str, str]) -> None:
    assert one("<p>文</p>", head).hints == hints


def test_hints_of_the_caller_go_before_the_page() -> None:
    data = page("<p>文</p>", "<title>甲</title>")
    assert read(data, "a", hints={"title": "乙"})[0].hints == {"title": "乙"}


@pytest.mark.parametrize("codec", ["utf-8", "gb18030", "utf-16"])
def test_the_bytes_and_not_the_page_name_the_encoding(codec: str) -> None:
    text = f'<html><meta charset="big5"><body>{ARTICLE}</body></html>'
    document = read(text.encode(codec), "a")[0]
    assert document.text.count(SENTENCE) == 6
    assert document.media == "text/html"


REFUSED = {
    "nothing shown": (b"<html><body><script>1</script></body></html>", "unreadable", "empty"),
    "frames": (b"<html><frameset><frame src='a'></frameset></html>", "unreadable", "empty"),
    "100,000 nested tags": (page("<div>" * 100_000 + "文"), "unreadable", "depth"),
    "100,000 nested bold": (page("<b>" * 100_000 + "文"), "unreadable", "depth"),
    "a table of 1,000 columns": (
        page("<table><tr>" + "<td>1</td>" * 1_000 + "</tr></table>"),
        "too_large",
        "columns",
    ),
    "a column of 6,000 rows": (
        page("<table>" + "<tr><td>1</td><td>2</td></tr>" * 6_000 + "</table>"),
        "too_large",
        "rows",
    ),
    "a broken byte": (page("<p>政府信息公开</p>") + b"\xff", "unreadable", "byte"),
}


@pytest.mark.fault(5, 79)
@pytest.mark.parametrize(("data", "reason", "detail"), REFUSED.values(), ids=REFUSED)
def test_refused(data: bytes, reason: str, detail: str) -> None:
    with pytest.raises(SourceError) as caught:
        read(data, "a.html")
    assert caught.value.reason == reason
    assert detail in caught.value.detail


def test_deep_but_sane_pages_are_read() -> None:
    assert one("<div>" * 1_500 + "文").text == "文\n"


def test_a_real_page(shared: Path) -> None:
    path = shared / "reports" / "complete" / "沭阳县发展和改革局2023.html"
    document = read(path.read_bytes(), path.name)[0]
    widths = [max(c.column + c.colspan for c in grid.cells) for grid in document.grids]
    heights = [max(c.row + c.rowspan for c in grid.cells) for grid in document.grids]
    assert (widths, heights) == ([4, 10, 15], [14, 28, 4])
    assert document.hints["host"] == "www.shuyang.gov.cn"
    assert document.hints["published"] == "2024-01-17"
    assert "采集时间" not in document.text
    assert "无障碍" not in document.text


def test_every_row_of_the_page_words_has_an_example_that_it_finds() -> None:
    words = load.toml("pages.toml")
    for row in words["label"]:
        assert is_label_line(row["example"]), row
        assert bool(visible_hints([row["example"]])) == row["date"], row
    for row in words["title_label"]:
        assert without_title_label(row["example"]).startswith("某某镇"), row
    for row in words["elsewhere"]:
        assert leads_to_others(row["example"]), row

    for row in words["edge"]:
        assert is_foot(row["example"]), row
        assert not is_foot(row["not"]), row


@pytest.mark.parametrize("line", ["一、概述", "本镇来源于", "上级要求如下", "位置偏远", "三是更新"])
def test_lines_of_an_article_are_not_the_page_s(line: str) -> None:
    assert not is_label_line(line)
    assert not leads_to_others(line)
