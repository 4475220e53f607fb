"""Running text as its author wrote it: broken lines joined, paragraphs kept apart.

Between the characters of a paragraph nothing is left of white space, page numbers and
residue; a paragraph ends with one line feed. Positions lead back to the original.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from operator import itemgetter

from workbench.model import Span
from workbench.parsing.fold import Squeezed

_LINE = re.compile(r"[^\n]+")
_PAGE = re.compile(r"\s*(?:-\s*[0-9]{1,3}\s*-|P\.?\s*[0-9]{1,3}|[0-9]{1,3}(?:\s+[0-9]{1,3})*)\s*\Z")
_ANEW = re.compile(
    r"\s*[*#]*(?:[一二三四五六七八九十]{1,3}[、.]|[(][一二三四五六七八九十0-9]{1,3}[)]|[0-9]{1,2}[、.)](?![0-9])"
    r"|[一二三四五六七八九十]{1,2}[是要]|第[一二三四五六七八九十]{1,3}[,、]|[①-⑳㈠-㈩]|(?:首先|其次|再次|最后)[,、])"
)
_CLOSED = frozenset("。;!?:")
_OPEN = frozenset(',、(《"')
_RUNNING = 14
#: So many lines of one length, none longer, were broken at a width.
_FULL = 3


class Flow:
    """A stretch of folded text in paragraphs; ``text`` is what rules match."""

    __slots__ = ("_pieces", "_starts", "text")

    def __init__(self, folded: str, start: int, end: int) -> None:
        self._pieces: list[Squeezed] = []
        self._starts: list[int] = []
        texts: list[str] = []
        length = 0
        for span, joined in _lines(folded, start, end):
            piece = Squeezed(folded, span.start, span.end)
            text = piece.text.rstrip("|")
            if not text:
                continue
            if texts and not joined:
                texts.append("\n")
                length += 1
            self._pieces.append(piece)
            self._starts.append(length)
            texts.append(text)
            length += len(text)
        self.text = "".join(texts)

    def span(self, start: int, end: int) -> Span:
        """The original's span of the characters ``[start, end)``; ``end`` is past ``start``."""
        return Span(self._position(start), self._position(end - 1) + 1)

    def _position(self, index: int) -> int:
        piece = bisect_right(self._starts, index) - 1
        return self._pieces[piece].position(index - self._starts[piece])


def _lines(folded: str, start: int, end: int) -> Iterator[tuple[Span, bool]]:
    """The lines of running text, and whether each goes on where the one before broke off."""
    lines = [
        (match.span(), line)
        for match in _LINE.finditer(folded, start, end)
        if (line := match.group().strip()) and not _PAGE.match(line)
    ]
    full = _full(line for _, line in lines)
    before = ""
    for span, line in lines:
        yield Span(*span), bool(before) and _goes_on(before, line, full)
        before = line


def _full(lines: Iterable[str]) -> int:
    """How long a full line is where text was broken at one width; 0 where it was not."""
    lengths = Counter(len(line) for line in lines if len(line) >= _RUNNING)
    width, count = max(lengths.items(), key=itemgetter(1), default=(0, 0))
    return width if count >= _FULL and width == max(lengths) else 0


def _goes_on(before: str, line: str, full: int) -> bool:
    last = before[-1]
    if last == "|" or _ANEW.match(line):
        return False
    if last in _CLOSED:
        return len(before) == full
    return last in _OPEN or len(before) >= _RUNNING
