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
    stems = known["county_code"].astype(str)
    for code, inside in known.groupby(stems.str[:2] + "0000"):
        yield Found(str(code), _name(inside, "province", str(code)), (), len(inside))
    for code, inside in known.groupby(stems.str[:4] + "00"):
        name = text_or_none(inside["prefecture"].dropna().min()) if len(inside) else None
        if name and not str(code).endswith("0000"):
            yield Found(str(code), name, _above(inside, "province"), len(inside))
    for code, inside in known.groupby(stems):
        above = _above(inside, "prefecture", "province")
        yield Found(str(code), _name(inside, "county", str(code)), above, len(inside))
    codes = known["code"].astype("object").fillna("").astype(str)
    local = known.loc[codes.str.len().eq(9)]
    for code, inside in local.groupby(codes.loc[local.index]):
        above = _above(inside, "county", "prefecture")
        yield Found(str(code), _name(inside, "township", str(code)), above, len(inside))


def _name(rows: pd.DataFrame, column: str, code: str) -> str:
    names = rows[column].dropna()
    return str(names.iloc[-1]) if len(names) else code


def _above(rows: pd.DataFrame, *columns: str) -> tuple[str, ...]:
    names = (rows[column].dropna() for column in columns)
    return tuple(dict.fromkeys(str(name.iloc[-1]) for name in names if len(name)))
