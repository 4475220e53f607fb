"""S11: labels of rows and columns that differ from the form's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from rapidfuzz.fuzz import ratio

from workbench.checking.view import View
from workbench.model import Cell, Finding, Form, Span
from workbench.parsing.fold import fold
from workbench.reference.form_specs import Label
from workbench.reference.forms import TableSpec, form

_CLOSE = 60.0
_LINES = 3
_HAN = re.compile(r"[\u3400-\u9fff]+")
_NOTE = re.compile(r"\([^()]*\)?")
_PIECE = re.compile(r"[^\t|\n]+")
_MARK = re.compile(
    r"\s*(?:\([一二三四五六七八九十]{1,2}\)|[一二三四五六七八九十]{1,2}[、.]|[0-9]{1,2}[、.])"
)
_HEAD = 500


def labels_of_the_form(view: View) -> Iterator[Finding]:
    """S11: what the tables print beside their numbers, against what the form prints."""
    if view.report.form not in (Form.Y2019, Form.Y2021) or not view.report.cells:
        yield view.unchecked("S11")
        return
    read, damaged = 0, False
    for table in form(view.report.form).tables:
        for printed, span in (*_columns(view, table), *_rows(view, table)):
            read += 1
            if span is None:
                continue
            damaged = True
            found = "".join(span.of(view.text).split())
            yield view.contradicts(
                "S11", span, found=found, expected=printed.number + printed.label
            )
    if not damaged:
        yield view.agrees("S11", count=read)


def _rows(view: View, table: TableSpec) -> Iterator[tuple[Label, Span | None]]:
    """Each row's label with the place where something else is printed for it, or None."""
    if table.layout != "down":
        return
    starts: dict[tuple[str, str], int] = {}
    ends: dict[tuple[str, str], int] = {}
    for cell in view.report.cells:
        key = (cell.table, cell.row)
        starts[key] = min(starts.get(key, cell.span.start), cell.span.start)
        ends[key] = max(ends.get(key, 0), cell.span.end)
    for row in table.rows:
        own = (table.key, row.key)
        if own not in starts:
            continue
        start = starts[own]
        others = (end for key, end in ends.items() if key != own and end <= start)
        before = max(others, default=max(0, start - _HEAD))
        yield from _compared(view, row.printed, Span(before, start))


def _compared(view: View, printed: Label, gap: Span) -> Iterator[tuple[Label, Span | None]]:
    """The label that stands last in ``gap``; nothing where none there is like it."""
    folded = gap.of(view.folded)
    wanted = _wanted(printed.label)
    if _plain(folded).endswith(wanted):
        yield printed, None
        return
    pieces = [piece.span() for piece in _PIECE.finditer(folded) if _plain(piece.group())]
    tails = [(pieces[-lines][0], pieces[-1][1]) for lines in range(1, 1 + min(_LINES, len(pieces)))]
    if not tails:
        return
    start, end = max(tails, key=lambda tail: ratio(_plain(folded[slice(*tail)]), wanted))
    likeness = ratio(_plain(folded[start:end]), wanted)
    if likeness >= _CLOSE:
        mark = _MARK.match(folded, start)
        yield printed, Span(gap.start + (mark.end() if mark else start), gap.start + end)


def _columns(view: View, table: TableSpec) -> Iterator[tuple[Label, Span | None]]:
    """Column labels: those of the form, or a wording known to stand in their place."""
    cells = [cell for cell in view.report.cells if cell.table == table.key]
    if not cells:
        return
    region = _region(cells)
    folded = region.of(view.folded)
    han = "".join(_HAN.findall(folded))
    for column in table.columns:
        if _wanted(column.printed.label) in han:
            yield column.printed, None
            continue
        for variant in column.printed.variants:
            place = _place(folded, _wanted(variant))
            if place is not None:
                yield column.printed, Span(region.start + place[0], region.start + place[1])
                break


def _region(cells: Sequence[Cell]) -> Span:
    first = min(cell.span.start for cell in cells)
    return Span(max(0, first - _HEAD), max(cell.span.end for cell in cells))


def _place(folded: str, wanted: str) -> tuple[int, int] | None:
    """Where the characters of ``wanted`` stand, white space between them allowed."""
    match = re.search(r"\s*".join(map(re.escape, wanted)), folded) if len(wanted) > 2 else None
    return match.span() if match else None


def _plain(folded: str) -> str:
    """The Han characters of a label, without its notes in brackets."""
    return "".join(_HAN.findall(_NOTE.sub("", folded)))


@cache
def _wanted(label: str) -> str:
    return _plain(fold(label))


RULES = {"S11": labels_of_the_form}
