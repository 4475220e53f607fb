"""The numbers that sentences and cells state."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.model import Document, Figure, Identity, Section, Span
from workbench.parsing.tables import Tables


def figures(
    document: Document,
    folded: str,
    part: Span,
    *,
    sections: Sequence[Section],
    tables: Tables,
    identity: Identity,
) -> tuple[Figure, ...]:
    return ()
