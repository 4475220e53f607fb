"""The printed labels of all forms, found in text however they are broken or numbered.

One alternation over the squeezed text finds every label and its known variants; marks that
damage adds or drops inside a label (quotes, 、 and ,) do not matter. A label counts only where
a cell can begin and end, so that 行政许可 in a sentence is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from workbench.model import Span
from workbench.parsing.fold import Squeezed, fold
from workbench.parsing.tables.cell_values import cell_words
from workbench.reference.forms import FormSpec, Label, TableSpec, forms

_MARKS = '"《》、,/\\'
_DROPPED = str.maketrans("", "", _MARKS + " ")
_NUMBER = re.compile(r"(?:[(]?(?:[一二三四五六七八九十]{1,2}|[1-9])[)、.,:]{1,2}|其中:?)\Z")
_NOTE = re.compile(r"\([^()]{1,150}\)\Z")
_NUMBER_ENDS = frozenset(")、.,:中")
_FARTHEST = 6
_LONG, _FEWEST_LONG = 8, 3
_NO_END = frozenset("、,。;:的")
_LEADING = re.compile(r"(?:[(]?(?:[一二三四五六七八九十]{1,2}|[0-9]{1,2})[)、.,:]{1,2}|其中:?)")


class Sense(NamedTuple):
    """One meaning of a label: 总计 is a column and a row of requests, a column of disputes."""

    table: str
    kind: str
    key: str
    forms: frozenset[str]
    opens: bool = False


class Mark(NamedTuple):
    """A label in the document; ``span`` includes its enumerator, ``numbered`` says it has one."""

    span: Span
    senses: tuple[Sense, ...]
    numbered: bool
    label: str


def bare(text: str) -> str:
    """``text`` as labels are compared: folded, without white space and the marks in labels."""
    return "".join(fold(text).split()).translate(_DROPPED)


@cache
def dictionary() -> dict[str, tuple[Sense, ...]]:
    """Every label and variant of every form, bare, with its meanings."""
    found: dict[str, dict[tuple[str, str, str, bool], set[str]]] = {}
    for spec in forms():
        for table in spec.tables:
            for printed, kind, key, opens in _printed(table):
                for text in (printed.label, *printed.variants):
                    senses = found.setdefault(bare(text), {})
                    senses.setdefault((table.key, kind, key, opens), set()).add(spec.form.value)
    return {
        text: tuple(
            Sense(table, kind, key, frozenset(of), opens)
            for (table, kind, key, opens), of in senses.items()
        )
        for text, senses in found.items()
    }


def _printed(table: TableSpec) -> Iterable[tuple[Label, str, str, bool]]:
    for row in table.rows:
        yield row.printed, "row", row.key, False
    for column in table.columns:
        yield column.printed, "column", column.key, False
    for heading in table.headings:
        yield heading.printed, "heading", bare(heading.printed.label), heading.opens


@cache
def _pattern() -> re.Pattern[str]:
    """All labels, the longer before the shorter, marks optional, grouped by first character."""
    texts = {
        "".join(fold(text).split())
        for spec in forms()
        for table in spec.tables
        for printed, *_ in _printed(table)
        for text in (printed.label, *printed.variants)
    }
    by_first: dict[str, list[str]] = {}
    for text in sorted(texts, key=lambda t: (-len(t), t)):
        by_first.setdefault(text[0], []).append(text[1:])
    groups = (
        re.escape(first) + "(?:" + "|".join(map(_loose, rests)) + ")"
        for first, rests in by_first.items()
    )
    return re.compile("|".join(groups))


def _loose(text: str) -> str:
    return "".join(
        f"[{re.escape(_MARKS)}]?" if character in _MARKS else re.escape(character)
        for character in text
    )


def scan(folded: str, view: Squeezed) -> list[Mark]:
    """The labels in ``view`` (a squeezed stretch of ``folded``), in order, each a cell's own."""
    known = dictionary()
    raw: list[Mark] = []
    end_of_last = 0
    text = view.text
    for found in _pattern().finditer(text):
        start, end = found.span()
        number = None
        if start > end_of_last and text[start - 1] in _NUMBER_ENDS:
            number = _NUMBER.search(text, max(end_of_last, start - _FARTHEST), start)
        start = number.start() if number else start
        end_of_last = end
        label = _label(found.group())
        raw.append(Mark(view.span(start, end_of_last), known[label], number is not None, label))
    return [
        mark
        for i, mark in enumerate(raw)
        if _begins(folded, mark.span.start, raw[i - 1] if i else None)
        and _ends(folded, mark.span.end, raw[i + 1] if i + 1 < len(raw) else None)
    ]


@lru_cache(maxsize=1024)
def _label(squeezed: str) -> str:
    return squeezed.translate(_DROPPED)


@cache
def senses_in(label: str, table: str) -> tuple[Sense, ...]:
    """The meanings of a bare label in one table."""
    return tuple(sense for sense in dictionary().get(label, ()) if sense.table == table)


def _begins(folded: str, at: int, last: Mark | None) -> bool:
    """Whether a cell can begin at ``at``: not in a sentence, nor in a note behind a label."""
    if at == 0 or (last is not None and last.span.end == at):
        return True
    before = folded[at - 1]
    if before == "(" and last is not None and last.span.end == at - 1:
        return False
    return before in "无用" or not (before.isalpha() or before in '、,。;:《"的')


def _ends(folded: str, at: int, following: Mark | None) -> bool:
    """Whether a cell can end at ``at``: 规章 in 规章制度 is no label."""
    if at >= len(folded) or (following is not None and following.span.start == at):
        return True
    after = folded[at]
    if after in _NO_END:
        return False
    return not after.isalpha() or folded.startswith(cell_words(), at)


def likeness(one: str, other: str) -> float:
    """How alike two bare labels are, from 0 to 1: the share of their pairs of characters."""
    pairs, others = _pairs(one), _pairs(other)
    if not pairs or not others:
        return 0.0
    return 2 * len(pairs & others) / (len(pairs) + len(others))


def _pairs(text: str) -> frozenset[str]:
    return frozenset(text[i : i + 2] for i in range(len(text) - 1))


@cache
def row_label(spec: FormSpec, table: str, key: str) -> str:
    """The bare label that the form prints for a row."""
    return bare(spec.table(table).row(key).printed.label)


@cache
def fragments(table: str, key: str) -> str:
    """What may stand, in pieces, between a row's label and its cells without being a label.

    The notes of the row's own label and the words of the table's heads and groups, bare, in
    one string: a piece of them is in it.
    """
    texts: list[str] = []
    for spec in forms():
        for known in spec.tables:
            if known.key == table:
                for printed, kind, name, _ in _printed(known):
                    texts += printed.notes if name == key else ()
                    texts += [printed.label] if kind == "heading" else []
    return "\n".join(bare(text) for text in texts)


def is_own(table: str, rows: Sequence[str], text: str) -> bool:
    """Whether rows with these bare labels are the form's, and not those of a local table.

    Local indicator tables share short labels (当面申请数) and have other columns (本期实际).
    """
    refused = _refused(table)
    long = sum(1 for label in rows if len(label) >= _LONG)
    return not refused or (long >= _FEWEST_LONG and not any(word in text for word in refused))


@cache
def _refused(table: str) -> tuple[str, ...]:
    tables = (known for spec in forms() for known in spec.tables if known.key == table)
    return tuple(fold(word) for known in tables for word in known.refuse)


@cache
def beginnings(table: str) -> tuple[str, ...]:
    """Every printed label of a table, bare, with its enumerator and without."""
    texts: set[str] = set()
    for spec in forms():
        for known in spec.tables:
            if known.key == table:
                for printed, *_ in _printed(known):
                    texts |= {bare(printed.label), bare(printed.number + printed.label)}
    return tuple(sorted(texts))


def strip_number(squeezed: str) -> str:
    """A label without its enumerator: 2.其他法律 gives 其他法律."""
    found = _LEADING.match(squeezed)
    return squeezed[found.end() :] if found else squeezed


def known_label(squeezed: str) -> str | None:
    """The bare label that a text is, with or without a note behind it; None if it is none."""
    label = strip_number(squeezed)
    if label.translate(_DROPPED) in dictionary():
        return label.translate(_DROPPED)
    if label.endswith(")"):
        label = _NOTE.sub("", label).translate(_DROPPED)
    return label if label in dictionary() else None
