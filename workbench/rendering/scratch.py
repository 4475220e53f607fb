"""Private folders for what is on its way, and the removal of those whose owner was killed."""

from __future__ import annotations

import os
import shutil
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from workbench.corpus.lock import taken

_PREFIX = "workbench-"
_OWNER = ".owner"


@contextmanager
def scratch(kind: str = "") -> Iterator[Path]:
    """A folder of this process's own in the temporary one, gone at the end."""
    with tempfile.TemporaryDirectory(prefix=f"{_PREFIX}{kind}") as name, owned(Path(name)):
        yield Path(name)


@contextmanager
def owned(folder: Path) -> Iterator[None]:
    """Hold ``folder`` as long as this process lives: its lock ends with it, however it ends.

    The lock takes its name only when it is held, so that nobody finds one that is free. Where
    an open file cannot be renamed (Windows), there is none, and nothing is swept.
    """
    if os.name != "posix":
        yield
        return
    new = folder / f"{_OWNER}.new"
    with new.open("w", encoding="ascii") as file:
        taken(file)
        new.replace(folder / _OWNER)
        yield


def sweep() -> None:
    """Remove the folders of processes that were killed; those of the living, and of other
    people, stay as they are."""
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        if _is_ours(folder) and _is_left(folder / _OWNER):
            shutil.rmtree(folder, ignore_errors=True)


def _is_ours(folder: Path) -> bool:
    try:
        status = folder.lstat()
    except OSError:
        return False
    mine = os.name == "posix" and status.st_uid == os.getuid()
    return mine and stat.S_ISDIR(status.st_mode)


def _is_left(owner: Path) -> bool:
    """Whether there is a lock, and nobody holds it."""
    try:
        with owner.open("r+", encoding="ascii") as file:
            return taken(file)
    except OSError:
        return False
