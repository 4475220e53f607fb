"""The annual batch: a plan, then page after page; what has not changed stays as it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

from workbench.corpus import pool
from workbench.corpus.open import open_corpus
from workbench.errors import RenderError
from workbench.rendering import index, ledger, manifest, scratch, site
from workbench.rendering.around import possible
from workbench.rendering.everywhere import without_county
from workbench.rendering.finish import Style
from workbench.rendering.frame import MARK
from workbench.rendering.plan import Task, Wanted, plan
from workbench.rendering.shelf import Shelf, opened
from workbench.rendering.worker import Outcome, Settings, Work, killed, make_all

#: So many failures for one reason, and no page done, are the machine's fault or the
#: notebook's: the rest would fail alike.
_HOPELESS = 10
INDEX = "index.html"
#: What a page of ours has in its first bytes.
_GENERATED = f'<meta name="generator" content="{MARK} '.encode()
_HEAD = 1000

Report = Callable[[Outcome, int, int], None]
Made = Callable[[Sequence[Work]], Iterator[Outcome]]


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run did. ``stopped`` says why it ended before its plan did; ``apart`` counts the
    reports of the corpus that stand on no county's page."""

    index: Path
    outcomes: tuple[Outcome, ...] = ()
    stopped: str | None = None
    planned: int = 0
    apart: int = 0
    counts: Counter[str] = field(default_factory=Counter)

    @property
    def failed(self) -> list[Outcome]:
        return [outcome for outcome in self.outcomes if outcome.status == "failed"]

    @property
    def exit_code(self) -> int:
        """0 where every page of the plan is there, else 1."""
        return 1 if self.failed or self.stopped else 0


def render(
    corpus: Path,
    out: Path,
    *,
    wanted: Wanted | None = None,
    notebooks: Path = Path("notebooks"),
    jobs: int = 1,
    executor: Executor | None = None,
    force: bool = False,
    engine: str = "forked",
    keep_personal: bool = False,
    style: Style | None = None,
    report: Report = lambda outcome, done, total: None,
) -> Summary:
    """Make the pages of ``corpus`` that are ``wanted`` in ``out``, and the index of all there.

    A page whose inputs have not changed is kept, unless ``force``. A page that fails leaves
    the old one and never stops the others; each outcome is passed to ``report`` and stands
    in the ledger. Personal data is hidden unless ``keep_personal``; ``style`` is how the pages
    are finished, each in a file of its own where it says nothing. An ``executor`` (a
    cluster's) takes the place of ``jobs`` processes. RenderError where there is
    nothing to render or no place to put it, or where a file that is not ours stands there.
    """
    scratch.sweep()
    tasks = plan(corpus, wanted or Wanted())
    _require_ours(out, [INDEX, *(task.key.file for task in tasks)])
    if executor:  # whose workers stand in other folders
        corpus, out, notebooks = corpus.resolve(), out.resolve(), notebooks.resolve()
    with opened(out) as shelf:
        settings = Settings(
            corpus=corpus,
            contents=manifest.Contents.of(corpus),
            notebooks=notebooks,
            out=out,
            vega=shelf.aside / "vega.js",
            engine=engine,
            keep_personal=keep_personal,
            style=style or Style(),
        )
        works = _works(tasks, settings, _pages(shelf))
        made = partial(_outcomes, jobs=jobs, executor=executor)
        summary = _run(works, shelf, made, force=force, report=report)
        index.write(shelf, corpus)
        site.sweep(shelf)
    return replace(summary, apart=len(without_county(open_corpus(corpus))))


def _require_ours(out: Path, names: Sequence[str]) -> None:
    """RenderError where a page would take the place of a file that no run of ours wrote.

    Ours is every page of a folder in which a run kept its manifests, and elsewhere what
    carries our generator's mark: pages that were copied.
    """
    if Shelf(out).own.is_dir():
        return
    for path in (out / name for name in names):
        if path.is_file() and _GENERATED not in path.read_bytes()[:_HEAD]:
            raise RenderError(
                f"{path} is not a page of the workbench and would be overwritten; "
                "move it away, or render into another folder (--out)"
            )


def _works(tasks: Sequence[Task], settings: Settings, there: set[str]) -> list[Work]:
    """The tasks with the pages that each may link to: those there, and those to come.

    A county's pages lead to its own and to those around it; only the pages of a whole year
    lead to all of that year, or thousands of counties would each carry thousands of names.
    """
    every = there | {task.key.file for task in tasks}
    shared = frozenset(page for page in every if page.startswith(("overview-", "trends-")))
    by_part: dict[str, set[str]] = {}
    for page in every - shared:
        code, _, year = page.removesuffix(".html").partition("-")
        by_part.setdefault(code, set()).add(page)
        by_part.setdefault(year, set()).add(page)
    return [
        Work(
            task,
            shared
            | by_part.get(task.key.code or "", set())
            | (by_part.get(str(task.key.year), set()) if _of_many(task) else set())
            | (every & set(possible(task.key)))
            | {INDEX},
            settings,
        )
        for task in tasks
    ]


def _of_many(task: Task) -> bool:
    return task.key.kind not in ("county", "ledger")


def _pages(shelf: Shelf) -> set[str]:
    """The pages that are there, by their manifests."""
    return {f"{path.stem}.html" for path in (shelf.own / "pages").glob("*.json")}


def _run(
    works: Sequence[Work], shelf: Shelf, made: Made, *, force: bool, report: Report
) -> Summary:
    """Make what does not hold; then what should lead to a page that came, or led to one that
    did not."""
    before = _pages(shelf) | {INDEX}
    kept, narrow = _held(works, shelf, before) if not force else (set(), set())
    todo = [work for work in works if work.task.key.name not in kept]
    outcomes = {name: Outcome(name, "kept") for name in sorted(kept)}
    stopped, alike = None, set()
    for number, outcome in enumerate(made(todo), 1):
        _note(outcome, outcomes, shelf)
        report(outcome, number, len(todo))
        alike.add((outcome.status, outcome.reason, _without_name(outcome)))
        if len(alike) == 1 and (stopped := _hopeless(outcome, number)):
            break
    else:
        again = _stale(works, shelf, narrow, outcomes)
        for number, outcome in enumerate(made(again), len(todo) + 1):
            _note(outcome, outcomes, shelf)
            report(outcome, number, len(todo) + len(again))
    return Summary(
        index=shelf.folder / INDEX,
        outcomes=tuple(outcomes.values()),
        stopped=stopped,
        planned=len(works),
        counts=Counter(outcome.status for outcome in outcomes.values()),
    )


def _note(outcome: Outcome, outcomes: dict[str, Outcome], shelf: Shelf) -> None:
    outcomes[outcome.name] = outcome
    ledger.append(shelf.ledger, _entry(outcome))


def _held(works: Sequence[Work], shelf: Shelf, there: set[str]) -> tuple[set[str], set[str]]:
    """The names of the pages that hold; and those of them that hold only as long as no other
    page comes."""
    kept: set[str] = set()
    narrow: set[str] = set()
    for work in works:
        if _holds(work, shelf):
            kept.add(work.task.key.name)
        elif _holds(_narrowed(work, there), shelf):
            narrow.add(work.task.key.name)
    return kept | narrow, narrow


def _stale(
    works: Sequence[Work], shelf: Shelf, narrow: set[str], outcomes: Mapping[str, Outcome]
) -> list[Work]:
    """The pages that lead to one that failed and is not there, or not to one that now is."""
    there = _pages(shelf) | {INDEX}
    failed = {f"{name}.html" for name, one in outcomes.items() if one.status == "failed"} - there
    again = [
        _narrowed(work, there)
        for work in works
        if work.task.key.file in there and (work.task.key.name in narrow or work.siblings & failed)
    ]
    return [
        work
        for work in again
        if outcomes[work.task.key.name].status != "failed" and not _holds(work, shelf)
    ]


def _narrowed(work: Work, there: set[str]) -> Work:
    return replace(work, siblings=work.siblings & there)


def _outcomes(works: Sequence[Work], jobs: int, executor: Executor | None) -> Iterator[Outcome]:
    for made in pool.run(make_all, works, jobs=jobs, batch=1, lost=killed, executor=executor):
        yield from made


def _holds(work: Work, shelf: Shelf) -> bool:
    name = work.task.key.name
    known = manifest.read(shelf.manifest(name))
    return (
        known is not None
        and known.current(work.inputs(), work.siblings)
        and known.place == work.task.place
        and known.holds(shelf, name)
    )


def _hopeless(last: Outcome, tried: int) -> str | None:
    """One message for many failures alike, where nothing else has happened."""
    if tried < _HOPELESS or last.status != "failed":
        return None
    return f"the first {tried} pages all failed alike: {last.message}"


def _without_name(outcome: Outcome) -> str:
    return outcome.message.replace(outcome.name, "")


def _entry(outcome: Outcome) -> dict[str, Any]:
    return {
        "page": outcome.name,
        "status": outcome.status,
        "seconds": round(outcome.seconds, 3),
        "reason": outcome.reason,
        "message": outcome.message,
        "warnings": list(outcome.warnings),
    }
