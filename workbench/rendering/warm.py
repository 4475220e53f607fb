"""The warm parent: it has imported everything, and forks a child for each notebook.

Run as ``python -m workbench.rendering.warm DESCRIPTOR``, the descriptor being a socket to the
process that asks. A request is a line of JSON, with the pipe for the child's messages beside
it. Answers are lines of JSON: ready, the child's number, and how it ended. This process has
one thread, and uses no library that does not survive a fork (polars, vl_convert, vegafusion).
"""

from __future__ import annotations

import array
import contextlib
import gc
import importlib
import json
import os
import platform
import random
import selectors
import signal
import socket
import sys
import tempfile
from pathlib import Path
from typing import Any

from workbench.rendering import boot

#: What notebooks import: the slow libraries, and the package with its dictionaries.
_IMPORTED = (
    *("numpy", "pandas", "pyarrow.parquet", "pyarrow.dataset", "altair", "IPython.display"),
    *("workbench", "workbench.corpus.open", "workbench.display.theme"),
    *("workbench.display.county.page", "workbench.display.overview.page"),
    "workbench.display.trends.page",
)
_LONGEST = 64_000_000
#: Bound here, since a cell may patch the module.
_encode = json.JSONEncoder().encode


def main() -> None:
    """Warm up, then serve until the process that asks is gone."""
    control = socket.socket(fileno=int(sys.argv[1]))
    shell = _warmed()
    _tell(control, {"ready": _language()})
    wakes = _child_ends()
    while (request := _received(control)) is not None:
        _serve(request, control, wakes, shell)


def _warmed() -> Any:
    """Import what every notebook imports, and do once what every child would do again."""
    for name in _IMPORTED:
        with contextlib.suppress(ImportError):  # the notebook that needs it will tell
            importlib.import_module(name)
    from workbench.display.quick import draw_once, remember_schemas
    from workbench.reference import divisions
    from workbench.rendering.shell import make_shell

    remember_schemas()
    divisions.current()
    shell = make_shell()
    draw_once()
    gc.collect()
    gc.freeze()
    return shell


def _language() -> dict[str, Any]:
    """What a kernel tells of its language; papermill writes it into the notebook."""
    return {
        "name": "python",
        "version": platform.python_version(),
        "mimetype": "text/x-python",
        "codemirror_mode": {"name": "ipython", "version": sys.version_info[0]},
        "pygments_lexer": f"ipython{sys.version_info[0]}",
        "nbconvert_exporter": "python",
        "file_extension": ".py",
    }


def _child_ends() -> socket.socket:
    """A socket that can be read whenever a child has ended."""
    wakes, wake = socket.socketpair()
    for end in (wakes, wake):
        end.setblocking(False)
    signal.signal(signal.SIGCHLD, lambda number, frame: None)
    signal.set_wakeup_fd(wake.detach(), warn_on_full_buffer=False)
    return wakes


def _received(control: socket.socket) -> tuple[dict[str, Any], int] | None:
    """The next request and the pipe that came with it; None where nobody asks any more."""
    text, pipes = b"", array.array("i")
    while not text.endswith(b"\n"):
        piece, more, _, _ = socket.recv_fds(control, 1 << 20, 1)
        pipes.extend(more)
        text += piece
        if not piece or len(text) > _LONGEST:
            return None
    return json.loads(text), pipes[0]


def _tell(control: socket.socket, answer: dict[str, Any]) -> None:
    with contextlib.suppress(OSError):
        control.sendall(json.dumps(answer).encode() + b"\n")


def _serve(
    request: tuple[dict[str, Any], int], control: socket.socket, wakes: socket.socket, shell: Any
) -> None:
    """Fork the child, wait for its end or the asker's, and leave nothing of its group."""
    wanted, pipe = request
    _prepare(wanted["prepare"])
    child = os.fork()
    if child == 0:
        with contextlib.suppress(BaseException):
            control.close()
            wakes.close()
            _child(wanted, pipe, shell)
        os._exit(1)
    os.close(pipe)
    with contextlib.suppress(OSError):
        os.setpgid(child, child)
    _tell(control, {"child": child})
    asked = _ended(child, control, wakes)
    with contextlib.suppress(OSError):
        os.killpg(child, signal.SIGKILL)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if not asked:
        raise SystemExit
    _tell(control, {"ended": status})


def _ended(child: int, control: socket.socket, wakes: socket.socket) -> bool:
    """Wait until the child has ended (true) or nobody asks any more (false).

    The child is left a zombie, so that its number stays its own until its group is killed.
    """
    with selectors.DefaultSelector() as selector:
        selector.register(control, selectors.EVENT_READ)
        selector.register(wakes, selectors.EVENT_READ)
        while True:
            if os.waitid(os.P_PID, child, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None:
                return True
            for key, _ in selector.select():
                if key.fileobj is control:
                    return False
                with contextlib.suppress(BlockingIOError):
                    wakes.recv(4096)


def _prepare(named: list[Any] | None) -> None:
    """Do in the parent what many notebooks would each do: ``[module, function, arguments]``.

    What fails here fails again in the notebook, which tells it.
    """
    if named:
        module, function, arguments = named
        with contextlib.suppress(Exception):
            getattr(importlib.import_module(module), function)(*arguments)


def _child(wanted: dict[str, Any], pipe: int, shell: Any) -> None:
    """In the child: be alone, then run the cells and tell what they put out."""
    from workbench.rendering.shell import Streams, refuse_questions, run_cell

    told = os.fdopen(pipe, "wb")

    def tell(kind: str, content: Any) -> None:
        told.write(_encode([kind, content]).encode() + b"\n")
        told.flush()

    _alone(wanted)
    streams = Streams(shell, tell)
    refuse_questions()
    if wanted["guarded"]:
        boot.guard(Path(wanted["scratch"]))
    for index, source, may_fail in wanted["cells"]:
        tell("begin", index)
        reply = run_cell(shell, source, streams)
        tell("reply", reply)
        if reply["payload"] or (reply["status"] == "error" and not may_fail):
            break
    tell("end", None)
    os._exit(0)


def _alone(wanted: dict[str, Any]) -> None:
    """A process group, limits, folders, seeds and signals of the child's own; no input."""
    os.setpgid(0, 0)
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.setitimer(signal.ITIMER_REAL, wanted["total"] + 10)  # where nobody is left to end it
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.environ.update(wanted["environ"])
    os.chdir(wanted["folder"])
    tempfile.tempdir = wanted["scratch"] if wanted["guarded"] else None
    boot.limit_memory(wanted["memory"])
    import numpy

    random.seed()
    numpy.random.seed()


if __name__ == "__main__":
    main()
