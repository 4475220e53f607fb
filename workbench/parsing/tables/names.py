"""Which form a table follows, and which of its rows a label names.

The form is told by the labels that only one form prints. A row is known by its label; by a
damaged label only where it is like one row, and one that is missing just there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from workbench.model import Form
from workbench.parsing.tables import labels
from workbench.parsing.tables.rows import Entry
from workbench.reference.forms import FormSpec, RowSpec, TableSpec, forms

_LIKE, _BARELY_LIKE = 0.6, 0.45
_AHEAD = 0.15
_NEXT = 4
_OWN_NUMBER = 0.1


class Named(NamedTuple):
    """An entry and the row of the form that it is, None where it is none."""

    entry: Entry
    row: str | None
    certain: bool


def table_form(table: str, entries: Sequence[Entry], otherwise: Form | None) -> FormSpec | None:
    """The form whose rows and columns a table has; ``otherwise`` where it could be several.

    Labels of two forms are counted; of as many, the form that comes first.
    """
    able = [spec for spec in forms() if any(known.key == table for known in spec.tables)]
    if len(able) == 1:
        return able[0]
    votes = Counter[str]()
    for entry in entries:
        filled = any(slot.text for slot in entry.slots)
        only = _told(entry.label, table, entry.numbered, filled) if entry.senses else None
        if only:
            votes[only] += 1
    told = votes.most_common(1)[0][0] if votes else otherwise
    return next((spec for spec in able if spec.form == told), None)


@cache
def _told(label: str, table: str, numbered: bool, filled: bool) -> str | None:
    """The one form that has this label; 其他处理 is a row of 2019 only if cells follow it."""
    senses = labels.senses_in(label, table)
    rows = [sense for sense in senses if sense.kind == "row"]
    others = [sense for sense in senses if sense.kind != "row"]
    if rows and others:
        columns = any(sense.kind == "column" for sense in others)
        if not filled or (columns and not numbered):
            return None
    told = frozenset[str]().union(*(sense.forms for sense in rows or others))
    return next(iter(told)) if len(told) == 1 else None


def name_rows(entries: Sequence[Entry], table: TableSpec, form: Form) -> list[Named]:
    """Every entry with its row; a damaged label is compared with the rows missing around it."""
    order = {row.key: i for i, row in enumerate(table.rows)}
    named: list[Named] = []
    last = -1
    for entry in entries:
        key = _exact(entry, order, form, last)
        last = order[key] if key else last
        named.append(Named(entry, key, True))
    if any(_is_unknown(entry) for entry in entries):
        return list(_with_alike(named, table, order))
    return named


def _exact(entry: Entry, order: dict[str, int], form: Form, last: int) -> str | None:
    """The row with this label; of a label that several rows or a column share, the next one."""
    keys, plain = _rows(entry.label, entry.senses[0].table, form) if entry.senses else ((), False)
    if len(keys) == 1 and (plain or entry.numbered):
        return keys[0]
    near = [key for key in keys if last >= 0 and last < order[key] <= last + _NEXT]
    return min(near, key=lambda key: order[key], default=None)


@cache
def _rows(label: str, table: str, form: Form) -> tuple[tuple[str, ...], bool]:
    """The rows of a form that a label names, and whether it names no column too."""
    senses = [s for s in labels.senses_in(label, table) if form.value in s.forms]
    keys = tuple(sense.key for sense in senses if sense.kind == "row")
    return keys, not any(sense.kind == "column" for sense in senses)


def _is_unknown(entry: Entry) -> bool:
    return not entry.senses and any(slot.text for slot in entry.slots)


def _with_alike(named: Sequence[Named], table: TableSpec, order: dict[str, int]) -> Iterator[Named]:
    taken = {row for _, row, _ in named if row}
    following: list[int] = []
    for _, row, _ in reversed(named):
        following.append(order[row] if row else following[-1] if following else len(order))
    last = -1
    for entry, row, certain in named:
        until = following.pop()
        last = order[row] if row else last
        if row or not _is_unknown(entry):
            yield Named(entry, row, certain)
            continue
        missing = [key for key in order if last < order[key] < until and key not in taken]
        yield _alike(entry, missing, table)


def _alike(entry: Entry, missing: Sequence[str], table: TableSpec) -> Named:
    """The missing row that a damaged label is like: 改正后申请内容, 其他法律行政止公开."""
    text = labels.strip_number(entry.label)
    scores = sorted(
        ((_score(entry.label, text, table.row(key)), key) for key in missing), reverse=True
    )
    if not scores or scores[0][0] < _BARELY_LIKE:
        return Named(entry, None, False)
    ahead = len(scores) == 1 or scores[0][0] - scores[1][0] >= _AHEAD
    if not ahead or (len(scores) > 1 and scores[0][0] < _LIKE):
        return Named(entry, None, False)
    return Named(entry, scores[0][1], scores[0][0] >= _LIKE)


def _score(label: str, text: str, row: RowSpec) -> float:
    """How like a row's label a damaged one is; the row's own enumerator counts for it."""
    number = labels.bare(row.printed.number)
    own = bool(number) and label.startswith(number)
    return labels.likeness(text, labels.bare(row.printed.label)) + (_OWN_NUMBER if own else 0)
