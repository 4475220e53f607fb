"""Bytes to :class:`~workbench.model.Document`: text, tables, and where each piece stood."""

from workbench.reading.dispatch import Unread, read, read_each
from workbench.reading.safe import SafeReader, read_each_safely, read_safely

__all__ = ["SafeReader", "Unread", "read", "read_each", "read_each_safely", "read_safely"]
