"""What a million reports and 48,000 county-years cost: measured at three sizes, then worked out.

``scale.py`` runs whole_year.py at 30, 100 and 300 counties (or at those given; a size that was
measured is not measured again) and prints what each report and page cost there: where the three
agree, the rest is multiplication. The table counts seconds of a core, as wall-clock time on a busy
machine says little; what runs in the first process alone is not shared among cores.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
BUILD = HERE.parents[1] / "build"
SIZES, CORES = (30, 100, 300), (2, 16, 256)
REPORTS, PAGES = 1_000_000, 48_000
MB, GB, HOUR = 1e6, 1e9, 3600

Phases = dict[str, dict[str, Any]]


def show(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def at(counties: int) -> Phases:
    """What was measured at a size; measured now, where it was not."""
    told = BUILD / f"whole-year-{counties}" / "measured.json"
    if not told.is_file():
        subprocess.run([sys.executable, str(HERE / "whole_year.py"), str(counties)], check=True)
    phases: Phases = json.loads(told.read_text(encoding="utf-8"))
    return phases


def line(counties: int, name: str, phase: dict[str, Any]) -> str:
    n = phase["count"]
    return (
        f"| {counties} counties, {name} {n:,} | {phase['seconds']:,.0f} s "
        f"| {phase['own_core'] / n * 1000:.1f} + {phase['other_core'] / n * 1000:.1f} ms "
        f"| {phase['own_bytes'] / MB:,.0f} MB | {phase['together_bytes'] / MB:,.0f} MB "
        f"| {phase['disk_bytes'] / n / 1000:.1f} kB |"
    )


def worked_out(few: dict[str, Any], many: dict[str, Any], wanted: int) -> list[str]:
    """The cells of the table for ``wanted`` items, by what each one more cost between two sizes."""
    more = many["count"] - few["count"]
    own, other, disk = (
        max(many[name] - few[name], 0) / more for name in ("own_core", "other_core", "disk_bytes")
    )
    grown = [phase["own_bytes"] - phase["began_bytes"] for phase in (few, many)]
    held = max(grown[1] - grown[0], 0) / more
    cells = []
    for cores in CORES:
        hours = (own + other / cores) * wanted / HOUR
        others = (many["together_bytes"] - many["own_bytes"]) / 2 * cores
        memory = many["own_bytes"] + held * (wanted - many["count"]) + others
        cells.append(f"{hours:,.1f} h, {memory / GB:,.0f} GB")
    return [*cells, f"{disk * wanted / GB:,.0f} GB"]


def main(sizes: tuple[int, ...]) -> None:
    runs = {counties: at(counties) for counties in sizes}
    show(
        "| run | time | core time each: first process + others | first process | all | disk each |"
    )
    show("| --- | --- | --- | --- | --- | --- |")
    for counties, phases in runs.items():
        for name, phase in phases.items():
            show(line(counties, name, phase))
    show("")
    show("| | " + " | ".join(f"{cores} cores" for cores in CORES) + " | disk |")
    show("| --- | --- | --- | --- | --- |")
    few, many = runs[min(sizes)], runs[max(sizes)]
    for name, told, wanted in (
        ("built", "a million reports read", REPORTS),
        ("rendered", "48,000 county-years rendered", PAGES),
    ):
        show(f"| {told} | " + " | ".join(worked_out(few[name], many[name], wanted)) + " |")


if __name__ == "__main__":
    given = tuple(int(one) for one in sys.argv[1:])
    main(given or SIZES)
