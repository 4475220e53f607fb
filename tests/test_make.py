"""What the Makefile's targets would run."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

#: What a make above this test would hand down.
ABOVE = ("MAKEFLAGS", "MAKELEVEL", "MFLAGS")
ROOT = Path(__file__).resolve().parents[1]

pytestmark = pytest.mark.skipif(shutil.which("make") is None, reason="there is no make here")


def _printed(*words: str) -> str:
    own = {name: value for name, value in os.environ.items() if name not in ABOVE}
    done = subprocess.run(["make", "-n", *words], cwd=ROOT, capture_output=True, text=True, env=own)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_lab_takes_options() -> None:
    printed = _printed("lab", "LAB=--allow-root")
    assert "jupyter lab --ServerApp.root_dir=notebooks" in printed
    assert printed.rstrip().endswith(" --allow-root")


def test_the_lab_tells_root_what_to_do() -> None:
    assert 'or: make lab LAB="--allow-root"' in _printed("lab")


def test_code_in_prose_is_not_reformatted() -> None:
    listed = (ROOT / "pyproject.toml").read_text("utf-8").partition("[tool.ruff.format]")[2]
    assert 'exclude = ["*.md"]' in listed.partition("\n[")[0]


def test_the_retold_sample_says_that_its_sentences_are_not_a_reports_own() -> None:
    rows = (ROOT / "data/sample/retold/manifest.csv").read_text("utf-8").splitlines()
    assert rows[0].endswith(",note")
    assert len(rows) == 6
    assert all("句子不是原文" in row for row in rows[1:])
