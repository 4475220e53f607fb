"""Word files: order, numbers of lists, merged cells, text boxes, and what is not printed."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from workbench.errors import SourceError
from workbench.model import Document
from workbench.reading import read
from workbench.reading.docx import MEDIA

NS = nsdecls("w")
VML = 'xmlns:v="urn:schemas-microsoft-com:vml"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'


def word(*blocks: str, numbering: str = "", styles: str = "") -> bytes:
    """A Word file of raw WordprocessingML blocks."""
    wrap = '<?xml version="1.0" encoding="UTF-8"?><w:{0} {1} {2} {3}>{4}</w:{0}>'
    parts = {
        "[Content_Types].xml": '<Types xmlns="x"/>',
        "word/document.xml": wrap.format(
            "document", NS, MC, VML, f"<w:body>{''.join(blocks)}</w:body>"
        ),
        "word/numbering.xml": wrap.format("numbering", NS, MC, VML, numbering),
        "word/styles.xml": wrap.format("styles", NS, MC, VML, styles),
    }
    return zipped(parts)


def zipped(parts: dict[str, str]) -> bytes:
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def p(inner: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def r(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def item(text: str, level: int = 0, number: int = 1) -> str:
    return p(
        r(text) if text else "",
        f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>',
    )


def tc(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(r(text))}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def tbl(*rows: str) -> str:
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def one(*blocks: str, **parts: str) -> Document:
    return read(word(*blocks, **parts), "a.docx")[0]


def shape(document: Document, grid: int = 0) -> list[tuple[int, int, int, int, str]]:
    return [
        (cell.row, cell.column, cell.rowspan, cell.colspan, cell.span.of(document.text))
        for cell in document.grids[grid].cells
    ]


TAB = "<w:r><w:tab/></w:r>"
BOX = f"<w:txbxContent>{p(r('框中'))}</w:txbxContent>"
TEXTS = {
    "runs touch": (p(r("20") + r("23") + r("年")), "2023年\n"),
    "an insertion, not a deletion": (
        p(r("共") + f"<w:ins>{r('8')}</w:ins><w:del><w:r><w:delText>9</w:delText></w:r></w:del>"),
        "共8\n",
    ),
    "moved text stands where it went": (
        p(f"<w:moveFrom>{r('甲')}</w:moveFrom>") + p(f"<w:moveTo>{r('甲')}</w:moveTo>"),
        "甲\n",
    ),
    "hidden text is not printed": (p(r("一") + r("二", "<w:vanish/>")), "一\n"),
    "a link and a control": (
        p(f"<w:hyperlink>{r('网址')}</w:hyperlink><w:sdt><w:sdtContent>{r('日')}</w:sdtContent></w:sdt>"),
        "网址日\n",
    ),
    "a block in a control": (f"<w:sdt><w:sdtContent>{p(r('一'))}</w:sdtContent></w:sdt>", "一\n"),
    "a break": (p("<w:r><w:t>一</w:t><w:br/><w:t>二</w:t></w:r>"), "一\n二\n"),
    "tabs in a line": (p(TAB + r("规章") + TAB + r("3")), "规章\t3\n"),
    "a field's result, not its order": (
        p("<w:r><w:instrText>PAGE</w:instrText></w:r>" + r("12")),
        "12\n",
    ),
    "a text box follows its paragraph": (
        p(f"<w:r><w:pict><v:shape><v:textbox>{BOX}</v:textbox></v:shape></w:pict></w:r>" + r("文")),
        "文\n框中\n",
    ),
    "a text box held twice is read once": (
        p(
            f"<w:r><mc:AlternateContent><mc:Choice>{BOX}</mc:Choice>"
            f"<mc:Fallback>{BOX}</mc:Fallback></mc:AlternateContent></w:r>"
        ),
        "框中\n",
    ),
    "spaces are kept between words": (p(r("共 ") + r(" 3 条")), "共 3 条\n"),
    "empty paragraphs leave nothing": (p("") + p(r("　")) + p(r("一")), "一\n"),
}  # fmt: skip


@pytest.mark.parametrize(("body", "text"), TEXTS.values(), ids=TEXTS)
def test_text(body: str, text: str) -> None:
    assert one(body).text == text


def level(number: int, kind: str, pattern: str, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
        f'<w:lvlText w:val="{pattern}"/>{more}</w:lvl>'
    )


NUMBERING = (
    '<w:abstractNum w:abstractNumId="0">'
    + level(0, "chineseCounting", "%1、")
    + level(1, "chineseCountingThousand", "（%2）")
    + level(2, "decimal", "%3.")
    + '</w:abstractNum><w:abstractNum w:abstractNumId="1">'
    + level(0, "decimal", "%1.")
    + level(1, "decimal", "%1.%2")
    + level(2, "bullet", "")
    + '</w:abstractNum><w:abstractNum w:abstractNumId="2">'
    + level(0, "japaneseCounting", "%1")
    + level(1, "decimal", "%1.%2", "<w:isLgl/>")
    + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="1">'
    '<w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="1"/></w:num>'
    '<w:num w:numId="4"><w:abstractNumId w:val="2"/></w:num>'
)
NUMBERED = {
    "levels begin again": (
        [("总", 0), ("甲", 1), ("乙", 1), ("分", 0), ("丙", 1), ("丁", 2)],
        1,
        ["一、总", "（一）甲", "（二）乙", "二、分", "（一）丙", "1. 丁"],
    ),
    "a space lest digits touch": ([("2023年", 0), ("3条", 1)], 3, ["1. 2023年", "1.1 3条"]),
    "bullets have no number": ([("点", 2)], 3, ["点"]),
    "legal numbers are decimal": ([("甲", 0), ("乙", 1)], 4, ["一甲", "1.1 乙"]),
    "an empty item counts and prints nothing": ([("", 0), ("乙", 0)], 1, ["二、乙"]),
    "an unknown list": ([("甲", 0)], 9, ["甲"]),
}


@pytest.mark.parametrize(("items", "number", "lines"), NUMBERED.values(), ids=NUMBERED)
def test_numbers_of_lists(items: list[tuple[str, int]], number: int, lines: list[str]) -> None:
    blocks = [item(text, depth, number) for text, depth in items]
    assert one(*blocks, numbering=NUMBERING).text.splitlines() == lines


def test_lists_of_one_definition_count_on_and_may_start_anew() -> None:
    blocks = [item("甲", 1, 1), item("乙", 1, 1), item("丙", 1, 2), item("丁", 1, 2)]
    lines = one(*blocks, numbering=NUMBERING).text.splitlines()
    assert lines == ["（一）甲", "（二）乙", "（一）丙", "（二）丁"]


def test_a_style_numbers_its_paragraphs() -> None:
    styles = (
        '<w:style w:styleId="a"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:styleId="b"><w:basedOn w:val="a"/></w:style>'
        '<w:style w:styleId="c"><w:basedOn w:val="c"/></w:style>'
    )
    off = '<w:pStyle w:val="a"/><w:numPr><w:numId w:val="0"/></w:numPr>'
    blocks = [
        p(r("甲"), '<w:pStyle w:val="a"/>'),
        p(r("乙"), '<w:pStyle w:val="b"/>'),
        p(r("丙"), '<w:pStyle w:val="c"/>'),
        p(r("丁"), off),
    ]
    lines = one(*blocks, numbering=NUMBERING, styles=styles).text.splitlines()
    assert lines == ["一、甲", "二、乙", "丙", "丁"]


DOWN, ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
TABLES = {
    "merged down and across": (
        tbl(
            tr(tc("结果", DOWN), tc("自然人", '<w:gridSpan w:val="2"/>')),
            tr(tc("", ON), tc("1"), tc("2")),
            tr(tc("", ON), tc("3"), tc("")),
        ),
        [
            (0, 0, 3, 1, "结果"), (0, 1, 1, 2, "自然人"), (1, 1, 1, 1, "1"), (1, 2, 1, 1, "2"),
            (2, 1, 1, 1, "3"), (2, 2, 1, 1, ""),
        ],
    ),
    "two merges under each other": (
        tbl(
            tr(tc("甲", DOWN), tc("1")), tr(tc("", ON), tc("2")),
            tr(tc("乙", DOWN), tc("3")), tr(tc("", ON), tc("4")),
        ),
        [
            (0, 0, 2, 1, "甲"), (0, 1, 1, 1, "1"), (1, 1, 1, 1, "2"), (2, 0, 2, 1, "乙"),
            (2, 1, 1, 1, "3"), (3, 1, 1, 1, "4"),
        ],
    ),
    "a row that begins further right": (
        tbl(tr(tc("甲"), tc("1")), tr(tc("2"), properties='<w:gridBefore w:val="1"/>')),
        [(0, 0, 1, 1, "甲"), (0, 1, 1, 1, "1"), (1, 1, 1, 1, "2")],
    ),
    "merged across the old way": (
        tbl(tr(tc("甲", '<w:hMerge w:val="restart"/>'), tc("", "<w:hMerge/>"), tc("1"))),
        [(0, 0, 1, 2, "甲"), (0, 2, 1, 1, "1")],
    ),
    "a continuation of nothing is a cell": (
        tbl(tr(tc("甲", ON), tc("1"))),
        [(0, 0, 1, 1, "甲"), (0, 1, 1, 1, "1")],
    ),
    "a continuation of another width is a cell": (
        tbl(
            tr(tc("甲", '<w:gridSpan w:val="2"/>' + DOWN), tc("1")),
            tr(tc("", ON), tc("2"), tc("3")),
        ),
        [
            (0, 0, 1, 2, "甲"), (0, 2, 1, 1, "1"), (1, 0, 1, 1, ""), (1, 1, 1, 1, "2"),
            (1, 2, 1, 1, "3"),
        ],
    ),
    "a deleted row": (
        tbl(tr(tc("甲"), tc("1"), properties="<w:del/>"), tr(tc("乙"), tc("2"))),
        [(0, 0, 1, 1, "乙"), (0, 1, 1, 1, "2")],
    ),
    "rows and cells in controls": (
        tbl(
            "<w:sdt><w:sdtContent>"
            + tr(tc("甲"), f"<w:sdt><w:sdtContent>{tc('1')}</w:sdtContent></w:sdt>")
            + "</w:sdtContent></w:sdt>"
        ),
        [(0, 0, 1, 1, "甲"), (0, 1, 1, 1, "1")],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("body", "cells"), TABLES.values(), ids=TABLES)
def test_tables(body: str, cells: list[tuple[int, int, int, int, str]]) -> None:
    assert shape(one(body)) == cells


def test_a_table_stands_in_its_place() -> None:
    document = one(
        p(r("三、申请")), tbl(tr(tc("甲"), tc("1")), tr(tc("乙"), tc(""))), p(r("四、完"))
    )
    assert document.text == "三、申请\n甲\t1\n乙\t\n四、完\n"
    assert document.grids[0].span.of(document.text) == "甲\t1\n乙\t"


def test_a_table_that_arranges_the_page_is_no_grid() -> None:
    long = (
        "本镇公开信息89条，其中网站30条，公开栏59条。无收费、无复议、无诉讼、无投诉和举报等情况。"
    )
    nested = f"<w:tc>{tbl(tr(tc('甲'), tc('1')))}</w:tc>"
    document = one(tbl(tr(tc("一、概述"), tc(long)), tr(tc("表"), nested)))
    assert document.text == f"一、概述\n{long}\n表\n甲\t1\n"
    assert len(document.grids) == 1


def test_a_file_written_by_a_library() -> None:
    made = docx.Document()
    made.add_heading("某某镇2021年政府信息公开年度报告", 0)
    made.add_paragraph("公开89条。")
    table = made.add_table(2, 3)
    table.cell(0, 0).merge(table.cell(1, 0)).text = "规章"
    table.cell(0, 1).merge(table.cell(0, 2)).text = "制发"
    table.cell(1, 2).text = "7"
    made.element.body.append(parse_xml(f"<w:p {NS}><w:r><w:t>完</w:t></w:r></w:p>"))
    buffer = BytesIO()
    made.save(buffer)
    document = read(buffer.getvalue(), "x.txt", hints={"host": "a"})[0]
    assert document.media == MEDIA
    assert document.encoding is None
    assert document.hints == {"host": "a"}
    assert document.text.startswith("某某镇2021年政府信息公开年度报告\n公开89条。\n规章\t制发\n")
    assert shape(document)[:2] == [(0, 0, 2, 1, "规章"), (0, 1, 1, 2, "制发")]


def test_the_strict_variety_of_the_format() -> None:
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    root = f'<w:document xmlns:w="{strict}"><w:body>{p(r("一、概述"))}</w:body></w:document>'
    data = zipped({"[Content_Types].xml": "<a/>", "word/document.xml": root})
    assert read(data, "a")[0].text == "一、概述\n"


BOMB = (
    '<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>'
    f"<w:document {NS}><w:body><w:p><w:r><w:t>&c;</w:t></w:r></w:p></w:body></w:document>"
)
REFUSED = {
    "no text": (word(p("")), "unreadable", "empty"),
    "damaged xml": (word("<w:p>")[:-1], "unreadable", "damaged"),
    "xml that does not close": (word("<w:p>"), "unreadable", "damaged XML"),
    "an entity bomb": (
        zipped({"[Content_Types].xml": "<a/>", "word/document.xml": BOMB}),
        "unreadable",
        "entities",
    ),
    "without its text": (zipped({"[Content_Types].xml": "<a/>"}), "unreadable", "without its text"),
    "a width of millions": (
        word(tbl(tr(tc("甲", '<w:gridSpan w:val="999999"/>'), tc("1")))),
        "too_large",
        "columns",
    ),
    "deep nesting": (word("<w:sdt>" * 5_000 + "</w:sdt>" * 5_000), "unreadable", "damaged XML"),
}


@pytest.mark.fault(79)
@pytest.mark.parametrize(("data", "reason", "detail"), REFUSED.values(), ids=REFUSED)
def test_refused(data: bytes, reason: str, detail: str) -> None:
    with pytest.raises(SourceError) as caught:
        read(data, "a.docx")
    assert (caught.value.reason, detail in caught.value.detail) == (reason, True), caught.value


def test_the_empty_form(shared: Path) -> None:
    path = shared / "reports" / "others" / "空白模板.docx"
    document = read(path.read_bytes(), path.name)[0]
    widths = [max(c.column + c.colspan for c in grid.cells) for grid in document.grids]
    heights = [max(c.row + c.rowspan for c in grid.cells) for grid in document.grids]
    assert (widths, heights) == ([4, 10, 15], [14, 28, 4])
