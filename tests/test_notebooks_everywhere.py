"""Every notebook runs from top to bottom on the sample, on real reports, on one, on none."""

from __future__ import annotations

import ast
import json
from pathlib import Path
from typing import Any

import pytest

import workbench as wb

ROOT = Path(__file__).resolve().parents[1]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
ONE = "海原县关庄乡人民政府2017年政府信息公开工作年度报告\n\n一、概述\n2017年，我乡主动公开政府信息93条。\n"


def _run(path: Path, corpus: Path) -> list[Any]:
    """The values of the cells, run one after the other; parameters are as an opener leaves them."""
    names: dict[str, Any] = {}
    shown: list[Any] = []
    for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
        if cell["cell_type"] != "code":
            continue
        body = ast.parse("".join(cell["source"])).body
        last = body.pop() if isinstance(body[-1], ast.Expr) else None
        exec(compile(ast.Module(body, []), path.name, "exec"), names)
        if "parameters" in cell["metadata"].get("tags", ()):
            names["corpus"] = str(corpus)
        if isinstance(last, ast.Expr):
            value = eval(compile(ast.Expression(last.value), path.name, "eval"), names)
            shown += list(value) if hasattr(value, "parts") else [value]
    return shown


@pytest.fixture(scope="module", params=["the sample", "one report", "nothing"])
def corpus(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corpus")
    given = [ROOT / "data" / "sample" / "retold", ROOT / "data" / "sample" / "model"]
    if request.param == "one report":
        (folder / "one.txt").write_text(ONE, encoding="utf-8")
        given = [folder / "one.txt"]
    wb.build([] if request.param == "nothing" else given, out=folder / "corpus", jobs=1)
    return folder / "corpus"


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_a_notebook_runs(path: Path, corpus: Path) -> None:
    assert [one for one in _run(path, corpus) if one is not None]


@pytest.fixture(scope="module")
def real(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("real")
    wb.build(sorted((shared / "reports").glob("0*.txt")), out=folder / "corpus", jobs=1)
    return folder / "corpus"


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_a_notebook_runs_on_real_reports(path: Path, real: Path) -> None:
    assert len(wb.open(real).reports) == 5
    assert [one for one in _run(path, real) if one is not None]
