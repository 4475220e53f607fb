"""Which of the places behind a label are the form's columns: exactly one reading, or none.

A row of n columns is read where n places stand behind its label, or where more stand there
but only one stretch of n can be meant. Nothing is shifted to make it fit; where a place may
have been lost, the reading is marked.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import Enum
from typing import NamedTuple

from workbench.parsing.tables.frames import Frames
from workbench.parsing.tables.heads import Head
from workbench.parsing.tables.rows import Entry, Layout, Slot

#: So many numbers in a row are not so many by chance.
_MANY = 10


class Proof(Enum):
    """How sure a reading is; the sum of the row's parts may tell (I3, I6 to I8)."""

    SURE = "sure"
    LIKELY = "likely"  # unless the sum contradicts
    POSSIBLE = "possible"  # only if the sum agrees
    DOUBTFUL = "doubtful"


class Fit(NamedTuple):
    """The slots of a row in the order of its columns; None where there is no place."""

    slots: tuple[Slot | None, ...]
    proof: Proof


class Hints(NamedTuple):
    """What the rest of the table says about a row's places.

    ``head`` knows where the columns stand, ``frames`` how many places rows have; ``beside``:
    cells stand on their label's line.
    """

    head: Head
    frames: Frames
    beside: bool


def fit(entry: Entry, keys: Sequence[str], hints: Hints) -> Fit | None:
    """The reading of ``entry`` as a row with the columns ``keys``, None where there is none."""
    if not entry.slots:
        return None
    if entry.layout is Layout.LOOSE:
        return _loose(entry, len(keys), hints.beside)
    if len(entry.slots) == 1 and len(keys) > 1:
        return _glued(entry.slots[0], len(keys))
    if entry.layout is Layout.GRID:
        return _grid(entry.slots, keys, hints.head.places)
    return _fields(entry, keys, hints)


def _grid(
    slots: tuple[Slot, ...], keys: Sequence[str], heads: Mapping[str, tuple[int, int]]
) -> Fit | None:
    """By the heads of the grid, else by counting; a row that fits neither is not read."""
    places = [heads[key] for key in keys if key in heads]
    headed = _headed(slots, places) if len(places) == len(keys) else None
    if headed and headed.proof is Proof.SURE:
        return headed
    start = _only_start(slots, len(keys))
    if start is None:
        return headed
    counted = slots[start : start + len(keys)]
    if len(slots) == len(keys) or all(slot.text for slot in counted):
        return Fit(counted, Proof.SURE)
    return headed or Fit(counted, Proof.SURE if not heads else Proof.DOUBTFUL)


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
    return Fit(tuple(found), Proof.DOUBTFUL if None in found else Proof.SURE)


def _fields(entry: Entry, keys: Sequence[str], hints: Hints) -> Fit | None:
    """Counted places; where not all are filled, the table's other rows must have as many."""
    slots, n = entry.slots, len(keys)
    start = _start(entry, keys, hints)
    if start is None:
        return None
    found = slots[start : start + n]
    if all(slot.text for slot in found):
        blanks = [slot for slot in slots if not slot.text]
        odd = n < _MANY and hints.frames.alone(entry, n) and not all(s.pad for s in blanks)
        return Fit(found, Proof.POSSIBLE if odd else Proof.SURE)
    if hints.frames.holds(entry, n):
        return Fit(found, Proof.SURE)
    return Fit(found, Proof.DOUBTFUL) if any(slot.text for slot in found) else None


def _start(entry: Entry, keys: Sequence[str], hints: Hints) -> int | None:
    slots, n = entry.slots, len(keys)
    only = _only_start(slots, n)
    if only is not None:
        return only
    trimmed = len(slots)
    while trimmed > n and slots[trimmed - 1].pad and not slots[trimmed - 1].text:
        trimmed -= 1
    known = 0 if trimmed == n else hints.frames.offset(entry, n)
    known = hints.head.lead(entry, keys) if known is None else known
    filled = [i for i, slot in enumerate(slots) if slot.text]
    if known is None or not 0 <= known <= len(slots) - n:
        return None
    return known if known <= filled[0] and filled[-1] < known + n else None


def _only_start(slots: Sequence[Slot], n: int) -> int | None:
    """Where the only stretch of ``n`` places begins that holds everything written."""
    if len(slots) <= n:
        return 0 if len(slots) == n else None
    filled = [i for i, slot in enumerate(slots) if slot.text]
    if not filled:
        return len(slots) - n
    first, last = max(0, filled[-1] - n + 1), min(filled[0], len(slots) - n)
    return first if first == last else None


def _loose(entry: Entry, n: int, beside_elsewhere: bool) -> Fit | None:
    """Words behind a label: as many as columns, on its line or below; a blank leaves no trace."""
    beside, slots = entry.slots[: entry.beside], entry.slots
    if len(beside) == n:
        return Fit(beside, Proof.SURE)
    if len(slots) == n and not beside:
        if n > 1 and entry.lines == 1:
            return Fit(slots, Proof.SURE)
        return Fit(slots, Proof.POSSIBLE if beside_elsewhere else Proof.LIKELY)
    if len(beside or slots) == 1:
        slot = slots[0]
        return _glued(slot, n, touching=entry.span.end == entry.base + slot.start)
    return None


def _glued(slot: Slot, n: int, *, touching: bool = False) -> Fit | None:
    """One digit for each column where they were glued together: 规章000.

    Sure only where the digits cannot be one number (000, 012); where they touch the label
    (规章120) that is the likely reading, but not the only one.
    """
    text = slot.text
    if len(text) != n or n < 2 or not text.isascii() or not text.isdigit():
        return None
    if text[0] != "0" and not touching:
        return None
    at = slot.start
    digits = tuple(Slot(text[i], at + i, at + i + 1) for i in range(n))
    return Fit(digits, Proof.SURE if text[0] == "0" else Proof.POSSIBLE)
