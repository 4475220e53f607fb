"""Telling reports from what only looks like one, and one report from two in a file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from workbench.model import Document, Identity, Section, Span
from workbench.parsing.parts import headings, parts, title_lines
from workbench.parsing.tables.read import Tables
from workbench.reference import expressions

_HEAD, _LINES, _LONGEST_LINE, _FIRST_WORDS, _END = 1500, 8, 60, 600, 300
_ENOUGH_ROLES, _ENOUGH_PARTS, _A_LIST = 3, 4, 3
#: So few characters under all headings are no text; with a template's marks a few more.
_PROSE, _MARKED_PROSE = 6, 120
#: No guide and no rules have sections for both.
_ONLY_REPORTS = frozenset({"requests", "problems"})
__all__ = ["OURS", "parts", "refusal"]
#: What the pages that we make say of themselves in their heads.
OURS = "Disclosure Workbench"

_LINE = re.compile(r"[^\n]+")
_PLACED = ("county_code", "code", "province")
_IN_BRACKETS = re.compile(r"\([^()]{0,40}\)")
_CITES = re.compile("根据|按照|依据|依照|遵照|贯彻|落实")
_LONG_HEADING = re.compile(r"[\u3400-\u9fff]{2,30}关于")


@dataclass(frozen=True, slots=True)
class Rule:
    """Another kind of document: its first lines, perhaps its first words, and its name."""

    title: re.Pattern[str]
    text: re.Pattern[str] | None
    detail: str
    cover: bool


@cache
def others() -> tuple[Rule, ...]:
    """The rows ``others`` of ``genres.toml``; DictionaryError names the one that is wrong."""
    where = "genres.toml: others"
    return tuple(
        Rule(
            expressions.compiled(row["title"], where=where),
            expressions.compiled(row["text"], where=where) if "text" in row else None,
            row["detail"],
            row.get("cover", False),
        )
        for row in expressions.entry("genres.toml", "others")
    )


def refusal(
    document: Document,
    folded: str,
    part: Span,
    *,
    tables: Tables,
    sections: Sequence[Section],
    identity: Identity,
) -> tuple[str, str] | None:
    """The reason of the contract and a sentence of detail where this is no report, else None.

    A report names itself or its period and has sentences; or it has sections or tables and
    writes what only reports write; or it has what only reports are made of; or it says by whom
    本报告 is drawn up, and of which year. Reports whose issuer is lost are reports; essays to
    copy and forms with nothing written in them are none.
    """
    if document.hints.get("generator", "").startswith(OURS):
        return "not_a_report", "a page that the workbench made; leave its folder out"
    head = "".join(folded[part.start : min(part.end, part.start + _HEAD)].split())
    roles = _roles(sections, top=True)
    named = identity.title is not None or identity.period is not None
    if _is_empty(folded, part, tables, sections, identity):
        return "empty_form", "a form with headings and no text or values under them"
    if _is_essay(head, folded[max(part.start, part.end - _END) : part.end], identity):
        return "no_issuer", "a page of essays to copy: it names no body whose report it is"
    other = _other(folded, part, head, named)
    enough = len(roles) >= _ENOUGH_ROLES or tables.form is not None
    covered = other is not None and other.cover and "overview" in roles and _is_own(identity)
    if other and not (named and (enough or covered)):
        return "not_a_report", other.detail
    body = bool(roles) or tables.form is not None
    body = body or next(headings(folded, part.start, part.end), None) is not None
    if named and (body or folded.find("。", part.start, part.end) >= 0):
        return None
    if body and expressions.one("genres.toml", "report", "sentences").search(head):
        return None
    if _is_made_of_parts(tables, sections, identity) or _speaks_of_itself(head, identity):
        return None
    return "not_a_report", _unnamed(folded, part)


def _speaks_of_itself(head: str, identity: Identity) -> bool:
    """Whether a known body says of a known year 本年报是根据…编制, as news of a report do not."""
    known = identity.issuer is not None and identity.year is not None
    doubts = {"issuer", "year"} & set(identity.uncertain)
    return (
        known
        and not doubts
        and expressions.one("genres.toml", "report", "own").search(head) is not None
    )


def _is_made_of_parts(tables: Tables, sections: Sequence[Section], identity: Identity) -> bool:
    """Whether there are values in a form's tables, or the parts that only a report has.

    Those are requests and problems; with a year two kinds of sections are enough, or four of
    parts, such as the overview of 2019's form has.
    """
    if any(cell.value is not None for cell in tables.cells):
        return True
    roles, parts = _roles(sections, top=True), _roles(sections, top=False)
    several = len(roles) > 1 or len(parts) >= _ENOUGH_PARTS
    return roles >= _ONLY_REPORTS or (identity.year is not None and several)


def _roles(sections: Sequence[Section], *, top: bool) -> frozenset[str]:
    """The roles of the sections that have a heading, at the top or at any level."""
    headed = (s.role for s in sections if s.heading and (s.level == 1 or not top))
    return frozenset(headed) - {"preface", "annex"}


def _is_own(identity: Identity) -> bool:
    """Whether a title stands there, and a body that is surely the one whose report it is."""
    sure = identity.issuer is not None and "issuer" not in identity.uncertain
    return sure and identity.title is not None


def _unnamed(folded: str, part: Span) -> str:
    """What a file is in which no report is found."""
    if len(list(title_lines(folded[part.start : part.end]))) >= _A_LIST:
        return "a list of reports, or a page that only links to them"
    return "no part of an annual report was found"


def _is_essay(head: str, end: str, identity: Identity) -> bool:
    """Whether words of essay sites stand at the beginning or end, and no place is certain."""
    if any(getattr(identity, name) and name not in identity.uncertain for name in _PLACED):
        return False
    words = head[:_FIRST_WORDS] + end
    weak, strong = (expressions.one("genres.toml", "essay", key) for key in ("weak", "strong"))
    return len(set(weak.findall(words))) > 1 or strong.search(words) is not None


def _is_empty(
    folded: str,
    part: Span,
    tables: Tables,
    sections: Sequence[Section],
    identity: Identity,
) -> bool:
    """Whether headings stand there and next to nothing under them: no prose, no value."""
    tops = [section for section in sections if section.level == 1]
    if len(tops) < _ENOUGH_ROLES or any(cell.value is not None for cell in tables.cells):
        return False
    prose = 0
    for section in tops:
        prose += _prose(folded, section.body, tables.regions)
        if prose > _MARKED_PROSE:
            return False
    marks = expressions.one("genres.toml", "blank", "marks")
    marked = identity.issuer is None and marks.search(folded, part.start, part.end) is not None
    return marked or prose <= _PROSE


def _prose(folded: str, body: Span, regions: Sequence[Span]) -> int:
    """How many characters stand in ``body`` outside tables and brackets."""
    text, at = "", body.start
    for region in regions:
        if body.start <= region.start < body.end:
            text += folded[at : region.start]
            at = max(at, min(region.end, body.end))
    text += folded[at : body.end]
    return len("".join(_IN_BRACKETS.sub("", text).split()))


def _other(folded: str, part: Span, head: str, named: bool) -> Rule | None:
    """What other kind of document the first lines say this is; None where they do not.

    Where a report names itself, only a document about reports can still be meant: menus of pages
    hold 信息公开指南 and 信息公开制度 too.
    """
    lines = list(_first_lines(folded, part))
    for rule in others():
        for line in lines:
            about = "年度报告" in line or "年报" in line
            if (about or not named) and rule.title.search(line):
                return rule
        if rule.text and not named and rule.text.search(head, 0, _FIRST_WORDS):
            return rule
    return None


def _first_lines(folded: str, part: Span) -> Iterator[str]:
    """The first short lines, squeezed, without the path before them; a heading over two lines
    also as one."""
    before, keywords = "", expressions.one("genres.toml", "keywords", "pattern")
    found = _LINE.finditer(folded, part.start, min(part.end, part.start + _HEAD))
    for number, match in enumerate(found):
        if number >= _LINES * 2:
            return
        line = "".join(match.group().split()).rpartition(">")[2]
        if len(line) > _LONGEST_LINE:
            line = line[:_LONGEST_LINE] if _LONG_HEADING.match(line) else "。"
        if "。" in line or _CITES.search(line) or keywords.match(line):
            before = ""
        elif line:
            yield line
            if before:
                yield before + line
            before = line
