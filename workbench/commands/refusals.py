"""Why a file gave no report, in one line that says what to do."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from workbench.commands.terminal import complain
from workbench.corpus.files import DEFECT
from workbench.corpus.inputs import MISSING, printable

#: Files that were written for others to fill in: no unit is to be named for them.
_PATTERN = re.compile("范文|范本|模板|样本|样式")

_REMEDIES = {
    "not_a_report": "leave it out, or look whether the right file was saved",
    "empty_form": "fetch the filled report",
    "no_issuer": "name the unit in a manifest (build --manifest), or fetch the whole text",
    "no_text_layer": "run text recognition over it, or fetch the text from the unit's page",
    "encrypted": "save it without a password",
    "too_large": "split it, or take out the pictures",
    "timeout": "save its text by itself",
    "unreadable": "take the file from its source again, or save it as txt, html, pdf or docx",
}
#: What a file's name promises; the reader goes by the bytes alone.
_BY_NAME = {".docx": "Word file", ".doc": "Word file", ".wps": "Word file", ".pdf": "PDF file"}


def refuse(name: str, reason: str, detail: str) -> None:
    """The line of a refused file, on stderr."""
    kind = _BY_NAME.get(Path(name).suffix.lower())
    if kind and reason == "unreadable" and detail.startswith("byte "):
        detail = f"no {kind}, whatever its name says, and no text either ({detail})"
    remedy = _remedy(name, reason, detail)
    complain(f"{name}: {reason}: {detail}" + (f"; {remedy}" if remedy else ""))


def _remedy(name: str, reason: str, detail: str) -> str:
    """What to do about it; nothing where only we can."""
    if DEFECT in detail:
        return ""
    if detail == MISSING:
        return "check the path"
    if reason in ("no_issuer", "empty_form") and _PATTERN.search(name):
        return "leave it out: by its name it is a pattern to be filled in"
    return _REMEDIES.get(reason, "look at the file")


def nothing_in(paths: Sequence[Path]) -> str:
    """What is said where ``paths`` hold no file that could be a report."""
    named = ", ".join(printable(str(path)) for path in paths)
    return f"{named}: no file there that may be a report; put the reports there, or name them"
