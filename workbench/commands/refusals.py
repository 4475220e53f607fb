"""Why a file gave no report, in one line that says what to do."""

from __future__ import annotations

from workbench.commands.terminal import complain
from workbench.corpus.files import DEFECT

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


def refuse(name: str, reason: str, detail: str) -> None:
    """The line of a refused file, on stderr."""
    remedy = "" if DEFECT in detail else f"; {_REMEDIES.get(reason, 'look at the file')}"
    complain(f"{name}: {reason}: {detail}{remedy}")
