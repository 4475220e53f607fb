"""County pages of a generated country, three ways in one run, on two cores each.

The forked engine and papermill's own render the same pages through the same batch; the two
command lines (papermill, then jupyter nbconvert) make a plain page of the same notebook. What
lies beyond the cells' own time is told twice: of the seconds a page takes where two are made at
a time, and in seconds of a core; the cells are the same in a process that never forks. Absolute times are the
machine's, so the ratios count. ``bench_render.py 40`` renders 40 pages instead of 200,
``bench_render.py 40 10`` only 10 of them with papermill's own engine; a folder may be given as the
corpus, else the country is made once in build/country, and anew when the reader has changed.
"""

from __future__ import annotations

import resource
import shutil
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from country import make
from papermill.engines import NBClientEngine, papermill_engines

from workbench.corpus import state
from workbench.corpus.catalogue import read_catalogue
from workbench.errors import CorpusError
from workbench.rendering import parent
from workbench.rendering.batch import render
from workbench.rendering.plan import Task, Wanted, plan

NOTEBOOKS = Path(__file__).resolve().parents[2] / "notebooks"
JOBS = 2
CELLS = """
import sys, time, nbformat
from IPython.core.formatters import DisplayFormatter
from workbench.display.county.shared import prepare
from workbench.display.quick import remember_schemas
notebook, corpus, *codes = sys.argv[1:]
sources = [c.source for c in nbformat.read(notebook, 4).cells[1:] if c.cell_type == "code"]
shown = DisplayFormatter().format
remember_schemas()
seconds = []
for code in codes:
    prepare(corpus, code, {year})
    names = dict(corpus=corpus, county=code, year={year})
    began = time.process_time()
    for source in sources:
        *lines, last = source.splitlines()
        exec("\\n".join(lines), names)
        for part in (value if hasattr(value := eval(last, names), "__iter__") else [value]):
            shown(part)
    seconds.append(time.process_time() - began)
print(sum(seconds[2:]) / len(seconds[2:]))
"""


class Own(NBClientEngine):  # type: ignore[misc]
    """papermill's own engine as the batch calls it."""

    @classmethod
    def execute_managed_notebook(cls, nb_man: Any, kernel_name: str, **options: Any) -> Any:
        options.pop("execution", None)
        return super().execute_managed_notebook(nb_man, kernel_name, **options)


papermill_engines.register("own", Own)  # workers import this file, too


def show(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def timed(what: str, pages: int, work: Callable[[], None]) -> float:
    began = perf_counter()
    work()
    each = (perf_counter() - began) / pages
    show(f"{what:44} {each:7.3f} s a page ({pages} pages)")
    return each


def used() -> float:
    """Seconds of a core that this process and its ended children have taken."""
    return sum(
        one.ru_utime + one.ru_stime
        for one in (
            resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
        )
    )


def batch(corpus: Path, pages: int, engine: str, jobs: int = JOBS) -> None:
    with TemporaryDirectory() as out:
        wanted = Wanted(kinds=("county",), limit=pages)
        done = render(
            corpus, Path(out), wanted=wanted, notebooks=NOTEBOOKS, jobs=jobs, engine=engine
        )
        assert done.counts == {"done": pages}, done.failed[:1]


def commands(corpus: Path, tasks: tuple[Task, ...]) -> None:
    with TemporaryDirectory() as out, ThreadPoolExecutor(JOBS) as pool:
        list(pool.map(lambda task: _commands(corpus, task, Path(out)), tasks))


def _commands(corpus: Path, task: Task, out: Path) -> None:
    made = str(out / f"{task.key.name}.ipynb")
    python, quiet = [sys.executable, "-m"], {"check": True, "capture_output": True}
    given = [
        "-k",
        "python3",
        "-l",
        "python",
        "-p",
        "corpus",
        str(corpus),
        "-p",
        "year",
        str(task.key.year),
    ]
    text = ["-r", "county", str(task.key.code)]
    notebook = str(NOTEBOOKS / task.notebook)
    subprocess.run([*python, "papermill", notebook, made, *given, *text], **quiet)  # type: ignore[call-overload]
    subprocess.run([*python, "jupyter", "nbconvert", "--to", "html", made], **quiet)  # type: ignore[call-overload]


def cells(corpus: Path, tasks: tuple[Task, ...]) -> float:
    year = str(tasks[0].key.year)
    script = CELLS.replace("{year}", year)
    codes = [str(task.key.code) for task in tasks]
    command = [sys.executable, "-c", script, str(NOTEBOOKS / "county.ipynb"), str(corpus), *codes]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    each = float(done.stdout)
    show(f"{'the cells alone, seconds of a core':44} {each:7.3f} s a page")
    return each


def _core(corpus: Path, pages: int) -> float:
    """Seconds of a core for a run of ``pages`` pages, its start included."""
    before = used()
    batch(corpus, pages, "forked", 1)
    parent.close_all()
    return used() - before


def country() -> Path:
    """The generated country's corpus, kept between runs of one reader."""
    folder = NOTEBOOKS.parent / "build" / "country"
    try:
        kept = read_catalogue(folder).reader == state.reader()
    except CorpusError:
        kept = False
    if not kept:
        shutil.rmtree(folder, ignore_errors=True)
        make(folder)
    return folder


def main(pages: int, own: int, given: Path | None) -> None:
    began = perf_counter()
    corpus = given or country()
    tasks = plan(corpus, Wanted(kinds=("county",), limit=pages))
    show(f"the country is there after {perf_counter() - began:.0f} s")
    forked = timed("forked, two at a time", pages, lambda: batch(corpus, pages, "forked"))
    kernel = timed("papermill's own, two at a time", own, lambda: batch(corpus, own, "own"))
    both = timed("two command lines, two at a time", 10, lambda: commands(corpus, tasks[:10]))
    alone = cells(corpus, tasks[:30])
    few, many = (_core(corpus, pages) for pages in (4, 34))
    one = (many - few) / 30
    show(f"{'forked, seconds of a core':44} {one:7.3f} s a page")
    show(f"papermill's own / forked {kernel / forked:19.1f} (at least 8)")
    show(f"the command lines / forked {both / forked:17.1f} (at least 11)")
    beyond = forked - alone / JOBS
    show(f"beyond the cells' own time {beyond:17.3f} s a page, two at a time (at most 0.15)")
    show(f"beyond the cells' own time {one - alone:17.3f} s of a core a page")


if __name__ == "__main__":
    counts = [int(one) for one in sys.argv[1:] if one.isdecimal()]
    folders = [Path(one) for one in sys.argv[1:] if not one.isdecimal()]
    pages = counts[0] if counts else 200
    main(pages, counts[1] if len(counts) > 1 else pages, folders[0] if folders else None)
