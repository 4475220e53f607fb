"""Which page: its kind, its place and its year, and the only names a page file may have."""

from __future__ import annotations

import re
from dataclasses import dataclass

from workbench.errors import RenderError

_CODE = re.compile(r"[0-9]{6}\Z")
_FIRST_YEAR, _LAST_YEAR = 1990, 2100
KINDS = ("county", "overview", "quality", "trends", "copies", "ledger")


@dataclass(frozen=True, slots=True, order=True)
class PageKey:
    """A county's page of one year, the overview, the findings or the copies of one year, the
    trends up to a year (of one place, or of all), or a county's ledger up to a year.

    Pages are named by the six-digit code, never by a name: 陕西 and 山西 share their pinyin,
    and what a report calls itself must never become a path. ``PageKey("county", 2017,
    "640522").name`` is ``640522-2017``.
    """

    kind: str
    year: int
    code: str | None = None

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise RenderError(f"a page is one of {', '.join(KINDS)}, not {self.kind!r}")
        if type(self.year) is not int or not _FIRST_YEAR <= self.year <= _LAST_YEAR:
            raise RenderError(
                f"a year is a number from {_FIRST_YEAR} to {_LAST_YEAR}, not {self.year!r:.40}"
            )
        if self.code is None and self.kind in ("county", "ledger"):
            raise RenderError("a county's page needs the county's six-digit code")
        if self.code is not None and not (type(self.code) is str and _CODE.match(self.code)):
            raise RenderError(
                f"a place is named by its six-digit code (640522), not by {self.code!r:.40}"
            )

    @property
    def name(self) -> str:
        """The page's name without its ending: digits, small letters and hyphens only."""
        if self.kind == "county":
            return f"{self.code}-{self.year}"
        if self.kind == "ledger":
            return f"ledger-{self.code}"
        return "-".join(filter(None, (self.kind, self.code, str(self.year))))

    @property
    def file(self) -> str:
        return f"{self.name}.html"
