"""The disputes table of which extraction broke the head: its only row is still fifteen numbers.

Page text writes the narrow columns 结果维持 or 尚未审结 down over several lines, those of all
columns at once (结 结 其 尚 / 果 果 他 未). No label is left then; what is left is the order of
the form, and one line of fifteen numbers can be read in one way only.
"""

from __future__ import annotations

import re
from functools import cache

from workbench.model import Form, Span
from workbench.parsing.tables.labels import senses_in
from workbench.parsing.tables.rows import Block, Entry, Layout, Slot
from workbench.reference.forms import form

_TABLE = "disputes"
_NUMBER = re.compile("[0-9]+")
_LINES = 16


@cache
def _torn() -> tuple[re.Pattern[str], str]:
    """The last label above the columns, lines of nothing but their characters, the numbers."""
    spec = form(Form.Y2019).table(_TABLE)
    last = spec.rows[-1].printed.label
    names = [name for c in spec.columns for name in (c.printed.label, *c.printed.variants)]
    characters = {character for name in names for character in name}
    only = f"[ \t{''.join(sorted(characters))}]"
    row = rf"[0-9]+(?:[ \t]+[0-9]+){{{_places() - 1}}}"
    head = r"[ \t]*".join(last)
    lines = rf"[ \t]*\n(?:{only}*\n){{1,{_LINES}}}?"
    return re.compile(rf"({head}){lines}[ \t]*({row})[ \t]*(?=\n|$)"), last


def blank_row(folded: str, entry: Entry) -> Entry:
    """``entry``, the last of the table's labels, with the row of blanks on the line below it.

    Only as many places between tabs or pipes as the table has columns are such a row.
    """
    match = _blanks().match(folded, entry.span.end)
    if match is None or any(slot.text for slot in entry.slots):
        return entry
    start = match.start(1) - entry.base
    slots = tuple(Slot("", start, start, line=1) for _ in range(_places()))
    return entry._replace(slots=slots, layout=Layout.FIELDS)


@cache
def _places() -> int:
    spec = form(Form.Y2019).table(_TABLE)
    return len(spec.rows) * len(spec.columns)


@cache
def _blanks() -> re.Pattern[str]:
    places, blank = _places(), "[^\\S\n\t]*"
    tabs = rf"{blank}(?:\t{blank}){{{places - 1}}}"
    pipes = rf"{blank}\|{blank}(?:\|{blank}){{{places}}}"
    return re.compile(rf"[\s|]{{0,40}}?\n({pipes}|{tabs})(?=\n|$)")


def block(folded: str, start: int, end: int) -> Block | None:
    """The table in ``folded[start:end]``, or None where no such head and line stand."""
    pattern, last = _torn()
    match = pattern.search(folded, start, end)
    if match is None:
        return None
    base = match.end(1)
    slots = tuple(
        Slot(number.group(), number.start() - base, number.end() - base, line=1)
        for number in _NUMBER.finditer(folded, *match.span(2))
    )
    senses = senses_in(last, _TABLE)
    entry = Entry(last, senses, False, Span(*match.span(1)), slots, Layout.LOOSE, base)
    return Block(_TABLE, (entry,), Span(match.start(), match.end(2)))
