"""A table as an Excel sheet: texts stay texts, and the same table gives the same bytes."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

import pandas as pd

from workbench.analysis.tables import number_or_none
from workbench.errors import WorkbenchError

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

#: The date that the file bears; a constant, because the same table gives the same bytes.
WRITTEN = datetime(2000, 1, 1)
LONGEST_TEXT, _MOST_ROWS = 32_767, 1_048_576
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NARROWEST, _WIDEST = 8, 48
_SAMPLE = 200


def sheet(table: pd.DataFrame, labels: Mapping[str, str]) -> bytes:
    """``table`` as an .xlsx file, its columns headed by ``labels``.

    A text is written as text whatever it begins with (=, +, -, @), a number as a number, what
    is missing is left empty. :class:`WorkbenchError` for what no sheet can hold: nothing is
    cut off silently.
    """
    import xlsxwriter

    if len(table) >= _MOST_ROWS:
        raise WorkbenchError(f"{len(table):,} rows are more than a sheet holds; narrow the place")
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        book.set_properties({"created": WRITTEN})
        page = book.add_worksheet("清单")
        head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        body = book.add_format({"text_wrap": True, "valign": "top"})
        for place, name in enumerate(map(str, table.columns)):
            page.write_string(0, place, labels.get(name, name), head)
            page.set_column(place, place, _width(table[name], labels.get(name, name)), body)
        for row, values in enumerate(table.itertuples(index=False, name=None), 1):
            for place, value in enumerate(values):
                _write(page, row, place, value)
        page.freeze_panes(1, 1)
        if len(table):
            page.autofilter(0, 0, len(table), len(table.columns) - 1)
    return out.getvalue()


def _write(page: Worksheet, row: int, place: int, value: Any) -> None:
    if isinstance(value, str):
        if len(value) > LONGEST_TEXT:
            raise WorkbenchError(f"row {row}: a text of {len(value):,} characters fits no cell")
        if value:
            page.write_string(row, place, writable(value))
        return
    number = number_or_none(value)
    if number is not None:
        page.write_number(row, place, number)


def writable(text: str) -> str:
    """``text`` without what XML cannot hold, which would make the file unreadable."""
    return _UNWRITABLE.sub("", text)


def _width(column: pd.Series, head: str) -> float:
    """Wide enough for most of what stands in it; Chinese characters are twice as wide."""
    texts = [head, *(str(value) for value in column.head(_SAMPLE) if pd.notna(value))]
    lengths = sorted(sum(2 if ord(c) > 0xFF else 1 for c in text) for text in texts)
    return float(min(_WIDEST, max(_NARROWEST, lengths[len(lengths) * 3 // 4] + 2)))
