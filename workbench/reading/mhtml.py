"""Web archives (MHTML): pages that Word and browsers save as one file, often named .doc."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from email import errors, message_from_bytes, policy
from email.message import Message
from hashlib import sha256

from workbench.errors import SourceError
from workbench.model import Document
from workbench.reading.html import read_html

_MOST_PARTS = 500
#: What the standard parser of mail is known to raise over malformed heads and parts.
_DAMAGE = (
    errors.MessageError, LookupError, ValueError, TypeError, AttributeError, RecursionError,
)  # fmt: skip


def read_mhtml(data: bytes, name: str, hints: Mapping[str, str]) -> Document:
    """The document of a web archive's first page; where it was saved from becomes ``url``."""
    try:
        message = message_from_bytes(data, policy=policy.compat32)
        page = _first_page(message)
        content = None if page is None else page.get_payload(decode=True)
        place = None if page is None else page.get("Content-Location")
    except _DAMAGE as error:
        raise SourceError("unreadable", f"{name}: a damaged web archive ({error})") from error
    if not isinstance(content, bytes):
        raise SourceError("unreadable", f"{name}: a web archive without a page")
    address = {"url": str(place)} if str(place).startswith(("http://", "https://")) else {}
    document = read_html(content, name, {**address, **hints})
    return replace(document, sha256=sha256(data).hexdigest())


def _first_page(message: Message) -> Message | None:
    for number, part in enumerate(message.walk()):
        if part.get_content_type() == "text/html" and not part.is_multipart():
            return part
        if number > _MOST_PARTS:
            break
    return None
