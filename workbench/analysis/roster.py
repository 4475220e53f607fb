"""Whose report is not in the corpus: 本库未收录, which is not 未报告."""

from __future__ import annotations

import re
from dataclasses import dataclass

from workbench.analysis.compare import CountyYear
from workbench.reference import divisions
from workbench.reference.divisions import Division


@dataclass(frozen=True, slots=True)
class Roster:
    """The townships and subdistricts of a county by the divisions of a year.

    ``unseen`` names those without a report in the corpus; ``total`` counts all. ``edition``
    is the year of the divisions that was used, the nearest where there is none of the
    report's year. Zones and farms are no governments and are left out.
    """

    total: int
    unseen: tuple[str, ...]
    edition: int


#: The names of townships, subdistricts and the offices that stand for them.
_GOVERNED = re.compile("(?:镇|乡|街道|街道办|办事处|苏木|地区)$")
_BRACKETS = re.compile("（[^）]*）")


def governs(row: Division) -> bool:
    """Whether a division has a government that reports: no zone, farm or 池西区（特殊乡镇）."""
    named = _GOVERNED.search(_BRACKETS.sub("", row.name))
    return not row.zone and "特殊" not in row.name and named is not None


def roster(view: CountyYear) -> Roster | None:
    """Which of the county's townships have no report of the year in the corpus.

    None where the divisions do not know the county (a made-up one, or one of another time).
    """
    if view.code is None or view.year is None:
        return None
    known = divisions.current()
    rows = [row for row in known.below(view.code, view.year) if governs(row)]
    if not rows:
        return None
    seen = {unit.code for unit in view.units} | {unit.name for unit in view.units}
    unseen = tuple(row.name for row in rows if row.code not in seen and row.name not in seen)
    return Roster(len(rows), unseen, min(max(view.year, known.first), known.last))
