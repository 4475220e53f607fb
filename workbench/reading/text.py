"""A text file: its text is what it says, character for character."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256

from workbench.errors import SourceError
from workbench.model import Document
from workbench.reading import limits
from workbench.reading.encoding import decode


def read_text(data: bytes, name: str, hints: Mapping[str, str]) -> Document:
    """The document of a text file; tables of tabs or pipes stay text, for the parser to read."""
    limits.check_text(data, name)
    decoded = decode(data, name)
    require_text(decoded.text, name)
    return Document(
        name,
        sha256(data).hexdigest(),
        "text/plain",
        decoded.encoding,
        decoded.text,
        (),
        dict(hints),
    )


def require_text(text: str, name: str) -> None:
    """Refuse what holds nothing to read: no bytes, a mark alone, or white space."""
    if not text or text.isspace():
        raise SourceError("unreadable", f"{name}: the file is empty")
    limits.check_characters((text,), name)
