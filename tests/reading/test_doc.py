"""Old Word files: what to install, what the installed programs give, and how they may fail."""

from __future__ import annotations

from pathlib import Path

import pytest
from test_docx import p, r, tbl, tc, tr, word

from workbench.errors import SourceError
from workbench.reading import SafeReader, Unread, limits, read

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)
DOC = OLE + "WordDocument".encode("utf-16-le") + bytes(100)
REPORT = "某某镇2012年政府信息公开年度报告，公开3条。\n"


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder that is the only place where programs are looked for."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    return folder


def install(folder: Path, name: str, script: str) -> None:
    program = folder / name
    program.write_text(f"#!/bin/sh\nPATH=/usr/bin:/bin\n{script}\n", encoding="utf-8")
    program.chmod(0o755)


def refused(data: bytes = DOC) -> SourceError:
    with pytest.raises(SourceError) as caught:
        read(data, "a.doc")
    return caught.value


def test_without_a_program_it_is_said_what_to_install(programs: Path) -> None:
    error = refused()
    assert error.reason == "unreadable"
    assert "LibreOffice" in error.detail
    assert "antiword" in error.detail


def test_antiword_gives_text(programs: Path) -> None:
    install(programs, "antiword", f"cat > /dev/null; printf '{REPORT}'")
    document = read(DOC, "a.doc", hints={"host": "b"})[0]
    assert document.text == REPORT
    assert document.media == "application/msword"
    assert document.hints == {"converter": "antiword", "host": "b"}


def test_libreoffice_gives_tables(programs: Path, tmp_path: Path) -> None:
    made = tmp_path / "made.docx"
    made.write_bytes(word(p(r("二、公开")), tbl(tr(tc("规章"), tc("7")))))
    copy = f'while [ "$1" != --outdir ]; do shift; done; mkdir "$2"; cp {made} "$2/source.docx"'
    install(programs, "soffice", copy)
    install(programs, "antiword", "exit 1")
    document = read(DOC, "a.wps")[0]
    assert document.text == "二、公开\n规章\t7\n"
    assert len(document.grids) == 1
    assert document.hints == {"converter": "libreoffice"}
    with SafeReader(seconds=60.0) as reader:
        assert reader.read_each(DOC, "a.wps") == (document,)


FAILURES = {
    "an error": ("antiword", "cat > /dev/null; exit 3", "unreadable", "code 3"),
    "no output": ("antiword", "cat > /dev/null", "unreadable", "empty"),
    "nothing converted": ("soffice", "exit 0", "unreadable", "could not convert"),
}


@pytest.mark.parametrize(("name", "script", "reason", "detail"), FAILURES.values(), ids=FAILURES)
def test_a_program_that_fails(
    programs: Path, name: str, script: str, reason: str, detail: str
) -> None:
    install(programs, name, script)
    error = refused()
    assert (error.reason, detail in error.detail) == (reason, True), error


@pytest.mark.fault(79)
def test_a_program_that_hangs_is_ended(programs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "SECONDS", 0.2)
    install(programs, "antiword", "sleep 1000 & sleep 1000")
    assert refused().reason == "timeout"


OTHERS = {
    "a password": (OLE + "EncryptedPackage".encode("utf-16-le") + bytes(9), "encrypted"),
    "a spreadsheet": (OLE + "Workbook".encode("utf-16-le") + bytes(9), "unreadable"),
}


@pytest.mark.parametrize(("data", "reason"), OTHERS.values(), ids=OTHERS)
def test_what_is_no_word_file(programs: Path, data: bytes, reason: str) -> None:
    install(programs, "antiword", f"printf '{REPORT}'")
    assert refused(data).reason == reason
    with SafeReader() as reader:
        (result,) = reader.read_each(data, "a.doc")
        assert isinstance(result, Unread)
        assert result.reason == reason


NAMED_DOC = {
    "a page": ("<html><body><p>某某镇</p></body></html>".encode("gbk"), "text/html"),
    "text": ("某某镇人民政府".encode("gbk") * 3, "text/plain"),
    "docx": (word(p(r("某某镇"))), "application/vnd.openxmlformats"),
}


@pytest.mark.parametrize(("data", "media"), NAMED_DOC.values(), ids=NAMED_DOC)
def test_what_is_only_named_so(programs: Path, data: bytes, media: str) -> None:
    assert read(data, "a.doc")[0].media.startswith(media)
