"""Pages are put in place whole or not at all (faults 40, 58, 59, 60, 61, 62, 63)."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from workbench.errors import PublishError
from workbench.rendering import ledger, manifest, shelf
from workbench.rendering.manifest import Manifest, Place
from workbench.rendering.shelf import opened


def test_a_file_replaces_the_old_one_and_leaves_nothing_beside(tmp_path: Path) -> None:
    with opened(tmp_path) as folder:
        folder.put(tmp_path / "a.html", "old")
        folder.put(tmp_path / "a.html", "新")
    assert (tmp_path / "a.html").read_text(encoding="utf-8") == "新"
    assert [path.name for path in tmp_path.iterdir() if path.name != ".workbench"] == ["a.html"]
    assert not list(folder.aside.iterdir())


def _link(path: Path, elsewhere: Path) -> None:
    path.symlink_to(elsewhere)


def _dangling(path: Path, elsewhere: Path) -> None:
    path.symlink_to(elsewhere.with_name("none"))


def _folder(path: Path, elsewhere: Path) -> None:
    path.mkdir()


@pytest.mark.fault(40)
@pytest.mark.parametrize("obstacle", [_link, _dangling, _folder])
def test_a_link_or_folder_in_a_pages_place_is_left_alone(
    obstacle: Callable[[Path, Path], None], tmp_path: Path
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.write_text("precious", encoding="utf-8")
    out = tmp_path / "out"
    with opened(out) as folder:
        obstacle(out / "640522-2017.html", elsewhere)
        with pytest.raises(PublishError, match="remove it"):
            folder.put(out / "640522-2017.html", "page")
    assert elsewhere.read_text(encoding="utf-8") == "precious"
    assert not (tmp_path / "none").exists()


@pytest.mark.fault(40)
@pytest.mark.parametrize("name", ["new", "pages"])
def test_a_link_in_place_of_an_own_folder_is_refused(name: str, tmp_path: Path) -> None:
    (tmp_path / "out" / ".workbench").mkdir(parents=True)
    (tmp_path / "out" / ".workbench" / name).symlink_to(tmp_path)
    with pytest.raises(PublishError, match="is a link"), opened(tmp_path / "out"):
        pass


STEPS = ("os.fsync", "pathlib.Path.open", "pathlib.Path.replace", "pathlib.Path.read_bytes")


@pytest.mark.fault(58, 59)
@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EROFS, errno.EACCES])
def test_a_disk_that_fails_at_any_step_keeps_the_old_page(
    step: str, number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: Any, **kwargs: Any) -> None:
        raise OSError(number, os.strerror(number))

    page = tmp_path / "a.html"
    with opened(tmp_path) as folder:
        folder.put(page, "old")
        with monkeypatch.context() as patch:
            patch.setattr(step, fail)
            with pytest.raises(PublishError, match=os.strerror(number)):
                folder.put(page, "new")
        assert page.read_text(encoding="utf-8") == "old"
        assert not [left for left in folder.aside.iterdir() if left.name.startswith("a.html")]


@pytest.mark.fault(58)
def test_a_page_that_does_not_read_back_is_not_put_in_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = tmp_path / "a.html"
    with opened(tmp_path) as folder:
        folder.put(page, "old")
        monkeypatch.setattr(shelf, "_write", lambda path, data: path.write_bytes(data[:-1]))
        with pytest.raises(PublishError, match="does not give back"):
            folder.put(page, "new")
    assert page.read_text(encoding="utf-8") == "old"


@pytest.mark.fault(57)
def test_what_a_killed_run_left_on_its_way_is_removed(tmp_path: Path) -> None:
    left = tmp_path / ".workbench" / "new" / "640522-2017.html.4711"
    left.parent.mkdir(parents=True)
    left.write_text("half", encoding="utf-8")
    with opened(tmp_path):
        assert not left.exists()


@pytest.mark.fault(60)
def test_a_file_in_place_of_the_folder_is_told_before_any_work(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("x", encoding="utf-8")
    with pytest.raises(PublishError, match="cannot hold the pages"), opened(tmp_path / "out"):
        raise AssertionError("work began")


@pytest.mark.fault(60)
@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_may_not_be_written_is_told_before_any_work(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir(mode=0o500)
    with pytest.raises(PublishError, match="cannot hold the pages"), opened(out):
        raise AssertionError("work began")


@pytest.mark.fault(61)
def test_two_runs_do_not_share_a_folder(tmp_path: Path) -> None:
    with opened(tmp_path), pytest.raises(PublishError, match="another run"), opened(tmp_path):
        raise AssertionError("work began")


@pytest.mark.fault(61)
def test_the_lock_of_a_killed_run_is_no_lock(tmp_path: Path) -> None:
    code = (
        "import os, sys; from pathlib import Path; from workbench.rendering.shelf import opened\n"
        "with opened(Path(sys.argv[1])): os.kill(os.getpid(), 9)"
    )
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path)], capture_output=True)
    assert done.returncode == -9
    with opened(tmp_path) as folder:
        folder.put(tmp_path / "a.html", "page")


TORN = {
    "whole": (b'{"page": "a"}\n{"page": "b"}\n', ["a", "b"], 0),
    "last line torn": (b'{"page": "a"}\n{"pa', ["a"], 1),
    "torn inside a character": (b'{"page": "a"}\n{"page": "\xe4\xb8', ["a"], 1),
    "empty": (b"", [], 0),
    "nulls": (b'{"page": "a"}\n\0\0\0\0', ["a"], 1),
}


@pytest.mark.fault(62)
@pytest.mark.parametrize(("content", "pages", "torn"), TORN.values(), ids=TORN)
def test_a_torn_ledger_is_read_as_far_as_it_is_whole(
    content: bytes, pages: list[str], torn: int, tmp_path: Path
) -> None:
    path = tmp_path / "ledger.jsonl"
    path.write_bytes(content)
    assert ledger.read(path) == ([{"page": page} for page in pages], torn)
    ledger.append(path, {"page": "下一个"})
    assert ledger.read(path) == ([{"page": page} for page in [*pages, "下一个"]], torn)


def test_no_ledger_is_an_empty_one(tmp_path: Path) -> None:
    assert ledger.read(tmp_path / "none") == ([], 0)


def _manifest(inputs: dict[str, Any], **more: Any) -> Manifest:
    fields: dict[str, Any] = {
        "kind": "county", "year": 2017, "code": "640522", "place": Place("海原县"),
        "inputs": inputs, "siblings": ("a.html",), "missing": ("b.html",), "as_of": None,
        "sha256": manifest.text_digest("page"),
    }  # fmt: skip
    return Manifest(**{**fields, **more})


def test_a_manifest_reads_back_as_it_was_written(tmp_path: Path) -> None:
    made = _manifest({"corpus": "c"})
    (tmp_path / "m.json").write_text(made.as_json(), encoding="utf-8")
    assert manifest.read(tmp_path / "m.json") == made


@pytest.mark.fault(63)
@pytest.mark.parametrize("content", ["", "{", "[]", "{}", '{"place": {}}', '{"place": 7}'])
def test_a_broken_manifest_is_none(content: str, tmp_path: Path) -> None:
    (tmp_path / "m.json").write_text(content, encoding="utf-8")
    assert manifest.read(tmp_path / "m.json") is None


@pytest.mark.fault(63)
def test_a_manifest_holds_while_page_inputs_and_siblings_are_the_same(tmp_path: Path) -> None:
    inputs = manifest.inputs_of("corpus", "notebook", {"year": 2017})
    made, page = _manifest(inputs), tmp_path / "x.html"
    folder = shelf.Shelf(tmp_path)
    assert not made.holds(folder, "x")
    page.write_text("page", encoding="utf-8")
    assert made.holds(folder, "x") and made.current(inputs, {"a.html"})
    for name in inputs:
        assert not made.current({**inputs, name: "other"}, {"a.html"}), name
    assert not made.current(inputs, set())
    assert not made.current(inputs, {"a.html", "b.html"})
    page.write_text("edited", encoding="utf-8")
    assert not made.holds(folder, "x")
    page.unlink()
    (tmp_path / "y.html").write_text("page", encoding="utf-8")
    page.symlink_to(tmp_path / "y.html")
    assert not made.holds(folder, "x")
