"""One build at a time; the lock of a dead process is no lock."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from workbench.corpus.lock import FILE, locked
from workbench.errors import CorpusError

HOLD = """
import sys
from pathlib import Path
from workbench.corpus.lock import locked
with locked(Path(sys.argv[1])):
    sys.stdout.write("held\\n")
    sys.stdout.flush()
    sys.stdin.read()
"""


def _holder(folder: Path) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


@pytest.mark.fault(61)
def test_a_second_build_is_refused_and_names_the_first(tmp_path: Path) -> None:
    process = _holder(tmp_path)
    try:
        with pytest.raises(CorpusError, match=rf"process {process.pid}\); wait"), locked(tmp_path):
            pass
    finally:
        process.kill()
        process.communicate()
    with locked(tmp_path):
        assert (tmp_path / FILE).is_file()


@pytest.mark.fault(61)
def test_a_lock_is_free_again(tmp_path: Path) -> None:
    for _ in range(2):
        with locked(tmp_path / "new"):
            pass
    assert (tmp_path / "new" / FILE).read_bytes() == b""
