"""Text files: encodings, damage, limits; the text is what the file says, exactly."""

from __future__ import annotations

import codecs
from hashlib import sha256

import pytest

from workbench.errors import SourceError
from workbench.reading import limits, read
from workbench.reading.kinds import Kind, kind_of

REPORT = (
    "某某县某某镇人民政府2017年政府信息公开工作年度报告\r\n"
    "一、概述\u3000全年主动公开政府信息89条，其中网站30条。\u2028二、收费情况\f无。\n"
)
TRADITIONAL = "某某市教育局2012年度政府信息公開年度報告\n本局主動公開政府信息一百餘條。\n"

ENCODINGS = {
    "utf-8": (codecs.BOM_UTF8[:0], "utf-8", "utf-8"),
    "utf-8 with a mark": (codecs.BOM_UTF8, "utf-8", "utf-8-sig"),
    "utf-16-le with a mark": (codecs.BOM_UTF16_LE, "utf-16-le", "utf-16-le"),
    "utf-16-be with a mark": (codecs.BOM_UTF16_BE, "utf-16-be", "utf-16-be"),
    "utf-16-le": (b"", "utf-16-le", "utf-16-le"),
    "utf-16-be": (b"", "utf-16-be", "utf-16-be"),
    "utf-32 with a mark": (codecs.BOM_UTF32_LE, "utf-32-le", "utf-32-le"),
    "gbk": (b"", "gbk", "gb18030"),
    "gb18030": (b"", "gb18030", "gb18030"),
}


@pytest.mark.fault(1, 8)
@pytest.mark.parametrize(("mark", "codec", "label"), ENCODINGS.values(), ids=ENCODINGS)
def test_the_same_text_in_every_encoding(mark: bytes, codec: str, label: str) -> None:
    text = REPORT if codec != "gbk" else REPORT.replace("\u2028", "")
    document = read(mark + text.encode(codec), "a.txt")[0]
    assert (document.text, document.encoding) == (text, label)


@pytest.mark.parametrize("codec", ["utf-8", "gb18030", "big5hkscs"])
def test_traditional_characters(codec: str) -> None:
    text = TRADITIONAL * 5
    document = read(text.encode(codec), "a.txt")[0]
    assert (document.text, document.encoding) == (text, codec)


def test_a_document_names_its_source() -> None:
    data = REPORT.encode()
    document = read(data, "folder/a.pdf", hints={"host": "www.example.gov.cn"})[0]
    assert document.name == "folder/a.pdf"
    assert document.media == "text/plain"
    assert document.sha256 == sha256(data).hexdigest()
    assert document.hints == {"host": "www.example.gov.cn"}
    assert document.grids == ()


KEPT = {
    "zero width and bidi": "行政\u200b许可\u202e数\u00ad量 12",
    "a nul": "行政许\0可数量 12 件" * 3,
    "pipes": "| 规章 | 0 |\n|---|---|",
    "kangxi": "⼀、概述１２条",
    "ascii only": "nothing to report, 2017",
    "one line": "政府信息公开" * 10_000,
    "a tag in a text": "见 <p> 标签，<div> 与 <table> 之说明",
}


@pytest.mark.fault(6, 7, 8)
@pytest.mark.parametrize("text", KEPT.values(), ids=KEPT)
def test_text_is_kept_character_for_character(text: str) -> None:
    assert read(text.encode(), "a.txt")[0].text == text


LONG = (REPORT * 5).encode()
GB = (REPORT * 5).replace("\u2028", "").encode("gb18030")
REFUSED = {
    "empty": (b"", "unreadable", "empty"),
    "a mark only": (codecs.BOM_UTF8, "unreadable", "empty"),
    "white space": (" \r\n\t\u3000".encode(), "unreadable", "empty"),
    "broken utf-8": (
        LONG[:300] + b"\xff" + LONG[300:],
        "unreadable",
        "byte 300 is not valid utf-8",
    ),
    "utf-8 cut off": (LONG[:-5], "unreadable", "is not valid utf-8"),
    "broken gb18030": (GB[:200] + b"\xff\xff" + GB[200:], "unreadable", "byte 200 is not valid gb"),
    "broken utf-16": (
        codecs.BOM_UTF16_LE + "政府".encode("utf-16-le") + b"\x00\xd8",
        "unreadable",
        "byte 6 is not valid utf-16-le",
    ),
    "utf-8 read as gb18030": (
        (REPORT * 3).encode().decode("gb18030", "ignore").encode(),
        "unreadable",
        "鏀垮簻",
    ),
    "the same written as gb18030": (
        (REPORT * 3).encode().decode("gb18030", "ignore").encode("gb18030")[:-3],
        "unreadable",
        "utf-8",
    ),
    "binary": (bytes(range(32)) * 100, "unreadable", "binary"),
    "noise": (bytes(range(128, 256)) * 9, "unreadable", "byte 0"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + b"x" * 99, "unreadable", "PNG"),
    "rar": (b"Rar!\x1a\x07\x00" + b"x" * 99, "unreadable", "RAR"),
    "a large file": (bytes(limits.FILE_BYTES + 1), "too_large", "at most"),
    "a large text": (b"abc\n" * (limits.TEXT_BYTES // 4 + 1), "too_large", "of text"),
    "a long line": (b"a\n" + b"x" * (10 * limits.MB), "too_large", "at byte 2"),
    "too many characters": (b"ab\n" * (limits.CHARACTERS // 3 + 1), "too_large", "characters"),
}


@pytest.mark.fault(2, 3, 4, 5)
@pytest.mark.parametrize(("data", "reason", "detail"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_read_says_why(data: bytes, reason: str, detail: str) -> None:
    with pytest.raises(SourceError) as caught:
        read(data, "a.txt")
    assert caught.value.reason == reason
    assert detail in caught.value.detail
    assert caught.value.detail.startswith("a.txt: ")


KINDS = {
    "text": (b"2017", Kind.TEXT),
    "page": (b"\xef\xbb\xbf \n<!-- x --><!DOCTYPE html><p>", Kind.HTML),
    "page in utf-16": ("<html><body>政府</body></html>".encode("utf-16"), Kind.HTML),
    "fragment": (b"<div><p>a</p><p>b</p></div>", Kind.HTML),
    "pdf behind some bytes": (b"\r\n%PDF-1.4", Kind.PDF),
    "zip": (b"PK\x03\x04", Kind.ZIP),
    "ole": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Kind.OLE),
    "rtf": (b"{\\rtf1\\ansi", Kind.RTF),
    "mhtml": (b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n", Kind.MHTML),
}


@pytest.mark.fault(9)
@pytest.mark.parametrize(("data", "kind"), KINDS.values(), ids=KINDS)
def test_the_bytes_tell_the_kind(data: bytes, kind: Kind) -> None:
    assert kind_of(data) is kind
