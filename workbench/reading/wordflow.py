"""A Word file's story: paragraphs, text boxes and tables, written in their order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from workbench.errors import SourceError
from workbench.reading import limits
from workbench.reading.layout import Slot, holds_article
from workbench.reading.wordlists import Lists, W, whole
from workbench.reading.writer import BLANK, Writer
from workbench.reading.xml import Element

_CHOICE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Choice"
_ALTERNATE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_PARAGRAPH, _TABLE, _BOX = f"{W}p", f"{W}tbl", f"{W}txbxContent"
#: What stands around paragraphs, rows and cells without being one: controls, insertions.
_WRAPPERS = frozenset(
    W + tag for tag in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag")
)
#: What is in the file and not on the page: deleted and moved text, fields' orders, properties.
_NOT_PRINTED = frozenset(
    W + tag
    for tag in ("del", "moveFrom", "instrText", "delText", "pPr", "rPr", "sdtPr", "rt", "object")
)
_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_BREAKS = frozenset((f"{W}br", f"{W}cr"))


class Story:
    """Writes a Word file's blocks into a writer."""

    def __init__(self, lists: Lists, writer: Writer) -> None:
        self._lists = lists
        self._writer = writer

    def write(self, parent: Element) -> None:
        """Write every block of ``parent``: a body, a text box, a cell of a layout table."""
        for block in _inside(parent, (_PARAGRAPH, _TABLE)):
            if block.tag == _TABLE:
                self._table(block)
            else:
                self._paragraph(block)

    def _paragraph(self, paragraph: Element) -> None:
        for piece in self._pieces(paragraph):
            if piece is None:
                self._writer.line()
            elif piece == "\t":
                self._writer.tab()
            else:
                self._writer.add(piece)
        self._writer.line()
        for box in _boxes(paragraph):
            self.write(box)

    def _pieces(self, paragraph: Element) -> list[str | None]:
        """The number and the text of a paragraph; empty where nothing is printed."""
        marker = self._lists.marker(paragraph)
        pieces = list(_printed(paragraph))
        if not any(piece and piece.strip(BLANK) for piece in pieces):
            return []
        return [marker, *pieces] if marker else pieces

    def _table(self, table: Element) -> None:
        rows = _rows(table)
        if _arranges(rows):
            for row in rows:
                for cell in row:
                    self.write(cell.element)
            return
        self._writer.table(
            [(cell.slot, self._cell(cell.element)) for cell in row] for row in rows if row
        )

    def _cell(self, cell: Element) -> Iterator[str | None]:
        for paragraph in _inside(cell, (_PARAGRAPH,)):
            yield from self._pieces(paragraph)
            yield None
            for box in _boxes(paragraph):
                yield from self._cell(box)


@dataclass(slots=True)
class _Cell:
    """A cell while its table is laid out; it grows with the merged cells below and beside."""

    element: Element
    row: int
    column: int
    colspan: int
    rowspan: int = 1

    def ends_above(self, row: int, width: int) -> bool:
        """Whether a cell of this width in ``row`` stands right below this one."""
        return self.row + self.rowspan == row and self.colspan == width

    @property
    def slot(self) -> Slot:
        return Slot(self.row, self.column, self.rowspan, self.colspan)


def _rows(table: Element) -> list[list[_Cell]]:
    """The cells of each row, merged ones once, where they begin."""
    rows: list[list[_Cell]] = []
    above: dict[int, _Cell] = {}
    for number, row in enumerate(_inside(table, (f"{W}tr",))):
        cells: list[_Cell] = []
        column = _setting(row, "trPr/gridBefore", 0)
        for element in _inside(row, (f"{W}tc",)):
            width = min(_setting(element, "tcPr/gridSpan", 1), limits.TABLE_COLUMNS + 1) or 1
            upper = above.get(column) if _continues(element, "vMerge") else None
            if upper is not None and upper.ends_above(number, width):
                upper.rowspan = number - upper.row + 1
            elif cells and _continues(element, "hMerge"):
                cells[-1].colspan += width
            else:
                cells.append(_Cell(element, number, column, width))
                above[column] = cells[-1]
            column += width
        if column > limits.TABLE_COLUMNS or number >= limits.TABLE_ROWS:
            raise SourceError("too_large", f"a table of {number + 1:,} rows, {column:,} columns")
        rows.append(cells)
    return rows


def _continues(cell: Element, merge: str) -> bool:
    """Whether a cell only continues the one above (vMerge) or before (hMerge) it."""
    element = cell.find(f"{W}tcPr/{W}{merge}")
    return element is not None and element.get(f"{W}val", "continue") == "continue"


def _arranges(rows: list[list[_Cell]]) -> bool:
    """Whether the table holds parts of a page and not labels and values."""
    cells = [cell for row in rows for cell in row]
    if max((cell.column + cell.colspan for cell in cells), default=0) < 2 or len(cells) < 2:
        return True
    return any(
        next(cell.element.iter(_TABLE), None) is not None or holds_article(_plain(cell.element))
        for cell in cells
    )


def _plain(element: Element) -> str:
    return "".join(text.text or "" for text in element.iter(f"{W}t"))


def _setting(element: Element, path: str, otherwise: int) -> int:
    found = element.find("/".join(W + step for step in path.split("/")))
    return otherwise if found is None else whole(found.get(f"{W}val"), otherwise)


def _inside(parent: Element, tags: tuple[str, ...]) -> Iterator[Element]:
    """The children of ``parent`` with one of ``tags``, also those in wrappers."""
    stack = list(reversed(_body(parent)))
    while stack:
        element = stack.pop()
        if element.tag in tags:
            if element.find(f"{W}trPr/{W}del") is None:
                yield element
        elif element.tag in _WRAPPERS:
            stack.extend(reversed(element))
        elif element.tag == _ALTERNATE:
            stack.extend(reversed(_chosen(element)))


def _body(parent: Element) -> list[Element]:
    body = parent.find(f"{W}body")
    return list(parent if body is None else body)


def _chosen(alternate: Element) -> list[Element]:
    """The newest reading of something that a file holds twice, for new and old programs."""
    choice = alternate.find(_CHOICE)
    branch = choice if choice is not None else next(iter(alternate), None)
    return [] if branch is None else list(branch)


def _printed(paragraph: Element) -> Iterator[str | None]:
    """The text of a paragraph as printed; None is a break, text boxes are left to others."""
    stack = list(reversed(paragraph))
    while stack:
        element = stack.pop()
        tag = element.tag
        if tag in (f"{W}t", _MATH_TEXT):
            yield element.text or ""
        elif tag == f"{W}tab":
            yield "\t"
        elif tag in _BREAKS:
            yield None
        elif tag == f"{W}noBreakHyphen":
            yield "-"
        elif tag == _ALTERNATE:
            stack.extend(reversed(_chosen(element)))
        elif tag not in _NOT_PRINTED and tag != _BOX and not _hidden(element):
            stack.extend(reversed(element))


def _hidden(element: Element) -> bool:
    vanish = element.find(f"{W}rPr/{W}vanish") if element.tag == f"{W}r" else None
    return vanish is not None and vanish.get(f"{W}val", "1") not in ("0", "false")


def _boxes(paragraph: Element) -> list[Element]:
    """The text boxes anchored in a paragraph, each once."""
    boxes: list[Element] = []
    stack = list(reversed(paragraph))
    while stack:
        element = stack.pop()
        if element.tag == _BOX:
            boxes.append(element)
        elif element.tag == _ALTERNATE:
            stack.extend(reversed(_chosen(element)))
        elif element.tag not in _NOT_PRINTED:
            stack.extend(reversed(element))
    return boxes
