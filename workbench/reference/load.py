"""Reading the reference data; a mistake in it is named by file, entry and remedy."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from workbench.errors import DictionaryError


def text(name: str) -> str:
    """The reference file ``name`` (a path below ``workbench/reference``) as UTF-8 text."""
    try:
        return (files("workbench.reference") / name).read_text(encoding="utf-8")
    except (FileNotFoundError, UnicodeDecodeError) as error:
        raise DictionaryError(f"reference/{name}: {error}") from error


def content(name: str) -> bytes:
    """The reference file ``name`` as bytes."""
    return (files("workbench.reference") / name).read_bytes()


@cache
def toml(name: str) -> dict[str, Any]:
    """The reference file ``name`` as parsed TOML; the caller must not change it."""
    try:
        return tomllib.loads(text(name))
    except tomllib.TOMLDecodeError as error:
        raise DictionaryError(f"reference/{name}: {error}; correct that line") from error
