"""What a report says on an indicator: one comparable number, or the reason why there is none."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cache

import numpy as np
import pandas as pd
import pyarrow.compute as pc

from workbench.analysis.agreement import Stated, settled
from workbench.analysis.tables import Tables, among, number_or_none, of_reports, text_or_none
from workbench.reference.indicators import indicators

#: The kinds of a figure. Only ``comparable`` is ever joined, drawn or compared; the others
#: stand beside it, in the order in which they explain why a comparable one is missing.
KINDS = (
    "comparable",
    "uncertain",
    "cumulative",
    "other_scope",
    "other_subject",
    "part",
    "other_year",
    "no_value",
)
_COUNTS = frozenset({"reported", "zero_in_words", "corrected"})


@dataclass(frozen=True, slots=True)
class Reading:
    """One number as a report states it, with the passage that it stands in."""

    report_id: str
    indicator: str
    kind: str
    value: int | float | None
    unit: str | None
    qualifier: str | None
    status: str
    confidence: str
    scope: str
    subject: str
    year: int | None
    quote: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Answer:
    """What a unit's reports of one year say on an indicator.

    ``chosen`` is the comparable reading; where it is None, ``missing`` says why
    (``no_report``, ``conflict``, one of :data:`KINDS` or ``not_stated``). ``conflicting``
    holds comparable readings that contradict each other, ``aside`` what must not be compared,
    ``same`` what says the chosen value once more (a cell beside a sentence).
    """

    chosen: Reading | None
    missing: str | None
    conflicting: tuple[Reading, ...] = ()
    aside: tuple[Reading, ...] = ()
    same: tuple[Reading, ...] = ()

    @property
    def sure(self) -> tuple[Reading, ...]:
        """Every comparable reading: the chosen one and its equals, or those in conflict."""
        return (self.chosen, *self.same) if self.chosen else self.conflicting


NO_REPORT = Answer(None, "no_report")


def kinds(figures: pd.DataFrame) -> pd.Series:
    """The kind (one of :data:`KINDS`) of every row of the table ``figures``.

    A figure without a year of its own is of its report's year. What is counted over a year
    is comparable where it is of the year, a state of things where it is as of its end.
    """
    stock = figures["indicator"].isin(_stocks())
    scope = figures["scope"].eq("as_of").where(stock, figures["scope"].eq("year"))
    own = figures["year"].isna() | figures["year"].eq(figures["report_year"]).fillna(False)
    conditions = {
        "no_value": figures["value"].isna() | ~figures["status"].isin(_COUNTS),
        "other_year": ~own.astype(bool),
        "part": figures["part_of"].notna(),
        "cumulative": figures["scope"].eq("cumulative"),
        "other_subject": ~figures["subject"].eq("own"),
        "other_scope": ~scope.astype(bool),
        "uncertain": ~figures["confidence"].eq("certain"),
    }
    checks = [condition.fillna(False).to_numpy(dtype=bool) for condition in conditions.values()]
    found = np.select(checks, list(conditions), default="comparable")
    return pd.Series(found, index=figures.index, dtype="object")


@cache
def _stocks() -> frozenset[str]:
    """The indicators that are a state of things: staff, reading places, documents in force."""
    return frozenset(key for key, one in indicators().items() if one.stock)


def values_of(corpus: Tables, indicator: str, reports: pd.DataFrame) -> pd.DataFrame:
    """One row per report of ``reports`` with its comparable value on ``indicator``.

    Columns: report_id, value (float, NaN where there is none), unit, qualifier, status,
    start, end, missing (None where there is a value, else as in :class:`Answer`). Two
    comparable figures with different values leave the value out: ``conflict``.
    """
    if reports.empty:
        return pd.DataFrame(columns=["report_id", *_VALUE_COLUMNS, "missing"])
    only = pc.field("indicator") == indicator
    said = corpus.read("figures", columns=_COMPARED, where=only)
    said = of_reports(said, reports["report_id"])
    said = said.assign(kind=kinds(said))
    sure = said.loc[said["kind"].eq("comparable")]
    best, conflicts = _best(sure)
    first = sure.loc[best].set_index("report_id")[_VALUE_COLUMNS]
    rows = reports[["report_id"]].join(first, on="report_id")
    several = among(rows["report_id"], conflicts)
    rows["value"] = pd.to_numeric(rows["value"]).astype("float64").mask(several)
    without = rows["report_id"].loc[rows["value"].isna()]
    missing = without.map(_reasons(of_reports(said, without))).astype("object")
    missing = missing.where(missing.notna(), "not_stated")
    rows["missing"] = missing.mask(several.loc[without.index], "conflict").astype("str")
    return rows


_COMPARED = [
    "report_id", "report_year", "indicator", "value", "unit", "qualifier", "status", "confidence",
    "scope", "subject", "year", "part_of", "start", "end",
]  # fmt: skip
_VALUE_COLUMNS = ["value", "unit", "qualifier", "status", "start", "end"]


def _best(sure: pd.DataFrame) -> tuple[list[Hashable], set[str]]:
    """Per report the row that says its number best, and the reports whose rows disagree."""
    plain, best, conflicts = _exact(sure)
    softened = sure.loc[~plain, ["report_id", "value", "qualifier"]].astype("object")
    said: dict[str, list[tuple[Hashable, Stated]]] = {}
    for row, report_id, value, qualifier in softened.itertuples(name=None):
        said.setdefault(report_id, []).append((row, (float(value), text_or_none(qualifier))))
    for report_id, rows in said.items():
        place = settled([stated for _, stated in rows])
        best.append(rows[place or 0][0])
        if place is None:
            conflicts.add(report_id)
    return best, conflicts


def _exact(sure: pd.DataFrame) -> tuple[pd.Series, list[Hashable], set[str]]:
    """Which rows are of reports whose numbers are all exact, the first row of each of them,
    and those whose numbers differ: what :func:`settled` says of them, for all at once."""
    soft = sure["qualifier"].fillna("").ne("")
    plain = ~among(sure["report_id"], sure["report_id"].loc[soft])
    exact = sure.loc[plain]
    first = exact.drop_duplicates("report_id")
    values = exact["report_id"].map(first.set_index("report_id")["value"])
    conflicts = exact["report_id"].loc[exact["value"].ne(values)]
    return plain, first.index.tolist(), set(conflicts)


def _reasons(said: pd.DataFrame) -> pd.Series:
    """Per report the kind that best explains why it has no comparable value."""
    rank = {kind: place for place, kind in enumerate(KINDS)}
    best = said["kind"].map(rank).astype("int64").groupby(said["report_id"]).min()
    return best.map(KINDS.__getitem__).astype("object")


#: Per report_id and indicator what the report states, in the order of the text's figures.
Statements = Mapping[str, Mapping[str, tuple[Reading, ...]]]


def statements(corpus: Tables) -> Statements:
    """Everything that the reports of ``corpus`` state in figures; meant for a county's corpus,
    not for the country's."""
    found: dict[str, dict[str, list[Reading]]] = {}
    rows = corpus.figures.assign(kind=kinds(corpus.figures))
    for row in rows[list(_FIELDS)].itertuples(index=False, name=None):
        reading = _reading(dict(zip(_FIELDS, row, strict=True)))
        found.setdefault(reading.report_id, {}).setdefault(reading.indicator, []).append(reading)
    return {
        report_id: {indicator: tuple(said) for indicator, said in by_indicator.items()}
        for report_id, by_indicator in found.items()
    }


def answer(said: Sequence[Reading]) -> Answer:
    """What one report says on an indicator, by the rules of :func:`values_of`."""
    sure = tuple(reading for reading in said if reading.kind == "comparable")
    aside = tuple(reading for reading in said if reading.kind != "comparable")
    reason = min((reading.kind for reading in aside), key=KINDS.index, default="not_stated")
    return _judged(sure, aside, reason)


def merged(parts: Sequence[Answer]) -> Answer:
    """The answer of a unit with several reports of one year: equal values are one value."""
    if not parts:
        return NO_REPORT
    sure = tuple(reading for part in parts for reading in part.sure)
    aside = tuple(reading for part in parts for reading in part.aside)
    return _judged(sure, aside, parts[0].missing)


def _judged(sure: tuple[Reading, ...], aside: tuple[Reading, ...], missing: str | None) -> Answer:
    if not sure:
        return Answer(None, missing, (), aside)
    best = settled([(float(reading.value or 0), reading.qualifier) for reading in sure])
    if best is None:
        return Answer(None, "conflict", sure, aside)
    return Answer(sure[best], None, (), aside, (*sure[:best], *sure[best + 1 :]))


_FIELDS = tuple(field.name for field in fields(Reading))


def _reading(row: dict[str, object]) -> Reading:
    year = number_or_none(row["year"])
    return Reading(
        report_id=str(row["report_id"]),
        indicator=str(row["indicator"]),
        kind=str(row["kind"]),
        value=number_or_none(row["value"]),
        unit=text_or_none(row["unit"]),
        qualifier=text_or_none(row["qualifier"]),
        status=str(row["status"]),
        confidence=str(row["confidence"]),
        scope=str(row["scope"]),
        subject=str(row["subject"]),
        year=None if year is None else int(year),
        quote=str(row["quote"]),
        start=int(str(row["start"])),
        end=int(str(row["end"])),
    )
