"""Passages as rows of the corpus, and back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from workbench.analysis.reuse.passages import Passage
from workbench.analysis.reuse.runs import Stream
from workbench.corpus.frames import from_rows
from workbench.corpus.schemas import TABLES
from workbench.model import Span

Row = Mapping[str, Any]
_COLUMNS = ("role", "stretch", "start", "end", "key", "marks", "stock")
#: Reports whose streams are kept at hand: a template's earliest holder is asked for again.
_REMEMBERED = 2_000


def table(found: Iterable[tuple[Row, Sequence[Passage]]]) -> pa.Table:
    """The rows of the table of passages for each report's."""
    return from_rows(TABLES["passages"], [row for pair in found for row in _rows(*pair)])


def _rows(report: Row, passages: Sequence[Passage]) -> Iterator[tuple[Any, ...]]:
    of = (report["report_id"], report["county_code"], report["year"])
    for n, each in enumerate(passages, 1):
        yield (
            *of, n, each.role, each.stretch, each.stock, each.key, list(each.marks), *each.span,
        )  # fmt: skip


class Stored:
    """The passages of a whole corpus, by report, without making objects of them all."""

    def __init__(self, rows: pa.Table) -> None:
        """``rows`` of the table of passages, those of one report together and in order."""
        self.rows = rows.combine_chunks()
        ids = self.rows["report_id"].to_numpy(zero_copy_only=False)
        edges = [at for at in range(len(ids)) if at == 0 or ids[at] != ids[at - 1]]
        ends = [*edges, len(ids)][1:]
        self._where = {ids[at]: (at, end) for at, end in zip(edges, ends, strict=True)}
        self.stream = lru_cache(_REMEMBERED)(self._stream)

    @property
    def speaking(self) -> frozenset[str]:
        """The reports with words of their own, not of the form or the Regulation alone."""
        own = self.rows.filter(pc.invert(self.rows["stock"]))
        return frozenset(own["report_id"].unique().to_pylist())

    def passages(self, report_id: str) -> list[Passage]:
        """The passages of one report; none where it has none."""
        first, end = self._where.get(report_id, (0, 0))
        piece = self.rows.slice(first, end - first).select(_COLUMNS).to_pylist()
        return [
            Passage(row["role"], row["stretch"], Span(row["start"], row["end"]), row["key"],
                    tuple(row["marks"]), row["stock"])
            for row in piece
        ]  # fmt: skip

    def _stream(self, report_id: str) -> Stream:
        return Stream(self.passages(report_id))
