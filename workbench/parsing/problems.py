"""What the report calls its problems, and what it says it will do about them."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.model import Document, Measure, Problem, Section


def problems(
    document: Document, folded: str, sections: Sequence[Section]
) -> tuple[tuple[Problem, ...], tuple[Measure, ...]]:
    return (), ()
