"""workbench render: a corpus to pages, with progress, and what could not be rendered."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from workbench.commands import terminal

if TYPE_CHECKING:
    from workbench.rendering.batch import Report, Summary
    from workbench.rendering.plan import Wanted
    from workbench.rendering.worker import Outcome

FAILED = "failed"
_YEARS = re.compile(r"([0-9]{4})(?:-([0-9]{4}))?")


def run(
    corpus: Path,
    *,
    out: Path,
    year: str | None,
    county: Sequence[str],
    province: str | None,
    notebook: Sequence[str],
    notebooks: Path,
    only: Sequence[str],
    limit: int | None,
    jobs: int | None,
    scheduler: str | None,
    engine: str,
    site: bool,
    docx: bool,
    keep_personal: bool,
    force: bool,
    dry_run: bool,
) -> int:
    """Render what is wanted and say which file to open; 1 where a page failed."""
    from workbench.commands.places import require_county
    from workbench.corpus.open import open_corpus
    from workbench.rendering.keys import KINDS
    from workbench.rendering.plan import Wanted

    require_county(open_corpus(corpus), *county)
    wanted = Wanted(
        years=years_of(year),
        counties=tuple(county),
        province=province,
        kinds=tuple(notebook) or KINDS,
        limit=limit,
        only=pages_of(only, out),
    )
    if only and not wanted.only:
        typer.echo("no page's last attempt failed: nothing to do")
        return 0
    if dry_run:
        return _show_plan(corpus, wanted)

    from workbench.corpus.cluster import joined
    from workbench.corpus.pool import cores
    from workbench.rendering.batch import render
    from workbench.rendering.finish import Style

    seen = (corpus, notebooks_at(notebooks), out.resolve().parent)
    with joined(scheduler, seen) as cluster, _progress() as report:
        done = render(
            corpus,
            out,
            wanted=wanted,
            notebooks=notebooks_at(notebooks),
            jobs=cluster.jobs if cluster else jobs or cores(),
            executor=cluster,
            force=force,
            engine=engine,
            keep_personal=keep_personal,
            style=Style(site=site, font=_font() if docx else None),
            report=report,
        )
    _show_summary(done)
    return done.exit_code


def notebooks_at(given: Path) -> Path:
    """``given``, or the folder of that name beside the package where there is none here."""
    beside = Path(__file__).resolve().parents[2] / given
    return given if given.is_dir() or given.is_absolute() or not beside.is_dir() else beside


def years_of(written: str | None) -> frozenset[int] | None:
    """The years of ``2017`` or ``2015-2024``; ``None`` is every year."""
    if written is None:
        return None
    found = _YEARS.fullmatch(written)
    if not found or int(found[1]) > int(found[2] or found[1]):
        raise typer.BadParameter(f"{written!r} is no year and no range such as 2015-2024")
    return frozenset(range(int(found[1]), int(found[2] or found[1]) + 1))


def pages_of(only: Sequence[str], out: Path) -> frozenset[str]:
    """The pages that are named; for ``failed`` those whose last attempt in ``out`` failed."""
    from workbench.rendering import ledger
    from workbench.rendering.shelf import Shelf

    named = {name.removesuffix(".html") for name in only if name != FAILED}
    if FAILED in only:
        entries, _ = ledger.read(Shelf(out).ledger)
        last = {entry["page"]: entry["status"] for entry in entries}
        named |= {page for page, status in last.items() if status == "failed"}
    return frozenset(named)


def _font() -> str:
    """The font of the pictures in Word summaries; UsageError, before any work, without one."""
    from workbench.rendering.fonts import REMEDY, chinese_font

    if font := chinese_font():
        return font
    raise typer.BadParameter(
        f"--docx draws charts as pictures, and no font here has Chinese characters: {REMEDY}"
    )


def _show_plan(corpus: Path, wanted: Wanted) -> int:
    from workbench.rendering.plan import plan

    tasks = plan(corpus, wanted)
    for task in tasks:
        place = task.place.county or task.place.province
        typer.echo(f"{task.key.file}\t{place}\t{_count(task.place.reports, 'report')}")
    terminal.complain(f"{_count(len(tasks), 'page')}; nothing was rendered")
    return 0


@contextmanager
def _progress() -> Iterator[Report]:
    """A line that tells the time left; failures are told as they happen."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
    from rich.progress import TimeRemainingColumn as Remaining

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), Remaining())
    console = terminal.err()
    with Progress(
        *columns, console=console, transient=True, disable=not console.is_terminal
    ) as bar:
        task = bar.add_task("rendering", total=None)

        def report(outcome: Outcome, done: int, total: int) -> None:
            bar.update(task, completed=done, total=total, description=outcome.name)
            if outcome.status == "failed":
                terminal.complain(f"failed: {outcome.message}")

        yield report


def _show_summary(done: Summary) -> None:
    counts = done.counts
    typer.echo(
        f"{_count(done.planned, 'page')}: {counts['done']} rendered, {counts['kept']} unchanged, "
        f"{counts['failed']} failed"
    )
    if done.apart:
        typer.echo(
            f"{_count(done.apart, 'report')} of no known county or year: on no county's page; "
            "the index lists them"
        )
    if done.stopped:
        terminal.complain(f"stopped: {done.stopped}")
    if counts["done"] or counts["kept"]:
        typer.echo(f"Open {done.index.resolve()}")


def _count(number: int, noun: str) -> str:
    """1 page, 2 pages."""
    return f"{number} {noun}{'' if number == 1 else 's'}"
