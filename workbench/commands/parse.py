"""workbench parse: what each file gives, as JSON or as a table for people."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.commands import decided, terminal
from workbench.commands.refusals import nothing_in, refuse

if TYPE_CHECKING:
    from rich.table import Table

    from workbench.corpus.files import Outcome
    from workbench.model import Report


def run(files: Sequence[Path], *, as_json: bool, places: Path | None) -> int:
    """Show every file's result in their order; 1 where a file gave no report.

    What is corrected in data/corrections.csv is corrected here too, before it is checked; 1
    where a correction does not hold any more.
    """
    from workbench.corpus.files import read_file
    from workbench.corpus.inputs import inputs, own_places, printable
    from workbench.errors import CorpusError
    from workbench.reference import divisions

    found = inputs(files)
    if not found:
        raise CorpusError(nothing_in(files))
    failed = False
    corrections = decided.own_corrections()
    with divisions.use(own_places(files, places)):
        for item in found:
            for outcome in read_file(item, decisions=corrections):
                failed |= not outcome.reports or decided.complain(outcome)
                if as_json:
                    terminal.write_lines(outcome.as_dicts())
                same = outcome.source.name == item.name
                label = item.label if item.path.exists() else printable(str(item.path))
                _show(outcome, label if same else outcome.source.name, as_json=as_json)
    return 1 if failed else 0


def _show(outcome: Outcome, label: str, *, as_json: bool) -> None:
    for refusal in outcome.refusals:
        refuse(label, refusal.reason, refusal.detail)
    if not as_json:
        for report in outcome.reports:
            terminal.out().print(summary(report))


def summary(report: Report) -> Table:
    """A report in a dozen lines."""
    from rich.table import Table
    from rich.text import Text

    identity = report.identity
    places = (identity.province, identity.prefecture, identity.county, identity.township)
    rows = {
        "title": identity.title,
        "issuer": identity.issuer,
        "level": identity.level,
        "place": " ".join(place for place in places if place),
        "code": identity.code or identity.county_code,
        "year": identity.year,
        "published": identity.published,
        "uncertain": ", ".join(identity.uncertain),
        "form": report.form,
        "sections": " ".join(section.role for section in report.sections if section.level == 1),
        "figures": "\n".join(_figure(report)),
        "cells": len(report.cells),
        "problems": "\n".join(f"{item.n} {item.text}" for item in report.problems),
        "measures": len(report.measures),
        "findings": " ".join(finding.code for finding in report.findings),
    }
    table = Table(title=Text(terminal.safe(report.source.name)), show_header=False, min_width=60)
    for name, value in rows.items():
        if value not in (None, "", 0):
            table.add_row(name, Text(terminal.safe(str(value))))
    return table


def _figure(report: Report) -> list[str]:
    return [
        f"{figure.indicator} {figure.value} {figure.unit or ''} "
        + " ".join(
            str(word)
            for word in (figure.qualifier, figure.status, figure.scope, figure.subject)
            if word and word not in ("reported", "own", "year")
        )
        for figure in report.figures
    ]
