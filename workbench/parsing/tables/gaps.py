"""What stands behind a label in running text: cells, blanks, pieces of other labels.

Between two labels there may be cells between tabs or pipes (a blank is seen), cells a line
each, or numbers between spaces (a blank leaves no trace). :func:`read_gap` cuts such
a gap without deciding yet which column a cell belongs to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from workbench.model import Status
from workbench.parsing.tables.cell_values import is_unit, is_value, read_cell
from workbench.parsing.tables.rows import Layout, Slot

_WORD = re.compile(r"\S+")
#: A page's number on a line of its own: - 3 -, 第3页, 3/12.
_PAGE = re.compile(
    r"[ \t]*(?:-+ ?[0-9]{1,3} ?-+|第 ?[0-9]{1,3} ?页[^\n]{0,12}|[0-9]{1,3} ?/ ?[0-9]{2,3}"
    r"|[Pp]\. ?[0-9]{1,3})[ \t]*\Z"
)
#: The rule below the head of a Markdown table: |---|:---:|
_RULE = re.compile(r"(?=[^\n]*\|)(?=[^\n]*---)[\s|:+=-]+\Z")
_BRACKET = re.compile(r"\s*\(")
_FAR_BRACKET = 200
_SHORT = 200


class Own(NamedTuple):
    """A label's cells, how many stand on its line, and on how many lines they stand."""

    slots: tuple[Slot, ...]
    beside: int
    lines: int


class Gap(NamedTuple):
    """What stands behind a label, with positions counted from the label's end.

    ``pieces`` are cells and words that are none; ``plain``: there are none of these, and what
    is the label's own is ``row`` (``head``, if it can only be a label of the table's head).
    ``bars`` counts the tabs and pipes on the rest of the label's line; ``open``: that line goes
    on behind the gap.
    """

    pieces: tuple[Slot, ...]
    layout: Layout
    plain: bool
    row: Own
    head: Own
    bars: int
    open: bool


def read_gap(gap: str, *, closed: bool) -> Gap:
    """The pieces of ``gap``, the folded text behind a label.

    ``closed`` says that another label follows, so that what stands before it on its line
    belongs to that label's row. A note in brackets directly behind the label is skipped,
    unless there are cells in it. Rows of the same words are read once.
    """
    return _read_short(gap, closed) if len(gap) <= _SHORT else _read(gap, closed)


def _read(gap: str, closed: bool) -> Gap:
    start = _behind_note(gap)
    pieces, layout = _pieces(gap, start, closed)
    first = gap.find("\n", start)
    end = len(gap) if first < 0 else first
    bars = gap.count("\t", 0, end) + gap.count("|", 0, end)
    plain = all(piece.cell for piece in pieces)
    row = own_cells(pieces, 0, layout, head=False)
    head = own_cells(pieces, 0, layout, head=True)
    return Gap(tuple(pieces), layout, plain, row, head, bars, first < 0)


_read_short = lru_cache(maxsize=8192)(_read)


def own_cells(pieces: Sequence[Slot], line: int, layout: Layout, *, head: bool) -> Own:
    """The cells that belong to a label on ``line``: of its line, else of one line behind it.

    Blanks beside a label of the head are what its span left; blanks beside a row are its own.
    """
    beside = [piece for piece in pieces if piece.line == line]
    own = pieces
    if layout is Layout.FIELDS:
        filled = [piece.line for piece in pieces if piece.text]
        row = any(piece.text for piece in beside) or (len(beside) > 1 and not head)
        if row or not filled:
            own = beside
        else:
            own = [piece for piece in pieces if piece.line == filled[0]]
    return Own(tuple(own), len(beside), len({piece.line for piece in own}))


def _pieces(gap: str, start: int, closed: bool) -> tuple[list[Slot], Layout]:
    if "\t" not in gap and "|" not in gap:
        return list(_words(gap, start, len(gap))), Layout.LOOSE
    first, *lines = gap[start:].split("\n")
    rows = _delimited(first) or "|" not in gap or any(_row(line) for line in lines)
    if rows or (lines and lines[-1].count("|") > 1):
        return _by_line(gap, start, closed=closed), Layout.FIELDS
    return _fields(gap, start, len(gap), line=1, closed=True), Layout.CELLS


def _behind_note(gap: str) -> int:
    """Where the gap begins behind a note: 部分公开(区分处理的,只计这一情形,不计其他情形)."""
    opened = _BRACKET.match(gap)
    if not opened:
        return 0
    at = opened.end()
    close = gap.find(")", at, at + _FAR_BRACKET)
    if close < 0 or any(is_value(word) for word in gap[at:close].split()):
        return 0
    return close + 1


def _delimited(first: str) -> bool:
    """Whether the rest of the label's line is a row of cells, not just the label's own end."""
    bars = first.count("\t") + first.count("|")
    return bars > 1 or (bars == 1 and bool(first.strip(" |\t\r")))


def _row(line: str) -> bool:
    """Whether a line of its own holds several cells."""
    filled = sum(1 for field in line.replace("|", "\t").split("\t") if field.strip())
    return filled > 1 or (filled == 1 and line.count("\t") > 1)


def _by_line(gap: str, start: int, *, closed: bool) -> list[Slot]:
    pieces: list[Slot] = []
    number, at = 0, start
    while at <= len(gap):
        stop = gap.find("\n", at)
        last = stop < 0
        stop = len(gap) if last else stop
        line = gap[at:stop]
        if last and closed and number and not line.strip(" \t|"):
            break  # the blanks before the next label are its own row's
        if "\t" in line or ("|" in line and not _RULE.match(line)):
            pieces += _fields(gap, at, stop, line=number, closed=closed and last)
        elif line and "|" not in line and not _PAGE.match(line):
            pieces += _words(gap, at, stop, number)
        number, at = number + 1, stop + 1
    return pieces


def _fields(gap: str, start: int, end: int, *, line: int, closed: bool) -> list[Slot]:
    """The cells between tabs and pipes; what stands before the first is the label's own.

    On a line of its own (``line`` above 0, not ``closed``) the first field is a cell too.
    """
    text = gap[start:end]
    if "\n" in text:
        text = _without_pages(text)
    parts = (text.replace("|", "\t") if "|" in text else text).split("\t")
    piped = not closed and text.rstrip().endswith("|")
    own_line = line > 0 and not closed and text[0] != "|"
    last = len(parts) - 1 if closed or piped else -1
    pieces: list[Slot] = []
    at = start
    for i, part in enumerate(parts):
        bare = part.strip()
        if bare:
            begin = at if part[0] == bare[0] else at + len(part) - len(part.lstrip())
            piece = Slot(bare, begin, begin + len(bare), 0, 1, line, False, _is_cell(bare))
            pieces.append(piece)
        elif i != last and (i > 0 or own_line):
            pieces.append(Slot("", at, at, 0, 1, line, _glued(gap, at, at + len(part))))
        at += len(part) + 1
    return pieces


def _without_pages(text: str) -> str:
    """Cells a line each with blanks for the lines that are a page's number."""
    lines = text.split("\n")
    return "\n".join(" " * len(line) if _PAGE.match(line) else line for line in lines)


@lru_cache(maxsize=4096)
def _is_cell(text: str) -> bool:
    """Whether a field between tabs or pipes can be a cell; 二十三 can be one there."""
    known = is_value(text) or is_unit(text)
    return known or read_cell(text, "count").status is not Status.UNREADABLE


def _glued(gap: str, start: int, end: int) -> bool:
    """Whether a blank lies in a run of pipes (||), as extraction leaves of a wide cell."""
    return gap.startswith("||", end) or (start == end and gap[start - 1] == "|")


def _words(gap: str, start: int, end: int, line: int = 0) -> Iterator[Slot]:
    """The words of running text; 518 万元 is one cell, a page's number is none."""
    held: Slot | None = None
    at = start
    while at < end:
        stop = gap.find("\n", at, end)
        stop = end if stop < 0 else stop
        if line == 0 or not _PAGE.match(gap[at:stop]):
            for found in _WORD.finditer(gap, at, stop):
                word = _word(found, line)
                joined = held and _joined(held, word, gap)
                if held and not joined:
                    yield held
                held = joined or word
        line, at = line + 1, stop + 1
    if held:
        yield held


def _word(found: re.Match[str], line: int) -> Slot:
    text = found.group().replace("*", "")
    cell = is_value(text) or is_unit(text)
    return Slot(text, found.start(), found.end(), line=line, cell=cell)


def _joined(first: Slot, second: Slot, gap: str) -> Slot | None:
    """A number and the unit behind it on the same line as one cell: 518 万元."""
    if not first.cell or first.line != second.line or not is_unit(second.text):
        return None
    if not first.text[-1:].isdigit():
        return None
    text = gap[first.start : second.end]
    return Slot(text, first.start, second.end, line=first.line)
