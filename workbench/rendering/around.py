"""The pages beside a page: its other years, and the other pages of its place and year."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from workbench.rendering.keys import PageKey

_YEARS = range(1990, 2101)
#: What the pages of a place and year are called in the links between them.
_CALLED = {
    "overview": "年度概览",
    "quality": "报告核对情况",
    "copies": "相同段落",
    "trends": "问题用词",
}
#: The kinds of page that are not of one year.
_OF_ALL_YEARS = ("ledger", "trends")


@dataclass(frozen=True, slots=True)
class Around:
    """The links at the top of a page. ``years`` are (year, page) in their order, the page's own
    among them where it is of one year; ``others`` are (what it is called, page); ``index`` says
    whether the index lies beside it."""

    year: int | None = None
    years: tuple[tuple[int, str], ...] = ()
    others: tuple[tuple[str, str], ...] = ()
    index: bool = True

    @property
    def names(self) -> list[str]:
        """The pages that the links lead to."""
        return [page for _, page in (*self.years, *self.others)]

    @property
    def markup(self) -> str:
        """The links as the head of a page shows them."""
        others = [f'<a href="{page}">{called}</a>' for called, page in self.others]
        every = ['<a href="index.html">全部县（市、区）与年度</a>'] if self.index else []
        first = " ".join([*every, *others])
        lines = [f'<span class="wb-beside">{first}</span>'] if first else []
        if len(self.years) > 1 or (self.years and self.year is None):
            lines.append(f'<span class="wb-years">{self._of_years()}</span>')
        if not lines:
            return ""
        inside = "\n".join(lines)
        return f'<nav class="wb-trail" aria-label="相关页面">\n{inside}\n</nav>\n'

    def _of_years(self) -> str:
        shown = [
            f'<strong aria-current="page">{year}</strong>'
            if year == self.year
            else f'<a href="{page}">{year}</a>'
            for year, page in self.years
        ]
        steps = (self._step(-1, "上一年"), self._step(1, "下一年"))
        return " ".join([step for step in steps if step] + ["各年度：", *shown])

    def _step(self, by: int, called: str) -> str:
        """The link to the nearest year before or after, whatever lies between them."""
        beyond = [(y, page) for y, page in self.years if self.year and (y - self.year) * by > 0]
        if not beyond:
            return ""
        year, page = min(beyond, key=lambda one: abs(one[0] - (self.year or 0)))
        return f'<a href="{page}" aria-label="{called}：{year}年">{called}</a>'


def around(key: PageKey, pages: Collection[str]) -> Around:
    """What lies around ``key`` among ``pages``; only what is there is linked to."""
    kind = "county" if key.kind == "ledger" else key.kind
    named = zip(_YEARS, _files(kind, key.code), strict=True)
    years = [(year, file) for year, file in named if file in pages or file == key.file]
    several = key.kind in _OF_ALL_YEARS
    return Around(
        year=None if several else key.year,
        years=() if key.kind == "trends" else tuple(years),
        others=tuple(_others(key, pages)),
    )


def possible(key: PageKey) -> Iterator[str]:
    """Every page that could lie around ``key``."""
    kind = "county" if key.kind == "ledger" else key.kind
    yield from _files(kind, key.code)
    yield from (file for _, files in _beside(key) for file in files)


def _others(key: PageKey, pages: Collection[str]) -> Iterator[tuple[str, str]]:
    for called, files in _beside(key):
        there = [file for file in files if file in pages and file != key.file]
        yield from [(called, there[-1])] if there else []


def _beside(key: PageKey) -> Iterator[tuple[str, list[str]]]:
    """The pages of the place itself, of its province and of everywhere, each with its files:
    those of a year, or of all years, of which the last counts."""
    county = None if (key.code or "0000").endswith("0000") else key.code
    if county and key.kind != "ledger":
        yield "问题台账", [PageKey("ledger", key.year, county).file]
    if county and key.kind not in ("county", "ledger"):
        yield "本县（市、区）比较", [PageKey("county", key.year, county).file]
    province = f"{key.code[:2]}0000" if key.code else None
    for place in dict.fromkeys((county or province, province, None)):
        where = "" if place is None else "本县（市、区）" if place == county else "省级"
        for kind, called in _CALLED.items():
            every = kind == "trends"
            files = _files(kind, place) if every else [PageKey(kind, key.year, place).file]
            yield f"{where}{called}", files


def _files(kind: str, code: str | None) -> list[str]:
    """The page of each year. Its own way to the names of PageKey, for there are many."""
    stem = f"{code}-" if kind == "county" else f"{kind}-{code}-" if code else f"{kind}-"
    return [f"{stem}{year}.html" for year in _YEARS]
