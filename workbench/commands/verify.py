"""workbench verify: do the pages still follow from the corpus, the notebooks and the package?"""

from __future__ import annotations

from pathlib import Path

import typer

from workbench.commands import terminal
from workbench.commands.render import notebooks_at


def run(out: Path, *, corpus: Path, notebooks: Path) -> int:
    """Print what no longer matches, one line a mismatch; 1 where there is one."""
    from workbench.rendering.audit import audit

    count, found = audit(out, corpus=corpus, notebooks=notebooks_at(notebooks))
    for mismatch in found:
        typer.echo(terminal.safe(f"{mismatch.page}: {mismatch.what}"))
    typer.echo(counted(count, len({mismatch.page for mismatch in found})))
    return 1 if found else 0


def counted(count: int, wrong: int) -> str:
    """2 pages: 1 matches, 1 does not."""
    pages = "page" if count == 1 else "pages"
    match = "matches" if count - wrong == 1 else "match"
    return f"{count} {pages}: {count - wrong} {match}, {wrong} {'does' if wrong == 1 else 'do'} not"
