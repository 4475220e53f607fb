"""What the county pages of one province and year share, computed before any of them."""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path

from workbench.corpus.catalogue import FILE
from workbench.corpus.open import open_corpus
from workbench.display.county.among import ALIKE, in_province
from workbench.display.county.closing import media_of
from workbench.display.county.page import CountyPage
from workbench.display.county.volume import TOTAL


def prepare(corpus: str, county: str, year: int) -> None:
    """Compute what the page of ``county`` takes from its whole province.

    The renderer calls it in the parent of its forked notebooks; what :func:`once` keeps
    there, each of them finds.
    """
    stamp = (Path(corpus) / FILE).stat().st_mtime_ns
    _prepared(corpus, stamp, county[:2], year)
    _rehearsed(corpus, county, year)


@lru_cache(maxsize=64)
def _prepared(corpus: str, stamp: int, province: str, year: int) -> None:
    around = open_corpus(corpus).only(province=province)
    media_of(around)
    whole = around.only(years=[year])
    for name in sorted(whole.reports["province"].dropna().unique()):
        for group in sorted(ALIKE):
            in_province(whole, TOTAL, name, group=group, year=year)


@cache
def _rehearsal() -> list[str]:
    """The counties whose pages were rehearsed in this process: one is enough."""
    return []


def _rehearsed(corpus: str, county: str, year: int) -> None:
    """Make the first page and throw it away.

    What pandas, altair and our dictionaries do at their first use is then done once, and not
    in every page's process.
    """
    if not _rehearsal():
        _rehearsal().append(county)
        page = CountyPage.of(open_corpus(corpus), county, year)
        page.summary(), page.volume(), page.requests(), page.problems(), page.excerpts()
