"""Which problems of one year are which of another: one to one, parted in two, or merged."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.analysis.ledger.alike import closeness

#: No report has so many problems; what has is none, and would cost its square.
_TOO_MANY = 2_000


def links(earlier: Sequence[str], later: Sequence[str]) -> list[tuple[int, int]]:
    """Pairs of places (in ``earlier``, in ``later``) of items that name one problem, in order.

    An item may have two partners: 内容不全、更新慢 may be told in two items next year, and two
    in one. A pair of which both have a closer partner is left out.
    """
    if len(earlier) * len(later) > _TOO_MANY:
        return []
    close = {
        (i, j): value
        for i, one in enumerate(earlier)
        for j, other in enumerate(later)
        if (value := closeness(one, other))
    }
    ours = {i: max(v for (a, _), v in close.items() if a == i) for i, _ in close}
    theirs = {j: max(v for (_, b), v in close.items() if b == j) for _, j in close}
    return [pair for pair, value in close.items() if value in (ours[pair[0]], theirs[pair[1]])]
