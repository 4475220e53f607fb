"""The numbers that a report states in sentences and in the cells of its tables.

Every :class:`~workbench.model.Figure` carries the passage that says it. A figure is certain
only where indicator, number and unit stand together in words that mean nothing else; a
number with two readings is uncertain or left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from workbench.model import (
    Cell,
    Confidence,
    Document,
    Figure,
    Form,
    Identity,
    Scope,
    Section,
    Span,
    Status,
    Subject,
)
from workbench.parsing.figures.candidates import Candidate
from workbench.parsing.figures.clauses import statements
from workbench.parsing.figures.settling import settle
from workbench.parsing.figures.stating import Stating
from workbench.parsing.figures.topics import Topics
from workbench.parsing.tables.read import Tables
from workbench.reference.indicators import cell_key, indicators


def figures(
    document: Document,
    folded: str,
    part: Span,
    *,
    sections: Sequence[Section],
    tables: Tables,
    identity: Identity,
) -> tuple[Figure, ...]:
    """Every figure of the report in ``part``, in the order of the text."""
    stating = Stating(Topics(folded, part, sections), identity.year, identity.level)
    said = settle(
        candidate
        for stretch in _outside(folded, part, tables.regions, sections)
        for statement in statements(folded, *stretch)
        for candidate in stating.read(statement)
    )
    found = [_figure(document.text, candidate) for candidate in said]
    if tables.form is not None:
        found += of_cells(document.text, tables.form, tables.cells, identity.year)
    return tuple(sorted(found, key=lambda figure: (figure.span, figure.indicator)))


def _outside(
    folded: str, part: Span, regions: Sequence[Span], sections: Sequence[Section]
) -> Iterator[Span]:
    """The stretches of ``part`` that do not stand in a table; none runs over a heading's end."""
    heads = sorted(
        s.body.start for s in sections if folded[s.body.start : s.body.end][:1].isspace()
    )
    at, start = 0, part.start
    for region in [*sorted(regions), Span(part.end, part.end)]:
        if region.end <= start or region.start > part.end:
            continue
        while at < len(heads) and heads[at] < region.start:
            if heads[at] > start:
                yield Span(start, heads[at])
                start = heads[at]
            at += 1
        yield Span(start, max(start, region.start))
        start = region.end


def _figure(text: str, candidate: Candidate) -> Figure:
    span = candidate.statement.squeezed.span(candidate.start, candidate.end)
    doubtful = candidate.weak or candidate.doubtful
    return Figure(
        indicator=candidate.indicator,
        value=candidate.value,
        unit=candidate.unit,
        qualifier=candidate.qualifier,
        status=candidate.status,
        confidence=Confidence.UNCERTAIN if doubtful else Confidence.CERTAIN,
        scope=candidate.scope,
        subject=candidate.subject,
        year=candidate.year,
        part_of=candidate.part_of,
        quote=span.of(text),
        span=span,
    )


def of_cells(text: str, form: Form, cells: Sequence[Cell], year: int | None) -> Iterator[Figure]:
    """The figures that rest on cells of the report's own form."""
    held = {(c.table, c.row, c.column): c for c in cells if c.value is not None}
    for key, scope, places in _told_by(form):
        found = [held[place] for place in places if place in held]
        if len(found) == len(places):
            yield _from(text, key, found, scope=scope, year=year)


@cache
def _told_by(form: Form) -> Sequence[tuple[str, Scope, Sequence[tuple[str, str, str]]]]:
    """Every indicator that cells of a form tell, its scope, and where those cells stand."""
    return [
        (i.key, Scope.AS_OF if i.stock else Scope.YEAR, [cell_key(path) for path in paths])
        for i in indicators().values()
        if (paths := i.cells.get(form.value))
    ]


def _from(text: str, key: str, cells: Sequence[Cell], *, scope: Scope, year: int | None) -> Figure:
    """One figure from one cell, or from the sum of neighbouring ones."""
    sure = all(cell.confidence is Confidence.CERTAIN for cell in cells)
    span = Span(min(c.span.start for c in cells), max(c.span.end for c in cells))
    return Figure(
        indicator=key,
        value=sum(cell.value or 0 for cell in cells),
        unit=cells[0].unit,
        qualifier=None,
        status=_status(cells),
        confidence=Confidence.CERTAIN if sure else Confidence.UNCERTAIN,
        scope=scope,
        subject=Subject.OWN,
        year=year,
        part_of=None,
        quote=span.of(text),
        span=span,
    )


def _status(cells: Sequence[Cell]) -> Status:
    """How the sum of ``cells`` was stated: by those that count, else by all of them."""
    stated = [cell.status for cell in cells if cell.value] or [cell.status for cell in cells]
    return stated[0] if len(stated) == 1 else max(stated, key=list(Status).index)
