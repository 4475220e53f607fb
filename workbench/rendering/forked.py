"""What the engine ``forked`` does: papermill's client over a forked child instead of a kernel.

The messages of the child are a kernel's, and are applied by nbclient's own code; that is why
the outputs are those of papermill's own engine, to the execution counts.
"""

from __future__ import annotations

import json
import os
import time
from pathlib import Path
from typing import Any

from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbformat.notebooknode import from_dict
from papermill.clientwrap import PapermillNotebookClient

from workbench.rendering.clean import private, sealed
from workbench.rendering.execution import Execution, Limits
from workbench.rendering.parent import Child, parent
from workbench.rendering.scratch import scratch


class _Client(PapermillNotebookClient):  # type: ignore[misc]
    """papermill's client, whose kernel is a forked child."""

    def __init__(self, nb_man: Any, execution: Execution, **options: Any) -> None:
        self.execution = execution
        self.child: Child | None = None
        super().__init__(nb_man, **options)

    def execute(self, *, request: dict[str, Any], environ: dict[str, str] | None) -> Any:
        """Run every cell; the child is gone when this returns, however it returns."""
        self.reset_execution_trackers()
        cells = [
            (index, cell.source, self._may_fail(cell))
            for index, cell in enumerate(self.nb.cells)
            if self._runs(cell)
        ]
        server = parent(environ)
        try:
            with server.child({**request, "cells": cells}) as self.child:
                self.papermill_execute_cells()
        finally:
            self.execution.ended()
        self.nb.metadata["language_info"] = server.language
        return self.nb

    def execute_cell(self, cell: Any, cell_index: int, **_: Any) -> Any:
        """Apply the child's messages for one cell, as a kernel's are applied."""
        assert self.child is not None
        self.execution.at(self.nb.cells, cell_index, group=self.child.number)
        if not self._runs(cell):
            return cell
        cell.outputs = []
        self.clear_before_next_output = False
        reply = self._until_reply(self.child, cell, cell_index)
        cell["execution_count"] = reply["execution_count"]
        if "ask_exit" in reply["payload"]:
            raise self.execution.ended_by_cell()
        if reply["status"] == "error" and not self._may_fail(cell):
            raise CellExecutionError.from_cell_and_msg(cell, reply)
        return cell

    def output(
        self, outs: list[Any], msg: dict[str, Any], display_id: str | None, cell_index: int
    ) -> Any:
        """As nbclient's, but not held against nbformat's schema, which takes longer than all
        else here: the child's shell gives the four kinds of output in their form."""
        made = from_dict({"output_type": msg["msg_type"], **msg["content"]})  # type: ignore[no-untyped-call]
        made.pop("transient", None)
        if self.clear_before_next_output:
            outs[:] = []
            self.clear_display_id_mapping(cell_index)
            self.clear_before_next_output = False
        if display_id:
            cells = self._display_id_map.setdefault(display_id, {})
            cells.setdefault(cell_index, []).append(len(outs))
        outs.append(made)
        return made

    def _until_reply(self, child: Child, cell: Any, index: int) -> dict[str, Any]:
        ends = time.monotonic() + self.execution.limits.cell
        while True:
            line = child.message(ends - time.monotonic())
            if line is None:
                self.execution.reap()
                raise CellTimeoutError(f"not done after {self.execution.limits.cell:g} s")
            if not line:
                raise DeadKernelError(child.how_it_ended())
            kind, content = json.loads(line)
            if kind == "reply":
                reply: dict[str, Any] = content
                return reply
            if kind != "begin":
                self.execution.printed(len(line))
                self.process_message(_message(kind, content), cell, index)

    def _runs(self, cell: Any) -> bool:
        skipped = self.skip_cells_with_tag in cell.metadata.get("tags", ())
        return cell.cell_type == "code" and bool(cell.source.strip()) and not skipped

    def _may_fail(self, cell: Any) -> bool:
        return self.allow_errors or "raises-exception" in cell.metadata.get("tags", ())


def _message(kind: str, content: Any) -> dict[str, Any]:
    """As a kernel's would be: nbclient looks at these parts of it."""
    header = {"msg_type": kind, "date": ""}
    return {"msg_type": kind, "header": header, "content": content, "parent_header": {}}


def run_page(nb_man: Any, execution: Execution) -> Any:
    """A page's notebook: nothing of the machine's owner reaches it, its cells are guarded."""
    limits, folder = execution.limits, str(execution.scratch)
    request = {
        "guarded": True,
        "scratch": folder,
        "folder": folder,
        "environ": private(execution.scratch),
        "memory": limits.memory,
        "total": limits.total,
        "prepare": execution.prepare,
    }
    client = _Client(nb_man, execution)
    return client.execute(request=request, environ=sealed())


def run_notebook(nb_man: Any, limits: Limits, **options: Any) -> Any:
    """Anybody's notebook: in this folder and environment, free to write and to connect."""
    with scratch() as folder:
        execution = Execution(limits, folder, "notebook")
        request = {
            "guarded": False,
            "scratch": str(folder),
            "folder": str(Path.cwd()),
            "environ": dict(os.environ),
            "memory": limits.memory,
            "total": limits.total,
            "prepare": None,
        }
        client = _Client(nb_man, execution, **options)
        with execution.deadline():
            return client.execute(request=request, environ=None)
