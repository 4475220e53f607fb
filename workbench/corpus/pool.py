"""Batches through an executor: results in order, few in flight, none lost with its worker."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from typing import TypeVar

Given = TypeVar("Given")
Got = TypeVar("Got")

Work = Callable[[Sequence[Given]], Got]


def run(
    work: Work[Given, Got],
    items: Sequence[Given],
    *,
    jobs: int,
    batch: int,
    lost: Callable[[Given], Got],
    executor: Executor | None = None,
) -> Iterator[Got]:
    """``work`` of each batch of ``items``, in their order, whatever the number of ``jobs``.

    With one job (or one batch) all is done in this process. At most three batches a job are
    under way. When a worker dies, its batch is done again item by item, each in a process of
    its own; ``lost`` says what becomes of the item that kills it. An ``executor`` (a cluster's,
    say) replaces the process pool.
    """
    batches = [items[at : at + batch] for at in range(0, len(items), batch)]
    if executor is not None:
        yield from _ordered(work, batches, executor, jobs, lost)
    elif jobs <= 1 or len(batches) <= 1:
        yield from map(work, batches)
    else:
        with _processes(jobs) as pool:
            try:
                yield from _ordered(work, batches, pool, jobs, lost)
            finally:  # where the caller stops early, what has not begun never does
                pool.shutdown(cancel_futures=True)


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _processes(jobs: int) -> ProcessPoolExecutor:
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(jobs, mp_context=context, initializer=_follow_parent)


def _follow_parent() -> None:
    """In a worker: leave Ctrl-C to the parent, and end when it has ended, however it did."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _ordered(
    work: Work[Given, Got],
    batches: Sequence[Sequence[Given]],
    executor: Executor,
    jobs: int,
    lost: Callable[[Given], Got],
) -> Iterator[Got]:
    waiting: deque[tuple[Sequence[Given], Future[Got] | None]] = deque()
    for batch in batches:
        waiting.append((batch, _submitted(executor, work, batch)))
        if len(waiting) > 3 * jobs:
            yield from _result(work, *waiting.popleft(), lost)
    while waiting:
        yield from _result(work, *waiting.popleft(), lost)


def _submitted(
    executor: Executor, work: Work[Given, Got], batch: Sequence[Given]
) -> Future[Got] | None:
    try:
        return executor.submit(work, batch)
    except BrokenExecutor:
        return None


def _result(
    work: Work[Given, Got],
    batch: Sequence[Given],
    future: Future[Got] | None,
    lost: Callable[[Given], Got],
) -> Iterator[Got]:
    try:
        if future is not None:
            yield future.result()
            return
    except BrokenExecutor:
        pass
    for item in batch:
        yield _alone(work, item, lost)


def _alone(work: Work[Given, Got], item: Given, lost: Callable[[Given], Got]) -> Got:
    with _processes(1) as pool:
        try:
            return pool.submit(work, [item]).result()
        except BrokenExecutor:
            return lost(item)
