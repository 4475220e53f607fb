"""The notebooks stay thin: a sentence and a call per step, and no outputs in git."""

from __future__ import annotations

import ast
import json
from pathlib import Path
from typing import Any

import pytest

import workbench as wb
from workbench.display.html import Html
from workbench.display.parts import PAGE, Bundle

NOTEBOOKS = sorted((Path(__file__).parents[1] / "notebooks").glob("*.ipynb"))
MOST_LINES = 8
#: What belongs into the package, where it has tests.
BANNED = (
    ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.For, ast.AsyncFor, ast.While,
    ast.Try, ast.TryStar, ast.With, ast.Lambda, ast.ListComp, ast.SetComp, ast.DictComp,
    ast.GeneratorExp,
)  # fmt: skip


def rules_broken(notebook: dict[str, Any]) -> list[str]:
    """Every rule of style 6 that ``notebook`` breaks, with the cell's number."""
    code = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    if not code or code[0]["metadata"].get("tags") != ["parameters"]:
        return ["the first code cell is not tagged parameters"]
    broken = _parameters("".join(code[0]["source"]))
    for number, cell in enumerate(notebook["cells"], start=1):
        if cell["cell_type"] == "code":
            broken += [f"cell {number}: {what}" for what in _cell(cell)]
        if not "".join(cell["source"]).strip():
            broken.append(f"cell {number}: is empty")
    return broken


def _parameters(source: str) -> list[str]:
    body = ast.parse(source).body
    plain = all(
        isinstance(line, ast.Assign)
        and isinstance(line.value, ast.Constant)
        and line.value.value is None
        for line in body
    )
    return [] if plain and body else ["the parameters are not all None"]


def _cell(cell: dict[str, Any]) -> list[str]:
    source = "".join(cell["source"])
    found = [f"holds {type(node).__name__}" for node in ast.walk(ast.parse(source))
             if isinstance(node, BANNED)]  # fmt: skip
    if len(source.splitlines()) > MOST_LINES:
        found.append(f"has more than {MOST_LINES} lines")
    if cell["outputs"] or cell["execution_count"] is not None:
        found.append("holds outputs; strip them")
    return found


def _read(path: Path) -> dict[str, Any]:
    notebook: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return notebook


def test_there_are_notebooks() -> None:
    assert {"county.ipynb", "overview.ipynb", "trends.ipynb"} <= {path.name for path in NOTEBOOKS}


@pytest.mark.fault(55)
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_a_notebook_is_thin(path: Path) -> None:
    assert rules_broken(_read(path)) == []


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_a_notebook_explains_itself(path: Path) -> None:
    kinds = [cell["cell_type"] for cell in _read(path)["cells"]]
    assert kinds.count("markdown") >= 3
    assert kinds[0] == "code"


REPORT = """海原县关庄乡人民政府2017年政府信息公开工作年度报告

一、主动公开政府信息情况
2017年，我乡主动公开政府信息93条。

二、依申请公开政府信息情况
2017年没有收到政府信息公开申请。

三、存在的主要问题
一是公开渠道不多。
"""


def _run(path: Path, **parameters: Any) -> list[Any]:
    """What the cells of a notebook show, run one after the other as a kernel would."""
    shown: list[Any] = []
    names: dict[str, Any] = {}
    for cell in _read(path)["cells"]:
        if cell["cell_type"] != "code":
            continue
        body = ast.parse("".join(cell["source"])).body
        last = body.pop() if isinstance(body[-1], ast.Expr) else None
        exec(compile(ast.Module(body, []), path.name, "exec"), names)
        if "parameters" in cell["metadata"].get("tags", ()):
            assert set(parameters) == set(names) - {"__builtins__"}
            names.update(parameters)
        if isinstance(last, ast.Expr):
            value = eval(compile(ast.Expression(last.value), path.name, "eval"), names)
            shown += list(value) if hasattr(value, "parts") else [value]
    return shown


_TRENDS = dict.fromkeys(("terms", "from_year", "to_year", "place", "level", "balanced"))
CASES = {
    "county": ("county.ipynb", {"county": "640522", "year": 2017}),
    "county by itself": ("county.ipynb", {"county": None, "year": None}),
    "overview": ("overview.ipynb", {"place": None, "year": 2017}),
    "overview of a province": ("overview.ipynb", {"place": "640000", "year": 2017}),
    "overview by itself": ("overview.ipynb", {"place": None, "year": None}),
    "trends": ("trends.ipynb", {**_TRENDS, "terms": "渠道、/不.$/", "to_year": 2017}),
    "trends of a province": ("trends.ipynb", {**_TRENDS, "place": "640000", "from_year": 2017}),
    "trends by themselves": ("trends.ipynb", _TRENDS),
    "trends of a balanced panel": ("trends.ipynb", {**_TRENDS, "balanced": True}),
    "copies": ("copies.ipynb", {"place": None, "year": 2017}),
    "copies of a county": ("copies.ipynb", {"place": "640522", "year": 2017}),
    "copies by themselves": ("copies.ipynb", {"place": None, "year": None}),
    "ledger": ("ledger.ipynb", {"county": "640522"}),
    "ledger by itself": ("ledger.ipynb", {"county": None}),
}
#: What a notebook shows of the report; of the others its number.
SHOWN = {
    "trends.ipynb": "公开<mark>渠道</mark>不多", "copies.ipynb": "关庄乡",
    "ledger.ipynb": "公开渠道不多",
}  # fmt: skip


@pytest.mark.fault(56)
@pytest.mark.parametrize("filled", [True, False], ids=["a report", "nothing"])
@pytest.mark.parametrize(("name", "parameters"), CASES.values(), ids=CASES)
def test_a_notebook_runs_on_a_corpus(
    name: str, parameters: dict[str, Any], filled: bool, tmp_path: Path
) -> None:
    report = tmp_path / "report.txt"
    report.write_text(REPORT, encoding="utf-8")
    wb.build([report] if filled else [], out=tmp_path / "corpus", jobs=1)
    path = next(path for path in NOTEBOOKS if path.name == name)
    shown = _run(path, corpus=str(tmp_path / "corpus"), **parameters)
    heads = [part for part in shown if isinstance(part, Bundle) and part.mime == PAGE]
    assert shown[0] is heads[0]
    assert len(heads) == 1
    text = "".join(part.markup for part in shown if isinstance(part, Html))
    assert (SHOWN.get(name, "93条") in text) == filled
    assert "本库" in text


def _code(source: str, **more: Any) -> dict[str, Any]:
    return {
        "cell_type": "code", "source": source, "outputs": [], "execution_count": None,
        "metadata": {}, **more,
    }  # fmt: skip


PARAMETERS = _code("year = None", metadata={"tags": ["parameters"]})
WRONG = {
    "no tag": [_code("year = None")],
    "a default": [_code("year = 2017", metadata={"tags": ["parameters"]})],
    "a function": [PARAMETERS, _code("def f():\n    return 1")],
    "a class": [PARAMETERS, _code("class A:\n    pass")],
    "a loop": [PARAMETERS, _code("for x in (1, 2):\n    x")],
    "a hidden loop": [PARAMETERS, _code("[x for x in (1, 2)]")],
    "a try": [PARAMETERS, _code("try:\n    x\nexcept KeyError:\n    y")],
    "nine lines": [PARAMETERS, _code("\n".join("x" * 9))],
    "an output": [PARAMETERS, _code("x", outputs=[{"output_type": "stream"}])],
    "a count": [PARAMETERS, _code("x", execution_count=1)],
    "an empty cell": [PARAMETERS, _code(" ")],
}


@pytest.mark.fault(55)
@pytest.mark.parametrize("cells", WRONG.values(), ids=WRONG)
def test_the_rules_can_fail(cells: list[dict[str, Any]]) -> None:
    assert len(rules_broken({"cells": cells})) == 1


def test_the_rules_can_hold() -> None:
    assert rules_broken({"cells": [PARAMETERS, _code("page.volume()")]}) == []
