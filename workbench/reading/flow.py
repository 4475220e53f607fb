"""A page's elements as a flow of text, line breaks and tables."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from lxml.etree import _Element as Element

from workbench.reading import numerals
from workbench.reading.article import Page, is_hidden
from workbench.reading.layout import Slot, holds_article, place
from workbench.reading.writer import Writer

_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details",
    "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2",
    "h3", "h4", "h5", "h6", "header", "hr", "html", "legend", "li", "main", "menu", "nav", "ol",
    "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr",
    "ucapcontent", "ucaptitle", "ul",
))  # fmt: skip
_STRUCTURE = frozenset(("table", "thead", "tbody", "tfoot", "tr", "colgroup", "col"))
_CELLS = frozenset(("td", "th"))
#: Cells this short are not looked at twice, and so much may stand between a table's rows.
_SHORT, _STRAY_LENGTH = 40, 400
#: An item's first paragraph stands at most so deep in it.
_DEEP_ITEM = 10
_SPAN = re.compile(r"\s*([0-9]{1,6})")
#: Lists whose numbers the page itself asks for; others have theirs in the text. A space
#: follows lest 1. and 2023年 become 1.2023年.
_MARKERS: dict[str, Callable[[int], str]] = {
    "decimal": lambda number: f"{number}. ",
    "1": lambda number: f"{number}. ",
    "cjk-ideographic": lambda number: f"{numerals.chinese(number)}、",
    "simp-chinese-informal": lambda number: f"{numerals.chinese(number)}、",
    "lower-alpha": lambda number: f"{numerals.letters(number)}. ",
    "lower-latin": lambda number: f"{numerals.letters(number)}. ",
    "a": lambda number: f"{numerals.letters(number)}. ",
}
_LIST_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([a-z-]+)")

_Token = Element | str | None


def write(page: Page, root: Element, writer: Writer) -> None:
    """Write what ``root`` shows into ``writer``: its text in lines, its tables as grids."""
    for token in _tokens(page, root, tables=True):
        if token is None:
            writer.line()
        elif isinstance(token, str):
            writer.add(token)
        else:
            writer.table(_cells(page, token))
    writer.line()


def _tokens(page: Page, root: Element, *, tables: bool) -> Iterator[_Token]:
    """The text below ``root`` in order; None is a line break, an element a table of data.

    With ``tables`` False every table is shown as lines. No recursion: pages may be deep.
    """
    stack: list[Element | str | None] = [root]
    markers: dict[Element, str] = {}
    while stack:
        item = stack.pop()
        if item is None or isinstance(item, str):
            yield item
            continue
        if item is not root and item.tail:
            stack.append(item.tail)
        tag = item.tag
        if tag == "br":
            yield None
        elif tag == "input":
            yield "" if tables else _shown_value(item)
        elif page.leads_elsewhere(item) and item is not root:
            yield None if tag in _BLOCKS else ""
        elif tables and tag == "table" and _is_data(page, item):
            yield from _outside_cells(item)
            yield item
        elif tag == "pre" and not len(item):
            yield from _preformatted(item.text or "")
        else:
            if tag in _BLOCKS:
                stack.append(None)
                yield None
            if tag == "ol":
                markers.update(_markers(item))
            yield markers.get(item, "") + (item.text or "")
            stack.extend(reversed(item))


def _preformatted(text: str) -> Iterator[str | None]:
    for line in text.splitlines():
        yield None
        yield line
    yield None


def _shown_value(field: Element) -> str:
    """What stands in a form's field within a cell: pages of forms keep their figures there."""
    return field.get("value") or "" if field.get("type", "text") == "text" else ""


def _markers(ordered: Element) -> dict[Element, str]:
    style = _LIST_STYLE.search((ordered.get("style") or "").lower())
    marker = _MARKERS.get(style.group(1) if style else ordered.get("type") or "")
    if marker is None:
        return {}
    start = _SPAN.match(ordered.get("start") or "1")
    first = int(start.group(1)) if start else 1
    items = map(_first_line, ordered.iterchildren("li"))
    return {item: marker(number) for number, item in enumerate(items, first)}


def _first_line(item: Element) -> Element:
    """The element on whose line the number of ``item`` stands: its first paragraph, if any."""
    for _ in range(_DEEP_ITEM):
        if not len(item) or item[0].tag not in _BLOCKS or (item.text or "").strip():
            break
        item = item[0]
    return item


def _is_data(page: Page, table: Element) -> bool:
    """Whether ``table`` holds values and labels; else it only arranges parts of the page."""
    if next(table.iterdescendants("table"), None) is not None:
        return False
    rows = _rows(table)
    if max(map(len, rows), default=0) < 2:
        return False
    inside = sum(page.measures[cell].length for row in rows for cell in row)
    if page.measures[table].length > inside + _STRAY_LENGTH:
        return False
    return not any(_holds_article(page, cell) for row in rows for cell in row)


def _holds_article(page: Page, cell: Element) -> bool:
    length = page.measures[cell].length
    return length >= _SHORT and holds_article("".join(map(str, cell.itertext())).strip())


def _rows(table: Element) -> list[list[Element]]:
    """The cells that are shown, row by row, also where a page forgot the row's own element."""
    rows: list[list[Element]] = []
    wrapper: Element | None = None
    for element in table.iterdescendants("tr", "td", "th"):
        if element.tag == "tr":
            rows.append([])
            continue
        parent = element.getparent()
        if parent is not None and parent.tag != "tr" and parent is not wrapper:
            rows.append([])
            wrapper = parent
        if not is_hidden(element):
            rows[-1].append(element)
    return rows


def _outside_cells(table: Element) -> Iterator[str | None]:
    """The caption, and text that a broken page has between rows; browsers show it above."""
    stack: list[_Token] = [table]
    while stack:
        item = stack.pop()
        if item is None or isinstance(item, str):
            yield item
            continue
        if item is not table and item.tail:
            stack.append(item.tail)
        if item.tag in _STRUCTURE:
            yield item.text or ""
            stack.extend(reversed(item))
        elif item.tag not in _CELLS:
            yield None
            yield from map(str, item.itertext())
            yield None


def _cells(page: Page, table: Element) -> Iterator[Iterator[tuple[Slot, Iterator[str | None]]]]:
    rows = _rows(table)
    extents = [[(_span(cell, "rowspan"), _span(cell, "colspan")) for cell in row] for row in rows]
    for slots, row in zip(place(extents), rows, strict=True):
        yield ((slot, _pieces(page, cell)) for slot, cell in zip(slots, row, strict=True))


def _pieces(page: Page, cell: Element) -> Iterator[str | None]:
    """What a cell shows; a table within it as lines."""
    for token in _tokens(page, cell, tables=False):
        if token is None or isinstance(token, str):
            yield token


def _span(cell: Element, name: str) -> int:
    """A cell's rowspan or colspan; 1 where the page gives none or nonsense."""
    value = _SPAN.match(cell.get(name) or "1")
    return int(value.group(1)) if value else 1
