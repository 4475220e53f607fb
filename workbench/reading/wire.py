"""Documents as JSON, and messages through a pipe: what a reader and its worker exchange."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from workbench.model import Document, Grid, GridCell, Span

_LENGTH = 8


def packed(*messages: bytes) -> bytes:
    """Messages in a row, each behind its length."""
    return b"".join(
        part for message in messages for part in (len(message).to_bytes(_LENGTH, "big"), message)
    )


def unpacked(receive: Callable[[int], bytes]) -> bytes | None:
    """The next message from ``receive``, which gives exactly so many bytes, or fewer at the end."""
    head = receive(_LENGTH)
    if len(head) < _LENGTH:
        return None
    length = int.from_bytes(head, "big")
    message = receive(length)
    return message if len(message) == length else None


def to_json(value: dict[str, Any]) -> bytes:
    """JSON in ASCII, so that any file's name goes through."""
    return json.dumps(value).encode("ascii")


def from_json(message: bytes) -> dict[str, Any]:
    value: dict[str, Any] = json.loads(message)
    return value


def document_to_dict(document: Document) -> dict[str, Any]:
    """A document in the types of JSON; the other way round is :func:`document_from_dict`."""
    return {
        "name": document.name,
        "sha256": document.sha256,
        "media": document.media,
        "encoding": document.encoding,
        "text": document.text,
        "hints": dict(document.hints),
        "grids": [
            [
                *grid.span,
                [
                    (c.row, c.column, c.span.start, c.span.end, c.rowspan, c.colspan)
                    for c in grid.cells
                ],
            ]
            for grid in document.grids
        ],
    }


def document_from_dict(value: dict[str, Any]) -> Document:
    """The document that :func:`document_to_dict` was given."""
    grids = tuple(
        Grid(
            tuple(
                GridCell(row, column, Span(start, end), rowspan, colspan)
                for row, column, start, end, rowspan, colspan in cells
            ),
            Span(first, last),
        )
        for first, last, cells in value.pop("grids")
    )
    return Document(grids=grids, **value)
