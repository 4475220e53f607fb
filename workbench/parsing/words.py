"""The words of problem sections, compiled from ``problem_words.toml``."""

from __future__ import annotations

import re
from dataclasses import dataclass
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
    hedge: re.Pattern[str]
    concrete: re.Pattern[str]
    targets: tuple[Rule, ...]


@cache
def words() -> Words:
    """The dictionary, read and validated once."""
    tables = ("shortcoming", "generic", "hinge", "frame", "frame_end", "opening", "action")
    single = {name: alternation(rules(FILE, name)) for name in (*tables, "hedge", "concrete")}
    return Words(**single, targets=rules(FILE, "target", "name"))
