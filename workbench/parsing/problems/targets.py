"""Of whom a problem is said, how firmly, and whether it names anything."""

from __future__ import annotations

from workbench.model import Target
from workbench.parsing.problems.words import words

#: A target stands where the statement begins; later mentions are details.
_REACH = 24


def target_of(text: str) -> Target:
    """The one of whom ``text`` speaks; the unit itself where nobody else is named.

    个别部门重视不够 speaks of departments, 与公众需求有差距 of the unit itself.
    """
    head = text[:_REACH]
    places = [
        (match.start(), rule.name)
        for rule in words().targets
        if (match := rule.pattern.search(head))
    ]
    return Target(min(places)[1]) if places else Target.OWN


def is_hedged(text: str) -> bool:
    """True where the statement is softened: 有待, 仍需, 一定程度."""
    return words().hedge.search(text) is not None


def is_concrete(text: str) -> bool:
    """True where it names a number, a document, a column or a field of work."""
    return words().concrete.search(text) is not None
