"""The units that may stand behind a number, from ``units.toml``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from workbench.errors import DictionaryError
from workbench.reference import load

FILE = "units.toml"
KINDS = frozenset(
    ("items", "cases", "documents", "people", "visits", "occasions", "money", "things", "none")
)


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit word, what it may count, and a number with it: 条, items, 46条."""

    name: str
    kinds: frozenset[str]
    example: str


@cache
def units() -> Mapping[str, Unit]:
    """Every unit by its name; :class:`DictionaryError` where a row is wrong."""
    found: dict[str, Unit] = {}
    for number, row in enumerate(load.toml(FILE).get("unit", []), 1):
        unit = _unit(row, f"reference/{FILE}, unit {number}")
        if unit.name in found:
            raise DictionaryError(f"reference/{FILE}: {unit.name} stands twice; remove one")
        found[unit.name] = unit
    return MappingProxyType(found)


def _unit(row: Mapping[str, Any], where: str) -> Unit:
    if set(row) != {"name", "kinds", "example"} or not row["name"]:
        raise DictionaryError(f"{where}: needs exactly name, kinds and example")
    strange = set(row["kinds"]) - KINDS
    if strange or not row["kinds"]:
        raise DictionaryError(f"{where} ({row['name']}): kinds must be among {sorted(KINDS)}")
    if not row["example"].endswith(row["name"]):
        raise DictionaryError(f"{where}: the example must end with {row['name']}")
    return Unit(row["name"], frozenset(row["kinds"]), row["example"])


@cache
def of_kind(kind: str) -> frozenset[str]:
    """The names of the units that count ``kind``."""
    return frozenset(name for name, unit in units().items() if kind in unit.kinds)


#: An alternation of all unit names, the longer first, for the regular expressions.
UNIT = "|".join(sorted(units(), key=lambda name: (-len(name), name)))
