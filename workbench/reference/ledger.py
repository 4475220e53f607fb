"""When two wordings name one problem, and how a solved one is spoken of: ``ledger.toml``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from typing import Any

from workbench.errors import DictionaryError
from workbench.reference import load
from workbench.reference.rules import Rule, rules

FILE = "ledger.toml"
_NEEDS = frozenset(("name", "words", "examples"))


@dataclass(frozen=True, slots=True)
class Limits:
    """The shares of the file's ``[limits]``."""

    same: float
    one_aspect: float
    some_words: float
    neither: float
    same_words: float
    spoken_of: float


@dataclass(frozen=True, slots=True)
class Named:
    """A thing that a problem may name; ``kind`` is empty where kinds do not matter."""

    name: str
    pattern: re.Pattern[str]
    kind: str
    examples: tuple[str, ...]
    near_misses: tuple[str, ...]


@cache
def limits() -> Limits:
    """The limits; :class:`DictionaryError` where one is missing, unknown or no share."""
    given = load.toml(FILE).get("limits", {})
    wrong = {field.name for field in fields(Limits)} ^ set(given)
    wrong |= {name for name, value in given.items() if not 0 < value <= 1}
    if wrong:
        told = f"{sorted(wrong)}; each is above 0 and at most 1"
        raise DictionaryError(f"reference/{FILE}, limits: {told}")
    return Limits(**given)


@cache
def generic() -> tuple[str, ...]:
    """Words that say nothing about which problem it is."""
    try:
        return tuple(load.toml(FILE)["generic"]["words"])
    except KeyError as error:
        raise DictionaryError(f"reference/{FILE}: generic.words is missing") from error


@cache
def named(table: str) -> tuple[Named, ...]:
    """The rows of ``aspect``, ``manner`` or ``object``, each with its words as one pattern."""
    return tuple(_named(table, row) for row in load.toml(FILE).get(table, ()))


def _named(table: str, row: Mapping[str, Any]) -> Named:
    where = f"reference/{FILE}, {table} {row.get('name')}"
    if strange := _NEEDS - set(row) or set(row) - _NEEDS - {"kind", "not"}:
        raise DictionaryError(f"{where}: {sorted(strange)} is missing or unknown")
    try:
        pattern = re.compile("|".join(sorted(row["words"], key=len, reverse=True)))
    except re.error as error:
        raise DictionaryError(f"{where}: {error}; correct the words") from error
    for example in row["examples"]:
        if not pattern.search(example):
            raise DictionaryError(f"{where}: the example {example} holds none of its words")
    near = tuple(row.get("not", ()))
    return Named(row["name"], pattern, row.get("kind", ""), tuple(row["examples"]), near)


@cache
def patterns(table: str) -> tuple[Rule, ...]:
    """The rows of ``solved``, ``before`` or ``planned``."""
    return rules(FILE, table)


@cache
def pattern(table: str) -> re.Pattern[str]:
    """All patterns of a table as one."""
    return re.compile("|".join(f"(?:{rule.pattern.pattern})" for rule in patterns(table)))
