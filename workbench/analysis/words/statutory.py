"""Taking the Regulation's and the forms' words out of a text before its words are counted."""

from __future__ import annotations

import re
from functools import cache

from workbench.analysis.words.longest import longest
from workbench.parsing.fold import fold
from workbench.reference import terms as reference

#: What stands where something was taken out: no word runs over it and nothing counts it.
GONE = "\n"


@cache
def _phrases() -> re.Pattern[str]:
    return re.compile(longest(fold(w) for phrase in reference.phrases() for w in phrase.wordings))


def taken_out(text: str) -> str:
    """A match key with each statutory phrase replaced by :data:`GONE`, of the same length.

    坚持公开为常态、不公开为例外 keeps 坚持 alone; every position stays what it was.
    """
    return _phrases().sub(lambda phrase: GONE * len(phrase[0]), text)


def characters(text: str) -> int:
    """How many characters of ``text`` are counted: all that was not taken out."""
    return len(text) - text.count(GONE)
