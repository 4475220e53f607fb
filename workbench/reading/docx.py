"""Word files: paragraphs and tables in the order in which they are printed."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256

from workbench.errors import SourceError
from workbench.model import Document
from workbench.reading import limits
from workbench.reading.container import Container
from workbench.reading.text import require_text
from workbench.reading.wordflow import Story
from workbench.reading.wordlists import Lists, W
from workbench.reading.writer import Writer
from workbench.reading.xml import Element, parse

_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
MEDIA = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def read_docx(data: bytes, name: str, hints: Mapping[str, str]) -> Document:
    """The document of a Word file.

    Numbers that Word prints before headings and list items (一、 （一） 1.) are part of
    ``text``, merged cells stand once with their spans, text boxes follow their paragraph;
    headers, footers, comments and deleted text are left out.
    """
    container = Container(data, name)
    if not container.is_office:
        raise SourceError("unreadable", f"{name}: an archive within an archive; unpack it first")
    main = _main_part(container)
    if not main.startswith("word/"):
        raise SourceError("unreadable", f"{name}: {_others(container)}; save it as docx or PDF")
    if main not in container:
        raise SourceError("unreadable", f"{name}: a Word file without its text ({main})")
    folder = main.rpartition("/")[0]
    root = _parsed(container, main, name)
    lists = Lists(
        _part(container, f"{folder}/numbering.xml", name),
        _part(container, f"{folder}/styles.xml", name),
    )
    writer = Writer()
    Story(lists, writer).write(root)
    limits.check_characters((writer.text,), name)
    require_text(writer.text, name)
    return Document(
        name=name,
        sha256=sha256(data).hexdigest(),
        media=MEDIA,
        encoding=None,
        text=writer.text,
        grids=tuple(writer.grids),
        hints=dict(hints),
    )


def _others(container: Container) -> str:
    if "OFD.xml" in container:
        return "an OFD file"
    return (
        "a spreadsheet or slides" if "[Content_Types].xml" in container else "an OpenDocument file"
    )


def _main_part(container: Container) -> str:
    """The name of the part that holds the text; Word itself always takes the first."""
    if "_rels/.rels" in container:
        relations = parse(container.content("_rels/.rels"), "_rels/.rels")
        for relation in relations:
            if (relation.get("Type") or "").endswith("/officeDocument"):
                return (relation.get("Target") or "").removeprefix("/")
    return "word/document.xml" if "[Content_Types].xml" in container else ""


def _part(container: Container, part: str, name: str) -> Element | None:
    return _parsed(container, part, name) if part in container else None


def _parsed(container: Container, part: str, name: str) -> Element:
    """A part as XML; the strict variety of the format has other names for the same elements."""
    content = container.content(part).replace(_STRICT, W.strip("{}").encode("ascii"))
    return parse(content, f"{name}: {part}")
