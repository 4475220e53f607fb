"""The words of problem sections, compiled from ``problem_words.toml``."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from functools import cache

from workbench.reference.rules import Rule, alternation, rules

FILE = "problem_words.toml"


@dataclass(frozen=True, slots=True)
class Words:
    """One expression for each table of the dictionary; ``targets`` keeps its rows."""

    shortcoming: re.Pattern[str]
    generic: re.Pattern[str]
    hinge: re.Pattern[str]
    frame: re.Pattern[str]
    frame_end: re.Pattern[str]
    opening: re.Pattern[str]
    action: re.Pattern[str]
    naming: re.Pattern[str]
    solved: re.Pattern[str]
    contents: re.Pattern[str]
    hedge: re.Pattern[str]
    concrete: re.Pattern[str]
    targets: tuple[Rule, ...]


@cache
def words() -> Words:
    """The dictionary, read and validated once."""
    tables = [field.name for field in fields(Words) if field.name != "targets"]
    single = {name: alternation(rules(FILE, name)) for name in tables}
    return Words(**single, targets=rules(FILE, "target", "name"))
