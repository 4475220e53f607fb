"""The nouns of a statutory form: tables, rows, columns, printed labels and identities."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from workbench.model import Form


class _Keyed(Protocol):
    @property
    def key(self) -> str: ...


_Spec = TypeVar("_Spec", bound=_Keyed)


def by_key(specs: Sequence[_Spec], key: str) -> _Spec:
    """The one of ``specs`` with this key; KeyError where there is none."""
    for spec in specs:
        if spec.key == key:
            return spec
    raise KeyError(key)


@dataclass(frozen=True, slots=True)
class Label:
    """What the form prints: ``label`` without ``number`` (1. 一、（三）), and other wordings."""

    label: str
    number: str
    variants: tuple[str, ...]
    notes: tuple[str, ...]
    example: str
    near_misses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HeadingSpec:
    """Words of the head or of a group; ``opens``: a block with columns of its own begins."""

    printed: Label
    opens: bool


@dataclass(frozen=True, slots=True)
class ColumnSpec:
    """A column; ``kind`` is count, change (may be negative) or amount (may be a fraction)."""

    key: str
    printed: Label
    kind: str


@dataclass(frozen=True, slots=True)
class RowSpec:
    """A row and the columns that it has, in the form's order; ``unit`` as the form prints it."""

    key: str
    printed: Label
    columns: tuple[str, ...]
    group: str | None
    unit: str | None
    kind: str | None
    indicator: str | None


@dataclass(frozen=True, slots=True)
class Term:
    """One name of an identity: +1 or -1, a row's or column's key, this year's or last year's."""

    sign: int
    key: str
    last_year: bool


@dataclass(frozen=True, slots=True)
class Identity:
    """``left`` and ``right`` are sums, related by =, <= or >=.

    ``over`` is "columns" (the terms are rows; it holds in every column) or "rows" (the terms
    are columns; it holds in every row that has them all, or in ``only`` those named).
    """

    code: str
    says: str
    over: str
    severity: str
    left: tuple[Term, ...]
    relation: str
    right: tuple[Term, ...]
    only: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TableSpec:
    """A table; ``layout`` is "down" (a row a line) or "across" (all rows in one line).

    ``refuse``: words that show another table with some of the same labels.
    """

    key: str
    name: str
    layout: str
    columns: tuple[ColumnSpec, ...]
    headings: tuple[HeadingSpec, ...]
    rows: tuple[RowSpec, ...]
    identities: tuple[Identity, ...]
    refuse: tuple[str, ...]

    def column(self, key: str) -> ColumnSpec:
        """The column ``key``; KeyError where the table has none."""
        return by_key(self.columns, key)

    def row(self, key: str) -> RowSpec:
        """The row ``key``; KeyError where the table has none."""
        return by_key(self.rows, key)


@dataclass(frozen=True, slots=True)
class FormSpec:
    """A national form; ``last_year`` is None while it is in force."""

    form: Form
    name: str
    source: str
    first_year: int
    last_year: int | None
    tables: tuple[TableSpec, ...]

    def table(self, key: str) -> TableSpec:
        """The table ``key``; KeyError where the form has none."""
        return by_key(self.tables, key)
