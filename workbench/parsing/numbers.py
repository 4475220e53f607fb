"""Numbers as reports write them: 1,234 and １２３４, 45.28万, 一百零五, 四十余, 约300, 518 万元.

:func:`read` takes one written number and gives its exact value, or says why it cannot be
read; it never guesses. What has two readings (四五次, 一百五, 3-5) or none (①, ½, 1.2.3) is
:class:`Unreadable`. No arithmetic is done in binary fractions: 45.28万 is exactly 452800.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from workbench.model import Qualifier
from workbench.parsing.fold import fold
from workbench.reference.units import UNIT

_DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {
    "零": 0, "两": 2, "俩": 2, "壹": 1, "贰": 2, "叁": 3, "肆": 4, "伍": 5, "陆": 6, "柒": 7,
    "捌": 8, "玖": 9,
}  # fmt: skip
_TENS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_SCALES = {"万": 10**4, "亿": 10**8}
HAN = "".join((*_DIGITS, *_TENS, *_SCALES))
_BIGGEST = 15  # digits; no report counts beyond that, and int() of 400 digits is an attack

ARABIC = r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?"
#: The written number itself, without its softening words: 1,234 45.28万 1万2千 四十
CORE = rf"(?:(?:{ARABIC})(?:[百千]?(?:万亿|[万亿千百](?![元])))?(?:[0-9]+千)?|[{HAN}]+)"
MORE = r"(?:\(?[余多]\)?|来)"
_BEFORE = {
    "超过": Qualifier.OVER, "超": Qualifier.OVER, "逾": Qualifier.OVER, "突破": Qualifier.OVER,
    "大约": Qualifier.ABOUT, "约": Qualifier.ABOUT, "大概": Qualifier.ABOUT,
    "将近": Qualifier.NEARLY, "接近": Qualifier.NEARLY, "近": Qualifier.NEARLY,
    "不足": Qualifier.NEARLY,
}  # fmt: skip
_AFTER = {"以上": Qualifier.OVER, "左右": Qualifier.ABOUT, "上下": Qualifier.ABOUT}
BEFORE = "|".join(_BEFORE)
AFTER = "|".join(_AFTER)

_WRITTEN = re.compile(
    rf"(?P<before>{BEFORE})?(?P<sign>[+-])?(?P<core>{CORE})"
    rf"(?P<more>{MORE}(?P<scale>万亿|[万亿](?!元))?)?(?P<unit>\(?(?:{UNIT})\)?)?(?P<after>{AFTER})?"
)
_GROUPED = re.compile(r"(?<=[0-9]) (?=[0-9]{3}(?![0-9]))")
_BLANK = re.compile(r"(?<![0-9])\s+|\s+(?![0-9])")
_MIXED = re.compile(rf"(?P<first>{ARABIC})(?P<scale>[万亿千百]*)(?:(?P<rest>[0-9]+)千)?")
_BARE = frozenset("百千万亿")
_YEAR = re.compile(r"(?:[12二][〇零oO0-9一二三四五六七八九]{3})")


@dataclass(frozen=True, slots=True)
class Number:
    """A value as written, with the word that softens it and its unit where they stand by."""

    value: int | float
    qualifier: Qualifier | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Unreadable:
    """What stood where a number was expected, and why it is none."""

    raw: str
    reason: str


def read(raw: str) -> Number | Unreadable:
    """The number that ``raw`` is, the whole of it: 约300 -> 300 about; 518 万元 -> 518, 万元.

    Full-width forms, digit groups (1,234 and 1 234), 万 and 亿, Chinese numerals, softening
    words before and after and a unit of ``units.toml`` are understood. Anything else in
    ``raw`` makes it unreadable; an empty string too.
    """
    text = _BLANK.sub("", _GROUPED.sub("", fold(raw)))
    written = _WRITTEN.fullmatch(text)
    if written is None:
        return Unreadable(raw, "not one number")
    soft = written["more"] or written["before"]
    value = exact(written["core"], more=soft is not None)
    if value is None:
        return Unreadable(raw, "two readings, or none")
    value *= _SCALES.get(written["scale"] or "", 1)
    qualifier = softened(written["before"], written["more"], written["after"])
    unit = (written["unit"] or "").strip("()") or None
    return Number(plain(-value if written["sign"] == "-" else value), qualifier, unit)


def softened(before: str | None, more: str | None, after: str | None) -> Qualifier | None:
    """What the words around a number make of it: 近 before, 余 inside, 左右 after."""
    if more:
        return Qualifier.ABOUT if more.startswith("来") else Qualifier.OVER
    return _BEFORE.get(before or "") or _AFTER.get(after or "")


def plain(value: Decimal) -> int | float:
    """``value`` as an int where it is whole, else the float nearest to it."""
    return int(value) if value == value.to_integral_value() else float(value)


def exact(core: str, *, more: bool = False) -> Decimal | None:
    """The exact value of a bare number (folded), or None where it cannot be read.

    ``more`` says that 余 or 近 stands beside it, so that 百余 and 近百 speak of a hundred.
    """
    if not core[0].isascii():
        value = 1 if more and core in _BARE else None
        whole = value * {**_TENS, **_SCALES}[core] if value else _han(core)
        return None if whole is None else Decimal(whole)
    parts = _MIXED.fullmatch(core)
    if parts is None or len(core) > _BIGGEST + 5:
        return None
    value_ = Decimal(parts["first"].replace(",", ""))
    for scale in parts["scale"]:
        value_ *= _SCALES.get(scale) or _TENS[scale]
    if parts["rest"]:
        value_ += int(parts["rest"]) * 1000
    return value_ if value_ < 10**_BIGGEST else None


def _han(core: str) -> int | None:
    """A Chinese numeral: 一百零五 is 105; 四五 (four or five) and 一百五 are None."""
    total = 0
    for scale, size in (("亿", 10**8), ("万", 10**4)):
        head, mark, tail = core.rpartition(scale)
        if mark:
            value = _han(head) if head else None
            if value is None or (tail and not _continues(tail, size)):
                return None
            total += value * size
            core = tail
    rest = _section(core) if core else 0
    return None if rest is None else total + rest


def _continues(tail: str, size: int) -> bool:
    """Whether ``tail`` may follow a scale: 一万零五 and 一万二千, not 一万二."""
    return tail[0] in "零〇" or any(unit in tail for unit in ("千", "仟", "万"))


def _section(core: str) -> int | None:
    """A numeral below ten thousand; None unless its units fall and every digit has one."""
    total, digit, last, gap = 0, None, 10_000, False
    for char in core:
        if char in "零〇":
            if digit is not None or (gap and total):
                return None
            gap = True
        elif char in _DIGITS:
            if digit is not None:
                return None
            digit = _DIGITS[char]
        else:
            size = _TENS.get(char, 0)
            if size == 0 or size >= last or (digit is None and (size != 10 or total)):
                return None
            total, digit, last, gap = total + (digit or 1) * size, None, size, False
    if digit is None:
        return total if total or core in ("零", "〇") else None
    return total + digit if last in (10, 10_000) or gap else None


def year(raw: str) -> int | None:
    """The year that four figures write: 2017, 二〇一七, 二O一七, 二0一七; None for others."""
    text = fold(raw).strip().removesuffix("年")
    if not _YEAR.fullmatch(text):
        return None
    figures = "".join("0" if c in "oO" else str(_DIGITS.get(c, c)) for c in text)
    value = int(figures)
    return value if 1949 <= value <= 2099 else None
