"""Old Word and WPS files (.doc, .wps), read through a program that knows them.

What is named .doc and is HTML, RTF, docx or plain text never comes here: the bytes decide.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from hashlib import sha256

from workbench.errors import SourceError
from workbench.model import Document
from workbench.reading.convert import converted
from workbench.reading.docx import read_docx
from workbench.reading.kinds import Kind, kind_of
from workbench.reading.text import read_text

MEDIA = "application/msword"


def read_doc(data: bytes, name: str, hints: Mapping[str, str]) -> Document:
    """The document of an old Word file; the hint ``converter`` names the program that read it."""
    content, program = as_readable(data, name)
    reader = read_docx if kind_of(content) is Kind.ZIP else read_text
    return as_doc(reader(content, name, hints), data, program)


def as_readable(data: bytes, name: str) -> tuple[bytes, str]:
    """The file as .docx or text, and the program that made it so; refuses what is no Word file."""
    if _stream("EncryptedPackage") in data:
        raise SourceError("encrypted", f"{name}: the file needs a password")
    if _stream("WordDocument") not in data:
        raise SourceError("unreadable", f"{name}: an office file without a text; save it as docx")
    return converted(data, name)


def as_doc(document: Document, data: bytes, program: str) -> Document:
    """``document`` as that of the file that was converted."""
    return replace(
        document,
        sha256=sha256(data).hexdigest(),
        media=MEDIA,
        encoding=None,
        hints={"converter": program, **document.hints},
    )


def _stream(name: str) -> bytes:
    """How the directory of such a file names one of its streams."""
    return name.encode("utf-16-le") + b"\0\0"
