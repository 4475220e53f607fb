"""The words that say how a number is meant, from ``wording.toml``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from workbench.errors import DictionaryError
from workbench.reference import load

FILE = "wording.toml"


@dataclass(frozen=True, slots=True)
class Wording:
    """One way of saying a thing: its kind, a regular expression, a sentence that shows it."""

    kind: str
    pattern: str
    example: str


@cache
def wordings() -> tuple[Wording, ...]:
    """Every row in order; :class:`DictionaryError` where one is wrong."""
    rows = []
    for number, row in enumerate(load.toml(FILE).get("wording", []), 1):
        where = f"reference/{FILE}, wording {number} ({row.get('kind')})"
        if set(row) != {"kind", "pattern", "example"}:
            raise DictionaryError(f"{where}: needs exactly kind, pattern and example")
        compiled(row["pattern"], where)
        rows.append(Wording(**row))
    return tuple(rows)


def compiled(pattern: str, where: str) -> re.Pattern[str]:
    """``pattern`` as a regular expression, or a :class:`DictionaryError` naming its place."""
    try:
        return re.compile(pattern)
    except re.error as error:
        raise DictionaryError(f"{where}: {pattern!r} is no regular expression: {error}") from error


@cache
def patterns() -> Mapping[str, str]:
    """For each kind one alternation of all its patterns."""
    kinds: dict[str, list[str]] = {}
    for wording in wordings():
        kinds.setdefault(wording.kind, []).append(wording.pattern)
    return MappingProxyType({kind: "|".join(found) for kind, found in kinds.items()})


def regex(kind: str) -> re.Pattern[str]:
    """The words of ``kind`` as one regular expression; an unknown kind is our mistake."""
    return re.compile(patterns()[kind])
