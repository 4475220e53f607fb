"""The overview of a place and year, part by part, as notebooks/overview.ipynb calls it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from workbench.analysis.place import PlaceYear, Side, place_year, sides
from workbench.analysis.problem_types import type_counts
from workbench.analysis.tables import Tables
from workbench.display.charts import type_bars
from workbench.display.county.problems import labelled, types_table
from workbench.display.labels import label
from workbench.display.overview import coverage, volume
from workbench.display.overview.requests import requests
from workbench.display.parts import Bundle, Part, Parts, parts
from workbench.display.place_year import header, nothing
from workbench.display.tables import note


@dataclass(frozen=True)
class OverviewPage:
    """The parts of the page; each is an output of a cell."""

    view: PlaceYear

    @classmethod
    def of(cls, corpus: Tables, place: str | None, year: int | None) -> OverviewPage:
        """The overview of a place (a code or its stem, None: the whole country) and year."""
        return cls(place_year(corpus, place, year))

    @cached_property
    def sides(self) -> tuple[Side, ...]:
        return sides(self.view, coverage.TOTAL)

    def header(self) -> Bundle:
        """Title, subtitle and what the renderer needs to know; the first output."""
        view = self.view
        year = f"{view.year}年" if view.year else ""
        return header(view, f"{view.name}{year}政府信息公开年度报告概览")

    def coverage(self) -> Parts:
        """本库收录了谁."""
        return coverage.coverage(self.view, self.sides)

    def volume(self) -> Parts:
        """主动公开数量的分布."""
        return volume.volume(self.view)

    def compared(self) -> Parts:
        """各地并列."""
        return coverage.compared(self.view, self.sides)

    def history(self) -> Parts:
        """历年主动公开数量."""
        return volume.history(self.view)

    def requests(self) -> Parts:
        """申请与办理."""
        return requests(self.view)

    def problems(self) -> Parts:
        """存在的问题."""
        view = self.view
        if view.reports.empty:
            return parts(note(nothing(view)))
        shown: list[Part | None] = []
        for group in view.groups():
            counts = type_counts(view.corpus, view.group(group))
            name = label("group", group)
            if not counts.items:
                shown.append(note(f"{name}的报告中没有读出具体问题。"))
                continue
            title = f"{name}提到的问题类型"
            shown.append(type_bars(labelled(counts), base=counts.reports, title=title))
            shown.append(types_table(counts, f"{name}：各类问题见于多少份报告"))
        return parts(*shown)
