"""One expression that finds the longest of many words at each place, in one pass."""

from __future__ import annotations

import re
from collections.abc import Iterable

#: Marks the end of a word in the tree of characters; no word holds it.
_END = ""
_Tree = dict[str, "_Tree"]


def longest(words: Iterable[str]) -> str:
    """An expression that matches whole words alone, at each place the longest of them.

    The words share their beginnings, so that a place costs the length of a word and not the
    number of words: 政府信息, 政府信息公开 give 政府信息(?:公开)?.
    """
    tree: _Tree = {}
    for word in words:
        branch = tree
        for char in word:
            branch = branch.setdefault(char, {})
        branch[_END] = {}
    return _expression(tree) or "(?!)"


def _expression(tree: _Tree) -> str:
    ends = _END in tree
    ways = [re.escape(char) + _expression(tree[char]) for char in sorted(tree) if char]
    if not ways:
        return ""
    whole = ways[0] if len(ways) == 1 else f"(?:{'|'.join(ways)})"
    return f"(?:{whole})?" if ends else whole
