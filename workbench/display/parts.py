"""What a notebook's cell shows: one part, or several one below the other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from workbench.display.html import Html

VEGA_LITE = "application/vnd.vegalite.v5+json"
PAGE = "application/vnd.workbench.page+json"
DATA = "application/vnd.workbench.data+json"


@dataclass(frozen=True, slots=True)
class Bundle:
    """A value that JupyterLab and the renderer show by its MIME type."""

    mime: str
    data: dict[str, Any]
    plain: str

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, Any]:
        return {self.mime: self.data, "text/plain": self.plain}

    def __repr__(self) -> str:
        return self.plain


Part = Html | Bundle


@dataclass(frozen=True, slots=True)
class Parts:
    """Several parts; each becomes an output of its own, in order."""

    parts: tuple[Part, ...]

    def _ipython_display_(self) -> None:
        from IPython.display import display

        for part in self.parts:
            display(part)  # type: ignore[no-untyped-call]

    def __iter__(self) -> Any:
        return iter(self.parts)


def parts(*items: Part | None) -> Parts:
    """The given parts without the empty ones."""
    return Parts(tuple(item for item in items if item))
