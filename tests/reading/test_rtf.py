"""RTF files: Chinese in three notations, hidden parts, tables with merged cells."""

from __future__ import annotations

import pytest

from workbench.errors import SourceError
from workbench.model import Document
from workbench.reading import read


def rtf(body: str, head: str = r"\ansi\ansicpg936") -> bytes:
    return rf"{{\rtf1{head}{body}}}".encode("ascii")


def escaped(words: str, codec: str = "gbk") -> str:
    return "".join(f"\\'{byte:02x}" for byte in words.encode(codec))


def numbered(words: str, after: str = "?") -> str:
    units = words.encode("utf-16-le")
    codes = [
        int.from_bytes(units[at : at + 2], "little", signed=True) for at in range(0, len(units), 2)
    ]
    return "".join(f"\\u{code}{after}" for code in codes)


def one(body: str, head: str = r"\ansi\ansicpg936") -> Document:
    return read(rtf(body, head), "a.doc")[0]


TEXTS = {
    "bytes of gbk": (escaped("政府") + r"\par " + escaped("信息"), "政府\n信息\n"),
    "numbers of characters": (numbered("政府") + "2017", "政府2017\n"),
    "a replacement of two bytes": (r"{\uc2 " + numbered("政", r"\'d5\'fe") + "1}", "政1\n"),
    "no replacement": (r"\uc0 " + numbered("政府", ""), "政府\n"),
    "a character beyond the first plane": (numbered("𠮷"), "𠮷\n"),
    "a space after a byte is one": (r"\'d5\'fe 8\'b8\'ae", "政 8府\n"),
    "a second byte that is a letter": (escaped("镕") + " 1", "镕 1\n"),
    "fonts, pictures and heads": (
        r"{\fonttbl{\f0 Song;}}{\*\generator X;}{\pict 00ff}{\header H}{\info{\title T}}" + "a",
        "a\n",
    ),
    "hidden and shown again": (r"a{\v b}c\v d\v0 e", "ace\n"),
    "the number of a list": (
        r"{\listtext " + escaped("一、") + r"\tab}" + escaped("概述"),
        "一、 概述\n",
    ),
    "marks and quotes": (r"\ldblquote a\rdblquote \emdash\_\{b\}", "“a”—-{b}\n"),
    "a font of its own encoding": (
        r"{\fonttbl{\f0\fcharset134 S;}}{\f0 " + escaped("政府") + "}",
        "政府\n",
    ),
    "lines in the source mean nothing": ("a\r\nb", "ab\n"),
}  # fmt: skip


@pytest.mark.parametrize(("body", "text"), TEXTS.values(), ids=TEXTS)
def test_text(body: str, text: str) -> None:
    assert one(body).text == text


def test_a_western_file_with_a_chinese_font() -> None:
    fonts = r"{\fonttbl{\f0\fcharset0 T;}{\f3\fnil\fcharset134{\*\panose 02}S;}}"
    assert one(fonts + r"\f3 " + escaped("政府"), r"\ansi\ansicpg1252").text == "政府\n"


def row(shape: str, *cells: str) -> str:
    return rf"\trowd\trleft0{shape}" + "".join(rf"\intbl {cell}\cell" for cell in cells) + r"\row"


def shape(document: Document) -> list[tuple[int, int, int, int, str]]:
    return [
        (cell.row, cell.column, cell.rowspan, cell.colspan, cell.span.of(document.text))
        for cell in document.grids[0].cells
    ]


TABLES = {
    "plain": (
        row(r"\cellx1000\cellx2000", "a", "1") + row(r"\cellx1010\cellx2000", "b", ""),
        [(0, 0, 1, 1, "a"), (0, 1, 1, 1, "1"), (1, 0, 1, 1, "b"), (1, 1, 1, 1, "")],
    ),
    "wider cells": (
        row(r"\cellx1000\cellx2000\cellx3000", "a", "b", "c")
        + row(r"\cellx2000\cellx3000", "d", "1"),
        [
            (0, 0, 1, 1, "a"), (0, 1, 1, 1, "b"), (0, 2, 1, 1, "c"), (1, 0, 1, 2, "d"),
            (1, 2, 1, 1, "1"),
        ],
    ),
    "merged down": (
        row(r"\clvmgf\cellx1000\cellx2000", "a", "1")
        + row(r"\clvmrg\cellx1000\cellx2000", "", "2"),
        [(0, 0, 2, 1, "a"), (0, 1, 1, 1, "1"), (1, 1, 1, 1, "2")],
    ),
    "merged across": (
        row(r"\clmgf\cellx1000\clmrg\cellx2000\cellx3000", "a", "", "1"),
        [(0, 0, 1, 2, "a"), (0, 2, 1, 1, "1")],
    ),
    "two lines in a cell": (
        row(r"\cellx1000\cellx2000", rf"{escaped('本年')}\par {escaped('数')}", "1"),
        [(0, 0, 1, 1, "本年数"), (0, 1, 1, 1, "1")],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("body", "cells"), TABLES.values(), ids=TABLES)
def test_tables(body: str, cells: list[tuple[int, int, int, int, str]]) -> None:
    document = one(rf"\pard x\par {body}\pard y\par")
    assert shape(document) == cells
    assert document.text.startswith("x\n")
    assert document.text.endswith("\ny\n")
    assert len(document.grids) == 1


REFUSED = {
    "no text": (rtf(""), "unreadable", "empty"),
    "half a character": (rtf(r"\'d5"), "unreadable", "not valid gb18030"),
    "groups without end": (b"{\\rtf1" + b"{" * 100_000, "unreadable", "too deep"),
    "a table of many columns": (
        rtf(row("".join(rf"\cellx{100 * n}" for n in range(1, 300)), "a")),
        "too_large",
        "columns",
    ),
}


@pytest.mark.parametrize(("data", "reason", "detail"), REFUSED.values(), ids=REFUSED)
def test_refused(data: bytes, reason: str, detail: str) -> None:
    with pytest.raises(SourceError) as caught:
        read(data, "a.rtf")
    assert (caught.value.reason, detail in caught.value.detail) == (reason, True), caught.value
