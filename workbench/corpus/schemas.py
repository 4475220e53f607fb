"""The columns of the corpus's tables, each with its type and what it means.

One list for everything: the Arrow schema in which a table is written, the pandera schema
that checks it, and the data dictionary (data/README.md) that explains it. The names are the
model's; this module imports nothing heavy.
"""

from __future__ import annotations

from workbench import vocabulary as words
from workbench.corpus.columns import (
    ITEM_KEY,
    OF_ITEM,
    OF_REPORT,
    SPAN,
    Column,
    Table,
    Type,
    flag,
    integer,
    maybe,
    text,
    texts,
    year,
)
from workbench.corpus.decisions import Judgement
from workbench.corpus.derived import DERIVED

#: Raised whenever a column changes its name, type or meaning: older corpora are built anew.
VERSION = 4


_VALUE = Column("value", Type.NUMBER, "the number; missing unless one stands there", optional=True)
_UNIT = maybe("unit", "the unit as written: 条, 件, 万元")
_STATUS = text("status", "what stood where the value was expected", words.Status)
_CONFIDENCE = text("confidence", "uncertain where the text is damaged or open", words.Confidence)
REPORTS = Table(
    "reports",
    "One row a report: whose it is, of which year, and what vouches for that.",
    ("report_id",),
    2_000,
    (
        text("report_id", "16 digits of the source's SHA-256; -2 is a file's second report"),
        text("name", "the file's name"),
        text("sha256", "SHA-256 of the document's bytes, as in sources"),
        integer("part", "which report of its file this is, from 1"),
        maybe("title", "the title, white space taken out"),
        maybe("issuer", "who issued it, as written"),
        maybe("level", "the issuer's level of government", words.Level),
        maybe("township", "township or subdistrict, by its official name"),
        maybe("county", "county, district or county-level city"),
        maybe("county_code", "the county's six-digit code"),
        maybe("prefecture", "prefecture or prefecture-level city"),
        maybe("province", "province, autonomous region or municipality"),
        maybe("code", "the unit's own code: nine digits for a township"),
        year("year", "the year that the report is about, not that of its publication"),
        maybe("period_from", "first day of the statistical period, where it is stated"),
        maybe("period_to", "last day of the statistical period, where it is stated"),
        maybe("published", "date of publication, where it is shown"),
        text("form", "the national form that tables and outline follow", words.Form),
        texts("candidates", "codes of the units it may be, where the text does not decide"),
        texts("uncertain", "the columns of this row that are doubtful"),
        texts("from_manifest", "the columns that the manifest filled, not the text"),
        texts("corrected", "the columns that a correction set, not the text"),
        Column("evidence", Type.EVIDENCE, "the passages on which the identity rests"),
        integer("characters", "length of the report's text"),
        maybe("url", "where the file was fetched, by the manifest"),
        maybe("fetched_on", "when it was fetched, by the manifest"),
        maybe("note", "what readers must know of it, by the manifest; stands on its pages"),
        flag("fictional", "a made-up unit (codes from 99): shown as 示例数据, never counted"),
    ),
)

SECTIONS = Table(
    "sections",
    "The parts of each report, in order, parts of parts included.",
    ITEM_KEY,
    2_000,
    (
        *OF_ITEM,
        text("role", "what the part is about: overview, proactive, requests, problems, …"),
        text("heading", "the heading as written, without its number; may be empty"),
        maybe("number", "the heading's number as written: 一, (二), 3"),
        integer("level", "1 for parts of the report, 2 and more for parts of parts"),
        *SPAN,
        integer("body_start", "where the text after the heading begins"),
        integer("body_end", "where it ends"),
    ),
)

FIGURES = Table(
    "figures",
    "Numbers said in sentences and in the cells that say the same, each with its sentence.",
    ITEM_KEY,
    4_000,
    (
        *OF_ITEM,
        text("indicator", "what is counted: proactive_total, requests_received, …"),
        _VALUE,
        _UNIT,
        maybe("qualifier", "how the number is softened: 余 over, 约 about, 近 nearly",
               words.Qualifier),
        _STATUS,
        _CONFIDENCE,
        text("scope", "the stretch of time that it covers", words.Scope),
        text("subject", "whose number it is; only own figures are compared", words.Subject),
        year("year", "the figure's own year, where the sentence names another"),
        maybe("part_of", "the indicator whose total this is a part of"),
        text("quote", "the words that state it"),
        *SPAN,
    ),
)  # fmt: skip

CELLS = Table(
    "cells",
    "The statutory tables, one row a cell, by the form's own rows and columns.",
    ITEM_KEY,
    20_000,
    (
        *OF_ITEM,
        text("form", "the form whose table this is", words.Form),
        text("table", "proactive, requests, disputes or statistics"),
        text("row", "the form's row"),
        text("column", "the form's column"),
        _VALUE,
        _UNIT,
        _STATUS,
        _CONFIDENCE,
        text("raw", "what stood in the cell"),
        *SPAN,
    ),
)

PROBLEMS = Table(
    "problems",
    "The shortcomings that each report names.",
    ITEM_KEY,
    2_000,
    (
        *OF_ITEM,
        text("text", "the problem as written, without its enumerator"),
        texts("types", "the problem types (P00-P16) found in it"),
        text("target", "who it is said of", words.Target),
        flag("hedged", "softened: 有待, 仍需, 还不够"),
        flag("concrete", "names a number, a column, a document or a domain"),
        Column("measures", Type.INTEGERS, "the numbers of the measures that answer it"),
        _CONFIDENCE,
        *SPAN,
    ),
)

MEASURES = Table(
    "measures",
    "What each report says it will do.",
    ITEM_KEY,
    2_000,
    (*OF_ITEM, text("text", "the measure as written, without its enumerator"), *SPAN),
)

FINDINGS = Table(
    "findings",
    "What contradicts or differs in scope, within a report and between reports.",
    ITEM_KEY,
    2_000,
    (
        *OF_ITEM,
        text("code", "the check that found it; M1, M2: manifest and text; M0: a defect of ours"),
        text("severity", "hints are never counted as errors", words.Severity),
        text("verdict", "what the comparison gave", words.Verdict),
        text("message", "what was compared, in Chinese"),
        Column("places", Type.PLACES, "the passages it rests on, both sides of a comparison"),
    ),
)

_PASSAGES = Column(
    "places", Type.INTEGERS, "start, end, start, end, … of the passages in the report's text"
)

CHECKS = Table(
    "checks",
    "The ledger: the outcome of every check of every report, also of the checks between reports; "
    "what agrees and what could not be checked too, with the reason.",
    ITEM_KEY,
    20_000,
    (
        *OF_ITEM,
        text("code", "the check: S structure, N numbers, T time, Q the problem section"),
        text("severity", "what it matters where the outcome is a finding", words.Severity),
        text("verdict", "what the comparison gave", words.Verdict),
        text("message", "what was compared, or why it could not be, in Chinese"),
        _PASSAGES,
    ),
)

CORRECTIONS = Table(
    "corrections",
    "What people corrected (data/corrections.csv), and what became of each correction.",
    ITEM_KEY,
    2_000,
    (
        *OF_ITEM,
        text("field", "identity.year, figures.requests_received, cells.requests.new.total, …"),
        text("expect", "what was read there when the correction was made"),
        text("found", "what is read there now"),
        text("value", "what the correction puts there; empty for no such item"),
        maybe("why", "why it was not applied: no_such, ambiguous, different, unreadable"),
        text("reason", "why the value was corrected"),
        text("by", "who decided"),
        text("on", "when, as 2026-11-20"),
        _PASSAGES,
    ),
)

REVIEWS = Table(
    "reviews",
    "What people confirmed or dismissed (data/reviews.csv), with the item that each speaks of.",
    ITEM_KEY,
    2_000,
    (
        *OF_ITEM,
        text("kind", "findings, figures or types"),
        text("name", "the code, the indicator or the problem type"),
        integer("item", "the number of the finding, figure or problem within its report"),
        text("judgement", "what was decided", Judgement),
        text("reason", "why"),
        text("by", "who decided"),
        text("on", "when, as 2026-11-20"),
    ),
)

SOURCES = Table(
    "sources",
    "Every file that was given to the build, also those that hold no report.",
    ("path", "sha256"),
    2_000,
    (
        text("sha256", "SHA-256 of the document's bytes"),
        text("name", "the file's name"),
        text("path", "where it was found, from the folder that was given"),
        text("media", "the kind of file, told by its bytes; empty where it cannot be told"),
        maybe("encoding", "the encoding of its text"),
        integer("bytes", "size of the file"),
        maybe("url", "where it was fetched, by the manifest"),
        maybe("fetched_on", "when it was fetched, by the manifest"),
        maybe("note", "what readers must know of it, by the manifest; stands on its pages"),
        text("status", "report, refused, or duplicate (the same bytes as a file before it)"),
        maybe("reason", "why it was refused, in the contract's words"),
        maybe("detail", "what was found there"),
        integer("reports", "how many reports it gave"),
        text("fingerprint", "what the reading depended on; unchanged files are not read again"),
    ),
)

TEXTS = Table(
    "texts",
    "The text of each report's document, to which every start and end refers.",
    ("report_id",),
    200,
    (
        *OF_REPORT,
        text("sha256", "SHA-256 of the document's bytes, as in sources"),
        text("text", "the decoded or extracted text, character for character"),
    ),
)

TABLES = {
    table.name: table
    for table in (
        REPORTS, SECTIONS, FIGURES, CELLS, PROBLEMS, MEASURES, FINDINGS, CHECKS, CORRECTIONS,
        REVIEWS, SOURCES, TEXTS, *DERIVED,
    )
}  # fmt: skip
