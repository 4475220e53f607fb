"""Corrections that were not applied: each is named, and the report left as it was read."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.corpus.corrections import AMBIGUOUS, DIFFERENT, NO_SUCH, UNREADABLE
from workbench.corpus.decisions import Decision
from workbench.corpus.open import Corpus

_WHY = {
    NO_SUCH: "nothing such is read there; correct the field",
    AMBIGUOUS: "several places are meant; give the quote",
    DIFFERENT: "expects {expect!r}, but {found!r} is read there; look again and correct the line",
    UNREADABLE: "its value {value!r} cannot be read; write a number, or blank",
}


def stale(corpus: Corpus, corrections: Sequence[Decision]) -> tuple[str, ...]:
    """One line for each correction that was not applied, whichever build read its report."""
    if not corrections:
        return ()
    columns = ["report_id", "name", "sha256", "part"]
    reports = corpus.arrow("reports", columns=columns).to_pylist()
    names = {row["report_id"]: row["name"] for row in reports}
    lines = [
        f"{names[row['report_id']]}: the correction of {row['field']} was not applied: "
        + _WHY[row["why"]].format(**row)
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
