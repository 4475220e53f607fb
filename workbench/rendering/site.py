"""Putting a finished page in its place, with its own files and those that pages share."""

from __future__ import annotations

import contextlib
import re
from pathlib import Path

from workbench.rendering import manifest
from workbench.rendering.finish import Finished
from workbench.rendering.shelf import Shelf

_SWEPT = re.compile(r"(?:page|vega)-[0-9a-f]{16}\.(?:css|js)|[a-z0-9-]+\.docx")


def publish(shelf: Shelf, name: str, done: Finished) -> None:
    """Put what the page loads, its own files, then the page; take away what it no longer has.

    The manifest comes after this: where a run ends in between, the page is made again.
    """
    for file in done.page.shared:
        if not manifest.is_whole(shelf.folder / file.name):
            shelf.put(shelf.folder / file.name, file.content)
    for each, content in done.files.items():
        shelf.put(shelf.folder / each, content)
    shelf.put(shelf.folder / f"{name}.html", done.page.html)
    before = manifest.read(shelf.manifest(name))
    for gone in set(before.files if before else ()) - set(done.files):
        _remove(shelf.folder / Path(gone).name)


def sweep(shelf: Shelf) -> None:
    """Take away the shared files that no page loads any more, and summaries of pages that
    have none."""
    there = [path for path in shelf.folder.iterdir() if _SWEPT.fullmatch(path.name)]
    if not there:
        return
    known = {path.stem: manifest.read(path) for path in (shelf.own / "pages").glob("*.json")}
    kept = {file for made in known.values() if made for file in (*made.shared, *made.files)}
    for path in there:
        if path.name not in kept and (path.suffix != ".docx" or path.stem in known):
            _remove(path)


def _remove(path: Path) -> None:
    """A file that is ours; a folder or a link in its place is left alone."""
    with contextlib.suppress(OSError):
        if path.is_file() and not path.is_symlink():
            path.unlink()
