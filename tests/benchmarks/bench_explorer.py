"""How long the explorer takes to show everywhere, a province, a county and a township.

    python tests/benchmarks/bench_explorer.py [CORPUS]

Without a corpus one of about 46,000 reports is made, which takes a minute or two; ``country.make``
with ``counties=620, years=range(2014, 2024)`` makes one of 101,000. The first line reads from the
disk what the next ones have at hand. Seconds of a processor say more than those of a clock where
others work too.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from country import make

import workbench as wb
from workbench.display.explorer import Explorer
from workbench.display.explorer.sheets import EVERY


def _timed(what: str, act: Callable[[], object]) -> None:
    began, used = time.perf_counter(), time.process_time()
    act()
    took, cpu = time.perf_counter() - began, time.process_time() - used
    sys.stdout.write(f"{what:28s} {took:7.3f} s  ({cpu:.3f} s of processor)\n")


def measure(corpus: wb.Corpus) -> None:
    """Open, choose places, level, years and indicator, add a term, look at tables, open a number."""
    reports = corpus.read("reports", columns=["county_code", "code"]).dropna()
    county = str(reports["county_code"].mode().iloc[0])
    reports = reports.loc[reports["county_code"].eq(county)]
    township = str(reports.loc[reports["code"].str.len().eq(9), "code"].iloc[0])
    sys.stdout.write(f"{corpus}\n")
    began, used = time.perf_counter(), time.process_time()
    explorer = Explorer(corpus)
    used = time.process_time() - used
    took = time.perf_counter() - began
    sys.stdout.write(f"{'open':28s} {took:7.3f} s  ({used:.3f} s of processor)\n")
    for place in (county[:2] + "0000", county, township, None, county[:2] + "0000", None):
        name = place or "everywhere"
        _timed(f"choose {name}", lambda place=place: explorer.choose(place))  # type: ignore[misc]
        _timed("  add a term", lambda: explorer.add_term("经费"))
        explorer.controls.remove_term("经费")
        for at, name in enumerate(EVERY):
            _timed(f"  table {name}", lambda at=at: _look(explorer, at))  # type: ignore[misc]
        _turned(explorer)
        rows = explorer.views.series.points.dropna(subset=["value"]).head(1).to_dict("records")
        for row in rows:
            place = (row["report_id"], int(row["start"]), int(row["end"]))
            _timed("  open a number", lambda place=place: explorer.reading.look(*place))  # type: ignore[misc]


def _turned(explorer: Explorer) -> None:
    """Another level, other years and another indicator, and back."""
    controls = explorer.controls
    first, last = controls.years.value
    for control, other in (
        (controls.level, "county"),
        (controls.years, (min(first + 1, last), last)),
        (controls.indicator, "requests_received"),
    ):
        before = control.value
        _timed(f"  {other}", lambda c=control, o=other: setattr(c, "value", o))  # type: ignore[misc]
        _timed("  and back", lambda c=control, b=before: setattr(c, "value", b))  # type: ignore[misc]


def _look(explorer: Explorer, at: int) -> None:
    explorer.tabs.tab.selected_index = None
    explorer.tabs.tab.selected_index = at


def main(given: list[str]) -> None:
    if given:
        measure(wb.open(given[0]))
        return
    with TemporaryDirectory(prefix="workbench-") as folder:
        measure(wb.open(make(Path(folder, "corpus"))))


if __name__ == "__main__":
    main(sys.argv[1:])
