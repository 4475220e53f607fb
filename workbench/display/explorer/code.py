"""The lines of pandas that make a table of the explorer, to be put into a cell.

Each ends with an expression whose value is the table; a test runs them and compares.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.analysis.tables import Tables
from workbench.analysis.units import GROUPS, prefix

if TYPE_CHECKING:
    from workbench.display.explorer.views import Views

Years = tuple[int, int]


def _corpus(corpus: Tables) -> str:
    """The corpus as ``c``: ``corpus`` is a parameter of the notebook, which its cells read."""
    path = getattr(corpus, "path", None)
    return "import workbench as wb\nc = wb.open(" + (repr(str(path)) if path else "") + ")\n"


def _place(views: Views) -> str:
    return f"place={views.asked.place!r}, level={views.asked.level!r}"


def numbers(views: Views, years: Years) -> str:
    """The series of the indicator."""
    asked = views.asked
    more = f"fictional={views.fictional!r}, until={asked.last}"
    return (
        f"{_corpus(views.corpus)}found = wb.series(c, {asked.indicator!r}, {_place(views)}, "
        f"{more})\nfound.points.query('{years[0]} <= year <= {years[1]}')"
    )


def _trend(views: Views, years: Years) -> str:
    terms = "、".join(views.asked.terms)
    return (
        f"wb.trend(c, {terms!r}, {_place(views)}, first={years[0]}, last={years[1]}, "
        f"copies={views.asked.copies!r})"
    )


def words(views: Views, years: Years) -> str:
    """The terms by year, counted in every report."""
    note = "# 逐份计数，不抽样\n" if views.sampled else ""
    return f"{_corpus(views.corpus)}{note}{_trend(views, years)}.table"


def types(views: Views, years: Years) -> str:
    """The problem types of the reports with a problem section."""
    return (
        f"{_corpus(views.corpus)}base = {_trend(views, years)}.base.reports[['report_id']]\n"
        "each = c.problems.merge(base).explode('types').groupby('types')\n"
        "each.agg(reports=('report_id', 'nunique'), items=('n', 'size'))"
    )


def findings(views: Views, years: Years) -> str:
    """The findings of the reports."""
    asked = views.asked
    levels = sorted(GROUPS[asked.level])
    named = f"level in {levels} and {years[0]} <= year <= {years[1]}"
    named += f" and fictional == {views.fictional}"
    lines = [f"reports = c.reports.query({named!r})"]
    if asked.place and len(asked.place) > 6:
        lines.append(f"reports = reports[reports['code'] == {asked.place!r}]")
    elif asked.place:
        stem = f"codes.str.startswith({prefix(asked.place)!r}, na=False)"
        lines.append("codes = reports['county_code'].fillna(reports['code'])")
        lines.append(f"reports = reports[{stem}]")
    lines.append("c.findings.merge(reports[['report_id', 'issuer', 'year']], on='report_id')")
    return _corpus(views.corpus) + "\n".join(lines)


def peers(views: Views) -> str:
    """The units of the province in the newest year with a number."""
    asked = views.asked
    place = prefix(asked.place)[:2] if asked.place else None
    more = f"fictional={views.fictional!r}, until={asked.last}"
    return (
        f"{_corpus(views.corpus)}found = wb.series(c, {asked.indicator!r}, place={place!r}, "
        f"level={asked.level!r}, {more})\n"
        f"found.points.query('year == {views.newest} and value == value')"
    )
