"""The numbers of a chart as a table that other programs read, beside the page."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import pandas as pd

from workbench.analysis.tables import number_or_none
from workbench.display.parts import DATA, Bundle

_NAME = re.compile(r"[a-z][a-z0-9-]{1,39}")


def data(
    name: str,
    title: str,
    table: pd.DataFrame,
    labels: Mapping[str, str],
    kinds: Sequence[str] = ("csv", "parquet", "dta"),
) -> Bundle:
    """``table`` as an output of which the renderer makes a file of each of ``kinds``: csv,
    parquet, dta, or xlsx with the labels as its heads.

    ``name`` (small letters, digits, hyphens) becomes part of the files' names; ``labels`` say
    what each column is. Only those columns are kept, in their order.
    """
    if not _NAME.fullmatch(name):
        raise ValueError(f"{name!r} cannot be part of a file's name")
    columns = [
        {"name": column, "type": _type(table[column]), "label": about}
        for column, about in labels.items()
    ]
    rows = [
        [_plain(value) for value in row]
        for row in table[list(labels)].itertuples(index=False, name=None)
    ]
    content = {
        "name": name, "title": title, "columns": columns, "rows": rows, "kinds": list(kinds),
    }  # fmt: skip
    return Bundle(DATA, content, f"{title}：{len(rows)} 行")


def _type(column: pd.Series) -> str:
    if pd.api.types.is_bool_dtype(column):
        return "flag"
    if pd.api.types.is_integer_dtype(column):
        return "integer"
    return "number" if pd.api.types.is_numeric_dtype(column) else "text"


def _plain(value: object) -> str | int | float | bool | None:
    if isinstance(value, str):
        return value
    if str(value) in ("True", "False"):
        return bool(value)
    return number_or_none(value)
