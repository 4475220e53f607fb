"""A clean model report and ways of damaging it; every check is tried on both."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from workbench.checking import check, findings
from workbench.model import Report, Severity
from workbench.parsing.report import parse
from workbench.reading import read
from workbench.sample.composing import compose, variants
from workbench.sample.facts import lives
from workbench.sample.layouts import lay_out
from workbench.sample.world import counties

Change = Callable[[str], str]
TOWNSHIP, GOVERNMENT, DEPARTMENT = 3, 0, 1


@cache
def clean(year: int, unit: int = TOWNSHIP) -> str:
    """The text of a model report in the commonest style, in which nothing is wrong."""
    county = next(iter(counties(1, 3)))
    years = range(year - 1, year + 1)
    facts = list(lives(county.units[unit], years, seed=7, variants=variants()))[-1]
    return lay_out(compose(facts, seed=7, plain=True), "txt").decode()


def codes(text: str, *, hints: bool = False) -> set[str]:
    """The codes of the findings in ``text``; hints only when asked for."""
    report = parsed(text)
    found = findings(check(report, text))
    return {f.code for f in found if hints or f.severity is not Severity.HINT}


def parsed(text: str) -> Report:
    (document,) = read(text.encode(), "case.txt")
    (report,) = parse(document)
    assert isinstance(report, Report), report
    return report


@dataclass(frozen=True)
class Mutation:
    """A change to a clean report of ``year`` and the codes that it must bring, and no others."""

    name: str
    codes: set[str]
    year: int
    change: Change
    unit: int = TOWNSHIP
