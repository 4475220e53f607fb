"""Corrections of what was read, applied before anything is checked.

A correction changes a value only while what is read is what it expects; a corrected value has
the status ``corrected`` wherever it goes. The document itself is never changed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from workbench.corpus.decisions import Decision, places
from workbench.corpus.reconcile import names_of
from workbench.model import Cell, Confidence, Figure, Report, Scope, Span, Status, Subject
from workbench.parsing import numbers
from workbench.parsing.figures.read import of_cells
from workbench.reference.indicators import cell_key, indicators
from workbench.vocabulary import Level

#: Values that are no number, as a correction writes them.
_EMPTY = {
    status.value for status in (Status.BLANK, Status.SLASH, Status.DASH, Status.NOT_APPLICABLE)
}
_IDENTITY = frozenset(
    ("title", "issuer", "level", "township", "county", "county_code", "prefecture", "province",
     "code", "year", "published", "period")
)  # fmt: skip
NO_SUCH, AMBIGUOUS, DIFFERENT, UNREADABLE = "no_such", "ambiguous", "different", "unreadable"


@dataclass(frozen=True, slots=True)
class Correction:
    """What became of a decision: ``found`` is what was read, ``why`` it was not applied.

    ``why`` is no_such (nothing with this field there), ambiguous (several places: give the
    quote), different (what is read is not what it expects) or unreadable (its value).
    """

    decision: Decision
    found: str
    why: str | None
    span: Span | None = None

    @property
    def applied(self) -> bool:
        """Whether the value was changed."""
        return self.why is None


def corrected(
    report: Report, text: str, decisions: Sequence[Decision]
) -> tuple[Report, tuple[Correction, ...]]:
    """``report`` with ``decisions`` applied in their order, and what became of each."""
    done = []
    for decision in decisions:
        report, outcome = _APPLY[decision.kind](report, text, decision)
        done.append(outcome)
    return report, tuple(done)


def _identity(report: Report, text: str, decision: Decision) -> tuple[Report, Correction]:
    identity, name = report.identity, decision.name
    if name not in _IDENTITY:
        return report, Correction(decision, "", NO_SUCH)
    found = _as_text(getattr(identity, name))
    if found != decision.expect:
        return report, Correction(decision, found, DIFFERENT)
    try:
        fields = _fields(name, decision.value, identity.year)
    except ValueError:
        return report, Correction(decision, found, UNREADABLE)
    uncertain = tuple(each for each in identity.uncertain if each not in fields)
    identity = replace(identity, **fields, uncertain=uncertain)
    return replace(report, identity=identity), Correction(
        decision, found, None, identity.evidence.get(name)
    )


def _as_text(value: object) -> str:
    """A field of the identity as a correction writes it: 2017, 2017-01-01/2017-12-31."""
    if isinstance(value, tuple):
        return "/".join(map(str, value))
    return "" if value is None else str(value)


def _fields(name: str, value: str, year: int | None) -> dict[str, Any]:
    """The fields that a correction of one sets: a code brings the names of its places."""
    if not value:
        return {name: None}
    match name:
        case "year":
            return {name: int(value)}
        case "level":
            return {name: Level(value)}
        case "period":
            begins, ends = value.split("/")
            return {name: (begins, ends)}
        case "code":
            names = names_of(value, year)
            county = value[:6] if len(value) >= len("640522") else None
            places_of = {key: names.get(key) for key in ("province", "prefecture", "county")}
            township = names.get("township")
            return {name: value, "county_code": county, **places_of, "township": township}
    return {name: value}


def _cell(report: Report, text: str, decision: Decision) -> tuple[Report, Correction]:
    key = cell_key(decision.name)
    mine = [cell for cell in report.cells if (cell.table, cell.row, cell.column) == key]
    if len(mine) != 1:
        return report, Correction(decision, "", AMBIGUOUS if mine else NO_SUCH)
    found = _written(mine[0].value, mine[0].status)
    if not _same(mine[0], decision.expect):
        return report, Correction(decision, found, DIFFERENT, mine[0].span)
    value = _value(decision.value)
    if value is None:
        return report, Correction(decision, found, UNREADABLE, mine[0].span)
    new = _with(mine[0], value)
    cells = tuple(new if cell is mine[0] else cell for cell in report.cells)
    starts = {cell.span.start for cell in cells}
    said = [figure for figure in report.figures if figure.span.start not in starts]
    again = of_cells(text, report.form, cells, report.identity.year)
    figures = tuple(sorted((*said, *again), key=lambda f: (f.span, f.indicator)))
    changed = replace(report, cells=cells, figures=figures)
    return changed, Correction(decision, found, None, new.span)


def _figure(report: Report, text: str, decision: Decision) -> tuple[Report, Correction]:
    if decision.name not in indicators():
        return report, Correction(decision, "", NO_SUCH)
    starts = {cell.span.start for cell in report.cells}
    said = [f for f in report.figures if f.indicator == decision.name]
    said = [f for f in said if f.span.start not in starts and decision.covers(text, f.span)]
    if not decision.expect:
        return _added(report, text, decision, said)
    meant = [figure for figure in said if _same(figure, decision.expect)]
    if len(meant) != 1:
        why = AMBIGUOUS if meant else DIFFERENT if said else NO_SUCH
        found = "、".join(_written(figure.value, figure.status) for figure in said)
        return report, Correction(decision, found, why, said[0].span if said else None)
    return _changed(report, decision, meant[0])


def _changed(report: Report, decision: Decision, old: Figure) -> tuple[Report, Correction]:
    found = _written(old.value, old.status)
    value = _value(decision.value) if decision.value else _Value(None, None)
    if value is None:
        return report, Correction(decision, found, UNREADABLE, old.span)
    new = (_with(old, value),) if decision.value else ()
    figures = [each for f in report.figures for each in (new if f is old else (f,))]
    return replace(report, figures=tuple(figures)), Correction(decision, found, None, old.span)


def _added(
    report: Report, text: str, decision: Decision, said: Sequence[Figure]
) -> tuple[Report, Correction]:
    """A figure that was not read, at the quote that states it."""
    spans = list(places(text, decision.quote)) if decision.quote else []
    span = decision.span or (spans[0] if len(spans) == 1 else None)
    value = _value(decision.value)
    if said:
        found = "、".join(_written(figure.value, figure.status) for figure in said)
        return report, Correction(decision, found, DIFFERENT, said[0].span)
    if span is None or value is None or value.number is None:
        why = UNREADABLE if span else AMBIGUOUS if spans else NO_SUCH
        return report, Correction(decision, "", why)
    figure = Figure(
        decision.name, value.number, value.unit, None, Status.CORRECTED, Confidence.CERTAIN,
        Scope.YEAR, Subject.OWN, None, None, span.of(text), span,
    )  # fmt: skip
    figures = tuple(sorted((*report.figures, figure), key=lambda f: (f.span, f.indicator)))
    return replace(report, figures=figures), Correction(decision, "", None, span)


@dataclass(frozen=True, slots=True)
class _Value:
    number: int | float | None
    unit: str | None


def _value(written: str) -> _Value | None:
    """12 or 518万元 or blank; None for what is no value."""
    if written in _EMPTY:
        return _Value(None, None)
    read = numbers.read(written)
    return _Value(read.value, read.unit) if isinstance(read, numbers.Number) else None


def _written(value: float | None, status: Status) -> str:
    """A value as a correction expects it: 12, 29.0506, blank."""
    if value is None:
        return status.value
    return str(int(value)) if float(value).is_integer() else str(value)


def _same(item: Cell | Figure, expect: str) -> bool:
    """Whether what was read is what is expected; the unit counts where it is given."""
    wanted = _value(expect)
    if item.value is None or wanted is None or wanted.number is None:
        return item.value is None and item.status.value == expect
    return item.value == wanted.number and wanted.unit in (None, item.unit)


def _with(item: Any, value: _Value) -> Any:
    softened = {"qualifier": None} if isinstance(item, Figure) else {}
    return replace(
        item,
        value=value.number,
        unit=value.unit or item.unit,
        status=Status.CORRECTED,
        confidence=Confidence.CERTAIN,
        **softened,
    )


_APPLY: dict[str, Callable[[Report, str, Decision], tuple[Report, Correction]]] = {
    "identity": _identity,
    "cells": _cell,
    "figures": _figure,
}
