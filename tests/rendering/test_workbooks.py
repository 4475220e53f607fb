"""The workbook in a page: its tables, where each number stands, and what cannot hurt in it."""

from __future__ import annotations

import base64
import io
import re
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest

from workbench.rendering.around import Around
from workbench.rendering.contract import PageHeader
from workbench.rendering.data import Data
from workbench.rendering.finish import Style, finish
from workbench.rendering.fragment import fragment
from workbench.rendering.grids import Excerpt, Grid, Words, flow
from workbench.rendering.personal import masked
from workbench.rendering.verify import verify
from workbench.rendering.workbook import workbook

HEAD = PageHeader("甲县2017年", "示例市", fictional=True, as_of="2018-03-31", notice="试用。")
LINK = '<a href="#q-0e90a053ab435194-171">{}</a>'
EXCERPTS = (
    '<section class="excerpts"><details id="report-0e90a053ab435194"><summary><h3>甲镇年报</h3>'
    ' <small>1 处</small></summary><p class="origin">文件：<span class="file">a.txt</span>；网址：'
    '<a class="url">https://a.example/1</a></p><ul class="quotes">'
    '<li id="q-0e90a053ab435194-171" class="excerpt"><p><span class="where">（一）公开</span>'
    '<span class="quote">全年公开<mark>12条</mark>。</span> <a class="back">回到数字</a>'
    "</p></li></ul></details></section>"
)


def _table(*cells: str, caption: str = "数量", number: bool = True) -> str:
    right = ' class="num"' if number else ""
    row = "".join(f"<td{right}>{cell}</td>" for cell in cells)
    heads = "".join('<th scope="col">列</th>' for _ in cells)
    return (
        f"<table><caption>{caption}</caption><thead><tr>{heads}</tr></thead>"
        f"<tbody><tr>{row}</tr></tbody></table>"
    )


def _open(*blocks: Any) -> Any:
    return openpyxl.load_workbook(io.BytesIO(workbook(HEAD, list(flow(blocks)))))


NUMBERS: dict[str, tuple[str, Any, str]] = {
    "a count with its unit": ("5294条", 5294, '0"条"'),
    "plain": ("12", 12, "0"),
    "a share": ("43%", 0.43, "0%"),
    "decimals": ("1.50万元", 1.5, '0.00"万元"'),
    "more": ("＋12", 12, '"＋"0;"－"0;0'),
    "less": ("－3", -3, '"＋"0;"－"0;0'),
    "a zero in words keeps its words": ("0（文字说明）", 0, '0"（文字说明）"'),
    "softened by over": ("140余条", "140余条", "General"),
    "softened by about": ("约300条", "约300条", "General"),
    "uncertain": ("93条（读取不确定）", "93条（读取不确定）", "General"),
    "a sum": ("10＋3＝13（2格合计）", "10＋3＝13（2格合计）", "General"),
    "blank": ("空白", "空白", "General"),
    "not in the corpus": ("本库未收录", "本库未收录", "General"),
    "a range": ("1－5", "1－5", "General"),
    "too many digits": ("1" * 17, "1" * 17, "General"),
    "no figure": ("—", "—", "General"),
}


@pytest.mark.fault(13, 75)
@pytest.mark.parametrize(("shown", "value", "look"), NUMBERS.values(), ids=NUMBERS)
def test_a_number_is_a_number_and_everything_else_stays_text(
    shown: str, value: Any, look: str
) -> None:
    cell = _open(_table(shown)).worksheets[1]["A4"]
    assert (cell.value, cell.number_format) == (value, look)


def test_a_code_keeps_its_zeros_where_no_number_is_meant() -> None:
    cell = _open(_table("011", number=False)).worksheets[1]["A4"]
    assert (cell.value, cell.data_type) == ("011", "s")


@pytest.mark.fault(75)
@pytest.mark.parametrize("start", ["=", "+", "-", "@", "＝", "＋", "－", "＠", "=HYPERLINK("])
@pytest.mark.parametrize("number", [True, False])
def test_what_looks_like_a_formula_is_text_and_stays_text(start: str, number: bool) -> None:
    text = f"{start}cmd|'/C calc'!A0"
    data = Data("terms", "数据", (("a", "text", "词"),), ((text,),), ("csv",))
    book = _open(_table(text, caption=text, number=number), data)
    for sheet, place in ((1, "A4"), (1, "A1"), (2, "A4")):
        cell = book.worksheets[sheet][place]
        assert (cell.value, cell.data_type) == (text, "s")
    assert book.worksheets[1]["A4"].quotePrefix


@pytest.mark.fault(76)
def test_what_a_file_cannot_hold_is_left_out_and_what_is_too_long_says_so() -> None:
    book = _open(_table("甲\x00\x0b镇\ufffe", "长" * 40_000, number=False))
    sheet = book.worksheets[1]
    assert sheet["A4"].value == "甲镇"
    assert len(sheet["B4"].value) < 32_767 and "全文 40000 字" in sheet["B4"].value


@pytest.mark.fault(76)
def test_any_caption_names_a_sheet() -> None:
    captions = ["a" * 60, "'[]:*?/\\'", "同名", "同名", "", "目录", "出处", "<b>"]
    book = _open(*(_table("1", caption=caption) for caption in captions))
    assert len(book.sheetnames) == len(captions) + 2
    assert all(0 < len(name) <= 31 for name in book.sheetnames)


def test_every_linked_number_has_its_source(executed: Callable[..., Any]) -> None:
    book = _open("<h2>一、数量</h2>", _table(LINK.format("12条")), EXCERPTS)
    cell = book.worksheets[1]["A4"]
    assert cell.value == 12 and cell.hyperlink.location == "'出处'!A2"
    heads, row = book["出处"].iter_rows(values_only=True)
    told = dict(zip(heads, row, strict=True))
    assert told == {
        "编号": 1, "表": "1.数量", "单元格": "A4", "所示内容": "12条", "报告": "甲镇年报",
        "位置": "（一）公开", "原句或单元格内容": "全年公开12条。", "文件": "a.txt",
        "网址": "https://a.example/1", "报告编号": "0e90a053ab435194", "起始字": "171",
    }  # fmt: skip
    told_first = [row[0] for row in book["目录"].iter_rows(values_only=True)][:4]
    assert told_first == ["甲县2017年", "示例市", "试用。", "示例数据：地名、单位和数字均为虚构。"]


def test_the_cells_of_a_block_stand_apart() -> None:
    cell = '<p><span class="where">{}</span><span class="quote"><mark>0</mark></span></p>'
    start, _, rest = EXCERPTS.partition("<p><span")
    block = start + cell.format("甲") + cell.format("乙") + rest[rest.index("</li>") :]
    row = next(_open(_table("0"), block)["出处"].iter_rows(min_row=2, values_only=True))
    assert (row[5], row[6]) == ("甲；乙", "0；0")


def test_two_numbers_of_one_sentence_have_it_both() -> None:
    sentence = EXCERPTS.replace(
        '<li id="q-0e90a053ab435194-171" class="excerpt">', '<li class="excerpt">'
    ).replace(
        "<mark>12条</mark>",
        '<span id="q-0e90a053ab435194-171"><mark>12条</mark></span>，'
        '<span id="q-0e90a053ab435194-180"><mark>3件</mark></span>',
    )
    other = LINK.replace("171", "180").format("3件")
    book = _open(_table(LINK.format("12条"), other), sentence)
    rows = list(book["出处"].iter_rows(min_row=2, values_only=True))
    assert [(row[2], row[3], row[6], row[10]) for row in rows] == [
        ("A4", "12条", "全年公开12条，3件。", "171"),
        ("B4", "3件", "全年公开12条，3件。", "180"),
    ]


def test_what_the_page_cites_outside_its_tables_is_a_source_too() -> None:
    book = _open(_table("3"), EXCERPTS)
    rows = list(book["出处"].iter_rows(min_row=2, values_only=True))
    assert [row[1:7] for row in rows] == [
        (None, None, None, "甲镇年报", "（一）公开", "全年公开12条。")
    ]


def test_where_no_cell_has_a_passage_the_sheet_of_sources_says_where_they_are() -> None:
    assert "见其县（市、区）的页面" in _open(_table("3"))["出处"]["B2"].value
    assert _open(_table("3"), EXCERPTS)["出处"].max_row == 2


def test_a_link_to_another_page_is_a_source_too() -> None:
    book = _open(_table('<a href="640522-2017.html">3</a>'))
    assert book["出处"]["I2"].value == "640522-2017.html"


def test_cells_that_span_others_shift_nothing() -> None:
    markup = (
        "<table><caption>甲</caption><thead><tr><th scope='col' rowspan='2'>单位</th>"
        "<th scope='colgroup' colspan='2'>数量</th></tr><tr><th scope='col'>一</th>"
        "<th scope='col'>二</th></tr></thead><tbody><tr><th scope='row'>甲镇</th>"
        "<td class='num'>1</td><td class='num'>2</td></tr></tbody></table>"
    ).replace("'", '"')
    rows = list(_open(markup).worksheets[1].iter_rows(min_row=3, values_only=True))
    assert rows == [("单位", "数量", None), (None, "一", "二"), ("甲镇", 1, 2)]


def test_the_flow_of_a_page_is_headings_words_tables_and_excerpts() -> None:
    markup = "<h2>一</h2><p>甲 <strong>乙</strong>。</p><ul><li>丙<br>丁</li></ul>"
    parts = list(flow([markup, _table("1"), EXCERPTS]))
    words = [(part.kind, part.text) for part in parts if isinstance(part, Words)]
    assert words[:4] == [("h2", "一"), ("p", "甲 乙。"), ("li", "丙"), ("li", "丁")]
    assert [type(part) for part in parts if isinstance(part, Grid | Excerpt)] == [Grid, Excerpt]


def _page(executed: Callable[..., Any], *bundles: dict[str, Any]) -> Any:
    pieces = masked(fragment(executed(*bundles), "640522-2017"))
    done = finish(pieces, "640522-2017", style=Style(), around=Around(), vega=lambda: "1;")
    verify(done.page, where="640522-2017")
    return done.page


def _inside(html: str) -> bytes:
    found = re.search(r'download="640522-2017\.xlsx" href="data:[^,"]*,([^"]*)"', html)
    assert found
    return base64.b64decode(found[1])


def test_a_page_holds_its_workbook_and_one_without_tables_none(
    executed: Callable[..., Any],
) -> None:
    page = _page(executed, {"text/html": _table("12条")})
    book = openpyxl.load_workbook(io.BytesIO(_inside(page.html)))
    assert book.sheetnames == ["目录", "1.数量", "出处"]
    assert not _page(executed, {"text/html": "<p>甲</p>"}).sheet


def test_personal_data_is_hidden_in_the_workbook_too(executed: Callable[..., Any]) -> None:
    told = _table("电话13812345678", number=False) + EXCERPTS.replace("全年", "电话13812345678，")
    book = openpyxl.load_workbook(
        io.BytesIO(_inside(_page(executed, {"text/html": told + _table(LINK.format("1"))}).html))
    )
    values = [str(v) for s in book for row in s.iter_rows(values_only=True) for v in row if v]
    assert not any("13812345678" in value for value in values)
    assert any("█" in value for value in values)


@pytest.mark.fault(78)
def test_the_same_page_gives_the_same_bytes(executed: Callable[..., Any]) -> None:
    blocks = ({"text/html": _table(LINK.format("12条")) + EXCERPTS},)
    assert _page(executed, *blocks).html == _page(executed, *blocks).html


def test_an_address_that_is_not_the_pages_own_workbook_is_refused(
    executed: Callable[..., Any],
) -> None:
    from workbench.errors import RenderError
    from workbench.rendering.frame import Page

    page = _page(executed, {"text/html": _table("1")})
    other = page.html.replace("</main>", '<a href="data:text/html,x">x</a></main>')
    with pytest.raises(RenderError, match="leaves the page"):
        verify(Page(other, page.scripts, page.shared, page.sheet), where="x")


def _long(rows: int) -> Data:
    return Data(
        "terms", "各词", (("a", "integer", "次数"),), tuple((n,) for n in range(rows)), ("csv",)
    )


@pytest.mark.fault(74)
def test_a_long_table_of_data_says_that_it_lies_beside_the_page() -> None:
    short, long = _open(_long(1_000)), _open(_long(1_001))
    assert short.worksheets[1].max_row == 1_003 and short.worksheets[1]["A4"].value == 0
    assert "数据共 1001 行，见与网页放在一起的文件" in long.worksheets[1]["A1"].value
    assert long.worksheets[1].max_row == 3


@pytest.mark.fault(76)
def test_a_workbook_too_large_for_a_page_lies_beside_it(
    executed: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("workbench.rendering.finish._LARGEST", 100)
    pieces = fragment(executed({"text/html": _table("12条")}), "640522-2017")
    done = finish(pieces, "640522-2017", style=Style(), around=Around(), vega=lambda: "1;")
    verify(done.page, where="640522-2017")
    assert 'download="640522-2017.xlsx" href="640522-2017.xlsx"' in done.page.html
    book = openpyxl.load_workbook(io.BytesIO(done.files["640522-2017.xlsx"]))
    assert book.sheetnames == ["目录", "1.数量", "出处"] and not done.page.sheet
