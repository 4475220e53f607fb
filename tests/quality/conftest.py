"""A corpus on disk of a few damaged model reports, with a correction and reviews of them."""

from __future__ import annotations

import re
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from types import SimpleNamespace

import pytest

from workbench.corpus.build import build
from workbench.corpus.decisions import COLUMNS
from workbench.sample import write

Change = Callable[[str], str]


def damaged(text: str) -> str:
    """A total of table three that is not the sum, and a date before the year's end."""
    text = re.sub(r"(（七）总计\t(?:[^\t\n]*\t)*)([0-9]+)\n", r"\g<1>77\n", text, count=1)
    return re.sub(r"2023年[0-9]+月[0-9]+日(?=\s*$)", "2022年12月1日", text)


@pytest.fixture(scope="session")
def place(tmp_path_factory: pytest.TempPathFactory) -> SimpleNamespace:
    """Three townships of 2022: one damaged and reviewed, one corrected, one as it was."""
    top = tmp_path_factory.mktemp("quality")
    files = top / "files"
    write(files, seed=1, townships=3, years=range(2022, 2023), plain=True)
    townships = sorted(path for path in files.glob("*_2022.txt") if len(path.stem) > 11)
    worst = townships[0]
    worst.write_text(damaged(worst.read_text(encoding="utf-8")), encoding="utf-8")
    digests = [sha256(path.read_bytes()).hexdigest() for path in townships]
    usual = {"reason": "与原件核对", "by": "甲科", "on": "2026-11-20"}
    reviews = [{"sha256": digests[0], "field": "findings.T3", "value": "dismissed", **usual}]
    corrections = [
        {"sha256": digests[1], "field": "cells.proactive.licensing.decisions", "value": "4",
         "expect": _licences(townships[1]), **usual}
    ]  # fmt: skip
    done = build(
        [files],
        out=top / "corpus",
        jobs=1,
        corrections=_csv(top / "corrections.csv", corrections),
        reviews=_csv(top / "reviews.csv", reviews),
    )
    return SimpleNamespace(corpus=done.corpus, ids=[d[:16] for d in digests], stale=done.stale)


def _licences(path: Path) -> str:
    found = re.search(r"行政许可\t([0-9]+)", path.read_text(encoding="utf-8"))
    assert found is not None
    return found[1]


def _csv(path: Path, lines: list[dict[str, str]]) -> Path:
    rows = [",".join(line.get(column, "") for column in COLUMNS) for line in lines]
    path.write_text("\n".join([",".join(COLUMNS), *rows]) + "\n", encoding="utf-8")
    return path
