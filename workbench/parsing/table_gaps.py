"""What stands behind a label in running text: cells, blanks, pieces of other labels.

Between two labels there may be cells between tabs or pipes (a blank is seen), cells a line
each, or numbers between spaces (a blank leaves no trace). :func:`pieces` cuts such a gap
without deciding yet which column a cell belongs to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from workbench.model import Span, Status
from workbench.parsing.cell_values import is_unit, is_value, read_cell
from workbench.parsing.table_rows import Layout, Slot

_WORD = re.compile(r"\S+")
#: A page's number on a line of its own: - 3 -, 第3页, 3/12.
_PAGE = re.compile(
    r"[ \t]*(?:-+ ?[0-9]{1,3} ?-+|第 ?[0-9]{1,3} ?页[^\n]{0,12}|[0-9]{1,3} ?/ ?[0-9]{2,3}"
    r"|[Pp]\. ?[0-9]{1,3})[ \t]*\Z"
)
#: The rule below the head of a Markdown table: |---|:---:|
_RULE = re.compile(r"(?=[^\n]*\|)(?=[^\n]*---)[\s|:+=-]+\Z")
_FAR_BRACKET = 200


class Piece(NamedTuple):
    """A cell (``slot``) or words that are none (``slot`` is None); ``line`` counts from 0."""

    text: str
    span: Span
    slot: Slot | None
    line: int


class Gap(NamedTuple):
    pieces: list[Piece]
    layout: Layout


def read_gap(folded: str, start: int, end: int, *, closed: bool) -> Gap:
    """The pieces of ``folded[start:end]``, the stretch behind a label.

    ``closed`` says that another label follows at ``end``, so that what stands before it on
    its line belongs to that label's row. A note in brackets directly behind the label is
    skipped, unless there are cells in it.
    """
    start = _behind_note(folded, start, end)
    line_end = folded.find("\n", start, end)
    last_line = line_end < 0
    first = folded[start : end if last_line else line_end]
    rest = "" if last_line else folded[line_end:end]
    lines = rest.split("\n")
    if _delimited(first) or any(_row(line) for line in lines) or lines[-1].count("|") > 1:
        return Gap(list(_by_line(folded, start, end, closed=closed)), Layout.FIELDS)
    if "|" in first or "|" in rest:
        return Gap(list(_fields(folded, start, end, line=1, closed=True)), Layout.CELLS)
    if "\t" in first or "\t" in rest:
        return Gap(list(_by_line(folded, start, end, closed=closed)), Layout.FIELDS)
    return Gap(list(_words(folded, start, end)), Layout.LOOSE)


def _behind_note(folded: str, start: int, end: int) -> int:
    """Where the gap begins behind a note: 部分公开(区分处理的,只计这一情形,不计其他情形)."""
    at = start
    while at < end and folded[at].isspace():
        at += 1
    if at >= end or folded[at] != "(":
        return start
    close = folded.find(")", at, min(end, at + _FAR_BRACKET))
    if close < 0 or any(is_value(word) for word in folded[at + 1 : close].split()):
        return start
    return close + 1


def _delimited(first: str) -> bool:
    """Whether the rest of the label's line is a row of cells, not just the label's own end."""
    bars = first.count("|") + first.count("\t")
    return bool(bars) and (bars > 1 or bool(first.strip(" |\t\r")))


def _row(line: str) -> bool:
    """Whether a line of its own holds several cells."""
    filled = sum(1 for field in line.replace("|", "\t").split("\t") if field.strip())
    return filled > 1 or (filled == 1 and line.count("\t") > 1)


def _by_line(folded: str, start: int, end: int, *, closed: bool) -> Iterator[Piece]:
    number, at = 0, start
    while at <= end:
        stop = folded.find("\n", at, end)
        last = stop < 0
        stop = end if last else stop
        line = folded[at:stop]
        if not line.strip(" ") or _PAGE.match(line) or _RULE.match(line):
            pass
        elif "|" in line or "\t" in line:
            yield from _fields(folded, at, stop, line=number, closed=closed and last)
        else:
            yield from _words(folded, at, stop, number)
        number, at = number + 1, stop + 1


def _fields(folded: str, start: int, end: int, *, line: int, closed: bool) -> Iterator[Piece]:
    """The cells between tabs and pipes; what stands before the first is the label's own.

    On a line of its own (``line`` above 0, not ``closed``) the first field is a cell too.
    """
    parts = folded[start:end].replace("|", "\t").split("\t")
    piped = not closed and folded[start:end].rstrip().endswith("|")
    own_line = line > 0 and not closed and folded[start] != "|"
    at = start
    for i, part in enumerate(parts):
        edge = (i == 0 and not own_line) or (i == len(parts) - 1 and (closed or piped))
        if part.strip() or not edge:
            yield _field(folded, at, at + len(part), line)
        at += len(part) + 1


def _field(folded: str, start: int, end: int, line: int) -> Piece:
    raw = folded[start:end]
    text = raw.strip()
    at = start + (len(raw) - len(raw.lstrip()) if text else 0)
    span = Span(at, at + len(text))
    if not text:
        return Piece("", span, Slot("", span, pad=_glued(folded, start, end)), line)
    if is_value(text) or is_unit(text) or read_cell(text, "count").status is not Status.UNREADABLE:
        return Piece(text, span, Slot(text, span), line)
    return Piece(text, span, None, line)


def _glued(folded: str, start: int, end: int) -> bool:
    """Whether a blank lies in a run of pipes (||), as extraction leaves of a wide cell."""
    return folded.startswith("||", end) or (start == end and folded[start - 1] == "|")


def _words(folded: str, start: int, end: int, line: int = 0) -> Iterator[Piece]:
    """The words of running text; 518 万元 is one cell, a page's number is none."""
    held: Piece | None = None
    at = start
    while at < end:
        stop = folded.find("\n", at, end)
        stop = end if stop < 0 else stop
        if not _PAGE.match(folded[at:stop]) or line == 0:
            for found in _WORD.finditer(folded, at, stop):
                piece = _word(found, line)
                joined = held and _joined(held, piece, folded)
                if held and not joined:
                    yield held
                held = joined or piece
        line, at = line + 1, stop + 1
    if held:
        yield held


def _word(found: re.Match[str], line: int) -> Piece:
    text = found.group().replace("*", "")
    span = Span(*found.span())
    slot = Slot(text, span) if is_value(text) or is_unit(text) else None
    return Piece(text, span, slot, line)


def _joined(first: Piece, second: Piece, folded: str) -> Piece | None:
    """A number and the unit behind it on the same line as one cell: 518 万元."""
    if first.slot is None or first.line != second.line or not is_unit(second.text):
        return None
    if not first.text[-1:].isdigit():
        return None
    span = Span(first.span.start, second.span.end)
    text = folded[span.start : span.end]
    return Piece(text, span, Slot(text, span), first.line)
