"""One door for every kind of file: the bytes decide which reader opens it."""

from __future__ import annotations

from collections.abc import Mapping

from workbench.errors import SourceError
from workbench.model import Document
from workbench.reading import limits
from workbench.reading.kinds import Kind, kind_of, other
from workbench.reading.text import read_text


def read(data: bytes, name: str, *, hints: Mapping[str, str] = {}) -> tuple[Document, ...]:
    """The documents in ``data``: one, or one for each file of a zip archive.

    The kind is told by the bytes, never by ``name``, which only labels the result
    (``a.zip!/b.txt`` for a file within an archive). ``hints`` go before what the file says
    of itself. Pure: the same bytes give the same documents. Raises
    :class:`~workbench.errors.SourceError` and nothing else, whatever the bytes are.
    """
    limits.check_file(data, name)
    kind = kind_of(data)
    if kind is Kind.TEXT:
        return (read_text(data, name, hints),)
    if kind is Kind.HTML:
        from workbench.reading.html import read_html

        return (read_html(data, name, hints),)
    if kind is Kind.PDF:
        from workbench.reading.pdf import read_pdf

        return (read_pdf(data, name, hints),)
    if kind is Kind.ZIP:
        from workbench.reading.container import Container
        from workbench.reading.docx import is_word, read_docx

        container = Container(data, name)
        if is_word(container):
            return (read_docx(data, container, name, hints),)
    raise SourceError("unreadable", f"{name}: {other(data) or f'cannot read {kind.value} yet'}")
