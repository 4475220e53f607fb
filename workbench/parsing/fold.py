"""Match keys: the text as rules see it, with every position leading back to the original.

Two steps. :func:`fold` replaces characters one for one (full-width forms, Kangxi radicals,
traditional characters, look-alike dashes), so offsets stay what they are. :class:`Squeezed`
then leaves out what damage puts between the characters of a word (white space, zero-width
characters, Markdown stars, pinyin in brackets) and keeps the way back. What is shown to
people is always the original; a match key is never printed.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from functools import cache

from workbench.model import Span
from workbench.reference import load

#: Full-width ASCII, ideographic space, Kangxi radicals and CJK compatibility ideographs.
_COMPATIBLE = (
    range(0xFF01, 0xFF5F),
    range(0x3000, 0x3001),
    range(0x2F00, 0x2FD6),
    range(0x2E80, 0x2EF4),
    range(0xF900, 0xFAFF),
)
_LOOK_ALIKE = {
    "【": "[", "】": "]", "〔": "[", "〕": "]", "［": "[", "］": "]",
    "﹙": "(", "﹚": ")", "。": "。", "｡": "。", "﹒": ".", "．": ".",
    "“": '"', "”": '"', "＂": '"', "‘": "'", "’": "'",
    "–": "-", "—": "-", "―": "-", "−": "-", "－": "-", "‐": "-", "‑": "-", "─": "-",
    "○": "〇", "Ｏ": "O", "◯": "〇",
    "\u00a0": " ", "\u2003": " ", "\u2002": " ", "\u2009": " ", "\u200b": " ", "\ufeff": " ",
    "\u200c": " ", "\u200d": " ", "\u2060": " ", "\u00ad": " ", "\u202a": " ", "\u202c": " ",
    "\u202d": " ", "\u202e": " ", "\u200e": " ", "\u200f": " ",
    "\u2028": "\n", "\u2029": "\n", "\x0c": "\n", "\x0b": "\n", "\x85": "\n", "\r": "\n",
}  # fmt: skip
#: Words of traditional texts that are others here, both of one length.
_WORDS = (("资讯", "信息"),)
_DAMAGE = re.compile(r"[\s*#]+|\([a-zà-öø-ÿāēīōūǎěǐǒǔǘǚǜ]{1,6}\)")


@cache
def _table() -> list[int]:
    """The translation table of :func:`fold`: for each character of the first plane the one that
    it becomes. A list answers twice as fast as a dictionary of those alone that change."""
    table = {ord(line[0]): line[1] for line in load.text("traditional.txt").split("\n") if line}
    for block in _COMPATIBLE:
        for code in block:
            plain = unicodedata.normalize("NFKC", chr(code))
            if len(plain) == 1 and plain != chr(code):
                table[code] = table.get(ord(plain), plain)
    table.update({ord(old): new for old, new in _LOOK_ALIKE.items()})
    return [ord(table.get(code) or chr(code)) for code in range(0x10000)]


def fold(text: str) -> str:
    """``text`` in the form in which rules match it; always of the same length.

    Full-width punctuation becomes ASCII (，：；（）！？ are , : ; ( ) ! ?), 。 and 、 stay;
    〔〕【】 become square brackets; every dash becomes ``-``; CR, form feed and the Unicode
    line separators become a line feed; 涇源縣 becomes 泾源县 (and 乾安县 becomes 干安县, so
    fold both sides), and 政府資訊 becomes 政府信息.
    """
    folded = text.translate(_table())
    for theirs, ours in _WORDS:
        folded = folded.replace(theirs, ours)
    return folded


class Squeezed:
    """A stretch of folded text without white space and residue, and the way back.

    ``text`` is what rules match. :meth:`span` turns a match's positions into a
    :class:`~workbench.model.Span` of the original text; both ends are tight, so that the
    span begins and ends with a character that matched.
    """

    __slots__ = ("_raw", "_squeezed", "text")

    def __init__(self, folded: str, start: int = 0, end: int | None = None) -> None:
        """``folded`` is the whole folded text, ``[start, end)`` the stretch to squeeze."""
        end = len(folded) if end is None else end
        pieces: list[str] = []
        self._raw: list[int] = []
        self._squeezed: list[int] = []
        length, at = 0, start
        for gap in _DAMAGE.finditer(folded, start, end):
            if gap.start() > at:
                pieces.append(folded[at : gap.start()])
                self._raw.append(at)
                self._squeezed.append(length)
                length += gap.start() - at
            at = gap.end()
        if end > at or not pieces:
            pieces.append(folded[at:end])
            self._raw.append(at)
            self._squeezed.append(length)
        self.text = "".join(pieces)

    @property
    def whole(self) -> bool:
        """Whether nothing was left out, so that the text is one unbroken piece."""
        return len(self._raw) == 1

    @property
    def pieces(self) -> tuple[list[int], list[int]]:
        """Where the unbroken pieces begin, in the original and in ``text``; do not change them."""
        return self._raw, self._squeezed

    def position(self, index: int) -> int:
        """The place in the original of the squeezed character ``index``."""
        piece = bisect_right(self._squeezed, index) - 1
        return self._raw[piece] + index - self._squeezed[piece]

    def span(self, start: int, end: int) -> Span:
        """The span in the original of the squeezed characters ``[start, end)``."""
        if end <= start:
            return Span(self.position(start), self.position(start))
        return Span(self.position(start), self.position(end - 1) + 1)
