"""Marks that number headings and items, and what only looks like one."""

from __future__ import annotations

import pytest

from workbench.parsing.enumerators import marks, number_of, numeral
from workbench.parsing.fold import fold

KINDS = {
    "一、概述": ("cn", 1),
    "十二、其他": ("cn", 12),
    "一 、概述": ("cn", 1),
    "一．概述": ("cn", 1),
    "三：情况": ("cn", 3),
    "一 概述": ("cn", 1),
    "（一）主动公开": ("paren", 1),
    "( 二 )依申请": ("paren", 2),
    "三)、因申请": ("paren", 3),
    "（四）、收费": ("paren", 4),
    "㈠主动公开": ("paren", 1),
    "1、学习": ("arabic", 1),
    "2．学习": ("arabic", 2),
    "12. 学习": ("arabic", 12),
    "(1)学习": ("small", 1),
    "3)学习": ("small", 3),
    "①学习": ("circle", 1),
    "一是加强": ("is", 1),
    "二 是加强": ("is", 2),
    "三要加强": ("is", 3),
    "第一，学习": ("nth", 1),
    "第二方面": ("nth", 2),
    "首先，学习": ("order", 1),
    "其次学习": ("order", 2),
    "另一方面，学习": ("order", 2),
}


@pytest.mark.parametrize(("text", "kind"), KINDS.items(), ids=KINDS)
def test_a_mark_and_its_number(text: str, kind: tuple[str, int]) -> None:
    (mark,) = marks(fold(text), 0, len(text), ordinals=True)
    assert (mark.kind, mark.number) == kind
    assert mark.start == 0


NONE = [
    "第二十条第（一）项", "第（五）款", "统一、规范", "唯一是", "万一要", "一些要求", "十分重要",
    "2013.5.1", "10:30.", "1.5万", "201712月31日", "3件", "进一步", "第一时间", "之一是",
]  # fmt: skip


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_mark(text: str) -> None:
    assert marks(fold(text), 0, len(text), ordinals=True) == []


def test_marks_in_their_order_and_where_their_words_begin() -> None:
    text = "一、概述\n（一）**主动公开**。二、\n\n依申请"
    found = marks(fold(text), 0, len(text))
    assert [text[m.start : m.end] for m in found] == ["一、", "（一）", "二、"]
    assert [text[m.after] for m in found] == ["概", "主", "依"]


def test_a_title_glued_to_the_word_before_it() -> None:
    text = "公开栏等信息二、主动公开情况"
    assert [m.number for m in marks(text, 0, len(text))] == [2]


def test_the_number_is_given_as_written() -> None:
    text = "（ 一 ）概述"
    (mark,) = marks(fold(text), 0, len(text))
    assert number_of(text, mark) == "（一）"


@pytest.mark.parametrize(
    ("text", "value"),
    [("一", 1), ("十", 10), ("十二", 12), ("二十", 20), ("三十五", 35), ("一二", 0)],
)
def test_numerals(text: str, value: int) -> None:
    assert numeral(text) == value
