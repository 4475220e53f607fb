"""Tables as files for other programs: sheets, code, Stata."""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from workbench.analysis.sheets import sheet
from workbench.errors import WorkbenchError

KINDS = ("csv", "parquet", "dta", "xlsx")
#: Stata writes a date into its files; a constant, because the same table gives the same bytes.
_WRITTEN = datetime(2000, 1, 1)
#: A text that begins so is a formula to a sheet.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_LONGEST_NAME, _LONGEST_LABEL = 32, 80


def as_bytes(table: pd.DataFrame, kind: str, labels: Mapping[str, str] | None = None) -> bytes:
    """``table`` as a file of ``kind``; ``labels`` say what its columns mean (for Stata), and
    are the heads of a sheet.

    A missing number stays missing in all of them. In CSV, which opens in sheets, a text that
    would be a formula is led by an apostrophe; in a sheet texts are texts.
    """
    if kind == "csv":
        return _csv(table)
    if kind == "parquet":
        return _parquet(table)
    if kind == "dta":
        return _stata(table, labels or {})
    if kind == "xlsx":
        return sheet(table, labels or {})
    raise WorkbenchError(f"no kind of file {kind!r}; there are {', '.join(KINDS)}")


def save(table: pd.DataFrame, path: str | Path, labels: Mapping[str, str] | None = None) -> Path:
    """Write ``table`` to ``path``, as its ending says: .csv, .parquet or .dta."""
    target = Path(path)
    target.write_bytes(as_bytes(table, target.suffix.removeprefix("."), labels))
    return target


def _csv(table: pd.DataFrame) -> bytes:
    texts = {name for name in table.columns if _is_text(table[name])}
    safe = table.assign(**{str(name): table[name].map(_no_formula) for name in texts})
    return safe.to_csv(index=False, lineterminator="\n").encode("utf-8-sig")


def _no_formula(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def _parquet(table: pd.DataFrame) -> bytes:
    sink = io.BytesIO()
    pq.write_table(pa.Table.from_pandas(table, preserve_index=False), sink)
    return sink.getvalue()


def _stata(table: pd.DataFrame, labels: Mapping[str, str]) -> bytes:
    names = [str(name) for name in table.columns]
    if wrong := [n for n in names if not (n.isidentifier() and len(n) <= _LONGEST_NAME)]:
        raise WorkbenchError(f"{wrong[0]!r} can name no variable of Stata; rename the column")
    plain = table.assign(**{name: _for_stata(table[name]) for name in names})
    sink = io.BytesIO()
    plain.to_stata(
        sink,
        write_index=False,
        version=118,
        time_stamp=_WRITTEN,
        variable_labels={n: labels[n][:_LONGEST_LABEL] for n in names if n in labels},
    )
    return sink.getvalue()


def _for_stata(column: pd.Series) -> pd.Series:
    """Texts with "" for what is missing, flags as 0 and 1, whole numbers that may be missing
    as numbers."""
    if _is_text(column):
        return column.astype("object").where(column.notna(), "").astype(str).astype("object")
    if column.dtype == "bool":
        return column.astype("int8")
    if str(column.dtype) == "Int64":
        return column.astype("float64" if column.isna().any() else "int64")
    return column


def _is_text(column: pd.Series) -> bool:
    return pd.api.types.is_string_dtype(column) or column.dtype == "object"
