"""Finding a place by typing part of its name or the beginning of its code."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from workbench.analysis.tables import Tables, text_or_none
from workbench.parsing.fold import fold


@dataclass(frozen=True, slots=True)
class Found:
    """A place with reports in the corpus: 640522 海原县（中卫市，宁夏回族自治区）."""

    code: str
    name: str
    above: tuple[str, ...]
    reports: int

    @property
    def label(self) -> str:
        """What a list shows: name, the places above, code and how many reports."""
        above = f"（{'，'.join(self.above)}）" if self.above else ""
        return f"{self.name}{above} {self.code}，{self.reports}份"


class Places:
    """The places of a corpus: provinces, prefectures, counties and townships with reports."""

    def __init__(self, corpus: Tables) -> None:
        columns = ["code", "county_code", "county", "prefecture", "province", "township", "level"]
        rows = corpus.read("reports", columns=[*columns, "year", "issuer"])
        self.reports = len(rows)
        self.every = tuple(sorted(_places(rows), key=lambda place: (len(place.code), place.code)))

    def matching(self, typed: str, *, limit: int = 12) -> tuple[Found, ...]:
        """The places whose name holds ``typed`` or whose code begins with it.

        Names that begin so come first, then larger places; nothing typed is nothing found.
        """
        words = fold(typed).strip()
        if not words:
            return ()
        fits = [p for p in self.every if words in fold(p.name) or p.code.startswith(words)]
        fits.sort(key=lambda p: (not p.name.startswith(words), not p.code.startswith(words)))
        return tuple(fits[:limit])

    def of(self, code: str) -> Found | None:
        """The place with this code."""
        return next((place for place in self.every if place.code == code), None)


def _places(rows: pd.DataFrame) -> Iterable[Found]:
    known = rows.loc[rows["county_code"].notna()]
    known = known.assign(stem=known["county_code"])
    yield from _of(known, known["stem"].str[:2] + "0000", "province")
    under = known.loc[known["prefecture"].notna() & ~known["stem"].str[2:4].eq("00")]
    yield from _of(under, under["stem"].str[:4] + "00", "prefecture", "province")
    yield from _of(known, known["stem"], "county", "prefecture", "province")
    codes = known["code"].fillna("").astype("str")
    local = known.loc[codes.str.len().eq(9)]
    yield from _of(local, codes.loc[local.index], "township", "county", "prefecture")


def _of(rows: pd.DataFrame, codes: pd.Series, name: str, *above: str) -> Iterable[Found]:
    """A place per code: its last name, those of the places above it, how many reports."""
    groups = rows[[name, *above]].groupby(codes.astype("str"), sort=True)
    counts = groups.size()
    last = groups.last().astype("object").assign(reports=counts)
    for code, *names, reports in last.itertuples(name=None):
        known = [text_or_none(one) for one in names]
        upper = tuple(dict.fromkeys(one for one in known[1:] if one))
        yield Found(str(code), known[0] or str(code), upper, int(reports))
