"""By which day a report must be published, from ``deadlines.toml``: national and local rules."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from workbench.errors import DictionaryError
from workbench.reference import load
from workbench.vocabulary import Level

FILE = "deadlines.toml"
_DAY = re.compile(r"(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])")
_PLACE = re.compile(r"[0-9]{2,9}")
_KEYS = frozenset(("from", "until", "levels", "places", "day", "basis", "examples", "not"))


@dataclass(frozen=True, slots=True)
class Deadline:
    """A rule: the reports of the years ``first`` to ``last`` are due on ``day`` (03-31) of the
    year after; for every level and everywhere where ``levels`` and ``places`` are empty."""

    first: int
    last: int | None
    levels: frozenset[Level]
    places: tuple[str, ...]
    day: str
    basis: str
    examples: tuple[str, ...] = ()
    near_misses: tuple[str, ...] = ()

    def holds(self, year: int, level: Level | None, code: str | None) -> bool:
        """Whether it is for the report of ``year`` of a body of ``level`` in ``code``."""
        in_time = self.first <= year and (self.last is None or year <= self.last)
        of_level = not self.levels or level in self.levels
        return in_time and of_level and (not self.places or self._reach(code) > 0)

    def _reach(self, code: str | None) -> int:
        """How many digits of ``code`` the rule names; 0 for a national one."""
        fitting = (len(place) for place in self.places if code and code.startswith(place))
        return max(fitting, default=0)

    def due(self, year: int) -> str:
        """The last day on which the report of ``year`` is in time: 2018-03-31."""
        return f"{year + 1}-{self.day}"


def deadline(year: int, level: Level | None, code: str | None = None) -> Deadline | None:
    """The rule for a report, the most local one; None where there is none."""
    held = [rule for rule in deadlines() if rule.holds(year, level, code)]
    return max(held, key=lambda rule: rule._reach(code), default=None)


@cache
def deadlines() -> tuple[Deadline, ...]:
    """Every rule in the order of the file; :class:`DictionaryError` names one that is wrong."""
    return tuple(_rule(row, number) for number, row in enumerate(load.toml(FILE)["deadline"], 1))


def _rule(row: Mapping[str, Any], number: int) -> Deadline:
    where = f"reference/{FILE}, deadline {number}"
    if strange := set(row) - _KEYS:
        raise DictionaryError(f"{where}: unknown {sorted(strange)}; known are {sorted(_KEYS)}")
    try:
        rule = Deadline(
            int(row["from"]),
            row.get("until"),
            frozenset(Level(level) for level in row.get("levels", ())),
            tuple(row.get("places", ())),
            row["day"],
            row["basis"],
            tuple(row.get("examples", ())),
            tuple(row.get("not", ())),
        )
    except (KeyError, ValueError) as error:
        raise DictionaryError(f"{where}: {error}; see the first lines of the file") from error
    if not _DAY.fullmatch(rule.day) or not all(map(_PLACE.fullmatch, rule.places)):
        raise DictionaryError(f"{where}: day must be as 03-31, places codes as 3303")
    if not rule.examples:
        raise DictionaryError(f"{where}: has no examples; add one as '2017 township 2018-03-31'")
    return rule
