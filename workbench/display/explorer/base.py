"""What every view rests on: the reports with their units, the sentences of their problems."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from workbench.analysis.readings import values_of
from workbench.analysis.tables import Tables
from workbench.analysis.units import prefix, with_units
from workbench.analysis.words.pieces import sentences_of
from workbench.analysis.words.statements import Statements, having, statements_among
from workbench.display.explorer.held import REPORTS, once

#: So many characters of problems, equal ones counted once, are cut into sentences in a few
#: seconds: those of 20,000 reports that share no word, of all where many are copied.
MOST_CHARACTERS = 4_000_000
#: What is known of a report whose words are counted.
_WHO = [
    "report_id", "level", "year", "code", "issuer", "township", "county", "county_code",
    "prefecture", "province", "fictional", "group", "unit_name", "unit_key", "named",
]  # fmt: skip
#: Behind every report_id.
_LAST = "~"


def units_of(corpus: Tables) -> pd.DataFrame:
    """The reports of a known year with their units, by unit and year.

    ``named`` says which have a problem section, or an item where they have none.
    """

    def compute() -> pd.DataFrame:
        reports = corpus.read("reports", columns=REPORTS)
        reports = reports.loc[reports["year"].notna()]
        rows = with_units(reports.assign(year=reports["year"].astype("int64")))
        rows["named"] = having(corpus, "problems", rows["report_id"])
        return rows.sort_values(["unit_key", "year", "report_id"], kind="stable")

    return once(corpus, "units", compute)


def values_in(corpus: Tables, indicator: str) -> pd.DataFrame:
    """What every report says on an indicator, in the rows of :func:`units_of`."""
    return once(
        corpus, f"values {indicator}", lambda: values_of(corpus, indicator, units_of(corpus))
    )


@dataclass(frozen=True)
class Base:
    """The sentences in which words are counted, and how many reports they were ``drawn_from``
    where they are a sample's: None where they are those of all."""

    statements: Statements
    drawn_from: int | None = None

    @property
    def sampled(self) -> str:
        """That words are counted in a sample, and in which; empty where they are in all."""
        if self.drawn_from is None:
            return ""
        return (
            f"用词只数随机抽取的 {len(self.statements.reports)} 份报告（有“存在的问题”的共 "
            f"{self.drawn_from} 份），N 都是抽中的；勾选“用词逐份计数”可数全部。"
        )

    @classmethod
    def of(
        cls, around: Tables, place: str | None, level: str, reports: pd.DataFrame,
        *, every: bool = False,
    ) -> Base:  # fmt: skip
        """The sentences of the problem sections of ``reports``.

        Those of a province or of everywhere are cut once, whatever level and years are chosen;
        of more than :data:`MOST_CHARACTERS` a sample, unless ``every`` one is asked for.
        """
        chosen = reports[_WHO].sort_values("year", kind="stable")
        if place is not None and len(prefix(place)) > 2:
            made = statements_among(around, chosen, told=chosen["named"])
            return cls(replace(made, place=place, level=level))
        until = _LAST if every else _until(around)
        cut = _sentences(around, until)
        sample = chosen.loc[chosen["report_id"].lt(until)]
        made = statements_among(around, sample, sentences=cut, told=sample["named"])
        drawn_from = None if until == _LAST else int(chosen["named"].sum())
        return cls(replace(made, place=place, level=level), drawn_from)


def _sentences(corpus: Tables, until: str) -> pd.DataFrame:
    """The sentences of all reports whose id stands before ``until``."""

    def compute() -> pd.DataFrame:
        reports = units_of(corpus).sort_values("year", kind="stable")
        return sentences_of(corpus, "problems", reports.loc[reports["report_id"].lt(until)])

    return once(corpus, f"sentences {until}", compute)


def _until(corpus: Tables) -> str:
    """The id before which the problems of all reports can be cut in time.

    Ids are digits of hashes, so that the reports before it are drawn at random, and are the
    same ones whenever the corpus is looked at.
    """

    def compute() -> pd.DataFrame:
        rows = corpus.read("problems", columns=["report_id", "n", "start", "text"])
        fresh = rows.loc[~rows["text"].duplicated(), "text"].str.len().sum()
        return pd.DataFrame({"until": [_LAST if fresh <= MOST_CHARACTERS else _first_left(rows)]})

    return str(once(corpus, f"until {MOST_CHARACTERS}", compute)["until"].iloc[0])


def _first_left(rows: pd.DataFrame) -> str:
    """The first report, by id, whose texts are too much together with those before."""
    rows = rows.sort_values(["report_id", "n"], kind="stable")
    lengths = rows["text"].str.len().where(~rows["text"].duplicated(), 0)
    at = int(np.searchsorted(lengths.cumsum().to_numpy(), MOST_CHARACTERS, side="right"))
    return str(rows["report_id"].iloc[at])
