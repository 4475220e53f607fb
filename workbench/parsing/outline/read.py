"""The outline of a report: its sections with their roles, at two levels."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise
from operator import itemgetter

from workbench.model import Section, Span
from workbench.parsing.enumerators import Mark, marks
from workbench.parsing.outline import margins, subsections
from workbench.parsing.outline.building import section, trim_end
from workbench.parsing.outline.headings import Title, Titles, breaks_off, read_title, role_of
from workbench.parsing.outline.sequence import Candidate, best_run

#: Kinds of numbering that a report may use at its top, in the order of preference.
_KINDS = ("cn", "paren", "nth", "arabic", "is")
_ENOUGH = {"cn": 2.4}
_ENOUGH_OF_OTHERS = 3.0
_SUBORDINATE = frozenset(("management", "platform", "supervision", "preface"))
_MAY_PRECEDE = frozenset(" \t\n。;:!?)]\"'|>.*#")
_ANNEX = re.compile(
    r"(?:\n[^\S\n]*\*{0,2}|(?<=[。;]))(附[表件录][^\n。,;*]{0,40}|[^\n。,;*]{0,30}统计表)\*{0,2}[^\S\n]*(?=\n)"
)
#: The head of the statistics table of 2014 and its first row.
_STATISTICS = re.compile(r"统\s*计\s*指\s*标[\s\S]{0,60}?[一1]\s*[、.]\s*主[\s动公开]{0,8}情?\s*况")
_LINE = re.compile(r"[^\n]+")
#: A heading has at least so much text under it, or it may be a line of a table of contents.
_BODY = 4


def outline(text: str, folded: str, part: Span, tables: Sequence[Span]) -> tuple[Section, ...]:
    """The sections of ``folded[part]`` in order: preface, the top-level ones, theirs nested.

    ``text`` is the original, from which the headings are quoted; ``tables`` are stretches
    that hold tables, where no heading is looked for. A text without any heading is one
    section of role overview. The title block, signatures and page tails belong to none.
    """
    annex = _annex(text, folded, part)
    end = annex.span.start if annex else _statistics(folded, part)
    found = [mark for mark in marks(folded, part.start, end) if not _within(mark.start, tables)]
    titles = Titles(folded, found, end)
    run = _with_lost(folded, _top_run(folded, titles))
    if not run or _is_inside_plain(folded, part.start, end, run):
        plain = _unstructured(text, folded, Span(part.start, end), titles)
        return (*plain, annex) if annex else plain
    sections = _preface(folded, part.start, run[0].mark.start)
    sections += _nested(text, folded, run, end, titles)
    if annex:
        sections.append(annex)
    return tuple(sections)


def _within(position: int, tables: Sequence[Span]) -> bool:
    at = bisect_right(tables, position, key=lambda span: span[0]) - 1
    return at >= 0 and position < tables[at].end


def _top_run(folded: str, titles: Titles) -> list[Candidate]:
    """The headings of the top level: a run numbered by 一、二、, else the heaviest of others."""
    runs: list[tuple[float, str, list[Candidate], list[Candidate]]] = []
    for kind in _KINDS:
        alone = _candidates(folded, titles, kind)
        weight, run = best_run(alone, kind)
        if weight >= _ENOUGH.get(kind, _ENOUGH_OF_OTHERS):
            runs.append((weight, kind, run, alone))
        if runs and kind == "cn" and len(run) > 1:
            break
    if not runs:
        return []
    _, kind, run, alone = max(runs, key=itemgetter(0))
    if all(b.mark.number - a.mark.number == 1 for a, b in pairwise(run)):
        return _with_repeated(run, alone)
    candidates = [each for other in _KINDS for each in _candidates(folded, titles, other)]
    candidates.sort(key=lambda candidate: candidate.mark.start)
    return _with_repeated(best_run(candidates, kind, titles.marks)[1], alone)


def _with_repeated(run: list[Candidate], alone: Sequence[Candidate]) -> list[Candidate]:
    """``run`` with the headings whose number was typed twice: 一、 … 一、 … 三、."""
    whole = run[:1]
    for before, after in pairwise(run):
        lost = after.mark.number - before.mark.number > 1
        repeated = [
            candidate
            for candidate in alone
            if before.title.span.end <= candidate.mark.start
            and candidate.title.span.end <= after.mark.start
            and candidate.mark.number in (before.mark.number, after.mark.number)
            and candidate.title.formal
            and (lost or (candidate.title.statutory and candidate.title.own_line))
        ]
        whole += [*repeated[:1], after]
    return whole


def _candidates(folded: str, titles: Titles, kind: str) -> list[Candidate]:
    weighed = [
        Candidate(mark, title, _weight(folded, mark, title))
        for mark in titles.marks
        if mark.kind == kind and (title := titles.of(mark))
    ]
    return [candidate for candidate in weighed if candidate.weight > 0]


def _weight(folded: str, mark: Mark, title: Title) -> float:
    """How much a mark and its title look like a heading of the top level; 0: not at all."""
    before = folded[mark.start - 1 : mark.start]
    line_start = _starts_line(folded, mark.start)
    if title.role is None:
        plain = mark.kind == "cn" and title.own_line and line_start and len(title.text) >= 2
        return 0.8 if plain and not title.listed else 0.0
    if mark.kind == "is" and breaks_off(folded, title):
        return 0.0
    glued = not line_start and before not in _MAY_PRECEDE
    if glued and not title.statutory and not (title.formal and title.own_line):
        return 0.0
    weight = 2.0 + title.formal + title.statutory + title.own_line + 0.5 * line_start
    weight -= (title.role in _SUBORDINATE) + 2 * title.listed
    return weight if title.formal or (line_start and mark.kind == "cn") else 0.0


def _starts_line(folded: str, position: int) -> bool:
    at = position - 1
    while at >= 0 and folded[at] in " \t*#|":
        at -= 1
    return at < 0 or folded[at] == "\n"


def _with_lost(folded: str, run: list[Candidate]) -> list[Candidate]:
    """``run`` with the headings that lost their number, where one is missing between two."""
    whole = run[:1]
    for before, after in pairwise(run):
        if after.mark.number - before.mark.number > 1:
            whole += _unnumbered(folded, before.title.body, after.mark.start)[:1]
        whole.append(after)
    return whole


def _unnumbered(folded: str, start: int, end: int) -> list[Candidate]:
    """The lines of ``folded[start:end]`` that are nothing but the formal title of a part."""
    found = []
    for line in _LINE.finditer(folded, start, end):
        if not 2 <= line.end() - line.start() <= 60:
            continue
        at = line.start() + len(line.group()) - len(line.group().lstrip())
        title = read_title(folded, at, end)
        if title and title.own_line and title.formal and title.role not in (None, "annex"):
            found.append(Candidate(Mark("none", 0, at, at, at), title, 1.0))
    return found


def _nested(
    text: str, folded: str, run: Sequence[Candidate], end: int, titles: Titles
) -> list[Section]:
    """The sections of the headings in ``run``, the last up to ``end``, each with those in it."""
    stops = [candidate.mark.start for candidate in run[1:]]
    stops.append(margins.close(folded, run[-1].title.body, end))
    found = []
    for candidate, stop in zip(run, stops, strict=True):
        top = section(text, folded, candidate, stop, level=1)
        found += [top, *subsections.find(text, folded, top, titles)]
    return found


def _preface(folded: str, start: int, end: int) -> list[Section]:
    span = margins.preface(folded, start, end)
    return [Section("preface", "", None, 1, span, span)] if span else []


def _is_inside_plain(folded: str, start: int, end: int, run: Sequence[Candidate]) -> bool:
    """True where the headings bear no numbers and ``run`` only numbers their parts.

    The titles must have text under them, most of them or much of it (tables may be gone): a
    list of titles is a table of contents.
    """
    if run[0].mark.kind == "cn":
        return False
    plain = _unnumbered(folded, start, end)
    roles = {candidate.title.role for candidate in plain}
    if len(roles) < max(4, len(run)):
        return False
    bodies = [max(0, b.mark.start - a.title.body) for a, b in pairwise(plain)]
    whole = plain[-1].mark.start - plain[0].mark.start
    return sum(body >= _BODY for body in bodies) * 2 > len(bodies) or sum(bodies) * 2 > whole


def _unstructured(text: str, folded: str, part: Span, titles: Titles) -> tuple[Section, ...]:
    """A text without numbers: the formal titles on lines of their own, else one overview."""
    start, end = part
    plain = _unnumbered(folded, start, end)
    span = margins.preface(folded, start, end)
    if len(plain) < 2:
        if span is None:
            return ()
        span = Span(span.start, trim_end(folded, span.start, margins.close(folded, *span)))
        return (Section("overview", "", None, 1, span, span),)
    sections = _preface(folded, start, plain[0].mark.start)
    return (*sections, *_nested(text, folded, plain, end, titles))


def _annex(text: str, folded: str, part: Span) -> Section | None:
    """The annex with its table, where one stands behind the report's text."""
    for match in _ANNEX.finditer(folded, _past_the_opening(part), part.end):
        heading, rest = Span(match.start(1), match.end(1)), folded[match.end() : match.end() + 300]
        if _STATISTICS.search(rest) and role_of(heading.of(folded).strip()):
            whole, body = Span(heading.start, part.end), Span(match.end(), part.end)
            return Section("annex", heading.of(text).strip(), None, 1, whole, body)
    return None


def _statistics(folded: str, part: Span) -> int:
    """Where the statistics table begins that stands behind a report without a heading."""
    match = _STATISTICS.search(folded, _past_the_opening(part), part.end)
    return part.end if match is None else folded.rfind("\n", part.start, match.start()) + 1


def _past_the_opening(part: Span) -> int:
    """Behind what may list the parts; a table may be five times as long as the text before it."""
    return part.start + (part.end - part.start) // 8
