"""One door for every kind of file: the bytes decide which reader opens it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, partial
from hashlib import sha256
from types import MappingProxyType
from typing import NamedTuple

from workbench.errors import SourceError
from workbench.model import Document
from workbench.reading import limits
from workbench.reading.kinds import Kind, kind_of, other
from workbench.reading.text import read_text

NO_HINTS: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Unread:
    """A file that gives no document, with the contract's reason and a sentence of detail."""

    name: str
    sha256: str
    reason: str
    detail: str


class File(NamedTuple):
    """A file to read: its label, its bytes, and the error that came before reading."""

    name: str
    data: bytes
    error: SourceError | None = None


def read(data: bytes, name: str, *, hints: Mapping[str, str] = NO_HINTS) -> tuple[Document, ...]:
    """The documents in ``data``: one, or one for each file of a zip archive.

    The kind is told by the bytes, never by ``name``, which only labels the result
    (``a.zip!/b.txt`` for a file within an archive). ``hints`` go before what the file says
    of itself. Pure: the same bytes give the same documents, but for .doc files, which a
    program of the machine converts. Raises :class:`~workbench.errors.SourceError` and nothing
    else, whatever the bytes are; for an archive, if one of its files cannot be read.
    """
    documents: list[Document] = []
    for result in read_each(data, name, hints=hints):
        if isinstance(result, Unread):
            raise SourceError(result.reason, result.detail)
        documents.append(result)
    return tuple(documents)


def read_each(
    data: bytes, name: str, *, hints: Mapping[str, str] = NO_HINTS
) -> tuple[Document | Unread, ...]:
    """As :func:`read`, but a file that cannot be read stands among the others as unread."""
    return tuple(map(partial(_result, hints=hints), files_in(data, name)))


def _result(file: File, hints: Mapping[str, str]) -> Document | Unread:
    try:
        if file.error is not None:
            raise file.error
        return read_file(file.data, file.name, hints)
    except SourceError as error:
        return unread(file, error)


def files_in(data: bytes, name: str) -> Iterator[File]:
    """The file itself, or the files of an archive, each with its bytes or why it has none."""
    try:
        limits.check_file(data, name)
        if kind_of(data) is not Kind.ZIP:
            yield File(name, data)
            return
        from workbench.reading.archive import members
        from workbench.reading.container import Container

        container = Container(data, name)
        if container.is_office:
            yield File(name, data)
            return
        for label, content in members(container, name):
            if isinstance(content, SourceError):
                yield File(label, b"", content)
            else:
                yield File(label, content)
    except SourceError as error:
        yield File(name, data, error)


def read_file(data: bytes, name: str, hints: Mapping[str, str]) -> Document:
    """The document of one file that is no archive."""
    limits.check_file(data, name)
    kind = kind_of(data)
    if kind is Kind.OTHER:
        raise SourceError("unreadable", f"{name}: {other(data)}, not text")
    return _reader(kind)(data, name, hints)


def unread(file: File, error: SourceError) -> Unread:
    """What stands for a file that cannot be read."""
    return Unread(file.name, sha256(file.data).hexdigest(), error.reason, error.detail)


_Reader = Callable[[bytes, str, Mapping[str, str]], Document]


@cache
def _reader(kind: Kind) -> _Reader:
    """The reader of a kind; its libraries are loaded when the first such file comes."""
    match kind:
        case Kind.HTML:
            from workbench.reading.html import read_html as reader
        case Kind.MHTML:
            from workbench.reading.mhtml import read_mhtml as reader
        case Kind.PDF:
            from workbench.reading.pdf import read_pdf as reader
        case Kind.ZIP:
            from workbench.reading.docx import read_docx as reader
        case Kind.RTF:
            from workbench.reading.rtf import read_rtf as reader
        case Kind.OLE:
            from workbench.reading.doc import read_doc as reader
        case _:
            reader = read_text
    return reader
