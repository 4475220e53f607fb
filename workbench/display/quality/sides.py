"""The two places of a finding: sentences with their passages, cells with their headings.

Where a finding rests on two reports, each is one side; else the first passage is one, and
what it is compared with the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pyarrow.compute as pc

from workbench.analysis.cells import CellReading, cells_among
from workbench.analysis.quality.listing import Listed, Passage
from workbench.analysis.tables import Tables
from workbench.display.excerpts import Original, originals
from workbench.display.forms import column_label, row_label, table_label
from workbench.display.html import Html, join, tag
from workbench.display.labels import shown
from workbench.display.quotes import Quotes
from workbench.display.residue import plain

#: How much of a sentence stands before and after the passage, and how much of a passage.
_AROUND, _LONGEST = 40, 160
#: Checks whose passages are one list, compared with what the form asks for.
_TOGETHER = frozenset({"S1", "S10", "N9", "Q2", "Q3"})
#: So many passages of one side are shown; of more, it is said how many there are.
_MOST = 8


@dataclass(frozen=True, slots=True)
class Place:
    """What stands at one place of a report, ``where`` it is, and the words around it.

    ``heading``: the passage stands in the heading itself, which is not said twice. ``at`` is
    the passage that the words are, a link's aim.
    """

    where: str
    before: str
    passage: str
    after: str
    heading: bool = False
    at: Passage | None = None

    @property
    def before_it(self) -> str:
        """Where it is, as it is said before the words."""
        return "" if self.heading else self.where

    @property
    def plain(self) -> str:
        """As text: 行政复议 × 总计 0."""
        return f"{self.before}{self.passage}{self.after}"

    def html(self, quotes: Quotes | None) -> Html:
        """As it stands on the page, the passage marked, and a link to it with ``quotes``."""
        said = self.before_it
        where = tag("span", f"{said} ", class_="where") if said else None
        mark = tag("mark", self.passage) if self.passage else None
        if mark and quotes and self.at:
            mark = quotes.link(mark, self.at.report_id, (self.at.start, self.at.end))
        return join([where, tag("span", self.before, mark, self.after, class_="quote")])


@dataclass(frozen=True, slots=True)
class Two:
    """The two sides of a finding, as HTML and as text, and in which parts of the report."""

    one: Html | None
    other: Html | None
    one_plain: str
    other_plain: str
    where: str


class Sides:
    """The passages of some findings, with the texts and tables that they stand in read once."""

    def __init__(self, corpus: Tables, found: Sequence[Listed]) -> None:
        ids = sorted({passage.report_id for one in found for passage in one.passages})
        where = pc.field("report_id").isin(ids) if ids else pc.scalar(False)
        tables = {name: corpus.read(name, where=where) for name in ("texts", "sections", "reports")}
        self._originals = originals(ids, **tables)
        self._cells = cells_among(corpus.read("cells", where=where), ids)

    def of(self, finding: Listed, quotes: Quotes | None = None) -> Two:
        """The two sides of ``finding``; with ``quotes`` their words are links."""
        own = [p for p in finding.passages if p.report_id == finding.report_id]
        others = [p for p in finding.passages if p.report_id != finding.report_id]
        together = others or finding.code in _TOGETHER
        one, other = (own, others) if together else (own[:1], own[1:])
        sides = [self._side(passages, finding.report_id) for passages in (one, other)]
        where = dict.fromkeys(place.where for _, places in sides for place in places if place.where)
        (one_html, other_html), (one_plain, other_plain) = (
            [_html(*side, quotes) for side in sides],
            [_plain(*side) for side in sides],
        )
        return Two(one_html, other_html, one_plain, other_plain, "；".join(where))

    def _side(self, passages: Sequence[Passage], own: str) -> tuple[str, list[Place]]:
        """Whose report the side stands in (empty: the finding's own), and its places."""
        if not passages:
            return "", []
        report = passages[0].report_id
        whose = "" if report == own else self._originals[report].title
        held = [self._held(passage) for passage in passages]
        if all(len(cells) == 1 for cells in held):
            return whose, _in_table([cells[0] for cells in held])
        pairs = zip(passages, held, strict=True)
        return whose, [self._place(passage, cells) for passage, cells in pairs]

    def _held(self, passage: Passage) -> list[CellReading]:
        """The cells within a passage, in their order."""
        every = self._cells.get(passage.report_id, {}).values()
        inside = (cell for cell in every if passage.start <= cell.start <= cell.end <= passage.end)
        return sorted(inside, key=lambda cell: cell.start)

    def _place(self, passage: Passage, cells: Sequence[CellReading]) -> Place:
        if cells:
            names = dict.fromkeys(table_label(cell) for cell in cells)
            return Place("、".join(names), "", f"表格（{len(cells)}格）", "", at=passage)
        return _sentence(self._originals[passage.report_id], passage)


def _html(whose: str, places: Sequence[Place], quotes: Quotes | None) -> Html | None:
    if not places:
        return None
    more = tag("span", f" 等{len(places)}处", class_="why") if len(places) > _MOST else None
    title = tag("span", f"{whose}：", class_="where") if whose else None
    listed = join((place.html(quotes) for place in places[:_MOST]), "；")
    return join([title, listed, more])


def _plain(whose: str, places: Sequence[Place]) -> str:
    listed = "；".join(f"{place.before_it} {place.plain}".strip() for place in places)
    return f"{whose}：{listed}" if whose else listed


def _in_table(cells: Sequence[CellReading]) -> list[Place]:
    """Cells by the labels of the form; what all have in common is said once."""
    table, row = table_label(cells[0]), row_label(cells[0])
    if len({(cell.table, cell.row) for cell in cells}) == 1:
        named = [(f"{table} · {row}：", column_label(cell)) for cell in cells]
    else:
        named = [(f"{table} · {column_label(cell)}：", row_label(cell)) for cell in cells]
    places = []
    for n, (cell, (common, own)) in enumerate(zip(cells, named, strict=True)):
        if n and not cell.value and len(cells) > _MOST:
            continue
        again = n > 0 and common == named[n - 1][0]
        at = Passage(cell.report_id, cell.start, cell.end)
        places.append(Place("" if again else common, own, shown(cell), "", at=at))
    return places


def _sentence(original: Original, passage: Passage) -> Place:
    text = original.text or ""
    start, end = passage.start, passage.end
    around = original.around(start, end)
    where = original.heading(start) or ""
    words = _line(text[start:end])
    heading = words.replace(" ", "") in where.replace(" ", "")
    if len(words) > _LONGEST:
        words = f"{words[: _LONGEST // 2]}…{words[-_LONGEST // 2 :]}"
    before, after = _line(text[around.start : start]), _line(text[end : around.end])
    before = f"…{before[-_AROUND:]}" if len(before) > _AROUND else before
    after = f"{after[:_AROUND]}…" if len(after) > _AROUND else after
    return Place(where, before, words, after, heading, passage)


def _line(words: str) -> str:
    return " ".join(plain(words).split())
