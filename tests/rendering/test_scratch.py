"""Temporary folders of processes that were killed are removed; all others are left alone (57)."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from workbench.corpus.spill import Spill
from workbench.rendering.scratch import scratch, sweep

pytestmark = [
    pytest.mark.fault(57),
    pytest.mark.skipif(os.name != "posix", reason="an open file's name is its own on Windows"),
]

_HOLD = """
import sys, time
from workbench.rendering.scratch import scratch
with scratch() as folder:
    (folder / "half").write_text("x")
    print(folder, flush=True)
    time.sleep(600)
"""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def test_a_folder_lives_as_long_as_its_owner(home: Path) -> None:
    running = subprocess.Popen(
        [sys.executable, "-c", _HOLD], env={**os.environ, "TMPDIR": str(home)},
        stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert running.stdout is not None
    with running.stdout:
        left = Path(running.stdout.readline().strip())
    assert left.parent == home
    sweep()
    assert (left / "half").is_file()
    running.send_signal(signal.SIGKILL)
    running.wait()
    sweep()
    assert not left.exists()


def test_what_is_not_a_killed_ones_stays(home: Path) -> None:
    others = home / "elsewhere"
    others.mkdir()
    (others / ".owner").touch()
    (home / "workbench-link").symlink_to(others, target_is_directory=True)
    (home / "workbench-unlocked").mkdir()
    (home / "workbench-file").touch()
    with scratch("warm-") as own:
        sweep()
        assert own.is_dir() and own.name.startswith("workbench-warm-")
    left = sorted(path.name for path in home.iterdir())
    assert left == ["elsewhere", "workbench-file", "workbench-link", "workbench-unlocked"]
    assert (others / ".owner").is_file()


def test_a_build_removes_what_a_killed_one_wrote_aside(tmp_path: Path) -> None:
    left = tmp_path / ".building-abc"
    left.mkdir()
    (left / "figures-64-0.arrow").touch()
    with Spill(tmp_path):
        assert not left.exists()
