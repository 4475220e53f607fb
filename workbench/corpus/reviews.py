"""Reviews: what people confirmed or dismissed, each with the item that it speaks of.

They change nothing that was read or found; they are shown beside it. A review whose item is
not there any more speaks of nothing and is named.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from workbench.corpus import parts
from workbench.corpus.catalogue import Catalogue, Part
from workbench.corpus.decisions import Decision
from workbench.corpus.frames import from_rows
from workbench.corpus.open import EVERYWHERE, Corpus
from workbench.corpus.schemas import REVIEWS
from workbench.model import Span

Row = Mapping[str, Any]
#: The table in which the items of a kind stand.
_TABLES = {"findings": "findings", "figures": "figures", "types": "problems"}


def reviewed(
    corpus: Corpus, reviews: Sequence[Decision]
) -> tuple[Catalogue, tuple[tuple[Decision, str], ...]]:
    """The catalogue with the table of reviews written, and the reviews that speak of nothing."""
    part: dict[str, Part] = {}
    idle: list[tuple[Decision, str]] = []
    if reviews:
        found = _Reviewed(corpus, reviews)
        table, idle = from_rows(REVIEWS, list(found.rows())), found.idle
        part = {EVERYWHERE: parts.write_part(corpus.path, REVIEWS, EVERYWHERE, table)}
    known = {**corpus.catalogue.parts, REVIEWS.name: part}
    return replace(corpus.catalogue, parts=known), tuple(idle)


class _Reviewed:
    """The reviews with the reports and items that they speak of, read at once."""

    def __init__(self, corpus: Corpus, reviews: Sequence[Decision]) -> None:
        self.corpus, self.reviews = corpus, reviews
        self.idle: list[tuple[Decision, str]] = []
        columns = ["report_id", "sha256", "part", "county_code", "year"]
        self.reports: list[Row] = [
            row
            for row in corpus.arrow("reports", columns=columns).to_pylist()
            if any(each.of(row["sha256"], row["part"]) for each in reviews)
        ]
        ids = pa.array([row["report_id"] for row in self.reports], pa.string())
        where = pc.field("report_id").isin(ids)
        self.items: dict[str, list[Row]] = {
            table: corpus.arrow(table, where=where).to_pylist()
            for table in dict.fromkeys(_TABLES.values())
        }
        texts = corpus.arrow("texts", columns=["report_id", "text"], where=where)
        self.texts = {row["report_id"]: row["text"] for row in texts.to_pylist()}

    def rows(self) -> Iterator[tuple[Any, ...]]:
        """The rows of the table; what speaks of nothing is kept in ``idle``."""
        counted: dict[str, int] = {}
        for review in self.reviews:
            report = next((r for r in self.reports if review.of(r["sha256"], r["part"])), None)
            item = self._item(review, report) if report else "its document is not in the corpus"
            if report is None or isinstance(item, str):
                self.idle.append((review, str(item)))
                continue
            key = report["report_id"]
            counted[key] = counted.get(key, 0) + 1
            yield (
                key, report["county_code"], report["year"], counted[key], review.kind, review.name,
                item["n"], review.value, review.reason, review.by, review.on,
            )  # fmt: skip

    def _item(self, review: Decision, report: Row) -> Row | str:
        """The item of ``report`` that the review speaks of, or why there is not one."""
        key = report["report_id"]
        mine = (row for row in self.items[_TABLES[review.kind]] if row["report_id"] == key)
        named = [row for row in mine if _NAMED[review.kind](row, review.name)]
        text, sha256 = self.texts.get(key, ""), report["sha256"]
        meant = [
            row
            for row in named
            if _expected(row, review)
            and any(review.covers(text, span) for span in _spans(row, sha256))
        ]
        if len(meant) == 1:
            return meant[0]
        if meant:
            return f"{len(meant)} items are meant; give the quote or what is expected"
        return "nothing such is found any more" if not named else "what is found is another"


def _expected(row: Row, review: Decision) -> bool:
    if not review.expect or review.kind == "types":
        return True
    if review.kind == "findings":
        return bool(row["message"] == review.expect)
    value = row["value"]
    shown = "" if value is None else str(int(value)) if float(value).is_integer() else str(value)
    return review.expect in (shown, row["status"])


def _spans(row: Row, sha256: str) -> list[Span]:
    """The passages of an item; an item without one may be anywhere."""
    if "places" not in row:
        return [Span(row["start"], row["end"])]
    own = [Span(p["start"], p["end"]) for p in row["places"] if p["source"] == sha256]
    return own or [Span(0, 1 << 31)]


_NAMED: dict[str, Callable[[Row, str], bool]] = {
    "findings": lambda row, name: row["code"] == name,
    "figures": lambda row, name: row["indicator"] == name,
    "types": lambda row, name: name in row["types"],
}
