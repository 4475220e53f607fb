"""workbench audit: figures drawn at random for checking by hand, and what the checking gives."""

from __future__ import annotations

from pathlib import Path

from workbench.analysis.intervals import Share
from workbench.commands import terminal
from workbench.corpus.open import open_corpus
from workbench.evaluation import audit


def write(corpus: Path, *, n: int, seed: int, out: Path) -> int:
    """Draw ``n`` figures into the sheet ``out``."""
    rows = audit.draw(open_corpus(corpus), n=n, seed=seed)
    audit.write(rows, out)
    terminal.out().print(
        f"{len(rows)} figures in {out}: write 对 or 错 into the first column, "
        f"then workbench audit --read {out}",
        markup=False,
        soft_wrap=True,
    )
    return 0


def read(sheet: Path) -> int:
    """Print the precision that the marks in ``sheet`` give; 1 where nothing is marked."""
    found = audit.read(sheet)
    for name, share in found.by_indicator.items():
        terminal.out().print(f"{name}: {share.part} of {share.whole}", markup=False)
    terminal.out().print(f"{_words(found.share)}; {found.open} left open")
    return 0 if found.share.whole else 1


def _words(share: Share) -> str:
    if share.share is None or share.low is None or share.high is None:
        return "nothing is marked"
    return (
        f"{share.part} of {share.whole} right: {share.share:.1%} "
        f"(95 % interval {share.low:.1%} to {share.high:.1%})"
    )
