"""One build at a time in a folder."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from workbench.errors import CorpusError

FILE = ".lock"


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the lock of ``folder``; :class:`CorpusError` where another process has it, or where
    nothing can be written there.

    The system frees the lock of a process that died, so a lock can never be stale.
    """
    with _opened(folder) as file:
        if not taken(file):
            file.seek(0)
            raise CorpusError(
                f"{folder}: another build is at work there (process {file.read().strip()}); "
                "wait for it, or give another --out"
            )
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        try:
            yield
        finally:
            file.truncate(0)


def _opened(folder: Path) -> IO[str]:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return (folder / FILE).open("a+", encoding="ascii")
    except OSError as error:
        raise CorpusError(
            f"{folder}: nothing can be written there ({error.strerror or error}); "
            "give another folder with --out"
        ) from error


def taken(file: IO[str]) -> bool:
    """Take the lock of an open file, until it is closed; false where another process has it."""
    try:
        if sys.platform == "win32":
            import msvcrt

            file.seek(1 << 20)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
