"""The batch, with cells run in this process: what is kept, redone, told and stopped (57, 63-65)."""

from __future__ import annotations

import io
import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import redirect_stdout
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import nbformat
import pandas as pd
import pytest
from IPython.core import display_functions
from papermill.engines import Engine, papermill_engines
from typer.testing import CliRunner

from workbench.analysis.place import place_year
from workbench.corpus.open import open_corpus
from workbench.errors import PublishError, RenderError, WorkbenchError
from workbench.rendering import batch, ledger, worker
from workbench.rendering.batch import Summary
from workbench.rendering.everywhere import has_county, without_county
from workbench.rendering.plan import Wanted

TWO_BAD = "assert county not in ('640424', '220621'), 'no such table'"


class InProcess(Engine):  # type: ignore[misc]
    """Runs cells by ``exec``: the same road as a kernel's, without the second it takes."""

    @classmethod
    def execute_managed_notebook(
        cls, nb_man: Any, kernel_name: str, *, execution: Any, **_: Any
    ) -> Any:
        names: dict[str, Any] = {}
        outputs: list[Any] = []

        def display(data: Any, raw: bool = False) -> None:
            outputs.append(nbformat.v4.new_output("display_data", data))

        old, display_functions.display = display_functions.display, display
        try:
            for index, cell in enumerate(nb_man.nb.cells):
                execution.at(nb_man.nb.cells, index)
                if cell.cell_type == "code":
                    outputs.clear()
                    cls._run(cell, names | {"display": display}, names)
                    cell.outputs += list(outputs)
                    cell.execution_count = index + 1
                    if any(output.output_type == "error" for output in cell.outputs):
                        break
        finally:
            display_functions.display = old
        return nb_man.nb

    @staticmethod
    def _run(cell: Any, scope: dict[str, Any], names: dict[str, Any]) -> None:
        cell.outputs = []
        source = cell.source.replace("from IPython.display import display", "")
        try:
            with redirect_stdout(io.StringIO()):
                exec(source, scope)
        except Exception as error:
            cell.outputs = [
                nbformat.v4.new_output(
                    "error", ename=type(error).__name__, evalue=str(error), traceback=[str(error)]
                )
            ]
        names.update(scope)


@pytest.fixture(autouse=True)
def _engine(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    papermill_engines.register("in process", InProcess)
    monkeypatch.setattr("workbench.rendering.vega.bundle", lambda cache: "window.vegaEmbed = null;")
    yield
    del papermill_engines._engines["in process"]
    worker.notebook_at.cache_clear()


@pytest.fixture
def bench(
    tmp_path: Path,
    make_corpus: Callable[..., Path],
    make_notebooks: Callable[..., Path],
    reports: list[tuple[Any, ...]],
) -> SimpleNamespace:
    """A corpus, its notebooks and a way to render; each call sees the notebooks anew."""
    corpus, out = make_corpus(), tmp_path / "out"
    make_notebooks()

    def render(**options: Any) -> Summary:
        worker.notebook_at.cache_clear()
        given = {
            "notebooks": tmp_path / "notebooks", "engine": "in process",
            "wanted": Wanted(kinds=TWO), **options,
        }  # fmt: skip
        return batch.render(given.pop("corpus", corpus), given.pop("out", out), **given)

    return SimpleNamespace(
        render=render, out=out, corpus=corpus, notebooks=make_notebooks, make_corpus=make_corpus,
        reports=reports,
    )  # fmt: skip


def _tree(folder: Path) -> dict[str, bytes]:
    """Every file but the ledger, which tells the time each page took."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name not in ("ledger.jsonl", ".lock")
    }


EVERY = [
    *("220621-2017", "640424-2017", "640522-2016", "640522-2017"),
    *("overview-2016", "overview-2017"),
]
#: Pages of two kinds are enough to see how a batch goes on.
TWO = ("county", "overview")


def test_every_county_and_year_has_a_page_and_the_index_names_it(bench: SimpleNamespace) -> None:
    summary = bench.render()
    assert (summary.exit_code, summary.counts) == (0, {"done": 6})
    assert sorted(path.name for path in bench.out.glob("*.html")) == [
        *(f"{name}.html" for name in EVERY[:4]), "index.html", *(f"{n}.html" for n in EVERY[4:]),
    ]  # fmt: skip
    index = summary.index.read_text(encoding="utf-8")
    assert all(f'href="{name}.html"' in index for name in EVERY)
    assert "海原县" in index and "中卫市" in index and "吉林省" in index and "2018-03-31" in index


def test_nothing_is_done_twice(bench: SimpleNamespace) -> None:
    bench.render()
    before = _tree(bench.out)
    assert bench.render().counts == {"kept": 6}
    assert _tree(bench.out) == before
    assert bench.render(force=True).counts == {"done": 6}
    assert _tree(bench.out) == before


@pytest.mark.fault(63)
def test_only_what_changed_is_done_again(bench: SimpleNamespace) -> None:
    bench.render()
    (bench.out / "640522-2017.html").write_text("edited", encoding="utf-8")
    (bench.out / "640424-2017.html").unlink()
    (bench.out / ".workbench" / "pages" / "220621-2017.json").unlink()
    assert bench.render().counts == {"done": 3, "kept": 3}
    bench.notebooks("# md\nAnother word.", _head())
    assert bench.render().counts == {"done": 4, "kept": 2}


def _head(title: str = "x") -> str:
    return f'display({{"application/vnd.workbench.page+json": {{"title": {title!r}}}}}, raw=True)'


@pytest.mark.fault(63)
def test_another_corpus_makes_the_pages_anew_that_read_what_changed(
    bench: SimpleNamespace,
) -> None:
    bench.render()
    more = ("640522", "海原县", "中卫市", "宁夏回族自治区", 2017, "640522102", "西安镇")
    other = bench.make_corpus([*bench.reports, more], "other")
    summary = bench.render(corpus=other)
    kept = [outcome.name for outcome in summary.outcomes if outcome.status == "kept"]
    assert kept == ["220621-2017"] and summary.counts == {"done": 5, "kept": 1}
    assert ">3</a>" in (bench.out / "index.html").read_text(encoding="utf-8")


@pytest.mark.fault(45, 64)
def test_a_bad_county_stops_nobody_and_is_named(bench: SimpleNamespace) -> None:
    bench.notebooks(TWO_BAD, _head())
    seen: list[tuple[str, str, int, int]] = []
    summary = bench.render(report=lambda o, n, total: seen.append((o.name, o.status, n, total)))
    assert summary.exit_code == 1
    assert [outcome.name for outcome in summary.failed] == ["220621-2017", "640424-2017"]
    assert all(
        outcome.reason == "cell_error"
        and f"{outcome.name}, cell 2: AssertionError" in outcome.message
        and "no such table" in outcome.message
        for outcome in summary.failed
    )
    assert not (bench.out / "640424-2017.html").exists()
    assert "640424" not in (bench.out / "index.html").read_text(encoding="utf-8")
    assert [number for _, _, number, _ in seen] == [1, 2, 3, 4, 5, 6]
    entries, torn = ledger.read(bench.out / ".workbench" / "ledger.jsonl")
    failed = [entry for entry in entries if entry["status"] == "failed"]
    assert [entry["page"] for entry in failed] == ["220621-2017", "640424-2017"] and not torn

    bench.notebooks("pass", _head())
    repaired = bench.render(wanted=Wanted(kinds=("county",)))
    assert (repaired.exit_code, repaired.counts) == (0, {"done": 4})
    again = bench.render(wanted=Wanted(counties=("640424", "220621")))
    assert again.counts == {"kept": 2}


@pytest.mark.fault(45)
def test_a_page_that_fails_later_leaves_the_old_one(bench: SimpleNamespace) -> None:
    bench.render()
    before = _tree(bench.out)
    bench.notebooks("1 / 0")
    summary = bench.render()
    assert summary.counts == {"failed": 4, "kept": 2}
    assert _tree(bench.out) == before


UNFIT = {
    "dead link": ('display({"text/html": "<a href=\'#none\'>1</a>"}, raw=True)', "leads nowhere"),
    "no head": ("pass", "0 outputs state"),
    "its path": ('display({"text/html": corpus}, raw=True)', "of this machine"),
    "unknown output": ('display({"image/png": "x"}, raw=True)', "image/png"),
}


@pytest.mark.fault(73)
@pytest.mark.parametrize(("cell", "told"), UNFIT.values(), ids=UNFIT)
def test_a_page_that_is_not_fit_is_not_published(
    cell: str, told: str, bench: SimpleNamespace
) -> None:
    bench.notebooks(*([cell] if told.startswith("0") else [_head(), cell]))
    summary = bench.render(wanted=Wanted(kinds=("county",)))
    assert summary.counts == {"failed": 4} and summary.exit_code == 1
    assert all(told in outcome.message for outcome in summary.failed)
    assert [path.name for path in bench.out.glob("*.html")] == ["index.html"]


@pytest.mark.fault(65)
def test_many_failures_alike_stop_early_with_one_message(bench: SimpleNamespace) -> None:
    reports = [
        (f"64{n:04d}", f"甲{n}县", "乙市", "丙省", 2017, f"64{n:04d}100", f"丁{n}镇")
        for n in range(1001, 1041)
    ]
    corpus = bench.make_corpus(reports, "many")
    bench.notebooks("1 / 0")
    summary = bench.render(corpus=corpus, wanted=Wanted(kinds=("county",)))
    assert summary.exit_code == 1 and len(summary.outcomes) == 10
    assert summary.stopped and "ZeroDivisionError" in summary.stopped
    bench.notebooks("assert int(county) % 2 == 0, county", _head())
    assert len(bench.render(corpus=corpus, wanted=Wanted(kinds=("county",))).outcomes) == 40


@pytest.mark.fault(40)
def test_an_obstacle_at_one_page_stops_that_page_alone(
    bench: SimpleNamespace, tmp_path: Path
) -> None:
    bench.out.mkdir()
    (bench.out / "640522-2017.html").symlink_to(tmp_path / "elsewhere")
    summary = bench.render()
    assert summary.counts == {"done": 5, "failed": 1}
    assert "640522-2017.html is a link" in summary.failed[0].message
    assert not (tmp_path / "elsewhere").exists()


@pytest.mark.fault(60)
def test_nothing_runs_where_pages_cannot_be_put(bench: SimpleNamespace, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(PublishError, match="cannot hold"):
        bench.render(out=tmp_path / "file")


def test_links_lead_to_pages_that_are_there_or_are_no_links(bench: SimpleNamespace) -> None:
    bench.notebooks(
        _head(),
        "display({'text/html': f\"<a href='{county}-{year - 1}.html'>last</a>\"}, raw=True)",
    )
    bench.render(wanted=Wanted(years={2017}, kinds=TWO))
    page = bench.out / "640522-2017.html"
    assert "<a>last</a>" in page.read_text(encoding="utf-8")
    assert bench.render(wanted=Wanted(years={2016}, kinds=TWO)).counts == {"done": 2}
    assert '<a href="640522-2016.html">last' not in page.read_text(encoding="utf-8")
    assert bench.render().counts == {"done": 2, "kept": 4}  # the county's and the overview
    assert '<a href="640522-2016.html">last</a>' in page.read_text(encoding="utf-8")


@pytest.mark.fault(57, 66)
def test_a_run_cut_short_and_run_again_gives_the_same_tree(
    bench: SimpleNamespace, tmp_path: Path
) -> None:
    class Killed(BaseException):
        pass

    def cut(outcome: Any, done: int, total: int) -> None:
        if done == 3:
            raise Killed

    with pytest.raises(Killed):
        bench.render(report=cut)
    assert len(list(bench.out.glob("*.html"))) == 3
    assert bench.render().counts == {"done": 3, "kept": 3}
    bench.render(out=tmp_path / "uninterrupted")
    assert _tree(bench.out) == _tree(tmp_path / "uninterrupted")


WANTED: dict[str, tuple[Wanted, list[str]]] = {
    "all": (
        Wanted(),
        [
            *("copies-2016", "640522-2016", "overview-2016", "quality-2016"),
            *("copies-2017", "220621-2017", "640424-2017", "640522-2017"),
            *("ledger-640522", "overview-2017", "quality-2017"),
        ],
    ),
    "a year": (
        Wanted(years={2016}),
        ["copies-2016", "640522-2016", "overview-2016", "quality-2016"],
    ),
    "a county": (
        Wanted(counties=("640522",)),
        ["640522-2016", "640522-2017", "ledger-640522"],
    ),
    "a province": (
        Wanted(province="220000"),
        [
            *("copies-220000-2017", "220621-2017"),
            *("overview-220000-2017", "quality-220000-2017"),
        ],
    ),
    "a county's findings": (
        Wanted(counties=("640522",), kinds=("quality",)),
        ["quality-640522-2016", "quality-640522-2017"],
    ),
    "a ledger of one year, asked for alone": (
        Wanted(counties=("220621",), kinds=("ledger",)),
        ["ledger-220621"],
    ),
    "overviews": (Wanted(kinds=("overview",)), ["overview-2016", "overview-2017"]),
    "at most two": (Wanted(limit=2), ["copies-2016", "640522-2016"]),
}


@pytest.mark.parametrize(("wanted", "names"), WANTED.values(), ids=WANTED)
def test_what_is_asked_for_is_planned(
    wanted: Wanted, names: list[str], make_corpus: Callable[..., Path]
) -> None:
    from workbench.rendering.plan import plan

    assert [task.key.name for task in plan(make_corpus(), wanted)] == names


def test_made_up_places_are_never_counted_with_real_ones(
    make_corpus: Callable[..., Path], reports: list[tuple[Any, ...]]
) -> None:
    from workbench.rendering.plan import plan

    made_up = ("990121", "甲县", "示例市", "示例省", 2017, "990121100", "乙镇")
    tasks = plan(make_corpus([*reports, made_up]), Wanted(years={2017}, kinds=("overview",)))
    counted = {task.key.name: (task.place.reports, task.place.fictional) for task in tasks}
    assert counted == {"overview-2017": (4, False), "overview-990000-2017": (1, True)}
    alone = plan(make_corpus([made_up], "alone"), Wanted(kinds=("overview",)))
    assert [(task.key.name, task.place.fictional) for task in alone] == [("overview-2017", True)]


def test_a_year_counts_the_reports_of_no_county_too(
    make_corpus: Callable[..., Path], reports: list[tuple[Any, ...]]
) -> None:
    from workbench.rendering.plan import plan

    apart = [
        (None, None, None, None, 2015, None, "甲部"),
        (None, None, "乙市", "丙省", 2017, "340100", "乙市财政局"),
        ("320500", "苏州市", "苏州市", "江苏省", 2017, None, "教育局"),
        (None, None, None, None, None, None, "丁局"),
    ]
    corpus = make_corpus([*reports, *apart])
    tables = open_corpus(corpus)
    tasks = plan(corpus, Wanted(kinds=("county", "overview", "quality", "copies")))
    assert not [t for t in tasks if t.key.kind == "county" and (t.key.code or "").endswith("00")]
    told = {(t.key.kind, t.key.year): t.place.reports for t in tasks if t.key.code is None}
    for year, count in {2015: 1, 2016: 1, 2017: 6}.items():
        assert len(place_year(tables, None, year).reports) == count
        assert {told[kind, year] for kind in ("overview", "quality", "copies")} == {count}
    held = sum(t.place.reports for t in tasks if t.key.kind == "county")
    assert held + len(without_county(tables)) == len(tables.reports)
    assert [one.year for one in without_county(tables)] == [2017, 2017, 2015, None]


def test_a_county_that_names_no_problem_has_a_ledger_only_where_it_is_asked_for(
    make_corpus: Callable[..., Path], reports: list[tuple[Any, ...]]
) -> None:
    from workbench.rendering.plan import plan

    silent = [
        ("640424", "泾源县", "固原市", "宁夏回族自治区", year, "640424101", "三河镇")
        for year in (2016, 2017)
    ]
    kept = [row for row in reports if row[0] != "640424"]
    corpus = make_corpus([*kept, *silent])
    for kinds, ledgers in {
        ("county", "ledger"): ["ledger-640522"],
        ("ledger",): ["ledger-220621", "ledger-640424", "ledger-640522"],
    }.items():
        names = [task.key.name for task in plan(corpus, Wanted(kinds=kinds))]
        assert sorted(name for name in names if name.startswith("ledger")) == ledgers


def test_the_trends_of_a_province_count_its_reports_of_no_county(
    make_corpus: Callable[..., Path], reports: list[tuple[Any, ...]]
) -> None:
    from workbench.rendering.plan import plan

    apart = [
        ("640500", "中卫市", "中卫市", "宁夏回族自治区", 2017, None, "教育局"),
        (None, None, "中卫市", "宁夏回族自治区", 2017, "640500", "财政局"),
        (None, None, None, "宁夏回族自治区", 2017, None, "某局"),
    ]
    tasks = plan(make_corpus([*reports, *apart]), Wanted(kinds=("trends",)))
    counted = {task.key.name: task.place.reports for task in tasks}
    assert counted == {"trends-2017": 8, "trends-220000-2017": 1, "trends-640000-2017": 6}


def test_a_prefecture_stands_for_a_county_only_where_it_has_none() -> None:
    rows = [("320500", "department"), ("441900", "township"), ("441900", "department"),
            ("640522", "department"), (None, "township")]  # fmt: skip
    told = has_county(pd.DataFrame(rows, columns=["county_code", "level"]))
    assert told.tolist() == [False, True, True, True, False]


@pytest.mark.parametrize("name", ["index.html", "640522-2017.html"])
@pytest.mark.parametrize("force", [False, True], ids=["", "force"])
def test_a_file_that_is_not_ours_is_never_replaced(
    bench: SimpleNamespace, name: str, force: bool
) -> None:
    bench.out.mkdir()
    (bench.out / name).write_text("<html>甲</html>", "utf-8")
    with pytest.raises(RenderError, match=f"{name} is not a page of the workbench.*--out"):
        bench.render(force=force)
    assert _tree(bench.out) == {name: "<html>甲</html>".encode()}


def test_pages_of_ours_that_were_copied_are_replaced(bench: SimpleNamespace) -> None:
    bench.render()
    shutil.rmtree(bench.out / ".workbench")
    assert bench.render().counts == {"done": 6}


@pytest.mark.fault(38)
@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"counties": ("海原县",)}, "six-digit"),
        ({"province": "宁夏"}, "six-digit"),
        ({"kinds": ("county", "x")}, "no notebook 'x'"),
    ],
)
def test_what_cannot_be_asked_for_is_refused(options: dict[str, Any], told: str) -> None:
    with pytest.raises(WorkbenchError, match=told):
        Wanted(**options)


def test_nothing_to_render_is_told(bench: SimpleNamespace) -> None:
    with pytest.raises(RenderError, match="no report"):
        bench.render(wanted=Wanted(years={1999}))


def test_the_command_prints_its_end_and_its_failures(
    bench: SimpleNamespace, tmp_path: Path
) -> None:
    from workbench.cli import app

    places = ["--corpus", str(bench.corpus), "--out", str(bench.out)]
    options = ["--notebooks", str(tmp_path / "notebooks"), "--engine", "in process", "--jobs", "1"]
    run = CliRunner().invoke(app, ["render", *places, *options, "--year", "2017"])
    assert run.exit_code == 0, run.output
    assert "6 pages: 6 rendered, 0 unchanged, 0 failed" in run.output
    assert f"Open {bench.out.resolve()}/index.html" in run.output
    planned = CliRunner().invoke(app, ["render", *places, "--dry-run", "--year", "2015-2016"])
    assert "640522-2016.html\t海原县\t1 report\n" in planned.output
    worker.notebook_at.cache_clear()
    bench.notebooks(TWO_BAD, _head())
    run = CliRunner().invoke(app, ["render", *places, *options, "--year", "2017"])
    assert run.exit_code == 1 and "2 failed" in run.output and "no such table" in run.output
    run = CliRunner().invoke(
        app, ["render", "--corpus", str(tmp_path / "none"), "--out", str(bench.out)]
    )
    assert run.exit_code == 2 and "holds no corpus" in run.output


@pytest.mark.fault(73)
def test_manifests_name_no_folder_of_this_machine(bench: SimpleNamespace, tmp_path: Path) -> None:
    bench.render()
    for path in (bench.out / ".workbench" / "pages").glob("*.json"):
        assert str(tmp_path) not in json.dumps(json.loads(path.read_text(encoding="utf-8")))
