"""RTF files, which are often named .doc."""

from __future__ import annotations

from collections.abc import Mapping

from workbench.errors import SourceError
from workbench.model import Document


def read_rtf(data: bytes, name: str, hints: Mapping[str, str]) -> Document:
    raise SourceError("unreadable", f"{name}: an RTF file; save it as docx or PDF")
