"""The checks that evaluators make, from ``checks.toml``: titles, severities and messages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from workbench.errors import DictionaryError
from workbench.reference import load
from workbench.vocabulary import Severity, Verdict

FILE = "checks.toml"


@dataclass(frozen=True, slots=True)
class Check:
    """One code: what it is called, how much it matters, and what is said for each verdict."""

    code: str
    title: str
    severity: Severity
    messages: Mapping[Verdict, str]


@cache
def checks() -> Mapping[str, Check]:
    """Every check by its code, in the order of the file."""
    found: dict[str, Check] = {}
    for row in load.toml(FILE)["check"]:
        where = f"reference/{FILE}, check {row.get('code')}"
        try:
            check = Check(
                row["code"],
                row["title"],
                Severity(row["severity"]),
                MappingProxyType({Verdict(key): text for key, text in row["messages"].items()}),
            )
        except (KeyError, ValueError) as error:
            raise DictionaryError(f"{where}: {error}; see the first lines of the file") from error
        if check.code in found:
            raise DictionaryError(f"{where}: the code stands twice; remove one")
        found[check.code] = check
    return MappingProxyType(found)


@cache
def pattern(table: str) -> re.Pattern[str]:
    """The one pattern of ``[table]``."""
    return compiled(load.toml(FILE)[table]["pattern"], table)


@cache
def rows(table: str) -> tuple[tuple[re.Pattern[str], Mapping[str, Any]], ...]:
    """The rows ``[[table]]``, each with its pattern compiled."""
    return tuple((compiled(row["pattern"], table), row) for row in load.toml(FILE)[table])


def compiled(text: str, table: str) -> re.Pattern[str]:
    """``text`` as a regular expression, or a :class:`DictionaryError` naming its table."""
    try:
        return re.compile(text)
    except re.error as error:
        raise DictionaryError(f"reference/{FILE}, {table}: {error}; correct the pattern") from error
