"""The real reports: their outline and their problems as the gold states them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.benchmarks.score_problem_types import labels, score, texts
from workbench.model import Document, Span
from workbench.parsing.fold import fold
from workbench.parsing.outline.read import outline
from workbench.parsing.problems.read import problems
from workbench.parsing.tables.read import read_tables
from workbench.reading import read


def _gold(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _document(path: Path) -> Document:
    return read(path.read_bytes(), path.name)[0]


def test_sections_and_problems_of_the_whole_reports(shared: Path) -> None:
    for row in _gold(shared / "reports" / "gold.jsonl"):
        if "section_roles" not in row:
            continue
        document = _document(shared / "reports" / row["file"])
        folded, part = fold(document.text), Span(0, len(document.text))
        tables = read_tables(document, folded, part)
        sections = outline(document.text, folded, part, tables.regions)
        assert [s.role for s in sections if s.level == 1] == row["section_roles"], row["file"]
        found, _ = problems(document, folded, sections)
        assert len(found) == len(row["problems"]), row["file"]
        for problem, wanted in zip(found, row["problems"], strict=True):
            assert problem.text.replace("\n", "").startswith(wanted["starts"])
            assert not wanted.get("types") or wanted["types"][0] in problem.types


def test_problems_of_the_pages(shared: Path) -> None:
    pages = shared / "reports" / "pages"
    wrong = []
    for row in _gold(pages / "gold.jsonl"):
        document = _document(pages / row["file"])
        folded = fold(document.text)
        sections = outline(document.text, folded, Span(0, len(folded)), ())
        found = [problem.text for problem in problems(document, folded, sections)[0]]
        starts = row["problems"] or []
        if len(found) != len(starts) or not all(map(str.startswith, found, starts)):
            wrong.append(row["file"])
    assert not wrong


def test_no_table_is_needed_to_tell_its_rows_from_headings(shared: Path) -> None:
    for row in _gold(shared / "reports" / "gold.jsonl"):
        if row["file"].endswith(".txt") and "section_roles" in row:
            text = _document(shared / "reports" / row["file"]).text
            sections = outline(text, fold(text), Span(0, len(text)), ())
            assert [s.role for s in sections if s.level == 1] == row["section_roles"]


def test_every_span_is_its_quote(shared: Path) -> None:
    for path in sorted((shared / "reports").rglob("*.txt")):
        document = _document(path)
        folded = fold(document.text)
        sections = outline(document.text, folded, Span(0, len(folded)), ())
        for section in sections:
            assert section.span.start <= section.body.start <= section.body.end <= section.span.end
            assert section.heading in document.text
        for item in (x for found in problems(document, folded, sections) for x in found):
            assert item.span.of(document.text) == item.text


def test_labels_hold_places_and_no_text() -> None:
    rows = labels()
    assert len(rows) >= 120
    assert {row["split"] for row in rows} == {"tune", "final", "tune2", "final2"}
    keys = {"file", "address", "start", "end", "sha256", "types", "split"}
    assert all(set(row) == keys and len(row["sha256"]) == 64 for row in rows)


def test_types_agree_with_the_labels_of_the_shared_reports(shared: Path) -> None:
    rows = labels()
    found = list(texts(rows, [shared / "reports"]))
    assert any(text is not None for text in found)
    if (result := score(rows, found)).f1 < 0.85:
        pytest.fail(f"types agree with the labels by {result.f1:.2f} only")
