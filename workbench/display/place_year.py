"""What the pages of a place and year share: their header, and what stands where nothing is."""

from __future__ import annotations

from workbench.analysis.place import PlaceYear
from workbench.analysis.tables import text_or_none
from workbench.display.page import page_header
from workbench.display.parts import Bundle


def header(view: PlaceYear, title: str) -> Bundle:
    """Title, subtitle, place and what the manifest notes of the reports; the first output."""
    count = len(view.reports)
    return page_header(
        title,
        f"本库收录 {view.year} 年的报告 {count} 份" if count else nothing(view),
        year=view.year,
        code=view.place,
        place=view.name,
        fictional=view.fictional,
        as_of=view.as_of,
        notes=[text_or_none(said) for said in view.reports["note"]],
    )


def nothing(view: PlaceYear) -> str:
    """The sentence that stands where a place and year have no report."""
    if view.year is None:
        return "本库还没有能确定年份的报告。"
    where = "" if view.place is None else view.name
    return f"本库未收录{where} {view.year} 年的报告；这不表示没有公布。"
