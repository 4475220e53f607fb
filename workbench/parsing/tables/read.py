"""The statutory tables of a report: cells by the form's own rows and columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from workbench.model import Cell, Document, Form, Span
from workbench.parsing.tables import grids
from workbench.parsing.tables import text as table_text
from workbench.parsing.tables.cells import read_blocks


@dataclass(frozen=True, slots=True)
class Tables:
    """What stood in tables: their cells, which form they follow, and where they stood.

    ``form`` is told by the labels, not by the year; None where there is no table. ``regions``
    are in order and do not overlap; headings between tables lie outside.
    """

    cells: tuple[Cell, ...]
    form: Form | None
    regions: tuple[Span, ...]


def read_tables(document: Document, folded: str, part: Span) -> Tables:
    """The statutory tables in ``part`` of the document, from its grids and from its text.

    ``folded`` is the folded text of the whole document. A cell is given only where its row
    and column are certain, or marked uncertain; a table that is only announced gives nothing.
    """
    blocks = grids.blocks(folded, document.grids, part)
    for start, end in list(_between([block.region for block in blocks], part)):
        blocks += table_text.blocks(folded, start, end)
    if not blocks:
        return Tables((), None, ())
    blocks.sort(key=lambda block: block.region)
    cells, form = read_blocks(document, folded, blocks)
    return Tables(cells, form, tuple(_apart([block.region for block in blocks])))


def _apart(regions: Sequence[Span]) -> Iterator[Span]:
    """Regions in order, those that overlap as one."""
    held = regions[0]
    for region in regions[1:]:
        if region.start < held.end:
            held = Span(held.start, max(held.end, region.end))
        else:
            yield held
            held = region
    yield held


def _between(regions: Sequence[Span], part: Span) -> Iterator[Span]:
    """The stretches of ``part`` outside ``regions``."""
    at = part.start
    for region in sorted(regions):
        if region.start > at:
            yield Span(at, region.start)
        at = max(at, region.end)
    if part.end > at:
        yield Span(at, part.end)
