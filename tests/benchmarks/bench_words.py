"""Tokenising 5 MB: ours against jieba in the same run, on one core.

``python tests/benchmarks/bench_words.py [MEGABYTES]`` generates the lines itself and prints a
table; nothing is asserted, because machines differ. ``distinct`` lines are each cut once;
``as they come`` has every repetition that templates bring, which ours cuts once and jieba
again and again.
"""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Callable, Iterator

from workbench.analysis.words.engines import engine
from workbench.analysis.words.lexicon import Lexicon
from workbench.analysis.words.tokens import Tokenizer
from workbench.sample import compositions

_HAN = re.compile(r"[\u4e00-\u9fff]+")


def lines(megabytes: float) -> list[str]:
    """So many megabytes of the paragraphs of generated reports, one after the other."""
    made, size = [], 0.0
    for line in _paragraphs():
        made.append(line)
        size += len(line.encode()) / 1e6
        if size >= megabytes:
            break
    return made


def _paragraphs() -> Iterator[str]:
    for seed in range(1, 100):
        for report in compositions(
            seed=seed, counties_count=20, townships=20, years=range(2008, 2025)
        ):
            for block in report.blocks:
                if block.kind != "table":
                    yield from block.text.split("\n")


def seconds(work: Callable[[], object]) -> float:
    """This process's time for one run."""
    start = time.process_time()
    work()
    return time.process_time() - start


def differing(texts: list[str]) -> int:
    """The lines in which plain jieba and ours, without terms, cut Han words differently."""
    ours, theirs = Tokenizer(Lexicon(())).each(texts), engine("jieba")
    return sum(
        [t for t in mine if _HAN.fullmatch(t)] != [t for t in theirs(text) if _HAN.fullmatch(t)]
        for text, mine in zip(texts, ours, strict=True)
    )


def main() -> None:
    """Print a line for each way of cutting the same text."""
    every = lines(float(sys.argv[1]) if len(sys.argv) > 1 else 5.0)
    once = list(dict.fromkeys(every))
    plain = engine("jieba")
    for name in ("rjieba", "jieba"):
        Tokenizer(engine=name).tokens("公开")  # dictionaries are loaded before the clock runs
    print(f"{'':<14}{'lines':>9}{'MB':>7}{'jieba s':>9}{'ours s':>8}{'ratio':>7}{'differing':>11}")
    for label, texts in (("as they come", every), ("distinct", once)):
        jieba = seconds(lambda texts=texts: [plain(text) for text in texts])  # type: ignore[misc]
        ours = min(seconds(lambda texts=texts: Tokenizer().each(texts)) for _ in range(3))  # type: ignore[misc]
        size = sum(len(text.encode()) for text in texts) / 1e6
        print(
            f"{label:<14}{len(texts):>9,}{size:>7.1f}{jieba:>9.2f}{ours:>8.3f}"
            f"{jieba / ours:>7.1f}{differing(list(dict.fromkeys(texts))):>11}"
        )


if __name__ == "__main__":
    main()
