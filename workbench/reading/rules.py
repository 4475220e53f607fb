"""The straight lines that a PDF page draws, however its program drew them."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any

import pypdfium2.raw as pdfium

from workbench.reading.lattice import Rule

#: Borders are at most this thick; a larger rectangle is a background or a frame.
_THICK = 3.0
#: What leans more than this is no border.
_LEAN = 1.0
#: Paths and points beyond these belong to a map or a chart, not to a form.
_MOST_OBJECTS, _MOST_POINTS = 20_000, 200
_DEEPEST_FORM = 3

Turn = Callable[[float, float], tuple[float, float]]
_Points = list[tuple[float, float]]
#: Programs draw within forms (groups) with their own coordinates, rarely more than two deep.
_Matrix = tuple[float, float, float, float, float, float]
_PLAIN: _Matrix = (1, 0, 0, 1, 0, 0)


def rules(page: Any, turn: Turn) -> tuple[list[Rule], list[Rule]]:
    """The horizontal and the vertical rules of a page, turned as the page is shown.

    A rule is a straight stroke, a side of a stroked rectangle, or a thin filled rectangle;
    a dot, of which dotted lines are made, is given as both.
    """
    across: list[Rule] = []
    upright: list[Rule] = []
    for points in _lines(page.raw):
        shown = [turn(*point) for point in points]
        left, right = min(x for x, _ in shown), max(x for x, _ in shown)
        low, high = min(y for _, y in shown), max(y for _, y in shown)
        if high - low <= _THICK:
            across.append(Rule((low + high) / 2, left, right))
        if right - left <= _THICK:
            upright.append(Rule((left + right) / 2, low, high))
    return across, upright


def _lines(page: Any) -> Iterator[_Points]:
    """The points of every stroke, and the corners of every filled shape."""
    for path, matrix in _paths(page):
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        if not pdfium.FPDFPath_GetDrawMode(path, fill, stroke):
            continue
        for shape in _shapes(path, _times(_matrix(path), matrix)):
            if stroke.value:
                yield from ([one, other] for one, other in pairwise(shape) if _straight(one, other))
            elif fill.value:
                yield shape


def _straight(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return min(abs(one[0] - other[0]), abs(one[1] - other[1])) <= _LEAN


def _paths(page: Any) -> Iterator[tuple[Any, _Matrix]]:
    """Every path of a page with the matrix of the form that it stands in."""
    count = min(pdfium.FPDFPage_CountObjects(page), _MOST_OBJECTS)
    stack = [(pdfium.FPDFPage_GetObject(page, at), _PLAIN, 0) for at in range(count)]
    while stack:
        item, matrix, depth = stack.pop()
        kind = pdfium.FPDFPageObj_GetType(item)
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            yield item, matrix
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST_FORM:
            inner = _times(_matrix(item), matrix)
            count = min(pdfium.FPDFFormObj_CountObjects(item), _MOST_OBJECTS - len(stack))
            stack.extend(
                (pdfium.FPDFFormObj_GetObject(item, at), inner, depth + 1) for at in range(count)
            )


def _shapes(path: Any, matrix: _Matrix) -> Iterator[_Points]:
    """The points of each part of a path; parts with curves are left out."""
    points: _Points = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for at in range(min(pdfium.FPDFPath_CountSegments(path), _MOST_POINTS)):
        segment = pdfium.FPDFPath_GetPathSegment(path, at)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_BEZIERTO:
            return
        if kind == pdfium.FPDF_SEGMENT_MOVETO and points:
            yield points
            points = []
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        points.append(_moved(matrix, x.value, y.value))
        if pdfium.FPDFPathSegment_GetClose(segment):
            points.append(points[0])
    if points:
        yield points


def _matrix(item: Any) -> _Matrix:
    found = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(item, found):
        return _PLAIN
    return found.a, found.b, found.c, found.d, found.e, found.f


def _times(one: _Matrix, other: _Matrix) -> _Matrix:
    """The matrix that moves a point by ``one`` first and by ``other`` then."""
    a, b, c, d, e, f = one
    x, y = other[:2], other[2:4]
    return (
        a * x[0] + b * y[0], a * x[1] + b * y[1], c * x[0] + d * y[0], c * x[1] + d * y[1],
        e * x[0] + f * y[0] + other[4], e * x[1] + f * y[1] + other[5],
    )  # fmt: skip


def _moved(matrix: _Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f
