"""This process's side of the warm parent: it is started once, asked for a child at a time."""

from __future__ import annotations

import contextlib
import json
import os
import select
import signal
import socket
import subprocess
import sys
import time
from collections import deque
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from multiprocessing.util import Finalize
from pathlib import Path
from typing import Any

from nbclient.exceptions import DeadKernelError

from workbench.rendering import warm
from workbench.rendering.scratch import scratch

_PATIENCE = 120.0


class ParentEnded(DeadKernelError):
    """The warm parent is gone, and with it the word how its child ended."""


class Child:
    """A notebook's process: its messages as they come, and how it ended."""

    def __init__(self, number: int, pipe: int, control: _Lines) -> None:
        self.number = number
        self.ended: int | None = None
        self._messages = _Lines(pipe)
        self._control = control

    def message(self, seconds: float | None) -> bytes | None:
        """The next message; empty when the child has ended, None when the time is over."""
        return self._messages.next(seconds, watched=self._control.descriptor)

    def how_it_ended(self) -> str:
        """``killed by SIGKILL`` or ``left with exit code 3``."""
        if self.wait() < 0:
            return f"killed by {signal.Signals(-self.wait()).name}"
        return f"left with exit code {self.wait()}"

    def wait(self) -> int:
        """How the child ended: an exit code, or a signal as a negative number."""
        if self.ended is None:
            self.ended = int(self._control.told(_PATIENCE)["ended"])
        return self.ended


class _Lines:
    """Lines from a descriptor, each waited for no longer than it may take."""

    def __init__(self, descriptor: int) -> None:
        self.descriptor = descriptor
        self._pieces: list[bytes] = []
        self._lines: deque[bytes] = deque()

    def next(self, seconds: float | None, *, watched: int | None = None) -> bytes | None:
        """The next line; empty at the end, None when the time is over.

        The end is also where nothing more has come while ``watched`` can be read: then the
        child has ended, though a process that it started may still hold the pipe.
        """
        ends = None if seconds is None else time.monotonic() + seconds
        both = [self.descriptor] + ([] if watched is None else [watched])
        while not self._lines:
            left = None if ends is None else max(ends - time.monotonic(), 0)
            ready = select.select(both, [], [], left)[0]
            if not ready:
                return None
            piece = os.read(self.descriptor, 1 << 20) if self.descriptor in ready else b""
            if not piece:
                return b""
            self._add(piece)
        return self._lines.popleft()

    def told(self, seconds: float) -> dict[str, Any]:
        """The next line as what the warm parent tells; ParentEnded where it tells nothing."""
        if line := self.next(seconds):
            told: dict[str, Any] = json.loads(line)
            return told
        raise ParentEnded("the warm parent ended")

    def _add(self, piece: bytes) -> None:
        *whole, rest = piece.split(b"\n")
        if whole:
            self._lines.extend([b"".join([*self._pieces, whole[0]]), *whole[1:]])
            self._pieces = []
        self._pieces.append(rest)


class Parent:
    """A running warm parent with a folder of its own; :meth:`close` ends it with its child."""

    def __init__(self, environ: Mapping[str, str] | None) -> None:
        self._held = contextlib.ExitStack()
        self._folder = self._held.enter_context(scratch("warm-"))
        self._control, theirs = socket.socketpair()
        with theirs, Path(self._folder, "errors").open("wb") as errors:
            self._process = subprocess.Popen(
                [sys.executable, "-m", warm.__name__, str(theirs.fileno())],
                env=self._environ(environ),
                cwd=self._folder,
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=errors,
                start_new_session=True,
            )
        self._lines = _Lines(self._control.fileno())
        try:
            self.language: dict[str, Any] = self._lines.told(_PATIENCE)["ready"]
        except ParentEnded:
            said = Path(self._folder, "errors").read_text("utf-8", "replace")[-500:]
            self.close()
            raise ParentEnded(f"the warm parent did not start: {said}") from None

    def _environ(self, environ: Mapping[str, str] | None) -> dict[str, str]:
        """The environment given, or this process's; settings are looked for in the folder."""
        from workbench.rendering.clean import private

        if environ is None:
            return {**os.environ, "IPYTHONDIR": str(self._folder)}
        return {**environ, **private(self._folder)}

    @contextmanager
    def child(self, request: Mapping[str, Any]) -> Iterator[Child]:
        """A child for one notebook; it and its whole group are gone when the context ends."""
        reads, writes = os.pipe()
        try:
            try:
                line = json.dumps(request).encode() + b"\n"
                sent = socket.send_fds(self._control, [line], [writes])
                self._control.sendall(line[sent:])
            finally:
                os.close(writes)
            child = Child(int(self._lines.told(_PATIENCE)["child"]), reads, self._lines)
            try:
                yield child
            finally:
                self._end(child)
        except (OSError, ParentEnded):
            self.close()
            raise
        finally:
            os.close(reads)

    def _end(self, child: Child) -> None:
        """Kill what is left of the child; without an answer of the parent, end that too."""
        if child.ended is None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(child.number, signal.SIGKILL)
        try:
            child.wait()
        except ParentEnded:
            self.close()

    @property
    def closed(self) -> bool:
        return self._control.fileno() < 0

    def close(self) -> None:
        """End the parent: it sees that nobody asks any more, and ends its child first."""
        self._control.close()
        try:
            self._process.wait(5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._held.close()


_parents: dict[frozenset[tuple[str, str]] | None, Parent] = {}


def parent(environ: Mapping[str, str] | None) -> Parent:
    """The warm parent for notebooks of an environment; None is this process's own."""
    key = None if environ is None else frozenset(environ.items())
    running = _parents.get(key)
    if running is None or running.closed:
        running = _parents[key] = Parent(environ)
    return running


def close_all() -> None:
    """End every warm parent that this process started."""
    while _parents:
        _parents.popitem()[1].close()


#: At this process's end; a pool's worker runs nothing that is registered with ``atexit``.
Finalize(None, close_all, exitpriority=1)
