"""What a notebook hands to its page beside text, tables and charts: the head of the page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from workbench.display.html import straight
from workbench.errors import RenderError

PAGE_MIME = "application/vnd.workbench.page+json"
DATA_MIME = "application/vnd.workbench.data+json"
CHART_MIMES = ("application/vnd.vegalite.v6+json", "application/vnd.vegalite.v5+json")


@dataclass(frozen=True, slots=True)
class PageHeader:
    """The head of a page, as the notebook's first cell states it.

    ``as_of`` is 数据截至, the newest day on which a source was fetched, never today;
    ``notice`` what readers must know first, as that the sentences are not a report's own.
    Unknown keys are refused, so that a misspelt one cannot go unnoticed.
    """

    title: str
    subtitle: str = ""
    fictional: bool = False
    as_of: str | None = None
    place: str | None = None
    year: int | None = None
    code: str | None = None
    notice: str | None = None

    @classmethod
    def from_output(cls, data: object) -> PageHeader:
        """The header in an output of type ``application/vnd.workbench.page+json``."""
        if not isinstance(data, Mapping):
            raise RenderError(f"the page header is {type(data).__name__}, not an object")
        if unknown := sorted(set(data) - set(cls.__slots__)):
            raise RenderError(f"the page header has unknown keys: {', '.join(unknown)}")
        fields: dict[str, Any] = {
            key: straight(value) if isinstance(value, str) else value for key, value in data.items()
        }
        header = cls(**{"title": "", **fields})
        header._check()
        return header

    def _check(self) -> None:
        kinds: dict[str, Any] = {
            "title": str,
            "subtitle": str,
            "fictional": bool,
            "as_of": str | None,
            "place": str | None,
            "year": int | None,
            "code": str | None,
            "notice": str | None,
        }
        for name, kind in kinds.items():
            if not isinstance(getattr(self, name), kind):
                raise RenderError(f"the page header's {name} is {getattr(self, name)!r:.60}")
        if not self.title.strip():
            raise RenderError("the page header's title is empty")
