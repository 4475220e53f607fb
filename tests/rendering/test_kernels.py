"""The engine of real kernels: what reaches them, what they may not do, how they may end (faults 44-53)."""

from __future__ import annotations

import json
import os
import signal
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import nbformat
import pytest
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from papermill.exceptions import PapermillExecutionError

from workbench.rendering.clean import environment
from workbench.rendering.execution import Execution, Limits, NotebookFailed
from workbench.rendering.kernels import execute

WORDS = {
    "quote": '"; import os #',
    "triple": "'''\"\"\"",
    "backslash": "\\",
    "lines": "a\nb\u2028c\rd\x00",
    "braces": "{county} {0.__class__} %s",
    "none": None,
    "yes": True,
    "big": 10**20,
    "half": 0.1,
}
LOOK = """\
import json, os, random, socket, subprocess, sys
def tries(action):
    try: return repr(action())
    except BaseException as error: return f"{type(error).__name__}: {error}"
"""
TELL = """\
print(json.dumps({"values": {name: globals()[name] for name in sorted(WORDS)},
    "python": sys.executable, "home": os.path.expanduser("~"), "here": os.getcwd(),
    "started": "PLANTED" in globals(), "secret": os.environ.get("WORKBENCH_TEST_SECRET"),
    "own": tries(lambda: open("own.txt", "w").write("x")),
    "elsewhere": tries(lambda: open(OUTSIDE, "w")),
    "folder": tries(lambda: os.mkdir(OUTSIDE)),
    "moved": tries(lambda: os.rename("own.txt", OUTSIDE)),
    "program": tries(lambda: subprocess.run(["true"])),
    "address": tries(lambda: socket.create_connection(("127.0.0.1", 9))),
    "asked": tries(input),
    "memory": tries(lambda: len(bytearray(8_000_000_000)))}))
"""


@pytest.mark.fault(44, 51, 52, 53)
@pytest.mark.kernel
def test_a_kernel_gets_its_values_and_knows_and_may_do_nothing_else(
    make_notebook: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    profile = tmp_path / "home" / ".ipython" / "profile_default" / "startup"
    profile.mkdir(parents=True)
    (profile / "00.py").write_text("PLANTED = 1", encoding="utf-8")
    spec = tmp_path / "home" / ".local" / "share" / "jupyter" / "kernels" / "python3"
    spec.mkdir(parents=True)
    broken = {"argv": ["/bin/false"], "display_name": "x", "language": "python"}
    (spec / "kernel.json").write_text(json.dumps(broken), encoding="utf-8")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "home" / ".ipython"))
    monkeypatch.setenv("WORKBENCH_TEST_SECRET", "secret")
    outside = tmp_path / "outside.txt"
    setup = f"{LOOK}\nWORDS = {sorted(WORDS)!r}\nOUTSIDE = {str(outside)!r}"
    made = make_notebook(setup, TELL, names=sorted(WORDS))

    done = execute(
        made, WORDS, where="640522-2017", limits=Limits(memory=5_000_000_000), engine="clean"
    )

    (output,) = done.cells[-1].outputs
    told = json.loads(output.text)
    assert told["values"] == WORDS
    assert told["python"] == sys.executable
    assert told["home"] == told["here"] != str(tmp_path / "home")
    assert not Path(told["here"]).exists()
    assert (told["started"], told["secret"], told["own"]) == (False, None, "1")
    for name in ("elsewhere", "folder", "moved", "program", "address"):
        assert told[name].startswith("PermissionError: not allowed while a page"), told[name]
    assert "StdinNotImplementedError" in told["asked"]
    assert told["memory"].startswith("MemoryError")
    assert not outside.exists()
    assert made.cells[1].outputs == []


STUBBORN = (
    "import os, signal; signal.signal(signal.SIGINT, signal.SIG_IGN)\n"
    "os.fork()\n"  # a child that must not outlive the page
    "while True: pass"
)
ENDINGS = {
    "the kernel dies": ("import os; os._exit(0)", Limits(), "kernel_died"),
    "a cell never ends": (STUBBORN, Limits(cell=1), "cell_timeout"),
    "all cells take too long": (STUBBORN, Limits(total=2), "deadline"),
    "a cell leaves": ("exit()", Limits(), "incomplete"),
}


@pytest.mark.fault(46, 47, 48, 49)
@pytest.mark.kernel
@pytest.mark.parametrize(("cell", "limits", "reason"), ENDINGS.values(), ids=ENDINGS)
def test_a_notebook_that_does_not_reach_its_end_is_told_and_leaves_no_process(
    cell: str,
    limits: Limits,
    reason: str,
    make_notebook: Callable[..., Any],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    short = Path(tempfile.mkdtemp(prefix="wb"))
    monkeypatch.setattr(tempfile, "tempdir", str(short))
    made = make_notebook("# md\n一", cell, "1", names=("year",))
    with pytest.raises(NotebookFailed, match=r"640522-2017, cell 3:") as failed:
        execute(made, {"year": 2017}, where="640522-2017", limits=limits, engine="clean")
    assert failed.value.reason == reason
    assert not list(short.iterdir())
    short.rmdir()
    assert not _processes(str(short))


def _processes(word: str) -> set[str]:
    """The numbers of the processes whose command holds ``word``."""
    found = set()
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            words = path.read_bytes().decode(errors="surrogateescape")
            state = path.with_name("stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()[0]
        except OSError:
            continue
        if word in words and state != "Z":
            found.add(path.parent.name)
    return found


def _papermill(evalue: str) -> PapermillExecutionError:
    return PapermillExecutionError(
        cell_index=1, exec_count=1, source="x", ename="KeyError", evalue=evalue,
        traceback=[f"\x1b[31mline {n}\x1b[0m" for n in range(9)],
    )  # fmt: skip


TOLD = {
    "cell error": (_papermill("a"), "cell_error", "KeyError\n    line 3\n    line 4"),
    "dead kernel": (DeadKernelError("Kernel died"), "kernel_died", "the kernel ended"),
    "cell timeout": (CellTimeoutError("x"), "cell_timeout", "not done after 7 s"),
    "anything else": (RuntimeError("no reply"), "engine_error", "RuntimeError: no reply"),
}


@pytest.mark.fault(45)
@pytest.mark.parametrize(("error", "reason", "told"), TOLD.values(), ids=TOLD)
def test_what_ended_a_notebook_is_told_with_its_cell(
    error: Exception, reason: str, told: str, make_notebook: Callable[..., Any], tmp_path: Path
) -> None:
    execution = Execution(Limits(cell=7), tmp_path, "640522-2017")
    execution.at(make_notebook("1").cells, 1)
    failed = execution.failure(error)
    assert failed.reason == reason
    assert failed.message.startswith("640522-2017, cell 2: ") and told in failed.message
    assert "\x1b" not in failed.message


@pytest.mark.fault(50)
def test_too_much_output_ends_the_kernel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    killed: list[tuple[int, int]] = []
    monkeypatch.setattr(os, "killpg", lambda group, number: killed.append((group, number)))
    execution = Execution(Limits(output=1000), tmp_path, "x")
    execution.at([{"metadata": {}}], 0, group=4711)
    execution.printed(1000)
    assert not killed
    execution.printed(1)
    assert killed == [(4711, signal.SIGKILL)]
    assert execution.failure(DeadKernelError("x")).reason == "output_too_large"


def _cell(**fields: Any) -> SimpleNamespace:
    return nbformat.v4.new_code_cell("1", **fields)


ERROR = nbformat.v4.new_output("error", ename="SystemExit", evalue="0", traceback=[])
INCOMPLETE = {
    "left by sys.exit(0)": [_cell(execution_count=1, outputs=[ERROR]), _cell()],
    "last cell not run": [_cell(execution_count=1), _cell()],
    "a cell skipped": [_cell(execution_count=1), _cell(), _cell(execution_count=2)],
}


@pytest.mark.fault(49)
@pytest.mark.parametrize("cells", INCOMPLETE.values(), ids=INCOMPLETE)
def test_a_notebook_is_done_when_every_cell_ran(cells: list[Any], tmp_path: Path) -> None:
    execution = Execution(Limits(), tmp_path, "x")
    with pytest.raises(NotebookFailed, match="incomplete"):
        execution.require_complete({"cells": cells})


def test_an_empty_cell_need_not_run(tmp_path: Path) -> None:
    cells = [_cell(execution_count=1), nbformat.v4.new_code_cell(" \n")]
    Execution(Limits(), tmp_path, "x").require_complete({"cells": cells})


@pytest.mark.fault(53)
def test_the_kernels_environment_is_a_short_list(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MPLCONFIGDIR", "/elsewhere")
    monkeypatch.setenv("PYTHONSTARTUP", "/elsewhere/start.py")
    monkeypatch.setenv("HTTPS_PROXY", "http://a.example")
    found = environment(tmp_path, 1)
    assert found["MPLCONFIGDIR"] == found["IPYTHONDIR"] == found["HOME"] == str(tmp_path)
    assert not {"PYTHONSTARTUP", "HTTPS_PROXY"} & set(found)
