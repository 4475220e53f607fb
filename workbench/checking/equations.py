"""The identities of a form as equations between cells, worked out once for each form.

An equation is one identity in one row or column of a table.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from workbench.checking.view import Key, shown
from workbench.model import Form
from workbench.reference.forms import Identity, TableSpec, Term, form

Values = Mapping[Key, int | float]
_ROUNDING = 1e-6
_RELATIONS = {"=": "应等于", "<=": "应不大于", ">=": "应不小于"}


@dataclass(frozen=True, slots=True)
class Side:
    """One side of an equation: cells that are added, and cells that are taken off."""

    plus: tuple[Key, ...]
    minus: tuple[Key, ...] = ()

    @property
    def keys(self) -> tuple[Key, ...]:
        """All its cells."""
        return self.plus + self.minus

    def total(self, values: Values) -> int | float:
        """What the cells add up to; each must have a value."""
        added = sum(map(values.__getitem__, self.plus))
        return added - sum(map(values.__getitem__, self.minus)) if self.minus else added

    def weight(self, key: Key) -> int:
        """How often ``key`` is added, less how often it is taken off."""
        return self.plus.count(key) - self.minus.count(key)


@dataclass(frozen=True, slots=True)
class Equation:
    """One identity in one line of a table."""

    identity: Identity
    table: TableSpec
    line: str
    left: Side
    right: Side
    keys: tuple[Key, ...]

    def holds(self, values: Values) -> bool:
        """Whether the relation holds; every cell must have a value."""
        left, right = self.left.total(values), self.right.total(values)
        if self.identity.relation == "=":
            return -_ROUNDING <= left - right <= _ROUNDING
        if self.identity.relation == "<=":
            return left <= right + _ROUNDING
        return left >= right - _ROUNDING

    @property
    def shorter_first(self) -> tuple[Key, ...]:
        """Its cells, those of the shorter side first: a total before its parts."""
        one, other = sorted((self.left, self.right), key=lambda side: len(side.keys))
        return tuple(dict.fromkeys((*one.keys, *other.keys)))

    def needed(self, key: Key, values: Values) -> float | None:
        """What the cell ``key`` must hold, the others given; None where that is not one value."""
        if self.identity.relation != "=":
            return None
        weight = self.left.weight(key) - self.right.weight(key)
        gap = self.left.total(values) - self.right.total(values)
        return None if weight == 0 else round(values[key] - gap / weight, 6)

    def name(self) -> str:
        """The label of the row or column: “行政复议”."""
        spec = self.table.column if self.identity.over == "columns" else self.table.row
        return f"“{spec(self.line).printed.label}”"

    def written(self, values: Values) -> str:
        """The equation with its numbers: 结果维持10+结果纠正1=11，应等于总计0."""
        left, right = self._added(self.left, values), self._added(self.right, values)
        return f"{left}，{_RELATIONS[self.identity.relation]}{right}"

    def _added(self, side: Side, values: Values) -> str:
        """总计0 for one cell; 结果维持10+结果纠正1=11 for several, zeros left out."""
        if len(side.keys) == 1:
            return self._term(side.plus[0], values)
        terms = [f"+{self._term(key, values)}" for key in side.plus if values[key]]
        terms += [f"-{self._term(key, values)}" for key in side.minus if values[key]]
        if not terms:
            return "各项之和0"
        text = "".join(terms).removeprefix("+")
        return text if len(terms) == 1 else f"{text}={shown(side.total(values))}"

    def _term(self, key: Key, values: Values) -> str:
        over_columns = self.identity.over == "columns"
        spec = self.table.row(key[1]) if over_columns else self.table.column(key[2])
        return f"{spec.printed.label}{shown(values[key])}"


@cache
def equations(key: Form) -> Mapping[str, tuple[Equation, ...]]:
    """The equations of a form within one report, by table; those with last year's are X2's."""
    if key in (Form.Y2008, Form.NONE):
        return {}
    return {table.key: tuple(_equations(table)) for table in form(key).tables}


def _equations(table: TableSpec) -> Iterator[Equation]:
    for identity in table.identities:
        if any(term.last_year for term in (*identity.left, *identity.right)):
            continue
        lines = table.columns if identity.over == "columns" else table.rows
        for line in lines:
            if identity.over == "rows" and not _applies(table, identity, line.key):
                continue
            left, right = (
                _side(table.key, identity, line.key, terms)
                for terms in (identity.left, identity.right)
            )
            keys = tuple(dict.fromkeys((*left.keys, *right.keys)))
            yield Equation(identity, table, line.key, left, right, keys)


def _applies(table: TableSpec, identity: Identity, row: str) -> bool:
    if identity.only and row not in identity.only:
        return False
    columns = set(table.row(row).columns)
    return all(term.key in columns for term in (*identity.left, *identity.right))


def _side(table: str, identity: Identity, line: str, terms: Sequence[Term]) -> Side:
    columns = identity.over == "columns"
    keys = {
        sign: tuple(
            (table, term.key, line) if columns else (table, line, term.key)
            for term in terms
            if term.sign == sign
        )
        for sign in (1, -1)
    }
    return Side(keys[1], keys[-1])
