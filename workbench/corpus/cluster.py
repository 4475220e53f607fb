"""More machines: a running Dask cluster as an executor, for :mod:`workbench.corpus.pool`.

The scheduler runs what it is sent, so it belongs on the loopback interface or behind TLS
(``tls://…``). The machines share their folders under the same paths; each worker is one process
with one thread. A task that was with a lost worker runs again on another one.
"""

from __future__ import annotations

import re
import socket
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future
from contextlib import contextmanager
from functools import cache, partial
from pathlib import Path
from typing import Any

from workbench.corpus.state import code
from workbench.errors import ClusterError

_START = "dask worker SCHEDULER --nworkers N --nthreads 1"
_INSTALL = "pip install 'workbench[cluster]'"
_CERTIFICATES = "DASK_DISTRIBUTED__COMM__TLS__CA_FILE, …__CLIENT__CERT and …__CLIENT__KEY"
_ADDRESS = re.compile(r"(tcp|tls)://([^/\s]+):([0-9]{1,5})")
#: Seconds within which a scheduler answers.
_PATIENCE = 15


@contextmanager
def joined(address: str | None, folders: Sequence[Path] = ()) -> Iterator[Cluster | None]:
    """The cluster at ``address`` (``tcp://127.0.0.1:8786``); None where none is asked for.

    ``folders`` are those that every worker must see. ClusterError, before any work, where no
    scheduler answers, no worker is there, or a worker could not give what this process would.
    """
    if address is None:
        yield None
        return
    client = _client(address)
    try:
        needs = _Needs(tuple(str(folder.resolve()) for folder in folders), _ours())
        yield Cluster(client, address, needs)
    finally:
        client.close(timeout=5)


class Cluster(Executor):
    """An executor whose processes are the cluster's workers."""

    def __init__(self, client: Any, address: str, needs: _Needs) -> None:
        self.jobs = _workers(client, address)
        self._needs = needs
        self._client = client
        self._executor = client.get_executor(pure=False)
        for told in client.run(needs).values():
            if told:
                raise ClusterError(told)

    def submit(self, work: Callable[..., Any], /, *args: Any, **_: Any) -> Future[Any]:
        """``work(*args)`` on a worker; BrokenExecutor where it ends one worker after the other."""
        told: Future[Any] = Future()
        asked = self._executor.submit(_checked, self._needs, work, *args)
        asked.add_done_callback(partial(_tell, told))
        return told


class _Needs:
    """What a worker must have: the folders, and this package as it is here.

    Called there, it tells what is missing, or nothing.
    """

    def __init__(self, folders: tuple[str, ...], package: str) -> None:
        self.folders = folders
        self.package = package

    def __call__(self) -> str:
        import platform

        where = f"the worker on {platform.node()}"
        for folder in self.folders:
            if not Path(folder).exists():
                return (
                    f"{where} does not see {folder}; every machine must see the same folders "
                    "under the same paths"
                )
        if _ours() != self.package:
            return f"{where} has another version of the workbench; install this one there"
        return ""


@cache
def _ours() -> str:
    """The package's files and the libraries that show in what it makes, in a few digits."""
    return code(".", libraries=("altair", "numpy", "pandas", "pyarrow", "lxml", "pypdfium2"))


def _checked(needs: _Needs, work: Callable[..., Any], *args: Any) -> Any:
    """On a worker, which may have joined a moment ago: ``work``, or what it lacks for it."""
    if told := needs():
        raise ClusterError(told)
    return work(*args)


def _tell(told: Future[Any], asked: Future[Any]) -> None:
    if asked.cancelled():
        told.set_exception(ClusterError("the cluster's scheduler went away; run this again"))
    elif (error := asked.exception()) is None:
        told.set_result(asked.result())
    elif type(error).__name__ == "KilledWorker":
        told.set_exception(BrokenExecutor(str(error)))
    else:
        told.set_exception(error)


def _client(address: str) -> Any:
    try:
        from distributed import Client, Security
    except ImportError:
        raise ClusterError(f"--scheduler needs Dask, which is not installed: {_INSTALL}") from None
    try:
        tls = Security().get_connection_args("client")  # type: ignore[no-untyped-call]
        _require(address, encrypted=tls.get("ssl_context") is not None)
        return Client(address, timeout=_PATIENCE, set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, ValueError, TypeError) as error:
        said = str(error) or type(error).__name__
        raise ClusterError(
            f"no scheduler answers at {address} ({said[:200]}); start one with `dask scheduler`"
        ) from None


def _require(address: str, *, encrypted: bool) -> None:
    """Refuse what cannot be an address, and knock there: Dask itself takes half a minute."""
    found = _ADDRESS.fullmatch(address)
    if not found:
        raise ClusterError(f"{address!r:.80} is no scheduler; give one as tcp://127.0.0.1:8786")
    if found[1] == "tls" and not encrypted:
        raise ClusterError(f"{address} needs certificates; name them in {_CERTIFICATES}")
    socket.create_connection((found[2].strip("[]"), int(found[3])), _PATIENCE).close()


def _workers(client: Any, address: str) -> int:
    """How many workers there are; ClusterError where there is none, or one with threads."""
    workers = client.scheduler_info(n_workers=-1)["workers"]
    if not workers:
        raise ClusterError(f"the scheduler at {address} has no workers; start some: {_START}")
    if any(worker["nthreads"] != 1 for worker in workers.values()):
        raise ClusterError(
            f"the workers of {address} have several threads, and reading needs processes: {_START}"
        )
    return len(workers)
