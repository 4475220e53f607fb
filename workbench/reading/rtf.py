"""RTF files, which are often named .doc."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256

from workbench.errors import SourceError
from workbench.model import Document
from workbench.reading import limits
from workbench.reading.kinds import Kind
from workbench.reading.layout import Slot
from workbench.reading.rtftext import Mark, Piece, RowEnd, pieces
from workbench.reading.text import require_text
from workbench.reading.writer import Writer

#: Edges this near (in twentieths of a point) are one; Word rounds them from row to row.
_NEAR = 40

_Cell = list[str | None]


@dataclass(frozen=True, slots=True)
class _Row:
    """The end of a row with its shapes, and what stood in its cells."""

    end: RowEnd
    cells: list[_Cell]


@dataclass(frozen=True, slots=True)
class _Table:
    rows: list[_Row]


def read_rtf(data: bytes, name: str, hints: Mapping[str, str]) -> Document:
    """The document of an RTF file: its lines, and its tables as grids with their merged cells."""
    limits.check_text(data, name)
    writer = Writer()
    for block in _blocks(pieces(data, name)):
        if isinstance(block, _Table):
            writer.table(_laid_out(block.rows))
        else:
            _write_line(writer, block)
    require_text(writer.text, name)
    return Document(
        name=name,
        sha256=sha256(data).hexdigest(),
        media=Kind.RTF.value,
        encoding=None,
        text=writer.text,
        grids=tuple(writer.grids),
        hints=dict(hints),
    )


def _write_line(writer: Writer, line: _Cell) -> None:
    for piece in line:
        if piece is None:
            writer.line()
        elif piece == "\t":
            writer.tab()
        else:
            writer.add(piece)
    writer.line()


def _blocks(flow: Iterator[Piece]) -> Iterator[_Cell | _Table]:
    """Lines, and rows that follow each other as one table.

    What stands before the end of a cell belongs to it, back to the last such end.
    """
    waiting: _Cell = []
    cells: list[_Cell] = []
    table: list[_Row] = []
    for piece in flow:
        if piece is Mark.CELL:
            cells.append(waiting)
            waiting = []
        elif isinstance(piece, RowEnd):
            table.append(_Row(piece, cells))
            cells = []
        elif piece is Mark.LINE_IN_CELL:
            waiting.append(None)
        elif isinstance(piece, str):
            waiting.append(piece)
        else:
            if table and any(waiting):
                yield _Table(table)
                table = []
            yield waiting
            waiting = []
    if table:
        yield _Table(table)
    yield [piece for cell in cells for piece in cell] + waiting


@dataclass(slots=True)
class _Placed:
    row: int
    column: int
    colspan: int
    pieces: _Cell
    rowspan: int = 1

    def ends_above(self, row: int, width: int) -> bool:
        """Whether a cell of this width in ``row`` stands right below this one."""
        return self.row + self.rowspan == row and self.colspan == width


def _laid_out(table: list[_Row]) -> list[list[tuple[Slot, _Cell]]]:
    """The cells of a table by the places of their edges; merged ones once."""
    edges = _edges(table)
    above: dict[int, _Placed] = {}
    rows: list[list[_Placed]] = []
    for number, row in enumerate(table):
        rows.append([])
        start = _nearest(edges, row.end.left)
        for shape, pieces_of in zip(row.end.shapes, row.cells, strict=False):
            end = max(start + 1, _nearest(edges, shape.right))
            upper = above.get(start) if shape.goes_on_down else None
            if upper is not None and upper.ends_above(number, end - start):
                upper.rowspan = number - upper.row + 1
            elif shape.goes_on_right and rows[-1]:
                rows[-1][-1].colspan = end - rows[-1][-1].column
            else:
                above[start] = _Placed(number, start, end - start, pieces_of)
                rows[-1].append(above[start])
            start = end
    return [[(Slot(c.row, c.column, c.rowspan, c.colspan), c.pieces) for c in row] for row in rows]


def _edges(table: list[_Row]) -> list[int]:
    """The edges of all rows from left to right, near ones as one."""
    if len(table) > limits.TABLE_ROWS:
        raise SourceError("too_large", f"a table of {len(table):,} rows")
    places = {
        place for row in table for place in (row.end.left, *(s.right for s in row.end.shapes))
    }
    edges: list[int] = []
    for place in sorted(places):
        if not edges or place - edges[-1] > _NEAR:
            edges.append(place)
    if len(edges) > limits.TABLE_COLUMNS:
        raise SourceError("too_large", f"a table of {len(edges):,} columns")
    return edges


def _nearest(edges: list[int], place: int) -> int:
    return max(0, bisect_right(edges, place) - 1)
