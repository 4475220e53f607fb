"""Batches come back in order, few wait at a time, and a worker's death costs one item."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from typing import Any

import pytest

from workbench.corpus import pool

WORDS = ["a", "b", "c", "d", "e", "f", "g"]


def join(items: Sequence[str]) -> str:
    return "".join(items)


def slow_first(items: Sequence[str]) -> str:
    time.sleep(0.05 if items[0] == "a" else 0)
    return join(items)


def deadly(items: Sequence[str]) -> str:
    if "d" in items:
        os._exit(7)
    return join(items)


def _run(work: pool.Work[str, str], **more: Any) -> list[str]:
    return list(pool.run(work, WORDS, batch=2, lost=lambda item: f"lost {item}", **more))


@pytest.mark.parametrize("jobs", [1, 2], ids=["in this process", "in two processes"])
def test_results_keep_the_order(jobs: int) -> None:
    assert _run(join, jobs=jobs) == ["ab", "cd", "ef", "g"]


def test_a_slow_batch_does_not_change_the_order() -> None:
    with ThreadPoolExecutor(3) as executor:
        assert _run(slow_first, jobs=3, executor=executor) == ["ab", "cd", "ef", "g"]


@pytest.mark.fault(46)
def test_the_item_that_kills_its_worker_is_the_only_one_lost() -> None:
    assert sorted("".join(_run(deadly, jobs=2)).replace("lost d", "")) == list("abcefg")
    assert "lost d" in _run(deadly, jobs=2)


class Counting(Executor):
    """Runs at once, and counts how many results wait to be fetched."""

    def __init__(self) -> None:
        self.waiting = self.most = 0

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        self.waiting += 1
        self.most = max(self.most, self.waiting)
        future.set_result(fn(*args, **kwargs))
        return future


def test_few_results_wait() -> None:
    executor = Counting()
    results = pool.run(join, WORDS * 20, jobs=2, batch=1, lost=lambda item: item, executor=executor)
    for _ in results:
        executor.waiting -= 1
    assert executor.most <= 3 * 2 + 1


def test_no_items_no_results() -> None:
    assert list(pool.run(join, [], jobs=2, batch=2, lost=lambda item: item)) == []
