"""The folder of finished pages: written aside, verified, then put in place as a whole.

A page is at any instant the old one or the new one. Beside the pages stands ``.workbench``
with a manifest for each page, the ledger of attempts and whatever is on its way; all of it
may be deleted, and costs only that the pages are rendered again.
"""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from workbench.corpus.catalogue import sync
from workbench.corpus.lock import locked
from workbench.errors import CorpusError, PublishError

_OWN = ".workbench"


@dataclass(frozen=True, slots=True)
class Shelf:
    """A folder that :func:`opened` has made ready."""

    folder: Path

    @property
    def own(self) -> Path:
        return self.folder / _OWN

    @property
    def ledger(self) -> Path:
        return self.own / "ledger.jsonl"

    @property
    def aside(self) -> Path:
        """Where files are written before they take their place; emptied by every run."""
        return self.own / "new"

    def manifest(self, name: str) -> Path:
        return self.own / "pages" / f"{name}.json"

    def put(self, target: Path, content: str | bytes) -> None:
        """Make ``content`` the file ``target``: to the disk, then in place of the old one.

        PublishError where a link or a folder stands in its place, or where it cannot be
        written whole; what stood there before still does.
        """
        data = content.encode("utf-8") if isinstance(content, str) else content
        aside = self.aside / f"{target.name}.{os.getpid()}"
        try:
            _require_file(target)
            _write(aside, data)
            if aside.read_bytes() != data:
                raise PublishError(f"{target}: the disk does not give back what was written")
            aside.replace(target)
            sync(target.parent)
        except OSError as error:
            raise PublishError(f"{target} could not be written: {error}") from error
        finally:
            with contextlib.suppress(OSError):
                aside.unlink(missing_ok=True)


@contextmanager
def opened(folder: Path) -> Iterator[Shelf]:
    """Make ``folder`` ready and hold it; PublishError, before any work, where that fails."""
    shelf = Shelf(folder)
    with contextlib.ExitStack() as stack:
        try:
            _make_ready(shelf)
            stack.enter_context(locked(shelf.own))
            _empty(shelf.aside)
            _write(shelf.aside / "test", b"")
        except CorpusError:
            raise PublishError(f"{folder}: another run is at work there; wait for it") from None
        except OSError as error:
            raise PublishError(f"{folder} cannot hold the pages: {error}") from error
        stack.callback(_empty, shelf.aside)
        yield shelf


def _make_ready(shelf: Shelf) -> None:
    shelf.folder.mkdir(parents=True, exist_ok=True)
    for path in (shelf.own, shelf.aside, shelf.own / "pages"):
        if path.is_symlink():
            raise PublishError(f"{path} is a link; remove it")
        path.mkdir(exist_ok=True)


def _empty(folder: Path) -> None:
    """Remove what is, or was left, on its way."""
    for left in folder.iterdir():
        left.unlink(missing_ok=True)


def _require_file(target: Path) -> None:
    """Refuse to replace anything but a file; a link would lead the page somewhere else."""
    try:
        mode = target.lstat().st_mode
    except FileNotFoundError:
        return
    if not stat.S_ISREG(mode):
        kind = "a link" if stat.S_ISLNK(mode) else "no file"
        raise PublishError(f"{target} is {kind}; remove it, then render again")


def _write(path: Path, data: bytes) -> None:
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
