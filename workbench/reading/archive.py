"""A zip archive of reports: its files one by one, never an archive within it."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.errors import SourceError
from workbench.reading.container import Container

#: What systems put beside people's files.
_BY_THE_SYSTEM = ("__MACOSX/",)
_NAMES_BY_THE_SYSTEM = frozenset((".DS_Store", "Thumbs.db", "desktop.ini"))


def members(container: Container, name: str) -> Iterator[tuple[str, bytes | SourceError]]:
    """The files of an archive as ``a.zip!/b.txt`` with their bytes, or why they have none.

    In the order of the archive's directory. Files that systems add (__MACOSX, .DS_Store) are
    passed over. Raises :class:`SourceError` where nothing else is in it.
    """
    names = [inner for inner in container.entries if not _is_of_the_system(inner)]
    if not names:
        raise SourceError("unreadable", f"{name}: the archive holds no file")
    for inner in names:
        label = f"{name}!/{inner}"
        try:
            yield label, container.content(inner)
        except SourceError as error:
            yield label, error


def _is_of_the_system(inner: str) -> bool:
    last = inner.rpartition("/")[2]
    return inner.startswith(_BY_THE_SYSTEM) or last in _NAMES_BY_THE_SYSTEM or last.startswith("._")
