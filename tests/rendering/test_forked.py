"""The forked engine: the same outputs as papermill's own, nothing left behind (44-53)."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest

from workbench.analysis.building import build
from workbench.rendering import parent
from workbench.rendering.execution import Limits, NotebookFailed
from workbench.rendering.kernels import execute
from workbench.rendering.keys import KINDS
from workbench.rendering.parameters import Scalar
from workbench.rendering.worker import notebook_at
from workbench.sample import write

pytestmark = [
    pytest.mark.kernel,
    pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork"),
    pytest.mark.xdist_group("forked"),
]


NOTEBOOKS = Path(__file__).resolve().parents[2] / "notebooks"


@pytest.fixture(scope="module", autouse=True)
def _ended() -> Iterator[None]:
    yield
    parent.close_all()


#: Cells that put something out in every way that a notebook can.
OUTPUTS = {
    "values": ["1 + 1", "_ + 1", "x = 7", "x;", "'甲'", "None", "[_, __]"],
    "streams": ["import sys; print('a'); print('b', file=sys.stderr); print('c', end='')"],
    "displays": [
        "from IPython.display import HTML, Markdown, display\ndisplay(HTML('<b>1</b>')); print(2)",
        "display({'text/plain': 'x', 'application/json': {'a': [1]}}, raw=True)\nMarkdown('*')",
        "handle = display('one', display_id='k')\nhandle.update('two')",
        "from IPython.display import clear_output\nprint(1); clear_output(); print(2)",
        "print(1); clear_output(wait=True); display(2)",
    ],
    "tables and charts": [
        "import pandas as pd, altair as alt\nframe = pd.DataFrame({'a': ['甲', '乙'], 'b': [1, 2]})",
        "frame",
        "import json\nprint(json.dumps(alt.Chart(frame).mark_bar().encode(x='b', y='a').to_dict()))",
    ],
    "magics": ["%precision 2", "0.12345", "%xmode Plain"],
    "empty and skipped": ["", "  ", "1", "# a comment", "2"],
    "waiting": ["import asyncio\nawait asyncio.sleep(0)\n3"],
    "several values": ["from IPython.core.interactiveshell import InteractiveShell as S",
                       "S.instance().ast_node_interactivity = 'all'", "1\n2"],
}  # fmt: skip


def _shown(notebook: Any) -> list[Any]:
    """Every cell's count and outputs; what one stream wrote in one go stands together."""
    shown: list[Any] = []
    for cell in notebook.cells:
        outputs: list[Any] = []
        for output in cell.get("outputs", ()):
            same = outputs and output.output_type == "stream" == outputs[-1].output_type
            if same and output.name == outputs[-1].name:
                outputs[-1].text += output.text
            else:
                outputs.append(output)
        shown.append((cell.get("execution_count"), outputs))
    return shown


@pytest.mark.parametrize("cells", OUTPUTS.values(), ids=OUTPUTS)
def test_both_engines_give_the_same_outputs(
    cells: list[str], make_notebook: Callable[..., Any]
) -> None:
    made = make_notebook("# md\n甲", *cells, names=("year",))
    runs = [
        _shown(execute(made, {"year": 2017}, where="x", engine=engine))
        for engine in ("forked", "clean")
    ]
    assert runs[0] == runs[1]


def test_what_a_library_writes_beside_python_is_shown(make_notebook: Callable[..., Any]) -> None:
    made = make_notebook("import os; os.write(1, '乙'.encode()); os.write(2, b'x')\nprint('甲')",
                         "print('丙')", names=("year",))  # fmt: skip
    done = execute(made, {"year": 2017}, where="x")
    told = [[(out.name, out.text) for out in cell.outputs] for cell in done.cells[-2:]]
    assert told == [[("stdout", "乙甲\n"), ("stderr", "x")], [("stdout", "丙\n")]]


#: Fifteen kinds of state: how a page changes each, and how another page sees it.
STATES = {
    "globals": ("leak = 1", "'leak' in globals()"),
    "builtins": ("import builtins; builtins.leak = 1", "hasattr(__import__('builtins'), 'leak')"),
    "patched modules": ("import json; json.dumps = None", "__import__('json').dumps is None"),
    "imported modules": ("import this_is_new", "'this_is_new' in __import__('sys').modules"),
    "search path": ("import sys; sys.path.insert(0, '/leak')", "'/leak' in __import__('sys').path"),
    "environment": ("import os; os.environ['LEAK'] = '1'", "'LEAK' in __import__('os').environ"),
    "working folder": (
        "import os; os.mkdir('leak'); os.chdir('leak')", "__import__('os').getcwd()[-4:] == 'leak'"
    ),
    "descriptors": (
        "import os; kept = [os.open('/dev/null', 0) for _ in range(50)]",
        "len(__import__('os').listdir('/dev/fd')) > 40",
    ),
    "threads": (
        "import threading, time\nthreading.Thread(target=time.sleep, args=(9,), daemon=True).start()",
        "__import__('threading').active_count() > 1",
    ),
    "locale": (
        "import locale; locale.setlocale(locale.LC_ALL, 'C')",
        "__import__('locale').setlocale(__import__('locale').LC_ALL) == 'C'",
    ),
    "warning filters": (
        "import warnings; warnings.filterwarnings('error', 'leak')",
        "any('leak' in str(f) for f in __import__('warnings').filters)",
    ),
    "random numbers": (
        "import random, numpy; random.seed(1); numpy.random.seed(1)",
        "(__import__('random').seed(1) or __import__('random').random()) == 0 "
        "or __import__('numpy').random.get_state()[1][0] == 1",
    ),
    "log handlers": (
        "import logging; logging.getLogger().addHandler(logging.NullHandler())",
        "any('Null' in type(h).__name__ for h in __import__('logging').getLogger().handlers)",
    ),
    "signal handlers": (
        "import signal; signal.signal(signal.SIGUSR1, signal.SIG_IGN)",
        "__import__('signal').getsignal(10) == __import__('signal').SIG_IGN",
    ),
    "pandas options": (
        "import pandas; pandas.set_option('display.max_rows', 3)",
        "__import__('pandas').get_option('display.max_rows') == 3",
    ),
    "altair theme": (
        "import altair; altair.theme.enable('dark')", "__import__('altair').theme.active == 'dark'"
    ),
    "numpy options": (
        "import numpy; numpy.seterr(all='raise')", "__import__('numpy').geterr()['over'] == 'raise'"
    ),
    "decimal context": (
        "import decimal; decimal.getcontext().prec = 3",
        "__import__('decimal').getcontext().prec == 3",
    ),
    "display hooks": (
        "get_ipython().ast_node_interactivity = 'all'",
        "get_ipython().ast_node_interactivity == 'all'",
    ),
    "limits": (
        "import resource; resource.setrlimit(resource.RLIMIT_NOFILE, (77, 77))",
        "__import__('resource').getrlimit(7)[0] == 77",
    ),
    "a cached table": (
        "import workbench.reference.divisions as d; d.current.leak = 1",
        "hasattr(__import__('workbench.reference.divisions').reference.divisions.current, 'leak')",
    ),
}  # fmt: skip


@pytest.mark.fault(53)
def test_nothing_of_one_page_is_seen_by_the_next(make_notebook: Callable[..., Any]) -> None:
    made_module = "import sys, types; sys.modules['this_is_new'] = types.ModuleType('this_is_new')"
    changes = [made_module, *(change for change, _ in STATES.values())]
    looks = "{" + ", ".join(f"{name!r}: bool({look})" for name, (_, look) in STATES.items()) + "}"
    seen = []
    for cells in ((*changes, f"print(__import__('json').loads and repr({looks}))"), (looks,)):
        done = execute(make_notebook(*cells, names=("year",)), {"year": 1}, where="x")
        (output,) = done.cells[-1].outputs
        seen.append(eval(output.get("text") or output["data"]["text/plain"]))
    assert len(STATES) >= 15
    assert all(seen[0].values()), [name for name, there in seen[0].items() if not there]
    assert not any(seen[1].values()), [name for name, there in seen[1].items() if there]


def test_numbers_drawn_by_chance_differ_between_pages(make_notebook: Callable[..., Any]) -> None:
    made = make_notebook(
        "import random, numpy; print(random.random(), numpy.random.random())", names=("year",)
    )
    drawn = {execute(made, {"year": 1}, where="x").cells[-1].outputs[0].text for _ in range(2)}
    assert len(drawn) == 2


@pytest.fixture(scope="module")
def country(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two counties, each with every kind of unit, over a change of form."""
    folder = tmp_path_factory.mktemp("country")
    write(folder / "files", seed=1, counties_count=2, townships=4, years=range(2019, 2023))
    build([folder / "files"], out=folder / "corpus", jobs=1)
    return folder / "corpus"


#: What each notebook is given; the explorer's widgets live in JupyterLab and make no page.
GIVEN: dict[str, dict[str, Scalar]] = {
    "county": {"county": "990121", "year": 2021},
    "overview": {"place": None, "year": 2021},
    "quality": {"place": "990121", "year": 2021},
    "copies": {"place": None, "year": 2021},
    "ledger": {"county": "990121"},
    "trends": {
        "place": None,
        "terms": None,
        "from_year": None,
        "to_year": 2022,
        "level": None,
        "balanced": None,
    },
}


@pytest.mark.fault(56)
@pytest.mark.parametrize("kind", GIVEN)
def test_both_engines_give_the_same_outputs_of_every_notebook(kind: str, country: Path) -> None:
    made = notebook_at(NOTEBOOKS / f"{kind}.ipynb")
    values = {"corpus": str(country), **GIVEN[kind]}
    runs = []
    for engine in ("forked", "clean"):
        done = execute(made, values, where="x", engine=engine)
        nbformat.validate(done)
        runs.append(_shown(done))
    assert runs[0] == runs[1]
    assert sum(len(outputs) for _, outputs in runs[0]) >= 4


def test_every_notebook_that_makes_a_page_is_compared() -> None:
    assert {path.stem for path in NOTEBOOKS.glob("*.ipynb")} == {*GIVEN, "explore"}
    assert set(GIVEN) == set(KINDS)


def test_a_countys_page_reads_nothing_of_another_province(make_corpus: Callable[..., Path]) -> None:
    corpus = make_corpus()
    for part in corpus.glob("*/22-*.parquet"):
        part.unlink()
    values: dict[str, Scalar] = {"corpus": str(corpus), "county": "640522", "year": 2017}
    execute(notebook_at(NOTEBOOKS / "county.ipynb"), values, where="x")


STUBBORN = (
    "import os, signal; signal.signal(signal.SIGINT, signal.SIG_IGN)\n"
    "os.fork()\n"  # a child that must not outlive the page
    "while True: pass"
)
ENDINGS = {
    "46 it leaves with a code": ("import os; os._exit(3)", Limits(), "kernel_died", "exit code 3"),
    "46 it is killed": (
        "import os; os.kill(os.getpid(), 9)", Limits(), "kernel_died", "killed by SIGKILL"
    ),
    "46 a broken library": (
        "import ctypes; ctypes.string_at(0)", Limits(), "kernel_died", "killed by SIGSEGV"
    ),
    "47 a cell never ends": (STUBBORN, Limits(cell=0.5), "cell_timeout", "0.5 s"),
    "48 all cells take too long": (STUBBORN, Limits(total=1), "deadline", "1 s"),
    "49 sys.exit(0)": ("import sys; sys.exit(0)", Limits(), "incomplete", "ended the notebook"),
    "49 exit()": ("exit()", Limits(), "incomplete", "ended the notebook"),
    "50 too much output": (
        "while True: print('甲' * 1000)", Limits(output=100_000), "output_too_large", "100,000"
    ),
    "51 too much memory": (
        "x = [bytearray(10**8) for _ in range(99)]", Limits(memory=4 * 10**9), "cell_error",
        "MemoryError",
    ),
    "45 an error": ("{}['a']", Limits(), "cell_error", "KeyError"),
    "52 a question": ("input()", Limits(), "cell_error", "StdinNotImplementedError"),
    "52 the network": (
        "import socket; socket.create_connection(('127.0.0.1', 9))", Limits(), "cell_error",
        "not allowed",
    ),
    "52 a file elsewhere": ("open('/var/tmp/leak', 'w')", Limits(), "cell_error", "not allowed"),
}  # fmt: skip


@pytest.mark.fault(45, 46, 47, 48, 49, 50, 51, 52)
@pytest.mark.fault(45, 46, 47, 48, 49, 50, 51, 52)
@pytest.mark.parametrize(("cell", "limits", "reason", "told"), ENDINGS.values(), ids=ENDINGS)
def test_how_a_notebook_ends_is_told_and_the_next_one_runs(
    cell: str, limits: Limits, reason: str, told: str, make_notebook: Callable[..., Any]
) -> None:
    made = make_notebook("# md\n一", cell, "1", names=("year",))
    with pytest.raises(NotebookFailed, match=r"640522-2017, cell 3:") as failed:
        execute(made, {"year": 2017}, where="640522-2017", limits=limits)
    assert failed.value.reason == reason and told in failed.value.message
    assert not _children()
    done = execute(make_notebook("1 + 1", names=("year",)), {"year": 2017}, where="x")
    assert done.cells[-1].outputs[0].data["text/plain"] == "2"


def _children() -> list[int]:
    """The processes whose parent is a warm parent of this process."""
    warm = {running._process.pid for running in parent._parents.values() if not running.closed}
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, above = path.read_text("utf-8").rsplit(")", 1)[1].split()[:2]
        except OSError:
            continue
        if int(above) in warm and state != "Z":
            found.append(int(path.parent.name))
    return found


@pytest.mark.fault(46)
def test_a_warm_parent_that_is_killed_is_told_and_replaced(
    make_notebook: Callable[..., Any],
) -> None:
    made = make_notebook("import os; os.kill(os.getppid(), 9)\nimport time; time.sleep(60)",
                         names=("year",))  # fmt: skip
    with pytest.raises(NotebookFailed, match="warm parent"):
        execute(made, {"year": 1}, where="x", limits=Limits(cell=20))
    execute(make_notebook("1", names=("year",)), {"year": 1}, where="x")


@pytest.mark.fault(57)
@pytest.mark.fault(57)
def test_the_child_ends_with_the_process_that_asked(tmp_path: Path) -> None:
    pid = tmp_path / "pid"
    cells = [f"import os; open({str(pid)!r}, 'w').write(str(os.getpid()))", "while True: pass"]
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
    nbformat.write(notebook, tmp_path / "in.ipynb")
    command = [sys.executable, "-m", "papermill", "--engine", "forked", "--no-progress-bar"]
    running = subprocess.Popen(
        [*command, str(tmp_path / "in.ipynb"), str(tmp_path / "out.ipynb"), "-k", "python3"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    _wait(lambda: pid.is_file() and bool(pid.read_text("utf-8")))
    running.kill()
    running.wait()
    _wait(lambda: not Path("/proc", pid.read_text("utf-8")).exists())


def _wait(until: Callable[[], bool]) -> None:
    began = time.monotonic()
    while not until():
        assert time.monotonic() - began < 60
        time.sleep(0.02)


def test_papermills_command_runs_it_in_the_readers_own_folder(tmp_path: Path) -> None:
    cells = ["n = 1", "import os\nopen('made.txt', 'w').write(os.environ['OWN'])", "n + 1"]
    made = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
    made.cells[0].metadata["tags"] = ["parameters"]
    nbformat.write(made, tmp_path / "in.ipynb")
    command = [sys.executable, "-m", "papermill", "--engine", "forked", "-p", "n", "4"]
    subprocess.run(
        [*command, "-k", "python3", "-l", "python", "in.ipynb", "out.ipynb"],
        cwd=tmp_path, env={**os.environ, "OWN": "甲"}, check=True, capture_output=True,
    )  # fmt: skip
    done = nbformat.read(tmp_path / "out.ipynb", as_version=4)
    assert [cell.execution_count for cell in done.cells] == [1, 2, 3, 4]
    assert done.cells[-1].outputs[0].data["text/plain"] == "5"
    assert done.metadata.papermill.exception is None
    assert (tmp_path / "made.txt").read_text("utf-8") == "甲"
    assert json.loads((tmp_path / "out.ipynb").read_text("utf-8"))["metadata"]["language_info"]


def test_altairs_charts_are_the_same_with_its_schemas_remembered() -> None:
    script = (
        "import altair as alt, json, sys, pandas as pd\n"
        "if sys.argv[1] == 'yes':\n"
        "    from workbench.display.quick import remember_schemas; remember_schemas()\n"
        "data = pd.DataFrame({'a': ['甲', '乙'], 'b': [1, 2], 'c': pd.to_datetime(['2017', '2018'])})\n"
        "base = alt.Chart(data).encode(x='b:Q', y=alt.Y('a:N', sort='-x'), color='a')\n"
        "charts = [base.mark_bar(), base.mark_line(point=True) + base.mark_text(), "
        "base.mark_point().facet('a:N'), base.mark_rule().encode(x='c:T').interactive()]\n"
        "print(json.dumps([chart.to_dict() for chart in charts]))"
    )
    told = [
        subprocess.run([sys.executable, "-c", script, how], capture_output=True, check=True).stdout
        for how in ("yes", "no")
    ]
    assert told[0] == told[1] != b""
