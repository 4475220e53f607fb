"""X2: this year's numbers against last year's by the forms' identities; N13: all the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import pyarrow.compute as pc

from workbench.analysis.across.province import Province, Row
from workbench.analysis.across.telling import Told, tell
from workbench.checking.view import shown
from workbench.model import Form, Place
from workbench.reference.forms import Identity, TableSpec, Term, form
from workbench.vocabulary import Severity, Verdict

_CELL = ("form", "table", "row", "column", "value", "start", "end")
_FIGURE = ("indicator", "value", "start", "end")
_ROUNDING = 1e-6
#: So many numbers above 0 must be last year's before that is worth a look, and so many in all.
_SAME_ABOVE_ZERO, _SAME_IN_ALL = 3, 5
_TOTALS = frozenset(("total",))
Cells = Mapping[tuple[str, str, str], Row]
#: A cell, its sign, and whether it is last year's.
Member = tuple[tuple[str, str, str], int, bool]


def flows(province: Province) -> Iterator[Told]:
    """X2: what was carried forward is carried over (I14); valid = last year's + issued - repealed.

    A line is looked at where all its cells of both years hold numbers that were read for
    sure; a blank is no number. Both reports get the finding, the later one what agrees.
    """
    cells = _cells(province)
    for before, report in province.successive():
        mine, last = cells.get(report["report_id"], {}), cells.get(before["report_id"], {})
        if not mine or not last:
            continue
        held = 0
        for table, identity in _identities(report["form"]):
            lines = list(_lines(table, identity, mine, last))
            held += sum(line.holds for line in lines)
            for line in _worth_telling(lines):
                yield from _told(before, report, line, mine=mine, last=last)
        if held:
            equation = f"与{before['year']}年度相比，{held}个等式成立"
            yield tell(report, "X2", verdict=Verdict.AGREES, label="结转与增减", equation=equation)


class _Line(NamedTuple):
    """An identity in one line of a table, and whether it holds."""

    table: TableSpec
    identity: Identity
    name: str
    left: Sequence[Member]
    right: Sequence[Member]
    holds: bool


def _lines(table: TableSpec, identity: Identity, mine: Cells, last: Cells) -> Iterator[_Line]:
    """The lines all of whose cells hold numbers."""
    for line in table.columns if identity.over == "columns" else table.rows:
        left, right = (_side(table, identity, line.key, s) for s in (identity.left, identity.right))
        if all(key in (last if old else mine) for key, _, old in (*left, *right)):
            gap = _sum(left, mine, last) - _sum(right, mine, last)
            yield _Line(table, identity, line.key, left, right, abs(gap) <= _ROUNDING)


def _worth_telling(lines: Sequence[_Line]) -> Sequence[_Line]:
    """The line of the totals where that fails, else each line that does."""
    failing = [line for line in lines if not line.holds]
    return [line for line in failing if line.name in _TOTALS] or failing


def _told(before: Row, report: Row, line: _Line, *, mine: Cells, last: Cells) -> Iterator[Told]:
    table, identity = line.table, line.identity
    spec = table.column if identity.over == "columns" else table.row
    sides = [_written(table, identity, side, mine, last) for side in (line.left, line.right)]
    where = [
        _place(before if old else report, (last if old else mine)[key])
        for key, _, old in (*line.left, *line.right)
    ]
    for one in (report, before):
        yield tell(
            one,
            "X2",
            *where,
            severity=Severity(identity.severity),
            label=f"{table.name}“{spec(line.name).printed.label}”",
            equation=f"{report['year']}年度{sides[0]}，应等于{sides[1]}",
        )


def _identities(name: str) -> Iterator[tuple[TableSpec, Identity]]:
    """The identities of a form that speak of the year before."""
    if name not in (Form.Y2019, Form.Y2021):
        return
    for table in form(Form(name)).tables:
        for identity in table.identities:
            if any(term.last_year for term in (*identity.left, *identity.right)):
                yield table, identity


def _side(
    table: TableSpec, identity: Identity, line: str, terms: Sequence[Term]
) -> tuple[Member, ...]:
    rows = identity.over == "columns"
    return tuple(
        ((table.key, term.key, line) if rows else (table.key, line, term.key), term.sign,
         term.last_year)
        for term in terms
    )  # fmt: skip


def _sum(side: Sequence[Member], mine: Cells, last: Cells) -> float:
    return sum(sign * float((last if old else mine)[key]["value"]) for key, sign, old in side)


def _written(
    table: TableSpec, identity: Identity, side: Sequence[Member], mine: Cells, last: Cells
) -> str:
    """现行有效件数5; 上年度现行有效件数4+本年制发件数2-本年废止件数0=6."""
    parts = []
    for key, sign, old in side:
        spec = table.row(key[1]) if identity.over == "columns" else table.column(key[2])
        value = shown((last if old else mine)[key]["value"])
        name = f"{'上年度' if old else ''}{spec.printed.label}"
        parts.append(f"{'+' if sign > 0 else '-'}{name}{value}")
    total = f"={shown(_sum(side, mine, last))}" if len(parts) > 1 else ""
    return "".join(parts).removeprefix("+") + total


def _place(report: Row, cell: Row) -> Place:
    return Place(report["sha256"], cell["start"], cell["end"])


def _cells(province: Province) -> dict[str, Cells]:
    """The cells that the identities name and that hold a number for sure, by report."""
    keys = {
        key
        for name in (Form.Y2019, Form.Y2021)
        for table, identity in _identities(name)
        for line in (table.columns if identity.over == "columns" else table.rows)
        for side in (identity.left, identity.right)
        for key, _, _ in _side(table, identity, line.key, side)
    }
    found = province.rows("cells", _CELL, _certain() & pc.field("row").isin([k[1] for k in keys]))
    return {
        report_id: {_key(row): row for row in rows if _key(row) in keys}
        for report_id, rows in found.items()
    }


def _key(row: Row) -> tuple[str, str, str]:
    return row["table"], row["row"], row["column"]


def _certain() -> pc.Expression:
    sure = (pc.field("confidence") == "certain") & pc.field("value").is_valid()
    return sure & pc.field("status").isin(["reported", "zero_in_words", "corrected"])


def unchanged(province: Province) -> Iterator[Told]:
    """N13: every number that both years' reports state is the same, and some are above 0."""
    stated = _stated(province)
    for before, report in province.successive():
        mine, last = stated.get(report["report_id"], {}), stated.get(before["report_id"], {})
        both = [key for key in mine if key in last]
        same = [key for key in both if mine[key]["value"] == last[key]["value"]]
        some = [key for key in same if mine[key]["value"] > 0]
        enough = len(both) >= _SAME_IN_ALL and len(some) >= _SAME_ABOVE_ZERO
        fields = {"count": len(both), "last": before["year"]}
        if enough and len(same) == len(both):
            where = [_place(row, numbers[key]) for key in some for row, numbers in
                     ((report, mine), (before, last))]  # fmt: skip
            yield tell(report, "N13", *where, **fields)
        elif len(both) >= _SAME_IN_ALL and len(same) < len(both):
            changed = [_place(report, mine[key]) for key in both if key not in same]
            yield tell(report, "N13", *changed[:1], verdict=Verdict.AGREES, **fields)


def _stated(province: Province) -> dict[str, dict[tuple[str, ...], Row]]:
    """By report what it states of itself and its year: cells, and figures by indicator."""
    own = (pc.field("scope") == "year") & (pc.field("subject") == "own")
    own = own & _certain() & ~pc.field("part_of").is_valid()
    own = own & (~pc.field("year").is_valid() | (pc.field("year") == pc.field("report_year")))
    found: dict[str, dict[tuple[str, ...], Row]] = {}
    for report_id, rows in province.rows("figures", _FIGURE, own).items():
        found[report_id] = {("figure", row["indicator"]): row for row in reversed(rows)}
    for report_id, rows in province.rows("cells", _CELL, _certain()).items():
        found.setdefault(report_id, {}).update({_key(row): row for row in rows})
    return found
