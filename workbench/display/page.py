"""What a page is called and where it stands beside the others."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from workbench.display.parts import PAGE, Bundle

_PLACE = re.compile(r"[0-9]{2,6}")


def page_header(
    title: str,
    subtitle: str,
    *,
    year: int | None,
    code: str | None,
    place: str | None,
    fictional: bool = False,
    as_of: str | None = None,
    notes: Sequence[str | None] = (),
) -> Bundle:
    """The first output of every notebook: the renderer makes heading and banner of it.

    ``as_of`` is the newest date on which a source was fetched (YYYY-MM-DD), never the
    clock; ``fictional`` asks for the banner 示例数据. ``notes`` has what the manifest notes of
    each report of the page, None where it notes nothing; a banner says it.
    """
    data = {
        "title": title,
        "subtitle": subtitle,
        "fictional": fictional,
        "as_of": as_of,
        "place": place,
        "year": year,
        "code": code,
        "notice": noticed(notes),
    }
    return Bundle(PAGE, data, f"{title}：{subtitle}")


def noticed(notes: Sequence[str | None]) -> str | None:
    """What the banner says of the reports' notes; None where none has one.

    本页所用 3 份报告中，1 份：句子不是原文。
    """
    counts = Counter(note for note in notes if note)
    if not counts:
        return None
    if list(counts.values()) == [len(notes)]:
        return f"本页所用报告：{next(iter(counts))}。"
    said = "；".join(f"{count} 份：{note}" for note, count in sorted(counts.items()))
    return f"本页所用 {len(notes)} 份报告中，{said}。"


def page_href(code: str, year: int) -> str:
    """The county page's file, beside every other page: 640522-2017.html."""
    if not _PLACE.fullmatch(code) or len(code) != 6:
        raise ValueError(f"a county's code has six digits, not {code!r}")
    return f"{code}-{year}.html"


def overview_href(place: str | None, year: int) -> str:
    """The overview's file: overview-2017.html, overview-640000-2017.html."""
    if place is None:
        return f"overview-{year}.html"
    if not _PLACE.fullmatch(place):
        raise ValueError(f"a place has two to six digits, not {place!r}")
    return f"overview-{place}-{year}.html"
