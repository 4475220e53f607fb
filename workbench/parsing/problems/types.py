"""The types of a problem and the topics of a measure, by the cues of ``problem_types.toml``."""

from __future__ import annotations

import re
from functools import cache

from workbench.reference.rules import Rule, alternation, rules

FILE = "problem_types.toml"
#: The type of a problem in which no cue was found.
EMPTY = "P00"
_NOTHING = "□"


@cache
def _of(table: str) -> tuple[Rule, ...]:
    return rules(FILE, table, "code")


@cache
def _asides() -> dict[str, re.Pattern[str]]:
    """For each type what looks like a cue of it and is none."""
    rows = _of("aside")
    return {
        code: alternation(tuple(row for row in rows if row.name == code))
        for code in {row.name for row in rows}
    }


def types_of(text: str) -> tuple[str, ...]:
    """The types of a problem (folded, without white space), in the order of their cues.

    更新不及时,内容不全面 has P02 and P01; a text without any cue has P00 alone. 栏目更新不及时
    has P02 and not P12: of the column nothing is said.
    """
    places: dict[str, int] = {}
    for rule in _of("cue"):
        match = rule.pattern.search(text)
        if match and (aside := _asides().get(rule.name)):
            match = rule.pattern.search(aside.sub(_blank, text))
        if match:
            places[rule.name] = min(match.start(), places.get(rule.name, len(text)))
    return tuple(sorted(places, key=lambda code: (places[code], code))) or (EMPTY,)


def _blank(match: re.Match[str]) -> str:
    """As many signs that no cue has as ``match`` is long, so that places stay."""
    return _NOTHING * len(match.group())


def topics_of(text: str) -> frozenset[str]:
    """The types of problems that a measure may answer: 加强业务培训 may answer P08."""
    return frozenset(rule.name for rule in _of("topic") if rule.pattern.search(text))
