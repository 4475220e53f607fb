"""What kind of file some bytes are; names and extensions are never asked."""

from __future__ import annotations

import re
from enum import StrEnum


class Kind(StrEnum):
    """The kinds that are told apart; the value is the media type of the document."""

    TEXT = "text/plain"
    HTML = "text/html"
    MHTML = "multipart/related"
    PDF = "application/pdf"
    OLE = "application/msword"
    RTF = "application/rtf"
    ZIP = "application/zip"
    OTHER = "application/octet-stream"


_HEAD = 4_096
#: Files that hold no text that could be read; their names make the refusal plain.
_OTHERS = (
    (b"\x89PNG\r\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"II*\0", "a TIFF picture"),
    (b"MM\0*", "a TIFF picture"),
    (b"Rar!\x1a\x07", "a RAR archive; unpack it, or pack it as zip"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive; unpack it, or pack it as zip"),
    (b"\x1f\x8b\x08", "a gzip file; unpack it first"),
    (b"BZh", "a bzip2 file; unpack it first"),
    (b"\xfd7zXZ\0", "an xz file; unpack it first"),
    (b"\x7fELF", "a program"),
    (b"AT&TFORM", "a DjVu file"),
)
_PAGE = re.compile(rb"<(?:!doctype\s+html|html|head|body)\b", re.I)
_TAG = re.compile(rb"</?(?:div|p|table|tr|td|span|br|h[1-6]|article|section|meta|title)\b", re.I)
_MIME_HEAD = re.compile(rb"^(?:MIME-Version|Content-Type): ", re.I | re.M)
#: A fragment of a page has tags everywhere; a text that quotes one or two has not.
_TAGS_OF_A_FRAGMENT = 3


def kind_of(data: bytes) -> Kind:
    """The kind of file that ``data`` is; text where nothing says otherwise."""
    head = data[:_HEAD]
    if b"%PDF-" in head[:1_024]:
        return Kind.PDF
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return Kind.ZIP
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return Kind.OLE
    if head.lstrip().startswith(b"{\\rtf"):
        return Kind.RTF
    if other(data):
        return Kind.OTHER
    return _kind_of_text(head)


def other(data: bytes) -> str | None:
    """In words, what a file is that cannot be read as a report."""
    found = next((words for magic, words in _OTHERS if data.startswith(magic)), None)
    head = data[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n")
    if found is None and head.startswith(b"<?xml") and not _PAGE.search(head):
        return "an XML file; save it as docx or PDF"
    return found


def _kind_of_text(head: bytes) -> Kind:
    plain = head.replace(b"\0", b"")
    if _PAGE.search(plain):
        return Kind.MHTML if b"multipart/related" in plain.lower() else Kind.HTML
    if b"multipart/related" in plain and len(_MIME_HEAD.findall(plain)) >= 2:
        return Kind.MHTML
    start = plain.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(b"<") and len(_TAG.findall(plain)) >= _TAGS_OF_A_FRAGMENT:
        return Kind.HTML
    return Kind.TEXT
