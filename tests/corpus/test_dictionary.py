"""data/README.md is what the schemas say."""

from __future__ import annotations

from pathlib import Path

from workbench.corpus.dictionary import markdown
from workbench.corpus.schemas import TABLES

README = Path(__file__).resolve().parents[2] / "data" / "README.md"


def test_the_committed_dictionary_is_current() -> None:
    assert README.read_text("utf-8") == markdown(), "run: workbench dictionary > data/README.md"


def test_every_column_is_explained() -> None:
    text = markdown()
    for table in TABLES.values():
        assert f"## {table.name}\n" in text
        for column in table.columns:
            assert f"| `{column.name}` | {column.type.value}" in text
