"""The gate through which every piece of HTML goes: what is not on the list does not pass.

The notebooks escape what reports say; this gate stands behind them, so that a page stays free
of scripts, styles and addresses even where one of them forgets.
"""

from __future__ import annotations

import html
import re
from collections.abc import Collection
from dataclasses import dataclass, field
from functools import lru_cache
from urllib.parse import unquote

import mistune
import nh3

from workbench.display.html import TAGS, straight

_TAGS = set(TAGS) | {"em", "code", "pre", "blockquote", "hr", "br", "tfoot"}
_ATTRIBUTES = {
    "*": {"class", "id"},
    "a": {"href"},
    "th": {"scope", "colspan", "rowspan"},
    "td": {"colspan", "rowspan"},
    "ol": {"start"},
    "details": {"open"},
}
_GONE = {"script", "style", "iframe", "object", "embed", "template", "noscript", "svg", "math"}
_INSIDE = re.compile(r"#[^\s]+\Z")
_BESIDE = re.compile(r"([a-z0-9-]+\.html)(?:#[^\s]*)?\Z")
_ID = re.compile(r"[^\s]{1,200}\Z")
_OUTSIDE = re.compile(r'(<a\b[^>]*)( href="http)')
_OURS = "wb-"


@dataclass
class Links:
    """Which addresses a page may link to, and which of the pages beside it it asked for."""

    sources: Collection[str] = ()
    pages: Collection[str] = ()
    found: set[str] = field(default_factory=set)
    missing: set[str] = field(default_factory=set)

    def may_lead(self, address: str) -> bool:
        """To a place in the page, to a page that is there, or to a listed source."""
        if beside := _BESIDE.match(address):
            there = beside[1] in self.pages
            (self.found if there else self.missing).add(beside[1])
            return there
        if address in self.sources:
            return address.startswith(("https://", "http://"))
        return bool(_INSIDE.match(address))


def clean(markup: str, links: Links) -> str:
    """Any HTML as well-formed HTML of the allowed elements alone.

    A link that may not lead where it does loses its address and keeps its words.
    """

    def passes(tag: str, name: str, value: str) -> str | None:
        if name == "href":
            return value if links.may_lead(value) else None
        if name == "id" and (value.startswith(_OURS) or not _ID.match(value)):
            return None
        return value

    cleaned = nh3.clean(
        straight(markup),
        tags=_TAGS,
        clean_content_tags=_GONE,
        attributes=_ATTRIBUTES,
        attribute_filter=passes,
        url_schemes={"http", "https"},
        link_rel=None,
        strip_comments=True,
    )
    return _OUTSIDE.sub(r'\1 rel="noopener noreferrer"\2', cleaned)


class _Markdown(mistune.HTMLRenderer):
    """Markdown as HTML whose headings begin at the second level: the page has its h1."""

    def heading(self, text: str, level: int, **attrs: object) -> str:
        return f"<h{max(level, 2)}>{text}</h{max(level, 2)}>\n"

    def link(self, text: str, url: str, title: str | None = None) -> str:
        """With its address as written: the cleaner takes away every one not on its list."""
        address = unquote(url) if url.startswith("#") else url
        return f'<a href="{html.escape(address, quote=True)}">{text}</a>'

    def table_cell(self, text: str, align: str | None = None, head: bool = False) -> str:
        return f'<th scope="col">{text}</th>\n' if head else f"<td>{text}</td>\n"

    def image(self, text: str, url: str, title: str | None = None) -> str:
        return mistune.escape(text)


_markdown = mistune.create_markdown(renderer=_Markdown(escape=False), plugins=["table"])


@lru_cache(maxsize=256)  # a notebook's words are the same on page after page
def markdown(source: str) -> str:
    """Markdown as HTML that has yet to go through a cleaner."""
    markup = _markdown(source)
    assert isinstance(markup, str)
    return markup
