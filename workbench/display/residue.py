"""The words of reports as they read, without what a file's form left in them."""

from __future__ import annotations

import re

#: What marked bold type in the file that the text was taken from: **一是**加强.
_BOLD = re.compile(r"\*{2,}")


def plain(words: str) -> str:
    """``words`` without the signs that stood for bold type; the excerpts keep the source's."""
    return _BOLD.sub("", words)
