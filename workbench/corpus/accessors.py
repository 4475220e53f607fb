"""The tables of a corpus by their names."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

import pandas as pd


class Accessors:
    """Gives each table as an attribute, read once, to whatever can :meth:`read` it."""

    def read(
        self, table: str, *, columns: Sequence[str] | None = None, where: Any = None
    ) -> pd.DataFrame:
        """``table`` as a new pandas table: some columns, and rows by a pyarrow expression."""
        raise NotImplementedError

    @cached_property
    def reports(self) -> pd.DataFrame:
        """One row a report: whose it is, of which year."""
        return self.read("reports")

    @cached_property
    def sections(self) -> pd.DataFrame:
        """The parts of each report with their roles."""
        return self.read("sections")

    @cached_property
    def figures(self) -> pd.DataFrame:
        """Numbers with their sentences."""
        return self.read("figures")

    @cached_property
    def cells(self) -> pd.DataFrame:
        """The statutory tables, one row a cell."""
        return self.read("cells")

    @cached_property
    def problems(self) -> pd.DataFrame:
        """What reports call their problems."""
        return self.read("problems")

    @cached_property
    def measures(self) -> pd.DataFrame:
        """What reports say they will do."""
        return self.read("measures")

    @cached_property
    def findings(self) -> pd.DataFrame:
        """What contradicts or differs in scope."""
        return self.read("findings")

    @cached_property
    def checks(self) -> pd.DataFrame:
        """The ledger of checks: every outcome, what agrees and what could not be checked too."""
        return self.read("checks")

    @cached_property
    def corrections(self) -> pd.DataFrame:
        """What people corrected, and what became of it."""
        return self.read("corrections")

    @cached_property
    def reviews(self) -> pd.DataFrame:
        """What people confirmed or dismissed."""
        return self.read("reviews")

    @cached_property
    def sources(self) -> pd.DataFrame:
        """Every file given to the build; under a selection those of its reports."""
        return self.read("sources")

    @cached_property
    def texts(self) -> pd.DataFrame:
        """The text to which every start and end refers."""
        return self.read("texts")

    @cached_property
    def passages(self) -> pd.DataFrame:
        """The sentences that are compared between reports."""
        return self.read("passages")

    @cached_property
    def copies(self) -> pd.DataFrame:
        """The passages that stand in other reports too."""
        return self.read("copies")

    @cached_property
    def runs(self) -> pd.DataFrame:
        """Runs of the same characters in two reports."""
        return self.read("runs")

    @cached_property
    def ledger(self) -> pd.DataFrame:
        """The problems of each unit through the years."""
        return self.read("ledger")
