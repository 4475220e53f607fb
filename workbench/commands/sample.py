"""workbench sample: a fictional country with the truth of every number."""

from __future__ import annotations

import json
from pathlib import Path

from workbench.commands import terminal
from workbench.errors import WorkbenchError
from workbench.sample import write


def run(
    out: Path,
    *,
    seed: int,
    counties: int,
    townships: int,
    years: str,
    kinds: str,
    plain: bool,
    wild: bool,
) -> int:
    """Write the country and say where it is."""
    first, _, last = years.partition("-")
    if not (first.isascii() and first.isdigit() and (last or first).isdigit()):
        raise WorkbenchError(f"--years {years}: give a year or a range, as 2019 or 2016-2024")
    _clear(out)
    try:
        count = write(
            out,
            seed=seed,
            counties_count=counties,
            townships=townships,
            years=range(int(first), int(last or first) + 1),
            kinds=kinds.split(","),
            plain=plain,
            wild=wild,
        )
    except ValueError as error:
        raise WorkbenchError(str(error)) from error
    terminal.out().print(f"{count} reports in {out}; their truth is in {out / 'truth.jsonl'}")
    return 0


_OWN = frozenset({"truth.jsonl", "manifest.csv", "places.csv"})


def _clear(out: Path) -> None:
    """Take away what this command wrote there before; refuse a folder that holds anything else.

    Files of an older country would be read with the new one, without a truth of their own.
    """
    try:
        there = {path.name for path in out.iterdir()} if out.exists() else set()
    except OSError as error:
        raise WorkbenchError(f"{out}: {error.strerror}; give another --out") from error
    before = _written(out / "truth.jsonl")
    if strange := sorted(there - before - _OWN if before else there):
        raise WorkbenchError(f"{out}: holds {strange[0]}, which is not of a sample; give another")
    for name in sorted(there):
        (out / name).unlink()


def _written(truth: Path) -> frozenset[str]:
    """The files that an earlier run wrote, by its truth."""
    try:
        lines = truth.read_text(encoding="utf-8").splitlines()
        return frozenset(json.loads(line)["file"] for line in lines)
    except (OSError, ValueError, KeyError, TypeError):
        return frozenset()
