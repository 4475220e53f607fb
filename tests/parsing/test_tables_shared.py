"""The tables of the real reports beside the project, cell by cell against their gold."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from workbench.model import Confidence, Document, Form, Span
from workbench.parsing.fold import fold
from workbench.parsing.tables.read import Tables, read_tables
from workbench.reading.dispatch import read

WHOLE = (
    "000_6bc51cd7a3e08bd3.txt",
    "001_c97c571f5e04231d.txt",
    "002_09e576d720a490de.txt",
    "003_00942d128e6e3b95.txt",
    "004_b3799a5b8fd9eb61.txt",
    "complete/洪泽区2023.pdf",
    "complete/沭阳县发展和改革局2023.html",
)


def tables_of(path: Path) -> tuple[Document, Tables]:
    (document,) = read(path.read_bytes(), path.name)
    part = Span(0, len(document.text))
    return document, read_tables(document, fold(document.text), part)


def gold_of(shared: Path, name: str) -> dict[str, Any]:
    lines = (shared / "reports" / "gold.jsonl").read_text(encoding="utf-8").splitlines()
    return next(entry for entry in map(json.loads, lines) if entry["file"] == name)


@pytest.mark.fault(19)
@pytest.mark.parametrize("name", WHOLE)
def test_every_cell_is_right_and_none_is_extra(name: str, shared: Path) -> None:
    document, tables = tables_of(shared / "reports" / name)
    gold = gold_of(shared, name)["cells"]
    found = {f"{cell.table}.{cell.row}.{cell.column}": cell for cell in tables.cells}
    assert len(found) == len(tables.cells)
    for place, (value, status, *unit) in gold.items():
        if place in found or status != "blank":
            cell = found[place]
            assert (cell.value, cell.status, *([cell.unit] if unit else [])) == (
                value, status, *unit,
            ), place  # fmt: skip
            assert cell.confidence is Confidence.CERTAIN, place
    assert {place for place, cell in found.items() if cell.value is not None} <= set(gold)
    for cell in tables.cells:
        assert document.text[cell.span.start : cell.span.end] == cell.raw


@pytest.mark.parametrize("name", WHOLE)
def test_the_form_is_told(name: str, shared: Path) -> None:
    _, tables = tables_of(shared / "reports" / name)
    form = gold_of(shared, name)["form"]
    assert tables.form == (Form(form) if form in ("2019", "2021") else None)


PAGES = {
    "066.txt": (Form.Y2019, {}),
    "108.txt": (
        Form.Y2021,
        {
            "licensing.decisions": (1894, None),
            "penalties.decisions": (131, None),
            "fees.amount": (199.43, "万元"),
        },
    ),
}


def test_pages_give_no_cell_but_these(shared: Path) -> None:
    for path in sorted((shared / "reports" / "pages").glob("*.txt")):
        _, tables = tables_of(path)
        form, cells = PAGES.get(path.name, (None, {}))
        found = {f"{c.row}.{c.column}": (c.value, c.unit) for c in tables.cells}
        assert (tables.form, found) == (form, cells), path.name
