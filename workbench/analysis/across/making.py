"""The parts that lie between reports, made anew only where something beneath them changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from workbench.analysis.across import problems
from workbench.analysis.across.copied import copied, kind_of, told
from workbench.analysis.across.numbers import flows, unchanged
from workbench.analysis.across.outcomes import of_other_units, of_own_years
from workbench.analysis.across.own_years import own_years, repeated, rows
from workbench.analysis.across.province import Province
from workbench.analysis.across.strangers import strangers
from workbench.analysis.across.telling import Told, findings, ledger
from workbench.analysis.across.versions import twice_listed, versions
from workbench.analysis.reuse import stored
from workbench.analysis.reuse.passages import Passage, Reported, passages
from workbench.corpus import parts, pool, state
from workbench.corpus.catalogue import Catalogue, Part
from workbench.corpus.frames import from_rows
from workbench.corpus.open import Corpus
from workbench.corpus.plan import Duplicate
from workbench.corpus.rows import NOWHERE
from workbench.corpus.schemas import TABLES
from workbench.errors import CorpusError

#: How the parts are called: a province's two digits, then this.
OWN, COPIED = "own", "copied"
_EVERYWHERE = "everywhere"
_CODE = (
    *("analysis/across", "analysis/ledger", "analysis/reuse", "analysis/units.py"),
    *("analysis/words/longest.py", "parsing", "reference"),
)
_OF_REPORTS = (
    *("reports", "sections", "figures", "cells", "problems", "measures", "findings", "texts"),
)
#: Fewer reports than this are worked out in this process: starting others costs more.
_WORTH_IT = 2_000
_SPAN = ("start", "end")
#: Tables that nothing but a province's own reports makes: their parts bear its name alone.
_PLAIN = frozenset(("passages", "ledger"))

Tables = Iterator[tuple[str, str, pa.Table]]
Parts = Iterable[tuple[str, str, Part]]


def between(
    corpus: Corpus,
    old: Catalogue | None,
    duplicates: Sequence[Duplicate],
    *,
    jobs: int = 1,
    executor: Executor | None = None,
) -> Catalogue:
    """Write what lies between the reports of ``corpus``, and give the catalogue that holds it.

    One province a job is in memory at a time; of all of them together only the passages are.
    What ``old`` was made of the same parts, the same duplicates and the same code stands as it
    is. The result does not depend on ``jobs``.
    """
    standing = old.between if old else {}
    listed = [each for each in duplicates if each.task.known.code or each.task.known.year]
    names = sorted(corpus.catalogue.parts["reports"])
    marks = {name: _mark(corpus, name, listed) for name in names}
    todo = [
        _Task(corpus, name, tuple(listed)) for name in names if standing.get(name) != marks[name]
    ]
    rows = sum(corpus.catalogue.parts["reports"][task.name].rows for task in todo)
    jobs, executor = (jobs, executor) if rows >= _WORTH_IT else (1, None)
    found = [
        each for name in names if standing.get(name) == marks[name] for each in _kept(old, name)
    ]
    for made in pool.run(_make, todo, jobs=jobs, batch=1, lost=_lost, executor=executor):
        found += made
    corpus = _with(corpus, found)
    whole = _digest(*(f"{name} {mark}" for name, mark in marks.items()))
    same = standing.get(_EVERYWHERE) == whole
    corpus = _with(corpus, _kept(old, "") if same else _written(corpus, _copied(corpus)))
    return replace(corpus.catalogue, between={**marks, _EVERYWHERE: whole})


@dataclass(frozen=True, slots=True)
class _Task:
    """One province to be worked out."""

    corpus: Corpus
    name: str
    duplicates: tuple[Duplicate, ...]


def _make(tasks: Sequence[_Task]) -> list[tuple[str, str, Part]]:
    return [
        each
        for task in tasks
        for each in _written(task.corpus, _own(task.corpus, task.name, task.duplicates))
    ]


def _lost(task: _Task) -> list[tuple[str, str, Part]]:
    raise CorpusError(
        f"{task.corpus.path}: comparing the reports of part {task.name} ended its process; "
        "the old corpus stands; build again with --jobs 1 where memory is short"
    )


def _kept(old: Catalogue | None, province: str) -> Parts:
    """The old parts of a province's own years; without one, those of copies everywhere."""
    for table_name, found in (old.parts if old else {}).items():
        for name, part in found.items():
            own = name == province + OWN or (table_name in _PLAIN and name == province)
            if own if province else name.endswith(COPIED):
                yield table_name, name, part


def _written(corpus: Corpus, tables: Tables) -> Parts:
    for table_name, name, made in tables:
        if made.num_rows:
            yield table_name, name, parts.write_part(corpus.path, TABLES[table_name], name, made)


def _with(corpus: Corpus, found: Parts) -> Corpus:
    """``corpus`` with more parts."""
    known = {table: dict(parts) for table, parts in corpus.catalogue.parts.items()}
    for table_name, name, part in found:
        known[table_name][name] = part
    return Corpus(corpus.path, replace(corpus.catalogue, parts=known))


def _mark(corpus: Corpus, name: str, duplicates: Sequence[Duplicate]) -> str:
    """What the parts of a province are made of."""
    held = [corpus.catalogue.parts[table].get(name) for table in _OF_REPORTS]
    listed = [f"{d.task.file.sha256} {d.task.known} {d.first.known}" for d in duplicates]
    return _digest(
        state.code(*_CODE, libraries=("numpy", "pandas", "rapidfuzz")),
        *(part.sha256 if part else "" for part in held),
        *listed,
    )


def _digest(*words: str) -> str:
    return sha256("\n".join(words).encode()).hexdigest()[:16]


def _own(corpus: Corpus, name: str, duplicates: Sequence[Duplicate]) -> Tables:
    """The passages of a province's reports, and what concerns its units' own years."""
    province = Province(corpus, name)
    made = dict(_passages(province))
    beside = own_years(province, made)
    known = {row["report_id"]: row for row in province.reports}
    yield "passages", name, stored.table((known[one], made[one]) for one in made)
    shared = [row for each in beside for row in rows(each, "own_earlier")]
    yield "runs", name + OWN, from_rows(TABLES["runs"], shared)
    held = list(problems.units(province))
    yield "ledger", name, problems.table(held)
    found: list[Told] = [
        *versions(province),
        *twice_listed(province, duplicates),
        *repeated(beside, made),
        *flows(province),
        *unchanged(province),
        *problems.returned(held),
        *strangers(province),
    ]
    yield "findings", name + OWN, findings(found, _counted(province.corpus, "findings"))
    every = [*found, *of_own_years(province, made, found)]
    yield "checks", name + OWN, ledger(every, _counted(province.corpus, "checks"))


def _passages(province: Province) -> Iterator[tuple[str, list[Passage]]]:
    sections = province.rows("sections", ("role", "level", *_SPAN, "body_start", "body_end"))
    items, measures = (province.rows(name, _SPAN) for name in ("problems", "measures"))
    known = {row["report_id"]: row for row in province.reports}
    for row in province.corpus.arrow("texts", columns=["report_id", "text"]).to_pylist():
        one = row["report_id"]
        held = (each.get(one, ()) for each in (sections, items, measures))
        yield one, passages(Reported(known[one], row["text"], *held))


def _copied(corpus: Corpus) -> Tables:
    """What is shared with other units, by province."""
    found = copied(corpus)
    province = {row["report_id"]: _province(row) for row in found.reports}
    yield from _parted("copies", found.copies, province)
    first = _counted(corpus, "runs")
    shared = [
        row
        for each in found.beside
        for row in rows(
            each, kind_of(each.report, each.other), first.get(each.report["report_id"], 0)
        )
    ]
    yield from _parted("runs", from_rows(TABLES["runs"], shared), province)
    mine = list(told(found.beside, found.stored))
    made = findings(mine, _counted(corpus, "findings"))
    yield from _parted("findings", made, province)
    known = corpus.arrow("findings", columns=["report_id", "code"]).to_pydict().values()
    had = {*zip(*known, strict=True), *((one.report["report_id"], one.code) for one in mine)}
    every = [*mine, *of_other_units(found.reports, found.stored.speaking, had)]
    yield from _parted("checks", ledger(every, _counted(corpus, "checks")), province)


def _province(report: Mapping[str, Any]) -> str:
    known = (each for each in (report["county_code"], report["code"]) if isinstance(each, str))
    return next(known, NOWHERE)[:2]


def _parted(name: str, made: pa.Table, province: Mapping[str, str]) -> Tables:
    """The rows of a table by the province of their report."""
    of = pa.array([province[one] for one in made["report_id"].to_pylist()], pa.string())
    for each in sorted(set(of.to_pylist())):
        yield name, each + COPIED, made.filter(pc.equal(of, each))


def _counted(corpus: Corpus, name: str) -> dict[str, int]:
    """How many rows of a table each report has."""
    ids = corpus.arrow(name, columns=["report_id"])["report_id"].value_counts()
    return {item["values"]: item["counts"] for item in ids.to_pylist()}
