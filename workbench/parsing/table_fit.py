"""Which of the places behind a label are the form's columns: exactly one reading, or none.

A row of n columns is read where n places stand behind its label, or where more stand there
but only one stretch of n holds all that is written. Nothing is ever shifted to make it fit.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from workbench.model import Span
from workbench.parsing.table_rows import Entry, Layout, Slot


class Fit(NamedTuple):
    """The slots of a row in the order of its columns (None: no place), and whether for sure."""

    slots: tuple[Slot | None, ...]
    certain: bool


class Hints(NamedTuple):
    """What the rest of the table says about a row's places.

    ``heads``: where the form's columns stand in the grid. ``offsets``: for rows with so many
    places, how many stand before the first column, as complete rows show. ``lead``: the same
    as the table's head shows it. ``beside``: cells stand on their label's line.
    """

    heads: Mapping[str, tuple[int, int]]
    offsets: Mapping[tuple[int, int], int]
    lead: int | None
    beside: bool


def fit(entry: Entry, keys: Sequence[str], hints: Hints) -> Fit | None:
    """The reading of ``entry`` as a row with the columns ``keys``, None where there is none."""
    if not entry.slots:
        return None
    if entry.layout is Layout.LOOSE:
        return _loose(entry, len(keys), hints)
    if entry.layout is Layout.GRID:
        return _grid(entry.slots, keys, hints)
    return _fields(entry.slots, len(keys), hints)


def _grid(slots: tuple[Slot, ...], keys: Sequence[str], hints: Hints) -> Fit | None:
    """By the heads of the grid and by counting; where the two differ, the row is not read."""
    counted = _fields(slots, len(keys), hints)
    places = [hints.heads[key] for key in keys if key in hints.heads]
    headed = _headed(slots, places) if len(places) == len(keys) else None
    complete = sum(1 for slot in slots if slot.text) == len(keys)
    if headed is None or (complete and counted and not headed.certain):
        return counted
    if counted is None or complete or _same(headed, counted):
        return headed
    return None


def _same(one: Fit, other: Fit) -> bool:
    """Whether two readings put the same words into the same columns."""
    return all(
        (a.text if a else "") == (b.text if b else "")
        for a, b in zip(one.slots, other.slots, strict=True)
    )


def _headed(slots: Sequence[Slot], places: Sequence[tuple[int, int]]) -> Fit | None:
    """Each head with the place under it; None where words stand under two heads or under none."""
    found: list[Slot | None] = []
    for start, width in places:
        under = [s for s in slots if s.column < start + width and start < s.column + s.width]
        filled = [slot for slot in under if slot.text]
        if len(filled) > 1:
            return None
        found.append(filled[0] if filled else under[0] if under else None)
    words = [slot for slot in found if slot is not None and slot.text]
    if len(set(words)) != len(words) or {slot for slot in slots if slot.text} - set(words):
        return None
    return Fit(tuple(found), None not in found)


def _fields(slots: tuple[Slot, ...], n: int, hints: Hints) -> Fit | None:
    """Counted places: as many as columns, or more of which only one stretch can be meant."""
    if len(slots) == n:
        return Fit(slots, True)
    trimmed = slots
    while len(trimmed) > n and trimmed[-1].pad and not trimmed[-1].text:
        trimmed = trimmed[:-1]
    if len(trimmed) == n:
        return Fit(trimmed, True)
    if len(slots) == 1:
        return _glued(slots[0], n)
    return _stretch(slots, n, hints)


def _stretch(slots: tuple[Slot, ...], n: int, hints: Hints) -> Fit | None:
    """The only stretch of ``n`` places that holds everything written, None where several do."""
    if len(slots) < n:
        return None
    filled = [i for i, slot in enumerate(slots) if slot.text]
    if not filled:
        return Fit(slots[-n:], True)
    first, last = max(0, filled[-1] - n + 1), min(filled[0], len(slots) - n)
    if first > last:
        return None
    if first < last:
        known = hints.offsets.get((len(slots), n), hints.lead)
        if known is None or not first <= known <= last:
            return None
        first = known
    return Fit(slots[first : first + n], True)


def _loose(entry: Entry, n: int, hints: Hints) -> Fit | None:
    """Words behind a label: as many as columns, on its line or in all; a blank leaves no trace."""
    beside, slots = entry.slots[: entry.beside], entry.slots
    if len(beside) == n:
        return Fit(beside, True)
    if not beside and len(slots) == n:
        return Fit(slots, not (hints.beside and n == 1))
    if len(slots) == n:
        return Fit(slots, True)
    if len(slots) == 1 or len(beside) == 1:
        return _glued((beside or slots)[0], n, touching=entry.span.end == slots[0].span.start)
    return None


def _glued(slot: Slot, n: int, *, touching: bool = False) -> Fit | None:
    """One digit for each column where they were glued together: 规章000.

    Certain only where the digits cannot be one number (000, 012); where they touch the label
    (规章120) that is the likely reading, but not the only one.
    """
    text = slot.text
    if len(text) != n or n < 2 or not text.isascii() or not text.isdigit():
        return None
    leading_zero = text[0] == "0"
    if not (leading_zero or touching):
        return None
    at = slot.span.start
    digits = tuple(Slot(text[i], Span(at + i, at + i + 1)) for i in range(n))
    return Fit(digits, leading_zero)
