"""Links between pages when pages fail, come later or are asked for alone."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from papermill.engines import papermill_engines
from typer.testing import CliRunner

from tests.rendering.test_batch import InProcess
from workbench.cli import app
from workbench.errors import RenderError
from workbench.rendering import batch, ledger, worker
from workbench.rendering.finish import Style
from workbench.rendering.plan import Wanted

HEAD = 'display({"application/vnd.workbench.page+json": {"title": "x"}}, raw=True)'
FAILS = "assert (county, year) != ('640522', 2017), 'no such table'"
LAST = "display({'text/html': f\"<a href='{county}-{year - 1}.html'>last</a>\"}, raw=True)"


@pytest.fixture
def bench(
    tmp_path: Path,
    make_corpus: Callable[..., Path],
    make_notebooks: Callable[..., Path],
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[SimpleNamespace]:
    papermill_engines.register("in process", InProcess)
    monkeypatch.setattr("workbench.rendering.vega.bundle", lambda cache: "window.vegaEmbed = null;")
    corpus, out = make_corpus(), tmp_path / "out"

    def render(*county: str, **options: Any) -> batch.Summary:
        worker.notebook_at.cache_clear()
        folder = make_notebooks(*county)
        wanted = options.pop("wanted", Wanted(kinds=("county", "overview")))
        return batch.render(
            corpus, out, wanted=wanted, notebooks=folder, engine="in process", **options
        )

    yield SimpleNamespace(render=render, out=out, corpus=corpus, tmp_path=tmp_path)
    del papermill_engines._engines["in process"]
    worker.notebook_at.cache_clear()


def _dead(out: Path) -> list[tuple[str, str]]:
    """The links of every page that lead to no file."""
    return [
        (page.name, name)
        for page in sorted(out.glob("*.html"))
        for name in re.findall(r'href="([a-z0-9.-]+\.[a-z]+)', page.read_text(encoding="utf-8"))
        if not (out / name).is_file()
    ]


@pytest.mark.fault(64)
def test_no_link_leads_to_a_page_that_failed(bench: SimpleNamespace) -> None:
    summary = bench.render(FAILS, HEAD, LAST)
    assert [outcome.name for outcome in summary.failed] == ["640522-2017"]
    assert _dead(bench.out) == []
    page = bench.out / "640522-2016.html"
    assert "640522-2017" not in page.read_text(encoding="utf-8")
    again = bench.render(FAILS, HEAD, LAST)
    assert again.counts == {"kept": 5, "failed": 1}  # not made again for nothing

    repaired = bench.render(HEAD, LAST)
    assert repaired.exit_code == 0 and _dead(bench.out) == []
    assert 'href="640522-2017.html"' in page.read_text(encoding="utf-8")


def test_every_page_leads_to_its_other_years_and_the_pages_of_its_year(
    bench: SimpleNamespace,
) -> None:
    for style in (Style(), Style(site=True)):
        bench.render(HEAD, style=style)
        page = (bench.out / "640522-2016.html").read_text(encoding="utf-8")
        for name in ("640522-2017", "overview-2016", "index"):
            assert f'href="{name}.html"' in page
        assert _dead(bench.out) == []


@pytest.mark.fault(63)
def test_another_way_of_finishing_makes_the_pages_anew_and_leaves_nothing_behind(
    bench: SimpleNamespace,
) -> None:
    def files() -> set[str]:
        return {path.suffix for path in bench.out.iterdir() if path.is_file()}

    assert bench.render(style=Style(site=True)).counts == {"done": 6}
    assert files() == {".html", ".css", ".js"}
    assert bench.render(style=Style(site=True)).counts == {"kept": 6}
    shared = next(bench.out.glob("vega-*.js"))
    shared.write_text("edited", encoding="utf-8")
    assert bench.render(style=Style(site=True)).counts == {
        "done": 4,
        "kept": 2,
    }  # those with charts
    assert "edited" not in shared.read_text(encoding="utf-8")
    assert bench.render().counts == {"done": 6}
    assert files() == {".html"}


def test_only_what_is_named_is_made(bench: SimpleNamespace) -> None:
    wanted = Wanted(only=("640522-2017", "overview-2016"))
    summary = bench.render(wanted=wanted)
    assert [outcome.name for outcome in summary.outcomes] == ["overview-2016", "640522-2017"]
    with pytest.raises(RenderError, match="no page '640522-2015' among"):
        bench.render(wanted=Wanted(only=("640522-2015",)))


def test_only_failed_tries_again_what_failed_last(bench: SimpleNamespace) -> None:
    command = [
        *("render", "--corpus", str(bench.corpus), "--out", str(bench.out), "--jobs", "1"),
        *("--notebooks", str(bench.tmp_path / "notebooks"), "--engine", "in process"),
        *("--only", "failed"),
    ]
    bench.render(FAILS, HEAD)
    bench.render(HEAD, wanted=Wanted(kinds=("county",), limit=1))  # rewrites the notebook alone
    worker.notebook_at.cache_clear()
    done = CliRunner().invoke(app, command)
    assert done.exit_code == 0 and "1 page: 1 rendered" in done.output, done.output
    entries, _ = ledger.read(bench.out / ".workbench" / "ledger.jsonl")
    assert json.dumps(entries[-1]["page"]) == '"640522-2017"'
    worker.notebook_at.cache_clear()
    done = CliRunner().invoke(app, command)
    assert done.exit_code == 0 and "no page's last attempt failed" in done.output


@pytest.mark.fault(57, 66)
def test_a_site_cut_short_and_finished_is_the_one_made_at_once(
    bench: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where the run ends between a page and its manifest, and where it had summaries."""
    monkeypatch.setattr("workbench.rendering.word.pictures", lambda charts, font: [])
    plain = "# md\n一句。"  # no chart: nothing to draw

    class Killed(BaseException):
        pass

    def cut(outcome: Any, done: int, total: int) -> None:
        if done == 3:
            raise Killed

    def tree() -> dict[str, bytes]:
        return {
            path.relative_to(bench.out).as_posix(): path.read_bytes()
            for path in sorted(bench.out.rglob("*"))
            if path.is_file() and path.name not in ("ledger.jsonl", ".lock")
        }

    bench.render(HEAD, plain, style=Style(site=True))
    whole = tree()
    bench.render(HEAD, plain, style=Style(font="x"))
    assert {path.suffix for path in bench.out.iterdir() if path.is_file()} == {".html", ".docx"}
    with pytest.raises(Killed):
        bench.render(HEAD, plain, style=Style(site=True), report=cut)
    (bench.out / ".workbench" / "pages" / "640522-2016.json").unlink()
    bench.render(HEAD, plain, style=Style(site=True))
    assert tree() == whole
