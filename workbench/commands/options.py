"""The options that commands share, and those of ``render``, whose list is long."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Files = Annotated[list[Path], typer.Argument(help="Files, or folders of files.", metavar="FILE…")]
Places = Annotated[
    Path | None,
    typer.Option(help="CSV of divisions of one's own: code,name,first,last.", metavar="CSV"),
]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON object a line.")]
Corpus = Annotated[Path, typer.Option(help="The corpus's folder.", metavar="FOLDER")]

Pages = Annotated[Path, typer.Option(help="Where the pages go.")]
Years = Annotated[str | None, typer.Option(help="2017 or 2015-2024; else every year.")]
Counties = Annotated[
    list[str] | None, typer.Option(help="Six digits; may be repeated.", metavar="CODE")
]
Province = Annotated[str | None, typer.Option(help="Six digits, as 640000.", metavar="CODE")]
Notebook = Annotated[
    list[str] | None,
    typer.Option(
        help="county, overview, quality, copies, ledger or trends; else all.", metavar="NAME"
    ),
]
Notebooks = Annotated[Path, typer.Option(help="Where the notebooks are.")]
Only = Annotated[
    list[str] | None,
    typer.Option(
        help="Of these pages only those so named, as 640522-2017; failed: those whose last "
        "attempt failed. May be repeated.",
        metavar="PAGE",
    ),
]
Limit = Annotated[int | None, typer.Option(min=1, help="At most so many pages.")]
Jobs = Annotated[
    int | None, typer.Option(min=1, help="Pages at a time; else one a core.", metavar="N")
]
Scheduler = Annotated[
    str | None,
    typer.Option(help="A Dask cluster that does the work: tcp://host:8786.", metavar="ADDRESS"),
]
Engine = Annotated[str, typer.Option(help="The papermill engine.", metavar="NAME")]
Site = Annotated[
    bool, typer.Option("--site", help="Share style and scripts: a folder for an intranet.")
]
Docx = Annotated[
    bool, typer.Option("--docx", help="Also a Word summary of each page, with its charts.")
]
KeepPersonalData = Annotated[
    bool, typer.Option("--keep-personal-data", help="Hide no telephone, number or name.")
]
Force = Annotated[bool, typer.Option("--force", help="Also what has not changed.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Only print the plan.")]
