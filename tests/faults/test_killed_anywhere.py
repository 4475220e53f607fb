"""A batch killed outright at instants that nobody chose, and run again (faults 57, 62).

WORKBENCH_KILLS=20 kills it twenty times; by default it is killed a few times.
"""

from __future__ import annotations

import os
import random
import shutil
import time
from pathlib import Path

import pytest

from tests.faults.conftest import Bench, tree, wait
from workbench.rendering import ledger

KILLS = int(os.environ.get("WORKBENCH_KILLS", "3"))
SEED = int(os.environ.get("WORKBENCH_KILLS_SEED", "1"))


@pytest.mark.kernel
@pytest.mark.fault(57, 46)
def test_killed_at_any_instant_the_next_run_gives_the_same_tree(
    bench: Bench, tmp_path: Path
) -> None:
    clean, out, chance = tmp_path / "clean", tmp_path / "out", random.Random(SEED)
    began = time.monotonic()
    done = bench.render(clean, "--jobs", "2")
    whole = time.monotonic() - began
    assert done.returncode == 0, done.stderr
    for number in range(KILLS):
        if number % 2 == 0:  # a fresh folder, then one with what the last kill left
            shutil.rmtree(out, ignore_errors=True)
        running = bench.start(out, "--jobs", "2", "--force")
        time.sleep(chance.uniform(0, whole))
        running.kill()
        running.wait()
        wait(lambda: not bench.processes())
        pages = tree(out) if out.exists() else {}
        for name, content in pages.items():
            if name.endswith(".html"):
                assert content.endswith(b"</html>\n"), f"{name} is not whole after kill {number}"
    done = bench.render(out, "--jobs", "2")
    assert done.returncode == 0, done.stderr
    assert tree(out) == tree(clean)
    assert not list((out / ".workbench" / "new").iterdir())
    assert not list(bench.own.glob("workbench-*")), "what the killed ones left is swept"
    assert not bench.processes()


@pytest.mark.kernel
@pytest.mark.fault(62, 63)
def test_a_torn_ledger_and_a_torn_manifest_cost_one_page(bench: Bench, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert bench.render(out, "--county", "640522").returncode == 0
    whole = tree(out)
    path = out / ".workbench" / "ledger.jsonl"
    path.write_bytes(path.read_bytes()[:-9])
    (out / ".workbench" / "pages" / "640522-2017.json").write_bytes(b'{"kind": "cou')
    done = bench.render(out, "--county", "640522")
    assert done.returncode == 0 and "1 rendered, 2 unchanged" in done.stdout
    assert tree(out) == whole
    entries, torn = ledger.read(path)
    assert torn == 1 and entries[-1]["page"] == "640522-2017"
