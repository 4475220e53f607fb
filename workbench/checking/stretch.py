"""A stretch of a text as rules match it, cut from the whole text that was squeezed once."""

from __future__ import annotations

from bisect import bisect_right

from workbench.model import Span
from workbench.parsing.fold import Squeezed


class Stretch:
    """``text`` without white space and residue; :meth:`span` leads back to the original."""

    __slots__ = ("_first", "_whole", "text")

    def __init__(self, whole: Squeezed, stretch: Span) -> None:
        """``stretch`` is a span of the original text that ``whole`` was made from."""
        self._whole = whole
        self._first = _index(whole, stretch.start)
        self.text = whole.text[self._first : _index(whole, stretch.end)]

    def span(self, start: int, end: int) -> Span:
        """The span in the original of the characters ``[start, end)`` of ``text``."""
        return self._whole.span(self._first + start, self._first + end)


def _index(whole: Squeezed, position: int) -> int:
    """How many characters of ``whole.text`` stand before ``position`` of the original."""
    raw, squeezed = whole.pieces
    piece = bisect_right(raw, position) - 1
    if piece < 0:
        return 0
    end = squeezed[piece + 1] if piece + 1 < len(squeezed) else len(whole.text)
    return min(squeezed[piece] + position - raw[piece], end)
