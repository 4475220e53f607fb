"""The arrangement of the provinces as tiles, in tiles.toml."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache

from workbench.errors import DictionaryError
from workbench.reference import load

_FILE = "tiles.toml"
_CODE = re.compile("[1-9][0-9]0000")
#: Rows and columns of the grid.
SIDE = 8


@dataclass(frozen=True, slots=True)
class Tile:
    """A province's code and short name, and where its tile stands, from 1."""

    code: str
    name: str
    row: int
    column: int


@cache
def tiles() -> tuple[Tile, ...]:
    """The tiles from north to south and west to east; DictionaryError names a wrong one."""
    rows = load.toml(_FILE).get("provinces", [])
    found = sorted((_tile(row) for row in rows), key=lambda tile: (tile.row, tile.column))
    for what in ("code", "name"):
        _once(what, [getattr(tile, what) for tile in found])
    _once("place", [(tile.row, tile.column) for tile in found])
    return tuple(found)


def _tile(row: object) -> Tile:
    match row:
        case [str(code), str(name), int(down), int(across)] if (
            _CODE.fullmatch(code) and name and {down, across} <= set(range(1, SIDE + 1))
        ):
            return Tile(code, name, down, across)
    raise DictionaryError(
        f"reference/{_FILE}: {row!r:.80} is no tile; write [code, name, row, column], "
        f"row and column from 1 to {SIDE}"
    )


def _once(what: str, values: list[object]) -> None:
    if twice := [value for value, count in Counter(values).items() if count > 1]:
        raise DictionaryError(f"reference/{_FILE}: the {what} {twice[0]!r} stands twice")
