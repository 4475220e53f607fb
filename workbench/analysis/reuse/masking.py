"""What is compared of a passage: its characters without names, digits and statutory text.

我镇 and 关庄乡人民政府 both become ``◇``, numbers ``0``, phrases of the Regulation ``§``;
enumerators, quotation marks and brackets are left out, and marks of one kind are one mark.
Every character of the key leads back to its place in the report's text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from workbench.analysis.words.longest import longest
from workbench.model import Span
from workbench.parsing.fold import Squeezed, fold
from workbench.reference import reuse

UNIT, NUMBER, STATUTORY = "◇", "0", "§"
#: The characters of a key that stand for something else.
MASKS = frozenset((UNIT, NUMBER, STATUTORY))
_FILL = "\ue000"
_MARKS = str.maketrans({";": "。", "!": "。", "?": "。", ".": "。", ":": ",", "、": ","})
_HAN = "一二三四五六七八九十"
_NUMERATOR = (
    rf"(?:^|(?<=[,。]))(?:第?[{_HAN}]{{1,3}}[是要,。]|\([{_HAN}0-9]{{1,3}}\)|[0-9]{{1,2}}[,。)](?![0-9])"
    r"|首先,?|其次,?|再次,?|最后,?)"
)
_YEAR = r"(?:二[〇零O○0]{1,2}[一二]?[〇零O○0一二三四五六七八九]|[0-9]{4})(?=年)"
_BODY = rf"{_FILL}+(?:人民政府|政府|党委|党工委|办事处|街道办)?"


@dataclass(frozen=True, slots=True)
class Masked:
    """A key, and pairs ``marks`` (place in the key, place in the text) that lead back.

    ``statutory`` is how many characters of the text are the Regulation's or a form's.
    """

    key: str
    marks: tuple[int, ...]
    statutory: int = 0


def names_of(*names: str | None) -> tuple[str, ...]:
    """The names by which a report calls its unit and the places above, the longest first."""
    known = {fold(name) for name in names if name and len(name) > 1}
    return tuple(sorted(known, key=lambda name: (-len(name), name)))


def masked(folded: str, span: Span, names: Sequence[str] = ()) -> Masked:
    """The key of ``folded[span]``; ``names`` are those of :func:`names_of`."""
    squeezed = Squeezed(folded, span.start, span.end)
    text = squeezed.text.translate(_MARKS)
    for name in names:
        if name in text:
            text = text.replace(name, _FILL * len(name))
    pieces: list[str] = []
    marks: list[int] = []
    at = length = statutory = 0
    for token in _tokens().finditer(text):
        start, end = token.span()
        if start > at:
            pieces.append(text[at:start])
            marks += _marks(squeezed, length, at, start)
            length += start - at
        at, mask = end, _MASK_OF[token.lastgroup]
        if mask == STATUTORY:
            statutory += end - start
        if mask and not (pieces and pieces[-1] == mask):
            pieces.append(mask)
            marks += _marks(squeezed, length, start, start + 1)
            length += 1
    if at < len(text):
        pieces.append(text[at:])
        marks += _marks(squeezed, length, at, len(text))
    return Masked("".join(pieces), tuple(marks), statutory)


_MASK_OF: dict[str | None, str | None] = {
    "unit": UNIT,
    "number": NUMBER,
    "statutory": STATUTORY,
    "drop": None,
}


def _marks(squeezed: Squeezed, length: int, start: int, end: int) -> list[int]:
    """The marks of the characters ``[start, end)``, which stand at ``length`` in the key."""
    raw, starts = squeezed.pieces
    piece = bisect_right(starts, start) - 1
    marks = [length, raw[piece] + start - starts[piece]]
    for later in range(piece + 1, len(starts)):
        if starts[later] >= end:
            break
        marks += (length + starts[later] - start, raw[later])
    return marks


@cache
def _tokens() -> re.Pattern[str]:
    """All that is masked or left out, in one expression; a named group says what it is."""
    phrases = {_bare(text) for text in reuse.statutory()}
    first = "".join(sorted(re.escape(phrase[0]) for phrase in phrases))
    statutory = f"(?=[{first}]){longest(phrases)}"
    units = "|".join(f"(?:{rule.pattern.pattern})" for rule in reuse.units())
    return re.compile(
        rf"(?P<statutory>{statutory})|(?P<drop>{_NUMERATOR}|[\"'()\[\]《》<>*#·]+)"
        rf"|(?P<unit>{_BODY}|{units})|(?P<number>{_YEAR}|[0-9]+(?:[。,][0-9]+)*%?)"
    )


def _bare(text: str) -> str:
    return "".join(fold(text).split()).translate(_MARKS)


def position(marks: Sequence[int], index: int) -> int:
    """The place in the text of the key's character ``index``."""
    low, high = 0, len(marks) // 2
    while low + 1 < high:
        middle = (low + high) // 2
        if marks[2 * middle] <= index:
            low = middle
        else:
            high = middle
    return marks[2 * low + 1] + index - marks[2 * low]


@cache
def _stock() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{rule.pattern.pattern})" for rule in reuse.stock()))


def is_stock(folded: str, span: Span, made: Masked) -> bool:
    """Whether a passage is a form's or the Regulation's, and no unit's own.

    It is one of the lines that a form asks for, or more than half of it is statutory text.
    """
    text = Squeezed(folded, span.start, span.end).text
    own = sum(char not in MASKS for char in made.key)
    return 2 * made.statutory > len(text) or own < 4 or _stock().search(text) is not None
