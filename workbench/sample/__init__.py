"""A fictional country: reports of any number of counties, with the truth of every number.

The same seed writes the same bytes. ``truth.jsonl`` is in the words of
``workbench evaluate``: what a perfect reader finds, and nothing else may be found.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

from workbench.sample.composing import Composition, compose, variants
from workbench.sample.facts import form_for, lives
from workbench.sample.layouts import KINDS, lay_out
from workbench.sample.truth import truth_of
from workbench.sample.wild.compose import compose_wild
from workbench.sample.wild.world import odd_form, units_of
from workbench.sample.world import counties, places

__all__ = ["KINDS", "compositions", "write"]

#: The day on which the invented files were "fetched"; a constant, because no clock is read.
FETCHED_ON = "2026-10-31"
_MISSING = 0.04


def compositions(
    *,
    seed: int,
    counties_count: int,
    townships: int,
    years: range,
    plain: bool = False,
    wild: bool = False,
) -> Iterator[Composition]:
    """The reports of the country in order of county, unit and year; a few are missing."""
    counts = variants()
    for county in counties(counties_count, townships):
        for unit in units_of(county) if wild else county.units:
            chance = Random(f"{seed}/{unit.key}/missing")
            form_of = partial(odd_form, unit, seed=seed) if wild else form_for
            for facts in lives(unit, years, seed=seed, variants=counts, form_of=form_of):
                if chance.random() < _MISSING:
                    continue
                yield (
                    compose_wild(facts, seed=seed)
                    if wild
                    else compose(facts, seed=seed, plain=plain)
                )


def write(
    out: Path,
    *,
    seed: int,
    counties_count: int = 1,
    townships: int = 10,
    years: range,
    kinds: Sequence[str] = ("txt",),
    plain: bool = False,
    wild: bool = False,
) -> int:
    """Write the country's files, ``truth.jsonl``, ``manifest.csv`` and ``places.csv``.

    Returns the number of reports. ``kinds`` are of :data:`KINDS`; each report is written in
    one of them by chance. ``plain`` keeps to the commonest style of numbers and layout;
    ``wild`` has the variety and the damage of real reports.
    """
    unknown = sorted(set(kinds) - set(KINDS))
    if unknown:
        raise ValueError(f"kinds: {', '.join(unknown)}; known are {', '.join(KINDS)}")
    out.mkdir(parents=True, exist_ok=True)
    names: list[tuple[str, Composition]] = []
    with (out / "truth.jsonl").open("w", encoding="utf-8", newline="\n") as truths:
        for report in compositions(
            seed=seed,
            counties_count=counties_count,
            townships=townships,
            years=years,
            plain=plain,
            wild=wild,
        ):
            kind = _kind(report, kinds, seed)
            name = f"{report.facts.unit.key}_{report.facts.year}.{kind}"
            (out / name).write_bytes(lay_out(report, kind))
            truth = truth_of(report)
            truths.write(json.dumps({"file": name, **truth}, ensure_ascii=False) + "\n")
            names.append((name, report))
    _write_csv(out / "manifest.csv", ("file", "url", "code", "year", "fetched_on"), _rows(names))
    world = list(counties(counties_count, townships))
    _write_csv(
        out / "places.csv", ("code", "name", "first", "last"), places(world, years[0], years[-1])
    )
    return len(names)


def _kind(report: Composition, kinds: Sequence[str], seed: int) -> str:
    chance = Random(f"{seed}/{report.facts.unit.key}/{report.facts.year}/kind")
    return kinds[chance.randrange(len(kinds))]


def _rows(names: list[tuple[str, Composition]]) -> list[tuple[Any, ...]]:
    return [
        (name, "", report.facts.unit.code or "", report.facts.year, FETCHED_ON)
        for name, report in names
    ]


def _write_csv(path: Path, header: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)
