"""The worker: same documents as without it, ended when it is late, replaced when it is gone."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from concurrent.futures import ProcessPoolExecutor
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

import pytest
from pdfwriter import pdf, text

from workbench.errors import SourceError
from workbench.model import Document
from workbench.reading import (
    SafeReader,
    Unread,
    read,
    read_each,
    read_each_safely,
    read_safely,
    wire,
)

PDF = pdf(text(90, 700, "某某镇2023年政府信息公开工作年度报告，公开89条，没有收到申请。无收费。"))
PAGE = "<html><body><p>某某镇</p><table><tr><td>规章</td><td>1</td></tr></table></body></html>"


def test_a_document_goes_through_the_pipe_unchanged() -> None:
    for document in (read(PDF, "a\udcff.pdf")[0], read(PAGE.encode(), "a", hints={"host": "b"})[0]):
        sent = wire.from_json(wire.to_json(wire.document_to_dict(document)))
        assert wire.document_from_dict(sent) == document


def test_messages_cut_off_are_none() -> None:
    stream = BytesIO(wire.packed(b"abc", b"")[:-1])
    assert wire.unpacked(stream.read) == b"abc"
    assert wire.unpacked(stream.read) is None
    assert wire.unpacked(BytesIO(wire.packed(b"abc")[:-1]).read) is None


def test_the_worker_gives_what_the_reader_gives() -> None:
    with SafeReader() as reader:
        assert reader.read_each(PDF, "a.pdf", hints={"host": "b"}) == read(
            PDF, "a.pdf", hints={"host": "b"}
        )
        worker = reader._worker
        broken = reader.read_each(PDF[:300], "b.pdf")
        assert isinstance(broken[0], Unread)
        assert broken == read_each(PDF[:300], "b.pdf")
        assert reader._worker is worker


def test_text_and_small_pages_need_no_worker() -> None:
    with SafeReader() as reader:
        assert isinstance(reader.read_each("公开89条".encode(), "a")[0], Document)
        assert isinstance(reader.read_each(PAGE.encode(), "a")[0], Document)
        assert reader._worker is None


@pytest.mark.fault(79)
def test_a_late_worker_is_ended_and_replaced() -> None:
    with SafeReader() as reader:
        reader.read_each(PDF, "a.pdf")
        worker = reader._worker
        assert worker is not None
        os.kill(worker.pid, signal.SIGSTOP)
        reader._seconds = 0.1
        (late,) = reader.read_each(PDF, "slow.pdf")
        assert isinstance(late, Unread)
        assert (late.name, late.reason) == ("slow.pdf", "timeout")
        assert worker.returncode == -signal.SIGKILL
        reader._seconds = 30.0
        assert isinstance(reader.read_each(PDF, "a.pdf")[0], Document)


ENDS = {
    "killed for memory": (signal.SIGKILL, "too_large"),
    "aborted by a library": (signal.SIGABRT, "too_large"),
    "a fault": (signal.SIGSEGV, "unreadable"),
    "out of seconds": (signal.SIGXCPU, "timeout"),
}


DIES = """
import os, sys
from workbench.reading import wire
sys.stdout.buffer.write(wire.packed(wire.to_json({"ready": True})))
sys.stdout.flush()
wire.unpacked(sys.stdin.buffer.read), wire.unpacked(sys.stdin.buffer.read)
os.kill(os.getpid(), %d)
"""


@pytest.mark.fault(79)
@pytest.mark.parametrize(("number", "reason"), ENDS.values(), ids=ENDS)
def test_a_worker_that_ends_says_why(number: signal.Signals, reason: str) -> None:
    with SafeReader(seconds=60.0, command=(sys.executable, "-c", DIES % number)) as reader:
        (lost,) = reader.read_each(PDF, "a.pdf")
        assert isinstance(lost, Unread)
        assert (lost.name, lost.reason) == ("a.pdf", reason)


def test_a_worker_that_was_ended_between_files_is_replaced() -> None:
    with SafeReader(seconds=60.0) as reader:
        reader.read_each(PDF, "a.pdf")
        assert reader._worker is not None
        reader._worker.kill()
        reader._worker.wait()
        assert isinstance(reader.read_each(PDF, "a.pdf")[0], Document)


def test_a_worker_that_cannot_be_started_is_said() -> None:
    with SafeReader(command=(sys.executable, "-c", "")) as reader:
        (lost,) = reader.read_each(PDF, "a.pdf")
        assert isinstance(lost, Unread)
        assert "no reader could be started" in lost.detail


@pytest.mark.fault(5, 79)
def test_a_file_that_needs_too_much_memory_is_refused() -> None:
    body = b"<w:p/>" * 7_000_000
    head = b'<w:document xmlns:w="x"><w:body>'
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_STORED) as archive:
        archive.writestr("[Content_Types].xml", "<a/>")
        archive.writestr("word/document.xml", head + body + b"</w:body></w:document>")
    with SafeReader(seconds=60.0) as reader:
        (refused,) = reader.read_each(buffer.getvalue(), "bomb.docx")
        assert isinstance(refused, Unread)
        assert refused.reason == "too_large"
        assert isinstance(reader.read_each(PDF, "a.pdf")[0], Document)


def _name_and_text(data: bytes) -> str:
    return read_safely(data, "a.pdf")[0].text


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_processes_have_workers_of_their_own(method: str) -> None:
    expected = _name_and_text(PDF)
    context = multiprocessing.get_context(method)
    with ProcessPoolExecutor(2, mp_context=context) as pool:
        assert set(pool.map(_name_and_text, [PDF] * 4)) == {expected}
    assert _name_and_text(PDF) == expected


def test_paths(tmp_path: Path) -> None:
    path = tmp_path / "报告.pdf"
    path.write_bytes(PDF)
    assert read_safely(path)[0].name == "报告.pdf"
    assert read_safely(path, "b")[0].name == "b"
    with pytest.raises(SourceError, match="unreadable"):
        read_safely(tmp_path / "none.pdf")
    assert isinstance(read_each_safely(tmp_path / "none.pdf")[0], Unread)


def test_no_file_can_be_written_by_the_worker(tmp_path: Path) -> None:
    with SafeReader() as reader:
        reader.read_each(PDF, "a.pdf")
        assert reader._worker is not None
        limits = Path(f"/proc/{reader._worker.pid}/limits")
        if not limits.exists():
            pytest.skip("limits of processes are read from /proc, which is Linux's")
        lines = limits.read_text(encoding="ascii").splitlines()
        file_size = next(line for line in lines if line.startswith("Max file size"))
        assert file_size.split()[3:5] == ["0", "0"]
