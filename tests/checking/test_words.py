"""Every entry of checks.toml that looks for words: its examples match, its near misses do not."""

from __future__ import annotations

import pytest

from workbench.errors import DictionaryError
from workbench.reference import checks, load
from workbench.reference.checks import Words, all_words
from workbench.vocabulary import Verdict

ENTRIES = all_words()


def stands(entry: Words, text: str) -> bool:
    """Whether the entry's words stand in ``text``, which is a whole line where it asks for one."""
    if entry.row.get("where") == "line":
        return any(match.group() == text for match in entry.found(text))
    return entry.stand(text)


@pytest.mark.parametrize(
    ("name", "text"), [(name, text) for name, entry in ENTRIES.items() for text in entry.examples]
)
def test_an_example_matches(name: str, text: str) -> None:
    assert stands(ENTRIES[name], text)


@pytest.mark.parametrize(
    ("name", "text"),
    [(name, text) for name, entry in ENTRIES.items() for text in entry.near_misses],
)
def test_a_near_miss_does_not(name: str, text: str) -> None:
    assert not stands(ENTRIES[name], text)


def test_a_message_for_every_verdict_that_is_given() -> None:
    for check in checks.checks().values():
        told = set(check.messages)
        assert told & {Verdict.CONTRADICTS, Verdict.SCOPE_DIFFERS, Verdict.CANNOT_BE_CHECKED}
        assert all(message.endswith(("。", "）")) for message in check.messages.values())


WRONG = {
    "no pattern": {"words": {"x": {"examples": ["x"]}}},
    "no examples": {"words": {"x": {"pattern": "x"}}},
    "an unknown key": {"words": {"x": {"pattern": "x", "examples": ["x"], "patern": "y"}}},
    "no expression": {"words": {"x": {"pattern": "(", "examples": ["x"]}}},
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_entry_is_named(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(load, "toml", lambda _: WRONG[name])
    with pytest.raises(DictionaryError, match=r"checks\.toml, words x"):
        checks.words.__wrapped__("x")
