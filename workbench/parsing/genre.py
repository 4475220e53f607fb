"""Telling reports from what only looks like one, and one report from two in a file."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.model import Document, Identity, Section, Span
from workbench.parsing.tables import Tables


def parts(folded: str) -> tuple[Span, ...]:
    """The stretches of the text that hold one report each, in order."""
    return (Span(0, len(folded)),)


def refusal(
    document: Document,
    folded: str,
    part: Span,
    *,
    tables: Tables,
    sections: Sequence[Section],
    identity: Identity,
) -> tuple[str, str] | None:
    """The reason of the contract and a sentence of detail where this is no report, else None."""
    return None
