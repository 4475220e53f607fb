"""The text of an RTF file as a flow of pieces: words, breaks, ends of cells and rows.

Only what shows on the page comes through: no fonts, styles, pictures, headers, hidden text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum

from workbench.errors import SourceError

_TOKEN = re.compile(
    rb"\\(?P<word>[A-Za-z]{1,32})(?P<number>-?[0-9]{1,9})? ?"
    rb"|\\'(?P<byte>[0-9A-Fa-f]{2})"
    rb"|\\(?P<symbol>[^A-Za-z])"
    rb"|(?P<brace>[{}])"
    rb"|(?P<plain>[^\\{}\r\n\0]+)"
    rb"|(?P<nothing>[\r\n\0]+|\\)",
    re.S,
)
#: Groups that hold what is not shown, or not as part of the text.
_NOT_SHOWN = frozenset((
    b"fonttbl", b"colortbl", b"stylesheet", b"info", b"pict", b"header", b"headerl", b"headerr",
    b"headerf", b"footer", b"footerl", b"footerr", b"footerf", b"footnote", b"annotation",
    b"fldinst", b"objdata", b"listtable", b"listoverridetable", b"revtbl", b"rsidtbl", b"xe",
    b"nonshppict", b"themedata", b"datastore", b"tc", b"nonesttables", b"deleted",
))  # fmt: skip
_CHARACTERS: Mapping[bytes, str] = {
    b"tab": "\t", b"emdash": "—", b"endash": "–", b"lquote": "‘", b"rquote": "’",
    b"ldblquote": "“", b"rdblquote": "”", b"bullet": "•", b"emspace": " ", b"enspace": " ",
    b"~": "\u00a0", b"_": "-", b"{": "{", b"}": "}", b"\\": "\\", b"nestcell": " ",
}  # fmt: skip
_CODE_PAGES = {936: "gb18030", 950: "big5hkscs", 65001: "utf-8", 54936: "gb18030"}
_CHARSETS = {134: "gb18030", 136: "big5hkscs"}
_DEEPEST = 500


class Mark(Enum):
    """What stands between pieces of text."""

    LINE = "the end of a line outside tables"
    LINE_IN_CELL = "the end of a line within a cell"
    CELL = "the end of a cell"


@dataclass(frozen=True, slots=True)
class CellShape:
    """Where a cell of a row ends, in twentieths of a point, and what it continues."""

    right: int
    goes_on_down: bool = False
    goes_on_right: bool = False


@dataclass(frozen=True, slots=True)
class RowEnd:
    """The end of a row with the shapes of its cells."""

    left: int
    shapes: tuple[CellShape, ...]


@dataclass(slots=True)
class _Group:
    """What holds until a group closes."""

    shown: bool = True
    skips: int = 1
    codec: str = "gb18030"
    hidden: bool = False
    in_table: bool = False
    list_number: bool = False


@dataclass(slots=True)
class _Row:
    left: int = 0
    shapes: list[CellShape] = field(default_factory=list)
    down: bool = False
    right: bool = False


Piece = str | Mark | RowEnd


def pieces(data: bytes, name: str) -> Iterator[Piece]:
    """The pieces of the file in order. Raises :class:`SourceError` where bytes are no text."""
    return _Reader(data, name).pieces()


class _Reader:
    def __init__(self, data: bytes, name: str) -> None:
        self._data = data
        self._name = name
        self._fonts: dict[int, str] = _fonts(data)
        self._codec = "gb18030"
        self._group = _Group()
        self._above: list[_Group] = []
        self._row = _Row()
        self._skip = 0
        self._bytes = bytearray()
        self._half: int | None = None

    def pieces(self) -> Iterator[Piece]:
        starred = False
        for token in _TOKEN.finditer(self._data):
            kind = token.lastgroup if token.lastgroup != "number" else "word"
            if kind != "byte" and kind != "plain":
                yield from self._decoded(token.start())
            value = token.group(kind or 0)
            if kind == "brace":
                self._brace(value, token.start())
            elif kind == "symbol" and value == b"*":
                starred = True
                continue
            elif kind in ("word", "symbol"):
                if starred or value in _NOT_SHOWN:
                    self._group.shown = False
                yield from self._word(value, token.group("number"))
            elif kind in ("byte", "plain"):
                self._text(bytes.fromhex(value.decode("ascii")) if kind == "byte" else value)
            starred = False
        yield from self._decoded(len(self._data))

    def _brace(self, brace: bytes, place: int) -> None:
        self._skip = 0
        if brace == b"{":
            if len(self._above) >= _DEEPEST:
                raise SourceError("unreadable", f"{self._name}: byte {place}: groups too deep")
            self._above.append(self._group)
            self._group = replace(self._group)
        elif self._above:
            self._group = self._above.pop()

    @property
    def _shows(self) -> bool:
        return self._group.shown and not self._group.hidden

    def _text(self, raw: bytes) -> None:
        if self._skip:
            skipped = min(self._skip, len(raw))
            self._skip -= skipped
            raw = raw[skipped:]
        if self._shows:
            self._bytes += raw

    def _decoded(self, place: int) -> Iterator[str]:
        """The bytes so far as text: one character may be split over two tokens."""
        if not self._bytes:
            return
        raw, self._bytes = bytes(self._bytes), bytearray()
        try:
            yield raw.decode(self._group.codec)
        except UnicodeDecodeError as error:
            said = f"{self._name}: near byte {place}: not valid {self._group.codec}"
            raise SourceError("unreadable", said) from error

    def _word(self, word: bytes, digits: bytes | None) -> Iterator[Piece]:
        number = int(digits) if digits is not None else None
        if self._sets(word, number):
            return
        if word == b"u" and number is not None:
            self._skip = self._group.skips
            yield from self._unicode(number)
        elif not self._shows:
            return
        elif word in _CHARACTERS:
            yield " " if word == b"tab" and self._group.list_number else _CHARACTERS[word]
        elif word in (b"par", b"line", b"page", b"sect", b"nestrow", b"\n", b"\r"):
            yield Mark.LINE_IN_CELL if self._group.in_table else Mark.LINE
        elif word == b"cell":
            yield Mark.CELL
        elif word == b"row":
            self._group.in_table = False
            yield RowEnd(self._row.left, tuple(self._row.shapes))

    def _unicode(self, number: int) -> Iterator[str]:
        """A character by its number; large ones come as two halves."""
        code = number % 0x10000
        if 0xD800 <= code < 0xDC00:
            self._half = code
            return
        if 0xDC00 <= code < 0xE000:
            if self._half is None:
                return
            code = 0x10000 + ((self._half - 0xD800) << 10) + code - 0xDC00
        self._half = None
        if self._shows and code:
            yield chr(code)

    def _sets(self, word: bytes, number: int | None) -> bool:
        """Whether ``word`` only changes what follows: encodings, hiding, the shape of a row."""
        match word:
            case b"uc":
                self._group.skips = max(0, number or 0)
            case b"ansicpg":
                self._codec = self._group.codec = _CODE_PAGES.get(number or 0, "gb18030")
            case b"f":
                self._group.codec = self._fonts.get(number or 0, self._codec)
            case b"v":
                self._group.hidden = number != 0
            case b"plain":
                self._group.hidden = False
            case b"listtext" | b"pntext":
                self._group.list_number = True
            case b"intbl":
                self._group.in_table = True
            case b"pard":
                self._group.in_table = False
            case b"trowd":
                self._group.in_table = True
                self._row = _Row()
            case b"trleft":
                self._row.left = number or 0
            case b"clvmrg":
                self._row.down = True
            case b"clmrg":
                self._row.right = True
            case b"cellx":
                self._row.shapes.append(CellShape(number or 0, self._row.down, self._row.right))
                self._row.down = self._row.right = False
            case _:
                return False
        return True


_FONT = re.compile(rb"\\f([0-9]{1,5})[^{};]{0,200}?\\fcharset([0-9]{1,3})")


def _fonts(data: bytes) -> dict[int, str]:
    """The encoding of each font that the file declares as a Chinese one."""
    found = ((int(number), int(charset)) for number, charset in _FONT.findall(data[:200_000]))
    return {number: _CHARSETS[charset] for number, charset in found if charset in _CHARSETS}
