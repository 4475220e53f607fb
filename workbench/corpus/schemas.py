"""The columns of the corpus's tables, each with its type and what it means.

One list for everything: the Arrow schema in which a table is written, the pandera schema
that checks it, and the data dictionary (data/README.md) that explains it. The names are the
model's; this module imports nothing heavy.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from workbench import vocabulary as words

#: Raised whenever a column changes its name, type or meaning: older corpora are built anew.
VERSION = 1


class Type(StrEnum):
    """What a column holds; the value is what the data dictionary says."""

    TEXT = "text"
    INTEGER = "integer"
    NUMBER = "number"
    FLAG = "true or false"
    TEXTS = "list of texts"
    INTEGERS = "list of integers"
    PLACES = "list of (source, start, end)"
    EVIDENCE = "list of (field, start, end)"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: ``optional`` ones may be missing, ``values`` closes the list of words."""

    name: str
    type: Type
    about: str
    optional: bool = False
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A table; ``key`` is unique, ``group`` is how many rows are read at least."""

    name: str
    about: str
    key: tuple[str, ...]
    group: int
    columns: tuple[Column, ...]

    def names(self) -> tuple[str, ...]:
        """The columns' names, in order."""
        return tuple(column.name for column in self.columns)


def _text(name: str, about: str, values: type[StrEnum] | None = None) -> Column:
    return Column(name, Type.TEXT, about, values=_words(values))


def _maybe(name: str, about: str, values: type[StrEnum] | None = None) -> Column:
    return Column(name, Type.TEXT, about, optional=True, values=_words(values))


def _words(values: type[StrEnum] | None) -> tuple[str, ...]:
    return tuple(values) if values else ()


def _integer(name: str, about: str) -> Column:
    return Column(name, Type.INTEGER, about)


def _year(name: str, about: str) -> Column:
    return Column(name, Type.INTEGER, about, optional=True)


def _flag(name: str, about: str) -> Column:
    return Column(name, Type.FLAG, about)


def _texts(name: str, about: str) -> Column:
    return Column(name, Type.TEXTS, about)


_VALUE = Column("value", Type.NUMBER, "the number; missing unless one stands there", optional=True)
_UNIT = _maybe("unit", "the unit as written: 条, 件, 万元")
_STATUS = _text("status", "what stood where the value was expected", words.Status)
_CONFIDENCE = _text("confidence", "uncertain where the text is damaged or open", words.Confidence)
_SPAN = (
    _integer("start", "where the passage begins in the report's text, in characters"),
    _integer("end", "where it ends; text[start:end] is the passage"),
)
#: Every table about reports begins with these: they order it, and lead back to the report.
_OF_REPORT = (
    _text("report_id", "the report, as in reports"),
    _maybe("county_code", "the report's county, six digits"),
    _year("report_year", "the year that the report is about"),
)
_OF_ITEM = (*_OF_REPORT, _integer("n", "the item's number within its report, from 1"))
_ITEM_KEY = ("report_id", "n")

REPORTS = Table(
    "reports",
    "One row a report: whose it is, of which year, and what vouches for that.",
    ("report_id",),
    2_000,
    (
        _text("report_id", "16 digits of the source's SHA-256; -2 is a file's second report"),
        _text("name", "the file's name"),
        _text("sha256", "SHA-256 of the document's bytes, as in sources"),
        _integer("part", "which report of its file this is, from 1"),
        _maybe("title", "the title, white space taken out"),
        _maybe("issuer", "who issued it, as written"),
        _maybe("level", "the issuer's level of government", words.Level),
        _maybe("township", "township or subdistrict, by its official name"),
        _maybe("county", "county, district or county-level city"),
        _maybe("county_code", "the county's six-digit code"),
        _maybe("prefecture", "prefecture or prefecture-level city"),
        _maybe("province", "province, autonomous region or municipality"),
        _maybe("code", "the unit's own code: nine digits for a township"),
        _year("year", "the year that the report is about, not that of its publication"),
        _maybe("period_from", "first day of the statistical period, where it is stated"),
        _maybe("period_to", "last day of the statistical period, where it is stated"),
        _maybe("published", "date of publication, where it is shown"),
        _text("form", "the national form that tables and outline follow", words.Form),
        _texts("candidates", "codes of the units it may be, where the text does not decide"),
        _texts("uncertain", "the columns of this row that are doubtful"),
        _texts("from_manifest", "the columns that the manifest filled, not the text"),
        Column("evidence", Type.EVIDENCE, "the passages on which the identity rests"),
        _integer("characters", "length of the report's text"),
        _maybe("url", "where the file was fetched, by the manifest"),
        _maybe("fetched_on", "when it was fetched, by the manifest"),
        _flag("fictional", "a made-up unit (codes from 99): shown as 示例数据, never counted"),
    ),
)

SECTIONS = Table(
    "sections",
    "The parts of each report, in order, parts of parts included.",
    _ITEM_KEY,
    2_000,
    (
        *_OF_ITEM,
        _text("role", "what the part is about: overview, proactive, requests, problems, …"),
        _text("heading", "the heading as written, without its number; may be empty"),
        _maybe("number", "the heading's number as written: 一, (二), 3"),
        _integer("level", "1 for parts of the report, 2 and more for parts of parts"),
        *_SPAN,
        _integer("body_start", "where the text after the heading begins"),
        _integer("body_end", "where it ends"),
    ),
)

FIGURES = Table(
    "figures",
    "Numbers said in sentences and in the cells that say the same, each with its sentence.",
    _ITEM_KEY,
    4_000,
    (
        *_OF_ITEM,
        _text("indicator", "what is counted: proactive_total, requests_received, …"),
        _VALUE,
        _UNIT,
        _maybe("qualifier", "how the number is softened: 余 over, 约 about, 近 nearly",
               words.Qualifier),
        _STATUS,
        _CONFIDENCE,
        _text("scope", "the stretch of time that it covers", words.Scope),
        _text("subject", "whose number it is; only own figures are compared", words.Subject),
        _year("year", "the figure's own year, where the sentence names another"),
        _maybe("part_of", "the indicator whose total this is a part of"),
        _text("quote", "the words that state it"),
        *_SPAN,
    ),
)  # fmt: skip

CELLS = Table(
    "cells",
    "The statutory tables, one row a cell, by the form's own rows and columns.",
    _ITEM_KEY,
    20_000,
    (
        *_OF_ITEM,
        _text("form", "the form whose table this is", words.Form),
        _text("table", "proactive, requests, disputes or statistics"),
        _text("row", "the form's row"),
        _text("column", "the form's column"),
        _VALUE,
        _UNIT,
        _STATUS,
        _CONFIDENCE,
        _text("raw", "what stood in the cell"),
        *_SPAN,
    ),
)

PROBLEMS = Table(
    "problems",
    "The shortcomings that each report names.",
    _ITEM_KEY,
    2_000,
    (
        *_OF_ITEM,
        _text("text", "the problem as written, without its enumerator"),
        _texts("types", "the problem types (P00-P16) found in it"),
        _text("target", "who it is said of", words.Target),
        _flag("hedged", "softened: 有待, 仍需, 还不够"),
        _flag("concrete", "names a number, a column, a document or a domain"),
        Column("measures", Type.INTEGERS, "the numbers of the measures that answer it"),
        _CONFIDENCE,
        *_SPAN,
    ),
)

MEASURES = Table(
    "measures",
    "What each report says it will do.",
    _ITEM_KEY,
    2_000,
    (*_OF_ITEM, _text("text", "the measure as written, without its enumerator"), *_SPAN),
)

FINDINGS = Table(
    "findings",
    "What contradicts or differs in scope, within a report and between reports.",
    _ITEM_KEY,
    2_000,
    (
        *_OF_ITEM,
        _text("code", "the check that found it; M1, M2: manifest and text; M0: a defect of ours"),
        _text("severity", "hints are never counted as errors", words.Severity),
        _text("verdict", "what the comparison gave", words.Verdict),
        _text("message", "what was compared, in Chinese"),
        Column("places", Type.PLACES, "the passages it rests on, both sides of a comparison"),
    ),
)

SOURCES = Table(
    "sources",
    "Every file that was given to the build, also those that hold no report.",
    ("path", "sha256"),
    2_000,
    (
        _text("sha256", "SHA-256 of the document's bytes"),
        _text("name", "the file's name"),
        _text("path", "where it was found, from the folder that was given"),
        _text("media", "the kind of file, told by its bytes; empty where it cannot be told"),
        _maybe("encoding", "the encoding of its text"),
        _integer("bytes", "size of the file"),
        _maybe("url", "where it was fetched, by the manifest"),
        _maybe("fetched_on", "when it was fetched, by the manifest"),
        _text("status", "report, refused, or duplicate (the same bytes as a file before it)"),
        _maybe("reason", "why it was refused, in the contract's words"),
        _maybe("detail", "what was found there"),
        _integer("reports", "how many reports it gave"),
        _text("fingerprint", "what the reading depended on; unchanged files are not read again"),
    ),
)

TEXTS = Table(
    "texts",
    "The text of each report's document, to which every start and end refers.",
    ("report_id",),
    200,
    (
        *_OF_REPORT,
        _text("sha256", "SHA-256 of the document's bytes, as in sources"),
        _text("text", "the decoded or extracted text, character for character"),
    ),
)

TABLES = {
    table.name: table
    for table in (
        REPORTS, SECTIONS, FIGURES, CELLS, PROBLEMS, MEASURES, FINDINGS, SOURCES, TEXTS,
    )
}  # fmt: skip
