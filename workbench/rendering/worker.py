"""What a worker does: one page from its notebook to its place, with nothing raised."""

from __future__ import annotations

import json
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, partial
from pathlib import Path
from typing import Any

from workbench.errors import RenderError, WorkbenchError
from workbench.rendering.around import Around, around
from workbench.rendering.execution import Prepare
from workbench.rendering.finish import Style
from workbench.rendering.manifest import Contents, Manifest, digest, inputs_of, text_digest
from workbench.rendering.plan import Task
from workbench.rendering.sanitise import Links
from workbench.rendering.shelf import Shelf


@dataclass(frozen=True, slots=True)
class Settings:
    """What all pages of a run share; ``vega`` is the file that caches the Vega bundle.

    ``keep_personal`` shows personal data that pages hide; ``style`` is how they are finished;
    ``index`` says whether the index lies beside them.
    """

    corpus: Path
    contents: Contents
    notebooks: Path
    out: Path
    vega: Path
    engine: str = "forked"
    keep_personal: bool = False
    style: Style = field(default_factory=Style)
    index: bool = True


@dataclass(frozen=True, slots=True)
class Work:
    """A page to make, and the pages beside it that it may link to."""

    task: Task
    siblings: frozenset[str]
    settings: Settings

    def links(self) -> Links:
        """Where the page may link to: its sources' addresses and the pages beside it."""
        return Links(self.task.sources, self.siblings)

    def around(self) -> Around:
        """The pages beside it that its head leads to."""
        return replace(around(self.task.key, self.siblings), index=self.settings.index)

    def inputs(self) -> dict[str, Any]:
        """What the page depends on, by hashes and versions."""
        notebook = notebook_at(self.settings.notebooks / self.task.notebook)
        content = self.settings.contents.read_by(self.task.key.kind, self.task.key.code)
        made = inputs_of(content, _digest(notebook), self.task.parameters())
        return made | {
            "personal_data": self.settings.keep_personal,
            "site": self.settings.style.site,
            "word_font": self.settings.style.font,
            "beside": self.around().names,
        }


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a page went: ``done``, ``kept`` (nothing had changed) or ``failed`` and why."""

    name: str
    status: str
    seconds: float = 0.0
    reason: str = ""
    message: str = ""
    warnings: tuple[str, ...] = ()


def make_all(batch: Sequence[Work]) -> list[Outcome]:
    """The outcome of each page; one bad county is an outcome, never an exception."""
    return [_made(work) for work in batch]


def killed(work: Work) -> list[Outcome]:
    """The outcome of a page whose making ended its process."""
    name = work.task.key.name
    return [Outcome(name, "failed", reason="worker_died", message=f"{name}: the worker ended")]


@cache
def notebook_at(path: Path) -> Any:
    """The notebook in a file; RenderError where there is none."""
    import nbformat

    try:
        text = path.read_text(encoding="utf-8")
        return nbformat.reads(text, as_version=4)  # type: ignore[no-untyped-call]
    except OSError as error:
        raise RenderError(f"{path} cannot be read: {error.strerror}") from None
    except ValueError as error:
        raise RenderError(f"{path} is no notebook: {error}") from None


def _digest(notebook: Any) -> str:
    """What a page owes to its notebook: the cells' words and tags, not who last opened it."""
    cells = [
        (cell["cell_type"], cell["source"], sorted(cell["metadata"].get("tags", ())))
        for cell in notebook["cells"]
    ]
    return text_digest(json.dumps(cells, ensure_ascii=False))


def _made(work: Work) -> Outcome:
    name, began = work.task.key.name, time.monotonic()
    try:
        warnings = _make(work)
    except WorkbenchError as error:
        reason = getattr(error, "reason", type(error).__name__)
        return Outcome(name, "failed", time.monotonic() - began, reason, str(error))
    except Exception as error:
        message = f"{name}: {type(error).__name__}: {error}"
        return Outcome(name, "failed", time.monotonic() - began, "unexpected", message)
    return Outcome(name, "done", time.monotonic() - began, warnings=warnings)


def _make(work: Work) -> tuple[str, ...]:
    """Execute, build, verify and publish the page, then write its manifest."""
    from workbench.rendering import vega
    from workbench.rendering.finish import finish
    from workbench.rendering.fragment import fragment
    from workbench.rendering.kernels import execute
    from workbench.rendering.personal import masked
    from workbench.rendering.site import publish
    from workbench.rendering.verify import verify

    task, settings, where = work.task, work.settings, work.task.key.name
    notebook = notebook_at(settings.notebooks / task.notebook)
    parameters = {"corpus": str(settings.corpus.resolve()), **task.parameters()}
    executed = execute(
        notebook,
        parameters,
        where=where,
        engine=settings.engine,
        prepare=_shared(task, parameters),
    )
    pieces = fragment(executed, where, links=work.links())
    if not settings.keep_personal:
        pieces = masked(pieces)
    script = partial(vega.bundle, settings.vega)
    done = finish(pieces, where, style=settings.style, around=work.around(), vega=script)
    verify(done.page, where=where, links=task.sources, secret=_secrets(settings))
    shelf = Shelf(settings.out)
    publish(shelf, where, done)
    manifest = Manifest(
        kind=task.key.kind,
        year=task.key.year,
        code=task.key.code,
        place=task.place,
        inputs=work.inputs(),
        siblings=pieces.siblings,
        missing=pieces.missing,
        as_of=pieces.header.as_of,
        notice=pieces.header.notice,
        sha256=text_digest(done.page.html),
        files={name: digest(content) for name, content in done.files.items()},
        shared=tuple(file.name for file in done.page.shared),
    )
    shelf.put(shelf.manifest(where), manifest.as_json())
    return pieces.warnings


def _shared(task: Task, parameters: Mapping[str, Any]) -> Prepare | None:
    """What a warm parent computes once for the pages of a province."""
    if task.key.kind != "county":
        return None
    arguments = (parameters["corpus"], task.key.code, task.key.year)
    return "workbench.display.county.shared", "prepare", arguments


def _secrets(settings: Settings) -> list[str]:
    """This machine's folders, which no page may name."""
    folders = [settings.corpus, settings.out, settings.notebooks, Path.home()]
    return [str(f.resolve()) for f in folders if len(f.resolve().parts) > 2] + [
        str(Path(tempfile.gettempdir()) / "workbench-")
    ]
