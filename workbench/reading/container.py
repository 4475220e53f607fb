"""Zip containers, opened with suspicion: archives, and the office files that are zips."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping
from io import BytesIO
from lzma import LZMAError
from zipfile import BadZipFile, ZipFile, ZipInfo

from workbench.errors import SourceError
from workbench.reading import limits

#: What the standard library raises when an archive is not what its directory says.
_DAMAGE = (
    BadZipFile, zlib.error, LZMAError, struct.error, EOFError, OSError, ValueError, RuntimeError,
    NotImplementedError, IndexError, OverflowError,
)  # fmt: skip
_UTF8_NAME = 0x800
_ENCRYPTED = 0x1
#: Word, Excel and PowerPoint; OpenDocument; the national format OFD.
_OFFICE_MARKS = ("[Content_Types].xml", "META-INF/manifest.xml", "OFD.xml")


class Container:
    """The files in a zip, none of them unpacked before it is asked for."""

    def __init__(self, data: bytes, name: str) -> None:
        """Refuses bombs (too_large), passwords (encrypted), and what leads outside.

        Sizes are the directory's own; no file yields more than its entry says.
        """
        self._name = name
        try:
            self._zip = ZipFile(BytesIO(data))
            entries = [info for info in self._zip.infolist() if not info.is_dir()]
        except _DAMAGE as error:
            raise self._broken(error) from error
        self._check_sizes(entries, len(data))
        self.entries: Mapping[str, ZipInfo] = {_readable_name(info): info for info in entries}
        for inner in self.entries:
            if _leads_outside(inner):
                raise SourceError("unreadable", f"{name}: the entry {inner!r} leads outside")

    def _check_sizes(self, entries: list[ZipInfo], packed: int) -> None:
        unpacked = sum(info.file_size for info in entries)
        if len(entries) > limits.ZIP_ENTRIES:
            raise SourceError("too_large", f"{self._name}: {len(entries):,} files in the archive")
        if unpacked > limits.ZIP_TOTAL or (
            unpacked > limits.ZIP_RATIO_FROM and unpacked > packed * limits.ZIP_RATIO
        ):
            raise SourceError(
                "too_large", f"{self._name}: {packed:,} bytes that unpack to {unpacked:,}"
            )

    def __contains__(self, inner: str) -> bool:
        return inner in self.entries

    @property
    def is_office(self) -> bool:
        """Whether this is one file of an office program and no archive of files."""
        return any(mark in self.entries for mark in _OFFICE_MARKS)

    def content(self, inner: str) -> bytes:
        """The bytes of the file ``inner``, checked against its checksum."""
        info = self.entries[inner]
        if info.flag_bits & _ENCRYPTED:
            raise SourceError("encrypted", f"{self._name}: {inner} needs a password")
        if info.file_size > limits.FILE_BYTES:
            raise SourceError("too_large", f"{self._name}: {inner} has {info.file_size:,} bytes")
        if info.file_size > max(info.compress_size, 1) * limits.ZIP_RATIO and (
            info.file_size > limits.ZIP_RATIO_FROM
        ):
            raise SourceError("too_large", f"{self._name}: {inner} unpacks to {info.file_size:,}")
        try:
            return self._zip.read(info)
        except _DAMAGE as error:
            raise self._broken(error) from error

    def _broken(self, error: Exception) -> SourceError:
        return SourceError("unreadable", f"{self._name}: a damaged archive ({error})")


def _readable_name(info: ZipInfo) -> str:
    """The entry's name; archives packed in China carry GBK names without saying so."""
    if info.flag_bits & _UTF8_NAME:
        return info.filename
    try:
        raw = info.filename.encode("cp437")
    except UnicodeEncodeError:
        return info.filename
    for codec in ("utf-8", "gb18030"):
        try:
            return raw.decode(codec)
        except UnicodeDecodeError:
            continue
    return info.filename


def _leads_outside(inner: str) -> bool:
    parts = inner.replace("\\", "/").split("/")
    return ".." in parts or not parts[0] or parts[0].endswith(":")
