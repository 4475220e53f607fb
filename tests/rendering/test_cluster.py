"""More machines: a scheduler and its workers, one of them killed; and what stops it early (57)."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from workbench.corpus import cluster, pool
from workbench.corpus.cluster import joined
from workbench.errors import ClusterError

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 180


def wait(until: Callable[[], Any]) -> Any:
    began = time.monotonic()
    while not (found := until()):
        assert time.monotonic() - began < PATIENCE
        time.sleep(0.02)
    return found


def tree(folder: Path) -> dict[str, bytes]:
    """Every file but locks and the ledger, which tells the time each page took."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name not in ("ledger.jsonl", ".lock")
    }


@dataclass
class Machines:
    """A scheduler and workers, each a process of its own, and the command beside them.

    They run a copy of the package: a worker refuses to work for another version of it.
    """

    home: Path
    address: str = ""
    running: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def start(self, *dask: str) -> subprocess.Popen[bytes]:
        folder = self.home / f"process{len(self.running)}"
        folder.mkdir()
        with (folder / "log").open("wb") as log:
            done = subprocess.Popen(
                [sys.executable, "-m", "distributed.cli.dask_" + dask[0], *dask[1:]],
                cwd=folder, env=self.environment(), stdout=log, stderr=log,
            )  # fmt: skip
        self.running.append(done)
        return done

    def worker(self) -> subprocess.Popen[bytes]:
        options = ("--nthreads", "1", "--no-nanny", "--no-dashboard", "--death-timeout", "60")
        return self.start("worker", self.address, *options)

    def environment(self) -> dict[str, str]:
        return {**os.environ, "PYTHONPATH": str(self.home / "package")}

    def command(self, *given: str) -> subprocess.Popen[bytes]:
        code = "from workbench.cli import main; main()"
        return subprocess.Popen(
            [sys.executable, "-c", code, *given], cwd=self.home / "package", env=self.environment()
        )

    def busy(self, client: Any) -> subprocess.Popen[bytes] | None:
        """A worker that has something to do."""
        pids = client.run(os.getpid)
        working = {pids[address] for address, tasks in client.processing().items() if tasks}
        return next((one for one in self.running if one.pid in working), None)


@pytest.fixture
def machines(tmp_path: Path) -> Iterator[Machines]:
    made = Machines(tmp_path)
    for name in ("workbench", "notebooks", "data"):
        ignored = shutil.ignore_patterns("__pycache__", "corpus" if name == "data" else "")
        shutil.copytree(ROOT / name, tmp_path / "package" / name, ignore=ignored)
    told = tmp_path / "scheduler.json"
    options = ("--host", "127.0.0.1", "--port", "0", "--no-dashboard")
    made.start("scheduler", *options, "--scheduler-file", str(told))
    wait(lambda: told.is_file() and told.read_text("utf-8").strip().endswith("}"))
    made.address = json.loads(told.read_text("utf-8"))["address"]
    for _ in range(2):
        made.worker()
    yield made
    for one in reversed(made.running):
        one.kill()
        one.wait()


@pytest.mark.kernel
@pytest.mark.fault(57, 67)
@pytest.mark.skipif(not hasattr(os, "fork"), reason="kills processes as Linux does")
def test_a_cluster_that_loses_workers_gives_what_this_machine_gives(machines: Machines) -> None:
    distributed = pytest.importorskip("distributed")
    files = [str(machines.home / "package/data/sample" / one) for one in ("retold", "model")]
    there, here = (["--out", str(machines.home / name)] for name in ("there", "here"))
    with distributed.Client(machines.address, set_as_default=False) as client:
        client.wait_for_workers(2, timeout=PATIENCE)
        running = machines.command("build", *files, *there, "--scheduler", machines.address)
        wait(lambda: machines.busy(client)).kill()
        assert running.wait(PATIENCE) == 0
        assert machines.command("build", *files, *here).wait(PATIENCE) == 0
        assert tree(machines.home / "there") == tree(machines.home / "here")

        machines.worker()
        client.wait_for_workers(2, timeout=PATIENCE)
        wanted = ("render", "--corpus", here[1], "--notebook", "county", "--year", "2017-2021")
        there[1], here[1] = (f"{folder}-pages" for folder in (there[1], here[1]))
        running = machines.command(*wanted, *there, "--scheduler", machines.address)
        wait(lambda: list(Path(there[1], ".workbench", "pages").glob("*.json")))
        wait(lambda: machines.busy(client)).kill()
        assert running.wait(PATIENCE) == 0
    assert machines.command(*wanted, *here).wait(PATIENCE) == 0
    assert tree(Path(there[1])) == tree(Path(here[1]))
    assert len(list(Path(here[1]).glob("*.html"))) > 5


class Fake:
    """A client of a cluster whose workers are ``workers``, and tell ``told`` of themselves."""

    def __init__(self, *threads: int, told: str = "", failure: Exception | None = None) -> None:
        self.threads, self.told, self.failure, self.closed = threads, told, failure, False

    def scheduler_info(self, n_workers: int) -> dict[str, Any]:
        return {"workers": {str(n): {"nthreads": one} for n, one in enumerate(self.threads)}}

    def run(self, asked: Callable[[], str]) -> dict[str, str]:
        return {"worker": self.told or asked()}

    def get_executor(self, **_: Any) -> Executor:
        return _InPlace(self.failure)

    def close(self, timeout: float) -> None:
        self.closed = True


class _InPlace(Executor):
    def __init__(self, failure: Exception | None) -> None:
        self.failure = failure

    def submit(self, work: Callable[..., Any], /, *args: Any, **_: Any) -> Future[Any]:
        made: Future[Any] = Future()
        if self.failure:
            made.set_exception(self.failure)
        else:
            try:
                made.set_result(work(*args))
            except ClusterError as error:
                made.set_exception(error)
        return made


class KilledWorker(Exception):
    """As Dask names it."""


def doubled(items: Sequence[int]) -> list[int]:
    return [2 * item for item in items]


REFUSED: dict[str, tuple[Fake, str]] = {
    "no workers": (Fake(), "has no workers"),
    "threads": (Fake(1, 4), "several threads"),
    "another version": (Fake(1, told="another version"), "another version"),
}


@pytest.mark.parametrize(("client", "told"), REFUSED.values(), ids=REFUSED)
def test_a_cluster_that_is_not_fit_is_refused(
    client: Fake, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "_client", lambda address: client)
    with pytest.raises(ClusterError, match=told), joined("tcp://x:1"):
        pass
    assert client.closed


def test_a_folder_that_a_worker_does_not_see_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "_client", lambda address: Fake(1))
    with (
        pytest.raises(ClusterError, match=r"does not see .*gone"),
        joined("x", [tmp_path / "gone"]),
    ):
        pass
    with joined("x", [tmp_path]) as there:
        tmp_path.rmdir()
        assert there is not None
        with pytest.raises(ClusterError, match="same folders"):  # a worker that joined later
            there.submit(doubled, [1]).result()


@pytest.mark.parametrize("failure", [None, KilledWorker("three times")], ids=["done", "killed"])
def test_what_ends_worker_after_worker_is_done_here_one_by_one(
    failure: Exception | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "_client", lambda address: Fake(1, 1, failure=failure))
    with joined("tcp://x:1") as there:
        assert there is not None and there.jobs == 2
        made = pool.run(doubled, [1, 2, 3], jobs=2, batch=2, lost=lambda n: [-n], executor=there)
        assert [one for batch in made for one in batch] == [2, 4, 6]


def test_no_scheduler_and_no_dask_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    with joined(None) as there:
        assert there is None
    monkeypatch.setattr(cluster, "_PATIENCE", 0.3)
    with (
        pytest.raises(ClusterError, match=r"no scheduler answers at tcp://127\.0\.0\.1:9"),
        joined("tcp://127.0.0.1:9"),
    ):
        pass
    for address, told in (("elsewhere", "is no scheduler"), ("tls://127.0.0.1:9", "certificates")):
        with pytest.raises(ClusterError, match=told), joined(address):
            pass
    monkeypatch.setitem(sys.modules, "distributed", None)  # as where it is not installed
    with pytest.raises(ClusterError, match=r"workbench\[cluster\]"), joined("tcp://127.0.0.1:9"):
        pass
