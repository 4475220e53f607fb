"""What is counted: the sentences in which reports state their problems, or their measures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

import pandas as pd
import pyarrow.compute as pc

from workbench.analysis.reuse.masking import masked, names_of
from workbench.analysis.tables import Tables, of_reports, text_or_none
from workbench.analysis.units import GROUPS, in_place, with_units
from workbench.analysis.words.statutory import characters, taken_out
from workbench.errors import WorkbenchError
from workbench.model import Span
from workbench.parsing.fold import Squeezed, fold
from workbench.parsing.sentences import sentences

#: What of a report is counted: the items of its problems, of its measures, or the whole
#: problem section, plan included, without its headings.
PARTS = ("problems", "measures", "section")
_NAMES = ("issuer", "township", "county", "prefecture", "province")
_REPORTS = [
    "report_id", "level", "year", "code", "county_code", "published", "fictional", *_NAMES, "title",
]  # fmt: skip
_ENDS = "。!?;:,、.\"')] "


@dataclass(frozen=True)
class Statements:
    """Sentences and the reports that they stand in.

    ``reports``: one row per report that has a problem section or an item, with unit_key,
    unit_name, group, year, county_code, county, province. ``sentences``: one row per
    sentence with report_id, n (its item's number), start and end in the report's text,
    ``text`` (its match key, statutory phrases taken out), ``key`` (equal for sentences that
    differ only in names, years and digits), characters, and the report's year, group and
    county_code. ``without`` counts the reports that have neither section nor item.
    """

    part: str
    place: str | None
    level: str | None
    reports: pd.DataFrame
    sentences: pd.DataFrame
    without: int
    fictional: bool

    @property
    def years(self) -> tuple[int, ...]:
        """The years of the reports, in order."""
        return tuple(sorted({int(year) for year in self.reports["year"]}))

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """The distinct texts of the sentences, in the order in which they first stand."""
        return tuple(dict.fromkeys(self.sentences["text"]))

    def of(self, reports: pd.DataFrame) -> Statements:
        """The same, of some of the reports alone."""
        kept = of_reports(self.sentences, reports["report_id"])
        return Statements(
            self.part, self.place, self.level, reports, kept, self.without, self.fictional
        )

    def between(self, first: int | None, last: int | None) -> Statements:
        """The same, of the years from ``first`` to ``last``; None is no limit."""
        years = self.reports["year"]
        lowest, highest = first or years.min(), last or years.max()
        return self.of(self.reports.loc[years.between(lowest, highest).astype(bool)])


def statements(
    corpus: Tables,
    *,
    part: str = "problems",
    place: str | None = None,
    level: str | None = "township",
    first: int | None = None,
    last: int | None = None,
    balanced: bool = False,
) -> Statements:
    """The sentences of ``part`` in the reports of ``level`` (a group, None: every one) in
    ``place`` (a code, None: everywhere), of the years from ``first`` to ``last``.

    ``balanced`` keeps the units that have a problem section in every year. Made-up reports
    are never mixed with real ones: they are counted only where there are no others.
    """
    if part not in PARTS:
        raise WorkbenchError(f"no part {part!r}; there are {', '.join(PARTS)}")
    if level is not None and level not in GROUPS:
        raise WorkbenchError(f"no level {level!r}; there are {', '.join(GROUPS)}")
    chosen = _chosen(corpus, place=place, level=level, first=first, last=last)
    having = _having(corpus, part)
    base = chosen.loc[chosen["report_id"].isin(having)]
    base = _every_year(base) if balanced else base
    found = pd.DataFrame(_sentences(corpus, part, base), columns=list(_Sentence._fields))
    about = base.set_index("report_id")[["year", "group", "county_code"]]
    return Statements(
        part=part,
        place=place,
        level=level,
        reports=base.reset_index(drop=True),
        sentences=found.join(about, on="report_id"),
        without=int((~chosen["report_id"].isin(having)).sum()),
        fictional=bool(len(chosen)) and bool(chosen["fictional"].all()),
    )


def _chosen(
    corpus: Tables, *, place: str | None, level: str | None, first: int | None, last: int | None
) -> pd.DataFrame:
    reports = in_place(corpus.read("reports", columns=_REPORTS), place)
    reports = reports.loc[reports["year"].notna()]
    made_up = reports["fictional"].astype(bool)
    reports = reports if made_up.all() else reports.loc[~made_up]
    if level is not None:
        reports = reports.loc[reports["level"].isin(GROUPS[level])]
    years = reports["year"].astype("int64")
    reports = reports.assign(year=years)
    inside = (years >= (first or 0)) & (years <= (last or 9999))
    rows = with_units(reports.loc[inside])
    return rows.sort_values(["year", "unit_key", "report_id"], kind="stable")


def _having(corpus: Tables, part: str) -> frozenset[str]:
    """The reports with a problem section, or with an item where they have none."""
    named = pc.field("role") == "problems"
    sections = corpus.read("sections", columns=["report_id"], where=named)
    table = "measures" if part == "measures" else "problems"
    items = corpus.read(table, columns=["report_id"])
    return frozenset(sections["report_id"]) | frozenset(items["report_id"])


def _every_year(reports: pd.DataFrame) -> pd.DataFrame:
    years = reports.groupby("unit_key")["year"].nunique()
    return reports.loc[reports["unit_key"].isin(years.index[years.eq(reports["year"].nunique())])]


class _Piece(NamedTuple):
    """A stretch of a report's text, as it stands there from ``start`` on."""

    report_id: str
    n: int
    start: int
    text: str


class _Sentence(NamedTuple):
    report_id: str
    n: int
    start: int
    end: int
    text: str
    key: str
    characters: int


def _sentences(corpus: Tables, part: str, reports: pd.DataFrame) -> Iterator[_Sentence]:
    names = {
        str(report_id): names_of(*(text_or_none(name) for name in row))
        for report_id, *row in reports[["report_id", *_NAMES]].itertuples(index=False, name=None)
    }
    known: dict[str, list[tuple[Span, str, str]]] = {}
    for piece in _pieces(corpus, part, reports["report_id"]):
        own = [name for name in names[piece.report_id] if name in piece.text]
        if own or piece.text not in known:
            cut = list(_cut(piece.text, own))
            if not own:
                known[piece.text] = cut
        else:
            cut = known[piece.text]
        for span, text, key in cut:
            at = piece.start
            yield _Sentence(
                piece.report_id, piece.n, at + span.start, at + span.end, text, key,
                characters(text),
            )  # fmt: skip


def _cut(text: str, names: Sequence[str]) -> Iterator[tuple[Span, str, str]]:
    """The sentences of a piece: where each stands, its match key, what it shares with others."""
    folded = fold(text)
    for span in sentences(folded, 0, len(folded)):
        words = Squeezed(folded, *span).text.rstrip(_ENDS)
        if words:
            yield span, taken_out(words), masked(folded, span, names).key.rstrip(_ENDS)


def _pieces(corpus: Tables, part: str, ids: pd.Series) -> Iterator[_Piece]:
    if part == "section":
        yield from _section_pieces(corpus, ids)
        return
    rows = of_reports(corpus.read(part, columns=["report_id", "n", "start", "text"]), ids)
    order = {report_id: place for place, report_id in enumerate(ids)}
    rows = rows.assign(place=rows["report_id"].map(order))
    rows = rows.sort_values(["place", "n"], kind="stable").drop(columns="place")
    for report_id, n, start, text in rows.itertuples(index=False, name=None):
        yield _Piece(str(report_id), int(n), int(start), str(text))


def _section_pieces(corpus: Tables, ids: pd.Series) -> Iterator[_Piece]:
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
            yield _Piece(report_id, n, start, text_of[report_id][start:end])


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
