"""N1: the sums that a form prints, told as the smallest set of failures.

A blank, a stroke or a dash among numbers counts as 0, and the message says so. Where a whole
side was left empty, nothing is compared: a table filled only in its last column is no error.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from workbench.checking.equations import Equation, Side, equations
from workbench.checking.explaining import Explanation, explanations
from workbench.checking.view import Key, View
from workbench.model import Confidence, Finding, Severity, Status

_EMPTY = {Status.BLANK: "空白", Status.SLASH: "“/”", Status.DASH: "“—”"}
_ALL = "勾稽关系"


@dataclass(frozen=True, slots=True)
class Ledger:
    """The equations of a report: those that hold, those that fail, how many were not checked."""

    values: dict[Key, int | float]
    holding: tuple[Equation, ...]
    failing: tuple[Equation, ...]
    empty: frozenset[Key]
    unread: int
    unfilled: int


def identities(view: View) -> Iterator[Finding]:
    """N1: every identity within the report; I14 and I11, which need last year's, are X2's."""
    ledger = _ledger(view)
    if not ledger.holding and not ledger.failing:
        reason = "各项没有填全" if ledger.unfilled else "没有读到可以核对的表格数"
        yield view.unchecked("N1", name=_ALL, reason=reason)
        return
    for told in explanations(ledger.failing, ledger.holding, ledger.values):
        yield _contradicted(view, told, ledger)
    yield from _agreed(view, ledger)
    if ledger.unread:
        reason = f"另有{ledger.unread}个等式所需的格没有读全"
        yield view.unchecked("N1", name=_ALL, reason=reason)
    if ledger.unfilled:
        reason = f"另有{ledger.unfilled}个等式的一边没有填写"
        yield view.unchecked("N1", name=_ALL, reason=reason)


def _ledger(view: View) -> Ledger:
    plans = equations(view.report.form)
    every = [equation for table in plans if table in view.extents for equation in plans[table]]
    empty = {key for key, cell in view.cells.items() if cell.status in _EMPTY}
    values = {**view.numbers, **dict.fromkeys(empty, 0)}
    lacking = {key for equation in every for key in equation.keys if key not in values}
    known = [e for e in every if lacking.isdisjoint(e.keys)] if lacking else every
    filled = [e for e in known if not empty.issuperset(e.keys)] if empty else known
    holding = [equation for equation in filled if equation.holds(values)]
    differing = [e for e in filled if not e.holds(values)] if len(holding) < len(filled) else []
    failing = [e for e in differing if not (_unfilled(e.left, empty) or _unfilled(e.right, empty))]
    return Ledger(
        values,
        tuple(holding),
        tuple(failing),
        frozenset(empty),
        unread=len(every) - len(known),
        unfilled=len(known) - len(filled) + len(differing) - len(failing),
    )


def _unfilled(side: Side, empty: set[Key]) -> bool:
    """Whether a whole side was left empty."""
    return empty.issuperset(side.keys)


def _contradicted(view: View, told: Explanation, ledger: Ledger) -> Finding:
    first = told.equations[0]
    keys = [key for equation in told.equations for key in equation.shorter_first]
    cells = [view.cells[key] for key in ([told.cell, *keys] if told.cell else keys)]
    assumed = _assumed(view, told.equations, ledger)
    weak = all(equation.identity.severity == "warning" for equation in told.equations)
    finding = view.contradicts(
        "N1",
        *(cell.span for cell in cells if cell.raw.strip()),
        name=first.name(),
        equation=first.written(ledger.values),
        note=f"{told.note}{assumed}；{_cause(view, first)}（{first.identity.code}）",
    )
    return replace(finding, severity=Severity.WARNING) if weak else finding


def _assumed(view: View, told: Sequence[Equation], ledger: Ledger) -> str:
    """What was counted as 0 though nothing stands there."""
    if not ledger.empty:
        return ""
    keys = {key for equation in told for key in equation.keys} & ledger.empty
    statuses = {view.cells[key].status for key in keys}
    marks = [mark for status, mark in _EMPTY.items() if status in statuses]
    return f"（{'、'.join(marks)}按0计）" if marks else ""


def _cause(view: View, equation: Equation) -> str:
    """Whether our reading or the report is the likelier cause, by what was read of the table."""
    table = equation.table
    printed = sum(len(row.columns) for row in table.rows)
    mine = [cell for cell in view.report.cells if cell.table == table.key]
    doubtful = sum(
        cell.confidence is Confidence.UNCERTAIN or cell.status is Status.UNREADABLE for cell in mine
    )
    unread = max(0, printed - len(mine)) + doubtful
    if unread:
        return f"该表有{unread}格没有读清，可能是读取所致"
    return "该表各格都已读清，更可能是原文如此"


def _agreed(view: View, ledger: Ledger) -> Iterator[Finding]:
    by_code: dict[str, list[Equation]] = {}
    for equation in ledger.holding:
        by_code.setdefault(equation.identity.code, []).append(equation)
    for code, held in by_code.items():
        extent = view.extents[held[0].table.key]
        name = f"{code}{held[0].table.name}"
        said = f"{len(held)}个等式成立{_assumed(view, held, ledger)}"
        yield view.agrees("N1", extent, name=name, equation=said)


RULES = {"N1": identities}
