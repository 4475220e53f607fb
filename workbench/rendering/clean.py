"""The papermill engine ``clean``: a kernel that knows nothing of the machine's owner.

Its interpreter is ours whatever kernels are installed, its settings and startup files are
nobody's, its temporary folder is private, and it talks over pipes in that folder.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

from jupyter_client.kernelspec import KernelSpec, KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import Engine, papermill_engines

import workbench
from workbench.rendering import boot
from workbench.rendering.execution import Execution

#: A pipe's path has room for 107 bytes; where the temporary folder's is longer, the kernel
#: talks over the loopback interface.
_LONGEST_PIPE = 100
_KEPT = ("PATH", "SYSTEMROOT", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")
_PRIVATE = (
    *("HOME", "USERPROFILE", "APPDATA", "TMPDIR", "TEMP", "TMP", "IPYTHONDIR", "MPLCONFIGDIR"),
    *("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR"),
    *("XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"),
)
_FIXED = {
    "LC_ALL": "C.UTF-8",
    "TZ": "UTC",
    "JUPYTER_NO_CONFIG": "1",
    "OMP_NUM_THREADS": "1",
    "PYTHONDONTWRITEBYTECODE": "1",
    "PYTHONHASHSEED": "0",
    "PYTHONNOUSERSITE": "1",
    "PYTHONSAFEPATH": "1",
    "PYTHONUTF8": "1",
}


def sealed() -> dict[str, str]:
    """The environment of every page's process but for its folders: little of ours."""
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    package = Path(workbench.__file__).resolve().parents[1]
    return {**kept, **_FIXED, "PYTHONPATH": str(package)}


def private(scratch: Path) -> dict[str, str]:
    """The variables that name folders, all of them ``scratch``."""
    return dict.fromkeys(_PRIVATE, str(scratch))


def environment(scratch: Path, memory: int) -> dict[str, str]:
    """The whole environment of a kernel: little of ours, every folder in ``scratch``."""
    return {
        **sealed(),
        **private(scratch),
        boot.MEMORY: str(memory),
        boot.SCRATCH: str(scratch),
    }


class _Specs(KernelSpecManager):
    """Only this interpreter's kernel, whatever kernels are installed under its name."""

    def get_kernel_spec(self, kernel_name: str) -> KernelSpec:
        argv = [sys.executable, "-m", boot.__name__, "-f", "{connection_file}"]
        return KernelSpec(argv=argv, display_name=kernel_name, language="python")


def _manager(scratch: Path) -> AsyncKernelManager:
    folder = scratch / "runtime"
    folder.mkdir(mode=0o700)
    fits = os.name == "posix" and len(os.fsencode(folder)) < _LONGEST_PIPE
    pipes = {"transport": "ipc", "ip": str(folder / "k")} if fits else {}
    return AsyncKernelManager(
        kernel_spec_manager=_Specs(), connection_file=str(folder / "kernel.json"), **pipes
    )


class _Client(PapermillNotebookClient):  # type: ignore[misc]
    """papermill's client, which reports each cell and each output to the execution."""

    def __init__(self, nb_man: Any, execution: Execution, **options: Any) -> None:
        self.execution = execution
        super().__init__(
            nb_man,
            on_cell_start=self._begin,
            on_cell_executed=self._require_kernel,
            timeout=execution.limits.cell,
            shutdown_kernel="immediate",
            ipython_hist_file=":memory:",
            **options,
        )

    def create_kernel_manager(self) -> AsyncKernelManager:
        self.km = _manager(self.execution.scratch)
        return self.km

    def process_message(self, message: Any, cell: Any, cell_index: int) -> Any:
        if message["msg_type"] in ("stream", "display_data", "execute_result", "error"):
            self.execution.printed(len(str(message["content"])))
        return super().process_message(message, cell, cell_index)

    def _begin(self, *, cell: Any, cell_index: int) -> None:
        group = getattr(self.km.provisioner, "pgid", None) if self.km else None
        self.execution.at(self.nb.cells, cell_index, group=group)

    def _require_kernel(self, *, cell: Any, cell_index: int, execute_reply: Any) -> None:
        payload = execute_reply["content"].get("payload", ())
        if any(item.get("source") == "ask_exit" for item in payload):
            raise self.execution.ended_by_cell()


class CleanEngine(Engine):  # type: ignore[misc]
    """papermill's own way of running a notebook, in the kernel that this module describes."""

    @classmethod
    def execute_managed_notebook(
        cls, nb_man: Any, kernel_name: str, *, execution: Execution, **_: Any
    ) -> Any:
        scratch, memory = execution.scratch, execution.limits.memory
        client = _Client(nb_man, execution, kernel_name=kernel_name)
        return client.execute(env=environment(scratch, memory), cwd=str(scratch))


papermill_engines.register("clean", CleanEngine)
