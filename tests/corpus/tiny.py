"""A language of a few words in place of reports, so that the corpus is tested by itself.

A line is a key and a value: ``issuer 甲乡人民政府``, ``code 990121200``, ``year 2017``, ``figure
proactive_total 93``, ``cell proactive.rules.made 0``, ``problem 更新不及时``, ``measure 定期更新``,
``refuse not_a_report``, ``crash``, ``kill``, ``uncheckable``, ``outcome N1 contradicts 不等``.
A line ``====`` begins the file's next report.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from hashlib import sha256

from workbench.errors import SourceError
from workbench.model import (
    Cell,
    Document,
    Figure,
    Finding,
    Identity,
    Measure,
    Place,
    Problem,
    Refusal,
    Report,
    Section,
    Source,
    Span,
)
from workbench.reading import Unread
from workbench.vocabulary import (
    Confidence,
    Form,
    Level,
    Scope,
    Severity,
    Status,
    Subject,
    Target,
    Verdict,
)

_LINE = re.compile(r"^([a-z]+) ?(.*)$", re.MULTILINE)


def read(data: bytes, name: str, *, hints: Mapping[str, str] = {}) -> tuple[Document | Unread, ...]:
    """One document of UTF-8 text; an archive is ``ZIP`` and its members split by ``~~~~``."""
    if not data.startswith(b"ZIP"):
        return (_document(data, name, hints),)
    members = data.removeprefix(b"ZIP\n").split(b"~~~~\n")
    return tuple(_member(each, f"{name}!/{n}.txt", hints) for n, each in enumerate(members))


def _member(data: bytes, name: str, hints: Mapping[str, str]) -> Document | Unread:
    try:
        return _document(data, name, hints)
    except SourceError as error:
        return Unread(name, sha256(data).hexdigest(), error.reason, error.detail)


def _document(data: bytes, name: str, hints: Mapping[str, str]) -> Document:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise SourceError("unreadable", f"{name}: byte {error.start} is not UTF-8") from error
    digest = sha256(data).hexdigest()
    return Document(name, digest, "text/plain", "utf-8", text, (), dict(hints))


def parse(document: Document) -> tuple[Report | Refusal, ...]:
    """The reports in ``document``, by the language above."""
    source = Source(document.name, document.sha256, document.media, document.encoding)
    results, start = [], 0
    for piece in document.text.split("====\n"):
        results.append(_one(source, document.text, start, start + len(piece)))
        start += len(piece) + len("====\n")
    return tuple(results)


def check(report: Report, text: str) -> tuple[Finding, ...]:
    """One outcome a line ``outcome N1 contradicts 文字``; ``uncheckable`` is a defect of ours."""
    if "uncheckable" in text:
        return (report.findings[len(text)],)
    return tuple(
        Finding(
            code,
            Severity.ERROR,
            Verdict(verdict),
            message,
            (Place(report.source.sha256, *line.span(2)),),
        )
        for line in _LINE.finditer(text)
        if line[1] == "outcome"
        for code, verdict, message in [line[2].split(maxsplit=2)]
    )


def _one(source: Source, text: str, start: int, end: int) -> Report | Refusal:
    said: dict[str, list[tuple[str, Span]]] = {}
    for line in _LINE.finditer(text, start, end):
        said.setdefault(line[1], []).append((line[2], Span(*line.span(2))))
    if "crash" in said:
        raise ZeroDivisionError("a planted defect")
    if "kill" in said:
        os._exit(7)
    if "refuse" in said:
        return Refusal(source, said["refuse"][0][0], "it says so")
    figures = tuple(_figure(value, span) for value, span in said.get("figure", ()))
    cells = tuple(_cell(value, span) for value, span in said.get("cell", ()))
    problems = tuple(
        Problem(n, value, ("P02",), Target.OWN, False, False, (1,), Confidence.CERTAIN, span)
        for n, (value, span) in enumerate(said.get("problem", ()), 1)
    )
    measures = tuple(
        Measure(n, value, span) for n, (value, span) in enumerate(said.get("measure", ()), 1)
    )
    sections = (Section("overview", "总体情况", "一", 1, Span(start, end), Span(start, end)),)
    return Report(source, _identity(said), Form.NONE, sections, figures, cells, problems, measures)


def _identity(said: Mapping[str, list[tuple[str, Span]]]) -> Identity:
    one = {key: values[0][0] for key, values in said.items()}
    code = one.get("code")
    return Identity(
        title=one.get("title"),
        issuer=one.get("issuer"),
        level=Level(one.get("level", "township")),
        township=one.get("township"),
        county=one.get("county"),
        county_code=one.get("county_code", code and code[:6]),
        prefecture=None,
        province=one.get("province"),
        code=code,
        year=int(one["year"]) if "year" in one else None,
        period=None,
        published=None,
        evidence={key: said[key][0][1] for key in ("title", "issuer", "year") if key in said},
    )


def _figure(value: str, span: Span) -> Figure:
    indicator, number = value.split()
    return Figure(
        indicator, float(number), "条", None, Status.REPORTED, Confidence.CERTAIN,
        Scope.YEAR, Subject.OWN, None, None, value, span,
    )  # fmt: skip


def _cell(value: str, span: Span) -> Cell:
    key, *number = value.split()
    table, row, column = key.split(".")
    return Cell(
        Form.Y2019, table, row, column, float(number[0]) if number else None, None,
        Status.REPORTED if number else Status.BLANK, Confidence.CERTAIN, "".join(number), span,
    )  # fmt: skip
