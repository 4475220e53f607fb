"""The figures that sentences may state, before they are weighed against each other."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.model import Level, Qualifier, Scope, Status, Subject
from workbench.parsing.figures.clauses import Statement
from workbench.parsing.figures.scopes import scope_of, subject_of, year_of
from workbench.reference.indicators import indicators

TOTAL = "proactive_total"
WEBSITE = "proactive_website"
#: A channel of disclosure that has no indicator; it only shows that there are several.
ANOTHER = "another"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A figure that a sentence may state; start and end count in the statement's text.

    ``channels`` are those of disclosure that its clause names, ``listed`` says that it
    stands after 其中, ``weak`` that its words may mean something else, ``renews`` that it is
    this year's share of the number before (累计615条,今年新增94条).
    """

    indicator: str
    value: int | float
    unit: str | None
    qualifier: Qualifier | None
    status: Status
    scope: Scope
    subject: Subject
    year: int | None
    statement: Statement
    start: int
    end: int
    weak: bool = False
    doubtful: bool = False
    channels: frozenset[str] = frozenset()
    listed: bool = False
    renews: bool = False
    part_of: str | None = None

    @property
    def of_channel(self) -> bool:
        """Whether this is one channel's number, not the total of disclosure."""
        key = self.indicator
        return key == ANOTHER or indicators()[key].part_of == TOTAL


def placed(
    key: str,
    statement: Statement,
    since: int,
    at: int,
    *,
    report_year: int | None,
    level: Level | None,
    part_of: str | None,
) -> Candidate:
    """A candidate of ``key``, worth 0, with the time and the subject of the place ``at``.

    ``since`` is where the number before ended.
    """
    year = year_of(statement, since, at, report_year)
    scope, sure = scope_of(statement, since, at, year)
    if key != ANOTHER and indicators()[key].stock:
        scope, sure, year = Scope.AS_OF, year == report_year, report_year
    return Candidate(
        indicator=key,
        value=0,
        unit=None,
        qualifier=None,
        status=Status.REPORTED,
        scope=scope,
        subject=subject_of(statement, at, level),
        year=year,
        statement=statement,
        start=at,
        end=at,
        doubtful=not sure or statement.damaged,
        part_of=part_of,
    )
