"""Cells run in IPython's own shell in this process, what they put out told as messages.

The shell is the kernel's, so that a cell finds what it finds in JupyterLab; instead of a
kernel's sockets it has a function that is given each message.
"""

from __future__ import annotations

import builtins
import getpass
import io
import os
import sys
import tempfile
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from ipykernel.zmqshell import ZMQInteractiveShell
from IPython.core.error import StdinNotImplementedError
from jupyter_client.session import Session
from traitlets.config import Config

#: Of a kernel's messages those that change a notebook.
_SHOWN = frozenset(
    {"stream", "display_data", "update_display_data", "execute_result", "clear_output", "error"}
)
#: So many characters wait at most before they are told.
_WAITING = 8_192

Tell = Callable[[str, dict[str, Any]], None]


class _Told(Session):
    """A session that hands messages over instead of sending them."""

    tell: Tell

    def send(self, stream: Any, msg_or_type: Any, content: Any = None, *_: Any, **__: Any) -> None:
        if isinstance(msg_or_type, dict):
            msg_or_type, content = msg_or_type["msg_type"], msg_or_type["content"]
        if msg_or_type in _SHOWN:
            self.tell(msg_or_type, content)


class _Stream(io.TextIOBase):
    """``sys.stdout`` or ``sys.stderr`` of the cells, with what libraries write beside Python.

    Such libraries write to the descriptor; it leads into a file that is read at each flush.
    """

    encoding = "UTF-8"
    errors = "replace"

    def __init__(self, name: str, descriptor: int, tell: Tell) -> None:
        super().__init__()
        self.name = name
        self._descriptor = descriptor
        self._tell = tell
        self._waiting: list[str] = []
        self._size = 0
        self._read = 0
        with tempfile.TemporaryFile() as beside:
            os.dup2(beside.fileno(), descriptor)

    def fileno(self) -> int:
        return self._descriptor

    def writable(self) -> bool:
        return True

    def write(self, text: str, /) -> int:
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text)}")
        self._waiting.append(text)
        self._size += len(text)
        if self._size > _WAITING:
            self.flush()
        return len(text)

    def flush(self) -> None:
        text = self._beside() + "".join(self._waiting)
        self._waiting, self._size = [], 0
        if text:
            self._tell("stream", {"name": self.name, "text": text})

    def _beside(self) -> str:
        """What was written to the descriptor since the last look."""
        found = b""
        while piece := os.pread(self._descriptor, _WAITING, self._read):
            self._read += len(piece)
            found += piece
        return found.decode("utf-8", "replace")


def make_shell() -> Any:
    """A shell that knows nobody's settings, keeps no history file and starts no thread."""
    config = Config()
    config.HistoryManager.enabled = False
    config.InteractiveShell.colors = "Linux"
    shell: Any = ZMQInteractiveShell.instance(config=config)
    shell.displayhook.session = shell.display_pub.session = _Told()
    shell.displayhook.topic = b"execute_result"
    shell.kernel = SimpleNamespace(eventloop=None)  # asked by ``exit()``
    return shell


class Streams:
    """The two streams of one notebook, and the shell's messages, told by one function."""

    def __init__(self, shell: Any, tell: Tell) -> None:
        shell.displayhook.session.tell = tell
        self._streams = (_Stream("stdout", 1, tell), _Stream("stderr", 2, tell))
        sys.stdout, sys.stderr = self._streams

    def flush(self) -> None:
        for stream in self._streams:
            stream.flush()


def run_cell(shell: Any, source: str, streams: Streams) -> dict[str, Any]:
    """Run one cell as a kernel does, and give the reply that a kernel would."""
    shell._last_traceback_during_displayhook = False
    result = shell.run_cell(source, store_history=True)
    streams.flush()
    error = result.error_before_exec or result.error_in_exec
    failed = not result.success or shell._last_traceback_during_displayhook
    reply: dict[str, Any] = {
        "status": "error" if failed else "ok",
        "execution_count": shell.execution_count - 1,
        "payload": [item["source"] for item in shell.payload_manager.read_payload()],
    }
    if failed:
        reply |= {
            "ename": type(error).__name__,
            "evalue": str(error),
            "traceback": shell._last_traceback or [],
        }
    shell.payload_manager.clear_payload()
    return reply


def refuse_questions() -> None:
    """Nobody answers a page's questions: ``input()`` fails at once."""

    def refuse(*_: Any, **__: Any) -> str:
        raise StdinNotImplementedError("nobody can answer while a page is rendered")

    builtins.input = refuse
    getpass.getpass = refuse
