"""Which encoding a file is in, and its text; strictly, or not at all.

The order: a byte order mark; UTF-16 told by where its zero bytes stand; strict UTF-8; GB18030
where what comes out is common Chinese; Big5 where charset-normalizer says so too. A file in
which one byte is broken is refused with the place of that byte: nothing is skipped or replaced.
"""

from __future__ import annotations

import codecs
import re
from functools import cache
from typing import NamedTuple

from workbench.errors import SourceError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le", "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "utf-16-be"),
)
_HAN = re.compile(r"[\u3400-\u9fff]")
_ABOVE_ASCII = re.compile(r"[^\x00-\x7f]+")
_UTF8_CHINESE = re.compile(rb"[\xe4-\xe9][\x80-\xbf]{2}|\xe3\x80[\x80-\xbf]|\xef\xbc[\x80-\xbf]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
#: Of a text's characters 98 in 100 are common ones, of traditional ones 67; of UTF-8 or UTF-16
#: read as what it is not, at most 18 (measured on 49 reports).
_COMMON_SHARE = 0.5
#: From here on nothing else need be asked.
_PLAINLY_COMMON = 0.8
#: What one look at a text needs.
_SAMPLE = 50_000


class Decoded(NamedTuple):
    """A file's text without its byte order mark, and the encoding that gave it."""

    text: str
    encoding: str


def decode(data: bytes, name: str) -> Decoded:
    """The text of ``data``, decoded without a single guess.

    What a page says of its own encoding is not asked: it is wrong too often. Raises
    :class:`SourceError` (unreadable) naming the offset of the first byte that is wrong, or
    why the result is no text (鏀垮簻, binary).
    """
    decoded = _by_mark(data, name) or _utf16_by_zeros(data) or _utf8(data) or _legacy(data, name)
    text = decoded.text
    if len(_CONTROL.findall(text[:_SAMPLE])) > max(8, min(len(text), _SAMPLE) // 20):
        raise SourceError("unreadable", f"{name}: binary data, not text")
    if _is_mojibake(text):
        raise SourceError(
            "unreadable",
            f"{name}: UTF-8 that was once read as GB18030 (鏀垮簻 for 政府); take the file "
            "from its source again",
        )
    return decoded


def _by_mark(data: bytes, name: str) -> Decoded | None:
    for mark, label, codec in _MARKS:
        if data.startswith(mark):
            try:
                return Decoded(data[len(mark) :].decode(codec), label)
            except UnicodeDecodeError as error:
                raise _broken(name, codec, error.start + len(mark)) from error
    return None


def _utf16_by_zeros(data: bytes) -> Decoded | None:
    """UTF-16 without a mark: digits and line feeds leave zeros on one side of each pair.

    一 (4E00) leaves them on the other side, so what comes out must be common Chinese, too.
    """
    sample = data[:_SAMPLE]
    zeros = sample.count(0)
    if len(data) % 2 or zeros * 100 < len(sample) // 2:
        return None
    big = sample[::2].count(0)
    if min(big, zeros - big) * 3 > zeros:
        return None
    codec = "utf-16-be" if big * 2 > zeros else "utf-16-le"
    text = _strict(data, codec)
    if text is None or not (zeros * 10 > len(sample) * 4 or common_share(text) >= _COMMON_SHARE):
        return None
    return Decoded(text, codec)


def _utf8(data: bytes) -> Decoded | None:
    text = _strict(data, "utf-8")
    return None if text is None else Decoded(text, "utf-8")


def _legacy(data: bytes, name: str) -> Decoded:
    """GB18030 or Big5 where the outcome is common Chinese; else the error that fits best."""
    text = _strict(data, "gb18030")
    share = common_share(_up_to_error(data, "gb18030") if text is None else text)
    if text is not None and share >= _PLAINLY_COMMON:
        return Decoded(text, "gb18030")
    if len(_UTF8_CHINESE.findall(data)) * 3 * 2 > len(data) - _ascii(data):
        raise _broken(name, "utf-8", _first_error(data, "utf-8"))
    big5 = _big5(data)
    if big5 is not None:
        return big5
    if share < _COMMON_SHARE:
        offset = _first_error(data, "utf-8")
        raise SourceError(
            "unreadable", f"{name}: byte {offset} is not valid utf-8, and gb18030 gives no Chinese"
        )
    if text is None:
        raise _broken(name, "gb18030", _first_error(data, "gb18030"))
    return Decoded(text, "gb18030")


def _big5(data: bytes) -> Decoded | None:
    text = _strict(data, "big5hkscs")
    if text is None:
        return None
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE], cp_isolation=["big5", "big5hkscs", "gb18030"]).best()
    return Decoded(text, "big5hkscs") if best and best.encoding.startswith("big5") else None


def common_share(text: str) -> float:
    """The share of the 3,755 common characters among all Chinese ones; 0 where there are none."""
    han = _HAN.findall(text[:_SAMPLE])
    return sum(map(_common().__contains__, han)) / len(han) if han else 0.0


@cache
def _common() -> frozenset[str]:
    """Level 1 of GB 2312: the rows 16 to 55, ordered by sound because they are the common ones."""
    codes = (bytes((row, cell)) for row in range(0xB0, 0xD8) for cell in range(0xA1, 0xFF))
    gaps = {bytes((0xD7, cell)) for cell in range(0xFA, 0xFF)}
    return frozenset(code.decode("gb2312") for code in codes if code not in gaps)


def _is_mojibake(text: str) -> bool:
    """Whether the Chinese of ``text``, written as GB18030, is UTF-8 again."""
    above = "".join(_ABOVE_ASCII.findall(text[:2_000]))[:400]
    if not above:
        return False
    raw = above.encode("gb18030")
    return len(_UTF8_CHINESE.findall(raw)) * 3 * 10 > len(raw) * 7


def _strict(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except UnicodeDecodeError:
        return None


def _first_error(data: bytes, codec: str) -> int:
    """The place of the first byte that breaks ``codec``, not of the character it breaks."""
    try:
        data.decode(codec)
    except UnicodeDecodeError as error:
        second = error.reason == "invalid continuation byte" or (
            codec == "gb18030" and 0x81 <= data[error.start] <= 0xFE
        )
        return min(error.start + second, len(data) - 1)
    return 0


def _up_to_error(data: bytes, codec: str) -> str:
    """The text before the first broken character; empty where it begins with one."""
    try:
        return data.decode(codec)
    except UnicodeDecodeError as error:
        return data[: error.start].decode(codec)


def _ascii(data: bytes) -> int:
    return len(data) - len(data.translate(None, bytes(range(128))))


def _broken(name: str, codec: str, offset: int) -> SourceError:
    return SourceError("unreadable", f"{name}: byte {offset} is not valid {codec}")
