"""The reader measured against gold: precision and recall of each field, and every miss."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workbench.corpus.files import read_file
from workbench.corpus.inputs import Input
from workbench.errors import CorpusError
from workbench.evaluation import across, contract, pages
from workbench.evaluation.score import Check, Content, Outcome, Tally, content, tallies
from workbench.reference import divisions

__all__ = ["Check", "Content", "Evaluation", "Outcome", "Tally", "evaluate"]

_KINDS = (contract, pages)
Row = Mapping[str, Any]
Across = Mapping[str, Sequence[Any]]
#: What ``may_miss`` excuses: silence, and a value that the reader itself doubts.
_EXCUSED = frozenset({Outcome.MISSING, Outcome.UNCERTAIN})


@dataclass(frozen=True, slots=True)
class Evaluation:
    """All checks of one gold file, in its order."""

    checks: tuple[Check, ...]

    @property
    def tallies(self) -> tuple[Tally, ...]:
        """Right, wrong, missing and extra of each field."""
        return tallies(self.checks)

    @property
    def content(self) -> Content:
        """Figures, cells and items of problems together."""
        return content(self.checks)

    @property
    def misses(self) -> tuple[Check, ...]:
        """Every check that is not right."""
        return tuple(check for check in self.checks if check.outcome is not Outcome.RIGHT)


def evaluate(gold: Path, *, skip: Collection[str] = ()) -> Evaluation:
    """Parse the files that ``gold`` names, beside it, and compare.

    A ``places.csv`` beside them gives divisions of their own (the model country's).
    ``skip`` leaves fields out by their first word: ``findings``, ``cells``, ``identity``.
    Raises :class:`CorpusError` where the gold itself is wrong, naming the line.
    """
    places = gold.parent / "places.csv"
    own = places.resolve() if places.is_file() else None
    rows = list(_rows(gold))
    more = _across(gold, rows, own)
    with divisions.use(own):
        checks = [check for number, row in rows for check in _checks(gold, number, row, more)]
    return Evaluation(
        tuple(
            check for check in checks if not any(check.field.startswith(prefix) for prefix in skip)
        )
    )


def _rows(gold: Path) -> Iterator[tuple[int, Row]]:
    try:
        lines = gold.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise CorpusError(f"{gold}: {_why(gold, error)}; name a gold.jsonl") from error
    except UnicodeDecodeError as error:
        raise CorpusError(f"{gold}: it is no JSON lines in UTF-8; name a gold.jsonl") from error
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                yield number, json.loads(line)
            except ValueError as error:
                raise CorpusError(
                    f"{gold}, line {number}: it is no JSON object; a gold.jsonl has one a line"
                ) from error


def _across(gold: Path, rows: Sequence[tuple[int, Row]], places: Path | None) -> Across:
    """The findings between the gold's files, if it speaks of any."""
    if not across.asked(row for _, row in rows):
        return {}
    files = [gold.parent / row["file"] for _, row in rows if "file" in row]
    return across.across(files, places)


def _why(path: Path, error: OSError) -> str:
    return "there is no such file" if not path.exists() else error.strerror or str(error)


def _checks(gold: Path, number: int, row: Row, more: Across) -> Iterator[Check]:
    kind = next((kind for kind in _KINDS if kind.is_row(row)), None)
    if kind is None or "file" not in row:
        raise CorpusError(
            f"{gold}, line {number}: neither gold of whole reports (identity or refuse) nor of "
            "openings (volume); see the two formats in workbench/evaluation"
        )
    outcome = read_file(Input(gold.parent / row["file"], Path(row["file"]).name))[0]
    result = json.loads(json.dumps(outcome.as_dicts()[0], ensure_ascii=False))
    result["findings"] += more.get(result["source"]["sha256"], [])
    may_miss = tuple(row.get("may_miss", ()))
    for check in kind.checks(row, result, outcome.text):
        if check.outcome not in _EXCUSED or not check.field.startswith(may_miss):
            yield check
