"""The tiles: all provinces, each once, each in a place of its own."""

from __future__ import annotations

from typing import Any

import pytest

from workbench.errors import DictionaryError
from workbench.reference import divisions, load
from workbench.reference.tiles import SIDE, tiles


def test_there_are_34_and_their_codes_are_the_divisions() -> None:
    found = tiles()
    assert len(found) == 34 == len({(tile.row, tile.column) for tile in found})
    for tile in found:
        row = divisions.current().at(tile.code, 2023)
        assert row is not None and row.name.startswith(tile.name)
        assert 1 <= tile.row <= SIDE and 1 <= tile.column <= SIDE


GOOD = ["640000", "宁夏", 3, 4]
WRONG = {
    "a short row": [["640000", "宁夏", 3]],
    "no province": [["640500", "中卫", 3, 4]],
    "off the grid": [["640000", "宁夏", 3, 9]],
    "the same place": [GOOD, ["620000", "甘肃", 3, 4]],
    "the same code": [GOOD, ["640000", "甘肃", 3, 3]],
    "a place in words": [["640000", "宁夏", "3", 4]],
}


@pytest.mark.fault(33)
@pytest.mark.parametrize("rows", WRONG.values(), ids=WRONG)
def test_a_wrong_tile_is_named(rows: list[Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(load, "toml", lambda name: {"provinces": rows})
    tiles.cache_clear()
    with pytest.raises(DictionaryError, match=r"tiles\.toml"):
        tiles()
    monkeypatch.undo()
    tiles.cache_clear()
    assert len(tiles()) == 34
