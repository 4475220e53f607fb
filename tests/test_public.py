"""The public names: few, typed, loaded when they are used."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import workbench as wb
from workbench.corpus.open import Corpus, open_corpus


@pytest.mark.fault(81)
@pytest.mark.parametrize("name", [name for name in wb.__all__ if name != "__version__"])
def test_a_public_name_is_there_and_explained(name: str) -> None:
    thing = getattr(wb, name)
    assert thing.__doc__
    assert name in dir(wb)


def test_the_types_are_told_what_is_loaded() -> None:
    tree = ast.parse(Path(wb.__file__).read_text("utf-8"))
    block = next(
        node for node in tree.body if isinstance(node, ast.If) and "TYPE" in ast.unparse(node.test)
    )
    told = {
        alias.asname or alias.name: (node.module, alias.name)
        for node in block.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    assert told == wb._PUBLIC


def test_open_is_the_corpus() -> None:
    assert wb.open is open_corpus
    assert wb.Corpus is Corpus


def test_a_name_that_is_not_there() -> None:
    with pytest.raises(AttributeError, match="no attribute 'opne'"):
        wb.opne  # noqa: B018
