"""Regular expressions made of reference data; a wrong word is named by file and entry."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

from workbench.errors import DictionaryError
from workbench.reference import load


def entry(file: str, *path: str) -> Any:
    """What stands at ``path`` of a TOML file of ``reference/``, or DictionaryError."""
    found: Any = load.toml(file)
    for step in path:
        if step not in found:
            raise DictionaryError(f"reference/{file}: {'.'.join(path)} is missing; put it back")
        found = found[step]
    return found


def compiled(expression: str, *, where: str) -> re.Pattern[str]:
    """``expression`` compiled; DictionaryError names the place in the data where it is wrong."""
    try:
        return re.compile(expression)
    except re.error as error:
        raise DictionaryError(f"reference/{where}: {expression!r}: {error}; correct it") from error


def joined(words: Iterable[str], *, where: str) -> str:
    """The words, each an expression, as one alternation with the longest first."""
    ordered = sorted(words, key=len, reverse=True)
    for word in ordered:
        compiled(word, where=where)
    return "|".join(ordered)


@cache
def either(file: str, *path: str) -> re.Pattern[str]:
    """One expression that finds any of the words listed at ``path`` of ``file``."""
    where = f"{file}: {'.'.join(path)}"
    return compiled(joined(entry(file, *path), where=where), where=where)


@cache
def one(file: str, *path: str) -> re.Pattern[str]:
    """The single expression that stands at ``path`` of ``file``."""
    return compiled(entry(file, *path), where=f"{file}: {'.'.join(path)}")
