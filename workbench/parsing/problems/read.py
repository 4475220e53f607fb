"""What the report calls its problems, and what it says it will do about them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from workbench.model import Confidence, Document, Measure, Problem, Section, Span
from workbench.parsing.problems.answers import answers
from workbench.parsing.problems.flow import Flow
from workbench.parsing.problems.items import Piece, pieces
from workbench.parsing.problems.regions import Region, named_elsewhere, plans_elsewhere, regions
from workbench.parsing.problems.statements import (
    behind_generic,
    is_measure,
    is_problem,
    problems_in,
    sentences_in,
)
from workbench.parsing.problems.targets import is_concrete, is_hedged, target_of
from workbench.parsing.problems.types import types_of

_TRIM = " \n。;,、:"
_SHORTEST = 6


@dataclass(frozen=True, slots=True)
class _Found:
    """A problem or a measure before it is numbered; ``text`` is its match key.

    ``answers`` is the start of the problem in whose item a measure stands.
    """

    span: Span
    text: str
    measure: bool
    certain: bool = True
    answers: int | None = None


def problems(
    document: Document, folded: str, sections: Sequence[Section]
) -> tuple[tuple[Problem, ...], tuple[Measure, ...]]:
    """The problems and the measures of one report, numbered from 1 in their order.

    They are looked for in the sections of roles problems and plan and, where a report has no
    section for its problems, in sentences elsewhere that name some; measures, where no plan
    stands with the problems, under other matters too. A section that holds only measures
    gives no problem; those that the overview names then count.
    """
    found = [item for region in regions(sections) for item in _read(folded, region)]
    if all(item.measure for item in found):
        outside = named_elsewhere(folded, sections)
        found = [*(item for region in outside for item in _read(folded, region)), *found]
    wrong = [item for item in found if not item.measure]
    planned = [item for item in found if item.measure]
    if wrong and not planned:
        outside = plans_elsewhere(folded, sections)
        planned = [item for region in outside for item in _read(folded, region)]
    typed = [types_of(item.text) for item in wrong]
    answered = _answered(wrong, typed, planned)
    return (
        tuple(
            _problem(document.text, number, wrong[number - 1], typed[number - 1], measures)
            for number, measures in enumerate(answered, 1)
        ),
        tuple(
            Measure(number, item.span.of(document.text), item.span)
            for number, item in enumerate(planned, 1)
        ),
    )


def _problem(
    text: str, number: int, item: _Found, types: tuple[str, ...], measures: tuple[int, ...]
) -> Problem:
    return Problem(
        n=number,
        text=item.span.of(text),
        types=types,
        target=target_of(item.text),
        hedged=is_hedged(item.text),
        concrete=is_concrete(item.text),
        measures=tuple(at + 1 for at in measures),
        confidence=Confidence.CERTAIN if item.certain else Confidence.UNCERTAIN,
        span=item.span,
    )


def _answered(
    wrong: Sequence[_Found], typed: Sequence[tuple[str, ...]], planned: Sequence[_Found]
) -> list[tuple[int, ...]]:
    """The measures of each problem: those in its own item, else those that fit it."""
    general = [at for at, item in enumerate(planned) if item.answers is None]
    texts = [(item.text, types) for item, types in zip(wrong, typed, strict=True)]
    fitting = answers(texts, [planned[at].text for at in general])
    own: dict[int, list[int]] = {}
    for at, item in enumerate(planned):
        if item.answers is not None:
            own.setdefault(item.answers, []).append(at)
    return [
        tuple(own.get(problem.span.start) or (general[at] for at in fit))
        for problem, fit in zip(wrong, fitting, strict=True)
    ]


def _read(folded: str, region: Region) -> Iterator[_Found]:
    """The problems and measures of one region, in order."""
    flow = Flow(folded, *region.span)
    read = pieces(flow.text, measures=region.measures)
    planned = _measure_runs(flow.text, read)
    listed = any(piece.listed and (piece.measure or piece.run in planned) for piece in read)
    for piece, following in zip_longest(read, read[1:]):
        introduces = following is not None and _leads_to(piece, following, planned)
        if piece.listed:
            yield from _item(flow, piece, measure=piece.measure or piece.run in planned)
        elif introduces:
            continue
        elif piece.measure:
            yield from () if listed else _sentences(flow, piece)
        else:
            colon = _after_colon(folded, region.span.start) and piece.start == 0
            for start, end, framed in problems_in(flow.text, piece.start, piece.end, listing=colon):
                yield _found(flow, start, end, certain=region.named or (framed and region.own))


def _leads_to(piece: Piece, following: Piece, planned: frozenset[int]) -> bool:
    """True where ``piece`` is no more than the announcement of the list behind it."""
    new = following.listed and following.run > piece.run
    return new and piece.measure == (following.measure or following.run in planned)


def _measure_runs(text: str, read: Sequence[Piece]) -> frozenset[int]:
    """The lists in a problem section that hold measures: no more than half are problems."""
    counts: dict[int, list[bool]] = {}
    for piece in read:
        if piece.listed and not piece.measure:
            counts.setdefault(piece.run, []).append(is_problem(_head(text, piece)))
    return frozenset(run for run, good in counts.items() if 2 * sum(good) <= len(good) - 1)


def _head(text: str, piece: Piece) -> str:
    return text[piece.start : piece.end if piece.answer is None else piece.answer]


def _item(flow: Flow, piece: Piece, *, measure: bool) -> Iterator[_Found]:
    """An item of a list: a measure, or a problem and perhaps its own answer."""
    head = _head(flow.text, piece).rstrip(_TRIM)
    wrong = not measure and is_problem(head)
    if measure or (not wrong and is_measure(head)):
        yield _found(flow, piece.start, piece.end, measure=True)
        return
    if not head:
        return
    end = piece.start + len(head)
    begin = behind_generic(flow.text, piece.start, end)
    problem = _found(flow, begin, end, certain=wrong)
    yield problem
    if piece.answer is not None:
        answer = _found(flow, piece.answer, piece.end, measure=True)
        yield replace(answer, answers=problem.span.start)


def _sentences(flow: Flow, piece: Piece) -> Iterator[_Found]:
    for start, end in sentences_in(flow.text, piece.start, piece.end):
        if end - start >= _SHORTEST:
            yield _found(flow, start, end, measure=True)


def _found(
    flow: Flow, start: int, end: int, *, measure: bool = False, certain: bool = True
) -> _Found:
    return _Found(flow.span(start, end), flow.text[start:end], measure, certain)


def _after_colon(folded: str, position: int) -> bool:
    """True where the text at ``position`` is led in by a colon: 主要问题：…"""
    before = folded[max(0, position - 4) : position].rstrip()
    return before.endswith(":")
