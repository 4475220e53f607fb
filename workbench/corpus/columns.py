"""What a table of the corpus is: columns, each with its type and what it means."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Type(StrEnum):
    """What a column holds; the value is what the data dictionary says."""

    TEXT = "text"
    INTEGER = "integer"
    NUMBER = "number"
    FLAG = "true or false"
    TEXTS = "list of texts"
    INTEGERS = "list of integers"
    PLACES = "list of (source, start, end)"
    EVIDENCE = "list of (field, start, end)"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: ``optional`` ones may be missing, ``values`` closes the list of words."""

    name: str
    type: Type
    about: str
    optional: bool = False
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A table; ``key`` is unique, ``group`` is how many rows are read at least."""

    name: str
    about: str
    key: tuple[str, ...]
    group: int
    columns: tuple[Column, ...]

    def names(self) -> tuple[str, ...]:
        """The columns' names, in order."""
        return tuple(column.name for column in self.columns)


def text(name: str, about: str, values: type[StrEnum] | None = None) -> Column:
    """A column of text, of ``values`` where these are closed."""
    return Column(name, Type.TEXT, about, values=_words(values))


def maybe(name: str, about: str, values: type[StrEnum] | None = None) -> Column:
    """A column of text that may be missing."""
    return Column(name, Type.TEXT, about, optional=True, values=_words(values))


def _words(values: type[StrEnum] | None) -> tuple[str, ...]:
    return tuple(values) if values else ()


def integer(name: str, about: str) -> Column:
    """A column of integers."""
    return Column(name, Type.INTEGER, about)


def year(name: str, about: str) -> Column:
    """A column of years that may be missing."""
    return Column(name, Type.INTEGER, about, optional=True)


def flag(name: str, about: str) -> Column:
    """A column of truth values."""
    return Column(name, Type.FLAG, about)


def texts(name: str, about: str) -> Column:
    """A column of lists of texts."""
    return Column(name, Type.TEXTS, about)


SPAN = (
    integer("start", "where the passage begins in the report's text, in characters"),
    integer("end", "where it ends; text[start:end] is the passage"),
)
#: Every table about reports begins with these: they order it, and lead back to the report.
OF_REPORT = (
    text("report_id", "the report, as in reports"),
    maybe("county_code", "the report's county, six digits"),
    year("report_year", "the year that the report is about"),
)
OF_ITEM = (*OF_REPORT, integer("n", "the item's number within its report, from 1"))
ITEM_KEY = ("report_id", "n")
