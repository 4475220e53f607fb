"""What the county pages of one province and year share, computed before any of them."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from workbench.corpus.catalogue import FILE
from workbench.corpus.open import open_corpus
from workbench.display.county.among import ALIKE, in_province
from workbench.display.county.closing import media_of
from workbench.display.county.volume import TOTAL


def prepare(corpus: str, county: str, year: int) -> None:
    """Compute what the page of ``county`` takes from its whole province.

    The renderer calls it in the parent of its forked notebooks; what :func:`once` keeps
    there, each of them finds.
    """
    stamp = (Path(corpus) / FILE).stat().st_mtime_ns
    _prepared(corpus, stamp, county[:2], year)


@lru_cache(maxsize=64)
def _prepared(corpus: str, stamp: int, province: str, year: int) -> None:
    around = open_corpus(corpus).only(province=province)
    media_of(around)
    whole = around.only(years=[year])
    for name in sorted(whole.reports["province"].dropna().unique()):
        for group in sorted(ALIKE):
            in_province(whole, TOTAL, name, group=group, year=year)
