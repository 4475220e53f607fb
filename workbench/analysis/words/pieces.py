"""The sentences of reports as words are counted in them, each with its place and its key."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from workbench.analysis.reuse.masking import masked
from workbench.analysis.tables import Tables, of_reports
from workbench.analysis.words.statutory import characters, taken_out
from workbench.parsing.fold import Squeezed, fold
from workbench.parsing.sentences import sentences

#: The columns of reports by which a report calls its unit and the places above.
NAMES = ("issuer", "township", "county", "prefecture", "province")
#: Stands in no text.
_BETWEEN = "\0"
_ENDS = "。!?;:,、.\"')] "
_Places = npt.NDArray[np.int64]
_PIECES = ["report_id", "n", "start", "text"]


class Cut(NamedTuple):
    """A sentence of a piece: where it stands there, its match key, what it shares with others."""

    start: int
    end: int
    text: str
    key: str


def sentences_of(corpus: Tables, part: str, reports: pd.DataFrame) -> pd.DataFrame:
    """One row per sentence of ``part`` in ``reports``, in their order: report_id, n (of its
    item), start, end, text, key, characters.

    Equal pieces are cut once, however many reports hold them.
    """
    pieces = _pieces(corpus, part, reports["report_id"])
    which, variants = _variants(pieces, _names(reports))
    cuts = [list(_cut(folded, own)) for folded, own in variants]
    lengths = np.fromiter(map(len, cuts), "int64", len(cuts))
    flat = list(chain.from_iterable(cuts))
    every = pd.DataFrame(flat, columns=list(Cut._fields))
    every["characters"] = [characters(cut.text) for cut in flat]
    item, place = _spread(which, lengths)
    if not len(item):
        return pd.DataFrame(columns=["report_id", "n", *Cut._fields, "characters"])
    held, rows = pieces.take(item), every.take(place)
    begin = held["start"].to_numpy("int64")
    return pd.DataFrame(
        {
            "report_id": held["report_id"].array,
            "n": held["n"].to_numpy("int64"),
            "start": begin + rows["start"].to_numpy("int64"),
            "end": begin + rows["end"].to_numpy("int64"),
            "text": rows["text"].array,
            "key": rows["key"].array,
            "characters": rows["characters"].to_numpy("int64"),
        }
    )


def _spread(which: _Places, lengths: _Places) -> tuple[_Places, _Places]:
    """For each sentence of each piece the piece's place, and the sentence's among all cuts."""
    first = np.cumsum(lengths) - lengths
    counts = lengths[which]
    item = np.repeat(np.arange(len(which)), counts)
    within = np.arange(len(item)) - np.repeat(np.cumsum(counts) - counts, counts)
    return item, first[which][item] + within


def _names(reports: pd.DataFrame) -> dict[str, tuple[str, ...]]:
    """By report the match keys of the names of its unit and of the places above."""
    columns = []
    for name in NAMES:
        codes, names = pd.factorize(reports[name])
        folded = [*_folded(names), ""]
        columns.append([folded[code] for code in codes.tolist()])
    rows = zip(*columns, strict=True)
    return dict(zip(reports["report_id"].astype("object"), rows, strict=True))


def _folded(texts: pd.Index) -> list[str]:
    """The match keys of ``texts``, folded in one go where nothing in them is in the way."""
    plain = [str(text) for text in texts.astype("object")]
    together = fold(_BETWEEN.join(plain)).split(_BETWEEN)
    return together if len(together) == len(plain) else [fold(text) for text in plain]


def _variants(
    pieces: pd.DataFrame, names: Mapping[str, Sequence[str]]
) -> tuple[_Places, list[tuple[str, tuple[str, ...]]]]:
    """Per piece which of the variants it is: its folded text, with the own names in it."""
    codes, texts = pd.factorize(pieces["text"])
    folded = _folded(texts)
    places: dict[tuple[int, tuple[str, ...]], int] = {}
    ids = pieces["report_id"].astype("object").tolist()
    which = []
    for code, report_id in zip(codes.tolist(), ids, strict=True):
        text = folded[code]
        own = [name for name in names[report_id] if name in text and len(name) > 1]
        key = code, tuple(sorted(set(own), key=lambda name: (-len(name), name)))
        which.append(places.setdefault(key, len(places)))
    return np.array(which, "int64"), [(folded[code], own) for code, own in places]


def _cut(folded: str, names: Sequence[str]) -> Iterator[Cut]:
    """The sentences of a piece."""
    for span in sentences(folded, 0, len(folded)):
        words = Squeezed(folded, *span).text.rstrip(_ENDS)
        if words:
            key = masked(folded, span, names).key.rstrip(_ENDS)
            yield Cut(span.start, span.end, taken_out(words), key)


def _pieces(corpus: Tables, part: str, ids: pd.Series) -> pd.DataFrame:
    """Stretches of the reports' texts, each as it stands there from ``start`` on."""
    if part == "section":
        return pd.DataFrame(_section_pieces(corpus, ids), columns=_PIECES)
    rows = of_reports(corpus.read(part, columns=_PIECES), ids)
    distinct = pd.Index(ids.drop_duplicates())
    rows = rows.assign(place=distinct.get_indexer(rows["report_id"]))
    rows = rows.sort_values(["place", "n"], kind="stable")
    return rows[_PIECES]


def _section_pieces(corpus: Tables, ids: pd.Series) -> Iterator[tuple[str, int, int, str]]:
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
            yield report_id, n, start, text_of[report_id][start:end]


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
