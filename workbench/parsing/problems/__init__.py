"""What the report calls its problems, and its answers to them."""

from __future__ import annotations

from workbench.parsing.problems.read import problems

__all__ = ["problems"]
