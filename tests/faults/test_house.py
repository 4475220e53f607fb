"""What the whole house keeps: the matrix, the commands and findings, HTML in one place (71, 81)."""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path

import pytest

from tests.matrix import cases
from workbench.cli import app

ROOT = Path(__file__).resolve().parents[2]
TESTS = [path for path in (ROOT / "tests").rglob("*.py") if path.name != "matrix.py"]
MODULES = sorted((ROOT / "workbench").rglob("*.py"))
MARK = re.compile(r"mark\.fault\(([0-9, ]+)\)")


def test_every_case_has_a_test_or_a_reason_and_every_mark_a_case() -> None:
    marked = {
        int(number)
        for path in TESTS
        for found in MARK.finditer(path.read_text(encoding="utf-8"))
        for number in found[1].split(",")
        if number.strip()
    }
    known = cases()
    assert marked <= set(known), f"not in cases.toml: {sorted(marked - set(known))}"
    bare = [number for number, case in known.items() if not case.reason and number not in marked]
    assert not bare, f"no test and no reason: {bare}"
    assert not [n for n, case in known.items() if case.reason and n in marked]


@pytest.mark.fault(71)
@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_only_the_module_for_it_turns_text_into_markup(module: Path) -> None:
    """No table of a library's own as HTML: its escapes are not ours."""
    tree = ast.parse(module.read_text(encoding="utf-8"))
    names = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    assert not names & {"to_html", "Styler", "fmt_markdown", "as_raw_html"}
    calls = {ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    if module != ROOT / "workbench" / "display" / "html.py":
        assert not calls & {"Html", "HTML", "display.HTML"}
    imported = {n.module for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)}
    assert not imported & {"great_tables", "pandas.io.formats.style"}


def _commands() -> list[str]:
    found = []
    for command in app.registered_commands:
        assert command.callback is not None
        found.append((command.name or command.callback.__name__).replace("_", "-"))
    return found


@pytest.mark.fault(81)
@pytest.mark.parametrize("name", _commands())
def test_every_command_is_told_in_the_documents(name: str) -> None:
    words = "".join(path.read_text(encoding="utf-8") for path in sorted(ROOT.glob("*.md")))
    assert f"workbench {name}" in words


@pytest.mark.fault(81)
def test_every_code_of_a_finding_is_produced_by_some_test() -> None:
    path = ROOT / "workbench" / "reference" / "checks.toml"
    codes = {row["code"] for row in tomllib.loads(path.read_text(encoding="utf-8"))["check"]}
    tested = {
        node.value
        for test in TESTS
        if test != Path(__file__)
        for node in ast.walk(ast.parse(test.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    missing = codes - tested
    assert not missing, f"no test names {sorted(missing)}"
