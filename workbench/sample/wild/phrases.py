"""The phrases of wild reports, as ``phrases.toml`` beside this module holds them."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def wild_phrases() -> dict[str, Any]:
    """The file's content: outlines by form, sentences by role and kind."""
    text = (files("workbench.sample.wild") / "phrases.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
