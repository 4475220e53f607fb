"""Identity on the real reports: all of the whole ones, all but what the text itself spoils."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from test_identity import identity

from workbench.parsing.fold import fold

LEVELS = {
    "乡镇": "township",
    "街道": "subdistrict",
    "县": "county",
    "市": "prefecture",
    "省": "province",
    "部门": "department",
}


def rows(path: Path) -> list[dict[str, Any]]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [row for row in map(json.loads, lines) if row["file"].endswith(".txt")]


def test_whole_reports(shared: Path) -> None:
    for row in rows(shared / "reports" / "gold.jsonl"):
        if "identity" not in row:
            continue
        found = identity((shared / "reports" / row["file"]).read_text(encoding="utf-8"))
        for field, value in row["identity"].items():
            said = getattr(found, field)
            assert (list(said) if isinstance(said, tuple) else said) == value, (row["file"], field)


@pytest.mark.parametrize("field", ["issuer", "level", "county", "year", "published"])
def test_openings(shared: Path, field: str) -> None:
    wrong = {}
    for row in rows(shared / "reports" / "pages" / "gold.jsonl"):
        text = (shared / "reports" / "pages" / row["file"]).read_text(encoding="utf-8")
        said, value = getattr(identity(text), field), row[field]
        if field == "level":
            value = LEVELS[value]
        if field == "issuer":
            said, value = (fold(name or "").replace("人民政府", "") for name in (said, value))
        if field == "county" and not row["county_in_text"] and said is None:
            continue
        if said != value:
            wrong[row["file"]] = (value, said)
    assert wrong == {}


def test_every_span_is_its_quote(shared: Path) -> None:
    for path in sorted((shared / "reports").glob("**/*.txt")):
        text = path.read_text(encoding="utf-8")
        found = identity(text)
        for field, span in found.evidence.items():
            assert 0 <= span.start < span.end <= len(text), (path.name, field)
        if found.title:
            span = found.evidence["title"]
            assert "".join(text[span.start : span.end].split())[:4] == found.title[:4]
