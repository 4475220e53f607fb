"""Where a page's article stands, told by its prose and not by names of elements.

Navigation, side columns and footers are made of links and short labels; an article is made of
sentences. So the article is the smallest container that holds nine tenths of all Chinese
punctuation outside links, together with nine tenths of that and of the figures in tables.
Tables and sentences between two parts of an article are thereby never left out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from lxml.etree import _Element as Element

from workbench.reading.pagehead import is_foot, leads_to_others

_MARKS = "，。；、"
_SHARE = 0.9
#: Below these a page has no article: a list, a portal, a page that only links to a file.
_LEAST_MARKS, _LEAST_LENGTH = 8, 150
#: What an article may be wrapped in; paragraphs and lists are parts of one.
_PARTS = frozenset((
    "p", "span", "font", "b", "strong", "em", "i", "u", "li", "ul", "ol", "dl", "dt", "dd",
    "h1", "h2", "h3", "h4", "h5", "h6", "a", "pre", "blockquote",
))  # fmt: skip
#: Not header and footer: an article has a title and a signature of its own.
_SIDES = frozenset(("nav", "aside"))
#: A block of this many links, which are most of its text, leads elsewhere.
_LINKS, _LINKED_SHARE = 3, 0.6
#: What stands in the cells of the forms, as against 索引号 and 2018-03-16 above an article.
_VALUE = re.compile(r"\s{0,99}(?:[+-]?[0-9][0-9.,]{0,11}[^0-9\s]{0,3}|[/—－-]{1,2}|无)\s{0,99}")
_VALUE_LENGTH = 15
#: What a line like 上一篇：… is no longer than.
_LINE = 150
#: Larger elements are not looked into again and again: deep pages would take too long.
_SMALL = 100
#: What the foot of a site, or a part of it, is no longer than, and what it is made of.
_FOOT = 300
_BLOCKS = frozenset(("div", "p", "td", "table", "footer", "center", "ul", "section", "dl"))


@dataclass(slots=True)
class Measure:
    """What an element holds, all its descendants counted.

    ``marks`` and ``cells`` count sentences' marks and cells with figures outside links, ``length``
    all characters, ``linked`` those in links, ``links`` the links themselves, ``size`` the
    elements.
    """

    marks: int = 0
    cells: int = 0
    length: int = 0
    linked: int = 0
    links: int = 0
    size: int = 1


class Page:
    """The measures of a page's elements and what follows from them."""

    def __init__(self, root: Element) -> None:
        self.root = root
        self.measures: Mapping[Element, Measure] = _measured(root)
        whole = self.measures[root]
        self.has_article = (
            whole.marks >= _LEAST_MARKS and whole.length - whole.linked >= _LEAST_LENGTH
        )
        self.article = self._smallest() if self.has_article else root

    def _smallest(self) -> Element:
        whole = self.measures[self.root]
        marks = whole.marks * _SHARE
        both = (whole.marks + whole.cells) * _SHARE
        found = element = self.root
        while True:
            for child in element:
                inner = self.measures[child]
                if inner.marks >= marks and inner.marks + inner.cells >= both:
                    element = child
                    break
            else:
                return found
            if element.tag not in _PARTS:
                found = element

    def leads_elsewhere(self, element: Element) -> bool:
        """Whether ``element`` is navigation, a list of other pages, hidden, or a site's edge."""
        measure = self.measures[element]
        whole = self.measures[self.root]
        if measure.marks * 2 > whole.marks or not self.has_article:
            return False
        if measure.links >= _LINKS and measure.linked > measure.length * _LINKED_SHARE:
            return True
        if element.tag in _SIDES and measure.cells == 0:
            return measure.marks * 10 <= whole.marks
        return is_hidden(element) or (measure.size <= _SMALL and self._is_edge(element))

    def _is_edge(self, element: Element) -> bool:
        """Whether a small element is a line to other pages, or of the site's foot."""
        measure = self.measures[element]
        if measure.links and measure.length <= _LINE and leads_to_others(_words(element)):
            return True
        return element.tag in _BLOCKS and measure.length <= _FOOT and is_foot(_words(element))


def _words(element: Element) -> str:
    return "".join(map(str, element.itertext()))


def is_hidden(element: Element) -> bool:
    """Whether the element's own style takes it off the page."""
    style = element.get("style")
    return element.get("hidden") is not None or (
        style is not None and "none" in style and "display:none" in style.replace(" ", "").lower()
    )


def _measured(root: Element) -> dict[Element, Measure]:
    elements = [element for element in root.iter() if isinstance(element.tag, str)]
    measures = {element: Measure() for element in elements}
    for element in reversed(elements):
        measure = measures[element]
        _count(measure, element.text)
        if element.tag == "a" and element.get("href"):
            measure.linked, measure.links = measure.length, measure.links + 1
            measure.marks = measure.cells = 0
        elif element.tag == "td" and measure.size <= _SMALL and 0 < measure.length <= _VALUE_LENGTH:
            measure.cells += _VALUE.fullmatch(_words(element)) is not None
        parent = element.getparent()
        if element is not root and parent is not None:
            above = measures[parent]
            above.marks += measure.marks
            above.cells += measure.cells
            above.length += measure.length
            above.linked += measure.linked
            above.links += measure.links
            above.size += measure.size
            _count(above, element.tail)
    return measures


def _count(measure: Measure, text: str | None) -> None:
    if text and not text.isspace():
        measure.length += len(text.strip())
        measure.marks += sum(map(text.count, _MARKS))
