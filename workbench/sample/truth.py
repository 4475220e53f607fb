"""The truth of a model report, in the words in which ``workbench evaluate`` reads gold."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from workbench.model import Level
from workbench.reference.indicators import indicators
from workbench.sample.composing import Composition
from workbench.sample.sheets import printed_cells
from workbench.sample.world import PROVINCE

#: How a zero is printed, and what a reader must make of it.
ZERO_STATUS = {
    "0": (0, "reported"),
    "blank": (None, "blank"),
    "slash": (None, "slash"),
    "dash": (None, "dash"),
}


def truth_of(report: Composition) -> dict[str, Any]:
    """Everything that the file states. ``exhaustive`` says that nothing else may be found."""
    main, more = _figures(report)
    cells = _cells(report)
    if "cells" not in report.corrections.get("may_miss", ()):
        main |= {key: told for key, told in _from_cells(report, cells) if key not in main}
    changes = dict(report.corrections)
    identity = _identity(report) | {"issuer": changes.pop("issuer", report.facts.unit.name)}
    told = {
        "identity": identity,
        "form": report.facts.form.value,
        "section_roles": report.truth.roles,
        "figures": main,
        "more_figures": more,
        "cells": cells,
        "problems": report.truth.problems,
        "exhaustive": True,
    }
    return {key: value for key, value in (told | changes).items() if value is not None}


def _identity(report: Composition) -> dict[str, Any]:
    unit, year = report.facts.unit, report.facts.year
    return {
        "issuer": unit.name,
        "level": unit.level.value,
        "township": unit.township,
        "county": unit.county,
        "county_code": unit.county_code,
        "prefecture": unit.prefecture,
        "province": PROVINCE[1],
        "code": None if unit.level is Level.DEPARTMENT else unit.code,
        "year": year,
        "published": report.published,
    }


def _figures(report: Composition) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """The figure of each indicator that is the unit's own of the year, and all others."""
    main: dict[str, Any] = {}
    more: list[dict[str, Any]] = []
    for figure in report.truth.figures:
        told = {key: value for key, value in figure.items() if value is not None}
        ours = figure["scope"] != "cumulative" and figure["year"] == report.facts.year
        name = told.pop("indicator")
        if ours and name not in main:
            main[name] = told
        elif not (ours and main[name]["value"] == told["value"]):
            more.append({"indicator": name, **told})
    return main, more


def _from_cells(
    report: Composition, cells: dict[str, list[Any]]
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Indicators that only the tables state: the sum of their cells, where all were printed."""
    for key, indicator in indicators().items():
        paths = indicator.cells.get(report.facts.form.value, ())
        shown = [cells[path] for path in paths if path in cells]
        if shown and len(shown) == len(paths) and all(cell[0] is not None for cell in shown):
            yield key, {"value": sum(cell[0] for cell in shown)}


def _cells(report: Composition) -> dict[str, list[Any]]:
    """Cells by ``table.row.column``: value, status, and the unit where one is printed."""
    if report.cells is not None:
        return {".".join(key): truth for key, (_, truth) in report.cells.items()}
    cells: dict[str, list[Any]] = {}
    for (table, row, column), (value, unit) in printed_cells(report.facts).items():
        shown: list[Any] = [value, "reported"] if value else list(ZERO_STATUS[report.style.zero])
        if unit and shown[1] == "reported":
            shown.append(unit)
        cells[f"{table}.{row}.{column}"] = shown
    return cells
