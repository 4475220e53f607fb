"""What the text and the grids of a document have in common: labels with places behind them.

Both ways of reading a table (:mod:`workbench.parsing.tables.text` from running text,
:mod:`workbench.parsing.tables.grids` from marked-up tables) end in :class:`Block`; one resolver
(:mod:`workbench.parsing.tables.cells`) gives the cells.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from workbench.model import Span
from workbench.parsing.tables.labels import Sense


class Layout(Enum):
    """How sure the places behind a label are."""

    GRID = "grid"  # the file says which column
    FIELDS = "fields"  # a row a line between tabs or pipes: blanks are seen, columns counted
    CELLS = "cells"  # a cell a line with pipes: blanks are seen, but not where a row ends
    LOOSE = "loose"  # spaces or lines: a blank leaves no trace


class Slot(NamedTuple):
    """One place behind a label, and what stands there, which may be nothing.

    ``start`` and ``end`` are its span, counted from its entry's ``base``. ``column`` and
    ``width`` count in a grid; ``line`` counts from the label's. ``pad``: it may be a leftover
    of a wide cell, not a place. ``cell`` is False for words that no cell holds.
    """

    text: str
    start: int
    end: int
    column: int = 0
    width: int = 1
    line: int = 0
    pad: bool = False
    cell: bool = True


#: Layouts in which a blank cell is seen and columns are counted.
COUNTED = (Layout.FIELDS, Layout.CELLS)


class Entry(NamedTuple):
    """A label, known (``senses``) or not, and the places behind it.

    ``base`` is where the positions of the slots count from. ``beside`` is how many slots
    stand on the label's own line, ``lines`` on how many lines the slots stand. ``place`` is
    the label's column in a grid and how many it spans, or its field in a line of tabs or
    pipes and how many the line has.
    """

    label: str
    senses: tuple[Sense, ...]
    numbered: bool
    span: Span
    slots: tuple[Slot, ...]
    layout: Layout
    base: int = 0
    beside: int = 0
    lines: int = 1
    place: tuple[int, int] = (-1, 0)


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of the document that belongs to one table."""

    table: str
    entries: tuple[Entry, ...]
    region: Span
