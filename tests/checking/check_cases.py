"""Clean model reports, ways of damaging them, and what the checks then say."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from workbench.checking import check, findings
from workbench.model import Finding, Report, Severity
from workbench.parsing.report import parse
from workbench.reading import read
from workbench.sample.composing import compose, variants
from workbench.sample.facts import lives
from workbench.sample.layouts import lay_out
from workbench.sample.world import counties

Change = Callable[[str], str]
TOWNSHIP, GOVERNMENT, DEPARTMENT = 3, 0, 1
NEW, OLD = 2022, 2017


@cache
def clean(year: int, unit: int = TOWNSHIP) -> str:
    """The text of a model report in the commonest style, in which nothing is wrong."""
    county = next(iter(counties(1, 3)))
    years = range(year - 1, year + 1)
    facts = list(lives(county.units[unit], years, seed=7, variants=variants()))[-1]
    return lay_out(compose(facts, seed=7, plain=True), "txt").decode()


def parsed(text: str) -> Report:
    (document,) = read(text.encode(), "case.txt")
    (report,) = parse(document)
    assert isinstance(report, Report), report
    return report


def ledger(text: str) -> tuple[Finding, ...]:
    """Every outcome for ``text``."""
    return check(parsed(text), text)


def codes(text: str, *, hints: bool = False) -> set[str]:
    """The codes of the findings in ``text``; hints only when asked for."""
    found = findings(ledger(text))
    return {f.code for f in found if hints or f.severity is not Severity.HINT}


def messages(text: str, code: str) -> list[str]:
    """What ``code`` says of ``text``, all verdicts."""
    return [outcome.message for outcome in ledger(text) if outcome.code == code]


@dataclass(frozen=True)
class Mutation:
    """A change to a clean report of ``year`` and the codes that it must bring, and no others."""

    name: str
    codes: set[str]
    year: int
    change: Change
    unit: int = TOWNSHIP


@dataclass(frozen=True)
class NearMiss:
    """A change that looks like what ``code`` looks for and must bring nothing."""

    code: str
    name: str
    year: int
    change: Change
    unit: int = TOWNSHIP


def _literal(words: str) -> str:
    return words.replace("\\", r"\\")


def swap(old: str, new: str, *, pattern: bool = False, every: bool = False) -> Change:
    """Replace the first ``old``, or every one, by ``new``; wrong where there is none."""

    def change(text: str) -> str:
        expression = old if pattern else re.escape(old)
        changed = re.sub(expression, new if pattern else _literal(new), text, count=not every)
        assert changed != text, f"the base holds no {old}"
        return changed

    return change


def say(sentence: str) -> Change:
    """Add a sentence to the first section."""

    def change(text: str) -> str:
        changed = re.sub(r"(\n一、[^\n]+\n\n)", rf"\g<1>{sentence}", text, count=1)
        assert changed != text, "the base has no first section"
        return changed

    return change


def without(start: str, end: str) -> Change:
    """Cut from ``start`` up to ``end``."""

    def change(text: str) -> str:
        begin = text.index(start)
        return text[:begin] + text[text.index(end, begin) :]

    return change


def numbers_of(row: str, edit: Callable[[list[str]], list[str]]) -> Change:
    """Write anew the numbers of the first line of a table that holds ``row``."""

    def change(text: str) -> str:
        line = next(line for line in text.split("\n") if row in line and "\t" in line)
        parts = line.split("\t")
        places = [i for i, part in enumerate(parts) if re.fullmatch(r"[0-9.]+", part)]
        for place, value in zip(places, edit([parts[i] for i in places]), strict=True):
            parts[place] = value
        return text.replace(line, "\t".join(parts), 1)

    return change


def cell(row: str, column: int, value: str) -> Change:
    """Write ``value`` into the number ``column`` of the first line that holds ``row``."""
    return numbers_of(row, lambda old: [*old[:column], value, *old[column + 1 :]])


def exchanged(first: str, second: str, third: str) -> Change:
    """The sections that begin with ``first`` and ``second`` change places; their numbers stay."""

    def change(text: str) -> str:
        a, b, c = (text.index(f"\n{heading}") + 1 for heading in (first, second, third))
        one, two = text[a:b], text[b:c]
        return text[:a] + one[0] + two[1:] + two[0] + one[1:] + text[c:]

    return change


def row_gone(row: str) -> Change:
    """Take the first line of a table that holds ``row`` away."""

    def change(text: str) -> str:
        lines = text.split("\n")
        line = next(line for line in lines if row in line and "\t" in line)
        lines.remove(line)
        return "\n".join(lines)

    return change


def both(*changes: Change) -> Change:
    """One change after the other."""

    def change(text: str) -> str:
        for each in changes:
            text = each(text)
        return text

    return change
