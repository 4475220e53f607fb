"""The small corpus and notebooks of the rendering tests, and the command as people start it."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.rendering.conftest import (
    HEAD,
    TABLE,
    make_corpus,
    make_notebook,
    make_notebooks,
    reports,
)

__all__ = ["make_corpus", "make_notebook", "make_notebooks", "reports"]

ROOT = Path(__file__).resolve().parents[2]
_COMMAND = "from workbench.cli import main; main()"
_MARK = "WORKBENCH_TEST"
PATIENCE = 120


def tree(folder: Path) -> dict[str, bytes]:
    """Every file but the ledger, which tells the time each page took."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name not in ("ledger.jsonl", ".lock")
    }


def wait(until: Callable[[], bool]) -> None:
    """Return when ``until`` holds; a test that waits too long fails."""
    began = time.monotonic()
    while not until():
        assert time.monotonic() - began < PATIENCE
        time.sleep(0.02)


@dataclass
class Bench:
    """A corpus, notebooks and ``workbench render`` in processes of its own."""

    corpus: Path
    notebooks: Path
    own: Path

    def command(self, out: Path, *more: str) -> list[str]:
        given = ("--corpus", self.corpus, "--notebooks", self.notebooks, "--out", out)
        return [sys.executable, "-c", _COMMAND, "render", *map(str, given), *more]

    def environment(self, **more: str) -> dict[str, str]:
        kept = {"PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT)}
        return {**kept, "TMPDIR": str(self.own), _MARK: str(self.own), **more}

    def start(self, out: Path, *more: str) -> subprocess.Popen[bytes]:
        """The command on its way."""
        return subprocess.Popen(
            self.command(out, *more),
            env=self.environment(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def render(self, out: Path, *more: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """The command, waited for."""
        return subprocess.run(
            self.command(out, *more),
            env=self.environment(**environment),
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=PATIENCE,
        )

    def processes(self) -> list[str]:
        """The commands of the living processes that this bench started."""
        found = []
        for path in Path("/proc").glob("[0-9]*"):
            try:
                ours = f"{_MARK}={self.own}".encode() in (path / "environ").read_bytes()
                state = (path / "stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()[0]
                if ours and state != "Z":
                    found.append((path / "cmdline").read_text(encoding="utf-8"))
            except OSError:
                continue
        return found


@pytest.fixture
def bench(
    tmp_path: Path, make_corpus: Callable[..., Path], make_notebooks: Callable[..., Path]
) -> Bench:
    if not Path("/proc/self/environ").exists() or os.name != "posix":
        pytest.skip("looks for processes in /proc, which is Linux's")
    own = tmp_path / "own"
    own.mkdir()
    return Bench(make_corpus(), make_notebooks(HEAD, TABLE), own)  # no chart: a second less
