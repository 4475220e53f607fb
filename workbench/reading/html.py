"""A web page: its article, the lines about it, its tables, and what its head says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from hashlib import sha256

from lxml import etree
from lxml.etree import _Element as Element

from workbench.errors import SourceError
from workbench.model import Document
from workbench.reading.article import Page
from workbench.reading.encoding import decode
from workbench.reading.flow import write
from workbench.reading.pagehead import (
    is_label_line,
    leads_to_others,
    page_hints,
    visible_hints,
    without_title_label,
)
from workbench.reading.text import require_text
from workbench.reading.writer import Writer

_NOT_SHOWN = (
    "xml", "script", "style", "noscript", "title", "meta", "link", "base", "iframe", "object",
    "embed", "applet", "select", "option", "button", "textarea", "template", "svg", "canvas",
    "audio", "video", "map",
)  # fmt: skip
#: How many lines right above an article belong to it: its title, date and source.
_ABOVE, _ABOVE_LENGTH = 6, 120
_LABELS_AROUND = 12
#: Where nothing could be told apart, the lines about an article are among these.
_FIRST = 20


def read_html(data: bytes, name: str, hints: Mapping[str, str]) -> Document:
    """The document of a web page.

    ``text`` is the article with the title and the labelled lines around it, without
    navigation, side columns and footers; the page's own head goes into the hints. Where a
    page has no article (a list, a portal) ``text`` is all that it shows.
    """
    decoded = decode(data, name)
    root = _tree(decoded.text, name)
    found = page_hints(root, decoded.text)
    etree.strip_elements(root, *_NOT_SHOWN, with_tail=False)
    body = root.find("body")
    page = Page(root if body is None else body)
    above, below = _around(page)
    writer = Writer()
    _write_lines(writer, above)
    write(page, page.article, writer)
    _write_lines(writer, below)
    text = writer.text
    require_text(text, name)
    return Document(
        name=name,
        sha256=sha256(data).hexdigest(),
        media="text/html",
        encoding=decoded.encoding,
        text=text,
        grids=tuple(writer.grids),
        hints={**visible_hints([*above, *below] or text.splitlines()[:_FIRST]), **found, **hints},
    )


def _write_lines(writer: Writer, lines: list[str]) -> None:
    for line in lines:
        first, *rest = line.split("\t")
        writer.add(first)
        for part in rest:
            writer.tab()
            writer.add(part)
        writer.line()


def _tree(text: str, name: str) -> Element:
    parser = etree.HTMLParser(
        encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True
    )
    try:
        root: Element | None = etree.fromstring(text.replace("\0", "").encode(), parser)
    except etree.XMLSyntaxError as error:
        if getattr(error, "code", None) == etree.ErrorTypes.ERR_NO_MEMORY:
            raise MemoryError from error
        raise SourceError("unreadable", f"{name}: {error}") from error
    for entry in parser.error_log.filter_from_fatals():
        if entry.type == etree.ErrorTypes.ERR_NO_MEMORY:
            raise MemoryError(entry.message)
        raise SourceError("unreadable", f"{name}: line {entry.line}: {entry.message}")
    if root is None:
        raise SourceError("unreadable", f"{name}: the page is empty")
    return root


def _around(page: Page) -> tuple[list[str], list[str]]:
    """The lines above and below the article that speak of it."""
    if page.article is page.root:
        return [], []
    above = [
        without_title_label(line)
        for line in _lines(page, _siblings(page, before=True))
        if _speaks(line)
    ]
    below = [line for line in _lines(page, _siblings(page, before=False)) if _speaks(line)]
    near = len(above) - _ABOVE
    return (
        [line for at, line in enumerate(above) if at >= near or is_label_line(line)],
        [line for line in below[:_LABELS_AROUND] if is_label_line(line)],
    )


def _speaks(line: str) -> bool:
    return 1 < len(line) <= _ABOVE_LENGTH and not leads_to_others(line)


def _siblings(page: Page, *, before: bool) -> list[Element]:
    """What stands before (or after) the article, outermost parts first (or last)."""
    levels: list[list[Element]] = []
    element: Element | None = page.article
    while element is not None and element is not page.root:
        levels.append(list(element.itersiblings(preceding=before)))
        element = element.getparent()
    if before:
        return [part for level in reversed(levels) for part in reversed(level)]
    return [part for level in levels for part in level]


def _lines(page: Page, parts: list[Element]) -> Iterator[str]:
    for part in parts:
        if page.leads_elsewhere(part):
            continue
        writer = Writer()
        write(page, part, writer)
        yield from writer.text.splitlines()
