"""Which counties and years a corpus has, said to those who asked for others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.errors import CorpusError

if TYPE_CHECKING:
    from workbench.corpus.open import Corpus

#: So many counties are named before the rest is only counted.
_MOST = 12


def require_county(corpus: Corpus, *asked: str | None) -> None:
    """:class:`CorpusError` where a code of ``asked`` has no report, naming it and those there."""
    reports = corpus.read("reports", columns=["county_code", "county"])
    reports = reports.dropna(subset=["county_code"]).fillna("").drop_duplicates("county_code")
    known = dict(sorted(reports.itertuples(index=False, name=None)))
    for code in asked:
        if code is not None and code not in known:
            raise CorpusError(f"{corpus.path}: no report of county {code}; {_there(known)}")


def require_year(corpus: Corpus, asked: int | None) -> None:
    """:class:`CorpusError` where no report is of the year ``asked``, naming those there."""
    reports = corpus.read("reports", columns=["year"])
    years = sorted({int(year) for year in reports["year"].dropna()})
    if asked is not None and asked not in years:
        known = ", ".join(map(str, years))
        there = f"there are {known}" if years else "it has none of a known year"
        raise CorpusError(f"{corpus.path}: no report of {asked}; {there}")


def _there(known: dict[str, str]) -> str:
    if not known:
        return "it has none whose county is known"
    named = [f"{code} {name}".strip() for code, name in known.items()]
    rest = f" and {len(named) - _MOST} more" if len(named) > _MOST else ""
    return f"there are {', '.join(named[:_MOST])}{rest}"
