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
    wrong = len({mismatch.page for mismatch in found})
    typer.echo(f"{count} pages: {count - wrong} match, {wrong} do not")
    return 1 if found else 0
