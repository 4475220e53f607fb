"""A workbench for the annual reports on the disclosure of government information in China."""

from __future__ import annotations

__version__ = "0.1.0"
