"""A batch that is killed outright, with real workers and kernels, and run again (fault 57)."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

COMMAND = "from workbench.cli import main; main()"
PATIENCE = 120


def _tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name not in ("ledger.jsonl", ".lock")
    }


def _of(folder: Path) -> list[str]:
    """The commands of the processes that work for ``folder``."""
    found = []
    for path in Path("/proc").glob("[0-9]*"):
        try:
            started_there = f"{folder}\n" in (path / "environ").read_text(errors="replace")
            alive = (path / "stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
            if started_there and alive:
                found.append((path / "cmdline").read_text().replace("\0", " "))
        except OSError:
            continue
    return found


@pytest.mark.fault(57)
@pytest.mark.kernel
@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="looks at /proc")
def test_a_killed_batch_leaves_no_process_and_is_finished_by_the_next(
    tmp_path: Path, make_corpus: Callable[..., Path], make_notebooks: Callable[..., Path]
) -> None:
    out, clean = tmp_path / "out", tmp_path / "clean"
    arguments = [
        *("render", "--corpus", str(make_corpus()), "--notebooks", str(make_notebooks())),
        *("--notebook", "county", "--jobs", "2", "--out"),
    ]
    command = [sys.executable, "-c", COMMAND, *arguments]
    environment = {"PATH": "/usr/bin:/bin", "TMPDIR": "/tmp", "WORKBENCH_TEST": f"{out}\n"}

    running = subprocess.Popen(
        [*command, str(out)], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _wait(lambda: bool(list(out.glob(".workbench/pages/*.json"))))
    running.kill()
    running.wait()
    _wait(lambda: not _of(out))
    assert len(list(out.glob("*.html"))) < 5

    for folder in (out, clean):
        done = subprocess.run([*command, str(folder)], capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr
    assert _tree(out) == _tree(clean)
    assert not list((out / ".workbench" / "new").iterdir())


def _wait(until: Callable[[], bool]) -> None:
    began = time.monotonic()
    while not until():
        assert time.monotonic() - began < PATIENCE
        time.sleep(0.05)
