"""What this machine has of what the workbench can use, and what its lack costs.

Nothing is installed or changed, no network is asked.
"""

from __future__ import annotations

import os
import platform
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

from workbench.rendering.fonts import REMEDY, chinese_font

_PYTHON = (3, 11, 5)
_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge", "firefox")
_OFFICES = ("soffice", "libreoffice", "antiword")


@dataclass(frozen=True, slots=True)
class Item:
    """One thing: what was ``found`` (None for nothing), what its lack costs, what to do.

    ``needed`` is true where nothing works without it.
    """

    what: str
    found: str | None
    cost: str
    remedy: str
    needed: bool = False


def examine() -> tuple[Item, ...]:
    """Every item, the needed ones first."""
    return (
        _python(),
        _libraries(),
        Item(
            "Chinese font", chinese_font(),
            "render --docx is refused; pages on this screen show boxes instead of Chinese",
            REMEDY,
        ),
        Item(
            "browser", _first(_BROWSERS),
            "pages can be made but not looked at here; the browser tests are skipped",
            "install one (Debian: chromium)",
        ),
        Item(
            "LibreOffice or antiword", _first(_OFFICES),
            "old Word and WPS files (.doc, .wps) are refused; all other kinds are read",
            "install one (Debian: libreoffice-writer-nogui, or antiword)",
        ),
        Item(
            "two cores", f"{_cores()} cores" if _cores() > 1 else None,
            "building and rendering take about twice as long",
            "none",
        ),
        Item(
            "place for data and pages", _writable(),
            "nothing can be written in this folder: give --out elsewhere",
            "run the commands in a folder of your own",
        ),
    )  # fmt: skip


def _python() -> Item:
    enough = sys.version_info[:3] >= _PYTHON
    wanted = ".".join(map(str, _PYTHON))
    return Item(
        "Python", platform.python_version() if enough else None, "nothing works",
        f"install Python {wanted} or later", needed=True,
    )  # fmt: skip


def _libraries() -> Item:
    missing = sorted(_missing())
    found = None if missing else "all installed"
    cost = f"what needs them fails: {', '.join(missing)}"
    return Item("libraries", found, cost, "make setup", needed=True)


def _missing() -> Iterator[str]:
    try:
        wanted = [line for line in requires("workbench") or () if "extra ==" not in line]
    except PackageNotFoundError:
        yield "workbench itself"
        return
    for line in wanted:
        name = line.split(">", 1)[0].split("<", 1)[0].split("=", 1)[0].strip()
        try:
            version(name)
        except PackageNotFoundError:
            yield name


def _first(names: tuple[str, ...]) -> str | None:
    return next((path for name in names if (path := shutil.which(name))), None)


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _writable() -> str | None:
    here = Path.cwd()
    return str(here) if os.access(here, os.W_OK) else None
