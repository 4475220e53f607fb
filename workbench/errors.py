"""The package's exceptions: one base, each saying which place is wrong and what to do.

We raise for mistakes of ours or of the caller; what is wrong inside a report is a
:class:`workbench.model.Finding`, never an exception.
"""

from __future__ import annotations


class WorkbenchError(Exception):
    """Base of every exception that this package raises on purpose."""


class DictionaryError(WorkbenchError):
    """A row of the reference data is wrong; the message names file, entry and remedy."""


class SourceError(WorkbenchError):
    """A file cannot be read as text.

    ``reason`` is one of the contract's words for a refusal: ``no_text_layer``,
    ``encrypted``, ``too_large``, ``timeout`` or ``unreadable``; ``detail`` says where.
    """

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason = reason
        self.detail = detail


class CorpusError(WorkbenchError):
    """A corpus folder is missing, incomplete or of another version."""


class NoCorpus(CorpusError):
    """A folder holds no corpus that can be read; a notebook opened by hand shows ``told``, in
    the words of its reader, instead of a traceback."""

    def __init__(self, message: str, told: str = "") -> None:
        super().__init__(message)
        self.told = told

    def _render_traceback_(self) -> list[str]:
        """What IPython shows of it."""
        return [line for line in (self.told, f"{type(self).__name__}: {self}") if line]


class NotKnown(WorkbenchError, KeyError):
    """What was asked for by name or code is not known; the message says what is."""

    __str__ = Exception.__str__


class ClusterError(WorkbenchError):
    """The cluster asked for cannot be reached, or cannot give what this machine would."""


class RenderError(WorkbenchError):
    """A notebook could not be rendered; nothing was published."""


class PublishError(RenderError):
    """A finished page could not be put in its place; the old one still stands."""
