"""Cutting a stretch of folded text into sentences, over broken lines and page heads."""

from __future__ import annotations

import re
from collections.abc import Iterator

from workbench.model import Span

_END = re.compile(r"[。!?;]+[\"')\]]*|\n+[^\S\n]*(?:\n[^\S\n]*)*")
_CLOSED = "。!?;:.,、\"')]"
_STARTS_ANEW = re.compile(
    r"\s*(?:[一二三四五六七八九十]{1,3}[、.]|[(][一二三四五六七八九十0-9]{1,3}[)]|[0-9]{1,2}[、.)](?![0-9])"
    r"|[一二三四五六七八九十]{1,2}是|第[一二三四五六七八九十]{1,3}[,、]|[①-⑳])"
)
_SHORT, _LONG = 12, 400


def sentences(folded: str, start: int, end: int) -> Iterator[Span]:
    """The sentences of ``folded[start:end]`` in order, without surrounding white space.

    A sentence ends at 。！？； and at a line break, unless the line was broken inside a
    sentence, as PDF text is (…未发生因申 / 请政府信息公开引起…): the line before is long
    enough to be a line of running text and ends without punctuation, and the line after does
    not begin with an enumerator.
    """
    begin = start
    for mark in _END.finditer(folded, start, end):
        if mark.group()[0] == "\n" and _runs_on(folded, mark.start(), mark.end(), end):
            continue
        if sentence := _trimmed(folded, begin, mark.end()):
            yield sentence
        begin = mark.end()
    if sentence := _trimmed(folded, begin, end):
        yield sentence


def _runs_on(folded: str, before: int, after: int, end: int) -> bool:
    line = folded[folded.rfind("\n", max(0, before - _LONG), before) + 1 : before].strip()
    if len(line) < _SHORT or line[-1] in _CLOSED or "\t" in line or "|" in line:
        return False
    return after < end and not _STARTS_ANEW.match(folded, after)


def _trimmed(folded: str, start: int, end: int) -> Span | None:
    while start < end and folded[start].isspace():
        start += 1
    while end > start and folded[end - 1].isspace():
        end -= 1
    return Span(start, end) if end > start else None
