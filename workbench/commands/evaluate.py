"""workbench evaluate: the reader's precision and recall, and every miss."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from workbench.commands import terminal
from workbench.evaluation import Evaluation, Outcome, evaluate


def run(gold: Path, *, skip: Sequence[str]) -> int:
    """Print the table of fields and each miss; 1 where there is one."""
    evaluation = evaluate(gold, skip=skip)
    _table(evaluation)
    for miss in evaluation.misses:
        line = f"{miss.outcome}: {miss.file}: {miss.field}: expected {miss.expected}"
        terminal.out().print(
            terminal.safe(f"{line}; found {miss.found}"), markup=False, soft_wrap=True
        )
    right = len(evaluation.checks) - len(evaluation.misses)
    terminal.out().print(f"{right} of {len(evaluation.checks)} right")
    content = evaluation.content
    terminal.out().print(
        f"figures, cells and items: {content.expected:,}, of which {content.wrong:,} wrong and "
        f"{_percent(content.certain)} right and certain"
    )
    return 1 if evaluation.misses else 0


def _table(evaluation: Evaluation) -> None:
    from rich.table import Table

    table = Table("field", *Outcome, "precision", "recall")
    for column in table.columns[1:]:
        column.justify = "right"
    for tally in evaluation.tallies:
        counts = (tally.right, tally.wrong, tally.missing, tally.extra, tally.uncertain)
        shares = (_percent(tally.precision), _percent(tally.recall))
        table.add_row(tally.field, *map(str, counts), *shares)
    terminal.out().print(table)


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{share:.1%}"
