"""From a document to its reports: the order in which the parts of the parser work."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.model import Document, Form, Refusal, Report, Section, Source, Span
from workbench.parsing import genre
from workbench.parsing.figures.read import figures
from workbench.parsing.fold import fold
from workbench.parsing.identity.read import identify
from workbench.parsing.outline.read import outline
from workbench.parsing.problems.read import problems
from workbench.parsing.tables.read import Tables, read_tables

#: Roles that only the outlines of a period have; a plain outline is told from its tables.
_SIX_ITEMS = frozenset({"proactive", "requests", "fees", "disputes"})


def parse(document: Document) -> tuple[Report | Refusal, ...]:
    """Every report that ``document`` holds, in order; a refusal where it holds none.

    Pure: the same document gives the same reports; nothing is read or written.
    """
    folded = fold(document.text)
    return tuple(_one(document, folded, part) for part in genre.parts(folded))


def _one(document: Document, folded: str, part: Span) -> Report | Refusal:
    source = Source(document.name, document.sha256, document.media, document.encoding)
    tables = read_tables(document, folded, part)
    sections = outline(document.text, folded, part, tables.regions)
    identity = identify(document, folded, part, sections)
    refused = genre.refusal(
        document, folded, part, tables=tables, sections=sections, identity=identity
    )
    if refused:
        return Refusal(source, *refused)
    items, answers = problems(document, folded, sections)
    return Report(
        source=source,
        identity=identity,
        form=form_of(tables, sections),
        sections=sections,
        figures=figures(
            document, folded, part, sections=sections, tables=tables, identity=identity
        ),
        cells=tables.cells,
        problems=items,
        measures=answers,
    )


def form_of(tables: Tables, sections: Sequence[Section]) -> Form:
    """The form that tables and outline follow, whatever the report's year.

    The tables decide where there are any; else an outline with at least two of the items
    of Article 32 (2007) is the 2008 form; else none.
    """
    if tables.form is not None:
        return tables.form
    roles = {section.role for section in sections if section.level == 1}
    return Form.Y2008 if len(roles & _SIX_ITEMS) >= 2 else Form.NONE
