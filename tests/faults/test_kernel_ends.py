"""Notebooks that crash, hang in C, flood, eat memory or leave, in both engines (45-52)."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from workbench.rendering import parent
from workbench.rendering.execution import Limits, NotebookFailed
from workbench.rendering.kernels import execute

pytestmark = [pytest.mark.kernel, pytest.mark.xdist_group("forked")]

_EAT = "held = []\nwhile True: held.append(bytearray(50_000_000))"
_BACKTRACKS = "import re, signal\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\n"
ENDINGS: dict[str, tuple[str, Limits, str]] = {
    "a fault in C": ("import ctypes; ctypes.string_at(0)", Limits(), "kernel_died"),
    "killed from outside": ("import os; os.kill(os.getpid(), 9)", Limits(), "kernel_died"),
    "ended with success": ("import os; os._exit(0)", Limits(), "kernel_died"),
    "left with success": ("import sys; sys.exit(0)", Limits(), "incomplete"),
    "hangs in C": (f"{_BACKTRACKS}re.match('(a+)+$', 'a' * 64 + 'b')", Limits(cell=1), "cell_timeout"),
    "sleeps in cell after cell": ("import time; time.sleep(60)", Limits(cell=50, total=3), "deadline"),
    "prints 20 MB": ("print('x' * 20_000_000)", Limits(), "output_too_large"),
    "prints 20 MB line by line": (
        "for n in range(200_000): print('x' * 100)",
        Limits(output=2_000_000),
        "output_too_large",
    ),
    "eats memory": (_EAT, Limits(memory=3_000_000_000), "cell_error"),
    "asks": ("input('?')", Limits(), "cell_error"),
    "raises": ("raise KeyError('甲')", Limits(), "cell_error"),
}  # fmt: skip


@pytest.fixture(scope="module")
def own() -> Iterator[Path]:
    """A short temporary folder for this module, in which a warm parent has its own."""
    folder, before = Path(tempfile.mkdtemp(prefix="wb")), tempfile.tempdir
    parent.close_all()
    tempfile.tempdir = str(folder)
    yield folder
    parent.close_all()
    tempfile.tempdir = before
    folder.rmdir()


@pytest.fixture
def left(own: Path, make_notebook: Callable[..., Any]) -> Callable[[], set[Path]]:
    """What is left in the temporary folder, but for what a good notebook leaves there."""
    execute(make_notebook("1", names=("year",)), {"year": 1}, where="x")
    before = set(own.rglob("*"))
    return lambda: set(own.rglob("*")) - before


@pytest.mark.fault(45, 46, 47, 48, 49, 50, 51, 52)
@pytest.mark.parametrize("engine", ["clean", "forked"])
@pytest.mark.parametrize(("cell", "limits", "reason"), ENDINGS.values(), ids=ENDINGS)
def test_the_end_is_told_and_nothing_is_left(
    cell: str,
    limits: Limits,
    reason: str,
    engine: str,
    make_notebook: Callable[..., Any],
    left: Callable[[], set[Path]],
) -> None:
    made = make_notebook(cell, "1", names=("year",))
    with pytest.raises(NotebookFailed, match=r"640522-2017, cell [0-9]:") as failed:
        execute(made, {"year": 2017}, where="640522-2017", limits=limits, engine=engine)
    assert failed.value.reason == reason, failed.value
    assert left() == set()


@pytest.mark.fault(51, 64)
def test_after_every_bad_end_the_next_notebook_runs(make_notebook: Callable[..., Any]) -> None:
    for cell, limits, _ in list(ENDINGS.values())[:3]:
        with pytest.raises(NotebookFailed):
            execute(make_notebook(cell, names=("year",)), {"year": 1}, where="x", limits=limits)
        done = execute(make_notebook("print(year)", names=("year",)), {"year": 2017}, where="x")
        assert done.cells[-1].outputs[0].text == "2017\n"
