"""A report's text as it was, with stretches of it marked, overlapping as they may."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from workbench.display.html import Html, join, tag


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of a text: what it is (figure, problem, target, …) and where a click leads."""

    start: int
    end: int
    kind: str
    link: str | None = None


def marked(text: str, marks: Sequence[Mark], start: int = 0, end: int | None = None) -> Html:
    """``text[start:end]``, character for character, each of ``marks`` as classes wbx-KIND.

    Of several marks at one place the shortest with a link is the one that a click follows;
    only its first piece is a link, so that the keyboard meets each mark once.

    >>> marked("公开12条。", [Mark(2, 5, "figure")]).markup
    '公开<span class="wbx-figure">12条</span>。'
    """
    stop = len(text) if end is None else end
    inside = [mark for mark in marks if mark.start < stop and start < mark.end]
    edges = {start, stop}
    edges |= {min(stop, max(start, edge)) for mark in inside for edge in (mark.start, mark.end)}
    linked: set[Mark] = set()
    return join(_pieces(text, sorted(edges), inside, linked))


def _pieces(
    text: str, edges: Sequence[int], marks: Sequence[Mark], linked: set[Mark]
) -> list[Html | str]:
    """The stretches between neighbouring edges; marks in the order of starts, met once each."""
    waiting = sorted(marks, key=lambda mark: (mark.start, mark.end))[::-1]
    active: list[Mark] = []
    made: list[Html | str] = []
    for start, end in pairwise(edges):
        while waiting and waiting[-1].start <= start:
            active.append(waiting.pop())
        active = [mark for mark in active if mark.end > start]
        made.append(_piece(text[start:end], active, linked))
    return made


def _piece(words: str, active: Sequence[Mark], linked: set[Mark]) -> Html | str:
    if not active:
        return words
    kinds = dict.fromkeys(f"wbx-{mark.kind}" for mark in active)
    leads = [mark for mark in active if mark.link]
    first = min(leads, key=lambda mark: mark.end - mark.start, default=None)
    if first is None or first in linked:
        return tag("span", words, class_=" ".join(kinds))
    linked.add(first)
    return tag("a", words, class_=" ".join(kinds), href=f"#{first.link}")
