"""Whose report it is, of which year and place, published when."""

from __future__ import annotations

from workbench.parsing.identity.read import identify

__all__ = ["identify"]
