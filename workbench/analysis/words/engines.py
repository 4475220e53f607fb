"""The two tokenizers of Chinese behind one call: jieba is the reference, rjieba the worker.

Neither sees the world around it. jieba would load ``jieba.cache`` from the shared temporary
folder, whoever put it there, and every module of a process shares its one dictionary; here
each process has dictionaries of its own, read from the package and changed by nobody.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from workbench.errors import WorkbenchError

Cut = Callable[[str], list[str]]
ENGINES = ("rjieba", "jieba")


def engine(name: str) -> Cut:
    """The tokenizer ``name``: text in, tokens out, HMM on, nothing lost between them."""
    if name not in ENGINES:
        raise WorkbenchError(f"no tokenizer {name!r}; there are {' and '.join(ENGINES)}")
    return _rjieba() if name == "rjieba" else _jieba()


@cache
def _rjieba() -> Cut:
    from rjieba import Jieba

    cut: Cut = Jieba().cut
    return cut


@cache
def _jieba() -> Cut:
    import jieba

    tokenizer = jieba.Tokenizer()
    with tokenizer.get_dict_file() as dictionary:
        tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(dictionary)
    tokenizer.initialized = True  # or its first use would look for a cache

    def cut(text: str) -> list[str]:
        tokens: list[str] = tokenizer.lcut(text)
        return tokens

    return cut
