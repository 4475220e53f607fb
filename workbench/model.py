"""The nouns of the package: what a file is read into and what a report is parsed into.

Every class is frozen. Every position is a :class:`Span` into ``Document.text``, so that
``text[span.start:span.end]`` is the passage as it was published. The field names are those
of the JSON that ``workbench parse --json`` prints.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, NamedTuple

from workbench.vocabulary import (
    Confidence,
    Form,
    Level,
    Qualifier,
    Scope,
    Severity,
    Status,
    Subject,
    Target,
    Verdict,
)

__all__ = [
    "Cell",
    "Confidence",
    "Document",
    "Figure",
    "Finding",
    "Form",
    "Grid",
    "GridCell",
    "Identity",
    "Level",
    "Measure",
    "Place",
    "Problem",
    "Qualifier",
    "Refusal",
    "Report",
    "Scope",
    "Section",
    "Severity",
    "Source",
    "Span",
    "Status",
    "Subject",
    "Target",
    "Verdict",
]


#: The parts of a report's object that are lists.
_LISTS = ("sections", "figures", "cells", "problems", "measures", "findings")


class Span(NamedTuple):
    """A half-open stretch ``[start, end)`` of ``Document.text``, in characters."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The passage of ``text`` that this span covers."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class GridCell:
    """One cell of a table as laid out in the file; ``span`` is empty where the cell is."""

    row: int
    column: int
    span: Span
    rowspan: int = 1
    colspan: int = 1


@dataclass(frozen=True, slots=True)
class Grid:
    """A table that the file itself marks as one (HTML, DOCX, ruled PDF), in reading order."""

    cells: tuple[GridCell, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Document:
    """A file after reading: its text, its tables and what its metadata says.

    ``text`` is the decoded text of a text file, character for character, or the text
    extracted from another kind. ``hints`` holds what stood outside the text: ``host`` and
    ``url`` of the page, ``published``, ``title``, and the manifest's fields.
    """

    name: str
    sha256: str
    media: str
    encoding: str | None
    text: str
    grids: tuple[Grid, ...] = ()
    hints: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Source:
    name: str
    sha256: str
    media: str
    encoding: str | None


@dataclass(frozen=True, slots=True)
class Identity:
    """Whose report of which year this is; ``uncertain`` names the fields that are doubtful."""

    title: str | None
    issuer: str | None
    level: Level | None
    township: str | None
    county: str | None
    county_code: str | None
    prefecture: str | None
    province: str | None
    code: str | None
    year: int | None
    period: tuple[str, str] | None
    published: str | None
    candidates: tuple[str, ...] = ()
    evidence: Mapping[str, Span] = field(default_factory=dict)
    uncertain: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the report; ``span`` runs from its heading to its end."""

    role: str
    heading: str
    number: str | None
    level: int
    span: Span
    body: Span


@dataclass(frozen=True, slots=True)
class Figure:
    """A number said in a sentence or a cell, with everything needed to compare it fairly."""

    indicator: str
    value: int | float | None
    unit: str | None
    qualifier: Qualifier | None
    status: Status
    confidence: Confidence
    scope: Scope
    subject: Subject
    year: int | None
    part_of: str | None
    quote: str
    span: Span


@dataclass(frozen=True, slots=True)
class Cell:
    """One value of a statutory table; ``raw`` is what stood there, ``value`` what it means."""

    form: Form
    table: str
    row: str
    column: str
    value: int | float | None
    unit: str | None
    status: Status
    confidence: Confidence
    raw: str
    span: Span


@dataclass(frozen=True, slots=True)
class Problem:
    """One shortcoming that the report names; ``measures`` are the numbers of its answers."""

    n: int
    text: str
    types: tuple[str, ...]
    target: Target
    hedged: bool
    concrete: bool
    measures: tuple[int, ...]
    confidence: Confidence
    span: Span


@dataclass(frozen=True, slots=True)
class Measure:
    n: int
    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Place:
    """A passage of a report, named by the report's source (its sha256)."""

    source: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Finding:
    code: str
    severity: Severity
    verdict: Verdict
    message: str
    spans: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """All that one annual report says, in the words of the contract."""

    source: Source
    identity: Identity
    form: Form
    sections: tuple[Section, ...]
    figures: tuple[Figure, ...]
    cells: tuple[Cell, ...]
    problems: tuple[Problem, ...]
    measures: tuple[Measure, ...]
    findings: tuple[Finding, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """The JSON object of ``workbench parse --json``."""
        sections = [
            {k: v for k, v in asdict(section).items() if k != "body"} for section in self.sections
        ]
        return {"status": "report", "reason": None, **asdict(self), "sections": sections}


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file that holds no report we may read; ``detail`` says what was found, in English."""

    source: Source
    reason: str
    detail: str

    def as_dict(self) -> dict[str, Any]:
        """The same keys as a report's object, with nothing in them."""
        return {
            "source": asdict(self.source),
            "status": "refused",
            "reason": self.reason,
            "detail": self.detail,
            "identity": None,
            "form": Form.NONE.value,
            **{name: [] for name in _LISTS},
        }
