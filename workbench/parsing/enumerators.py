"""Marks that number headings and items: 一、 （一） 1、 (1) 一是 第一， ㈠ ① 首先 一方面.

They are found in folded text (full-width marks are half-width there) in one pass; whether a
mark numbers a heading, an item or nothing is for others to judge.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_DIGITS = {"一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_HAN = "一二三四五六七八九十"
_ORDER = {"首先": 1, "其次": 2, "再次": 3, "再者": 3, "最后": 4}
_ORDER |= {"一方面": 1, "另一方面": 2, "另外一方面": 2}
#: A numeral and the mark that closes it; the first character narrows the search.
_CLOSED = re.compile(
    rf"[{_HAN}0-9㈠-㈩①-⑳](?:(?<=[㈠-㈩①-⑳])|[{_HAN}0-9]{{0,2}}[^\S\n]?(?:[)\]]|[是要]|\s{{0,3}}[、.,:]))"
)
#: 一 概述, 第一 主动公开: a numeral with a blank behind it, only where a line begins.
_BARE = re.compile(rf"[^\S\n]*(第?[{_HAN}]{{1,2}}部?分?)[^\S\n]+(?![是要])(?=[一-龥])")
_LINE_START = re.compile(rf"\n[^\S\n]*(?=[第{_HAN}])")
_NTH = re.compile(rf"第[{_HAN}]{{1,2}}[^\S\n]?(?:[,、:.]|是|方面|部分)")
_ORDINAL = re.compile(r"(?:首先|其次|再次|再者|最后|另外?一方面|一方面)[,、:]?")
#: Titles that may stand glued to the word before them: …等信息二、主动公开政府信息情况.
_GLUED = re.compile(
    r"\s?(?:总体情况|概述|主动公开|依申请公开|收到和处理|存在的?(?:主要)?问题|其他需要)"
)
#: What may stand between a mark and the words that it numbers.
_FILLER = re.compile(r"[\s*#]*[、.,:]?[\s*#]*")
_NO_MARK = re.compile(r"\s?[项款条]")
_HIGHEST = 30


class Mark(NamedTuple):
    """An enumerator: ``kind`` (cn, paren, arabic, small, is, nth, circle, order) and number.

    ``start`` and ``end`` bound the mark itself, ``after`` is where the numbered words begin.
    """

    kind: str
    number: int
    start: int
    end: int
    after: int


def marks(folded: str, start: int, end: int, *, ordinals: bool = False) -> list[Mark]:
    """Every mark in ``folded[start:end]``, in the order in which they stand.

    ``ordinals`` asks for 首先 … 其次 and 一方面 … 另一方面 too, which number items only.
    """
    found = [*_closed(folded, start, end), *_bare(folded, start, end)]
    for match in _NTH.finditer(folded, start, end):
        found.append(_mark(folded, "nth", match.start(), match.end()))
    for match in _ORDINAL.finditer(folded, start, end) if ordinals else ():
        found.append(_mark(folded, "order", match.start(), match.end()))
    return sorted((m for m in found if 0 < m.number <= _HIGHEST), key=lambda m: m.start)


def _closed(folded: str, start: int, end: int) -> Iterator[Mark]:
    for match in _CLOSED.finditer(folded, start, end):
        kind = _kind(folded, match.group(), match.start(), match.end())
        if kind:
            begin = match.start()
            if kind in ("paren", "small") and folded[begin - 1 : begin] in (" ", "(", "["):
                opening = folded.rfind("(", max(start, begin - 2), begin)
                opening = max(opening, folded.rfind("[", max(start, begin - 2), begin))
                begin = opening if opening >= 0 else begin
            yield _mark(folded, kind, begin, match.end())


def _kind(folded: str, text: str, start: int, end: int) -> str | None:
    """The kind of mark that ``text`` is where it stands, None where it is no mark."""
    last, before = text[-1], folded[start - 1 : start]
    if last in "㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩":
        return "paren"
    if "①" <= last <= "⑳":
        return "circle"
    digits = text[0].isdigit()
    if last in ")]":
        outside = folded[max(0, start - 2) : start].replace(" ", "")[:-1]
        if _NO_MARK.match(folded, end) or outside in ("第", "条") or before.isdigit():
            return None
        return "small" if digits else "paren" if last == ")" or before == "[" else None
    if last in "是要":
        plain = not digits and before not in "之统唯其第万分专单不" + _HAN if before else not digits
        return "is" if plain and folded[end : end + 1] not in "求素点闻" else None
    if digits:
        dated = before in "年-/〇." if before else False
        joined = dated or "一" <= before <= "龥" or before.isdigit()
        clock = before == ":" and folded[start - 2 : start - 1].isdigit()
        wrong = joined or clock or last in ",:" or folded[end : end + 1].isdigit()
        return None if wrong else "arabic"
    if "一" <= before <= "龥" or before.isdigit() or before == "〇":
        return "cn" if last == "、" and before != "第" and _GLUED.match(folded, end) else None
    return "cn"


def _bare(folded: str, start: int, end: int) -> Iterator[Mark]:
    starts = [start, *(match.end() for match in _LINE_START.finditer(folded, start, end))]
    for match in (_BARE.match(folded, at, end) for at in starts):
        if match:
            kind = "nth" if match.group(1)[0] == "第" else "cn"
            yield _mark(folded, kind, match.start(1), match.end(1))


def _mark(folded: str, kind: str, start: int, end: int) -> Mark:
    filler = _FILLER.match(folded, end)
    text = folded[start:end]
    return Mark(kind, _number(kind, text), start, end, filler.end() if filler else end)


def _number(kind: str, text: str) -> int:
    if kind == "circle":
        return ord(text) - ord("①") + 1
    if "㈠" <= text[0] <= "㈩":
        return ord(text[0]) - ord("㈠") + 1
    if kind == "order":
        return _ORDER[text.rstrip(",、:")]
    if kind in ("small", "arabic"):
        return int("".join(c for c in text if c in "0123456789"))
    return numeral("".join(c for c in text if c in _HAN))


def numeral(text: str) -> int:
    """The value of 一 … 九十九; 0 where the characters are no such number (一二)."""
    if len(text) == 1:
        return 10 if text == "十" else _DIGITS.get(text, 0)
    tens, found, ones = text.partition("十")
    if not found or (tens and tens not in _DIGITS) or (ones and ones not in _DIGITS):
        return 0
    return (_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[ones] if ones else 0)


def number_of(text: str, mark: Mark) -> str | None:
    """The number as ``text``, the original, has it: 一, （一）, 1; None where there is none."""
    written = "".join(text[mark.start : mark.end].split())
    return written.rstrip("、.．:：，,") or None
