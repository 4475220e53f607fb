"""The running text of a PDF: lines joined to paragraphs, page numbers and heads taken out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil

from workbench.reading.pdfpage import Line, PdfPage, Table
from workbench.reading.pdftables import goes_on, joined

_PAGE_NUMBER = re.compile(
    r"[-—–－―‐·.\s]{0,6}第?\s{0,2}[0-9０-９]{1,3}\s{0,2}页?"
    r"(?:[,，/\s]{0,3}共?\s{0,2}[0-9０-９]{1,3}\s{0,2}页?)?[-—–－―‐·.\s]{0,6}"
)
#: Heads and feet stand in these shares of a page, and return on so many pages, or on all.
_MARGIN, _RETURNS = 0.12, 3
_CHANGES = re.compile(r"[0-9\s]+")
#: A full line may end so many characters early, a new paragraph is indented by more than this.
_RAGGED, _INDENT = 1.8, 0.8
#: A line of at least this many characters shows where the text ends on the right.
_LONG = 15
#: Lines that begin (or end) within so many points do so together; what share of them is many,
#: and how many are enough, for in a report of short paragraphs few lines are full.
_SAME_LEFT, _SAME_RIGHT, _OFTEN, _ENOUGH = 4.0, 14.0, 0.15, 3
_STARTS_ANEW = re.compile(
    r"\s*(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十0-9]{1,3}[)）]|[0-9]{1,2}[、.．](?![0-9])"
    r"|[一二三四五六七八九十]是|第[一二三四五六七八九十]{1,3}[,，、])"
)
_CLOSED = "。！？；：!?;:"

Item = Line | Table


@dataclass(frozen=True, slots=True)
class _Margins:
    left: float
    right: float


def paragraphs(pages: Sequence[PdfPage]) -> Iterator[str | Table]:
    """The text of all pages in paragraphs, and their tables, parts of one put together.

    A line belongs to the paragraph before it where that one reached the right margin and it
    begins at the left one, without the indent of a new paragraph. Page numbers are left out,
    and heads and feet that return are given once.
    """
    margins = _margins(pages)
    before: Line | None = None
    words = ""
    for item in _tables_joined(_without_heads(pages)):
        if isinstance(item, Line) and before is not None and _continues(before, item, margins):
            words = _glued(words, item.text)
            before = item
            continue
        if words:
            yield words
        before, words = (item, item.text) if isinstance(item, Line) else (None, "")
        if isinstance(item, Table):
            yield item
    if words:
        yield words


def _margins(pages: Sequence[PdfPage]) -> _Margins:
    """Where lines begin, and the long ones end: the outermost places that many share."""
    lines = [
        item
        for page in pages
        for item in page.items
        if isinstance(item, Line) and not _at_the_edge(item, page)
    ]
    long = [line.right for line in lines if len(line.text) >= _LONG]
    if not long:
        return _Margins(0.0, float("inf"))
    right = _outermost(long, within=_SAME_RIGHT)
    left = -_outermost([-line.left for line in lines], within=_SAME_LEFT)
    return _Margins(_under_indents(lines, left, right), right)


def _under_indents(lines: Sequence[Line], left: float, right: float) -> float:
    """The margin where nearly every line is the first of its paragraph, indented by two.

    One line that goes on in the middle of a sentence, two characters further left, shows it.
    """
    for before, line in pairwise(lines):
        broken = before.right > right - _RAGGED * before.em and before.text[-1] not in _CLOSED
        if broken and abs(left - line.left - 2 * line.em) < line.em / 2:
            return line.left
    return left


def _outermost(places: list[float], *, within: float) -> float:
    """The largest place that a good share of lines have; of ragged lines, nine in ten."""
    ordered = sorted(places, reverse=True)
    others = max(0, ceil(min(len(places) * _OFTEN, _ENOUGH)) - 1)
    pairs = zip(ordered, ordered[others:], strict=False)
    shared = (place for place, other in pairs if place - other <= within)
    return next(shared, ordered[len(places) // 10])


def _continues(before: Line, line: Line, margins: _Margins) -> bool:
    if before.right < margins.right - _RAGGED * before.em:
        return False
    if line.left > margins.left + _INDENT * line.em:
        return False
    return not (before.text[-1] in _CLOSED and _STARTS_ANEW.match(line.text))


def _glued(words: str, more: str) -> str:
    """Two lines as one; a space stands between English words only."""
    apart = words[-1].isascii() and words[-1].isalpha() and more[0].isascii() and more[0].isalpha()
    return f"{words} {more}" if apart else words + more


def _tables_joined(items: Iterator[tuple[int, Item]]) -> Iterator[Item]:
    """The items with each table in one piece, however many pages it runs over."""
    table: Table | None = None
    last = 0
    for number, item in items:
        if table is not None:
            if isinstance(item, Table) and number == last + 1 and goes_on(table, item):
                table, last = joined(table, item), number
                continue
            yield table
        table = item if isinstance(item, Table) else None
        last = number
        if isinstance(item, Line):
            yield item
    if table is not None:
        yield table


def _without_heads(pages: Sequence[PdfPage]) -> Iterator[tuple[int, Item]]:
    """The items of all pages with their page, without page numbers, feet and second heads."""
    returning = Counter[str | None](
        key for page in pages for key in {_head(item, page) for item in page.items}
    )
    least = max(2, min(_RETURNS, len(pages)))
    seen: set[str | None] = set()
    for number, page in enumerate(pages):
        for item in page.items:
            key = _head(item, page)
            returns = key is not None and returning[key] >= least
            if isinstance(item, Table) or not (
                (returns and (key in seen or item.base < page.height / 2))
                or _is_page_number(item, page)
            ):
                yield number, item
            seen.add(key)


def _at_the_edge(line: Line, page: PdfPage) -> bool:
    return not page.height * _MARGIN < line.base < page.height * (1 - _MARGIN)


def _head(item: Item, page: PdfPage) -> str | None:
    """What a line in a page's margin says, its numbers left out; None for all else."""
    if isinstance(item, Table) or not _at_the_edge(item, page):
        return None
    return _CHANGES.sub("", item.text) or None


def _is_page_number(line: Line, page: PdfPage) -> bool:
    return _at_the_edge(line, page) and _PAGE_NUMBER.fullmatch(line.text) is not None
