"""Old Word and WPS files."""

from __future__ import annotations

from collections.abc import Mapping

from workbench.errors import SourceError
from workbench.model import Document


def read_doc(data: bytes, name: str, hints: Mapping[str, str]) -> Document:
    raise SourceError("unreadable", f"{name}: an old Word file")
