"""Whatever the bytes are: documents whose positions hold, or a reason; nothing else.

``WORKBENCH_EXAMPLES=10000`` (the number for each test) makes a long run of it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from hashlib import sha256
from io import BytesIO
from random import Random
from zipfile import ZIP_STORED, ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pdfwriter import bar, box, pdf, table, text
from test_docx import NUMBERING, item, p, r, tbl, tc, tr, word
from test_rtf import escaped, row, rtf

from workbench.model import Document
from workbench.reading import SafeReader, Unread, read_each
from workbench.reading.writer import BLANK

EXAMPLES = int(os.environ.get("WORKBENCH_EXAMPLES", "150"))
REASONS = {"unreadable", "no_text_layer", "encrypted", "too_large", "timeout"}
hostile = settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize="WORKBENCH_EXAMPLES" not in os.environ,
    suppress_health_check=list(HealthCheck),
)

REPORT = "某某镇2017年政府信息公开工作年度报告\n一、概述。公开89条，其中网站30条。\n规章\t0\t1\n"
PAGE = (
    "<html><head><title>年报</title><meta name=PubDate content='2018-01-02'></head><body>"
    "<ul><li><a href='/'>首页</a><li><a href='/a'>公开</a><li><a href='/b'>服务</a></ul>"
    f"<div><p>{REPORT * 4}</p><table><tr><td rowspan=2>规章<td colspan='2'>1<tr><td>2<td>3"
    "</table><ol style='list-style-type:decimal'><li><p>甲</p></li></ol><pre>一\n二</pre></div>"
)
DOCX = word(
    item("总体情况"), item("主动公开", 1), p(r("公开89条")),
    tbl(tr(tc("规章", '<w:vMerge w:val="restart"/>'), tc("1")), tr(tc("", "<w:vMerge/>"), tc("2"))),
    numbering=NUMBERING,
)  # fmt: skip
CELLS = {(0, 0, 2, 1): "规章", (0, 1, 1, 2): "制发", (1, 1, 1, 1): "12", (1, 2, 1, 1): ""}
PDF = pdf(
    text(90, 700, "一、概述。公开89条，没有收到申请，没有收费。")
    + table([100, 200, 300, 400], [650, 620, 590], CELLS, box),
    table([100, 200, 300, 400], [760, 730, 700], CELLS, bar) + text(280, 40, "- 2 -"),
)
RTF = rtf(escaped("一、概述") + r"\par" + row(r"\clvmgf\cellx1000\cellx2000", "a", "1"))
MHTML = (
    "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=xx\r\n\r\n--xx\r\n"
    f"Content-Type: text/html\r\n\r\n{PAGE}\r\n--xx--\r\n"
).encode()


def stored(**files: bytes) -> bytes:
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_STORED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def check(data: bytes, results: tuple[Document | Unread, ...]) -> None:
    assert results
    for result in results:
        if isinstance(result, Unread):
            assert result.reason in REASONS
            assert "defect" not in result.detail
            continue
        assert result.text.strip()
        assert "!/" in result.name or result.sha256 == sha256(data).hexdigest()
        check_grids(result)


def check_grids(document: Document) -> None:
    before = 0
    for grid in document.grids:
        assert before <= grid.span.start <= grid.span.end <= len(document.text)
        before = grid.span.end
        inside = grid.span.start
        places: set[tuple[int, int]] = set()
        for cell in grid.cells:
            assert inside <= cell.span.start <= cell.span.end <= grid.span.end
            inside = cell.span.end
            words = cell.span.of(document.text)
            assert words == words.strip(BLANK)
            assert "\n" not in words and "\t" not in words
            covered = set(fields(cell.row, cell.column, cell.rowspan, cell.colspan))
            assert not covered & places
            places |= covered


def fields(row: int, column: int, rowspan: int, colspan: int) -> Iterator[tuple[int, int]]:
    assert rowspan > 0 and colspan > 0 and row >= 0 and column >= 0
    for down in range(min(rowspan, 50)):
        for right in range(min(colspan, 50)):
            yield row + down, column + right


def damaged(data: bytes, random: Random) -> bytes:
    """The bytes after some of what happens to files: bits, gaps, repeats, cuts, foreign pieces."""
    out = bytearray(data)
    for _ in range(random.randint(1, 6)):
        at = random.randrange(len(out) + 1)
        end = min(len(out), at + random.choice((1, 2, 8, 64, 500)))
        match random.randrange(6):
            case 0:
                out[at:end] = bytes(byte ^ (1 << random.randrange(8)) for byte in out[at:end])
            case 1:
                del out[at:end]
            case 2:
                out[at:at] = out[at:end] * random.choice((1, 2, 50))
            case 3:
                del out[max(1, at) :]
            case 4:
                out[at:at] = random.choice(PIECES)
            case _:
                out[at:end] = random.randbytes(end - at)
    return bytes(out)


PIECES = (
    b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"<table>", b"</table>", b"<td colspan=0 rowspan=99999>",
    b"<div style='display:none'>", b"<pre>", b"</body>", b"<a href=x>", b"99999999999", b"\\cell",
    b"\\row", b"\\trowd", b"\\u-10179?", b"{", b"}", b"\x80", "政".encode(), "政".encode("gbk"),
    b"<w:tbl>", b"</w:tc>", b'<w:gridSpan w:val="300"/>', b"<w:vMerge/>", b" 0 0 m 9 9 l S ",
    b" 1e9 0 0 1e9 0 0 cm ", b"obj", b"endobj", b"<<", b">>", b"BT", b"ET", b"%PDF-1.4", b"PK\3\4",
)  # fmt: skip
SEEDS = {
    "text": REPORT.encode(),
    "gb18030": REPORT.encode("gb18030"),
    "utf-16": REPORT.encode("utf-16"),
    "page": PAGE.encode(),
    "page in gb18030": PAGE.encode("gb18030"),
    "docx": DOCX,
    "rtf": RTF,
    "web archive": MHTML,
    "archive": stored(**{"a.txt": REPORT.encode(), "b.html": PAGE.encode()}),
}


@pytest.mark.fault(10)
@hostile
@given(st.binary(max_size=2_000))
def test_any_bytes(data: bytes) -> None:
    check(data, read_each(data, "a"))


MAGIC = [
    b"PK\3\4", b"{\\rtf1", b"<html>", b"<table><tr><td>", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf",
    b"MIME-Version: 1.0\nContent-Type: multipart/related\n",
]  # fmt: skip


@pytest.mark.fault(10)
@hostile
@given(st.sampled_from(MAGIC), st.binary(max_size=2_000))
def test_any_bytes_behind_a_known_beginning(magic: bytes, data: bytes) -> None:
    check(magic + data, read_each(magic + data, "a"))


@pytest.mark.fault(10, 11)
@hostile
@given(st.text(max_size=300))
def test_any_text_is_kept(words: str) -> None:
    data = words.encode("utf-8", "surrogatepass")
    results = read_each(data, "a")
    check(data, results)
    if isinstance(results[0], Document) and results[0].media == "text/plain":
        assert results[0].text == words.removeprefix("\ufeff") or results[0].encoding != "utf-8"


@pytest.mark.fault(10)
@pytest.mark.parametrize("seed", SEEDS.values(), ids=SEEDS)
@hostile
@given(random=st.randoms(use_true_random=False))
def test_damaged_files(seed: bytes, random: Random) -> None:
    data = damaged(seed, random)
    check(data, read_each(data, "a"))


PARTS = {
    name: ZipFile(BytesIO(DOCX)).read(name) for name in ("word/document.xml", "word/numbering.xml")
}


@pytest.mark.fault(10)
@pytest.mark.parametrize("part", PARTS)
@hostile
@given(random=st.randoms(use_true_random=False))
def test_damaged_parts_of_word_files(part: str, random: Random) -> None:
    files = {"[Content_Types].xml": b"<a/>", **PARTS, part: damaged(PARTS[part], random)}
    data = stored(**files)
    check(data, read_each(data, "a"))


BLOCKS = ["p", "tbl", "tr", "tc", "r", "t", "sdt", "sdtContent", "ins", "del", "txbxContent", "tab"]
TAGS = [
    "table", "tr", "td", "th", "tbody", "p", "div", "br", "a href=x", "ul", "ol type=1", "li",
    "pre", "span", "td rowspan=3", "td colspan=4", "input value=7", "caption", "form", "h1",
]  # fmt: skip
NESTED = st.recursive(
    st.sampled_from(["12", "政府", "。，", " ", "\n", ""]),
    lambda inner: st.tuples(st.integers(0, 99), st.lists(inner, max_size=4)),
    max_leaves=40,
)


def markup(tree: object, tags: list[str], prefix: str = "") -> str:
    if isinstance(tree, str):
        return tree
    number, children = tree  # type: ignore[misc]
    tag = tags[number % len(tags)]
    inner = "".join(markup(child, tags, prefix) for child in children)
    return f"<{prefix}{tag}>{inner}</{prefix}{tag.split()[0]}>"


@pytest.mark.fault(10)
@hostile
@given(NESTED)
def test_any_tree_of_a_page(tree: object) -> None:
    data = f"<html><body>文{markup(tree, TAGS)}".encode()
    check(data, read_each(data, "a"))


@pytest.mark.fault(10)
@hostile
@given(NESTED)
def test_any_tree_of_a_word_file(tree: object) -> None:
    data = word(p(r("文")), markup(tree, BLOCKS, "w:"))
    check(data, read_each(data, "a"))


@pytest.mark.fault(10)
@hostile
@given(random=st.randoms(use_true_random=False))
def test_damaged_pdf_files(random: Random, reader: SafeReader) -> None:
    data = damaged(PDF, random)
    check(data, reader.read_each(data, "a"))


@pytest.fixture(scope="module")
def reader() -> Iterator[SafeReader]:
    with SafeReader(seconds=60.0) as safe:
        yield safe


CYCLES = {
    "pages that hold themselves": PDF.replace(b"/Kids[6 0 R ", b"/Kids[2 0 R "),
    "a page that is its own parent": PDF.replace(b"/Parent 2 0 R", b"/Parent 6 0 R"),
    "a content that is its page": PDF.replace(b"/Contents 7 0 R", b"/Contents 6 0 R"),
    "a font within itself": PDF.replace(b"/DescendantFonts[4 0 R]", b"/DescendantFonts[3 0 R]"),
    "a cross-reference to itself": PDF.replace(b"/Root 1 0 R", b"/Root 1 0 R/Prev 9"),
    "a million pages": PDF.replace(b"/Count 2", b"/Count 1000000"),
}


@pytest.mark.fault(79)
@pytest.mark.parametrize("data", CYCLES.values(), ids=CYCLES)
def test_pdf_files_that_go_in_circles(data: bytes, reader: SafeReader) -> None:
    check(data, reader.read_each(data, "a"))
