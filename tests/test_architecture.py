"""The house keeps its shape: directions of imports, sizes of modules, words that are banned."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "workbench"
MODULES = sorted(PACKAGE.rglob("*.py"))
#: A folder imports only from folders before it, and from what everybody may import.
ORDER = (
    "reading", "parsing", "checking", "corpus", "analysis", "display", "rendering",
)  # fmt: skip
EVERYBODY = {"model", "vocabulary", "errors", "reference"}
#: Each heavy library has one home (and what follows it in ORDER for pandas).
HOMES = {
    "lxml": {"reading"},
    "pypdfium2": {"reading"},
    "docx": {"rendering"},
    "jieba": {"analysis"},
    "rjieba": {"analysis"},
    "altair": {"display"},
    "ipywidgets": {"display"},
    "anywidget": {"display"},
    "papermill": {"rendering"},
    "nbconvert": {"rendering"},
    "distributed": {"corpus"},
    "pandas": {"corpus", "analysis", "display", "rendering"},
}
LONGEST_MODULE = 300


def _imports(module: Path) -> set[str]:
    tree = ast.parse(module.read_text(encoding="utf-8"))
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def _exists(name: str) -> bool:
    return (PACKAGE / name).is_dir() or (PACKAGE / f"{name}.py").is_file()


def _folder(module: Path) -> str:
    parts = module.relative_to(PACKAGE).parts
    return parts[0] if len(parts) > 1 else Path(parts[0]).stem


def _id(module: Path) -> str:
    return module.relative_to(ROOT).as_posix()


@pytest.mark.fault(80)
@pytest.mark.parametrize("module", MODULES, ids=_id)
def test_imports_point_one_way(module: Path) -> None:
    folder = _folder(module)
    ours = {
        name.split(".")[1]
        for name in _imports(module)
        if name.startswith("workbench.") and _exists(name.split(".")[1])
    }
    if folder in ORDER:
        allowed = EVERYBODY | set(ORDER[: ORDER.index(folder) + 1])
    elif folder in EVERYBODY:
        allowed = EVERYBODY
    else:
        return
    assert ours <= allowed, f"{folder} may not import {sorted(ours - allowed)}"


@pytest.mark.fault(80)
@pytest.mark.parametrize("module", MODULES, ids=_id)
def test_heavy_libraries_stay_at_home(module: Path) -> None:
    folder = _folder(module)
    tops = {name.split(".")[0] for name in _imports(module)}
    strays = {lib for lib, homes in HOMES.items() if lib in tops and folder not in homes}
    if folder in (*ORDER, *EVERYBODY):
        assert not strays, f"{folder} imports {sorted(strays)}"


@pytest.mark.fault(80)
@pytest.mark.parametrize("module", MODULES, ids=_id)
def test_modules_are_short(module: Path) -> None:
    lines = len(module.read_text(encoding="utf-8").splitlines())
    assert lines <= LONGEST_MODULE, f"{lines} lines; split it by meaning"


BANNED_CALLS = {
    "eval",
    "exec",
    "print",
    "os.system",
    "pickle.load",
    "pickle.loads",
    "marshal.loads",
}


@pytest.mark.fault(80)
@pytest.mark.parametrize("module", MODULES, ids=_id)
def test_no_banned_calls(module: Path) -> None:
    tree = ast.parse(module.read_text(encoding="utf-8"))
    calls = {ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    assert not calls & BANNED_CALLS, f"found {sorted(calls & BANNED_CALLS)}"


@pytest.mark.fault(3)
@pytest.mark.parametrize("module", MODULES, ids=_id)
def test_bytes_are_never_decoded_by_dropping_some(module: Path) -> None:
    tree = ast.parse(module.read_text(encoding="utf-8"))
    keywords = (
        keyword.value.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        for keyword in node.keywords
        if keyword.arg == "errors" and isinstance(keyword.value, ast.Constant)
    )
    assert not {"ignore", "replace"} & set(keywords)


#: Modules of reading that run other programs or end a worker: the only ones with a clock.
OUTSIDE = {"worker", "safe", "convert"}
IMPURE = {"time", "socket", "urllib.request", "requests", "random", "tempfile", "subprocess"}


@pytest.mark.parametrize(
    "module",
    [m for m in MODULES if _folder(m) in ("reading", "parsing", "checking")],
    ids=_id,
)
def test_reading_parsing_and_checking_are_pure(module: Path) -> None:
    if module.stem in OUTSIDE:
        return
    impure = _imports(module) & IMPURE
    assert not impure, f"imports {sorted(impure)}"
    tree = ast.parse(module.read_text(encoding="utf-8"))
    calls = {ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    assert not calls & {"open", "date.today", "datetime.now", "datetime.utcnow"}


def test_help_is_light() -> None:
    code = (
        "import sys; sys.argv = ['workbench', '--help']\n"
        "from workbench.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "heavy = {'pandas', 'altair', 'papermill', 'jieba'} & set(sys.modules)\n"
        "sys.exit(f'imported {heavy}' if heavy else 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_a_cluster_is_imported_only_where_it_is_asked_for() -> None:
    code = (
        "import sys, workbench.corpus.cluster as cluster, workbench.commands.build\n"
        "import workbench.analysis.building, workbench.rendering.batch\n"
        "with cluster.joined(None): pass\n"
        "sys.exit('distributed' in sys.modules or 'dask' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0


def test_names_of_test_modules_are_unique() -> None:
    names = [path.name for path in (ROOT / "tests").rglob("*.py") if path.name != "conftest.py"]
    twice = sorted({name for name in names if names.count(name) > 1} - {"__init__.py"})
    assert not twice, f"pytest takes one of a name; rename {twice}"
