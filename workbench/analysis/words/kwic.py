"""Key words in context: every line leads to its sentence in its report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from workbench.analysis.tables import Tables
from workbench.analysis.words.queries import Question, question
from workbench.analysis.words.statements import Statements
from workbench.parsing.fold import Squeezed, fold


@dataclass(frozen=True, slots=True)
class Line:
    """A term in its sentence, both as positions in the text of ``report_id``.

    ``text[start:end]`` is the term as it was published, ``before`` and ``after`` the rest of
    its sentence. ``copies`` is how many sentences say the same but for names, years, digits.
    """

    term: str
    report_id: str
    unit_name: str
    year: int
    start: int
    end: int
    sentence_start: int
    sentence_end: int
    before: str
    word: str
    after: str
    negated: bool
    copies: int


def kwic(
    corpus: Tables,
    base: Statements,
    asked: Question | str | Sequence[str],
    *,
    copies: str = "once",
    limit: int | None = None,
    newest_first: bool = True,
) -> list[Line]:
    """The places in which what is asked for stands, at most ``limit`` of each term.

    ``once`` shows the first of sentences that say the same; the newest years come first, or
    the oldest. Negated ones (不 or 未 before the term) are shown too, and marked.
    """
    asked = asked if isinstance(asked, Question) else question(asked)
    rows = base.sentences.assign(copies=base.sentences.groupby("key")["key"].transform("size"))
    if newest_first:
        rows = rows.sort_values("year", ascending=False, kind="stable")
    if copies == "once":
        rows = rows.drop_duplicates("key")
    chosen = _chosen(rows, asked, limit)
    texts = _texts(corpus, {row.report_id for row in chosen})
    names = dict(zip(base.reports["report_id"], base.reports["unit_name"], strict=True))
    return [
        line
        for row in chosen
        for line in _lines(row, texts[row.report_id], names[row.report_id], asked)
    ]


@dataclass(frozen=True, slots=True)
class _Row:
    """A sentence of which some terms are shown."""

    report_id: str
    start: int
    end: int
    text: str
    year: int
    copies: int
    terms: frozenset[str]


def _chosen(rows: pd.DataFrame, asked: Question, limit: int | None) -> list[_Row]:
    left = dict.fromkeys(asked.names, len(rows) if limit is None else limit)
    columns = ["report_id", "start", "end", "text", "year", "copies"]
    chosen = []
    held = {text: frozenset(hit.word for hit in asked.hits(text)) for text in set(rows["text"])}
    for report_id, start, end, text, year, copies in rows[columns].itertuples(False, None):
        wanted = frozenset(term for term in held[text] if left[term] > 0)
        if wanted:
            left.update({term: left[term] - 1 for term in wanted})
            chosen.append(_Row(report_id, start, end, text, int(year), int(copies), wanted))
    return chosen


def _texts(corpus: Tables, ids: set[str]) -> dict[str, str]:
    wanted = pc.field("report_id").isin(pa.array(sorted(ids), pa.string()))
    rows = corpus.read("texts", columns=["report_id", "text"], where=wanted)
    return dict(rows.itertuples(index=False, name=None))


def _lines(row: _Row, whole: str, unit_name: str, asked: Question) -> Iterator[Line]:
    """The terms of one sentence, led back from its match key to the text as published."""
    squeezed = Squeezed(fold(whole), row.start, row.end)
    for hit in asked.hits(row.text):
        if hit.word in row.terms:
            at = squeezed.span(hit.start, hit.end)
            yield Line(
                term=hit.word,
                report_id=row.report_id,
                unit_name=unit_name,
                year=row.year,
                start=at.start,
                end=at.end,
                sentence_start=row.start,
                sentence_end=row.end,
                before=whole[row.start : at.start],
                word=whole[at.start : at.end],
                after=whole[at.end : row.end],
                negated=hit.negated,
                copies=row.copies,
            )
