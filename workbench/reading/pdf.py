"""PDF files with a text layer: paragraphs, ruled tables, nothing of the page's edges."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha256
from typing import Any

import pypdfium2

from workbench.errors import SourceError
from workbench.model import Document
from workbench.reading import limits
from workbench.reading.layout import Slot
from workbench.reading.pdfpage import PdfPage, Table, read_page
from workbench.reading.pdftext import paragraphs
from workbench.reading.text import require_text
from workbench.reading.writer import Writer

#: Fewer characters on all pages are a stamp or page numbers on a scan.
_LEAST_CHARACTERS = 30
#: More characters without a meaning than this share: the fonts do not say what they show.
_MOST_UNKNOWN = 0.2


def read_pdf(data: bytes, name: str, hints: Mapping[str, str]) -> Document:
    """The document of a PDF.

    Lines are joined to the paragraphs that they make, tables with rules become grids, also
    over page breaks. Page numbers and returning heads are left out. Raises
    :class:`SourceError`: encrypted, no_text_layer (a scan, or fonts that name no characters),
    too_large, unreadable. Pages that hold a picture and no text are named in the hint
    ``pages_without_text``.
    """
    with _opened(data, name) as document:
        if len(document) > limits.PDF_PAGES:
            raise SourceError("too_large", f"{name}: {len(document):,} pages")
        pages = list(_pages(document, name))
    writer = Writer()
    for item in paragraphs(pages):
        if isinstance(item, Table):
            writer.table(_rows(item))
        else:
            writer.add(item)
            writer.line()
    _check_text(writer.text, pages, name)
    scans = [number for number, page in enumerate(pages, 1) if page.pictures and not page.items]
    without = {"pages_without_text": ", ".join(map(str, scans))} if scans else {}
    return Document(
        name=name,
        sha256=sha256(data).hexdigest(),
        media="application/pdf",
        encoding=None,
        text=writer.text,
        grids=tuple(writer.grids),
        hints={**without, **hints},
    )


@contextmanager
def _opened(data: bytes, name: str) -> Iterator[Any]:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower() or "security" in str(error).lower():
            raise SourceError("encrypted", f"{name}: the PDF needs a password") from error
        raise SourceError("unreadable", f"{name}: a damaged PDF ({error})") from error
    try:
        yield document
    finally:
        document.close()


def _pages(document: Any, name: str) -> Iterator[PdfPage]:
    length = 0
    for number in range(len(document)):
        try:
            page = document[number]
            try:
                read = read_page(page)
            finally:
                page.close()
        except pypdfium2.PdfiumError as error:
            raise SourceError("unreadable", f"{name}: page {number + 1}: {error}") from error
        length += sum(len(item.text) for item in read.items if not isinstance(item, Table))
        if length > limits.CHARACTERS:
            raise SourceError("too_large", f"{name}: more than {limits.CHARACTERS:,} characters")
        yield read


def _check_text(text: str, pages: list[PdfPage], name: str) -> None:
    shown = sum(not char.isspace() for char in text)
    unknown = sum("\ue000" <= char <= "\uf8ff" or char == "\ufffd" or char < "\t" for char in text)
    if shown < _LEAST_CHARACTERS and any(page.pictures for page in pages):
        raise SourceError(
            "no_text_layer", f"{name}: {len(pages)} scanned pages; recognise them first"
        )
    if not shown:
        raise SourceError("no_text_layer", f"{name}: {len(pages)} pages without text")
    if unknown > shown * _MOST_UNKNOWN:
        raise SourceError(
            "no_text_layer", f"{name}: the fonts do not say which characters they show"
        )
    require_text(text, name)


def _rows(table: Table) -> Iterator[list[tuple[Slot, list[str | None]]]]:
    """The rows of a table with what stands in each cell, a break after each of its lines."""
    rows: dict[int, list[tuple[Slot, list[str | None]]]] = {}
    for slot, lines in table.cells:
        pieces = [piece for line in lines for piece in (line, None)]
        rows.setdefault(slot.row, []).append((slot, pieces))
    return (rows[row] for row in sorted(rows))
