"""The command line: every command is one call into the package, imported when it is run.

Exit codes: 0 all is well; 1 something was refused, missed or failed, and everything else
stands; 2 nothing was done, because what was given is wrong; 130 interrupted.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from workbench.commands import options
from workbench.errors import WorkbenchError


class _Commands(TyperGroup):
    """The commands in the order below; the package's own errors are one line, not a traceback."""

    def list_commands(self, ctx: Any) -> list[str]:
        return list(self.commands)

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except WorkbenchError as error:
            typer.echo(f"workbench: {error}", err=True)
            raise typer.Exit(2) from error
        except KeyboardInterrupt:
            typer.echo("workbench: interrupted; run it again to go on", err=True)
            raise typer.Exit(130) from None


app = typer.Typer(
    cls=_Commands,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Annual reports on the disclosure of government information (政府信息公开工作年度报告): "
    "read offline, the same bytes give the same numbers, and every number leads to its sentence.",
)

_CORPUS = Path("data/corpus")


@app.command()
def parse(
    files: options.Files, as_json: options.AsJson = False, places: options.Places = None
) -> None:
    """What each file gives: identity, sections, figures, tables, problems, measures."""
    from workbench.commands import parse as command

    raise typer.Exit(command.run(files, as_json=as_json, places=places))


@app.command()
def show(
    file: Annotated[Path, typer.Argument(metavar="FILE")], places: options.Places = None
) -> None:
    """A report as a person would mark it: sections, figures, problems in colour."""
    from workbench.commands import show as command

    raise typer.Exit(command.run(file, places=places))


@app.command()
def build(
    paths: Annotated[list[Path], typer.Argument(help="Files, or folders.", metavar="PATHS…")],
    manifest: Annotated[
        Path | None,
        typer.Option(help="CSV: file,url,code,year,fetched_on,note; else a folder's manifest.csv."),
    ] = None,
    places: options.Places = None,
    corrections: Annotated[
        Path | None,
        typer.Option(help="CSV of corrected values; else data/corrections.csv.", metavar="CSV"),
    ] = None,
    reviews: Annotated[
        Path | None,
        typer.Option(help="CSV of what was looked at; else data/reviews.csv.", metavar="CSV"),
    ] = None,
    out: Annotated[Path, typer.Option(help="The corpus's folder.")] = _CORPUS,
    jobs: Annotated[
        int | None, typer.Option(min=1, help="Processes; else one a core.", metavar="N")
    ] = None,
    scheduler: options.Scheduler = None,
) -> None:
    """Read files into a corpus of Parquet tables; only what is new or changed is read."""
    from workbench.commands import build as command

    raise typer.Exit(
        command.run(
            paths,
            out=out,
            manifest=manifest,
            places=places,
            corrections=corrections,
            reviews=reviews,
            jobs=jobs,
            scheduler=scheduler,
        )
    )


@app.command()
def findings(
    corpus: options.Corpus = _CORPUS,
    as_json: options.AsJson = False,
    county: Annotated[str | None, typer.Option(help="Six digits.", metavar="CODE")] = None,
    year: Annotated[int | None, typer.Option(help="The report's year.")] = None,
    ledger: Annotated[
        bool, typer.Option("--ledger", help="Every outcome; without --json counted by check.")
    ] = False,
) -> None:
    """What contradicts or differs in scope, in the reports of a corpus."""
    from workbench.commands import findings as command

    raise typer.Exit(command.run(corpus, as_json=as_json, county=county, year=year, ledger=ledger))


@app.command()
def render(
    corpus: options.Corpus = _CORPUS,
    out: options.Pages = Path("reports_out"),
    year: options.Years = None,
    county: options.Counties = None,
    province: options.Province = None,
    notebook: options.Notebook = None,
    notebooks: options.Notebooks = Path("notebooks"),
    only: options.Only = None,
    limit: options.Limit = None,
    jobs: options.Jobs = None,
    scheduler: options.Scheduler = None,
    engine: options.Engine = "forked",
    site: options.Site = False,
    docx: options.Docx = False,
    keep_personal_data: options.KeepPersonalData = False,
    force: options.Force = False,
    dry_run: options.DryRun = False,
) -> None:
    """One offline page for each county and year, overviews, findings, trends, an index."""
    from workbench.commands import render as command

    raise typer.Exit(
        command.run(
            corpus,
            out=out,
            year=year,
            county=county or (),
            province=province,
            notebook=notebook or (),
            notebooks=notebooks,
            only=only or (),
            limit=limit,
            jobs=jobs,
            scheduler=scheduler,
            engine=engine,
            site=site,
            docx=docx,
            keep_personal=keep_personal_data,
            force=force,
            dry_run=dry_run,
        )
    )


@app.command()
def verify(
    out: Annotated[Path, typer.Argument(help="The folder of pages.")] = Path("reports_out"),
    corpus: options.Corpus = _CORPUS,
    notebooks: Annotated[Path, typer.Option(help="Where the notebooks are.")] = Path("notebooks"),
) -> None:
    """Whether the pages still follow from corpus, notebooks and package; what does not match."""
    from workbench.commands import verify as command

    raise typer.Exit(command.run(out, corpus=corpus, notebooks=notebooks))


@app.command()
def diff(
    old: Annotated[Path, typer.Argument(help="A corpus's folder.", metavar="OLD")],
    new: Annotated[Path, typer.Argument(help="Another's.", metavar="NEW")],
    as_json: options.AsJson = False,
    limit: Annotated[int | None, typer.Option(min=1, help="Print at most so many.")] = None,
) -> None:
    """What a newer corpus gained, lost and reads otherwise: figures, items, findings."""
    from workbench.commands import diff as command

    raise typer.Exit(command.run(old, new, as_json=as_json, limit=limit))


@app.command()
def evaluate(
    gold: Annotated[Path, typer.Argument(help="gold.jsonl beside its files.", metavar="GOLD")],
    skip: Annotated[
        list[str] | None,
        typer.Option(help="Leave fields out by how they begin: findings, cells.", metavar="FIELD"),
    ] = None,
) -> None:
    """The reader's precision and recall for each field, and every miss."""
    from workbench.commands import evaluate as command

    raise typer.Exit(command.run(gold, skip=skip or ()))


@app.command()
def audit(
    corpus: options.Corpus = _CORPUS,
    n: Annotated[int, typer.Option("--n", min=1, help="How many figures.")] = 50,
    seed: Annotated[int, typer.Option(help="The same seed draws the same figures.")] = 1,
    out: Annotated[Path, typer.Option(help="The sheet to write.")] = Path("audit.csv"),
    read: Annotated[
        Path | None, typer.Option(help="A sheet with its marks: print the precision.")
    ] = None,
) -> None:
    """Draw figures at random into a sheet for checking by hand, and read it back."""
    from workbench.commands import audit as command

    if read:
        raise typer.Exit(command.read(read))
    raise typer.Exit(command.write(corpus, n=n, seed=seed, out=out))


@app.command()
def sample(
    out: Annotated[Path, typer.Option(help="Where the files go.")],
    seed: Annotated[int, typer.Option(help="The same seed writes the same bytes.")] = 1,
    counties: Annotated[int, typer.Option(min=1, help="How many counties.")] = 1,
    townships: Annotated[int, typer.Option(min=1, help="Townships in each.")] = 10,
    years: Annotated[str, typer.Option(help="2019 or 2016-2024.")] = "2016-2024",
    kinds: Annotated[str, typer.Option(help="Of txt,html,docx,pdf; mixed by chance.")] = "txt",
    plain: Annotated[bool, typer.Option("--plain", help="Only the commonest style.")] = False,
    wild: Annotated[
        bool, typer.Option("--wild", help="The variety and the damage of real reports.")
    ] = False,
) -> None:
    """A fictional country of any size, with the truth of every number."""
    from workbench.commands import sample as command

    raise typer.Exit(
        command.run(
            out,
            seed=seed,
            counties=counties,
            townships=townships,
            years=years,
            kinds=kinds,
            plain=plain,
            wild=wild,
        )
    )


lexicon = typer.Typer(no_args_is_help=True, help="Our words: terms, stop words, cues.")
app.add_typer(lexicon, name="lexicon")


@lexicon.command("try")
def try_lexicon(
    file: Annotated[Path, typer.Argument(help="TOML rows, or a term a line.", metavar="FILE")],
    corpus: options.Corpus = _CORPUS,
    examples: Annotated[int, typer.Option(min=0, help="Sentences shown of each change.")] = 3,
    as_json: options.AsJson = False,
) -> None:
    """What new terms, stop words or cues would change: counts, sentences gained and lost."""
    from workbench.commands import lexicon as command

    raise typer.Exit(command.try_file(file, corpus=corpus, examples=examples, as_json=as_json))


@app.command()
def dictionary() -> None:
    """The data dictionary of the corpus's tables, as Markdown (data/README.md)."""
    from workbench.corpus.dictionary import markdown

    typer.echo(markdown(), nl=False)


@app.command()
def doctor() -> None:
    """What this machine lacks, and what that costs."""
    from workbench.commands import doctor as command

    raise typer.Exit(command.run())


def main() -> None:
    """The entry point; what a terminal cannot show appears as \\u4e00, never as an error."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    app(prog_name="workbench")
