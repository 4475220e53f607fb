"""The corrections that lie in data/ of the current folder, for commands that read single files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from workbench.commands import terminal

if TYPE_CHECKING:
    from workbench.corpus.decisions import Decision
    from workbench.corpus.files import Outcome

CORRECTIONS, REVIEWS = Path("data/corrections.csv"), Path("data/reviews.csv")


def own(path: Path) -> Path | None:
    """``path`` where there is such a file."""
    return path if path.is_file() else None


def own_corrections() -> tuple[Decision, ...]:
    """The corrections of data/corrections.csv, as ``workbench build`` takes them."""
    from workbench.corpus.decisions import read_decisions

    return read_decisions(own(CORRECTIONS), "corrections")


def complain(outcome: Outcome) -> bool:
    """Name each correction of ``outcome`` that was not applied; whether there was one."""
    from workbench.corpus.stale import why

    said = [
        why(outcome.source.name, each)
        for more in outcome.beside
        for each in more.corrections
        if not each.applied
    ]
    for line in said:
        terminal.complain(line)
    return bool(said)
