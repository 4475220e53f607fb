"""The sentences behind a term: all of them counted, their places read when they are looked at."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from workbench.analysis.tables import Tables
from workbench.analysis.words.queries import Question
from workbench.analysis.words.statements import Statements
from workbench.analysis.words.trends import holding
from workbench.display.explorer.behind import Passage, Passages, texts_of
from workbench.parsing.fold import Squeezed, fold


def sentences_with(
    around: Tables, base: Statements, asked: Question, *, copies: str
) -> Sequence[Passage]:
    """Where what is asked for stands in the sentences of ``base``; ``copies`` ``once`` takes
    the first of those that say the same. A negated one (不 or 未 before it) says so."""
    rows = base.sentences.drop_duplicates("key") if copies == "once" else base.sentences
    texts = holding(rows["text"].drop_duplicates(), asked)
    hits = {text: len(list(asked.hits(text))) for text in texts}
    counts = rows["text"].map(hits).fillna(0).astype("int64").to_numpy()
    names = base.reports.set_index("report_id")["unit_name"]
    found = rows.take(np.arange(len(rows)).repeat(counts)).reset_index(drop=True)
    found["hit"] = np.arange(len(found)) - np.repeat(np.cumsum(counts) - counts, counts)
    found["unit_name"] = found["report_id"].map(names)

    def fill(some: pd.DataFrame) -> pd.DataFrame:
        known = texts_of(around, some["report_id"])
        places = [
            _place(row, known.get(str(row["report_id"])), asked) for row in some.to_dict("records")
        ]
        starts, ends, turned = zip(*places, strict=True) if places else ((), (), ())
        return some.assign(start=starts, end=ends, negated=turned)

    return Passages(
        found,
        lambda row: f"{row['unit_name']} {row['year']}年" + ("，被否定" if row["negated"] else ""),
        fill,
    )


def _place(
    row: Mapping[Hashable, Any], whole: str | None, asked: Question
) -> tuple[int, int, bool]:
    """Where a hit of a match key stands in the report as published, and whether it is negated;
    the whole sentence where the corpus does not keep the text."""
    found = list(asked.hits(row["text"]))[row["hit"]]
    start, end = int(row["start"]), int(row["end"])
    if whole is None:
        return start, end, found.negated
    at = Squeezed(fold(whole[start:end])).span(found.start, found.end)
    return start + at.start, start + at.end, found.negated
