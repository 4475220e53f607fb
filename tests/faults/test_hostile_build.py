"""A build of good files among every hostile one: all good read, all bad named, nothing left."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hostile_files import hostile

from workbench.corpus.open import open_corpus

_GOOD = """海原县关庄乡人民政府{year}年政府信息公开工作年度报告

一、主动公开政府信息情况
{year}年，我乡主动公开政府信息93条。

二、依申请公开政府信息情况
{year}年没有收到政府信息公开申请。
"""
_COMMAND = "from workbench.cli import main; main()"


@pytest.mark.fault(2, 3, 4, 5, 9, 64, 79)
def test_good_files_are_read_and_hostile_ones_named(tmp_path: Path) -> None:
    folder, own = tmp_path / "files", tmp_path / "own"
    folder.mkdir()
    own.mkdir()
    bad = hostile()
    for name, content in bad.items():
        (folder / name).write_bytes(content)
    for year in (2015, 2016, 2017):
        (folder / f"good-{year}.txt").write_text(_GOOD.format(year=year), encoding="utf-8")
    command = [sys.executable, "-c", _COMMAND, "build", str(folder), "--out", str(tmp_path / "c")]

    done = subprocess.run(
        [*command, "--jobs", "1"],
        env={**os.environ, "TMPDIR": str(own)},
        capture_output=True,
        text=True,
        timeout=300,
    )

    assert done.returncode == 1, done.stderr
    assert "Traceback" not in done.stderr, done.stderr
    sources = open_corpus(tmp_path / "c").sources.set_index("name")
    read = sources[sources["status"] == "report"]
    assert sorted(read.index) == ["good-2015.txt", "good-2016.txt", "good-2017.txt"]
    refused = sources[sources["status"] != "report"]
    assert {name.partition("!/")[0] for name in refused.index} == set(bad)
    assert not refused["detail"].str.contains("defect").any(), refused["detail"].to_dict()
    assert all(name in done.stderr for name in bad)
    assert "\x1b" not in done.stderr and "root:" not in done.stderr
    assert not list(own.iterdir())
    assert not Path("/tmp/escaped.txt").exists()
