"""A long run on demand: generated reports, one in twenty hostile, built and partly rendered.

    nice python tests/faults/soak.py --reports 5000 --render 5 --work /var/tmp/soak

It prints the memory of all processes as it goes, and fails unless every good file is a
report, every bad one is named, memory is as flat at the end as at the beginning, and neither
a process nor a temporary file is left.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from hostile_files import hostile

from workbench.corpus.open import open_corpus
from workbench.sample import write

_COMMAND = "from workbench.cli import main; main()"
_PER_COUNTY = 12 * 9
_SHARE = 20
#: What the last third needs may exceed what the middle one needed by so much.
_GROWTH = 1.25
_MARK = "WORKBENCH_SOAK"


@dataclass
class Watch:
    """The resident memory of a command and its children, in MB, as it runs."""

    seen: list[tuple[float, float]] = field(default_factory=list)

    def run(self, arguments: list[str], *, own: Path, log: Path) -> int:
        """The exit code of ``workbench`` with ``arguments``; its words go to ``log``."""
        began, told = time.monotonic(), 0.0
        environment = {**os.environ, "TMPDIR": str(own), _MARK: str(own)}
        with log.open("ab") as file:
            running = subprocess.Popen(
                [sys.executable, "-c", _COMMAND, *arguments],
                env=environment, stdout=file, stderr=file,
            )  # fmt: skip
            while running.poll() is None:
                now = time.monotonic() - began
                self.seen.append((now, memory(own)))
                if now - told >= 15:
                    told = now
                    say(f"  {now:6.0f} s  {self.seen[-1][1]:6.0f} MB")
                time.sleep(0.5)
        return running.returncode

    def flat(self) -> bool:
        """Whether the last third needs hardly more than the middle one, the start-up left out."""
        third = max(1, len(self.seen) // 3)
        middle, last = self.seen[third : 2 * third] or self.seen, self.seen[-third:]
        return median(mb for _, mb in last) <= _GROWTH * median(mb for _, mb in middle)


def own_processes(own: Path) -> list[Path]:
    """The processes that were started for this soak and live."""
    found = []
    for path in Path("/proc").glob("[0-9]*"):
        try:
            if f"{_MARK}={own}".encode() in (path / "environ").read_bytes():
                found.append(path)
        except OSError:
            continue
    return found


def memory(own: Path) -> float:
    """The resident memory of all of them, in MB."""
    pages = 0
    for path in own_processes(own):
        try:
            pages += int((path / "statm").read_text(encoding="ascii").split()[1])
        except (OSError, IndexError):
            continue
    return pages * os.sysconf("SC_PAGESIZE") / 1e6


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def plant(folder: Path, count: int, seed: int) -> set[str]:
    """Write ``count`` hostile files among the reports; each has bytes of its own."""
    chance, kinds = random.Random(seed), hostile()
    names = set()
    for number in range(count):
        name, content = list(kinds.items())[number % len(kinds)]
        salt = b"" if number < len(kinds) or not content else chance.randbytes(8)
        stem, _, ending = name.rpartition(".")
        names.add(f"{stem}-{number:04d}.{ending}")
        (folder / f"{stem}-{number:04d}.{ending}").write_bytes(content + salt)
    return names


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=5_000)
    parser.add_argument("--render", type=int, default=3, help="counties to render")
    parser.add_argument("--jobs", default="2")
    parser.add_argument("--work", type=Path, default=Path(tempfile.gettempdir()) / "soak")
    given = parser.parse_args()
    shutil.rmtree(given.work, ignore_errors=True)
    files, own, corpus = (given.work / name for name in ("files", "own", "corpus"))
    own.mkdir(parents=True)
    counties = max(1, given.reports // _PER_COUNTY)
    good = write(
        files, seed=9, counties_count=counties, townships=10, years=range(2016, 2025),
        kinds=("txt", "txt", "html", "docx", "pdf"),
    )  # fmt: skip
    bad = plant(files, good // _SHARE, 9)
    (files / "truth.jsonl").unlink()
    say(f"{good} reports of {counties} counties, {len(bad)} hostile files")
    failures = built(given, files, own, corpus, good, bad)
    failures += rendered(given, own, corpus)
    failures += left(own)
    say("\n".join(f"FAILED: {failure}" for failure in failures) or "all held")
    return 1 if failures else 0


def built(
    given: argparse.Namespace, files: Path, own: Path, corpus: Path, good: int, bad: set[str]
) -> list[str]:
    """Build, and say what of it did not hold."""
    watch, began = Watch(), time.monotonic()
    arguments = ["build", str(files), "--out", str(corpus), "--jobs", given.jobs]
    code = watch.run(arguments, own=own, log=given.work / "build.log")
    seconds, peak = time.monotonic() - began, max(mb for _, mb in watch.seen)
    sources = open_corpus(corpus).sources
    status = sources.groupby("status").size().to_dict()
    say(f"built in {seconds:.0f} s, at most {peak:.0f} MB, exit {code}: {status}")
    named = {name.partition("!/")[0] for name in sources["name"][sources["status"] != "report"]}
    told = set(sources["path"][sources["status"] == "refused"])
    log = (given.work / "build.log").read_text(encoding="utf-8", errors="backslashreplace")
    checks = {
        "exit code is not 1": code == 1,
        f"good files that gave no report: {sorted(named - bad)[:5]}": not named - bad,
        f"bad files that gave one: {sorted(bad - named)[:5]}": not bad - named,
        "not as many reports as good files": status.get("report") == good,
        "a defect of ours": not sources["detail"].fillna("").str.contains("defect").any(),
        "bad files that stderr does not name": all(
            Path(path).name.partition("!/")[0] in log for path in told
        ),
        "memory grew": watch.flat(),
    }
    return [f"build: {failure}" for failure, held in checks.items() if not held]


def rendered(given: argparse.Namespace, own: Path, corpus: Path) -> list[str]:
    """Render some counties, and say what of it did not hold."""
    codes = sorted(open_corpus(corpus).reports["county_code"].dropna().unique())[: given.render]
    if not codes:
        return []
    out, watch, began = given.work / "pages", Watch(), time.monotonic()
    wanted = [word for code in codes for word in ("--county", code)]
    arguments = ["render", "--corpus", str(corpus), "--out", str(out), "--jobs", given.jobs]
    code = watch.run([*arguments, *wanted], own=own, log=given.work / "render.log")
    pages = len(list(out.glob("[0-9]*-[0-9]*.html")))
    peak = max(mb for _, mb in watch.seen)
    say(
        f"{pages} pages of counties in {time.monotonic() - began:.0f} s, at most {peak:.0f} MB, exit {code}"
    )
    checks = {"exit code is not 0": code == 0, "pages are missing": pages == 9 * len(codes)}
    return [f"render: {failure}" for failure, held in checks.items() if not held]


def left(own: Path) -> list[str]:
    """What should be gone by now."""
    time.sleep(3)
    return [f"a process: {path}" for path in own_processes(own)] + [
        f"a temporary file: {path}" for path in own.iterdir()
    ]


if __name__ == "__main__":
    sys.exit(main())
