"""The statutory forms: their tables, rows, columns, printed labels and identities.

One TOML file in ``reference/forms`` for each form; how it is written stands at the top of
``2019.toml``. Everything is checked when it is first read: a row without a column, a label
that stands twice, an identity that names a missing row raise
:class:`~workbench.errors.DictionaryError`, never later.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from workbench.errors import DictionaryError
from workbench.model import Form
from workbench.reference import load
from workbench.reference.form_specs import (
    ColumnSpec,
    FormSpec,
    HeadingSpec,
    Identity,
    Label,
    RowSpec,
    TableSpec,
    Term,
)

__all__ = [
    "ColumnSpec",
    "FormSpec",
    "HeadingSpec",
    "Identity",
    "Label",
    "RowSpec",
    "TableSpec",
    "Term",
    "form",
    "forms",
]

FOLDER = "forms"
KINDS = frozenset(("count", "change", "amount"))
LAYOUTS = frozenset(("down", "across"))
SEVERITIES = frozenset(("error", "warning"))
_SIDE = re.compile(r"([+-])?\s*([a-z0-9_.]+)(@last)?\s*")
_RELATION = re.compile(r"<=|>=|=")


@cache
def forms() -> tuple[FormSpec, ...]:
    """Every form in the order of its years; :class:`DictionaryError` where a file is wrong."""
    names = sorted(
        entry.name
        for entry in (files("workbench.reference") / FOLDER).iterdir()
        if entry.name.endswith(".toml")
    )
    raw = {name.removesuffix(".toml"): load.toml(f"{FOLDER}/{name}") for name in names}
    found = [_form(key, raw) for key in raw]
    return tuple(sorted(found, key=lambda spec: spec.first_year))


@cache
def form(key: Form) -> FormSpec:
    """The form ``key``; KeyError for 2008 and none, which have no tables."""
    for spec in forms():
        if spec.form == key:
            return spec
    raise KeyError(key)


def _form(key: str, raw: Mapping[str, Any]) -> FormSpec:
    place = f"reference/{FOLDER}/{key}.toml"
    data = raw[key]
    if key not in set(Form) or data.get("form") != key:
        raise DictionaryError(f"{place}: form must be {key!r}, as the file's name, and a Form")
    years = data.get("years", [])
    if len(years) not in (1, 2) or sorted(years) != years:
        raise DictionaryError(f"{place}: years must be [first] or [first, last], not {years}")
    tables = tuple(
        _table(name, _inherited(name, table, raw, place), f"{place}, table {name}")
        for name, table in data["tables"].items()
    )
    last = years[1] if len(years) == 2 else None
    return FormSpec(Form(key), data["name"], data["source"], years[0], last, tables)


def _inherited(
    name: str, table: Mapping[str, Any], raw: Mapping[str, Any], place: str
) -> Mapping[str, Any]:
    """``table`` itself, or the table of the form that it names in ``as_in`` with its changes."""
    if "as_in" not in table:
        return table
    base = raw.get(table["as_in"], {}).get("tables", {}).get(name)
    if base is None:
        raise DictionaryError(f"{place}, table {name}: no such table in form {table['as_in']}")
    gone = set(table.get("without", ()))
    rows = [row for row in base["rows"] if row["key"] not in gone]
    for row in table.get("insert", ()):
        after = [i for i, known in enumerate(rows) if known["key"] == row["after"]]
        if not after:
            raise DictionaryError(f"{place}, table {name}: no row {row['after']} to insert behind")
        rows.insert(after[0] + 1, {k: v for k, v in row.items() if k != "after"})
    replaced = {entry["code"]: entry for entry in table.get("replace", ())}
    identities = [replaced.get(entry["code"], entry) for entry in base["identities"]]
    headings = [*base["headings"], *table.get("headings", ())]
    return {**base, "rows": rows, "identities": identities, "headings": headings}


def _table(key: str, data: Mapping[str, Any], place: str) -> TableSpec:
    if data.get("layout") not in LAYOUTS:
        raise DictionaryError(f"{place}: layout must be one of {sorted(LAYOUTS)}")
    columns = tuple(_column(entry, place) for entry in data["columns"])
    rows = tuple(_row(entry, columns, place) for entry in data["rows"])
    headings = tuple(
        HeadingSpec(_label(entry, place), bool(entry.get("opens"))) for entry in data["headings"]
    )
    _unique([column.key for column in columns], place, "column")
    _unique([row.key for row in rows], place, "row")
    names = {"columns": {row.key for row in rows}, "rows": {column.key for column in columns}}
    identities = tuple(_identity(entry, names, place) for entry in data["identities"])
    refuse = tuple(data.get("refuse", ()))
    return TableSpec(key, data["name"], data["layout"], columns, headings, rows, identities, refuse)


def _label(entry: Mapping[str, Any], place: str) -> Label:
    for field in ("label", "example"):
        if not str(entry.get(field, "")).strip():
            raise DictionaryError(f"{place}: {entry} has no {field}; add it")
    texts = (entry["label"], *entry.get("variants", ()))
    if any(text != text.strip() or not text for text in texts):
        raise DictionaryError(f"{place}: a label of {entry} begins or ends with a space; remove it")
    return Label(
        entry["label"],
        entry.get("number", ""),
        tuple(entry.get("variants", ())),
        tuple(entry.get("notes", ())),
        entry["example"],
        tuple(entry.get("not", ())),
    )


def _column(entry: Mapping[str, Any], place: str) -> ColumnSpec:
    if entry.get("kind") not in KINDS:
        raise DictionaryError(f"{place}: column {entry} needs a kind out of {sorted(KINDS)}")
    return ColumnSpec(entry["key"], _label(entry, place), entry["kind"])


def _row(entry: Mapping[str, Any], columns: Sequence[ColumnSpec], place: str) -> RowSpec:
    known = tuple(column.key for column in columns)
    chosen = tuple(entry.get("columns", known))
    wrong = [key for key in chosen if key not in known]
    if wrong or not chosen:
        raise DictionaryError(f"{place}: row {entry['key']} names {wrong}, which is no column")
    if entry.get("kind", "count") not in KINDS:
        raise DictionaryError(f"{place}: row {entry['key']} needs a kind out of {sorted(KINDS)}")
    return RowSpec(
        entry["key"],
        _label(entry, place),
        chosen,
        entry.get("group"),
        entry.get("unit"),
        entry.get("kind"),
        entry.get("indicator"),
    )


def _unique(keys: Sequence[str], place: str, what: str) -> None:
    twice = {key for key in keys if keys.count(key) > 1}
    if twice:
        raise DictionaryError(f"{place}: {what} {sorted(twice)} stands twice; remove one")


def _identity(entry: Mapping[str, Any], names: Mapping[str, set[str]], place: str) -> Identity:
    where = f"{place}, identity {entry.get('code')}"
    if entry.get("over") not in names or entry.get("severity") not in SEVERITIES:
        raise DictionaryError(f"{where}: needs over = rows or columns, severity = error or warning")
    sides = _RELATION.split(entry["says"])
    if len(sides) != 2:
        raise DictionaryError(f"{where}: {entry['says']!r} needs one of =, <=, >= between two sums")
    left, right = (_terms(side, names[entry["over"]], where) for side in sides)
    relation = _RELATION.search(entry["says"])
    only = tuple(entry.get("only", ()))
    other = names["columns"] if entry["over"] == "rows" else names["rows"]
    if set(only) - other:
        raise DictionaryError(f"{where}: only names {sorted(set(only) - other)}, which is missing")
    return Identity(
        entry["code"],
        entry["says"],
        entry["over"],
        entry["severity"],
        left,
        relation.group() if relation else "=",
        right,
        only,
    )


def _terms(side: str, known: set[str], where: str) -> tuple[Term, ...]:
    terms: list[Term] = []
    at = len(side) - len(side.lstrip())
    while at < len(side):
        found = _SIDE.match(side, at)
        if not found or (terms and not found.group(1)):
            raise DictionaryError(f"{where}: cannot read {side[at:]!r}; write a + b - c@last")
        sign, key, last = found.groups()
        if key not in known:
            raise DictionaryError(f"{where}: names {key}, which the table has not; correct it")
        terms.append(Term(-1 if sign == "-" else 1, key, bool(last)))
        at = found.end()
    if not terms:
        raise DictionaryError(f"{where}: one side is empty; write the names of the sum")
    return tuple(terms)
