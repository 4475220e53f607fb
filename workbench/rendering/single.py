"""One page of a notebook with parameters of one's own: a view that became a page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from workbench.corpus.open import Corpus
from workbench.errors import RenderError
from workbench.rendering import manifest
from workbench.rendering.keys import PageKey
from workbench.rendering.manifest import Place
from workbench.rendering.parameters import Scalar
from workbench.rendering.plan import Task
from workbench.rendering.shelf import opened
from workbench.rendering.worker import Settings, Work, make_all

#: Where such pages stand, apart from those of the batch, which they must not replace.
FOLDER = Path("reports_out") / "views"
#: The notebooks that are of several years, and declare none.
_ALL_YEARS = frozenset(("trends", "ledger"))


@dataclass(frozen=True, slots=True)
class _Asked(Task):
    """A page with the parameters that were asked for, not those that its key stands for."""

    asked: Mapping[str, Scalar] = field(default_factory=dict)

    def parameters(self) -> Mapping[str, Scalar]:
        return self.asked


def page(
    corpus: Corpus,
    notebook: str,
    *,
    year: int,
    code: str | None = None,
    out: Path | None = None,
    notebooks: Path | None = None,
    **parameters: Scalar,
) -> Path:
    """Render ``notebook`` (county, overview, trends, …) with ``parameters`` and verify it.

    ``code`` (six digits, None for everywhere) and ``year`` name the page, which stands in
    reports_out/views beside the corpus's data/ unless ``out`` is given; ``parameters`` are all
    that the notebook declares but ``corpus``. :class:`RenderError` says why there is none.

    >>> wb.page(wb.open(), "county", county="640522", year=2017, code="640522")  # doctest: +SKIP
    """
    home = _home(corpus.path)
    key = PageKey(notebook, year, code)
    folder = out or home / FOLDER
    folder.parent.mkdir(parents=True, exist_ok=True)
    asked = parameters if notebook in _ALL_YEARS else {"year": year, **parameters}
    with opened(folder) as shelf:
        settings = Settings(
            corpus=corpus.path,
            contents=manifest.Contents.of(corpus.path),
            notebooks=notebooks or home / "notebooks",
            out=folder,
            vega=shelf.aside / "vega.js",
            index=False,
        )
        work = Work(_Asked(key, Place(), asked=asked), frozenset(), settings)
        (outcome,) = make_all([work])
    if outcome.status != "done":
        raise RenderError(outcome.message)
    return folder / key.file


def _home(corpus: Path) -> Path:
    """The project's folder: above data/corpus; else the folder that one works in."""
    path = corpus.resolve()
    return path.parent.parent if path.parent.name == "data" else Path.cwd()
