"""Checking 100,000 reports: the model country's reports of one year, over and over.

Prints milliseconds a report at growing numbers, whether the time grows with them, the cost of
each check, and the memory's high-water mark. Reading and parsing are not counted: their time
is shown once for comparison. A number may be given: ``bench_checks.py 10000``.
"""

from __future__ import annotations

import resource
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

from workbench.checking import RULES, check, findings
from workbench.checking.view import View
from workbench.model import Document, Report
from workbench.parsing.report import parse
from workbench.reading import read
from workbench.reference import divisions
from workbench.sample import write

EVERY = 100_000
_STEPS = 4
_PROFILED = 200

Read = tuple[Report, str]


def show(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def country() -> list[Read]:
    """A few hundred parsed reports of all forms, and what parsing them cost."""
    with TemporaryDirectory() as folder:
        write(Path(folder), seed=1, counties_count=3, townships=10, years=range(2012, 2025))
        documents = [
            document
            for path in sorted(Path(folder).glob("*.txt"))
            for document in read(path.read_bytes(), path.name)
            if isinstance(document, Document)
        ]
        with divisions.use(Path(folder, "places.csv")):
            list(_parsed(documents[:10]))  # the reference data are read once
            start = process_time()
            made = list(_parsed(documents))
    spent = (process_time() - start) / len(made)
    show(f"{len(made)} reports parsed, {spent * 1_000:.2f} ms each; now their checks")
    return made


def _parsed(documents: list[Document]) -> Iterator[Read]:
    for document in documents:
        for report in parse(document):
            if isinstance(report, Report):
                yield report, document.text


def measure(reports: list[Read], count: int) -> float:
    """The seconds that ``count`` checks take; nothing of them is kept."""
    start, told = process_time(), 0
    for report, text in islice(cycle(reports), count):
        told += len(findings(check(report, text)))
    seconds = process_time() - start
    show(f"{count:>9,} reports {seconds:8.1f} s {seconds / count * 1_000:7.3f} ms each")
    return seconds


def costs(reports: list[Read]) -> None:
    """What each check takes of a report's time, the dearest first."""
    spent: Counter[str] = Counter()
    for report, text in reports[:_PROFILED]:
        view = View(report, text)
        start = process_time()
        len(view.squeezed.text)
        spent["folding"] += process_time() - start
        for code, rule in RULES.items():
            start = process_time()
            sum(1 for _ in rule(view))
            spent[code] += process_time() - start
    each = [f"{code} {s / _PROFILED * 1e6:.0f}" for code, s in spent.most_common(12)]
    show("microseconds a report: " + ", ".join(each))


def main(count: int) -> None:
    reports = country()
    measure(reports, len(reports))
    sizes = [count // 2**n for n in reversed(range(_STEPS))]
    times = [measure(reports, size) for size in sizes]
    growth = (times[-1] / times[0]) / (sizes[-1] / sizes[0])
    show(f"{sizes[-1] / sizes[0]:.0f} times the reports took {growth:.2f} times their share")
    costs(reports)
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_000
    show(f"{used:,.0f} MB at most")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else EVERY)
