"""The types of a problem and the topics of a measure, by the cues of ``problem_types.toml``."""

from __future__ import annotations

from functools import cache

from workbench.reference.rules import Rule, rules

FILE = "problem_types.toml"
#: The type of a problem in which no cue was found.
EMPTY = "P00"


@cache
def _cues(table: str) -> tuple[Rule, ...]:
    return rules(FILE, table, "code")


def types_of(text: str) -> tuple[str, ...]:
    """The types of a problem (folded, without white space), in the order of their cues.

    更新不及时,内容不全面 has P02 and P01; a text without any cue has P00 alone.
    """
    places: dict[str, int] = {}
    for rule in _cues("cue"):
        match = rule.pattern.search(text)
        if match:
            places[rule.name] = min(match.start(), places.get(rule.name, len(text)))
    return tuple(sorted(places, key=lambda code: (places[code], code))) or (EMPTY,)


def topics_of(text: str) -> frozenset[str]:
    """The types of problems that a measure may answer: 加强业务培训 may answer P08."""
    return frozenset(rule.name for rule in _cues("topic") if rule.pattern.search(text))
