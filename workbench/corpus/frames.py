"""The tables' columns as Arrow types, as a pandera schema, and as pandas shows them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from workbench.corpus.columns import Column, Table, Type
from workbench.errors import CorpusError

if TYPE_CHECKING:
    import pandas as pd

_SPAN = [pa.field("start", pa.int32(), False), pa.field("end", pa.int32(), False)]
_ARROW = {
    Type.TEXT: pa.string(),
    Type.NUMBER: pa.float64(),
    Type.FLAG: pa.bool_(),
    Type.TEXTS: pa.list_(pa.string()),
    Type.INTEGERS: pa.list_(pa.int32()),
    Type.PLACES: pa.list_(pa.struct([pa.field("source", pa.string(), False), *_SPAN])),
    Type.EVIDENCE: pa.list_(pa.struct([pa.field("field", pa.string(), False), *_SPAN])),
}
_DTYPES = {Type.TEXT: "str", Type.NUMBER: "float64", Type.FLAG: "bool"}
_REPORT_ID = r"^[0-9a-f]{16}(-[0-9]+)?$"


def arrow_type(column: Column) -> pa.DataType:
    """The Arrow type of ``column``; integers that may be missing are the wide ones."""
    if column.type is Type.INTEGER:
        return pa.int64() if column.optional else pa.int32()
    return _ARROW[column.type]


@cache
def arrow_schema(table: Table) -> pa.Schema:
    """The schema in which ``table`` is written."""
    return pa.schema(
        [pa.field(column.name, arrow_type(column), column.optional) for column in table.columns]
    )


def from_rows(table: Table, rows: Sequence[tuple[Any, ...]]) -> pa.Table:
    """``rows`` (tuples in the order of the columns) as an Arrow table."""
    schema = arrow_schema(table)
    if not rows:
        return schema.empty_table()
    columns = zip(zip(*rows, strict=True), schema, strict=True)
    return pa.Table.from_arrays(
        [pa.array(values, field.type) for values, field in columns], schema=schema
    )


def to_pandas(data: pa.Table) -> pd.DataFrame:
    """``data`` as a pandas table: texts are str, a missing year is <NA>, a missing value NaN.

    An integer that may be missing stays an integer: one unknown year must not turn the others
    into 2017.0.
    """
    import pandas as pd

    frame: pd.DataFrame = data.to_pandas(types_mapper={pa.int64(): pd.Int64Dtype()}.get)
    return frame


def check(table: Table, data: pa.Table) -> None:
    """Raise :class:`CorpusError` unless ``data`` is what ``table`` promises.

    Checked are the columns and their order, missing values, closed lists of words, the shape
    of report_id, the order of start and end, and that the key is unique.
    """
    import pandera.errors

    try:
        _pandera(table).validate(to_pandas(data), lazy=True)
    except pandera.errors.SchemaErrors as error:
        case = error.failure_cases.iloc[0]
        raise CorpusError(
            f"table {table.name}: column {case['column']}, row {case['index']}: found "
            f"{case['failure_case']!r}, which fails {case['check']}; this is a defect of the "
            "reader, please report it with the file"
        ) from error


@cache
def _pandera(table: Table) -> Any:
    import pandera.pandas as pandera

    names = table.names()
    pairs = [(a, b) for a, b in (("start", "end"), ("body_start", "body_end")) if a in names]
    return pandera.DataFrameSchema(
        {column.name: _column(column) for column in table.columns},
        checks=[_ordered(a, b) for a, b in pairs],
        unique=list(table.key),
        strict=True,
        ordered=True,
    )


def _column(column: Column) -> Any:
    import pandera.pandas as pandera

    checks = []
    if column.values:
        checks.append(pandera.Check.isin(list(column.values)))
    if column.name == "report_id":
        checks.append(pandera.Check.str_matches(_REPORT_ID))
    if column.type is Type.INTEGER:
        checks.append(pandera.Check.ge(1 if column.name == "n" else 0))
    if column.type is Type.INTEGER:
        dtype = "Int64" if column.optional else "int32"
    else:
        dtype = _DTYPES.get(column.type, "object")
    return pandera.Column(dtype, checks, nullable=column.optional)


def _ordered(first: str, second: str) -> Any:
    import pandera.pandas as pandera

    return pandera.Check(lambda frame: frame[first] <= frame[second], name=f"{first} <= {second}")


def concatenated(table: Table, pieces: Iterable[pa.Table]) -> pa.Table:
    """All of ``pieces`` as one table, empty where there are none."""
    return pa.concat_tables([arrow_schema(table).empty_table(), *pieces])
