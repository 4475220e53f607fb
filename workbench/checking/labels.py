"""S11: labels of rows and columns that differ from the form's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from rapidfuzz.fuzz import ratio

from workbench.checking.view import View, short
from workbench.model import Finding, Form, Span
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
_BETWEEN = " \t\n|"
_HEAD = 500
_FEW_ROWS = 2
#: So many damaged labels are the mark of a damaged copy, not of a report.
_MANY = 4

Compared = tuple[Label, Span | None]


def labels_of_the_form(view: View) -> Iterator[Finding]:
    """S11: what the tables print beside their numbers, against what the form prints."""
    if view.report.form not in (Form.Y2019, Form.Y2021) or not view.report.cells:
        yield view.unchecked("S11", reason="没有读到2019年以后的表格")
        return
    gaps = _gaps(view)
    compared = [
        pair
        for table in form(view.report.form).tables
        for pair in (*_heads(view, table), *_rows(view, table, gaps))
    ]
    damaged = [(printed, span) for printed, span in compared if span is not None]
    if len(damaged) >= _MANY:
        reason = f"{len(damaged)}个行列名与格式不同，可能是读取所致"
        yield view.unchecked("S11", reason=reason)
        return
    for printed, span in damaged:
        found, expected = short(span.of(view.text)), printed.number + printed.label
        yield view.contradicts("S11", span, found=found, expected=expected)
    if not damaged:
        yield view.agrees("S11", count=len(compared))


def _rows(view: View, table: TableSpec, gaps: Mapping[tuple[str, str], Span]) -> Iterator[Compared]:
    """Each row's label with the place where something else is printed for it, or None."""
    if table.layout == "down":
        for row in table.rows:
            if (table.key, row.key) in gaps:
                yield from _compared(view, row.printed, gaps[table.key, row.key])


def _gaps(view: View) -> dict[tuple[str, str], Span]:
    """By (table, row) what stands between the row before and it: its label is in there."""
    found, reached = {}, 0
    for key, (start, end) in sorted(view.rows.items(), key=lambda item: item[1]):
        if reached <= start:
            found[key] = Span(reached or max(0, start - _HEAD), start)
        reached = max(reached, end)
    return found


def _compared(view: View, printed: Label, gap: Span) -> Iterator[Compared]:
    """The label that stands last in ``gap``; nothing where none there is like it."""
    folded = gap.of(view.folded)
    if folded.rstrip(_BETWEEN).endswith(_folded(printed.label)):
        yield printed, None
        return
    wanted = _wanted(printed.label)
    if _plain(folded).endswith(wanted):
        yield printed, None
        return
    pieces = [piece.span() for piece in _PIECE.finditer(folded) if _plain(piece.group())]
    tails = [(pieces[-lines][0], pieces[-1][1]) for lines in range(1, 1 + min(_LINES, len(pieces)))]
    if not tails:
        return
    start, end = max(tails, key=lambda tail: ratio(_plain(folded[slice(*tail)]), wanted))
    if ratio(_plain(folded[start:end]), wanted) >= _CLOSE:
        mark = _MARK.match(folded, start)
        start = mark.end() if mark else start
        start += len(folded[start:end]) - len(folded[start:end].lstrip())
        yield printed, Span(gap.start + start, gap.start + end)


def dropped_rows(view: View) -> Iterator[tuple[TableSpec, str]]:
    """Rows of the form that a table has not, neither their numbers nor their labels.

    Only of tables of which nearly everything was read: a row that we failed to read is none
    that the report lacks.
    """
    if view.report.form not in (Form.Y2019, Form.Y2021):
        return
    for table in form(view.report.form).tables:
        missing = [row for row in table.rows if (table.key, row.key) not in view.rows]
        if table.layout != "down" or not 0 < len(missing) <= _FEW_ROWS:
            continue
        extent = view.extents[table.key] if table.key in view.extents else Span(0, 0)
        around = Span(max(0, extent.start - _HEAD), min(len(view.text), extent.end + _HEAD))
        han = _plain(around.of(view.folded))
        for row in missing:
            named = (row.printed.label, *row.printed.variants)
            if not any(_wanted(label) in han for label in named):
                yield table, f"{row.printed.number}{row.printed.label}"


def _heads(view: View, table: TableSpec) -> Iterator[Compared]:
    """Labels of columns and blocks: those of the form, or a wording known to stand there."""
    region = _head(view, table)
    if region is None:
        return
    folded = region.of(view.folded)
    han = "".join(_HAN.findall(folded))
    for column in table.columns:
        if _wanted(column.printed.label) in han:
            yield column.printed, None
        else:
            yield from _instead(column.printed, column.printed.variants, folded, region.start)
    for heading in table.headings:
        yield from _instead(heading.printed, _other_articles(heading.printed), folded, region.start)


def _instead(
    printed: Label, variants: tuple[str, ...], folded: str, start: int
) -> Iterator[Compared]:
    """The first of ``variants`` that stands in ``folded``, which begins at ``start``."""
    for variant in variants:
        place = _place(folded, _letters(variant))
        if place is not None:
            yield printed, Span(start + place[0], start + place[1])
            return


@cache
def _other_articles(printed: Label) -> tuple[str, ...]:
    """Wordings that name another article: 第二十一条第（一）项 for 第二十条第（一）项."""
    article = _letters(printed.label).partition("条")[0]
    others = (variant for variant in printed.variants if "条" in variant)
    return tuple(v for v in others if len(_letters(v).partition("条")[0]) > len(article))


def _head(view: View, table: TableSpec) -> Span | None:
    """Where the labels of columns stand: above the cells of ``table``, or between its blocks."""
    extent = view.extents.get(table.key)
    if extent is None:
        return None
    blocks = sum(heading.opens for heading in table.headings)
    return Span(max(0, extent.start - _HEAD), extent.end if blocks > 1 else extent.start)


def _place(folded: str, wanted: str) -> tuple[int, int] | None:
    """Where the characters of ``wanted`` stand, white space between them allowed."""
    match = _spaced(wanted).search(folded) if len(wanted) > 2 else None
    return match.span() if match else None


@cache
def _spaced(wanted: str) -> re.Pattern[str]:
    return re.compile(r"[\s()]*".join(map(re.escape, wanted)))


def _plain(folded: str) -> str:
    """The Han characters of a label, without its notes in brackets."""
    return "".join(_HAN.findall(_NOTE.sub("", folded)))


@cache
def _wanted(label: str) -> str:
    return _plain(_folded(label))


@cache
def _letters(label: str) -> str:
    return "".join(_HAN.findall(_folded(label)))


@cache
def _folded(label: str) -> str:
    return fold(label)


RULES = {"S11": labels_of_the_form}
