"""Files to a corpus: what is new is read, what is gone is removed, all else stands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from pathlib import Path

from workbench.corpus import parts, pool, state
from workbench.corpus.catalogue import Catalogue, Part, write_catalogue
from workbench.corpus.decisions import Decision, read_decisions
from workbench.corpus.derived import DERIVED
from workbench.corpus.frames import from_rows
from workbench.corpus.inputs import own_places
from workbench.corpus.lock import locked
from workbench.corpus.merge import merge
from workbench.corpus.open import EVERYWHERE, Corpus
from workbench.corpus.owners import Owners, source_of_duplicate
from workbench.corpus.plan import Duplicate, Plan, Source, old_sources, plan
from workbench.corpus.reviews import reviewed
from workbench.corpus.schemas import REVIEWS, SOURCES, TABLES
from workbench.corpus.spill import Spill
from workbench.corpus.stale import stale
from workbench.corpus.work import Packed, killed, read_batch, read_packed

#: Files a worker takes at once: enough to be worth the way, few enough to spread.
BATCH = 50

Progress = Callable[[int, int], None]
#: Writes what lies between reports beside the tables of a corpus and gives the catalogue that
#: names it too; it is given the corpus, the catalogue that stood before and the files held twice.
Between = Callable[[Corpus, Catalogue | None, Sequence[Duplicate]], Catalogue]


@dataclass(frozen=True, slots=True)
class Summary:
    """What a build did: how many files were ``read``, and how many ``kept`` as they are.

    ``refused`` and ``duplicates`` are rows of sources; ``stale`` names each correction that was
    not applied, with the reason.
    """

    corpus: Corpus
    read: int
    kept: int
    refused: tuple[Source, ...]
    duplicates: tuple[Source, ...]
    notes: tuple[str, ...]
    stale: tuple[str, ...] = ()


def build(
    paths: Sequence[Path],
    *,
    out: Path,
    manifest: Path | None = None,
    places: Path | None = None,
    corrections: Path | None = None,
    reviews: Path | None = None,
    jobs: int | None = None,
    executor: Executor | None = None,
    progress: Progress = lambda done, total: None,
    between: Between = lambda corpus, old, duplicates: corpus.catalogue,
) -> Summary:
    """Make ``out`` the corpus of exactly the files in ``paths``, and say what was done.

    Files whose bytes, manifest row and reader are unchanged are not read again; the rows of
    files that are gone are removed. The result depends on the files alone, not on what
    stood there before, nor on ``jobs``. Until the last step a reader sees the old corpus.
    ``corrections`` and ``reviews`` are CSV files (see :mod:`workbench.corpus.decisions`).
    ``between`` adds what only the corpus can tell: :func:`workbench.build` knows how.
    Raises :class:`~workbench.errors.CorpusError` for a wrong manifest, and where another
    build is at work; a bad file raises nothing, it stands in ``sources`` with its reason.
    """
    decided = read_decisions(corrections, "corrections")
    how = _How(
        jobs or pool.cores(), executor, progress, between, read_decisions(reviews, "reviews")
    )
    with locked(out):
        old, sources = old_sources(out)
        own = own_places(paths, places)
        todo = plan(paths, manifest=manifest, places=own, corrections=decided, old=sources)
        done = _build(todo, out, old, how)
    return replace(done, stale=stale(done.corpus, decided))


@dataclass(frozen=True, slots=True)
class _How:
    jobs: int
    executor: Executor | None
    report: Progress
    between: Between
    reviews: Sequence[Decision]


def _build(todo: Plan, out: Path, old: Catalogue | None, how: _How) -> Summary:
    tasks = todo.to_read()
    size = _batch(len(tasks), how.jobs)
    work = read_packed if how.executor else read_batch
    batches = pool.run(work, tasks, jobs=how.jobs, batch=size, lost=killed, executor=how.executor)
    owners = Owners(todo.kept)
    with Spill(out) as new:
        for done, batch in enumerate(batches, 1):
            new.add(owners.settle(batch.unpacked() if isinstance(batch, Packed) else batch))
            how.report(min(done * size, len(tasks)), len(tasks))
        found = merge(out, old, owners.kept_reports(), new)
    rows = [*owners.sources(), *map(source_of_duplicate, todo.duplicates)]
    rows.sort(key=lambda row: (row["path"], row["sha256"]))
    catalogue = _collected(out, found, rows)
    catalogue = how.between(Corpus(out, catalogue), old, todo.duplicates)
    catalogue, idle = reviewed(Corpus(out, catalogue), how.reviews)
    write_catalogue(out, catalogue)
    parts.sweep(out, catalogue.files(), TABLES)
    refused, duplicates = (
        tuple(row for row in rows if row["status"] == status) for status in ("refused", "duplicate")
    )
    corpus = Corpus(out, catalogue)
    notes = (*todo.notes, *(f"{review.at}: {why}" for review, why in idle))
    return Summary(corpus, len(tasks), len(todo.kept), refused, duplicates, notes)


def _batch(files: int, jobs: int) -> int:
    """One batch, done in this process, while starting others would cost more than it saves."""
    return BATCH if files <= BATCH else max(1, min(BATCH, files // (4 * jobs)))


def _collected(out: Path, found: dict[str, dict[str, Part]], rows: Sequence[Source]) -> Catalogue:
    """The sources written, and the catalogue of all that comes from files one by one."""
    names = SOURCES.names()
    table = from_rows(SOURCES, [tuple(row[name] for name in names) for row in rows])
    sources = {EVERYWHERE: parts.write_part(out, SOURCES, EVERYWHERE, table)}
    newest = max((row["fetched_on"] for row in rows if row["fetched_on"]), default=None)
    empty: dict[str, dict[str, Part]] = {table.name: {} for table in (REVIEWS, *DERIVED)}
    return Catalogue(state.reader(), {**empty, **found, "sources": sources}, newest)
