"""The checks that evaluators make, from ``checks.toml``: titles, severities, messages, words.

Everything is validated when it is first used: :class:`DictionaryError` names the entry and
what it needs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType
from typing import Any

from workbench.errors import DictionaryError
from workbench.reference import load
from workbench.vocabulary import Form, Severity, Verdict

FILE = "checks.toml"
PLACES = ("text", "heading", "line")
#: The keys of an entry that looks for words; a table may ask for more.
_EXPRESSION = frozenset(("pattern", "cues", "examples", "not", "unless", "after"))
_TABLES = {
    "superseded": frozenset(("successor", "from")),
    "leftover": frozenset(("where", "issuers", "what")),
}


@dataclass(frozen=True, slots=True)
class Check:
    """One code: what it is called, how much it matters, and what is said for each verdict."""

    code: str
    title: str
    severity: Severity
    messages: Mapping[Verdict, str]


@dataclass(frozen=True, slots=True)
class Words:
    """Words that a check looks for in folded, squeezed text.

    Every match holds one of ``cues``, if there are any: a text without them is not searched.
    What stands within ``after`` characters behind a match must not show ``unless``.
    ``row`` holds what else its entry says.
    """

    pattern: re.Pattern[str]
    cues: tuple[str, ...] = ()
    unless: re.Pattern[str] | None = None
    after: int = 0
    examples: tuple[str, ...] = ()
    near_misses: tuple[str, ...] = ()
    row: Mapping[str, Any] = field(default_factory=dict)

    def found(self, text: str) -> Iterator[re.Match[str]]:
        """Where the words stand in ``text``, in order."""
        if self.cues and not any(cue in text for cue in self.cues):
            return
        for match in self.pattern.finditer(text):
            behind = match.end() + self.after
            if self.unless is None or not self.unless.search(text, match.start(), behind):
                yield match

    def first(self, text: str) -> re.Match[str] | None:
        """The first place where the words stand."""
        return next(self.found(text), None)

    def stand(self, text: str) -> bool:
        """Whether the words stand in ``text``."""
        return self.first(text) is not None


@cache
def checks() -> Mapping[str, Check]:
    """Every check by its code, in the order of the file."""
    found: dict[str, Check] = {}
    for row in load.toml(FILE)["check"]:
        where = f"reference/{FILE}, check {row.get('code')}"
        try:
            messages = {Verdict(key): text for key, text in row["messages"].items()}
            check = Check(
                row["code"], row["title"], Severity(row["severity"]), MappingProxyType(messages)
            )
        except (KeyError, ValueError) as error:
            raise DictionaryError(f"{where}: {error}; see the first lines of the file") from error
        if check.code in found:
            raise DictionaryError(f"{where}: the code stands twice; remove one")
        found[check.code] = check
    return MappingProxyType(found)


@cache
def words(name: str) -> Words:
    """The words of ``[words.name]``."""
    return _words(load.toml(FILE)["words"][name], f"reference/{FILE}, words {name}")


@cache
def all_words() -> Mapping[str, Words]:
    """Every entry that looks for words, by where it stands: what a test goes through."""
    found = {name: words(name) for name in load.toml(FILE)["words"]}
    for table in _TABLES:
        found |= {f"{table} {n}": row for n, row in enumerate(rows(table), 1)}
    return MappingProxyType(found)


@cache
def rows(table: str) -> tuple[Words, ...]:
    """The entries ``[[table]]`` in order: superseded notices, leftovers of templates."""
    found = []
    for number, row in enumerate(load.toml(FILE)[table], 1):
        where = f"reference/{FILE}, {table} {number}"
        if missing := (_TABLES[table] - {"issuers"}) - set(row):
            raise DictionaryError(f"{where}: {sorted(missing)} is missing; add it")
        if row.get("where", "text") not in PLACES:
            raise DictionaryError(f"{where}: where must be one of {PLACES}")
        found.append(_words(row, where, _TABLES[table]))
    return tuple(found)


@cache
def required(form: Form) -> tuple[tuple[str, str], ...]:
    """The roles of the parts that a form requires, in order, each with what it is called."""
    data = load.toml(FILE)
    return tuple((role, data["role_names"][role]) for role in data["required"][form.value])


def _words(row: Mapping[str, Any], where: str, more: frozenset[str] = frozenset()) -> Words:
    if strange := set(row) - _EXPRESSION - more:
        raise DictionaryError(f"{where}: unknown {sorted(strange)}; known are {_EXPRESSION | more}")
    if not row.get("examples"):
        raise DictionaryError(f"{where}: has no examples; add the shortest text that shows it")
    return Words(
        _compiled(row.get("pattern"), where),
        _texts(row.get("cues", ()), where),
        _compiled(row["unless"], where) if "unless" in row else None,
        row.get("after", 0),
        _texts(row["examples"], where),
        _texts(row.get("not", ()), where),
        MappingProxyType({key: row[key] for key in more if key in row}),
    )


def _texts(values: Sequence[str], where: str) -> tuple[str, ...]:
    if not all(isinstance(value, str) and value for value in values):
        raise DictionaryError(f"{where}: {values} must be texts, none of them empty")
    return tuple(values)


def _compiled(text: str | None, where: str) -> re.Pattern[str]:
    if not text:
        raise DictionaryError(f"{where}: has no pattern; add one")
    try:
        return re.compile(text)
    except re.error as error:
        raise DictionaryError(f"{where}: pattern {text!r}: {error}; correct it") from error
