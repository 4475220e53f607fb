"""Zip archives: their files one by one, and everything that an archive can do to a reader."""

from __future__ import annotations

from io import BytesIO
from random import Random
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pytest

from workbench.errors import SourceError
from workbench.model import Document
from workbench.reading import Unread, limits, read, read_each

REPORT = "某某镇2017年政府信息公开工作年度报告\n".encode()
PAGE = b"<html><body><p>2018</p></body></html>"


def zipped(*files: tuple[str | ZipInfo, bytes]) -> bytes:
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        for name, content in files:
            archive.writestr(name, content, ZIP_DEFLATED)
    return buffer.getvalue()


def test_files_come_in_their_order_with_their_place() -> None:
    data = zipped(("b/一.txt", REPORT), ("b/", b""), ("a.html", PAGE), ("__MACOSX/._a", b"\0"))
    documents = read(data, "all.zip", hints={"host": "x"})
    assert [document.name for document in documents] == ["all.zip!/b/一.txt", "all.zip!/a.html"]
    assert [document.media for document in documents] == ["text/plain", "text/html"]
    assert {document.hints["host"] for document in documents} == {"x"}


def test_a_name_in_gbk() -> None:
    name = "报告.txt"
    plain = zipped(("xxxx.txt", REPORT))
    data = plain.replace(b"xxxx.txt", name.encode("gbk"))
    assert read(data, "a.zip")[0].name == "a.zip!/报告.txt"


@pytest.mark.fault(79)
def test_one_bad_file_stands_among_the_others() -> None:
    data = zipped(("a.txt", REPORT), ("b.png", b"\x89PNG\r\n\x1a\n"), ("c.txt", REPORT))
    first, second, third = read_each(data, "x.zip")
    assert isinstance(first, Document)
    assert isinstance(second, Unread)
    assert isinstance(third, Document)
    assert (second.name, second.reason) == ("x.zip!/b.png", "unreadable")
    with pytest.raises(SourceError, match="PNG"):
        read(data, "x.zip")


def locked(data: bytes) -> bytes:
    """The archive with the flag of a password set in both of its directories."""
    out = bytearray(data)
    out[6] |= 1
    out[out.index(b"PK\x01\x02") + 8] |= 1
    return bytes(out)


def lying(data: bytes, size: int) -> bytes:
    """The archive with another unpacked size in its directory than it has."""
    out = bytearray(data)
    place = out.index(b"PK\x01\x02") + 24
    out[place : place + 4] = size.to_bytes(4, "little")
    return bytes(out)


SPREADSHEET = '<R xmlns="x"><a Type="t/officeDocument" Target="xl/workbook.xml"/></R>'
BOMB = zipped(("a.txt", bytes(20 * limits.MB)))
REFUSED = {
    "an archive within": (zipped(("in.zip", zipped(("a.txt", REPORT)))), "unreadable", "within"),
    "a password": (locked(zipped(("a.txt", REPORT))), "encrypted", "password"),
    "a bomb": (BOMB, "too_large", "unpack"),
    "one bomb among files": (
        zipped(("a.txt", bytes(2 * limits.MB)), ("b.txt", Random(1).randbytes(90_000))),
        "too_large",
        "unpacks",
    ),
    "a path upwards": (zipped(("../a.txt", REPORT)), "unreadable", "outside"),
    "a path upwards with backslashes": (zipped(("b\\..\\..\\a", REPORT)), "unreadable", "outside"),
    "an absolute path": (zipped(("/etc/a", REPORT)), "unreadable", "outside"),
    "a drive": (zipped(("c:/a", REPORT)), "unreadable", "outside"),
    "too many files": (
        zipped(*((f"{n}", b"") for n in range(limits.ZIP_ENTRIES + 1))),
        "too_large",
        "files",
    ),
    "nothing": (zipped(), "unreadable", "no file"),
    "only what systems add": (zipped((".DS_Store", b"x")), "unreadable", "no file"),
    "a size that is a lie": (lying(zipped(("a.txt", REPORT)), 5), "unreadable", "damaged"),
    "a checksum that is wrong": (
        zipped(("a.txt", REPORT)).replace(b"PK\x01\x02", b"PK\x01\x02", 1)[:-40] + b"x" * 40,
        "unreadable",
        "damaged",
    ),
    "cut off": (zipped(("a.txt", REPORT))[:-30], "unreadable", "damaged"),
    "a spreadsheet": (
        zipped(("[Content_Types].xml", b"<a/>"), ("_rels/.rels", SPREADSHEET.encode())),
        "unreadable",
        "spreadsheet",
    ),
    "an OFD file": (zipped(("OFD.xml", b"<a/>")), "unreadable", "OFD"),
    "an OpenDocument file": (zipped(("META-INF/manifest.xml", b"<a/>")), "unreadable", "OpenDocu"),
}


@pytest.mark.fault(79)
@pytest.mark.parametrize(("data", "reason", "detail"), REFUSED.values(), ids=REFUSED)
def test_refused(data: bytes, reason: str, detail: str) -> None:
    with pytest.raises(SourceError) as caught:
        read(data, "a.zip")
    assert (caught.value.reason, detail in caught.value.detail) == (reason, True), caught.value


MHTML = (
    "From: <saved>\r\nMIME-Version: 1.0\r\n"
    'Content-Type: multipart/related; boundary="xx"\r\n\r\n--xx\r\n'
    "Content-Type: text/html; charset=gb2312\r\nContent-Transfer-Encoding: quoted-printable\r\n"
    "Content-Location: http://www.a.gov.cn/1.html\r\n\r\n"
    "<html><body><p>=D5=FE=B8=AE</p></body></html>\r\n--xx--\r\n"
)


def test_a_web_archive_is_its_page() -> None:
    document = read(MHTML.encode(), "a.doc")[0]
    assert (document.text, document.encoding, document.media) == ("政府\n", "gb18030", "text/html")
    assert document.hints["url"] == "http://www.a.gov.cn/1.html"


WEB_ARCHIVES = {
    "without a page": MHTML.replace("text/html", "text/css"),
    "without parts": MHTML[:100],
    "a broken encoding": MHTML.replace("quoted-printable", "base64"),
}


@pytest.mark.parametrize("data", WEB_ARCHIVES.values(), ids=WEB_ARCHIVES)
def test_a_damaged_web_archive_is_refused(data: str) -> None:
    with pytest.raises(SourceError, match="unreadable"):
        read(data.encode(), "a.mht")
