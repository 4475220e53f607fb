"""Building a corpus: all files new, none changed, one changed; and one county's slice.

Prints reports a second, the size on the disk and the memory's high-water mark. A number of
counties may be given: ``bench_build.py 100`` builds about 1,200 reports of one hundred.
"""

from __future__ import annotations

import resource
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import TypeVar

from workbench.analysis.building import build
from workbench.sample import write

Result = TypeVar("Result")


def show(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def timed(what: str, reports: int, work: Callable[[], Result]) -> Result:
    start = perf_counter()
    result = work()
    seconds = perf_counter() - start
    show(f"{what:32} {seconds:8.2f} s {reports / seconds:10,.0f} reports/s")
    return result


def main(counties: int) -> None:
    with TemporaryDirectory() as folder:
        files, out = Path(folder, "files"), Path(folder, "corpus")
        count = write(files, seed=1, counties_count=counties, years=range(2023, 2024))
        show(f"{count} reports of one year, {counties} counties")
        done = timed("all new", count, lambda: build([files], out=out))
        timed("none changed", count, lambda: build([files], out=out))
        first = next(iter(sorted(files.glob("*.txt"))))
        first.write_bytes(first.read_bytes() + b"\n")
        done = timed("one changed", count, lambda: build([files], out=out))
        county = done.corpus.reports["county_code"].iloc[-1]
        timed("one county's figures and cells", 1, lambda: _slice(done.corpus, county))
        size = sum(path.stat().st_size for path in out.rglob("*") if path.is_file())
        show(f"{size / count:,.0f} bytes a report on the disk")
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_000
    show(f"{used:,.0f} MB at most in the first process")


def _slice(corpus: object, county: str) -> None:
    narrow = corpus.only(county=county)  # type: ignore[attr-defined]
    len(narrow.figures) + len(narrow.cells)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 30)
