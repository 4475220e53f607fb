"""Telling reports from what only looks like one, and one report from two in a file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from workbench.errors import DictionaryError
from workbench.model import Document, Identity, Section, Span
from workbench.parsing.issuers import same
from workbench.parsing.tables import Tables
from workbench.parsing.titles import Naming, is_sentence, named, phrases
from workbench.reference import load

_HEAD, _LINES, _LONGEST_LINE, _FIRST_WORDS, _END = 1500, 8, 60, 600, 300
_ENOUGH_ROLES, _PROSE, _A_LIST = 3, 40, 3
_LINE = re.compile(r"[^\n]+")
_NAMES_REPORT = re.compile(r"公开[^\n。]{0,30}(?:报告|年报|总结)")
_NUMBERED = re.compile(
    r"(?:^|\n)[^\S\n]*(?:[一二三四五六七八九十]{1,3}|[0-9]{1,2})[^\S\n]*[、.,:]([^\n]{0,40})"
)
_IN_BRACKETS = re.compile(r"\([^()]{0,40}\)")
_NOT_PROSE = frozenset(("annex",))


@dataclass(frozen=True, slots=True)
class Rule:
    """Another kind of document: its first lines, perhaps its first words, and its name."""

    title: re.Pattern[str]
    text: re.Pattern[str] | None
    detail: str


@cache
def others() -> tuple[Rule, ...]:
    """The rows ``others`` of ``genres.toml``; DictionaryError names the one that is wrong."""
    rows = load.toml("genres.toml")["others"]
    try:
        return tuple(
            Rule(
                re.compile(row["title"]),
                re.compile(row["text"]) if "text" in row else None,
                row["detail"],
            )
            for row in rows
        )
    except (KeyError, re.error) as error:
        raise DictionaryError(f"reference/genres.toml: others: {error}; correct it") from error


@cache
def expression(table: str, key: str) -> re.Pattern[str]:
    """The expression ``key`` of a table of ``genres.toml``, compiled."""
    try:
        return re.compile(load.toml("genres.toml")[table][key])
    except (KeyError, re.error) as error:
        raise DictionaryError(f"reference/genres.toml: {table}.{key}: {error}") from error


def parts(folded: str) -> tuple[Span, ...]:
    """The stretches of the text that hold one report each, in order.

    A further report begins at a line that is a title of another body or another year, after
    sections of the one before and before sections of its own. A title given again, the names
    of attachments at the end and links to other years open none.
    """
    starts = [0]
    first: Naming | None = None
    for start, found in _title_lines(folded):
        if first is None:
            first = found
        elif _of_another(first, found):
            before, after = folded[starts[-1] : start], folded[start:]
            if _has_sections(before) and _has_sections(after):
                starts.append(start)
                first = found
    return tuple(Span(begin, end) for begin, end in pairwise([*starts, len(folded)]))


def _title_lines(folded: str) -> Iterator[tuple[int, Naming]]:
    """The short lines that name a report with its body or its year, and where each begins."""
    place = 0
    for match in _NAMES_REPORT.finditer(folded):
        begin = folded.rfind("\n", 0, match.start()) + 1
        end = folded.find("\n", match.end())
        end = len(folded) if end < 0 else end
        if begin < place or end - begin > _LONGEST_LINE + 20:
            continue
        place = end
        line = "".join(folded[begin:end].split())
        for phrase, close in phrases(line, 0, len(line)):
            naming = named(line, 0, phrase, close)
            if (naming.unit or naming.years) and not is_sentence(line[:phrase] + line[close:]):
                yield begin, naming
            break


def _of_another(one: Naming, other: Naming) -> bool:
    years = {naming.years[-1][0] for naming in (one, other) if naming.years}
    return len(years) > 1 or bool(one.unit and other.unit and not same(one.unit, other.unit))


def _has_sections(text: str) -> bool:
    """Whether two numbered headings of a report stand in ``text``."""
    pattern = expression("report", "headings")
    found = (match for match in _NUMBERED.finditer(text) if pattern.search(match[1]))
    return next(found, None) is not None and next(found, None) is not None


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

    A report names itself or its period, or writes what only reports write, and has sections
    or tables. Without a name it needs three kinds of sections. Reports whose issuer is lost
    are reports; essays for copying and forms with nothing written in them are none.
    """
    head = "".join(folded[part.start : min(part.end, part.start + _HEAD)].split())
    if _is_essay(head, folded[max(part.start, part.end - _END) : part.end], identity):
        return "no_issuer", "a page of essays to copy: it names no body whose report it is"
    headed = (section for section in sections if section.level == 1 and section.heading)
    roles = {section.role for section in headed} - {"preface", "annex"}
    if _is_empty(folded, part, tables, sections, identity):
        return "empty_form", "a form with headings and no text or values under them"
    other = _other(folded, part, head, identity)
    sure = len(roles) >= _ENOUGH_ROLES or tables.form is not None
    if other and not (sure and _names_itself(identity)):
        return "not_a_report", other
    says_so = _names_itself(identity) or expression("report", "sentences").search(head)
    if says_so and (roles or tables.form or _has_heading(folded, part)):
        return None
    if sure and identity.year is not None and not other:
        return None
    listed = sum(1 for start, _ in _title_lines(folded) if part.start <= start < part.end)
    if listed >= _A_LIST:
        return "not_a_report", "a list of reports, or a page that only links to them"
    return "not_a_report", "no part of an annual report was found"


def _names_itself(identity: Identity) -> bool:
    return identity.title is not None or identity.period is not None


def _is_essay(head: str, end: str, identity: Identity) -> bool:
    if identity.county_code or identity.code or identity.province:
        return False
    words = head[:_FIRST_WORDS] + end
    weak = set(expression("essay", "weak").findall(words))
    return len(weak) > 1 or expression("essay", "strong").search(words) is not None


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
        if prose > _PROSE * 3:
            return False
    marked = expression("blank", "marks").search(folded, part.start, part.end) is not None
    return prose < _PROSE or (marked and identity.issuer is None)


def _prose(folded: str, body: Span, regions: Sequence[Span]) -> int:
    """How many characters stand in ``body`` outside tables and brackets."""
    text, at = "", body.start
    for region in regions:
        if body.start <= region.start < body.end:
            text += folded[at : region.start]
            at = max(at, min(region.end, body.end))
    text += folded[at : body.end]
    return len("".join(_IN_BRACKETS.sub("", text).split()))


def _other(folded: str, part: Span, head: str, identity: Identity) -> str | None:
    """What other kind of document the first lines say this is; None where they do not.

    Where a report is named, only a document about reports can still be meant: menus of pages
    hold 信息公开指南 and 信息公开制度 too.
    """
    lines = list(_first_lines(folded, part))
    for rule in others():
        for line in lines:
            about = "年度报告" in line or "年报" in line
            if (about or not _names_itself(identity)) and rule.title.search(line):
                return rule.detail
        if rule.text and not _names_itself(identity) and rule.text.search(head, 0, _FIRST_WORDS):
            return rule.detail
    return None


def _first_lines(folded: str, part: Span) -> Iterator[str]:
    """The first short lines, squeezed, without the path before them; a heading over two lines
    also as one."""
    before = ""
    found = _LINE.finditer(folded, part.start, min(part.end, part.start + _HEAD))
    for number, match in enumerate(found):
        line = "".join(match.group().split()).rpartition(">")[2]
        if number >= _LINES * 2 or len(line) > _LONGEST_LINE or "。" in line:
            before = ""
            if number >= _LINES * 2:
                return
            continue
        if line:
            yield line
            if before:
                yield before + line
            before = line


def _has_heading(folded: str, part: Span) -> bool:
    pattern = expression("report", "headings")
    return any(
        pattern.search(match[1]) for match in _NUMBERED.finditer(folded, part.start, part.end)
    )
