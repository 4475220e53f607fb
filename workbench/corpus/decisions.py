"""What people decided: corrections of what was read, and reviews of what was found.

Both are kept in a CSV with the same columns, keyed by content, so that they survive re-runs:

    sha256   the document's SHA-256, or its first 16 digits or more, as in reports
    part     which report of its document, 1 unless given
    field    corrections: identity.year, figures.requests_received, cells.requests.new.total
             reviews: findings.N1, figures.requests_received, types.P03
    start, end, quote   the passage, where several items have this field
    value    corrections: what it must be: 12, 518万元, blank, or nothing for no such item
             reviews: confirmed or dismissed
    expect   corrections: what is read there now; where it no longer holds, nothing is changed
             reviews: the number or the message that was looked at; may be left open
    reason, by, on   why, by whom, on which day
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from workbench.corpus.sheet import read_sheet
from workbench.errors import CorpusError
from workbench.model import Span

COLUMNS = (
    "sha256", "part", "field", "start", "end", "quote", "value", "expect", "reason", "by", "on",
)  # fmt: skip
_NEEDED = ("sha256", "field", "value", "expect", "reason", "by", "on")
_FEWEST = 16
_SHA256 = re.compile(rf"[0-9a-f]{{{_FEWEST},64}}")
_KINDS = {
    "corrections": re.compile(r"identity\.[a-z_]+|figures\.[a-z_]+|cells(?:\.[0-9a-z_]+){3,}"),
    "reviews": re.compile(r"findings\.[A-Z][0-9]{1,2}|figures\.[a-z_]+|types\.P[0-9]{2}"),
}


class Judgement(StrEnum):
    """What a review says of what was found."""

    CONFIRMED = "confirmed"
    DISMISSED = "dismissed"


@dataclass(frozen=True, slots=True)
class Decision:
    """One line of either file; ``at`` names it in messages."""

    at: str
    sha256: str
    part: int
    field: str
    span: Span | None
    quote: str
    value: str
    expect: str
    reason: str
    by: str
    on: str

    @property
    def kind(self) -> str:
        """What it speaks of: identity, figures, cells, findings, types."""
        return self.field.partition(".")[0]

    @property
    def name(self) -> str:
        """Which one: year, requests_received, requests.new.total, N1, P03."""
        return self.field.partition(".")[2]

    def of(self, sha256: str, part: int) -> bool:
        """Whether it speaks of this report."""
        return sha256.startswith(self.sha256) and part == self.part

    def covers(self, text: str, span: Span) -> bool:
        """Whether ``span`` of ``text`` is the passage meant; any is where none is named."""
        if self.span is not None and not (
            span.start < self.span.end and self.span.start < span.end
        ):
            return False
        return not self.quote or any(
            span.start < place.end and place.start < span.end for place in places(text, self.quote)
        )


def places(text: str, quote: str) -> Iterator[Span]:
    """Where ``quote`` stands in ``text``, white space apart."""
    expression = re.compile(r"\s*".join(re.escape(c) for c in "".join(quote.split())))
    for match in expression.finditer(text):
        yield Span(*match.span())


def read_decisions(path: Path | None, kind: str) -> tuple[Decision, ...]:
    """The corrections or reviews of ``path`` in their order, none where there is no path.

    :class:`CorpusError` names the line that is wrong, and what to write instead.
    """
    if path is None:
        return ()
    sheet = read_sheet(path, COLUMNS, needed=_NEEDED)
    decisions = tuple(
        _decision(line, f"{path}, line {number}", kind)
        for number, line in sheet.lines
        if any(line.values())
    )
    seen: dict[tuple[object, ...], str] = {}
    for each in decisions:
        key = (each.sha256, each.part, each.field, each.span, each.quote, each.expect)
        if seen.setdefault(key, each.at) != each.at:
            raise CorpusError(f"{each.at}: says again what {seen[key]} says; keep one")
    return decisions


def _decision(line: Mapping[str, str], at: str, kind: str) -> Decision:
    if not _SHA256.fullmatch(line["sha256"].lower()):
        raise CorpusError(f"{at}: sha256 must be 16 to 64 hexadecimal digits, as in reports")
    if not _KINDS[kind].fullmatch(line["field"]):
        example = "cells.requests.new.total" if kind == "corrections" else "findings.N1"
        raise CorpusError(f"{at}: field {line['field']!r} is none of {kind}; write as {example}")
    if kind == "reviews" and line["value"] not in set(Judgement):
        raise CorpusError(f"{at}: value must be one of {', '.join(Judgement)}")
    if not (line["reason"] and line["by"]):
        raise CorpusError(f"{at}: reason and by must say why, and who decided")
    return Decision(
        at=at,
        sha256=line["sha256"].lower(),
        part=_number(line["part"] or "1", "part", at),
        field=line["field"],
        span=_span(line, at),
        quote=line["quote"],
        value=line["value"],
        expect=line["expect"],
        reason=line["reason"],
        by=line["by"],
        on=_day(line["on"], at),
    )


def _number(written: str, name: str, at: str) -> int:
    if not (written.isascii() and written.isdecimal()):
        raise CorpusError(f"{at}: {name} {written!r} is not a whole number")
    return int(written)


def _span(line: Mapping[str, str], at: str) -> Span | None:
    if not line["start"] and not line["end"]:
        return None
    start, end = (_number(line[name], name, at) for name in ("start", "end"))
    if start >= end:
        raise CorpusError(f"{at}: start {start} must be before end {end}")
    return Span(start, end)


def _day(written: str, at: str) -> str:
    try:
        return date.fromisoformat(written).isoformat()
    except ValueError:
        raise CorpusError(f"{at}: on {written!r} is no day; write it as 2026-11-20") from None


def of_document(decisions: Iterable[Decision], sha256: str) -> tuple[Decision, ...]:
    """Those that speak of a document, whichever of its reports."""
    return tuple(each for each in decisions if sha256 and sha256.startswith(each.sha256))


def unmatched(decisions: Sequence[Decision], documents: Iterable[str]) -> tuple[Decision, ...]:
    """Those whose document is none of ``documents`` (hashes)."""
    known: dict[str, list[str]] = {}
    for sha256 in documents:
        known.setdefault(sha256[:_FEWEST], []).append(sha256)
    return tuple(
        each
        for each in decisions
        if not any(full.startswith(each.sha256) for full in known.get(each.sha256[:_FEWEST], ()))
    )
