"""The rows of ledger.toml: every example is found, no near miss is; a wrong row is named."""

from __future__ import annotations

from typing import Any

import pytest

from workbench.errors import DictionaryError
from workbench.reference import ledger, load

NAMED = {
    f"{table}-{row.name}": row
    for table in ("aspect", "manner", "object")
    for row in ledger.named(table)
}
RULES = {
    f"{table}-{number}": rule
    for table in ("solved", "before", "planned")
    for number, rule in enumerate(ledger.patterns(table), 1)
}  # fmt: skip


@pytest.mark.parametrize("row", [*NAMED.values(), *RULES.values()], ids=[*NAMED, *RULES])
def test_examples_and_near_misses(row: Any) -> None:
    assert row.examples
    assert all(row.pattern.search(example) for example in row.examples)
    assert not any(row.pattern.search(near) for near in row.near_misses)


WRONG = {
    "an unknown key": {"name": "x", "words": ["甲"], "examples": ["甲"], "colour": 1},
    "no example": {"name": "x", "words": ["甲"]},
    "an example without a word": {"name": "x", "words": ["甲"], "examples": ["乙"]},
    "no expression": {"name": "x", "words": ["("], "examples": ["甲"]},
}


@pytest.mark.parametrize("row", WRONG.values(), ids=WRONG)
def test_a_wrong_row_is_named(row: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(load, "toml", lambda name: {"aspect": [row]})
    with pytest.raises(DictionaryError, match=r"ledger\.toml, aspect x"):
        ledger.named.__wrapped__("aspect")
