"""The one place where text becomes HTML: everything is escaped unless this module made it."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass

#: The elements that a page may hold; the renderer's allow-list knows no others.
TAGS = frozenset(
    (
        "section", "h2", "h3", "h4", "p", "table", "caption", "thead", "tbody", "tr", "th", "td",
        "a", "mark", "details", "summary", "ul", "ol", "li", "dl", "dt", "dd", "span", "div",
        "strong", "small", "sup",
    )
)  # fmt: skip
_ATTRIBUTES = frozenset({"class", "id", "href", "scope", "colspan", "rowspan", "open"})
#: Control characters, and those that turn the direction of the text: 12 would read 21.
_UNSAFE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")

Child = "Html | str | int | float | None"


@dataclass(frozen=True, slots=True)
class Html:
    """Markup that is safe to show: made by :func:`tag` and :func:`text` alone."""

    markup: str

    def _repr_html_(self) -> str:
        return self.markup

    def __repr__(self) -> str:
        return f"<HTML of {len(self.markup)} characters>"

    def __bool__(self) -> bool:
        return bool(self.markup)


def straight(value: str) -> str:
    """``value`` without control characters and those that would turn its direction."""
    return _UNSAFE.sub("", value)


def text(value: Html | str | int | float | None) -> Html:
    """``value`` as HTML: a string is escaped, None is nothing."""
    if isinstance(value, Html):
        return value
    if value is None:
        return Html("")
    return Html(html.escape(straight(str(value)), quote=True))


def join(parts: Iterable[Html | str | None], between: str = "") -> Html:
    """The non-empty ``parts`` one after the other."""
    pieces = [piece.markup for piece in map(text, parts) if piece]
    return Html(text(between).markup.join(pieces))


def tag(name: str, *children: Html | str | int | None, **attributes: str | None) -> Html:
    """The element ``name`` around ``children``; ``class_`` stands for class.

    An element or attribute outside the allow-list, or a link that leaves the page for
    anything but another page beside it, is a mistake of ours: ValueError.
    """
    if name not in TAGS:
        raise ValueError(f"the element {name} is not in the allow-list")
    shown = "".join(
        _attribute(key.rstrip("_"), value) for key, value in attributes.items() if value is not None
    )
    return Html(f"<{name}{shown}>{''.join(text(child).markup for child in children)}</{name}>")


_HREF = re.compile(r"(?:#|https?://|[A-Za-z0-9_.-]+\.html(?:#|$))")


def _attribute(name: str, value: str) -> str:
    if name not in _ATTRIBUTES:
        raise ValueError(f"the attribute {name} is not in the allow-list")
    if name == "href" and not _HREF.match(value):
        raise ValueError(f"the link {value!r} is neither a place in this page nor a page")
    return f' {name}="{text(value).markup}"'
