"""The statutory tables of a report, from grids and from text."""

from __future__ import annotations

from workbench.parsing.tables.read import Tables, read_tables

__all__ = ["Tables", "read_tables"]
