"""Bytes to :class:`~workbench.model.Document`: text, tables, and where each piece stood."""

from workbench.reading.dispatch import read

__all__ = ["read"]
