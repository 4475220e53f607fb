"""S11: labels of rows and columns that differ from the form's."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rapidfuzz.fuzz import ratio

from workbench.checking.view import View
from workbench.model import Finding, Form, Span
from workbench.parsing.fold import Squeezed, fold
from workbench.reference.form_specs import Label
from workbench.reference.forms import TableSpec, form

_CLOSE = 60.0
_ENUMERATOR = re.compile(
    r"^(?:\([一二三四五六七八九十]{1,2}\)|[一二三四五六七八九十][、.]|[0-9]{1,2}[、.．])"
)
_NOTE = re.compile(r"\([^()]*\)")
_PIECE = re.compile(r"[^\t|\n]+(?:\n[^\t|\n0-9]+)?")


def labels_of_the_form(view: View) -> Iterator[Finding]:
    """S11: what the tables print beside their numbers, against what the form prints."""
    if view.report.form not in (Form.Y2019, Form.Y2021) or not view.report.cells:
        yield view.unchecked("S11")
        return
    read, damaged = 0, False
    for table in form(view.report.form).tables:
        for span, found, printed in _printed(view, table):
            read += 1
            if found == _plain(printed.label):
                continue
            damaged = True
            text = "".join(span.of(view.text).split())
            yield view.contradicts("S11", span, found=text, expected=printed.number + printed.label)
    if not damaged:
        yield view.agrees("S11", count=read)


def _printed(view: View, table: TableSpec) -> Iterator[tuple[Span, str, Label]]:
    """The pieces of the table's text that stand for a label, each with the label it stands for."""
    cells = [cell.span for cell in view.report.cells if cell.table == table.key]
    if not cells:
        return
    start = max(0, min(span.start for span in cells) - 400)
    end = max(span.end for span in cells)
    folded = fold(view.text[start:end])
    labels = [row.printed for row in table.rows] + [column.printed for column in table.columns]
    for piece in _PIECE.finditer(folded):
        plain = _plain(piece.group())
        best = max(labels, key=lambda printed: _likeness(plain, printed))
        if _likeness(plain, best) >= _CLOSE and len(plain) > 2:
            squeezed = Squeezed(folded, piece.start(), piece.end())
            inner = squeezed.span(0, len(squeezed.text))
            yield Span(start + inner.start, start + inner.end), plain, best


def _likeness(plain: str, printed: Label) -> float:
    return max(ratio(plain, _plain(text)) for text in (printed.label, *printed.variants))


def _plain(text: str) -> str:
    """A label without white space, enumerator, notes in brackets and punctuation."""
    squeezed = Squeezed(fold(text)).text
    return re.sub(r"[^\u3400-\u9fff]", "", _NOTE.sub("", _ENUMERATOR.sub("", squeezed)))


RULES = {"S11": labels_of_the_form}
