"""Corrections that were not applied: each is named, and the report left as it was read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from workbench.corpus.corrections import AMBIGUOUS, DIFFERENT, NO_SUCH, UNREADABLE, Correction
from workbench.corpus.decisions import Decision
from workbench.corpus.open import Corpus

_WHY = {
    NO_SUCH: "nothing such is read there; correct the field",
    AMBIGUOUS: "several places are meant; give the quote",
    DIFFERENT: "expects {expect!r}, but {found!r} is read there; look again and correct the line",
    UNREADABLE: "its value {value!r} cannot be read; write a number, or blank",
}


def why(name: str, correction: Correction) -> str:
    """What became of a correction of the report ``name`` that was not applied."""
    made = correction.decision
    fields = {"expect": made.expect, "value": made.value, "found": correction.found}
    return _line(name, made.field, correction.why or NO_SUCH, fields)


def _line(name: str, field: str, reason: str, fields: Mapping[str, str]) -> str:
    said = _WHY[reason].format(**fields)
    return f"{name}: the correction of {field} was not applied: {said}"


def stale(corpus: Corpus, corrections: Sequence[Decision]) -> tuple[str, ...]:
    """One line for each correction that was not applied, whichever build read its report."""
    if not corrections:
        return ()
    columns = ["report_id", "name", "sha256", "part"]
    reports = corpus.arrow("reports", columns=columns).to_pylist()
    names = {row["report_id"]: row["name"] for row in reports}
    lines = [
        _line(names[row["report_id"]], row["field"], row["why"], row)
        for row in corpus.arrow("corrections").to_pylist()
        if row["why"]
    ]
    held = {(row["sha256"], row["part"]) for row in reports}
    lines += [
        f"{each.at}: no report of the corpus has the sha256 {each.sha256} and part {each.part}"
        for each in corrections
        if not any(each.of(*report) for report in held)
    ]
    return tuple(lines)
