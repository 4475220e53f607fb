"""What is true in the invented country: every unit's numbers, tables and problems by year.

The numbers obey the identities of the forms, and carry on from year to year: what one year
carries forward is what the next carries over. A unit keeps most of its problems for some
years, as real ones do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from random import Random

from workbench.model import Form, Level
from workbench.sample.tables import (
    TableValues,
    disputes_table,
    proactive_table,
    requests_table,
    waiting_of,
)
from workbench.sample.world import Unit

_APPETITE = {Level.PREFECTURE: 45.0, Level.COUNTY: 30.0, Level.DEPARTMENT: 3.0}
_VOLUME = {Level.PREFECTURE: 60000, Level.COUNTY: 6000, Level.DEPARTMENT: 400}


@dataclass(frozen=True, slots=True)
class Facts:
    """One unit-year. ``values`` is by indicator; ``cells`` by (table, row, column)."""

    unit: Unit
    year: int
    form: Form
    values: Mapping[str, int]
    last: Mapping[str, int]
    cells: TableValues
    problems: tuple[tuple[str, int], ...]


def form_for(year: int) -> Form:
    """The national form of a report year."""
    eras = ((2021, Form.Y2021), (2019, Form.Y2019), (2014, Form.Y2014))
    return next((form for first, form in eras if year >= first), Form.Y2008)


def lives(
    unit: Unit,
    years: range,
    *,
    seed: int,
    variants: Mapping[str, int],
    form_of: Callable[[int], Form] = form_for,
) -> Iterator[Facts]:
    """The facts of ``unit`` for every year; ``variants`` counts the sentences of each type."""
    rng = Random(f"{seed}/{unit.key}")
    volume = _VOLUME.get(unit.level, 120) * (0.5 + rng.random())
    problems: list[tuple[str, int]] = []
    last: dict[str, int] = {}
    carried, valid = 0, rng.randrange(8)
    waiting: tuple[str, ...] = ()
    for year in years:
        form = form_of(year)
        received = _count(rng, _APPETITE.get(unit.level, 0.6))
        carried_over, carried = carried, (rng.randrange(3) if received > 6 else 0)
        requests = requests_table(rng, form, received, carried_over, carried, waiting=waiting)
        waiting = waiting_of(requests)
        disputes = disputes_table(rng, received)
        proactive, valid = proactive_table(rng, form, valid, unit.level)
        problems = _problems(rng, problems, variants)
        volume *= 0.85 + 0.35 * rng.random()
        values = _values(rng, int(volume) + 5, received, disputes, unit.level)
        cells = {**proactive, **requests, **disputes} if form in (Form.Y2019, Form.Y2021) else {}
        yield Facts(unit, year, form, values, last, cells, tuple(problems))
        last = values


def _count(rng: Random, mean: float) -> int:
    """A count around ``mean``, often zero where the mean is small."""
    return sum(rng.random() < mean / 60 for _ in range(60))


def _values(
    rng: Random, total: int, received: int, disputes: TableValues, level: Level
) -> dict[str, int]:
    website = int(total * (0.5 + 0.2 * rng.random()))
    wechat = int((total - website) * (0.5 + 0.3 * rng.random()))
    litigation = sum(
        int(disputes[("disputes", row, "total")])
        for row in ("direct_litigation", "litigation_after_reconsideration")
    )
    return {
        "proactive_total": total,
        "proactive_website": website,
        "proactive_wechat": wechat,
        "proactive_other": total - website - wechat,
        "requests_received": received,
        "reconsideration_total": int(disputes[("disputes", "reconsideration", "total")]),
        "litigation_total": litigation,
        "fees": 0,
        "meetings": 1 + rng.randrange(4),
        "trainings": 1 + rng.randrange(5),
        "interpretations": 2 + rng.randrange(90 if level is Level.COUNTY else 12),
        "staff": 2 + rng.randrange(6),
    }


def _problems(
    rng: Random, before: list[tuple[str, int]], variants: Mapping[str, int]
) -> list[tuple[str, int]]:
    """Two to four problems; each of last year's stays with a chance of six in ten."""
    stay = [item for item in before if rng.random() < 0.6][:3]
    taken = {kind for kind, _ in stay}
    kinds = sorted(set(variants) - taken)
    wanted = 2 + rng.randrange(3)
    while len(stay) < wanted:
        kind = kinds.pop(rng.randrange(len(kinds)))
        stay.append((kind, rng.randrange(variants[kind])))
    return stay
