"""Clock, zone, locale, hash seed and workers change no byte (faults 67, 78)."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults.conftest import ROOT, Bench, tree

#: Put before everything on the path: a clock that stands in another century.
CLOCK = "import time\ntime.time = lambda: {now}\ntime.time_ns = lambda: int({now} * 1e9)\n"
SETTINGS: dict[str, dict[str, str]] = {
    "a hash seed": {"PYTHONHASHSEED": "4711"},
    "another zone and language": {"TZ": "America/St_Johns", "LC_ALL": "C", "LANG": "tr_TR.UTF-8"},
    "a clock set back": {"clock": "1000.5"},
    "a clock set ahead": {"clock": "4e9"},
}


def _environment(setting: dict[str, str], tmp_path: Path) -> dict[str, str]:
    given = {name: value for name, value in setting.items() if name != "clock"}
    if "clock" in setting:
        folder = tmp_path / "clock"
        folder.mkdir()
        source = CLOCK.format(now=setting["clock"])
        (folder / "sitecustomize.py").write_text(source, encoding="utf-8")
        given["PYTHONPATH"] = f"{folder}:{ROOT}"
    return given


@pytest.mark.kernel
@pytest.mark.fault(67, 78)
def test_pages_are_the_same_under_every_setting_and_number_of_workers(
    bench: Bench, tmp_path: Path
) -> None:
    county = ("--county", "640522")
    first = bench.render(tmp_path / "plain", *county, "--jobs", "1")
    assert first.returncode == 0, first.stderr
    plain = tree(tmp_path / "plain")
    for number, (name, setting) in enumerate(SETTINGS.items()):
        folder = tmp_path / str(number)
        folder.mkdir()
        jobs = ("--jobs", "8" if number == 0 else "1")
        done = bench.render(folder / "out", *county, *jobs, **_environment(setting, folder))
        assert done.returncode == 0, f"{name}: {done.stderr}"
        assert tree(folder / "out") == plain, name


COMMAND = "from workbench.cli import main; main()"


@pytest.mark.fault(1, 67)
def test_a_corpus_is_the_same_under_every_setting(tmp_path: Path) -> None:
    files = tmp_path / "files"
    files.mkdir()
    text = "海原县关庄乡人民政府2017年政府信息公开工作年度报告\n一、概述\n2017年公开信息{}条。\n"
    for number in range(6):
        (files / f"{number}.txt").write_text(text.format(number + 9), encoding="gb18030")
    digests = set()
    for number, setting in enumerate([{}, *SETTINGS.values()]):
        folder = tmp_path / str(number)
        folder.mkdir()
        for at, path in enumerate(sorted(files.iterdir())):
            os.utime(path, (number * 10**9, at))
        given = ["build", str(files), "--out", str(folder / "c"), "--jobs", "2"]
        environment = {"PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT)}
        done = subprocess.run(
            [sys.executable, "-c", COMMAND, *given],
            env=environment | _environment(setting, folder),
            capture_output=True,
            text=True,
            encoding="utf-8",
        )
        assert done.returncode == 0, done.stderr
        whole = sorted(tree(folder / "c").items())
        digests.add(hashlib.sha256(repr(whole).encode()).hexdigest())
    assert len(digests) == 1
