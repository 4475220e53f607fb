"""Rebuild ``reference/traditional.txt`` from opencc.

Run it with ``python -m workbench.reference.build.traditional``.

Only characters that opencc's ``t2s`` maps one to one are kept, because a match key must
have the length of the text that it stands for.
"""

from __future__ import annotations

from pathlib import Path

HAN = range(0x3400, 0x9FFF + 1)
TARGET = Path(__file__).parents[1] / "traditional.txt"


def pairs() -> list[str]:
    """Lines of two characters, traditional then simplified, in code point order."""
    from opencc import OpenCC

    convert = OpenCC("t2s").convert
    singles = ((chr(code), convert(chr(code))) for code in HAN)
    return [old + new for old, new in singles if old != new and len(new) == 1]


if __name__ == "__main__":
    TARGET.write_text("\n".join(pairs()) + "\n", encoding="utf-8")
