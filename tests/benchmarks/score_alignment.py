"""How well the ledger aligns two years' problem items, on pairs written by hand.

``python tests/benchmarks/score_alignment.py`` prints precision, recall and F1 of the links of
tests/golden/problem_links.jsonl for each part: the first two, 200 pairs of items, chose the
rule; the last hundred were written afterwards and kept for scoring. Every wrong and missing
link is named.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from workbench.analysis.ledger.alignment import links

PAIRS = Path(__file__).parents[1] / "golden" / "problem_links.jsonl"
PARTS = {"chose the rule": ("first", "second"), "kept for the score": ("final",)}


def show(line: str) -> None:
    sys.stdout.write(line + "\n")


def score(rows: Iterable[dict[str, Any]]) -> None:
    right = found = expected = compared = 0
    for row in rows:
        before, after = row["before"], row["after"]
        ours, theirs = set(links(before, after)), set(map(tuple, row["links"]))
        right, found, expected = (
            right + len(ours & theirs),
            found + len(ours),
            expected + len(theirs),
        )
        compared += len(before) * len(after)
        for sign, each in (("+", ours - theirs), ("-", theirs - ours)):
            for one, other in sorted(each):
                show(f"    {sign} {before[one]} | {after[other]}")
    precision, recall = right / max(1, found), right / max(1, expected)
    harmonic = 2 * right / max(1, found + expected)
    show(f"  {compared} pairs: precision {precision:.3f}, recall {recall:.3f}, F1 {harmonic:.3f}")


def main() -> None:
    rows = [json.loads(line) for line in PAIRS.read_text("utf-8").splitlines()]
    for name, parts in PARTS.items():
        show(f"{name} ({', '.join(parts)}):")
        score([row for row in rows if row["part"] in parts])


if __name__ == "__main__":
    main()
