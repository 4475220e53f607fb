"""The findings between the reports of one gold: its files as a corpus of their own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from workbench.analysis.building import build

Row = Mapping[str, Any]
#: How the codes of findings between reports begin.
_BETWEEN = "X"


def asked(rows: Iterable[Row]) -> bool:
    """Whether any row of the gold speaks of a finding between reports."""
    keys = ("findings", "not_findings")
    return any(
        code.startswith(_BETWEEN) for row in rows for key in keys for code in row.get(key, ())
    )


def across(files: Sequence[Path], places: Path | None) -> dict[str, list[dict[str, Any]]]:
    """What only all of ``files`` together can tell, by the SHA-256 of a report's document."""
    found: dict[str, list[dict[str, Any]]] = {}
    with TemporaryDirectory(prefix="workbench-") as folder:
        corpus = build(files, out=Path(folder, "corpus"), places=places).corpus
        rows = corpus.arrow("reports", columns=["report_id", "sha256"]).to_pylist()
        source = {row["report_id"]: row["sha256"] for row in rows}
        for row in corpus.arrow("findings").to_pylist():
            if row["code"].startswith(_BETWEEN):
                told = {key: row[key] for key in ("code", "severity", "verdict", "message")}
                found.setdefault(source[row["report_id"]], []).append(
                    {**told, "spans": row["places"]}
                )
    return found
