"""The outline of a report: sections with their roles."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.model import Section, Span


def outline(folded: str, part: Span, tables: Sequence[Span]) -> tuple[Section, ...]:
    return ()
