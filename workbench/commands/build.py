"""workbench build: files to a corpus, with progress, and what could not be read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.commands import decided, terminal
from workbench.commands.refusals import nothing_in, refuse

if TYPE_CHECKING:
    from workbench.corpus.build import Progress, Summary


def run(
    paths: Sequence[Path],
    *,
    out: Path,
    manifest: Path | None,
    places: Path | None,
    corrections: Path | None,
    reviews: Path | None,
    jobs: int | None,
    scheduler: str | None = None,
) -> int:
    """Build the corpus and say what was done; 1 where a file gave no report, or where a
    correction was not applied.

    Without ``corrections`` and ``reviews`` those in data/ are taken, where they are. A path
    that is not there, or paths without a file, stop it before anything is touched.
    """
    from workbench.analysis.building import build
    from workbench.corpus.cluster import joined
    from workbench.corpus.inputs import inputs, require
    from workbench.errors import CorpusError

    require(paths)
    if not inputs(paths):
        raise CorpusError(nothing_in(paths))
    paths = [path.absolute() for path in paths] if scheduler else paths
    with joined(scheduler, [*paths, out.resolve().parent]) as cluster, _progress() as progress:
        done = build(
            paths,
            out=out.resolve() if cluster else out,
            manifest=manifest,
            places=places,
            corrections=corrections or decided.own(decided.CORRECTIONS),
            reviews=reviews or decided.own(decided.REVIEWS),
            jobs=cluster.jobs if cluster else jobs,
            executor=cluster,
            progress=progress,
        )
    for source in done.refused:
        refuse(source["path"], source["reason"], source["detail"])
    for line in done.stale:
        terminal.complain(line)
    for note in done.notes:
        terminal.complain(f"note: {note}")
    terminal.out().print(_summary(done, out), markup=False, soft_wrap=True)
    return 1 if done.refused or done.stale else 0


def _summary(done: Summary, out: Path) -> str:
    rows = done.corpus.catalogue.rows
    return (
        f"{rows('reports')} reports in {out}: {rows('figures')} figures, {rows('cells')} cells, "
        f"{rows('problems')} problems, {rows('findings')} findings; "
        f"{len(done.refused)} files refused, {len(done.duplicates)} duplicates; "
        f"{done.read} files read, {done.kept} unchanged"
    )


@contextmanager
def _progress() -> Iterator[Progress]:
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
    from rich.progress import TimeRemainingColumn as Remaining

    columns = (TextColumn("reading"), BarColumn(), MofNCompleteColumn(), Remaining())
    console = terminal.err()
    seen = console.is_terminal
    with Progress(*columns, console=console, transient=True, disable=not seen) as bar:
        task = bar.add_task("reading", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
