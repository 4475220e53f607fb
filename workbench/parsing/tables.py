"""The statutory tables of a report: cells by the form's own rows and columns."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.model import Cell, Document, Form, Span


@dataclass(frozen=True, slots=True)
class Tables:
    """What stood in tables: their cells, which form they follow, and where they stood."""

    cells: tuple[Cell, ...]
    form: Form | None
    regions: tuple[Span, ...]


def read_tables(document: Document, folded: str, part: Span) -> Tables:
    return Tables((), None, ())
