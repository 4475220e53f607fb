"""Two corpora compared: what the newer one gained, lost and reads otherwise, report by report.

Reports are the same where their documents have the same bytes. Numbers are paired by what
they count, cells by their place in the form, problems and measures by their words, findings
by their code; where a thing stands in the text is not compared.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from workbench.corpus.open import Corpus

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Comparison:
    """How the rows of a table are paired (by ``key``) and what of them is compared."""

    table: str
    key: tuple[str, ...]
    content: tuple[str, ...]


_OF_REPORT = ("report_id", "name", "issuer", "year", "county_code")
_VALUE = ("value", "unit", "status", "confidence")
COMPARED = (
    Comparison("reports", (), (
        "title", "issuer", "level", "township", "county_code", "code", "year", "period_from",
        "period_to", "published", "form", "candidates", "uncertain",
    )),
    Comparison("figures", ("indicator",), (
        *_VALUE, "qualifier", "scope", "subject", "year", "part_of",
    )),
    Comparison("cells", ("table", "row", "column"), (*_VALUE, "form")),
    Comparison("problems", ("text",), ("types", "target", "hedged", "concrete", "measures")),
    Comparison("measures", ("text",), ()),
    Comparison("findings", ("code",), ("severity", "verdict", "message")),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Change:
    """One difference: ``gained``, ``lost`` or ``changed``; ``old`` and ``new`` as they differ."""

    kind: str
    table: str
    report_id: str
    report: str
    county_code: str | None
    year: int | None
    what: str
    old: Row
    new: Row

    def as_dict(self) -> dict[str, Any]:
        """The change as a JSON object."""
        return {name: getattr(self, name) for name in self.__slots__}


def differences(old: Corpus, new: Corpus) -> tuple[Change, ...]:
    """Every change from ``old`` to ``new``, in the order of tables, counties and reports.

    The tables of a report that only one of them holds are not listed: the report is.
    """
    reports = [
        {row["report_id"]: row for row in each.arrow("reports", columns=_OF_REPORT).to_pylist()}
        for each in (old, new)
    ]
    both = set(reports[0]) & set(reports[1])
    changes: list[Change] = []
    for comparison in COMPARED:
        pairs = [_grouped(each, comparison) for each in (old, new)]
        for report_id, key in sorted(set(pairs[0]) | set(pairs[1])):
            if comparison.table == "reports" or report_id in both:
                report = reports[1].get(report_id) or reports[0][report_id]
                rows = [pair.get((report_id, key), []) for pair in pairs]
                found = _compared(*rows)
                changes += (_change(comparison, report, key, *each) for each in found)
    order = {comparison.table: number for number, comparison in enumerate(COMPARED)}
    return tuple(sorted(changes, key=lambda c: (order[c.table], c.county_code or "", c.report)))


def counts(changes: Iterable[Change]) -> dict[str, Counter[str]]:
    """For each table with a change, how many things were gained, lost and changed."""
    found: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for change in changes:
        found[change.table][change.kind] += 1
    return dict(found)


def _grouped(corpus: Corpus, comparison: Comparison) -> dict[tuple[str, str], list[Row]]:
    grouped: defaultdict[tuple[str, str], list[Row]] = defaultdict(list)
    columns = ("report_id", *comparison.key, *comparison.content)
    for row in corpus.arrow(comparison.table, columns=columns).to_pylist():
        key = ".".join(str(row[name]) for name in comparison.key)
        content = {name: row[name] for name in comparison.content}
        grouped[row["report_id"], key].append(content)
    return dict(grouped)


def _compared(old: list[Row], new: list[Row]) -> Iterator[tuple[Row | None, Row | None]]:
    """The rows that have no equal on the other side, paired in their order."""
    yield from zip_longest(_without(old, new), _without(new, old))


def _without(rows: list[Row], others: list[Row]) -> list[Row]:
    """``rows`` less one equal row for each of ``others``."""
    left = list(rows)
    for row in others:
        if row in left:
            left.remove(row)
    return left


def _change(
    comparison: Comparison, report: Row, key: str, old: Row | None, new: Row | None
) -> Change:
    kind = "gained" if old is None else "lost" if new is None else "changed"
    names = [
        name for name in comparison.content if old is None or new is None or old[name] != new[name]
    ]
    return Change(
        kind=kind,
        table=comparison.table,
        report_id=report["report_id"],
        report=f"{report['issuer'] or report['name']} {report['year'] or ''}".strip(),
        county_code=report["county_code"],
        year=report["year"],
        what=key,
        old={name: old[name] for name in names} if old is not None else {},
        new={name: new[name] for name in names} if new is not None else {},
    )
