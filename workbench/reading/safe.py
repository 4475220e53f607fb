"""Reading files that nobody vouches for: in a process of their own, with a deadline.

Text and small pages are read here: decoding and libxml2's HTML parser take time in proportion
to the file, which is limited. All else goes to a worker that stays for the next file and is
replaced when it had to be ended.
"""

from __future__ import annotations

import atexit
import contextlib
import os
import select
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Any

from workbench.errors import SourceError
from workbench.model import Document
from workbench.reading import limits, wire
from workbench.reading.dispatch import NO_HINTS, File, Unread, files_in, read_file, unread
from workbench.reading.kinds import Kind, kind_of

_ROOT = Path(__file__).resolve().parents[2]
#: A worker that is not ready by then will never be: the machine is out of order.
_START_SECONDS = 60.0
_CHUNK = 1 << 16
WORKER = (sys.executable, "-P", "-m", "workbench.reading.worker")
#: Signals by which a process ends for want of memory (abort and trap: the library's own end).
_OUT_OF_MEMORY = frozenset((4, 5, 6, 9))
_OUT_OF_TIME = 24


class SafeReader:
    """Reads files one after the other; close it, or use it in a ``with`` statement.

    ``seconds`` is the deadline of one file, ``command`` what starts a worker. Not for several
    threads at once; a forked child starts a worker of its own.
    """

    def __init__(self, seconds: float = limits.SECONDS, command: Sequence[str] = WORKER) -> None:
        self._seconds = seconds
        self._command = command
        self._worker: subprocess.Popen[bytes] | None = None
        self._owner = 0

    def read_each(
        self, data: bytes, name: str, *, hints: Mapping[str, str] = NO_HINTS
    ) -> tuple[Document | Unread, ...]:
        """As :func:`workbench.reading.read_each`, whatever the file does to its reader."""
        return tuple(self._result(file, hints) for file in files_in(data, name))

    def close(self) -> None:
        """End the worker, if one is there."""
        worker, self._worker = self._worker, None
        if worker is not None and self._owner == os.getpid():
            _end(worker)

    def __enter__(self) -> SafeReader:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _result(self, file: File, hints: Mapping[str, str]) -> Document | Unread:
        try:
            if file.error is not None:
                raise file.error
            limits.check_file(file.data, file.name)
            if _is_safe_here(file.data):
                return read_file(file.data, file.name, hints)
            if kind_of(file.data) is Kind.OLE:
                return self._old_word(file, hints)
            return self._in_worker(file, hints)
        except SourceError as error:
            return unread(file, error)

    def _old_word(self, file: File, hints: Mapping[str, str]) -> Document:
        """Converted by a program with limits of its own, then read as any other file."""
        from workbench.reading.doc import as_doc, as_readable

        content, program = as_readable(file.data, file.name)
        return as_doc(self._in_worker(File(file.name, content), hints), file.data, program)

    def _in_worker(self, file: File, hints: Mapping[str, str]) -> Document:
        worker = self._ready()
        request = wire.to_json({"name": file.name, "hints": dict(hints)})
        deadline = time.monotonic() + self._seconds
        try:
            _send(worker, wire.packed(request, file.data))
            answer = _receive(worker, deadline)
        except TimeoutError as error:
            self.close()
            late = f"{file.name}: not read within {self._seconds:g} seconds"
            raise SourceError("timeout", late) from error
        except BrokenPipeError:
            answer = None
        if answer is None:
            code = _code(worker)
            self.close()
            raise _why(file.name, code, self._seconds)
        if "document" in answer:
            return wire.document_from_dict(answer["document"])
        raise SourceError(answer["reason"], answer["detail"])

    def _ready(self) -> subprocess.Popen[bytes]:
        """The worker of this process, started when the first file needs it."""
        if self._worker is None or self._owner != os.getpid() or self._worker.poll() is not None:
            self._worker, self._owner = _started(self._command), os.getpid()
        return self._worker


def read_safely(
    source: bytes | Path, name: str | None = None, *, hints: Mapping[str, str] = NO_HINTS
) -> tuple[Document, ...]:
    """As :func:`workbench.reading.read`, in a worker where the file asks for one.

    ``source`` is a file's bytes or its path, which then also is its name unless one is given.
    """
    documents: list[Document] = []
    for result in read_each_safely(source, name, hints=hints):
        if isinstance(result, Unread):
            raise SourceError(result.reason, result.detail)
        documents.append(result)
    return tuple(documents)


def read_each_safely(
    source: bytes | Path, name: str | None = None, *, hints: Mapping[str, str] = NO_HINTS
) -> tuple[Document | Unread, ...]:
    """As :func:`read_safely`, with what cannot be read standing among the rest as unread."""
    label = name or (source.name if isinstance(source, Path) else "")
    try:
        data = source if isinstance(source, bytes) else _content(source)
    except SourceError as error:
        return (unread(File(label, b""), error),)
    return _shared_reader().read_each(data, label, hints=hints)


def _content(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > limits.FILE_BYTES:
            raise SourceError("too_large", f"{path.name}: {size:,} bytes")
        return path.read_bytes()
    except OSError as error:
        raise SourceError("unreadable", f"{path.name}: {error.strerror}") from error


@cache
def _shared_reader() -> SafeReader:
    """The reader of this process for everybody who does not bring one."""
    reader = SafeReader()
    atexit.register(reader.close)
    return reader


def _is_safe_here(data: bytes) -> bool:
    """Whether reading takes time and memory in proportion to the file, which is limited."""
    kind = kind_of(data)
    small_page = kind is Kind.HTML and len(data) <= limits.SMALL_PAGE
    return small_page or kind in (Kind.TEXT, Kind.OTHER)


def _started(command: Sequence[str]) -> subprocess.Popen[bytes]:
    paths = [str(_ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
    worker = subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
    )
    try:
        ready = _receive(worker, time.monotonic() + _START_SECONDS)
    except TimeoutError:
        ready = None
    if ready is None:
        _end(worker)
        raise SourceError("unreadable", f"no reader could be started with {command[0]}")
    return worker


def _send(worker: subprocess.Popen[bytes], message: bytes) -> None:
    assert worker.stdin is not None
    worker.stdin.write(message)
    worker.stdin.flush()


def _receive(worker: subprocess.Popen[bytes], deadline: float) -> dict[str, Any] | None:
    """The worker's next answer; None where it ended, TimeoutError where it is late."""
    assert worker.stdout is not None
    pipe = worker.stdout.fileno()

    def exactly(size: int) -> bytes:
        chunks: list[bytes] = []
        while size > 0:
            if not select.select([pipe], [], [], max(0.0, deadline - time.monotonic()))[0]:
                raise TimeoutError
            chunk = os.read(pipe, min(size, _CHUNK))
            if not chunk:
                break
            chunks.append(chunk)
            size -= len(chunk)
        return b"".join(chunks)

    message = wire.unpacked(exactly)
    return None if message is None else wire.from_json(message)


def _end(worker: subprocess.Popen[bytes]) -> None:
    worker.kill()
    worker.wait()
    for pipe in (worker.stdin, worker.stdout):
        if pipe is not None:
            with contextlib.suppress(OSError):
                pipe.close()


def _code(worker: subprocess.Popen[bytes]) -> int:
    """The code of a worker that closed its output and is about to end."""
    try:
        return worker.wait(timeout=1)
    except subprocess.TimeoutExpired:
        return 0


def _why(name: str, code: int, seconds: float) -> SourceError:
    """Why a worker ended by itself, from the code that it left."""
    if -code == _OUT_OF_TIME:
        return SourceError("timeout", f"{name}: not read within {seconds:g} seconds")
    if -code in _OUT_OF_MEMORY:
        return SourceError("too_large", f"{name}: needs more than {limits.MEMORY:,} bytes")
    return SourceError("unreadable", f"{name}: its reader ended with code {code}")
