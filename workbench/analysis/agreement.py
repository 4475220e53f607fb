"""Whether several statements of one number agree, and which of them says it best."""

from __future__ import annotations

from collections.abc import Sequence

#: A value and how it is softened: (130, "over") is 130余.
Stated = tuple[float, str | None]


def settled(said: Sequence[Stated]) -> int | None:
    """The place of the statement that holds for all of ``said``; None where two disagree.

    130余 and 138 agree, and 138 says it; 130余 and 141, or 138 and 139, disagree. Two
    softened statements agree only where they are the same.
    """
    exact = {value for value, qualifier in said if not _soft(qualifier)}
    if len(exact) > 1 or not said:
        return None
    if not exact:
        return 0 if len(set(said)) == 1 else None
    (value,) = exact
    if not all(_covers(one, value) for one in said):
        return None
    return next(place for place, one in enumerate(said) if not _soft(one[1]))


def _soft(qualifier: object) -> bool:
    return isinstance(qualifier, str) and bool(qualifier)


def _covers(stated: Stated, exact: float) -> bool:
    """Whether a softened number can mean ``exact``: within the step of its last digit.

    130余 is 130 to 139, 近100 is 1 to 100, 约300 is 250 to 350.
    """
    value, qualifier = stated
    step = _step(value)
    if qualifier == "over":
        return value <= exact < value + step
    if qualifier == "nearly":
        return value - step < exact <= value
    if qualifier == "about":
        return abs(value - exact) <= step / 2
    return value == exact


def _step(value: float) -> float:
    """The value of the last digit that is not 0: 10 for 130, 100 for 300, 1 for 7."""
    whole, step = round(abs(value)), 1
    while whole and whole % 10 == 0:
        whole, step = whole // 10, step * 10
    return step
