"""Expressions made of reference data: longest word first, mistakes named by file and entry."""

from __future__ import annotations

import re

import pytest

from workbench.errors import DictionaryError
from workbench.reference import expressions


def test_the_longest_word_is_tried_first() -> None:
    found = re.match(
        expressions.joined(["乡", "乡人民政府", "乡政府"], where="x.toml"), "乡人民政府办"
    )
    assert found is not None
    assert found.group() == "乡人民政府"


@pytest.mark.fault(33)
def test_a_wrong_word_is_named_with_its_place() -> None:
    with pytest.raises(DictionaryError, match=r"reference/x\.toml: rows: '\(乡'.*correct it"):
        expressions.joined(["镇", "(乡"], where="x.toml: rows")


@pytest.mark.fault(34)
def test_a_missing_entry_is_named() -> None:
    with pytest.raises(DictionaryError, match=r"reference/genres\.toml: essay\.absent is missing"):
        expressions.entry("genres.toml", "essay", "absent")


@pytest.mark.parametrize(
    "path",
    [
        ("title", "not_before"),
        ("title", "not_behind"),
        ("announced", "before"),
        ("running", "behind"),
    ],
    ids=".".join,
)
def test_every_list_of_words_compiles(path: tuple[str, ...]) -> None:
    assert expressions.either("identity.toml", *path).pattern
