"""The tables that stand beside a page as files, for sheets, code and Stata."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from workbench.display.html import straight
from workbench.errors import RenderError

#: What the kinds are called on a page.
KINDS = {"csv": "CSV", "parquet": "Parquet", "dta": "Stata", "xlsx": "Excel"}
_NAME = re.compile(r"[a-z][a-z0-9-]{1,39}\Z")
_COLUMN = re.compile(r"[a-z][a-z0-9_]{0,31}\Z")
_TYPES = {"text": "object", "integer": "Int64", "number": "float64", "flag": "bool"}


@dataclass(frozen=True, slots=True)
class Data:
    """A table: ``columns`` are (name, type, label); ``rows`` plain values; ``kinds`` of files."""

    name: str
    title: str
    columns: tuple[tuple[str, str, str], ...]
    rows: tuple[tuple[Any, ...], ...]
    kinds: tuple[str, ...]

    @classmethod
    def from_output(cls, data: object, where: str) -> Data:
        """The table in an output of type ``application/vnd.workbench.data+json``."""
        try:
            columns = tuple((c["name"], c["type"], straight(c["label"])) for c in data["columns"])  # type: ignore[index]
            rows = tuple(tuple(row) for row in data["rows"])  # type: ignore[index]
            kinds = tuple(data["kinds"])  # type: ignore[index]
            made = cls(data["name"], straight(data["title"]), columns, rows, kinds)  # type: ignore[index]
            sound = made._is_sound()
        except (KeyError, TypeError) as error:
            raise RenderError(f"{where}: an output is no table of data: {error!r}") from None
        if not sound:
            raise RenderError(f"{where}: the table of data {made.name!r:.60} is malformed")
        return made

    def _is_sound(self) -> bool:
        """Whether names may be part of a file's and a variable's, and rows fit the columns."""
        named = all(_COLUMN.match(name) and kind in _TYPES for name, kind, _ in self.columns)
        fits = all(len(row) == len(self.columns) for row in self.rows)
        known = bool(self.kinds) and set(self.kinds) <= set(KINDS)
        return bool(_NAME.match(self.name) and self.columns) and named and fits and known

    def files(self, page: str) -> dict[str, bytes]:
        """The table as a file of each kind, by the file's name."""
        import pandas as pd

        from workbench.analysis.export import as_bytes

        names = [name for name, _, _ in self.columns]
        table = pd.DataFrame(list(self.rows), columns=names)
        table = table.astype({name: _TYPES[kind] for name, kind, _ in self.columns})
        labels = {name: label for name, _, label in self.columns}
        return {self.file(page, kind): as_bytes(table, kind, labels) for kind in self.kinds}

    def file(self, page: str, kind: str) -> str:
        """How the file of a kind is called: trends-990000-2024-terms.csv."""
        return f"{page}-{self.name}.{kind}"


def files_of(blocks: Iterable[object], page: str, where: str) -> dict[str, bytes]:
    """The files of all tables among ``blocks``; RenderError where two have one name."""
    tables = [block for block in blocks if isinstance(block, Data)]
    names = [table.name for table in tables]
    if len(set(names)) < len(names):
        raise RenderError(f"{where}: two tables of data have one name")
    return {name: data for table in tables for name, data in table.files(page).items()}
