"""workbench verify: what of finished pages no longer matches (fault 63)."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from workbench.cli import app
from workbench.commands.verify import counted
from workbench.errors import RenderError
from workbench.rendering import manifest, worker
from workbench.rendering.audit import audit
from workbench.rendering.keys import PageKey
from workbench.rendering.manifest import Manifest, Place
from workbench.rendering.plan import Task
from workbench.rendering.shelf import opened
from workbench.rendering.worker import Settings, Work

PAGE = "<!doctype html>"
KEYS = (PageKey("county", 2016, "640522"), PageKey("county", 2017, "640522"))


class Bench:
    """Two pages with manifests as a run leaves them, and what verify says of them."""

    def __init__(self, tmp_path: Path, corpus: Path, notebooks: Path) -> None:
        self.out, self.corpus, self.notebooks = tmp_path / "out", corpus, notebooks
        contents = manifest.Contents.of(corpus)
        with opened(self.out) as shelf:
            settings = Settings(corpus, contents, notebooks, self.out, shelf.aside / "vega.js")
            for key, sibling in zip(KEYS, ("640522-2017.html", "640522-2016.html"), strict=True):
                both = frozenset(each.file for each in KEYS)
                inputs = Work(Task(key, Place()), both, settings).inputs()
                made = Manifest(
                    key.kind, key.year, key.code, Place(), inputs, (sibling,), ("gone.html",), None,
                    manifest.text_digest(PAGE),
                )  # fmt: skip
                shelf.put(self.out / key.file, PAGE)
                shelf.put(shelf.manifest(key.name), made.as_json())

    def told(self) -> set[tuple[str, str]]:
        worker.notebook_at.cache_clear()
        count, found = audit(self.out, corpus=self.corpus, notebooks=self.notebooks)
        assert count == len({m.page for m in found} | {key.name for key in KEYS})
        return {(mismatch.page, mismatch.what) for mismatch in found}

    def inputs(self) -> dict[str, Any]:
        path = self.out / ".workbench" / "pages" / "640522-2017.json"
        made: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))["inputs"]
        return made

    def rewrite(self, **change: Any) -> None:
        path = self.out / ".workbench" / "pages" / "640522-2017.json"
        made = json.loads(path.read_text(encoding="utf-8"))
        path.write_text(json.dumps({**made, **change}), encoding="utf-8")


@pytest.fixture
def bench(
    tmp_path: Path, make_corpus: Callable[..., Path], make_notebooks: Callable[..., Path]
) -> Bench:
    return Bench(tmp_path, make_corpus(), make_notebooks())


def _edited(bench: Bench) -> None:
    (bench.out / "640522-2017.html").write_text("edited", encoding="utf-8")


def _removed(bench: Bench) -> None:
    (bench.out / "640522-2017.html").unlink()


def _added(bench: Bench) -> None:
    (bench.out / "stranger.html").write_text("x", encoding="utf-8")


def _torn(bench: Bench) -> None:
    (bench.out / ".workbench" / "pages" / "640522-2017.json").write_text("{", encoding="utf-8")


def _notebook(bench: Bench) -> None:
    path = bench.notebooks / "county.ipynb"
    path.write_text(path.read_text(encoding="utf-8").replace("各镇如下", "见下"), encoding="utf-8")


def _no_notebook(bench: Bench) -> None:
    (bench.notebooks / "county.ipynb").unlink()


def _corpus(bench: Bench) -> None:
    path = bench.corpus / "corpus.json"
    content = json.loads(path.read_text(encoding="utf-8"))
    for part in content["parts"]["reports"].values():
        part["sha256"] = part["sha256"][::-1]
    path.write_text(json.dumps(content), encoding="utf-8")


def _version(bench: Bench) -> None:
    inputs = bench.inputs()
    bench.rewrite(inputs={**inputs, "versions": {**inputs["versions"], "numpy": "0.1"}})


def _code(bench: Bench) -> None:
    bench.rewrite(inputs={**bench.inputs(), "code": "another"})


LATER, BOTH = {"640522-2017"}, {"640522-2016", "640522-2017"}
CASES: dict[str, tuple[Callable[[Bench], None], set[str], str]] = {
    "an edited page": (_edited, LATER, "the page was changed after it was made"),
    "a page that is gone": (_removed, LATER, "the page is gone"),
    "a page of somebody else": (_added, {"stranger"}, "the page has no manifest"),
    "a torn manifest": (_torn, LATER, "its manifest cannot be read"),
    "another notebook": (_notebook, BOTH, "the notebook is another"),
    "no notebook": (_no_notebook, BOTH, "cannot be read: No such file"),
    "another corpus": (_corpus, BOTH, "the corpus is another"),
    "another library": (_version, LATER, "the page was made with 0.1"),
    "another package": (_code, LATER, "the package is another"),
    "another page's manifest": (
        lambda bench: bench.rewrite(year=2015),
        LATER,
        "its manifest is that of 640522-2015",
    ),
    "a manifest with a path": (
        lambda bench: bench.rewrite(code="../../etc"),
        LATER,
        "six-digit code",
    ),
    "other pages around it": (
        lambda bench: bench.rewrite(
            inputs={**bench.inputs(), "beside": ["640522-2015.html", "640522-2017.html"]}
        ),
        LATER,
        "the pages around it are others",
    ),
    "a summary that is gone": (
        lambda bench: bench.rewrite(files={"640522-2017.docx": "0"}),
        LATER,
        "640522-2017.docx, which belongs to it, is gone or was changed",
    ),
    "a shared file that is gone": (
        lambda bench: bench.rewrite(shared=["page-0123456789abcdef.css"]),
        LATER,
        "page-0123456789abcdef.css, which belongs to it, is gone or was changed",
    ),
    "a page that came": (
        lambda bench: bench.rewrite(missing=["640522-2016.html"]),
        LATER,
        "would link to 640522-2016.html, which is there now",
    ),
    "a page that went": (
        lambda bench: bench.rewrite(siblings=["none.html"]),
        LATER,
        "links to none.html, which is gone",
    ),
}


@pytest.mark.fault(63)
@pytest.mark.parametrize(("change", "pages", "told"), CASES.values(), ids=CASES)
def test_what_no_longer_matches_is_told(
    change: Callable[[Bench], None], pages: set[str], told: str, bench: Bench
) -> None:
    assert bench.told() == set()
    change(bench)
    found = bench.told()
    assert {page for page, _ in found} == pages
    assert all(told in what for _, what in found)


def test_the_command_counts_and_exits_1_where_one_does_not_match(bench: Bench) -> None:
    given = ["verify", str(bench.out), "--corpus", str(bench.corpus)]
    command = [*given, "--notebooks", str(bench.notebooks)]
    result = CliRunner().invoke(app, command)
    assert (result.exit_code, result.stdout) == (0, "2 pages: 2 match, 0 do not\n")
    _edited(bench)
    result = CliRunner().invoke(app, command)
    assert result.exit_code == 1 and "640522-2017: the page was changed" in result.stdout
    assert result.stdout.endswith("2 pages: 1 matches, 1 does not\n")


@pytest.mark.parametrize(
    ("count", "wrong", "said"),
    [
        (1, 0, "1 page: 1 matches, 0 do not"),
        (1, 1, "1 page: 0 match, 1 does not"),
        (5, 2, "5 pages: 3 match, 2 do not"),
    ],
)
def test_one_page_is_a_page(count: int, wrong: int, said: str) -> None:
    assert counted(count, wrong) == said


def test_a_folder_without_pages_is_told(bench: Bench, tmp_path: Path) -> None:
    with pytest.raises(RenderError, match="holds no pages"):
        audit(tmp_path / "none", corpus=bench.corpus, notebooks=bench.notebooks)
