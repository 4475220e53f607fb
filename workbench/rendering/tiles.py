"""The provinces as tiles at the top of the index: how many counties of each have a page."""

from __future__ import annotations

import html
from collections.abc import Mapping
from functools import cache

from workbench.reference import divisions
from workbench.reference.tiles import tiles

_REMARK = (
    "每格一个省级行政区，大小相同，位置只便于查找，<strong>不是地图</strong>。"
    "数字为有页面的县（市、区）数，斜线后为{year}年区划表中的县（市、区）数；底色越深，占比越大。"
)


def grid(counties: Mapping[str, int], year: int) -> str:
    """The tiles with the numbers of ``counties`` by the province's first two digits.

    A province without a page has no link; it is named all the same.
    """
    shown = "\n".join(
        f'<li class="wb-r{tile.row} wb-c{tile.column}{_shade(here, known)}">'
        f"{_words(tile.code[:2], tile.name, here, known)}</li>"
        for tile in tiles()
        for here, known in [(counties.get(tile.code[:2], 0), known_counties(tile.code, year))]
    )
    remark = _REMARK.format(year=_edition(year))
    return (
        f'<h2 id="provinces">各省一览</h2>\n<p class="note">{remark}</p>\n'
        f'<ul class="wb-tiles">\n{shown}\n</ul>'
    )


def _words(stem: str, name: str, here: int, known: int) -> str:
    count = f"<small>{here}/{known}</small>" if known else "<small>—</small>"
    label = f"<span>{html.escape(name)}</span>{count}"
    return f'<a href="#p-{stem}">{label}</a>' if here else label


def _shade(here: int, known: int) -> str:
    """Which quarter of the counties has a page: one of four shades, none where there is none."""
    return f" wb-k{quarter(here, known)}" if here else ""


def quarter(part: int, whole: int) -> int:
    """1 to 4: up to a quarter, a half, three quarters, more; 4 where the whole is not known."""
    return 4 if not whole else min(4, 1 + (part * 4 - 1) // whole if part else 1)


def _edition(year: int) -> int:
    known = divisions.current()
    return min(max(year, known.first), known.last)


@cache
def known_counties(province: str, year: int) -> int:
    """How many counties, cities and districts the divisions of a year know in a province."""
    known = divisions.current()
    return sum(
        row.is_place and not row.zone
        for prefecture in known.below(province, year)
        for row in known.below(prefecture.code, year)
    )
