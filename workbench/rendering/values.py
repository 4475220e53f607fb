"""What a cell of a page is in a sheet: a number shown as it was, or text, never a formula."""

from __future__ import annotations

import re
from functools import cache

from workbench.analysis.sheets import LONGEST_TEXT, writable

#: What a number may be followed by and still be one: a unit, or how the report states it.
_NUMBER = re.compile(
    r"([＋－+-]?)([0-9]{1,15}(?:\.[0-9]{1,9})?)(%|[\u4e00-\u9fff]{0,3}(?:（文字说明）|（已更正）)?)"
)
_SOFT = re.compile("[余多近约上下]")
_FORMULA = re.compile(r"[=+\-@\t\r\n＝＋－＠]")
_CUT = 30_000


def number(text: str) -> tuple[float, str] | None:
    """The number that ``text`` is, and how it is shown: 5294条 is 5294 as ``0"条"``.

    What is softened (140余条, 约300条), counted in words or a range is none.
    """
    found = _NUMBER.fullmatch(text)
    if not found or _SOFT.search(found[3]):
        return None
    value = float(found[2]) * (-1 if found[1] in ("－", "-") else 1)
    digits = "0" + (f".{'0' * len(found[2].split('.')[1])}" if "." in found[2] else "")
    if found[3] == "%":
        return value / 100, f"{digits}%"
    unit = f'"{found[3]}"' if found[3] else ""
    if found[1]:
        return value, f'"＋"{digits}{unit};"－"{digits}{unit};{digits}{unit}'
    return value, digits + unit


def whole(text: str) -> str:
    """``text`` as a cell can hold it; what is too long is cut, and says so."""
    text = writable(text)
    if len(text) < LONGEST_TEXT:
        return text
    return f"{text[:_CUT]}……（全文 {len(text)} 字，此处只列前 {_CUT} 字，其余见网页）"


def is_formula(text: str) -> bool:
    """Whether a sheet would take ``text`` for a formula once somebody edits the cell."""
    return bool(_FORMULA.match(text))


@cache
def letters(place: int) -> str:
    """What a column is called: A, B … Z, AA."""
    from xlsxwriter.utility import xl_col_to_name

    return str(xl_col_to_name(place))


def width(text: str) -> int:
    return sum(2 if ord(character) > 0xFF else 1 for character in text)
