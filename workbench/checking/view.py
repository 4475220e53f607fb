"""A report as a check sees it: its parts by name, and the building of what a check says."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

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
    Span,
    Status,
    Subject,
    Verdict,
)
from workbench.parsing.fold import Squeezed, fold
from workbench.reference.checks import checks

#: From this report year on a form is in force; the year decides, not the date of publication.
ERAS = ((2021, Form.Y2021), (2019, Form.Y2019), (2014, Form.Y2014), (2008, Form.Y2008))


class View:
    """One report with its text; every property is worked out once."""

    def __init__(self, report: Report, text: str) -> None:
        self.report = report
        self.text = text
        self.year = report.identity.year

    @cached_property
    def folded(self) -> str:
        """The text as rules match it, with every position what it was."""
        return fold(self.text)

    @cached_property
    def squeezed(self) -> Squeezed:
        """The whole text as rules match it."""
        return Squeezed(self.folded)

    @cached_property
    def tops(self) -> tuple[Section, ...]:
        """The sections of the top level, without the preface and annexes."""
        return tuple(
            section
            for section in self.report.sections
            if section.level == 1 and section.role not in ("preface", "annex")
        )

    @cached_property
    def cells(self) -> dict[tuple[str, str, str], Cell]:
        """Every cell by (table, row, column)."""
        return {(cell.table, cell.row, cell.column): cell for cell in self.report.cells}

    @property
    def expected_form(self) -> Form | None:
        """The form that the report's year asks for; None where the year is not known."""
        if self.year is None:
            return None
        return next((form for first, form in ERAS if self.year >= first), None)

    def sections(self, *roles: str) -> Iterator[Section]:
        """The sections of any level with one of ``roles``."""
        return (section for section in self.report.sections if section.role in roles)

    def within(self, span: Span) -> Squeezed:
        """A stretch of the text as rules match it; its spans are those of the whole text."""
        return Squeezed(self.folded, span.start, span.end)

    def yearly(self, indicator: str) -> Iterator[Figure]:
        """Figures of ``indicator`` that are the unit's own, of its year, and sure."""
        for figure in self.report.figures:
            if (
                figure.indicator == indicator
                and figure.scope is Scope.YEAR
                and figure.subject is Subject.OWN
                and figure.year in (None, self.year)
                and figure.confidence is Confidence.CERTAIN
                and figure.value is not None
            ):
                yield figure

    def said(self, indicator: str) -> Figure | None:
        """The first of :meth:`yearly` that rests on a sentence, not on a cell."""
        cells = {cell.span for cell in self.report.cells}
        return next((f for f in self.yearly(indicator) if f.span not in cells), None)

    def say(self, code: str, verdict: Verdict, *spans: Span, **fields: object) -> Finding:
        """The outcome of check ``code``: its message with ``fields``, resting on ``spans``."""
        check = checks()[code]
        message = check.messages[verdict].format(**{k: shown(v) for k, v in fields.items()})
        source = self.report.source.sha256
        places = tuple(Place(source, span.start, span.end) for span in spans)
        return Finding(code, check.severity, verdict, message, places)

    def agrees(self, code: str, *spans: Span, **fields: object) -> Finding:
        """The check was made and the two sides agree."""
        return self.say(code, Verdict.AGREES, *spans, **fields)

    def contradicts(self, code: str, *spans: Span, **fields: object) -> Finding:
        """The check was made and the two sides do not agree; ``spans`` show both."""
        return self.say(code, Verdict.CONTRADICTS, *spans, **fields)

    def unchecked(self, code: str, **fields: object) -> Finding:
        """The check could not be made; ``fields`` say why."""
        return self.say(code, Verdict.CANNOT_BE_CHECKED, **fields)


def certain(cell: Cell | None) -> bool:
    """Whether a cell holds a number that was read for sure."""
    return (
        cell is not None
        and cell.value is not None
        and cell.confidence is Confidence.CERTAIN
        and cell.status in (Status.REPORTED, Status.ZERO_IN_WORDS, Status.CORRECTED)
    )


def shown(value: object) -> str:
    """A value as officials read it: 93, 7730.28, 无 where there is none."""
    if value is None:
        return "无"
    if isinstance(value, float):
        return f"{value:.4f}".rstrip("0").rstrip(".")
    return str(value)
