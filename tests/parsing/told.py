"""What a text tells, for the tests: its figures, without a file around it."""

from __future__ import annotations

from workbench.model import Document, Figure, Identity, Level, Section, Span
from workbench.parsing.figures.read import figures
from workbench.parsing.fold import fold
from workbench.parsing.tables.read import Tables

NO_TABLES = Tables((), None, ())


def figures_of(
    text: str,
    *,
    year: int | None = 2016,
    level: Level | None = Level.TOWNSHIP,
    sections: tuple[Section, ...] = (),
    tables: Tables = NO_TABLES,
) -> tuple[Figure, ...]:
    """The figures of ``text`` as part of the report of ``year`` by a unit of ``level``."""
    document = Document("own.txt", "0" * 64, "text/plain", "utf-8", text)
    identity = Identity(None, None, level, *(None,) * 6, year, None, None)
    return figures(
        document,
        fold(text),
        Span(0, len(text)),
        sections=sections,
        tables=tables,
        identity=identity,
    )


def values(text: str, indicator: str, **kwargs: object) -> list[int | float | None]:
    """The values of ``indicator`` in the order of the text."""
    found = figures_of(text, **kwargs)  # type: ignore[arg-type]
    return [figure.value for figure in found if figure.indicator == indicator]
