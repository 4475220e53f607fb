"""The years in which a national form holds, and the breaks between them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from workbench.reference.forms import forms


@dataclass(frozen=True, slots=True)
class Era:
    """Report years ``first`` and later, until the next era, that share a form.

    ``source`` is the notice that set the form: 国办公开办函〔2019〕60号.
    """

    form: str
    first: int
    source: str


#: Before the notice of 2014 there were the six items of the Regulation, and no form.
_REGULATION = Era("2008", 2008, "国务院令第492号（2007年）第三十二条")


@cache
def eras() -> tuple[Era, ...]:
    """Every era in order: the Regulation's, then one for each of reference/forms."""
    return (_REGULATION, *(Era(form.form, form.first_year, form.source) for form in forms()))


def era_of(year: int) -> Era:
    """The era of a report year; years before the first era count as it."""
    return next((era for era in reversed(eras()) if year >= era.first), eras()[0])


def breaks(years: Iterable[int]) -> tuple[Era, ...]:
    """The eras that begin inside ``years``: where a series changes its form.

    2017 to 2020 gives the one era that begins in 2019.
    """
    known = sorted(set(years))
    if not known:
        return ()
    return tuple(era for era in eras() if known[0] < era.first <= known[-1])
