"""The sentences of reports as words are counted in them, each with its place and its key."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import pandas as pd

from workbench.analysis.reuse.masking import masked, names_of
from workbench.analysis.tables import Tables, of_reports, text_or_none
from workbench.analysis.words.statutory import characters, taken_out
from workbench.model import Span
from workbench.parsing.fold import Squeezed, fold
from workbench.parsing.sentences import sentences

#: The columns of reports by which a report calls its unit and the places above.
NAMES = ("issuer", "township", "county", "prefecture", "province")
_ENDS = "。!?;:,、.\"')] "


class Piece(NamedTuple):
    """A stretch of a report's text, as it stands there from ``start`` on."""

    report_id: str
    n: int
    start: int
    text: str


class Sentence(NamedTuple):
    report_id: str
    n: int
    start: int
    end: int
    text: str
    key: str
    characters: int


def sentences_of(corpus: Tables, part: str, reports: pd.DataFrame) -> Iterator[Sentence]:
    names = {
        str(report_id): names_of(*(text_or_none(name) for name in row))
        for report_id, *row in reports[["report_id", *NAMES]].itertuples(index=False, name=None)
    }
    known: dict[str, list[tuple[Span, str, str]]] = {}
    for piece in _pieces(corpus, part, reports["report_id"]):
        folded = fold(piece.text)
        own = [name for name in names[piece.report_id] if name in folded]
        if own or folded not in known:
            cut = list(_cut(folded, own))
            known |= {} if own else {folded: cut}
        else:
            cut = known[folded]
        for span, text, key in cut:
            start, end = piece.start + span.start, piece.start + span.end
            yield Sentence(piece.report_id, piece.n, start, end, text, key, characters(text))


def _cut(folded: str, names: Sequence[str]) -> Iterator[tuple[Span, str, str]]:
    """The sentences of a piece: where each stands, its match key, what it shares with others."""
    for span in sentences(folded, 0, len(folded)):
        words = Squeezed(folded, *span).text.rstrip(_ENDS)
        if words:
            yield span, taken_out(words), masked(folded, span, names).key.rstrip(_ENDS)


def _pieces(corpus: Tables, part: str, ids: pd.Series) -> Iterator[Piece]:
    if part == "section":
        yield from _section_pieces(corpus, ids)
        return
    rows = of_reports(corpus.read(part, columns=["report_id", "n", "start", "text"]), ids)
    order = {report_id: place for place, report_id in enumerate(ids)}
    rows = rows.assign(place=rows["report_id"].map(order))
    rows = rows.sort_values(["place", "n"], kind="stable").drop(columns="place")
    for report_id, n, start, text in rows.itertuples(index=False, name=None):
        yield Piece(str(report_id), int(n), int(start), str(text))


def _section_pieces(corpus: Tables, ids: pd.Series) -> Iterator[Piece]:
    """The problem sections between their headings and those of their parts."""
    columns = ["report_id", "n", "role", "start", "end", "body_start"]
    sections = of_reports(corpus.read("sections", columns=columns), ids)
    wanted = set(sections.loc[sections["role"].eq("problems"), "report_id"])
    texts = of_reports(corpus.read("texts", columns=["report_id", "text"]), wanted)
    text_of = dict(texts.itertuples(index=False, name=None))
    by_report = dict(iter(sections.groupby("report_id")))
    for report_id in (one for one in ids if one in text_of):
        rows = [_Section(*row) for row in by_report[report_id][columns[1:]].itertuples(False, None)]
        for n, start, end in _stretches(rows):
            yield Piece(report_id, n, start, text_of[report_id][start:end])


class _Section(NamedTuple):
    n: int
    role: str
    start: int
    end: int
    body_start: int


def _stretches(rows: Iterable[_Section]) -> Iterator[tuple[int, int, int]]:
    every = list(rows)
    reached = -1
    for top in (row for row in every if row.role == "problems"):
        if top.end <= reached:
            continue  # a part of the section before
        reached = top.end
        inside = [row for row in every if top.body_start <= row.start < top.end]
        edges = [
            top.body_start,
            *(e for r in inside for e in (r.start, r.body_start)),
            top.end,
        ]
        for start, end in list(pairwise(edges))[::2]:
            if end > start:
                yield top.n, start, end
