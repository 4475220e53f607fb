"""The passages of a report that are compared: sentences of problems, plan and other matters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from workbench.analysis.reuse.masking import MASKS, is_stock, masked, names_of
from workbench.model import Span
from workbench.parsing.fold import fold
from workbench.parsing.sentences import sentences
from workbench.reference.reuse import limits

PROBLEMS, PLAN, OTHER = "problems", "plan", "other"
_ROLES = frozenset((PROBLEMS, PLAN, OTHER))
_NAMES = ("issuer", "township", "county", "prefecture", "province")
#: No sentence is so long; what is, is a text without marks or a table.
_LONGEST = 2_000
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence (a short one together with the next) of ``role`` problems, plan or other.

    ``stretch`` counts the stretches of consecutive passages; ``key`` and ``marks`` are those
    of :class:`~workbench.analysis.reuse.masking.Masked`. ``stock`` lines are nobody's own.
    """

    role: str
    stretch: int
    span: Span
    key: str
    marks: tuple[int, ...]
    stock: bool


@dataclass(frozen=True, slots=True)
class Reported:
    """A report's rows as :func:`passages` needs them: texts and items, any order."""

    report: Row
    text: str
    sections: Sequence[Row] = ()
    problems: Sequence[Row] = ()
    measures: Sequence[Row] = ()


def passages(given: Reported) -> list[Passage]:
    """The passages of one report in the order of its text.

    Taken are the sections on problems, plans and other matters, and problems and measures
    wherever else they stand. Headings and lines of tables are no passages.
    """
    folded = fold(given.text)
    names = names_of(*(given.report[name] for name in _NAMES))
    found: list[Passage] = []
    for stretch, pieces in enumerate(_stretches(given), 1):
        for role, spans in groupby(_sentences(folded, pieces, given), key=lambda pair: pair[0]):
            found += _joined(folded, role, [span for _, span in spans], stretch, names)
    return found


def _stretches(given: Reported) -> list[list[tuple[str, Span]]]:
    """Stretches of consecutive (role, span), in the order of the text."""
    tops = [row for row in given.sections if row["level"] == 1]
    found: list[list[tuple[str, Span]]] = []
    for top in tops:
        parts = [
            row
            for row in given.sections
            if row["level"] == 2 and top["start"] <= row["start"] < top["end"]
        ]
        if top["role"] in _ROLES:
            found.append(list(_within(top, parts)))
        else:
            found += [[(p["role"], _body(p))] for p in parts if p["role"] in (PROBLEMS, PLAN)]
    taken = [span for pieces in found for _, span in pieces]
    for role, items in ((PROBLEMS, given.problems), (PLAN, given.measures)):
        for item in items:
            span = Span(item["start"], item["end"])
            if not any(_overlap(span, other) for other in taken):
                found.append([(role, span)])
                taken.append(span)
    return sorted(found, key=lambda pieces: pieces[0][1])


def _within(top: Row, parts: Sequence[Row]) -> Iterator[tuple[str, Span]]:
    """The body of a section: what stands before its parts, then each part's body."""
    first = min((part["start"] for part in parts), default=top["body_end"])
    yield top["role"], Span(top["body_start"], max(top["body_start"], first))
    for part in parts:
        yield part["role"] if part["role"] in (PROBLEMS, PLAN) else top["role"], _body(part)


def _body(section: Row) -> Span:
    return Span(section["body_start"], section["body_end"])


def _overlap(one: Span, other: Span) -> int:
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def _sentences(
    folded: str, pieces: Iterable[tuple[str, Span]], given: Reported
) -> Iterator[tuple[str, Span]]:
    """Each sentence with its role: what stands behind the last problem belongs to the plan."""
    measures = [Span(row["start"], row["end"]) for row in given.measures]
    for role, (start, end) in pieces:
        wrong = [row["end"] for row in given.problems if start <= row["start"] < end]
        planned = [span.start for span in measures if start <= span.start < end]
        last = max(wrong, default=start)
        turn = last if planned and last <= min(planned) else end
        for span in sentences(folded, start, end):
            if "\t" in folded[span.start : span.end] or "|" in folded[span.start : span.end]:
                continue
            length = min(span.end, span.start + _LONGEST)
            answers = any(2 * _overlap(span, m) > span.end - span.start for m in measures)
            later = role == PROBLEMS and span.start >= turn
            yield PLAN if answers or later else role, Span(span.start, length)


def _joined(
    folded: str, role: str, spans: Sequence[Span], stretch: int, names: Sequence[str]
) -> Iterator[Passage]:
    """Passages of ``spans``; a short sentence goes with the next, the last with the one before."""
    waiting: Span | None = None
    made: list[Span] = []
    for span in spans:
        whole = Span(waiting.start, span.end) if waiting else span
        short = _length(folded, whole, names) < limits().shortest_passage
        waiting = whole if short else None
        if not short:
            made.append(whole)
    if waiting:
        made[-1:] = [Span(made[-1].start, waiting.end)] if made else [waiting]
    for span in made:
        key = masked(folded, span, names)
        if key.key:
            stock = is_stock(folded, span, key)
            yield Passage(role, stretch, span, key.key, key.marks, stock)


def _length(folded: str, span: Span, names: Sequence[str]) -> int:
    if span.end - span.start > 4 * limits().shortest_passage:
        return span.end - span.start
    return sum(char not in MASKS for char in masked(folded, span, names).key)
