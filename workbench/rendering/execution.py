"""One execution of a notebook: its limits, how it is ended early, and what to tell of it."""

from __future__ import annotations

import os
import re
import signal
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nbclient.exceptions import CellTimeoutError, DeadKernelError
from papermill.exceptions import PapermillExecutionError

from workbench.errors import RenderError

_ANSI = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")
_INJECTED = "injected-parameters"
_TAIL = 6


class NotebookFailed(RenderError):
    """A notebook did not run to its end; ``reason`` is one word for the ledger."""

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(f"{reason}: {message}")
        self.reason = reason
        self.message = message

    def __reduce__(self) -> tuple[Any, ...]:
        return NotebookFailed, (self.reason, self.message)


#: What a warm parent does once for many notebooks: a module, its function, the arguments.
Prepare = tuple[str, str, tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Limits:
    """What a notebook may use: seconds a cell and in all, characters of output, memory."""

    cell: float = 120.0
    total: float = 300.0
    output: int = 16_000_000
    memory: int = 6_000_000_000


class Execution:
    """A notebook on its way, in a private folder; an engine reports to it as it goes."""

    def __init__(
        self, limits: Limits, scratch: Path, where: str, prepare: Prepare | None = None
    ) -> None:
        self.limits = limits
        self.scratch = scratch
        self.prepare = prepare
        self._where = where
        self._cell = 0
        self._group: int | None = None
        self._output = 0
        self._ended: str | None = None

    def at(self, cells: Sequence[Any], index: int, *, group: int | None = None) -> None:
        """The engine begins this cell, its number told as the notebook's author counts."""
        added = sum(_INJECTED in cell["metadata"].get("tags", ()) for cell in cells[: index + 1])
        self._cell = index + 1 - added
        self._group = group or self._group
        if self._ended:
            self.reap()

    @contextmanager
    def deadline(self) -> Iterator[None]:
        """End the notebook when its time is over; whatever happens, leave no process of it."""
        clock = threading.Timer(self.limits.total, self.end, ("deadline",))
        clock.daemon = True
        clock.start()
        try:
            yield
        finally:
            clock.cancel()
            self.reap()

    def printed(self, size: int) -> None:
        """The running cell has put out ``size`` more characters."""
        self._output += size
        if self._output > self.limits.output:
            self.end("output_too_large")

    def end(self, reason: str) -> None:
        """Kill the kernel with all its children; the first reason given is the one told."""
        self._ended = self._ended or reason
        self.reap()

    def reap(self) -> None:
        """Leave no process of the kernel's group alive."""
        if self._group is not None and hasattr(os, "killpg"):
            try:
                os.killpg(self._group, signal.SIGKILL)
            except ProcessLookupError:
                self._group = None

    def ended(self) -> None:
        """The engine has seen its process end: its number may soon be another's."""
        self._group = None

    def failure(self, error: Exception) -> NotebookFailed:
        """What to tell of an exception that ended the notebook."""
        match error:
            case _ if self._ended == "output_too_large":
                return self._failed(self._ended, f"more than {self.limits.output:,} characters")
            case _ if self._ended:
                return self._failed(self._ended, f"not done after {self.limits.total:g} s")
            case PapermillExecutionError():
                tail = _ANSI.sub("", "\n".join(error.traceback)).strip().splitlines()[-_TAIL:]
                return self._failed("cell_error", "\n    ".join([error.ename, *tail]))
            case CellTimeoutError():
                return self._failed("cell_timeout", f"not done after {self.limits.cell:g} s")
            case DeadKernelError():
                return self._failed("kernel_died", f"the kernel ended while the cell ran: {error}")
            case _:
                return self._failed("engine_error", f"{type(error).__name__}: {error}")

    def require_complete(self, executed: Any) -> None:
        """Refuse a notebook of which a code cell failed, was not run, or ended the rest.

        One that passed a limit is refused even where it had ended before it could be killed.
        """
        if self._ended:
            raise self.failure(DeadKernelError("a limit was passed"))
        for index, cell in enumerate(executed["cells"]):
            if cell["cell_type"] != "code" or not cell["source"].strip():
                continue
            self.at(executed["cells"], index)
            if any(output["output_type"] == "error" for output in cell["outputs"]):
                raise self._failed("incomplete", "the cell ended the notebook")
            if cell["execution_count"] is None:
                raise self._failed("incomplete", "the cell was not run")

    def ended_by_cell(self) -> NotebookFailed:
        """The running cell told the kernel to leave, as ``exit()`` does."""
        return self._failed("incomplete", "the cell ended the notebook")

    def _failed(self, reason: str, what: str) -> NotebookFailed:
        return NotebookFailed(reason, f"{self._where}, cell {self._cell}: {what}")
