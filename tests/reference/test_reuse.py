"""The rows of reuse.toml: every example is found, no near miss is."""

from __future__ import annotations

import pytest

from workbench.errors import DictionaryError
from workbench.reference import load, reuse
from workbench.reference.rules import Rule

RULES = {
    f"{table}-{number}": rule
    for table, rows in (
        ("unit", reuse.units()),
        ("stock", reuse.stock()),
        ("frame", reuse.frames()),
    )
    for number, rule in enumerate(rows, 1)
}


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_examples_and_near_misses(rule: Rule) -> None:
    assert all(rule.pattern.search(example) for example in rule.examples)
    assert not any(rule.pattern.search(near) for near in rule.near_misses)


def test_statutory_phrases_are_those_of_the_regulation_and_the_forms() -> None:
    phrases = reuse.statutory()
    assert "其他需要报告的事项" in phrases
    assert "本年新收政府信息公开申请数量" in phrases
    assert "行政许可" not in phrases, "a word that everybody may use"


@pytest.mark.parametrize("change", [{"shortest_run": 0}, {"unknown": 3}], ids=["zero", "unknown"])
def test_a_wrong_limit_is_named(change: dict[str, int], monkeypatch: pytest.MonkeyPatch) -> None:
    given = load.toml(reuse.FILE)
    wrong = {**given, "limits": {**given["limits"], **change}}
    monkeypatch.setattr(load, "toml", lambda name: wrong)
    with pytest.raises(DictionaryError, match=next(iter(change))):
        reuse.limits.__wrapped__()
