"""How often terms stand in the problem sections, with N and intervals, copies counted once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import pandas as pd

from workbench.analysis.intervals import FEW, with_shares
from workbench.analysis.tables import Tables
from workbench.analysis.words.longest import longest
from workbench.analysis.words.queries import Question, question
from workbench.analysis.words.statements import Statements, statements
from workbench.errors import WorkbenchError

#: What may be counted apart; ``whole`` is everything together.
BY = ("year", "place", "level", "whole")
#: ``once``: sentences that differ only in names, years and digits are one, wherever they
#: stand in a cell of the table. ``raw``: every report counts for what it holds.
COPIES = ("once", "raw")
#: More counties than this are put together by province.
MOST_PLACES = 40
_COLUMN = {"year": "year", "place": "place", "level": "group", "whole": "part"}


@dataclass(frozen=True)
class Trend:
    """Terms over years, places or levels.

    ``table``: one row per term and cell, also where the term is not found, with

    - ``reports``: the reports of the cell that have a problem section, ``naming``: those
      that hold the term;
    - ``n``: the cases (distinct sentences, or reports where ``copies`` is raw), ``hits``:
      those that hold the term, ``share``, ``low``, ``high``: the share with its Wilson
      interval, missing where there is no case; ``few`` where n is below 30: then nothing is
      called high, low, rising or falling;
    - ``occurrences``, ``negated`` (不 or 未 before it, counted nowhere else), ``characters``
      and ``per_10000``, the occurrences in 10,000 characters.
    """

    question: Question = field(repr=False)
    by: tuple[str, ...]
    copies: str
    base: Statements = field(repr=False)
    table: pd.DataFrame

    def of(self, term: str) -> pd.DataFrame:
        """The rows of one term."""
        return self.table.loc[self.table["term"].eq(term)].reset_index(drop=True)


def trend(
    corpus: Tables,
    terms: str | Sequence[str] | None = None,
    *,
    place: str | None = None,
    level: str | None = "township",
    first: int | None = None,
    last: int | None = None,
    by: Sequence[str] = ("year",),
    copies: str = "once",
    part: str = "problems",
    balanced: bool = False,
) -> Trend:
    """How often ``terms`` (words, /expressions/; None: those we watch) stand in problem
    sections, by year, place or level.

    ``part`` is problems, measures or section, ``place`` a code (640522, 64), ``level`` a
    group of units (None: every one), ``first`` and ``last`` the years; ``balanced`` keeps
    the units that have a problem section in every year.

    >>> wb.trend(corpus, "不及时、/更新.{0,4}慢/", place="64").table        # doctest: +SKIP
    """
    base = statements(
        corpus, part=part, place=place, level=level, first=first, last=last, balanced=balanced
    )
    return trend_of(base, question(terms), by=by, copies=copies)


def trend_of(
    base: Statements, asked: Question, *, by: Sequence[str] = ("year",), copies: str = "once"
) -> Trend:
    """As :func:`trend`, from sentences that were gathered before."""
    if copies not in COPIES or not by or set(by) - set(BY):
        raise WorkbenchError(f"by is of {', '.join(BY)}; copies is one of {', '.join(COPIES)}")
    keys = [_COLUMN[name] for name in by]
    reports, every = _with_places(base)
    sentences = every.drop_duplicates([*keys, "key"]) if copies == "once" else every
    cells = _cells(reports, sentences, keys, copies)
    counts = _counts(every["text"], asked)
    found = _found(sentences, counts, keys, copies)
    naming = _found(every, counts, keys, "raw")["hits"].rename("naming")
    names = pd.DataFrame({"term": list(asked.names)})
    table = names.merge(cells, how="cross").set_index(["term", *keys])
    table = table.join(found).join(naming)
    for column in ("hits", "naming", "occurrences", "negated"):
        table[column] = table[column].fillna(0).astype("int64")
    return Trend(asked, tuple(by), copies, base, _with_shares(table.reset_index()))


def _with_places(base: Statements) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Reports and sentences with ``part`` (one for all) and ``place``: the county, of many
    counties the province."""
    codes = base.reports["county_code"]
    by_county = codes.nunique() <= MOST_PLACES
    place = codes if by_county else codes.str[:2] + "0000"
    place = place.astype("object").where(codes.notna(), "")
    reports = base.reports.assign(place=place, part=base.part)
    of = reports.set_index("report_id")["place"]
    placed = base.sentences["report_id"].map(of)
    return reports, base.sentences.assign(place=placed, part=base.part)


def _cells(
    reports: pd.DataFrame, sentences: pd.DataFrame, keys: list[str], copies: str
) -> pd.DataFrame:
    """One row per cell: how many reports, cases and characters."""
    cells = reports.groupby(keys).size().rename("reports").to_frame()
    counted = sentences.groupby(keys)
    cells["n"] = cells["reports"] if copies == "raw" else counted.size()
    cells["characters"] = counted["characters"].sum()
    return cells.fillna(0).astype("int64").reset_index()


def _counts(texts: pd.Series, asked: Question) -> pd.DataFrame:
    """As :meth:`Question.counts`, of each of the texts once."""
    return asked.counts(holding(texts.drop_duplicates(), asked))


def holding(texts: pd.Series, asked: Question) -> list[str]:
    """Those of ``texts`` that may hold what is asked for, as they hold a wording of it."""
    if all(query.pattern is None for query in asked.queries):
        words = asked.lexicon.word_of.items()
        wanted = longest(wording for wording, word in words if word in asked.names)
        texts = texts.loc[texts.str.contains(wanted)]
    return texts.astype("object").tolist()


def _found(
    sentences: pd.DataFrame, counts: pd.DataFrame, keys: list[str], copies: str
) -> pd.DataFrame:
    """Per term and cell the cases that hold it, its occurrences, and the negated ones."""
    hits = sentences[["report_id", "text", *keys]].merge(counts, on="text")
    groups = hits.groupby(["term", *keys])
    holding = hits.loc[hits["count"].gt(0)].groupby(["term", *keys])
    cases = holding["report_id"].nunique() if copies == "raw" else holding.size()
    return pd.DataFrame(
        {
            "hits": cases,
            "occurrences": groups["count"].sum(),
            "negated": groups["negated"].sum(),
        }
    ).fillna(0)


def _with_shares(table: pd.DataFrame) -> pd.DataFrame:
    nothing = table["characters"].eq(0)
    return with_shares(table, "hits", "n").assign(
        per_10000=(table["occurrences"] * 10_000 / table["characters"]).mask(nothing),
        few=table["n"].lt(FEW),
    )
