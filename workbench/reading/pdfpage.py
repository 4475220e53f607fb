"""One page of a PDF: its lines of text and its ruled tables, in reading order."""

from __future__ import annotations

import ctypes
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from workbench.reading.lattice import Lattice, lattices
from workbench.reading.layout import Slot
from workbench.reading.rules import Turn, rules

#: A hyphen at the end of a line comes out as one of these.
_HYPHENS = ("\x02", "\ufffe")
_NEW_LINE = "\n"
#: Shares of a character's size: what still is one line, and what still is one number.
_SAME_LINE, _SAME_WORD = 0.5, 0.45
#: Longer lines beside each other are columns, shorter ones labels and values.
_COLUMN = 12


class Glyph(NamedTuple):
    """A character, the box around its ink, and where it stands on its line.

    The box of its font would be more even, but for text that runs downwards it is wrong.
    """

    char: str
    left: float
    low: float
    right: float
    high: float
    start: float
    base: float

    @property
    def size(self) -> float:
        """About the height of a character; less for a point, whose line's others tell it."""
        return max(self.right - self.left, self.high - self.low)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of running text and where it stands; ``em`` is the width of a character."""

    text: str
    left: float
    right: float
    base: float
    em: float


@dataclass(frozen=True, slots=True)
class Table:
    """A ruled table of one page: the x of its edges, its cells and their lines of text."""

    xs: tuple[float, ...]
    top: float
    height: int
    cells: tuple[tuple[Slot, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class PdfPage:
    """What a page shows, from the top down, and whether it is (also) a picture."""

    items: tuple[Line | Table, ...]
    width: float
    height: float
    pictures: bool


def read_page(page: Any) -> PdfPage:
    """The lines and tables of a page of pypdfium2's."""
    width, height = page.get_size()
    turn = _turn(page.get_rotation(), width, height)
    text = page.get_textpage()
    try:
        chars = _characters(text.raw)
        tables = [_Filled(lattice) for lattice in lattices(*rules(page, turn))]
        lines = list(_lines(text.raw, chars, turn, tables))
    finally:
        text.close()
    parts = [table.as_table() for table in tables if table.filled]
    items: list[Line | Table] = [*_in_order(lines), *parts]
    if parts:
        items.sort(key=_top)
    return PdfPage(tuple(items), width, height, _has_pictures(page.raw))


def _in_order(lines: list[Line]) -> list[Line]:
    """The lines from the top down; as the file has them where they stand side by side.

    Browsers write heads and feet last, others first; columns must not be shuffled.
    """
    ordered = sorted(lines, key=_top)
    beside = sum(
        abs(one.base - other.base) < one.em / 2 and min(len(one.text), len(other.text)) > _COLUMN
        for one, other in pairwise(ordered)
    )
    return lines if beside * 5 > len(lines) else ordered


def _top(item: Line | Table) -> tuple[int, float]:
    """What sorts the items of a page from the top down, and from left to right."""
    if isinstance(item, Line):
        return -round(item.base / 3), item.left
    return -round(item.top / 3), item.xs[0]


def _turn(rotation: int, width: float, height: float) -> Turn:
    """From the page's own coordinates to those of the page as it is shown, y upwards."""
    turns: dict[int, Turn] = {
        90: lambda x, y: (y, height - x),
        180: lambda x, y: (width - x, height - y),
        270: lambda x, y: (width - y, x),
    }
    return turns.get(rotation, lambda x, y: (x, y))


def _characters(text: Any) -> list[str]:
    """The page's characters by their numbers; lines end in a line feed."""
    chars: list[str] = []
    for index in range(pdfium.FPDFText_CountChars(text)):
        code = pdfium.FPDFText_GetUnicode(text, index)
        char = chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else ""
        chars.append("-" if char in _HYPHENS else char)
    return chars


def _lines(text: Any, chars: list[str], turn: Turn, tables: list[_Filled]) -> Iterator[Line]:
    """The lines outside the tables; what stands within them goes into the tables."""
    glyphs: list[tuple[str, int]] = []
    for index, char in enumerate([*chars, _NEW_LINE]):
        if char != _NEW_LINE:
            glyphs.append((char, index))
            continue
        if tables:
            glyphs = [glyph for glyph in glyphs if not _taken(text, glyph, turn, tables)]
        line = _line(text, glyphs, turn)
        if line is not None:
            yield line
        glyphs = []


def _taken(text: Any, glyph: tuple[str, int], turn: Turn, tables: list[_Filled]) -> bool:
    char, index = glyph
    if not char or char.isspace():
        return False
    boxed = _boxed(text, char, index, turn)
    return any(table.take(boxed) for table in tables)


def _line(text: Any, glyphs: list[tuple[str, int]], turn: Turn) -> Line | None:
    shown = [glyph for glyph in glyphs if glyph[0] and not glyph[0].isspace()]
    if not shown:
        return None
    some = [_boxed(text, *shown[at], turn) for at in (0, len(shown) // 2, -1)]
    words = "".join(char for char, _ in glyphs if char != "\r").strip()
    em = max(1.0, *(glyph.size for glyph in some))
    return Line(words, some[0].start, some[-1].right, some[0].base, em)


def _boxed(text: Any, char: str, index: int, turn: Turn) -> Glyph:
    left, right, low, high = (ctypes.c_double() for _ in range(4))
    pdfium.FPDFText_GetCharBox(text, index, left, right, low, high)
    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetCharOrigin(text, index, x, y)
    one, other = turn(left.value, low.value), turn(right.value, high.value)
    (x0, x1), (y0, y1) = sorted((one[0], other[0])), sorted((one[1], other[1]))
    return Glyph(char, x0, y0, x1, y1, *turn(x.value, y.value))


class _Filled:
    """A lattice that is being filled with the characters of its page."""

    def __init__(self, lattice: Lattice) -> None:
        self._lattice = lattice
        self._glyphs: list[list[Glyph]] = [[] for _ in lattice.slots]

    @property
    def filled(self) -> bool:
        return any(self._glyphs)

    def take(self, glyph: Glyph) -> bool:
        """Put a character into the cell around it, if there is one."""
        number = self._lattice.cell_at((glyph.left + glyph.right) / 2, (glyph.low + glyph.high) / 2)
        if number >= 0:
            self._glyphs[number].append(glyph)
        return number >= 0

    def as_table(self) -> Table:
        lattice = self._lattice
        slots, height = _without_bare_rows(lattice.slots)
        cells = tuple(
            (slot, tuple(_cell_lines(glyphs)))
            for slot, glyphs in zip(slots, self._glyphs, strict=True)
        )
        return Table(lattice.xs, lattice.ys[0], height, cells)


def _without_bare_rows(slots: Sequence[Slot]) -> tuple[list[Slot], int]:
    """The slots with rows in which no cell begins left out, and how many rows remain.

    Such a row lies between two ends of the row above: borders drawn apart from each other.
    """
    starts = sorted({slot.row for slot in slots})
    return [
        slot._replace(
            row=bisect_left(starts, slot.row),
            rowspan=bisect_left(starts, slot.row + slot.rowspan) - bisect_left(starts, slot.row),
        )
        for slot in slots
    ], len(starts)


def _cell_lines(glyphs: list[Glyph]) -> Iterator[str]:
    """The lines within a cell; in a label that runs downwards each character is one."""
    line: list[Glyph] = []
    for glyph in sorted(glyphs, key=lambda glyph: -glyph.base):
        if line and line[0].base - glyph.base > max(glyph.size, line[0].size) * _SAME_LINE:
            yield _spaced(line)
            line = []
        line.append(glyph)
    if line:
        yield _spaced(line)


def _spaced(line: list[Glyph]) -> str:
    """A line's characters from left to right, a space where figures or words stand apart."""
    line = sorted(line, key=lambda glyph: glyph.left)
    text = line[0].char
    for before, glyph in pairwise(line):
        apart = glyph.left - before.right > max(glyph.size, before.size) * _SAME_WORD
        text += f" {glyph.char}" if apart and max(before.char, glyph.char) <= "\x7f" else glyph.char
    return text


def _has_pictures(page: Any) -> bool:
    count = min(pdfium.FPDFPage_CountObjects(page), 200)
    kinds = (pdfium.FPDFPageObj_GetType(pdfium.FPDFPage_GetObject(page, at)) for at in range(count))
    return pdfium.FPDF_PAGEOBJ_IMAGE in kinds
