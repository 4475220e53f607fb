"""The outline of a report: sections with their roles."""

from __future__ import annotations

from workbench.parsing.outline.read import outline

__all__ = ["outline"]
