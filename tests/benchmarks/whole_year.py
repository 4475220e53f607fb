"""A whole country's year in one go: generated, built to a corpus, every county's page rendered.

2,844 counties in 31 provinces with 14 townships and two departments each, a few reports missing:
about 46,000 files. Prints seconds, the memory of this process and of the others at their
highest, and the disk used; the parent's memory at a tenth, a half and the whole of the pages
shows that it does not grow with them. Everything is kept in build/whole-year-2844; the files are
generated once, corpus and pages anew. ``whole_year.py 300`` makes 300 counties. What was measured
stands in measured.json there, from which scale.py works out larger and smaller machines.
"""

from __future__ import annotations

import csv
import json
import os
import resource
import shutil
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from multiprocessing import get_context
from pathlib import Path
from time import perf_counter

from workbench.analysis.building import build
from workbench.corpus.pool import cores
from workbench.rendering.batch import render
from workbench.rendering.plan import Wanted
from workbench.rendering.worker import Outcome
from workbench.sample import write

ROOT = Path(__file__).resolve().parents[2]
COUNTIES, TOWNSHIPS, YEAR = 2_844, 14, 2023
#: Thirty-one pairs of digits that no province of China has.
PROVINCES = [
    str(one)
    for first, last in ((16, 20), (24, 30), (38, 40), (47, 49), (55, 60), (66, 70), (83, 84))
    for one in range(first, last + 1)
]
MB = 1_000_000


def show(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


class Memory(threading.Thread):
    """Looks twice a second at this process and at all that it started."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.own = self.other = self.together = self.most = 0
        self.over = threading.Event()

    def run(self) -> None:
        while not self.over.wait(0.5):
            others = [_size(pid, "smaps_rollup", "Pss:") for pid in below(os.getpid())]
            own = _size(os.getpid(), "status", "VmRSS:")
            self.own, self.other = max(self.own, own), max([self.other, *others])
            self.together = max(self.together, own + sum(others))
            self.most = max(self.most, len(others))


def below(pid: int) -> Iterator[int]:
    """The processes that ``pid`` started, and those that they did."""
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in map(int, _read(task).split()):
            yield child
            yield from below(child)


def _size(pid: int, file: str, name: str) -> int:
    """Bytes: what a process holds (VmRSS), or its share of what it holds with others (Pss)."""
    lines = (line.split() for line in _read(Path(f"/proc/{pid}/{file}")).splitlines())
    return next((int(line[1]) * 1024 for line in lines if line and line[0] == name), 0)


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii", errors="replace")
    except OSError:
        return ""


@dataclass
class Phase:
    """What a part of the work took: seconds, seconds of a core here and in other processes,
    and memory: here at the beginning and at most, in the largest other process, in all together."""

    count: int
    seconds: float = 0.0
    own_core: float = 0.0
    other_core: float = 0.0
    began_bytes: int = 0
    own_bytes: int = 0
    other_bytes: int = 0
    together_bytes: int = 0
    disk_bytes: int = 0


def used(who: int) -> float:
    """Seconds of a core that this process, or its ended children, have taken."""
    taken = resource.getrusage(who)
    return taken.ru_utime + taken.ru_stime


@contextmanager
def measured(what: str, count: int) -> Iterator[Phase]:
    """Print how long something took, and what it held in memory at most."""
    memory, began, done = Memory(), perf_counter(), Phase(count)
    own, other = used(resource.RUSAGE_SELF), used(resource.RUSAGE_CHILDREN)
    done.began_bytes = _size(os.getpid(), "status", "VmRSS:")
    memory.start()
    yield done
    memory.over.set()
    memory.join()
    done.seconds = perf_counter() - began
    done.own_core = used(resource.RUSAGE_SELF) - own
    done.other_core = used(resource.RUSAGE_CHILDREN) - other
    done.own_bytes, done.other_bytes = memory.own, memory.other
    done.together_bytes = memory.together
    show(f"{what}: {done.seconds:,.0f} s, {done.seconds / max(count, 1):.4f} s each of {count:,}")
    show(
        f"  seconds of a core: {done.own_core:,.0f} in this process, {done.other_core:,.0f} in others"
    )
    show(
        f"  memory at most: this process {memory.own / MB:,.0f} MB, the largest of "
        f"{memory.most} others {memory.other / MB:,.0f} MB, together {memory.together / MB:,.0f} MB"
    )


def files(folder: Path, counties: int) -> None:
    """The country's files, its places spread over 31 provinces."""
    write(folder, seed=1, counties_count=counties, townships=TOWNSHIPS, years=range(YEAR, YEAR + 1))
    for name, column in (("manifest.csv", "code"), ("places.csv", "code")):
        with (folder / name).open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        for row in rows:
            row[column] = _moved(row[column])
        if name == "places.csv":
            last = rows.pop(0)
            rows += [last | {"code": f"{one}0000", "name": f"示例{one}省"} for one in PROVINCES]
            rows.sort(key=lambda row: row["code"])
        with (folder / name).open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)


def _moved(code: str) -> str:
    """The code of a place in the province that its prefecture has come to."""
    return PROVINCES[int(code[2:4]) % len(PROVINCES)] + code[2:] if code else ""


def generated(folder: Path, counties: int) -> Path:
    """The files, made by a process of its own, so that its memory is not this one's."""
    made = folder / "files"
    if not made.is_dir():
        began, aside = perf_counter(), folder / "files.new"
        shutil.rmtree(aside, ignore_errors=True)
        running = get_context("spawn").Process(target=files, args=(aside, counties))
        running.start()
        running.join()
        assert running.exitcode == 0
        aside.rename(made)
        show(f"generated: {perf_counter() - began:,.0f} s")
    return made


def rendered(corpus: Path, out: Path) -> None:
    """Every county's page of the year; the parent's memory on the way."""
    told = []

    def report(outcome: Outcome, done: int, total: int) -> None:
        for part in (10, 50, 100):
            if done * 100 >= total * part and part not in told:
                told.append(part)
                held = _size(os.getpid(), "status", "VmRSS:") / MB
                show(
                    f"  {part:3} %: {done:,} of {total:,} pages, this process holds {held:,.0f} MB"
                )

    wanted = Wanted(kinds=("county",), years={YEAR})
    done = render(
        corpus, out, wanted=wanted, notebooks=ROOT / "notebooks", jobs=cores(), report=report
    )
    show(f"  {dict(done.counts)}; {done.stopped or done.failed[:1] or 'no page failed'}")


def disk(folder: Path) -> tuple[int, str]:
    """How many bytes a folder holds, and that in words."""
    sizes = [path.stat().st_size for path in folder.rglob("*") if path.is_file()]
    return sum(sizes), f"{sum(sizes) / MB:,.0f} MB in {len(sizes):,} files"


def main(counties: int) -> None:
    began, folder = perf_counter(), ROOT / "build" / f"whole-year-{counties}"
    folder.mkdir(parents=True, exist_ok=True)
    source, corpus, pages = generated(folder, counties), folder / "corpus", folder / "pages"
    for old in (corpus, pages):
        shutil.rmtree(old, ignore_errors=True)
    count = sum(path.suffix == ".txt" for path in source.iterdir())
    show(f"{count:,} reports of {counties:,} counties, {cores()} cores; {disk(source)[1]}")
    with measured("built", count) as read:
        done = build([source], out=corpus)
    rows = done.corpus.catalogue.rows
    read.disk_bytes, told = disk(corpus)
    show(f"  {rows('reports'):,} reports, {rows('figures'):,} figures, {rows('cells'):,} cells")
    show(f"  {done.read:,} files read, {len(done.refused)} refused; {told}")
    with measured("rendered", counties) as made:
        rendered(corpus, pages)
    made.disk_bytes, told = disk(pages)
    show(f"  {told}")
    phases = {"built": asdict(read), "rendered": asdict(made)}
    (folder / "measured.json").write_text(json.dumps(phases, indent=1), encoding="utf-8")
    show(f"all of it: {(perf_counter() - began) / 60:.1f} minutes")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else COUNTIES)
