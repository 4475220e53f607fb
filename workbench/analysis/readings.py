"""What a report says on an indicator: one comparable number, or the reason why there is none."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, fields

import numpy as np
import pandas as pd
import pyarrow.compute as pc

from workbench.analysis.agreement import settled
from workbench.analysis.tables import Tables, number_or_none, of_reports, text_or_none

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

    A figure without a year of its own is of its report's year.
    """
    own = figures["year"].isna() | figures["year"].eq(figures["report_year"]).fillna(False)
    conditions = {
        "no_value": figures["value"].isna() | ~figures["status"].isin(_COUNTS),
        "other_year": ~own.astype(bool),
        "part": figures["part_of"].notna(),
        "cumulative": figures["scope"].eq("cumulative"),
        "other_subject": ~figures["subject"].eq("own"),
        "other_scope": ~figures["scope"].eq("year"),
        "uncertain": ~figures["confidence"].eq("certain"),
    }
    checks = [condition.fillna(False).to_numpy(dtype=bool) for condition in conditions.values()]
    found = np.select(checks, list(conditions), default="comparable")
    return pd.Series(found, index=figures.index, dtype="object")


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
    several = rows["report_id"].isin(conflicts)
    reasons = _reasons(said)
    rows["missing"] = [reasons.get(report_id, "not_stated") for report_id in rows["report_id"]]
    rows.loc[several, "missing"] = "conflict"
    rows["value"] = pd.to_numeric(rows["value"]).astype("float64").mask(several)
    rows["missing"] = rows["missing"].mask(rows["value"].notna(), None)
    return rows


_COMPARED = [
    "report_id", "report_year", "value", "unit", "qualifier", "status", "confidence", "scope",
    "subject", "year", "part_of", "start", "end",
]  # fmt: skip
_VALUE_COLUMNS = ["value", "unit", "qualifier", "status", "start", "end"]


def _best(sure: pd.DataFrame) -> tuple[list[Hashable], set[str]]:
    """Per report the row that says its number best, and the reports whose rows disagree."""
    several = sure["report_id"].duplicated(keep=False)
    best: list[Hashable] = sure.index[~several].tolist()
    conflicts: set[str] = set()
    for report_id, rows in sure.loc[several].groupby("report_id", sort=False):
        said = [
            (float(value), text_or_none(qualifier))
            for value, qualifier in zip(rows["value"], rows["qualifier"], strict=True)
        ]
        place = settled(said)
        best.append(rows.index[place or 0])
        if place is None:
            conflicts.add(str(report_id))
    return best, conflicts


def _reasons(said: pd.DataFrame) -> dict[str, str]:
    """Per report the kind that best explains why it has no comparable value."""
    rank = {kind: place for place, kind in enumerate(KINDS)}
    best = said["kind"].map(rank).astype("int64").groupby(said["report_id"]).min()
    return {str(report_id): KINDS[place] for report_id, place in best.items()}


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
