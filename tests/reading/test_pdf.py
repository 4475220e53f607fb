"""PDF files: paragraphs out of lines, cells out of rules, tables over page breaks."""

from __future__ import annotations

from pathlib import Path

import pytest
from pdfwriter import EM, bar, box, pdf, rule, table, text

from workbench.errors import SourceError
from workbench.model import Document
from workbench.reading import read

LEFT, WIDE = 90.0, 34  # characters of EM in a full line


def full(words: str) -> str:
    return (words * WIDE)[:WIDE]


def one(*pages: str, **settings: object) -> Document:
    return read(pdf(*pages, **settings), "a.pdf")[0]  # type: ignore[arg-type]


def column(*lines: tuple[float, str], top: float = 740) -> str:
    """Lines from the top down, each indented by so many characters."""
    return "".join(
        text(LEFT + indent * EM, top - 24 * number, words)
        for number, (indent, words) in enumerate(lines)
    )


A, B, C = full("主动公开信息"), full("依法受理申请"), full("加强平台建设")
PARAGRAPHS = {
    "lines of one paragraph": (
        column((2, A[2:]), (0, B), (0, "共三件。")),
        [f"{A[2:]}{B}共三件。"],
    ),
    "an indent begins a new one": (column((2, A[2:]), (2, B[2:])), [A[2:], B[2:]]),
    "a short line ends one": (column((2, A[2:]), (0, "完。"), (0, B)), [f"{A[2:]}完。", B]),
    "an enumerator after a full stop begins one": (
        column((0, A[:-1] + "。"), (0, "（二）" + B[3:])),
        [A[:-1] + "。", "（二）" + B[3:]],
    ),
    "an enumerator within a sentence does not": (
        column((2, A[2:-2] + "第二十条第"), (0, "（一）项" + B[4:])),
        [A[2:-2] + "第二十条第" + "（一）项" + B[4:]],
    ),
    "a centred title stands alone": (
        column((12, "某某镇"), (8, "2023年年度报告"), (2, A[2:]), (0, B)),
        ["某某镇", "2023年年度报告", A[2:] + B],
    ),
    "a number over the line's end": (
        column((2, A[2:] + "20"), (0, "23年" + B[3:])),
        [A[2:] + "2023年" + B[3:]],
    ),
}


def test_paragraphs_where_few_of_many_lines_are_full() -> None:
    short = [f"{number}、公开各类政务动态及通知公告" for number in range(1, 13)]
    page = column(*((2, words) for words in short), *[(2, A[2:]), (0, "共三件完毕。")] * 3, top=700)
    assert one(page).text.splitlines() == [*short, *[f"{A[2:]}共三件完毕。"] * 3]


def test_one_line_that_goes_on_shows_the_margin() -> None:
    whole, short = (
        A[2:-1] + "。",
        [f"{number}、公开各类政务动态及通知公告" for number in range(1, 16)],
    )
    paragraphs = [*short, whole, "收费情况", "没有收费。"]
    page = column(*((2, words) for words in paragraphs), (2, A[2:]), (0, "共三件完毕。"), top=750)
    assert one(page).text.splitlines() == [*paragraphs, f"{A[2:]}共三件完毕。"]


@pytest.mark.parametrize(("page", "lines"), PARAGRAPHS.values(), ids=PARAGRAPHS)
def test_paragraphs(page: str, lines: list[str]) -> None:
    filler = column(*[(0, C)] * 10, top=480)
    document = one(page + text(LEFT + 4 * EM, 500, "一") + filler)
    assert document.text.splitlines()[: len(lines)] == lines


def test_a_paragraph_goes_on_over_the_page_without_its_number() -> None:
    first = column((2, A[2:]), (0, B)) + text(280, 40, "- 1 -")
    second = text(280, 40, "第 ２ 页 共 2 页") + column((0, C), (0, "完。"))
    assert one(first, second).text == f"{A[2:]}{B}{C}完。\n"


def test_heads_that_return_are_given_once() -> None:
    pages = [text(200, 800, f"某某县年度报告 {n}") + column((2, f"第{n}页正文。")) for n in "1234"]
    document = one(*pages)
    assert document.text.count("某某县年度报告") == 1
    assert [f"第{n}页正文。" in document.text for n in "1234"] == [True] * 4


def shape(document: Document, grid: int = 0) -> list[tuple[int, int, int, int, str]]:
    return [
        (cell.row, cell.column, cell.rowspan, cell.colspan, cell.span.of(document.text))
        for cell in document.grids[grid].cells
    ]


XS, YS = [100, 160, 300, 360, 420], [600, 570, 540, 510]
CELLS = {
    (0, 0, 3, 1): "三\n、\n结\n果",
    (0, 1, 1, 1): "（一）予以公开",
    (0, 2, 1, 1): "12",
    (0, 3, 1, 1): "0",
    (1, 1, 1, 1): "（二）部分公开（区分处\n理的）",
    (1, 2, 1, 2): "1,304",
    (2, 1, 1, 1): "总 计",
    (2, 2, 1, 1): "",
    (2, 3, 1, 1): "/",
}
EXPECTED = [
    (0, 0, 3, 1, "三、结果"), (0, 1, 1, 1, "（一）予以公开"), (0, 2, 1, 1, "12"),
    (0, 3, 1, 1, "0"), (1, 1, 1, 1, "（二）部分公开（区分处理的）"), (1, 2, 1, 2, "1,304"),
    (2, 1, 1, 1, "总计"), (2, 2, 1, 1, ""), (2, 3, 1, 1, "/"),
]  # fmt: skip


@pytest.mark.parametrize("draw", [box, rule, bar], ids=lambda draw: draw.__name__)
def test_a_table_however_its_borders_are_drawn(draw: object) -> None:
    page = column((0, "二、公开情况")) + table(XS, YS, CELLS, draw) + column((0, "五、完"), top=480)
    document = one(page)
    assert shape(document) == EXPECTED
    before, after = document.grids[0].span
    assert document.text[:before] == "二、公开情况\n"
    assert document.text[after:] == "\n五、完\n"


def test_a_turned_page() -> None:
    turned = (
        f"q 0 1 -1 0 595 0 cm {text(100, 500, '二、公开情况')}"
        f"{table(XS, [y - 200 for y in YS], CELLS, bar)} Q\n"
    )
    document = one(turned, rotate=90)
    assert shape(document) == EXPECTED
    assert document.text.startswith("二、公开情况\n")


OPEN = [(100, 600, 100, 540), (300, 600, 300, 540), (360, 600, 360, 540), (100, 570, 360, 570)]
LINES = {
    "no border above and below at a page break": (OPEN, 4),
    "a frame around one field": ([(100, 600, 360, 600), (100, 540, 360, 540), *OPEN[:1]], 0),
    "an underline": ([(100, 600, 360, 600)], 0),
    "short strokes": ([(100, 600, 103, 600), (100, 600, 100, 603)], 0),
    "a slanted drawing": ([(100, 600, 360, 540), (100, 540, 360, 600)], 0),
}


@pytest.mark.parametrize(("lines", "cells"), LINES.values(), ids=LINES)
def test_rules(lines: list[tuple[float, ...]], cells: int) -> None:
    drawn = "".join(rule(*line) for line in lines)
    document = one(drawn + text(110, 585, "规章") + text(320, 585, "3") + text(110, 550, "许可"))
    assert sum(len(grid.cells) for grid in document.grids) == cells
    assert "规章" in document.text


NARROW = [100, 160, 300, 360]


def part(rows: list[tuple[str, str, str]], *, label: str = "", top: float = 760) -> str:
    """Rows of label and value; the first column is one cell with ``label``."""
    ys = [top - 40 * row for row in range(len(rows) + 1)]
    cells = {(0, 0, len(rows), 1): label}
    for row, (_, words, value) in enumerate(rows):
        cells |= {(row, 1, 1, 1): words, (row, 2, 1, 1): value}
    return table(NARROW, ys, cells)


BREAKS = {
    "a label runs on in an empty cell": (
        [part([("", "1.国家秘密", "2")], label="（三）"), part([("", "2.法律禁止", "0")])],
        [["（三）", "1.国家秘密", "2"], ["2.法律禁止", "0"]],
    ),
    "a label's second half": (
        [
            part([("", "1.国家秘密", "2"), ("", "2.法律", "1")], label="（三）不予"),
            part([("", "3.其他", "0"), ("", "4.稳定", "5")], label="公开"),
        ],
        [["（三）不予公开", "1.国家秘密", "2"], ["2.法律", "1"], ["3.其他", "0"], ["4.稳定", "5"]],
    ),
    "a new label begins on the page": (
        [
            part([("", "1.国家秘密", "2")], label="（三）"),
            part([("", "1.不掌握", "0")], label="（四）"),
        ],
        [["（三）", "1.国家秘密", "2"], ["（四）", "1.不掌握", "0"]],
    ),
    "one row cut in two, values above": (
        [
            part([("", "4.出版物", "1"), ("", "5.要求确认或", "7")], label="（五）"),
            part([("", "重新出具", "")]),
        ],
        [["（五）", "4.出版物", "1"], ["5.要求确认或重新出具", "7"]],
    ),
    "one row cut in two, values below": (
        [
            part([("", "4.出版物", "1"), ("", "5.要求确认或", "")], label="（五）"),
            part([("", "重新出具", "7"), ("", "6.其他", "3")]),
        ],
        [["（五）", "4.出版物", "1"], ["5.要求确认或重新出具", "7"], ["6.其他", "3"]],
    ),
    "empty strips before and after the break": (
        [
            part([("", "1.国家秘密", "2"), ("", "", "")], label="（三）"),
            part([("", "", ""), ("", "2.法律禁止", "0")]),
        ],
        [["（三）", "1.国家秘密", "2"], ["2.法律禁止", "0"]],
    ),
    "rows without numbers are never one": (
        [
            part([("", "行政处罚", "9")], label="甲甲甲甲"),
            part([("", "行政强制", "")], label="乙乙乙乙"),
        ],
        [["甲甲甲甲", "行政处罚", "9"], ["乙乙乙乙", "行政强制", ""]],
    ),
}  # fmt: skip


@pytest.mark.fault(23)
@pytest.mark.parametrize(("pages", "rows"), BREAKS.values(), ids=BREAKS)
def test_a_table_over_a_page_break(pages: list[str], rows: list[list[str]]) -> None:
    document = one(*(page + text(290, 40, f"- {n} -") for n, page in enumerate(pages, 1)))
    assert len(document.grids) == 1
    found: dict[int, list[str]] = {}
    for cell in document.grids[0].cells:
        found.setdefault(cell.row, []).append(cell.span.of(document.text))
    assert list(found.values()) == rows
    last = max(cell.row + cell.rowspan for cell in document.grids[0].cells)
    assert last == len(rows)


@pytest.mark.fault(23)
def test_a_repeated_header_is_read_once() -> None:
    def page(words: str, value: str) -> str:
        cells = {
            (0, 0, 1, 1): "情形",
            (0, 1, 1, 1): "自然人",
            (1, 0, 1, 1): words,
            (1, 1, 1, 1): value,
        }
        return table([100, 300, 360], [760, 730, 700], cells)

    document = one(page("1.规章", "2"), page("2.许可", "3"), page("3.处罚", "4"))
    assert document.text == "情形\t自然人\n1.规章\t2\n2.许可\t3\n3.处罚\t4\n"
    assert len(document.grids) == 1


def test_fewer_columns_on_the_second_page() -> None:
    first = table(XS, [600, 570], {(0, n, 1, 1): words for n, words in enumerate("甲乙丙丁")})
    second = table([100, 300, 420], [760, 730], {(0, 0, 1, 1): "（七）总计", (0, 1, 1, 1): "9"})
    assert shape(one(first, second))[4:] == [(1, 0, 1, 2, "（七）总计"), (1, 2, 1, 2, "9")]


def test_the_first_column_may_be_missing_on_the_second_page() -> None:
    first = part([("", "（一）公开", "2")], label="三、")
    second = table(NARROW[1:], [760, 720], {(0, 0, 1, 1): "（二）部分", (0, 1, 1, 1): "9"})
    assert shape(one(first, second)) == [
        (0, 0, 2, 1, "三、"), (0, 1, 1, 1, "（一）公开"), (0, 2, 1, 1, "2"),
        (1, 1, 1, 1, "（二）部分"), (1, 2, 1, 1, "9"),
    ]  # fmt: skip


def test_lines_come_from_the_top_down_whatever_their_order_in_the_file() -> None:
    page = text(LEFT, 600, "二、收费") + text(LEFT, 700, "一、概述") + text(LEFT, 640, "甲")
    assert one(page + column((0, C), top=500)).text.splitlines()[:3] == [
        "一、概述",
        "甲",
        "二、收费",
    ]


def test_columns_are_not_shuffled() -> None:
    left = column(*[(0, full("左栏文字")[:14])] * 6)
    right = "".join(text(330, 740 - 24 * n, full("右栏文字")[:14]) for n in range(6))
    lines = one(left + right).text.replace("\n", "")
    assert lines == full("左栏文字")[:14] * 6 + full("右栏文字")[:14] * 6


SEPARATE = {
    "words between": (text(100, 500, "三、收到申请"), [100, 300, 360]),
    "other edges": ("", [100, 300, 460]),
    "other columns": ("", [100, 220, 360]),
}


@pytest.mark.parametrize(("after", "xs"), SEPARATE.values(), ids=SEPARATE)
def test_tables_that_are_not_one(after: str, xs: list[float]) -> None:
    first = table([100, 300, 360], [600, 570], {(0, 0, 1, 1): "规章", (0, 1, 1, 1): "1"}) + after
    second = table(xs, [760, 730], {(0, 0, 1, 1): "许可", (0, 1, 1, 1): "2"})
    assert len(one(first, second).grids) == 2


def test_scanned_pages_beside_text_are_named() -> None:
    document = one(column((0, A), (0, B)), "q 500 0 0 700 50 50 cm /I Do Q\n")
    assert document.hints == {"pages_without_text": "2"}
    assert (document.media, document.encoding) == ("application/pdf", None)


LOCK = (
    f"/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<{'ab' * 32}>/U<{'cd' * 32}>>>"
    f"/ID[<{'00' * 16}><{'00' * 16}>]/Root"
)
REFUSED = {
    "a password": (pdf(column((0, A))).replace(b"/Root", LOCK.encode()), "encrypted", "password"),
    "a scan": (pdf("", "", picture=True), "no_text_layer", "2 scanned pages"),
    "a scan with page numbers": (
        pdf(text(290, 40, "- 1 -"), picture=True),
        "no_text_layer",
        "scan",
    ),
    "empty pages": (pdf("", ""), "no_text_layer", "without text"),
    "a head alone": (b"%PDF-1.4\n", "unreadable", "damaged"),
    "cut in half": (pdf(column((0, A)))[:400], "unreadable", "damaged"),
    "fonts that say nothing": (
        pdf("".join(column((0, "\ue123" * 30), top=700 - 30 * n) for n in range(3))),
        "no_text_layer",
        "fonts",
    ),
    "too many pages": (pdf(*[""] * 401), "too_large", "401 pages"),
}


@pytest.mark.fault(79)
@pytest.mark.parametrize(("data", "reason", "detail"), REFUSED.values(), ids=REFUSED)
def test_refused(data: bytes, reason: str, detail: str) -> None:
    with pytest.raises(SourceError) as caught:
        read(data, "a.pdf")
    assert (caught.value.reason, detail in caught.value.detail) == (reason, True), caught.value


def test_a_real_report(shared: Path) -> None:
    path = shared / "reports" / "complete" / "洪泽区2023.pdf"
    document = read(path.read_bytes(), path.name)[0]
    widths = [max(c.column + c.colspan for c in grid.cells) for grid in document.grids]
    heights = [max(c.row + c.rowspan for c in grid.cells) for grid in document.grids]
    assert (widths, heights) == ([4, 10, 15], [14, 26, 4])
    texts = [cell.span.of(document.text) for grid in document.grids for cell in grid.cells]
    assert {"三、本年度办理结果", "7730.28", "2.其他法律行政止公开"} <= set(texts)
    assert "- 1 -" not in document.text
