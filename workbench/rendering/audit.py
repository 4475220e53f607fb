"""Do finished pages still follow from what lies here? Each manifest is derived anew."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workbench.errors import RenderError
from workbench.rendering import manifest
from workbench.rendering.keys import PageKey
from workbench.rendering.manifest import Manifest
from workbench.rendering.plan import Task
from workbench.rendering.shelf import Shelf
from workbench.rendering.worker import Settings, Work

INDEX = "index.html"
_WORDS = {
    "corpus": "the corpus is another",
    "notebook": "the notebook is another",
    "parameters": "the parameters are others",
    "code": "the package is another",
    "beside": "the pages around it are others",
}
#: What the run was asked for: no later run can say that it should have been asked otherwise.
_ASKED = ("personal_data", "site", "word_font")


@dataclass(frozen=True, slots=True)
class Mismatch:
    """A page, and one thing of it that no longer matches."""

    page: str
    what: str


def audit(out: Path, *, corpus: Path, notebooks: Path) -> tuple[int, list[Mismatch]]:
    """How many pages ``out`` holds, and what of them no longer matches.

    A page matches where its bytes are those of its manifest and the same corpus, notebook,
    parameters, package and libraries would make it again, with the same pages beside it.
    RenderError where there are no pages; CorpusError where there is no corpus.
    """
    shelf = Shelf(out)
    known = {path.stem: path for path in sorted((shelf.own / "pages").glob("*.json"))}
    pages = {path.stem for path in out.glob("*.html") if path.name != INDEX}
    if not known and not pages:
        raise RenderError(f"{out} holds no pages; render them: workbench render --out {out}")
    contents = manifest.Contents.of(corpus)
    found = [Mismatch(name, "the page has no manifest") for name in sorted(pages - set(known))]
    beside = frozenset({f"{name}.html" for name in known} | {INDEX})
    for name, path in known.items():
        settings = Settings(corpus, contents, notebooks, out, shelf.aside / "vega.js")
        found += (Mismatch(name, what) for what in _of(name, path, shelf, settings, beside))
    return len(pages | set(known)), found


def _of(
    name: str, path: Path, shelf: Shelf, settings: Settings, beside: frozenset[str]
) -> Iterator[str]:
    made = manifest.read(path)
    if made is None:
        yield "its manifest cannot be read"
        return
    yield from _page(name, made, shelf)
    yield from _inputs(name, made, settings, beside)
    for page in made.siblings:
        if page not in beside:
            yield f"it links to {page}, which is gone"
    for page in made.missing:
        if page in beside:
            yield f"it would link to {page}, which is there now"


def _page(name: str, made: Manifest, shelf: Shelf) -> Iterator[str]:
    page = shelf.folder / f"{name}.html"
    if page.is_symlink() or not page.is_file():
        yield "the page is gone"
        return
    for file in made.broken(shelf, name):
        if file == page.name:
            yield "the page was changed after it was made"
        else:
            yield f"{file}, which belongs to it, is gone or was changed"


def _inputs(name: str, made: Manifest, settings: Settings, beside: frozenset[str]) -> Iterator[str]:
    try:
        key = PageKey(made.kind, made.year, made.code)
        if key.name != name:
            yield f"its manifest is that of {key.name}"
            return
        inputs = Work(Task(key, made.place), beside, settings).inputs()
    except RenderError as error:
        yield str(error)
        return
    for what in sorted(set(inputs) | set(made.inputs)):
        old, new = made.inputs.get(what), inputs.get(what)
        if what == "versions":
            yield from _versions(old, new)
        elif what not in _ASKED and old != new:
            yield _WORDS.get(what, f"{what} is another")


def _versions(old: Any, new: Any) -> Iterator[str]:
    """Each library of another version than the page was made with."""
    before: Mapping[str, Any] = old if isinstance(old, Mapping) else {}
    for name, version in new.items():
        if before.get(name) != version:
            yield f"{name} is {version}; the page was made with {before.get(name, 'none')}"
