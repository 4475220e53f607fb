"""What one cell of a table says: a number, a zero in words, or which kind of nothing.

0, a blank, "/", "-", 无 and 不适用 stay distinct; what is none of these and no plain number
(①, ½, 1.2.3, 3-5, 约300) is unreadable, and its text is kept by the caller.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from workbench.errors import DictionaryError
from workbench.model import Status
from workbench.reference import load

FILE = "cell_words.toml"
_MOST_DIGITS = 15  # nothing in a report counts further, and int() of 400 digits is an attack
_DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
_TENS = {"十": 10, "百": 100, "千": 1000}
_SPOKEN = re.compile(
    r"(?:[〇零]|[一二三四五六七八九两]千)?[零〇]?(?:[一二三四五六七八九两]百)?[零〇]?(?:[一二三四五六七八九]?十)?[一二三四五六七八九]?"
)
_ENUMERATOR = re.compile(r"[(]?[0-9]{1,2}[.、)]+")
_LETTER = re.compile(r"[A-Za-z一-鿿]")


class CellValue(NamedTuple):
    """``value`` is None unless ``status`` is reported or zero_in_words."""

    value: int | float | None
    unit: str | None
    status: Status


_BLANK = CellValue(None, None, Status.BLANK)
_UNREADABLE = CellValue(None, None, Status.UNREADABLE)


@dataclass(frozen=True, slots=True)
class _Words:
    statuses: dict[str, Status]
    money: frozenset[str]
    units: frozenset[str]
    minus: frozenset[str]
    number: re.Pattern[str]


@cache
def _words() -> _Words:
    data = load.toml(FILE)
    statuses = {}
    for entry in data["word"]:
        if not entry.get("examples") or entry["text"] in statuses:
            raise DictionaryError(f"reference/{FILE}: {entry} needs examples and must stand once")
        statuses[entry["text"]] = Status(entry["status"])
    money = frozenset(data["units"]["money"])
    units = money | frozenset(data["units"]["things"])
    signs = (*data["signs"]["plus"], *data["signs"]["minus"])
    number = re.compile(
        rf"(?P<sign>{_any(signs)})? *"
        r"(?P<whole>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,3}(?: [0-9]{3})+|[0-9]+)(?P<part>\.[0-9]+)?"
        rf" *(?P<unit>{_any(tuple(units))})?"
    )
    return _Words(statuses, money, units, frozenset(data["signs"]["minus"]), number)


def _any(words: tuple[str, ...]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda w: (-len(w), w)))


@lru_cache(maxsize=4096)
def read_cell(folded: str, kind: str) -> CellValue:
    """What the folded text of a cell means in a column of this ``kind``.

    ``kind`` is "count" (whole numbers from 0 up), "change" (+1, -1, 减3) or "amount"
    (7730.28). A number that its column cannot hold (-5 requests, 0.5 rows, 518万元 in a
    column of items) is unreadable.
    """
    text = " ".join(folded.replace("*", " ").split())
    if not text:
        return _BLANK
    words = _words()
    status = words.statuses.get(text.replace(" ", ""))
    if status is not None:
        return CellValue(0 if status is Status.ZERO_IN_WORDS else None, None, status)
    found = words.number.fullmatch(text)
    if not found:
        return _spoken(text, words)
    return _number(found, kind, words)


def _number(found: re.Match[str], kind: str, words: _Words) -> CellValue:
    sign, whole, part, unit = found.group("sign", "whole", "part", "unit")
    digits = whole.replace(",", "").replace(" ", "")
    fraction = (part or "").rstrip("0")
    broken = len(fraction) > 1
    if len(digits) + len(fraction) > _MOST_DIGITS or (len(digits) > 1 and digits[0] == "0"):
        return _UNREADABLE
    if (sign and kind != "change") or (kind != "amount" and (broken or unit in words.money)):
        return _UNREADABLE
    value: int | float = float(digits + fraction) if broken else int(digits)
    return CellValue(-value if sign in words.minus else value, unit, Status.REPORTED)


def _spoken(text: str, words: _Words) -> CellValue:
    """The value of a number in characters, with its unit: 二十三, 一百零五件."""
    bare = text.replace(" ", "")
    unit = next((name for name in words.units if bare.endswith(name)), None)
    if unit is not None:
        unit = max((name for name in words.units if bare.endswith(name)), key=len)
    spoken = bare[: len(bare) - len(unit)] if unit else bare
    if not spoken or not _SPOKEN.fullmatch(spoken):
        return _UNREADABLE
    total, digit = 0, 0
    for character in spoken:
        if character in _TENS:
            total, digit = total + (digit or 1) * _TENS[character], 0
        else:
            digit = _DIGITS[character]
    return CellValue(total + digit, unit, Status.REPORTED)


@cache
def cell_words() -> tuple[str, ...]:
    """The words that may stand in a cell instead of a number: 无, 不适用, /."""
    return tuple(_words().statuses)


def unit_words() -> tuple[str, ...]:
    """The units that may stand in a cell or in a head, the longer before the shorter."""
    return tuple(sorted(_words().units, key=lambda unit: (-len(unit), unit)))


def is_unit(folded: str) -> bool:
    """Whether the text is a unit and nothing else: 条, 万元."""
    return folded.strip() in _words().units


@lru_cache(maxsize=4096)
def is_value(folded: str) -> bool:
    """Whether a word of running text can be what stands in a cell: 0, 1,234, 无, 518万元, 3-5.

    Words with other characters than a value's, and enumerators (1. (2) 3、) are not; nor are
    numbers in characters, which in running text are enumerators too.
    """
    words = _words()
    if folded in words.statuses or words.number.fullmatch(folded):
        return True
    if _LETTER.search(folded) or _ENUMERATOR.fullmatch(folded):
        return False
    return any(character.isnumeric() for character in folded)
