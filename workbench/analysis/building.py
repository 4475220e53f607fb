"""Files to a corpus, with what only all reports together can tell."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Executor
from functools import partial
from pathlib import Path

from workbench.analysis.across import between
from workbench.corpus import build as files
from workbench.corpus.build import Progress, Summary
from workbench.corpus.pool import cores


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
) -> Summary:
    """Make ``out`` the corpus of exactly the files in ``paths``, and say what was done.

    As :func:`workbench.corpus.build.build`, with the findings between reports (X codes) and
    the tables of passages, copies and runs.
    """
    return files.build(
        paths,
        out=out,
        manifest=manifest,
        places=places,
        corrections=corrections,
        reviews=reviews,
        jobs=jobs,
        executor=executor,
        progress=progress,
        between=partial(between, jobs=jobs or cores(), executor=executor),
    )
