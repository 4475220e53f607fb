"""A notebook opened by hand where there is no corpus says what to do, without a traceback."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from IPython.core.interactiveshell import InteractiveShell
from traitlets.config import Config

from workbench.corpus.catalogue import FILE, read_catalogue
from workbench.errors import CorpusError

NOTEBOOKS = sorted((Path(__file__).resolve().parents[1] / "notebooks").glob("*.ipynb"))


class Shell(InteractiveShell):  # type: ignore[misc]
    """A shell as a kernel's is, that keeps what it would show of an error."""

    def _showtraceback(self, etype: Any, evalue: Any, stb: list[str]) -> None:
        self.shown = stb


@pytest.fixture
def shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shell]:
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))
    monkeypatch.setitem(sys.modules, "__main__", sys.modules["__main__"])
    made = Shell(config=Config({"HistoryManager": {"enabled": False}}))
    yield made
    made.restore_sys_module_state()


def _run(shell: Shell, path: Path, corpus: Path | None) -> str:
    """What is shown of the first error; the cells behind it are not run, as in JupyterLab."""
    for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
        if cell["cell_type"] != "code":
            continue
        done = shell.run_cell("".join(cell["source"]))
        if done.error_in_exec:
            return "\n".join(shell.shown)
        if "parameters" in cell["metadata"].get("tags", ()):
            shell.user_ns["corpus"] = None if corpus is None else str(corpus)
    return ""


@pytest.mark.parametrize("given", [True, False], ids=["a folder", "no folder"])
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_a_missing_corpus_is_told_in_the_readers_words(
    path: Path, given: bool, shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    shown = _run(shell, path, tmp_path / "nowhere" if given else None)
    assert "这里没有语料库" in shown
    assert "make reports" in shown and "workbench build" in shown
    assert "Traceback" not in shown and ".py" not in shown
    assert len(shown.splitlines()) == 2


BROKEN = {"damaged": ("{", "读不出来"), "of another version": ("{}", "另一个版本")}


@pytest.mark.parametrize(("content", "told"), BROKEN.values(), ids=BROKEN)
def test_a_corpus_that_cannot_be_read_is_told_too(
    content: str, told: str, shell: Shell, tmp_path: Path
) -> None:
    (tmp_path / FILE).write_text(content, encoding="utf-8")
    shown = _run(shell, NOTEBOOKS[0], tmp_path)
    assert told in shown and "Traceback" not in shown
    with pytest.raises(CorpusError, match="build the corpus again"):
        read_catalogue(tmp_path)
