"""The sentences behind a point: read from the reports when they are asked for, and escaped."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, overload

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from workbench.analysis.tables import Tables, of_reports
from workbench.display.excerpts import title_of
from workbench.display.html import Html, join, tag
from workbench.parsing.fold import fold
from workbench.parsing.sentences import sentences

#: More sentences than this are counted, not shown.
MOST = 40
#: A cell of a table is shown with so many characters around it.
_AROUND = 60


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a report to be shown marked in its sentence, with what is said of it."""

    report_id: str
    start: int
    end: int
    about: str = ""


@dataclass(frozen=True, eq=False)
class Passages(Sequence[Passage]):
    """The passages of ``rows`` (report_id, start, end), each made when it is looked at.

    ``about`` says something of a row; ``fill`` adds to some rows what is read for them alone.
    """

    rows: pd.DataFrame
    about: Callable[[Mapping[Hashable, Any]], str]
    fill: Callable[[pd.DataFrame], pd.DataFrame] = lambda rows: rows

    def __len__(self) -> int:
        return len(self.rows)

    @overload
    def __getitem__(self, at: int) -> Passage: ...
    @overload
    def __getitem__(self, at: slice) -> list[Passage]: ...

    def __getitem__(self, at: int | slice) -> Passage | list[Passage]:
        if isinstance(at, int):
            place = range(len(self))[at]
            return self[place : place + 1][0]
        return [
            Passage(str(row["report_id"]), int(row["start"]), int(row["end"]), self.about(row))
            for row in self.fill(self.rows.iloc[at]).to_dict("records")
        ]

    def __iter__(self) -> Iterator[Passage]:
        return iter(self[:])


def shown(corpus: Tables, passages: Sequence[Passage], heading: str) -> Html:
    """The passages in their sentences, each under its report's title."""
    few = list(passages[:MOST])
    ids = pd.Series([passage.report_id for passage in few], dtype="str")
    texts = texts_of(corpus, ids)
    known = of_reports(
        corpus.read("reports", columns=["report_id", "name", "title", "issuer"]), ids
    )
    titles = {
        str(row["report_id"]): title_of({str(k): v for k, v in row.items()})
        for row in known.to_dict("records")
    }
    items = [
        tag(
            "li",
            _quoted(texts.get(one.report_id), one),
            tag("small", _about(one, titles), _open(one)),
        )
        for one in few
    ]
    rest = len(passages) - len(few)
    return join(
        [
            tag("h4", heading),
            tag("ol", *items) if items else tag("p", "没有可以显示的原句。", class_="wbx-note"),
            tag("p", f"另有 {rest} 句未显示。", class_="wbx-note") if rest > 0 else None,
        ]
    )


def texts_of(corpus: Tables, ids: pd.Series) -> dict[str, str]:
    """The texts of some reports, as far as the corpus keeps them, by report.

    They are looked for in their own counties: ids stand anywhere, counties in their order.
    """
    known = of_reports(corpus.read("reports", columns=["report_id", "county_code"]), ids)
    codes = known["county_code"].astype("object").where(known["county_code"].notna(), "")
    found: dict[str, str] = {}
    for province, rows in known.groupby(codes.str[:2]):
        around = corpus.only(province=str(province)) if province else corpus
        where = pc.field("report_id").isin(pa.array(rows["report_id"], pa.string()))
        if province:
            counties = pa.array(rows["county_code"].unique(), pa.string())
            where &= pc.field("county_code").isin(counties)
        texts = around.read("texts", columns=["report_id", "text"], where=where)
        found |= dict(texts.itertuples(index=False, name=None))
    return found


def _about(passage: Passage, titles: dict[str, str]) -> str:
    parts: Iterable[str] = (passage.about, titles.get(passage.report_id, ""))
    return f"　{'，'.join(filter(None, parts))}"


def _open(passage: Passage) -> Html:
    where = f"#open/{passage.report_id}/{passage.start}/{passage.end}"
    return join(["　", tag("a", "看原文", href=where)])


def _quoted(text: str | None, passage: Passage) -> Html | str:
    if text is None:
        return "本库没有保存这份报告的原文。"
    begin, end = _sentence(text, passage.start, passage.end)
    before, after = text[begin : passage.start], text[passage.end : end]
    return join([before, tag("mark", text[passage.start : passage.end]), after])


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence around a passage; of a table's line no more than is near."""
    low = max(0, text.rfind("\n\n", 0, start))
    high = text.find("\n\n", end)
    for span in sentences(fold(text), low, len(text) if high < 0 else high):
        if span.start <= start < span.end:
            return max(span.start, start - 4 * _AROUND), min(max(span.end, end), end + 4 * _AROUND)
    return max(0, start - _AROUND), min(len(text), end + _AROUND)
