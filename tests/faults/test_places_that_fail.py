"""Where pages cannot be put: a full disk, a read-only one, links, another batch (40, 59-61)."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.faults.conftest import Bench, tree
from workbench.corpus.build import build
from workbench.corpus.lock import locked
from workbench.corpus.open import open_corpus
from workbench.rendering import ledger
from workbench.rendering.shelf import opened

#: One page is enough to see what becomes of it.
ONE = ("--county", "640522", "--year", "2016")


@contextmanager
def disk(folder: Path, size: str) -> Iterator[Callable[[str], None]]:
    """A small file system in memory at ``folder``; skips where none may be mounted.

    It gives a way to mount it anew with other options.
    """
    folder.mkdir()

    def mount(options: str) -> bool:
        command = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)]
        try:
            return subprocess.run(command, capture_output=True, check=False).returncode == 0
        except FileNotFoundError:
            return False

    if not mount(f"size={size}"):
        pytest.skip("no file system may be mounted here")
    try:
        yield lambda options: bool(mount(f"remount,{options}"))
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


@pytest.mark.kernel
@pytest.mark.fault(59)
def test_a_full_disk_keeps_the_last_good_pages(bench: Bench, tmp_path: Path) -> None:
    with disk(tmp_path / "out", "8m") as mounted:
        out = tmp_path / "out" / "pages"
        assert bench.render(out, *ONE).returncode == 0
        whole = tree(out)
        free = (tmp_path / "out" / "ballast").open("wb", buffering=0)
        with free, pytest.raises(OSError, match="No space"):
            while True:
                free.write(bytes(4096))

        done = bench.render(out, *ONE, "--force")
        assert done.returncode in (1, 2)
        assert "No space left on device" in done.stderr
        assert "Traceback" not in done.stderr, done.stderr
        pages = {name: content for name, content in tree(out).items() if name in whole}
        assert pages == whole
        ledger.read(out / ".workbench" / "ledger.jsonl")
        (tmp_path / "out" / "ballast").unlink()
        mounted("size=16m")
        assert bench.render(out, *ONE, "--force").returncode == 0
        assert tree(out) == whole


@pytest.mark.fault(59)
def test_a_build_on_a_full_disk_keeps_the_last_corpus(tmp_path: Path) -> None:
    report = "海原县关庄乡人民政府2017年政府信息公开工作年度报告\n一、概述\n2017年公开信息{}条。\n"
    files = tmp_path / "files"
    files.mkdir()
    (files / "a.txt").write_text(report.format(9), encoding="utf-8")
    with disk(tmp_path / "disk", "1m"):
        out = tmp_path / "disk" / "c"
        build([files], out=out, jobs=1)
        whole = (out / "corpus.json").read_bytes()
        with (
            (tmp_path / "disk" / "ballast").open("wb", buffering=0) as free,
            pytest.raises(OSError),
        ):
            while True:
                free.write(bytes(4096))

        (files / "b.txt").write_text(report.format(10), encoding="utf-8")
        with pytest.raises(OSError, match="No space"):
            build([files], out=out, jobs=1)
        assert (out / "corpus.json").read_bytes() == whole
        assert len(open_corpus(out).reports) == 1
        (tmp_path / "disk" / "ballast").unlink()
        assert len(build([files], out=out, jobs=1).corpus.reports) == 2


@pytest.mark.fault(60)
def test_a_read_only_disk_is_told_in_one_line_before_any_kernel(
    bench: Bench, tmp_path: Path
) -> None:
    with disk(tmp_path / "out", "1m") as mounted:
        mounted("ro")
        done = bench.render(tmp_path / "out")
        assert done.returncode == 2
        assert done.stderr.count("\n") == 1 and "cannot hold the pages" in done.stderr
        assert not list(bench.own.iterdir())


def _file(out: Path, elsewhere: Path) -> None:
    out.write_text("precious", encoding="utf-8")


def _dangling(out: Path, elsewhere: Path) -> None:
    out.symlink_to(elsewhere / "none" / "none")


def _own_link(out: Path, elsewhere: Path) -> None:
    out.mkdir()
    (out / ".workbench").symlink_to(elsewhere)


def _lock_is_a_folder(out: Path, elsewhere: Path) -> None:
    (out / ".workbench" / ".lock").mkdir(parents=True)


OBSTACLES = [_file, _dangling, _own_link, _lock_is_a_folder]


@pytest.mark.fault(40, 60)
@pytest.mark.parametrize("obstacle", OBSTACLES)
def test_an_obstacle_is_told_in_one_line_and_left_alone(
    obstacle: Callable[[Path, Path], None], bench: Bench, tmp_path: Path
) -> None:
    out, elsewhere = tmp_path / "out", tmp_path / "elsewhere"
    elsewhere.mkdir()
    obstacle(out, elsewhere)
    done = bench.render(out)
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1 and done.stderr.startswith("workbench: "), done.stderr
    assert not list(elsewhere.iterdir())
    assert out.is_dir() or out.is_symlink() or out.read_text(encoding="utf-8") == "precious"


@pytest.mark.kernel
@pytest.mark.fault(61)
def test_of_two_batches_at_once_one_works_and_one_says_so(bench: Bench, tmp_path: Path) -> None:
    out = tmp_path / "out"
    with opened(out):
        refused = bench.render(out, *ONE)
    assert refused.returncode == 2 and "another run is at work" in refused.stderr
    both = [bench.start(out, *ONE) for _ in range(2)]
    assert 0 in {running.wait() for running in both} <= {0, 2}
    whole = tree(out)
    assert bench.render(out, *ONE, "--force").returncode == 0
    assert tree(out) == whole
    assert not bench.processes()


@pytest.mark.fault(61)
def test_a_build_beside_a_build_is_refused_by_the_command(tmp_path: Path) -> None:
    from typer.testing import CliRunner

    from workbench.cli import app

    (tmp_path / "a.txt").write_text("x", encoding="utf-8")
    with locked(tmp_path / "c"):
        given = ["build", str(tmp_path / "a.txt"), "--out", str(tmp_path / "c")]
        result = CliRunner().invoke(app, given)
    assert result.exit_code == 2 and "another build is at work" in result.stderr
