"""workbench sample: a fictional country with the truth of every number."""

from __future__ import annotations

from pathlib import Path

from workbench.commands import terminal
from workbench.errors import WorkbenchError
from workbench.sample import write


def run(
    out: Path, *, seed: int, counties: int, townships: int, years: str, kinds: str, plain: bool
) -> int:
    """Write the country and say where it is."""
    first, _, last = years.partition("-")
    if not (first.isascii() and first.isdigit() and (last or first).isdigit()):
        raise WorkbenchError(f"--years {years}: give a year or a range, as 2019 or 2016-2024")
    try:
        count = write(
            out,
            seed=seed,
            counties_count=counties,
            townships=townships,
            years=range(int(first), int(last or first) + 1),
            kinds=kinds.split(","),
            plain=plain,
        )
    except ValueError as error:
        raise WorkbenchError(str(error)) from error
    terminal.out().print(f"{count} reports in {out}; their truth is in {out / 'truth.jsonl'}")
    return 0
