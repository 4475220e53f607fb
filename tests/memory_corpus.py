"""Corpora in memory: reports written piece by piece, with the spans of every piece."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from hashlib import sha256
from typing import Any

import pandas as pd

from workbench.corpus.frames import from_rows, to_pandas
from workbench.corpus.manifest import Row
from workbench.corpus.rows import Entry, report_id, rows
from workbench.corpus.schemas import TABLES
from workbench.model import (
    Cell,
    Confidence,
    Figure,
    Finding,
    Form,
    Identity,
    Level,
    Measure,
    Place,
    Problem,
    Report,
    Scope,
    Section,
    Severity,
    Source,
    Span,
    Status,
    Subject,
    Target,
    Verdict,
)

NEITHER = {
    "title": None, "issuer": None, "level": None, "township": None, "county": None,
    "county_code": None, "prefecture": None, "province": None, "code": None, "year": None,
    "period": None, "published": None,
}  # fmt: skip
HAIYUAN = {
    "county": "海原县", "county_code": "640522", "prefecture": "中卫市",
    "province": "宁夏回族自治区",
}  # fmt: skip


def township(name: str, code: str, year: int, **fields: Any) -> dict[str, Any]:
    """The identity of a township's report; of 海原县 unless ``fields`` say otherwise."""
    county = {**HAIYUAN, **fields}
    issuer = f"{county['county']}{name}人民政府"
    return {
        **NEITHER, "level": Level.TOWNSHIP, "township": name, "code": code, "year": year,
        "issuer": issuer, "title": f"{name}{year}年政府信息公开工作年度报告", **county,
    }  # fmt: skip


@dataclass
class Draft:
    """A report in the making: every method appends a line and what it states."""

    identity: dict[str, Any]
    form: Form = Form.Y2008
    text: str = ""
    fetched_on: str | None = "2026-01-05"
    note: str | None = None
    figures: list[Figure] = field(default_factory=list)
    cells: list[Cell] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    measures: list[Measure] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    findings: list[tuple[dict[str, Any], tuple[Span, ...]]] = field(default_factory=list)

    def line(self, sentence: str, quote: str | None = None) -> Span:
        """A line of text; the span of ``quote`` within it (of the whole line without one)."""
        start = len(self.text) + (sentence.index(quote) if quote else 0)
        self.text += sentence + "\n"
        return Span(start, start + len(quote or sentence))

    def section(self, role: str, heading: str) -> Draft:
        """A section that runs to the end of the text, so far as it goes."""
        span = self.line(heading)
        self.sections.append(Section(role, heading, "一", 1, span, Span(span.end, span.end)))
        return self

    def figure(self, indicator: str, value: float | None, sentence: str, **more: Any) -> Draft:
        """A figure; the quote is the value with its unit unless ``quote`` is given."""
        unit = more.pop("unit", "条")
        quote = more.pop("quote", f"{value:g}{unit}" if value is not None else sentence)
        given = {
            "qualifier": None, "status": Status.REPORTED, "confidence": Confidence.CERTAIN,
            "scope": Scope.YEAR, "subject": Subject.OWN, "year": None, "part_of": None, **more,
        }  # fmt: skip
        span = self.line(sentence, quote)
        figure = Figure(
            indicator=indicator, value=value, unit=unit, quote=quote, span=span, **given
        )
        self.figures.append(figure)
        return self

    def cell(self, table: str, row: str, column: str, value: float | None, **more: Any) -> Draft:
        """A cell; a value is reported, None is blank unless ``status`` says otherwise."""
        raw = more.pop("raw", "" if value is None else f"{value:g}")
        status = Status.BLANK if value is None else Status.REPORTED
        given = {"unit": None, "confidence": Confidence.CERTAIN, "status": status, **more}
        span = self.line(f"{row}\t{raw}", raw or None)
        span = span if raw else Span(span.end, span.end)
        self.cells.append(
            Cell(form=self.form, table=table, row=row, column=column, value=value, raw=raw,
                 span=span, **given)
        )  # fmt: skip
        return self

    def problem(self, text: str, *types: str, measure: str | None = None) -> Draft:
        """A problem item, with a measure that answers it where one is given."""
        n = len(self.problems) + 1
        span = self.line(f"{n}是{text}。", text)
        answered: tuple[int, ...] = ()
        if measure:
            answered = (len(self.measures) + 1,)
            self.measures.append(Measure(answered[0], measure, self.line(f"{measure}。", measure)))
        self.problems.append(
            Problem(n, text, types, Target.OWN, False, False, answered, Confidence.CERTAIN, span)
        )
        return self

    def finding(self, code: str, message: str, severity: Severity, *spans: Span) -> Draft:
        """A finding that rests on ``spans`` of this report."""
        given = {
            "code": code, "message": message, "severity": severity,
            "verdict": Verdict.CONTRADICTS,
        }  # fmt: skip
        self.findings.append((given, spans))
        return self

    def entry(self) -> Entry:
        """The report as the corpus keeps it."""
        digest = sha256(f"{self.identity}{self.text}".encode()).hexdigest()
        source = Source(f"{digest[:6]}.txt", digest, "text/plain", "utf-8")
        sections = [
            replace(section, span=Span(section.span.start, self._end(n)))
            for n, section in enumerate(self.sections)
        ]
        report = Report(
            source=source,
            identity=Identity(**self.identity),
            form=self.form,
            sections=tuple(sections),
            figures=tuple(self.figures),
            cells=tuple(self.cells),
            problems=tuple(self.problems),
            measures=tuple(self.measures),
            findings=tuple(
                Finding(**given, spans=tuple(Place(digest, *span) for span in spans))
                for given, spans in self.findings
            ),
        )
        known = Row(source.name, fetched_on=self.fetched_on, note=self.note)
        return Entry(report, report_id(digest, 1), self.text, known=known)

    def _end(self, n: int) -> int:
        later = self.sections[n + 1 :]
        return later[0].span.start if later else len(self.text)


@dataclass
class MemoryCorpus:
    """The tables of some reports, as a corpus on disk would give them."""

    entries: tuple[Entry, ...]

    def _table(self, name: str) -> pd.DataFrame:
        return self.read(name)

    def read(
        self, table: str, *, columns: Sequence[str] | None = None, where: Any = None
    ) -> pd.DataFrame:
        every = self._files() if table == "sources" else self._rows(table)
        data = from_rows(TABLES[table], every)
        data = data if where is None else data.filter(where)
        return to_pandas(data if columns is None else data.select(list(columns)))

    def _rows(self, table: str) -> list[Any]:
        return [row for entry in self.entries for row in rows(entry).get(table, ())]

    def _files(self) -> list[Any]:
        return [
            (
                entry.report.source.sha256, entry.report.source.name, entry.report.source.name,
                "text/plain", "utf-8", len(entry.text), None, entry.known.fetched_on,
                entry.known.note, "report", None, None, 1, "",
            )
            for entry in self.entries
        ]  # fmt: skip

    def only(
        self,
        *,
        county: str | None = None,
        province: str | None = None,
        years: Iterable[int] | None = None,
    ) -> MemoryCorpus:
        wanted = None if years is None else set(years)
        kept = [
            entry
            for entry in self.entries
            if (county is None or entry.report.identity.county_code == county)
            and (province is None or entry.place == province[:2])
            and (wanted is None or entry.report.identity.year in wanted)
        ]
        return MemoryCorpus(tuple(kept))

    @cached_property
    def reports(self) -> pd.DataFrame:
        return self._table("reports")

    @cached_property
    def sections(self) -> pd.DataFrame:
        return self._table("sections")

    @cached_property
    def figures(self) -> pd.DataFrame:
        return self._table("figures")

    @cached_property
    def cells(self) -> pd.DataFrame:
        return self._table("cells")

    @cached_property
    def problems(self) -> pd.DataFrame:
        return self._table("problems")

    @cached_property
    def measures(self) -> pd.DataFrame:
        return self._table("measures")

    @cached_property
    def findings(self) -> pd.DataFrame:
        return self._table("findings")

    @cached_property
    def checks(self) -> pd.DataFrame:
        return self._table("checks")

    @cached_property
    def corrections(self) -> pd.DataFrame:
        return self._table("corrections")

    @cached_property
    def reviews(self) -> pd.DataFrame:
        return self._table("reviews")

    @cached_property
    def texts(self) -> pd.DataFrame:
        return self._table("texts")

    @cached_property
    def sources(self) -> pd.DataFrame:
        return self._table("sources")


def corpus_of(*drafts: Draft) -> MemoryCorpus:
    """The corpus of ``drafts``."""
    return MemoryCorpus(tuple(draft.entry() for draft in drafts))
