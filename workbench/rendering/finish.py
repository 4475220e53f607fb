"""A page's pieces to all that is published of it: the page, the files beside it, those it
shares with the other pages of a site."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from workbench.rendering.around import Around
from workbench.rendering.data import files_of
from workbench.rendering.fragment import Fragment
from workbench.rendering.frame import Page
from workbench.rendering.grids import Grid, flow
from workbench.rendering.pages import Copies, page
from workbench.rendering.workbook import workbook

#: A larger workbook lies beside its page: some browsers take no address of two million letters.
_LARGEST = 1_000_000


@dataclass(frozen=True, slots=True)
class Style:
    """How pages are finished: ``site`` shares style and scripts among them; ``font`` is the
    font of the pictures in Word summaries, None where there are to be none."""

    site: bool = False
    font: str | None = None


@dataclass(frozen=True, slots=True)
class Finished:
    """A page, and the files that belong to it alone, by their names."""

    page: Page
    files: dict[str, bytes] = field(default_factory=dict)


def finish(
    pieces: Fragment, where: str, *, style: Style, around: Around, vega: Callable[[], str]
) -> Finished:
    """The page of ``pieces`` (personal data already hidden) with its workbook inside it."""
    files = files_of(pieces.blocks, where, where)
    parts = list(flow(pieces.blocks))
    word = ""
    if style.font:
        from workbench.rendering.word import summary

        word = f"{where}.docx"
        files[word] = summary(pieces.header, parts, page=f"{where}.html", font=style.font)
    sheet = workbook(pieces.header, parts) if any(isinstance(p, Grid) for p in parts) else b""
    beside = f"{where}.xlsx" if len(sheet) > _LARGEST else ""
    if beside:
        files[beside], sheet = sheet, b""
    made = page(
        pieces,
        vega=vega,
        where=where,
        around=around,
        copies=Copies(sheet, beside, word),
        site=style.site,
    )
    return Finished(made, files)
