"""What of a person an exported page does not show: rows of personal.toml, as expressions."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from workbench.errors import DictionaryError
from workbench.reference.expressions import compiled, entry

_FILE = "personal.toml"
_KEYS = frozenset(("kind", "pattern", "examples", "not"))
#: The one kind that goes on from name to name.
NAME = "name"


@dataclass(frozen=True, slots=True)
class Personal:
    """A row: what it finds in folded text, the texts in which it must, and in which not."""

    kind: str
    pattern: re.Pattern[str]
    examples: tuple[str, ...]
    near_misses: tuple[str, ...]

    def hidden(self, found: re.Match[str]) -> tuple[int, int]:
        """Where in the text the personal part of a match stands."""
        return found.span("hidden" if "hidden" in self.pattern.groupindex else 0)


@cache
def personal() -> tuple[Personal, ...]:
    """The rows in their order; DictionaryError names a wrong one.

    ``{name}``, ``{post}`` and ``{end}`` of a pattern are what the file says of them.
    """
    words = {"{name}": _name(), "{post}": _either("posts"), "{end}": f"(?:{_word('ends')})"}
    rows = entry(_FILE, "personal")
    return tuple(_row(row, words, f"{_FILE}: personal {n}") for n, row in enumerate(rows, 1))


def _row(row: dict[str, object], words: dict[str, str], where: str) -> Personal:
    examples, near = row.get("examples"), row.get("not", [])
    if set(row) - _KEYS or not isinstance(examples, list) or not isinstance(near, list):
        raise DictionaryError(
            f"reference/{where}: needs kind, pattern, examples and may have not; "
            f"found {', '.join(sorted(row))}"
        )
    pattern = str(row.get("pattern"))
    for name, expression in words.items():
        pattern = pattern.replace(name, expression)
    found = Personal(
        str(row.get("kind")), compiled(pattern, where=where), tuple(examples), tuple(near)
    )
    for example in found.examples:
        if not found.pattern.search(example):
            raise DictionaryError(f"reference/{where}: the example {example} does not match")
    return found


def _name() -> str:
    """A surname with one or two characters more, or a name written with a middle dot."""
    single = "".join(_word("surnames").split())
    plain = rf"(?:{_either('compound_surnames')}|[{single}])\s{{0,3}}[一-龥]{{1,2}}"
    return rf"(?!{_word('no_names')})(?:{plain}|[一-龥]{{1,8}}[·•・][一-龥]{{1,8}})"


def _either(name: str) -> str:
    return f"(?:{'|'.join(entry(_FILE, name))})"


def _word(name: str) -> str:
    return str(entry(_FILE, name))
