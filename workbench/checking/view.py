"""A report as a check sees it: its parts by name, and the building of what a check says."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from workbench.checking.ending import ends_early
from workbench.checking.stretch import Stretch
from workbench.model import (
    Cell,
    Confidence,
    Figure,
    Finding,
    Form,
    Place,
    Report,
    Scope,
    Section,
    Severity,
    Span,
    Status,
    Subject,
    Verdict,
)
from workbench.parsing.fold import Squeezed, fold
from workbench.reference.checks import checks
from workbench.reference.forms import forms

Key = tuple[str, str, str]

#: Before the first form there were the six items of the Regulation, in force from this year on.
_REGULATION = 2008
_NUMBERS = frozenset((Status.REPORTED, Status.ZERO_IN_WORDS, Status.CORRECTED))
_LONGEST = 40


class View:
    """One report with its text; every property is worked out once.

    ``year`` is None where the report's year is not known for sure: nothing is judged by a
    year that may be another.
    """

    def __init__(self, report: Report, text: str) -> None:
        self.report = report
        self.text = text
        identity = report.identity
        self.year = None if "year" in identity.uncertain else identity.year

    @cached_property
    def folded(self) -> str:
        """The text as rules match it, with every position what it was."""
        return fold(self.text)

    @cached_property
    def squeezed(self) -> Squeezed:
        """The whole text as rules match it; the cells of tables are left out of it."""
        pieces, at = [], 0
        for start, end in sorted(self.rows.values()):
            if start >= at:
                pieces += [self.folded[at:start], "\n" * (end - start)]
                at = end
        return Squeezed("".join((*pieces, self.folded[at:])))

    @cached_property
    def tops(self) -> tuple[Section, ...]:
        """The sections of the top level, without the preface and annexes."""
        return tuple(
            section
            for section in self.report.sections
            if section.level == 1 and section.role not in ("preface", "annex")
        )

    @cached_property
    def cells(self) -> dict[Key, Cell]:
        """Every cell by (table, row, column)."""
        return {(cell.table, cell.row, cell.column): cell for cell in self.report.cells}

    @cached_property
    def numbers(self) -> dict[Key, int | float]:
        """The numbers of the cells that were read for sure."""
        sure = Confidence.CERTAIN
        return {
            key: cell.value
            for key, cell in self.cells.items()
            if cell.value is not None and cell.confidence is sure and cell.status in _NUMBERS
        }

    @cached_property
    def stated(self) -> dict[str, tuple[Figure, ...]]:
        """By indicator the sure figures that rest on a sentence, not on a cell, in their order."""
        cells = {cell.span.start for cell in self.report.cells}  # a sum begins at its first cell
        found: dict[str, tuple[Figure, ...]] = {}
        for figure in self.report.figures:
            sure = figure.confidence is Confidence.CERTAIN and figure.value is not None
            if sure and figure.span.start not in cells:
                found[figure.indicator] = (*found.get(figure.indicator, ()), figure)
        return found

    @cached_property
    def rows(self) -> dict[tuple[str, str], Span]:
        """By (table, row) where its cells stand, from the first to the last."""
        starts: dict[tuple[str, str], int] = {}
        ends: dict[tuple[str, str], int] = {}
        for cell in self.report.cells:
            key, (start, end) = (cell.table, cell.row), cell.span
            if start < starts.setdefault(key, start):
                starts[key] = start
            if end > ends.get(key, -1):
                ends[key] = end
        return {key: Span(start, ends[key]) for key, start in starts.items()}

    @cached_property
    def extents(self) -> dict[str, Span]:
        """By table where its cells stand, from the first to the last."""
        spans: dict[str, list[Span]] = {}
        for (table, _), span in self.rows.items():
            spans.setdefault(table, []).append(span)
        return {
            table: Span(min(s.start for s in found), max(s.end for s in found))
            for table, found in spans.items()
        }

    @cached_property
    def ends_early(self) -> bool:
        """Whether the text seems to be cut off: then nothing can be missed in it."""
        fixed = self.expected_form in (Form.Y2019, Form.Y2021)
        return ends_early(self.tops, self.folded, fixed=fixed)

    @property
    def expected_form(self) -> Form | None:
        """The form that the report's year asks for; None where the year is not known.

        The year that is reported decides, not the day of publication.
        """
        if self.year is None:
            return None
        inforce = [spec.form for spec in forms() if spec.first_year <= self.year]
        if inforce:
            return Form(inforce[-1])
        return Form.Y2008 if self.year >= _REGULATION else None

    def sections(self, *roles: str) -> Iterator[Section]:
        """The sections of any level with one of ``roles``."""
        return (section for section in self.report.sections if section.role in roles)

    def within(self, span: Span) -> Stretch:
        """A stretch of the text as rules match it; its spans are those of the whole text."""
        return Stretch(self.squeezed, span)

    def heading(self, section: Section) -> Span:
        """Where the heading of ``section`` stands, without what follows it."""
        start, end = section.span.start, max(section.body.start, section.span.start + 1)
        words = self.text[start:end]
        return Span(start, end - (len(words) - len(words.rstrip()) if words.strip() else 0))

    def of_year(self, figure: Figure) -> bool:
        """Whether ``figure`` is the unit's own number of the report's year."""
        return (
            figure.scope is Scope.YEAR
            and figure.subject is Subject.OWN
            and figure.year in (None, self.report.identity.year)
        )

    def yearly(self, indicator: str) -> Iterator[Figure]:
        """What sentences state of ``indicator``: the unit's own, of the year, and sure."""
        return filter(self.of_year, self.stated.get(indicator, ()))

    def said(self, indicator: str) -> Figure | None:
        """The first of :meth:`yearly`."""
        return next(self.yearly(indicator), None)

    def evidence(self, *fields: str) -> tuple[Span, ...]:
        """The passages on which fields of the identity rest, those that there are."""
        evidence = self.report.identity.evidence
        return tuple(evidence[field] for field in fields if field in evidence)

    def say(self, code: str, verdict: Verdict, *spans: Span, **fields: object) -> Finding:
        """The outcome of check ``code``: its message with ``fields``, resting on ``spans``.

        A difference of scope is no error, whatever the check's severity.
        """
        check = checks()[code]
        severity = check.severity
        if verdict is Verdict.SCOPE_DIFFERS and severity is Severity.ERROR:
            severity = Severity.WARNING
        message = check.messages[verdict].format(**{k: shown(v) for k, v in fields.items()})
        source = self.report.source.sha256
        places = tuple(Place(source, span.start, span.end) for span in dict.fromkeys(spans))
        return Finding(code, severity, verdict, message, places)

    def agrees(self, code: str, *spans: Span, **fields: object) -> Finding:
        """The check was made and the two sides agree."""
        return self.say(code, Verdict.AGREES, *spans, **fields)

    def contradicts(self, code: str, *spans: Span, **fields: object) -> Finding:
        """The check was made and the two sides do not agree; ``spans`` show both."""
        return self.say(code, Verdict.CONTRADICTS, *spans, **fields)

    def unchecked(self, code: str, **fields: object) -> Finding:
        """The check could not be made; ``fields`` say why."""
        return self.say(code, Verdict.CANNOT_BE_CHECKED, **fields)


def certain(cell: Cell) -> bool:
    """Whether a cell holds a number that was read for sure."""
    return cell.confidence is Confidence.CERTAIN and cell.status in _NUMBERS


def shown(value: object) -> str:
    """A value as officials read it: 93, 7730.28, 无 where there is none; words on one line."""
    if value is None:
        return "无"
    if isinstance(value, float):
        return f"{value:.4f}".rstrip("0").rstrip(".")
    return "".join(value.split()) if isinstance(value, str) else str(value)


def short(words: str) -> str:
    """Words of the report as a message quotes them: on one line, a long passage cut with …."""
    line = "".join(words.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"
