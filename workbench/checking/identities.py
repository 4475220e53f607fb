"""N1: the sums that a form prints, told as the smallest set of failures.

An equation is one identity of the form in one row or column. Where one cell explains every
failure around it, that cell is named with the value that would repair it; nothing is changed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from workbench.checking.view import View, certain, shown
from workbench.model import Cell, Finding, Form, Span, Status
from workbench.reference.forms import Identity, TableSpec, Term, form

Key = tuple[str, str, str]
_EMPTY = (Status.BLANK, Status.SLASH, Status.DASH)
_ROUNDING = 1e-6


@dataclass(frozen=True, slots=True)
class Equation:
    """One identity in one line of a table, with the cells of both sides and their signs."""

    identity: Identity
    table: TableSpec
    line: str
    left: tuple[tuple[Key, int], ...]
    right: tuple[tuple[Key, int], ...]

    @property
    def keys(self) -> frozenset[Key]:
        """The cells that the equation speaks of."""
        return frozenset(key for key, _ in (*self.left, *self.right))


def identities(view: View) -> Iterator[Finding]:
    """N1: every identity within the report; I14 and I11, which need last year's, are X2's."""
    equations = [e for table in _tables(view) for e in _equations(table)]
    known = [e for e in equations if all(_number(view, key) is not None for key in e.keys)]
    if not known:
        yield view.unchecked("N1", name="表内勾稽", reason="没有读到可以核对的表格数")
        return
    failing = [equation for equation in known if not _holds(view, equation)]
    for group in _connected(failing):
        yield from _told(view, group, known)
    yield from _agreed(view, known, failing)
    if len(known) < len(equations):
        missing = len(equations) - len(known)
        yield view.unchecked("N1", name="表内勾稽", reason=f"另有{missing}个等式所需的格没有读全")


def _tables(view: View) -> Iterator[TableSpec]:
    if view.report.form in (Form.Y2014, Form.Y2019, Form.Y2021):
        present = {cell.table for cell in view.report.cells}
        yield from (t for t in form(view.report.form).tables if t.key in present)


def _equations(table: TableSpec) -> Iterator[Equation]:
    for identity in table.identities:
        if any(term.last_year for term in (*identity.left, *identity.right)):
            continue
        lines = table.columns if identity.over == "columns" else table.rows
        for line in lines:
            if identity.over == "rows" and not _applies(table, identity, line.key):
                continue
            yield Equation(
                identity,
                table,
                line.key,
                _side(table.key, identity, line.key, identity.left),
                _side(table.key, identity, line.key, identity.right),
            )


def _applies(table: TableSpec, identity: Identity, row: str) -> bool:
    if identity.only and row not in identity.only:
        return False
    columns = set(table.row(row).columns)
    return all(term.key in columns for term in (*identity.left, *identity.right))


def _side(
    table: str, identity: Identity, line: str, terms: Sequence[Term]
) -> tuple[tuple[Key, int], ...]:
    if identity.over == "columns":
        return tuple(((table, term.key, line), term.sign) for term in terms)
    return tuple(((table, line, term.key), term.sign) for term in terms)


def _number(view: View, key: Key) -> int | float | None:
    """The cell's number; 0 for a blank one, which the message then says; else None."""
    cell = view.cells.get(key)
    if cell is not None and certain(cell):
        return cell.value
    return 0 if cell is not None and cell.status in _EMPTY else None


def _sum(view: View, side: Sequence[tuple[Key, int]]) -> float:
    return sum(sign * (_number(view, key) or 0) for key, sign in side)


def _holds(view: View, equation: Equation) -> bool:
    return _related(
        _sum(view, equation.left), equation.identity.relation, _sum(view, equation.right)
    )


def _related(left: float, relation: str, right: float) -> bool:
    if relation == "=":
        return abs(left - right) <= _ROUNDING
    return left <= right + _ROUNDING if relation == "<=" else left >= right - _ROUNDING


def _connected(failing: Sequence[Equation]) -> Iterator[list[Equation]]:
    """Failures that share a cell belong together, since one slip may explain them."""
    rest = list(failing)
    while rest:
        group, grown = [rest.pop(0)], True
        while grown:
            cells = frozenset().union(*(equation.keys for equation in group))
            joined = [equation for equation in rest if equation.keys & cells]
            rest = [equation for equation in rest if not equation.keys & cells]
            group, grown = group + joined, bool(joined)
        yield group


def _told(view: View, group: list[Equation], known: Sequence[Equation]) -> Iterator[Finding]:
    repairs = _repairs(view, group, known)
    if len(group) > 1 and len(repairs) == 1:
        key, value = repairs[0]
        note = f"；{_named(group[0].table, key)}若为{shown(value)}，{len(group)}个等式都成立"
        yield _finding(view, group, note)
        return
    for equation in group:
        yield _finding(view, [equation], "")


def _repairs(
    view: View, group: list[Equation], known: Sequence[Equation]
) -> list[tuple[Key, float]]:
    """The single cells, with their values, that would make the whole group hold."""
    shared = frozenset.intersection(*(equation.keys for equation in group))
    found = []
    for key in sorted(shared):
        values = {_needed(view, equation, key) for equation in group}
        value = values.pop() if len(values) == 1 else None
        if value is not None and value >= 0 and _breaks_nothing(view, key, value, known):
            found.append((key, value))
    return found


def _needed(view: View, equation: Equation, key: Key) -> float | None:
    """What the cell ``key`` must hold for the equation; None where no value is the only one."""
    if equation.identity.relation != "=":
        return None
    gap = _sum(view, equation.left) - _sum(view, equation.right)
    weight = sum(s for k, s in equation.left if k == key)
    weight -= sum(s for k, s in equation.right if k == key)
    return None if weight == 0 else round((_number(view, key) or 0) - gap / weight, 6)


def _breaks_nothing(view: View, key: Key, value: float, known: Sequence[Equation]) -> bool:
    return all(
        _needed(view, equation, key) in (None, value) for equation in known if key in equation.keys
    )


def _finding(view: View, group: list[Equation], note: str) -> Finding:
    first = group[0]
    cells = [view.cells[key] for equation in group for key in sorted(equation.keys)]
    empty = any(cell.status in _EMPTY for cell in cells)
    note += "（空白按0计）" if empty else ""
    spans = dict.fromkeys(cell.span for cell in cells if cell.raw)
    name = f"{first.identity.code} {_line_name(first)}"
    return view.contradicts("N1", *spans, name=name, equation=_written(view, first), note=note)


def _agreed(
    view: View, known: Sequence[Equation], failing: Sequence[Equation]
) -> Iterator[Finding]:
    codes = dict.fromkeys(equation.identity.code for equation in known)
    for code in codes:
        good = [e for e in known if e.identity.code == code and e not in failing]
        if good:
            spans = _extent([view.cells[key] for e in good for key in e.keys])
            name, count = f"{code} {good[0].table.name}", len(good)
            yield view.agrees("N1", *spans, name=name, equation=f"{count}个等式成立")


def _extent(cells: Sequence[Cell]) -> tuple[Span, ...]:
    return (Span(min(c.span.start for c in cells), max(c.span.end for c in cells)),)


def _written(view: View, equation: Equation) -> str:
    relation = {"=": "应等于", "<=": "应不大于", ">=": "应不小于"}[equation.identity.relation]
    left, right = (_added(view, equation, side) for side in (equation.left, equation.right))
    return f"{left}，{relation}{right}"


def _added(view: View, equation: Equation, side: Sequence[tuple[Key, int]]) -> str:
    """总计0 for one cell; 结果维持10+结果纠正1=11 for several, zeros left out."""
    if len(side) == 1:
        key = side[0][0]
        return f"{_part(equation, key)}{shown(_number(view, key))}"
    terms = [(key, sign) for key, sign in side if _number(view, key)]
    text = "".join(
        f"{'+' if sign > 0 else '-'}{_part(equation, key)}{shown(_number(view, key))}"
        for key, sign in terms
    ).lstrip("+")
    total = shown(_sum(view, side))
    return f"各项之和{total}" if not terms else (text if len(terms) == 1 else f"{text}={total}")


def _part(equation: Equation, key: Key) -> str:
    table = equation.table
    if equation.identity.over == "columns":
        return table.row(key[1]).printed.label
    return table.column(key[2]).printed.label


def _line_name(equation: Equation) -> str:
    table, line = equation.table, equation.line
    spec = table.column(line) if equation.identity.over == "columns" else table.row(line)
    return f"“{spec.printed.label}”"


def _named(table: TableSpec, key: Key) -> str:
    return f"“{table.row(key[1]).printed.label}”的“{table.column(key[2]).printed.label}”"


RULES = {"N1": identities}
