"""One report or several in a file: where each begins."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from workbench.model import Span
from workbench.parsing.identity.issuers import same
from workbench.parsing.identity.titles import Naming, is_sentence, named, phrases
from workbench.parsing.identity.units import read
from workbench.reference import expressions

_LONGEST_LINE, _SECTIONS = 80, 2
_NAMES_REPORT = re.compile(r"公开[^\n。]{0,30}(?:报告|年报|总结)")
_NUMBERED = re.compile(
    r"(?:^|\n)[^\S\n]*(?:[一二三四五六七八九十]{1,3}|[0-9]{1,2})[^\S\n]*[、.,:]([^\n。,;:]{0,24})"
)


def parts(folded: str) -> tuple[Span, ...]:
    """The stretches of the text that hold one report each, in order.

    A further report begins at a line that is a title of another body or another year, after
    two sections of the one before and before two of its own. A title given again, the names
    of attachments at the end and links to other years open none.
    """
    titles = list(title_lines(folded))
    if all(not _of_another(one, other) for (_, one), (_, other) in pairwise(titles)):
        return (Span(0, len(folded)),)
    sections = [start for start, _ in headings(folded, 0, len(folded))]
    return tuple(Span(*ends) for ends in pairwise([*_starts(titles, sections), len(folded)]))


def _starts(titles: Sequence[tuple[int, Naming]], sections: Sequence[int]) -> Iterator[int]:
    """Where the reports begin, by the places of titles and of sections."""
    start, current = 0, titles[0][1]
    yield start
    for place, found in titles[1:]:
        at = bisect_left(sections, place)
        before, after = at - bisect_left(sections, start), len(sections) - at
        if min(before, after) >= _SECTIONS and _of_another(current, found):
            start, current = place, found
            yield start


def headings(folded: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    """The numbered lines of ``folded[start:end]`` with a heading's words, and where they begin."""
    words = expressions.one("genres.toml", "report", "headings")
    for match in _NUMBERED.finditer(folded, start, end):
        if words.search(match[1]):
            yield match.start(), match[1].strip()


def title_lines(folded: str) -> Iterator[tuple[int, Naming]]:
    """The short lines that name a report with its body or its year, and where each begins.

    The body may stand alone on the line before.
    """
    place = 0
    for match in _NAMES_REPORT.finditer(folded):
        begin, end = folded.rfind("\n", 0, match.start()) + 1, folded.find("\n", match.end())
        end = len(folded) if end < 0 else end
        if begin < place or end - begin > _LONGEST_LINE:
            continue
        place = end
        line = "".join(folded[begin:end].split())
        phrase, close = next(phrases(line, 0, len(line)), (0, 0))
        if close and not is_sentence(line[:phrase] + line[close:]):
            begin, naming = _with_body(folded, begin, named(line, 0, phrase, close))
            if naming.unit or naming.years:
                yield begin, naming


def _with_body(folded: str, begin: int, naming: Naming) -> tuple[int, Naming]:
    """The title with the body that stands alone on the line before it, if it names none."""
    before = folded[max(0, begin - _LONGEST_LINE) : begin].rstrip()
    line = before[before.rfind("\n") + 1 :]
    unit = None if naming.unit else read("".join(line.split()), reading="whole")
    if unit is None:
        return begin, naming
    return folded.rindex(line, 0, begin), replace(naming, unit=unit)


def _of_another(one: Naming, other: Naming) -> bool:
    years = {naming.years[-1][0] for naming in (one, other) if naming.years}
    return len(years) > 1 or bool(one.unit and other.unit and not same(one.unit, other.unit))
