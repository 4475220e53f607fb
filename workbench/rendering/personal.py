"""Personal data in pages: hidden when shown, never taken out of the corpus.

What is hidden keeps its length, so that every position and every link stays what it was.
Which words are personal stands in reference/personal.toml; `workbench render
--keep-personal-data` shows them all, for research.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any

from workbench.parsing.fold import fold
from workbench.reference.personal import NAME, personal
from workbench.rendering.data import Data
from workbench.rendering.fragment import Block, Fragment
from workbench.rendering.specs import Chart

MASK = "█"
_TAG = re.compile(r"<(/?[A-Za-z0-9]*)[^>]*>|&nbsp;")
#: Words may run on over these elements; all others end them.
_INLINE = frozenset(("a", "mark", "span", "strong", "small", "em", "sup", "code"))


def masked(pieces: Fragment) -> Fragment:
    """``pieces`` with every personal datum shown as ██, in words, tables, charts and head."""
    head = pieces.header
    header = replace(
        head,
        title=mask(head.title),
        subtitle=mask(head.subtitle),
        place=mask(head.place) if head.place else head.place,
    )
    return replace(pieces, header=header, blocks=tuple(map(_block, pieces.blocks)))


def _block(block: Block) -> Block:
    if isinstance(block, str):
        return mask_markup(block)
    if isinstance(block, Data):
        return replace(block, rows=tuple(tuple(mask_data(row)) for row in block.rows))
    return Chart(
        mask(block.caption), mask(block.description), mask_data(block.spec), block.width,
        block.empty,
    )  # fmt: skip


@lru_cache(maxsize=10_000)  # the labels of charts are the same on page after page
def mask(text: str) -> str:
    """``text`` with what is personal in it as ██; always of the same length."""
    spans = list(_found(fold(text)))
    return _covered(text, spans) if spans else text


def mask_data(data: Any) -> Any:
    """Data of a chart with :func:`mask` over each text in it; keys stay."""
    if isinstance(data, str):
        return mask(data)
    if isinstance(data, Mapping):
        return {key: mask_data(value) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return [mask_data(value) for value in data]
    return data


def mask_markup(markup: str) -> str:
    """Clean HTML with its words masked, also where a mark stands in the middle of one."""
    words, counted = _words(markup)
    spans = list(_found(fold(words)))
    if not spans:
        return markup
    pieces = counted()
    starts = [at for at, _ in pieces]
    places = []
    for start, end in spans:
        for at in (at for at in range(start, end) if not words[at].isspace()):
            piece, source = pieces[bisect_right(starts, at) - 1]
            places.append(source + at - piece)
    return _covered(markup, [(place, place + 1) for place in places])


def _words(markup: str) -> tuple[str, Callable[[], list[tuple[int, int]]]]:
    """The words of ``markup``, and what tells, for each stretch of them, where it begins in both.

    A page has thousands of stretches and seldom anything to hide: only then are they counted.
    """
    cut = _TAG.split(markup)
    tags = cut[1::2]
    cut[1::2] = [_INSTEAD[name] for name in tags]

    def pieces() -> list[tuple[int, int]]:
        found, length = [], 0
        ends = [tag.span() for tag in _TAG.finditer(markup)]
        sources = [0, *(at for span in ends for at in span)]
        for stretch, source in zip(cut, sources, strict=True):
            found.append((length, source))
            length += len(stretch)
        return found

    return "".join(cut), pieces


class _Instead(dict[str | None, str]):
    """What stands for an element's tag among the words: nothing where they run on."""

    def __missing__(self, name: str | None) -> str:
        runs_on = name is not None and name.lower().lstrip("/") in _INLINE
        self[name] = " " if name is None else "" if runs_on else "\n"
        return self[name]


_INSTEAD = _Instead()


def _found(folded: str) -> Iterator[tuple[int, int]]:
    """Where personal data stands in ``folded``; names go on from name to name of a list."""
    for row in personal():
        if row.kind != NAME:
            yield from (row.hidden(match) for match in row.pattern.finditer(folded))
    names = [row for row in personal() if row.kind == NAME]
    while new := [row.hidden(match) for row in names for match in row.pattern.finditer(folded)]:
        yield from new
        folded = _covered(folded, new)


def _covered(text: str, spans: list[tuple[int, int]]) -> str:
    """``text`` with every character of ``spans`` but white space as the mask."""
    characters = list(text)
    for start, end in spans:
        for at in range(start, end):
            if not characters[at].isspace():
                characters[at] = MASK
    return "".join(characters)
