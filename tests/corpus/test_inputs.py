"""Which files are taken, in which order, and by which name."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.corpus.conftest import Write
from workbench.corpus import inputs as module
from workbench.corpus.inputs import Input, hashed, inputs, load, printable
from workbench.errors import SourceError
from workbench.reading import limits


def test_a_folder_is_searched_in_order(write: Write, folder: Path) -> None:
    for name in ("b/1.txt", "a/2.html", "a/10.pdf", "c.docx", "名 字/年报 2017.txt"):
        write(name, "x")
    for name in ("manifest.csv", "README.md", ".hidden.txt", ".git/x.txt", "truth.jsonl"):
        write(name, "x")
    assert [item.label for item in inputs([folder])] == [
        "reports/a/10.pdf",
        "reports/a/2.html",
        "reports/b/1.txt",
        "reports/c.docx",
        "reports/名 字/年报 2017.txt",
    ]


def test_what_is_named_is_taken(write: Write) -> None:
    path = write("notes.md", "x")
    assert inputs([path]) == (Input(path, "notes.md"),)


def test_files_keep_the_order_in_which_they_are_given(write: Write) -> None:
    b, a = write("b.txt", "x"), write("a.txt", "x")
    assert [item.name for item in inputs([b, a, b])] == ["b.txt", "a.txt"]


def test_a_link_to_a_folder_is_not_followed(write: Write, folder: Path) -> None:
    write("a.txt", "x")
    (folder / "loop").symlink_to(folder, target_is_directory=True)
    assert len(inputs([folder])) == 1


@pytest.mark.parametrize(
    ("path", "reason", "detail"),
    [("gone.txt", "unreadable", "no such file"), ("", "unreadable", "it is a folder")],
    ids=["a file that is not there", "a folder"],
)
def test_what_cannot_be_opened(path: str, reason: str, detail: str, folder: Path) -> None:
    with pytest.raises(SourceError, match=detail) as caught:
        load(folder / path)
    assert caught.value.reason == reason
    assert hashed(Input(folder / path, path)).sha256 == ""


def test_a_large_file_is_not_opened(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "FILE_BYTES", 3)
    path = write("a.txt", "1234")
    with pytest.raises(SourceError, match="4 bytes, at most 3") as caught:
        load(path)
    assert caught.value.reason == "too_large"
    assert hashed(Input(path, "a.txt")).bytes == 4


def test_a_name_that_is_no_text_can_be_written() -> None:
    assert printable("a\udcff.txt").encode("utf-8") == b"a\\udcff.txt"
    assert module.printable("年报.txt") == "年报.txt"
