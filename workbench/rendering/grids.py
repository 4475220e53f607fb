"""A page's clean HTML as what other forms of it need: headings, words, tables and excerpts.

It reads what has gone through the allow-list and the mask, so that a workbook or a summary
never holds more than its page does.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache

from workbench.rendering.data import Data
from workbench.rendering.fragment import Block
from workbench.rendering.specs import Chart

_TAG = re.compile(r'<(/?)([a-z][a-z0-9]*)((?:"[^"]*"|[^">])*)>')
_ATTRIBUTE = re.compile(r'([a-z-]+)="([^"]*)"')
#: Elements that begin a line of their own; words run on over all others.
_LINES = frozenset(
    ("p", "li", "ul", "ol", "div", "section", "details", "summary", "blockquote", "pre", "dl",
     "dt", "dd", "br", "hr", "h2", "h3", "h4", "h5", "h6", "table", "caption", "tr", "th", "td")
)  # fmt: skip
#: What an excerpt and its report are told by; and links that only lead to words elsewhere.
_TAKEN, _HIDDEN = frozenset(("where", "quote", "file", "url")), "finding-link"
_NONE: frozenset[str] = frozenset()
#: Ends what was taken from one element; no text holds it.
_END = "\x00"
_SPAN = re.compile("[1-9][0-9]?")
_SPACES = re.compile(r"[ \t\r\n]+")


@dataclass(slots=True)
class Cell:
    """A cell: its lines of text, where its links lead, and the names that other links use."""

    number: bool = False
    head: bool = False
    across: int = 1
    down: int = 1
    text: str = ""
    links: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Grid:
    """A table with its caption, its rows of cells, and how many of them are heads."""

    caption: str = ""
    rows: list[list[Cell]] = field(default_factory=list)
    heads: int = 0

    @property
    def body(self) -> list[list[Cell]]:
        return self.rows[self.heads :]


@dataclass(frozen=True, slots=True)
class Words:
    """A line of the page: ``kind`` is h2, h3 …, li, or p; ``within`` the classes around it, and
    details where it is folded away."""

    text: str
    kind: str
    within: frozenset[str] = frozenset()


@dataclass(slots=True)
class Excerpt:
    """A passage at the end of the page: its name, whose report, where in it, its words.

    Where numbers lead to several words of one sentence, each of them is one, with the whole."""

    name: str
    report: str = ""
    file: str = ""
    address: str = ""
    place: str = ""
    quote: str = ""


Part = Words | Grid | Excerpt | Chart | Data


def flow(blocks: Iterable[Block]) -> Iterator[Part]:
    """What stands on the page, in its order."""
    for block in blocks:
        if isinstance(block, str):
            yield from _Reader().read(block)
        else:
            yield block


class _Reader:
    """One pass over the elements of a piece of clean HTML, which is well formed."""

    def __init__(self) -> None:
        self._open: list[tuple[str, frozenset[str]]] = []
        self._text: list[str] = []
        self._grid: Grid | None = None
        self._cell: Cell | None = None
        self._excerpt: Excerpt | None = None
        self._names: list[str] = []
        self._report = ("", "", "")
        self._taken: dict[str, list[str]] = {}
        self._taking: list[str] = []
        self._hidden = 0
        self._made: list[Part] = []

    def read(self, markup: str) -> list[Part]:
        at = 0
        for tag in _TAG.finditer(markup):
            if tag.start() > at:
                self._add(html.unescape(markup[at : tag.start()]))
            at = tag.end()
            if tag[1]:
                self._closed(tag[2])
            else:
                self._opened(tag[2], tag[3])
        self._add(html.unescape(markup[at:]))
        self._line()
        return self._made

    def _add(self, text: str) -> None:
        """Words where the page is: in a cell, or else on the line."""
        if not text:
            return
        if self._cell is not None:
            self._cell.text += text
        elif not self._hidden:
            self._text.append(text)
        for name in self._taking:
            self._taken.setdefault(name, []).append(text)

    def _opened(self, name: str, rest: str) -> None:
        given = _attributes(rest) if rest else {}
        classes = _classes(given["class"]) if "class" in given else _NONE
        if name in _LINES:
            self._line()
        if self._cell is not None and name in _LINES and not self._cell.text.endswith("\n"):
            self._cell.text += "\n"
        if name == "br":
            return
        self._open.append((name, classes))
        self._taking += _TAKEN & classes
        self._hidden += _HIDDEN in classes
        if name == "table":
            self._grid = Grid()
        elif name == "tr" and self._grid is not None:
            self._grid.rows.append([])
        elif name in ("td", "th") and self._grid is not None and self._grid.rows:
            self._begin_cell(name, given, classes)
        elif name == "li" and "excerpt" in classes:
            self._excerpt = Excerpt("", *self._report)
            self._taken, self._names = {}, []
        elif name == "details":
            self._taken = {}
        if self._excerpt is not None and "id" in given:
            self._names.append(given["id"])
        if self._cell is not None:
            self._cell.links += [given["href"]] if "href" in given else []
            self._cell.names += [given["id"]] if "id" in given else []

    def _begin_cell(self, name: str, given: dict[str, str], classes: frozenset[str]) -> None:
        assert self._grid is not None
        spans = [given.get(span, "1") for span in ("colspan", "rowspan")]
        across, down = (int(span) if _SPAN.fullmatch(span) else 1 for span in spans)
        self._cell = Cell("num" in classes, name == "th", across, down)
        self._grid.rows[-1].append(self._cell)

    def _closed(self, name: str) -> None:
        if name in ("td", "th") and self._cell is not None:
            self._cell.text = _lines(self._cell.text)
            self._cell = None
        elif name == "caption" and self._grid is not None:
            self._grid.caption = self._take()
        elif name == "thead" and self._grid is not None:
            self._grid.heads = len(self._grid.rows)
        elif name == "table" and self._grid is not None:
            self._text.clear()
            self._made.append(self._grid)
            self._grid = None
        elif name == "li" and self._excerpt is not None:
            self._end_excerpt(self._excerpt)
        elif name == "h3" and any(opened == "summary" for opened, _ in self._open):
            self._report = (_SPACES.sub(" ", "".join(self._text)).strip(), "", "")
        elif name == "p" and self._in("origin"):
            self._report = (self._report[0], self._said("file"), self._said("url"))
        if name in _LINES:
            self._line()
        if self._open and self._open[-1][0] == name:
            self._shut(self._open.pop()[1])

    def _shut(self, classes: frozenset[str]) -> None:
        for taken in _TAKEN & classes:
            self._taking.remove(taken)
            self._taken.setdefault(taken, []).append(_END)
        self._hidden -= _HIDDEN in classes

    def _end_excerpt(self, excerpt: Excerpt) -> None:
        """The passage, once for each of the names by which numbers lead to it."""
        place, quote = self._said("where"), self._said("quote")
        self._excerpt = None
        self._text.clear()
        for name in self._names:
            self._made.append(replace(excerpt, name=name, place=place, quote=quote))

    def _said(self, name: str) -> str:
        """What stood in the elements called ``name``: of eight cells 0；0；…, never 00000000."""
        pieces = "".join(self._taken.get(name, ())).split(_END)
        return "；".join(filter(None, (_SPACES.sub(" ", piece).strip() for piece in pieces)))

    def _in(self, wanted: str) -> bool:
        return any(wanted in classes for _, classes in self._open)

    def _kind(self) -> str:
        names = [name for name, _ in self._open]
        return next((n for n in reversed(names) if n[0] == "h" or n == "li"), "p")

    def _line(self) -> None:
        """What was said since the last line, as a line of the page."""
        if self._cell is not None or self._grid is not None or self._excerpt is not None:
            return
        if text := self._take():
            folded = {name for name, _ in self._open if name == "details"}
            around = (classes for _, classes in self._open)
            self._made.append(Words(text, self._kind(), frozenset(folded).union(*around)))

    def _take(self) -> str:
        text = _SPACES.sub(" ", "".join(self._text)).strip()
        self._text.clear()
        return text


def _attributes(rest: str) -> dict[str, str]:
    return {key: html.unescape(value) for key, value in _ATTRIBUTE.findall(rest)}


@lru_cache(maxsize=512)
def _classes(named: str) -> frozenset[str]:
    return frozenset(named.split())


def _lines(text: str) -> str:
    """The lines of a cell, without what is only there for the eye."""
    if "\n" not in text and "  " not in text and "\t" not in text and "\r" not in text:
        return text.strip()
    lines = (_SPACES.sub(" ", line).strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line)
