"""The terminal: what goes to it is made harmless first, results to stdout, the rest to stderr."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.console import Console

#: Control characters other than tab and line feed, and what reverses the order of text.
_UNSAFE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


_WIDE = 120


def safe(text: str) -> str:
    """``text`` with each character that could command a terminal shown as \ufffd; same length."""
    return _UNSAFE.sub("\ufffd", text)


@cache
def out() -> Console:
    """Where results go; in a file lines are wide, so that no name is cut."""
    from rich.console import Console

    return Console(highlight=False, width=None if sys.stdout.isatty() else _WIDE)


@cache
def err() -> Console:
    """Where progress and complaints go; a complaint is one line, however long."""
    from rich.console import Console

    return Console(stderr=True, highlight=False, soft_wrap=True)


def complain(line: str) -> None:
    """One line on stderr, as it is."""
    err().print(safe(line), markup=False)


def write_lines(objects: Iterable[Mapping[str, Any]]) -> None:
    """One JSON object a line on stdout, in UTF-8 whatever the terminal's encoding is."""
    import json

    for each in objects:
        line = json.dumps(each, ensure_ascii=False, allow_nan=False)
        sys.stdout.buffer.write(f"{line}\n".encode("utf-8", "backslashreplace"))
    sys.stdout.buffer.flush()
