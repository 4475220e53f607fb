"""Rows of reference data that hold a pattern: what it must match and what it must not."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from workbench.errors import DictionaryError
from workbench.reference import load

_KEYS = frozenset(("pattern", "examples", "not"))


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern with its name, the texts it must match and the near misses it must not."""

    name: str
    pattern: re.Pattern[str]
    examples: tuple[str, ...]
    near_misses: tuple[str, ...]


def rules(file: str, table: str, key: str | None = None) -> tuple[Rule, ...]:
    """The rows ``[[table]]`` of the reference file ``file``, in their order.

    ``key`` is the column that names a row (its role, its type); without it the table's name
    is every row's. :class:`DictionaryError` where a row lacks an example, has a column that
    nobody knows, an expression that does not compile or an example that it does not match.
    """
    rows = load.toml(file).get(table)
    if not rows:
        raise DictionaryError(f"reference/{file}: no rows [[{table}]]; add at least one")
    return rules_in(rows, key, f"reference/{file}, {table}")


def rules_in(rows: Sequence[Mapping[str, Any]], key: str | None, where: str) -> tuple[Rule, ...]:
    """The same of rows that were read elsewhere; ``where`` names their file and table."""
    table = where.rpartition(" ")[2]
    return tuple(_rule(row, key, table, f"{where} {number}") for number, row in enumerate(rows, 1))


def _rule(row: Mapping[str, Any], key: str | None, table: str, where: str) -> Rule:
    strange = set(row) - _KEYS - {key}
    if strange or not row.get("pattern") or not row.get("examples") or (key and not row.get(key)):
        needs = f"{key}, pattern and examples" if key else "pattern and examples"
        raise DictionaryError(f"{where}: needs {needs}, may have not; found {sorted(row)}")
    name = str(row[key]) if key else table
    try:
        pattern = re.compile(row["pattern"])
    except re.error as error:
        raise DictionaryError(f"{where} ({name}): {error}; correct the pattern") from error
    for example in row["examples"]:
        if not pattern.search(example):
            raise DictionaryError(f"{where} ({name}): the example {example} does not match")
    return Rule(name, pattern, tuple(row["examples"]), tuple(row.get("not", ())))


def alternation(found: tuple[Rule, ...]) -> re.Pattern[str]:
    """All patterns of ``found`` as one expression; none of them may hold named groups."""
    return re.compile("|".join(f"(?:{rule.pattern.pattern})" for rule in found))
