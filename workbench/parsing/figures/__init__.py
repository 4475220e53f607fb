"""The numbers that sentences and cells state."""

from __future__ import annotations

from workbench.parsing.figures.read import figures

__all__ = ["figures"]
