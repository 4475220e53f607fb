"""The figures of the real reports beside the project, against their gold."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from told import figures_of

from workbench.model import Confidence, Document, Figure, Level, Scope, Span, Subject
from workbench.parsing.fold import fold
from workbench.parsing.tables.read import read_tables

WHOLE = (
    "000_6bc51cd7a3e08bd3.txt",
    "001_c97c571f5e04231d.txt",
    "002_09e576d720a490de.txt",
    "003_00942d128e6e3b95.txt",
    "004_b3799a5b8fd9eb61.txt",
)
LEVELS = {
    "乡镇": Level.TOWNSHIP,
    "街道": Level.SUBDISTRICT,
    "县": Level.COUNTY,
    "市": Level.PREFECTURE,
    "省": Level.PROVINCE,
    "部门": Level.DEPARTMENT,
}
ASKED = {"volume": "proactive_total", "applications": "requests_received"}


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def of_file(path: Path, year: int, level: Level) -> tuple[str, tuple[Figure, ...]]:
    text = path.read_text(encoding="utf-8")
    document = Document(path.name, "0" * 64, "text/plain", "utf-8", text)
    tables = read_tables(document, fold(text), Span(0, len(text)))
    return text, figures_of(text, year=year, level=level, tables=tables)


@pytest.mark.fault(19)
@pytest.mark.parametrize("name", WHOLE)
def test_whole_reports(shared: Path, name: str) -> None:
    gold = next(row for row in rows(shared / "reports/gold.jsonl") if row["file"] == name)
    identity = gold["identity"]
    text, found = of_file(shared / "reports" / name, identity["year"], Level(identity["level"]))
    for key, told in gold["figures"].items():
        own = [f for f in found if f.indicator == key and f.year == identity["year"]]
        quote = told.pop("quote", "")
        assert {f.value for f in own} == {told["value"]}, key
        assert any(
            quote in f.quote and all(getattr(f, name) == value for name, value in told.items())
            for f in own
        ), key
    absent = set(gold.get("absent", ()))
    assert not absent & {f.indicator for f in found}
    for key, wrong in gold.get("not_figures", {}).items():
        assert not {f.value for f in found if f.indicator == key} & set(wrong)
    assert all(f.span.of(text) == f.quote for f in found)


@pytest.mark.parametrize("field", ASKED)
def test_abridged_pages(shared: Path, field: str) -> None:
    wrong, missing, rash = [], [], []
    for row in rows(shared / "reports/pages/gold.jsonl"):
        path = shared / "reports/pages" / row["file"]
        _, found = of_file(path, row["year"], LEVELS[row["level"]])
        ours = [f for f in found if _asked(f, ASKED[field], row["year"])]
        right = {row[field], *row[f"{field}_alt"]} - {None}
        if {f.value for f in ours} - right:
            wrong.append(row["file"])
        if row[field] is not None and not ours:
            missing.append(row["file"])
        if not right and any(f.confidence is Confidence.CERTAIN for f in ours):
            rash.append(row["file"])
    assert (wrong, missing, rash) == ([], [], [])


def _asked(figure: Figure, indicator: str, year: int) -> bool:
    return (
        figure.indicator == indicator
        and figure.year == year
        and figure.scope is Scope.YEAR
        and figure.subject is not Subject.SUBORDINATE
    )
