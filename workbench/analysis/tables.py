"""What the analyses need of a corpus: its tables, whoever holds them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Protocol

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc


class Tables(Protocol):
    """The corpus as pandas tables; ``workbench.open`` gives one, tests build their own.

    The columns are the fields of :mod:`workbench.model`, flattened, with ``report_id`` in
    front; positions are ``start`` and ``end`` in the text of the report's source.
    """

    @property
    def reports(self) -> pd.DataFrame: ...
    @property
    def sections(self) -> pd.DataFrame: ...
    @property
    def figures(self) -> pd.DataFrame: ...
    @property
    def cells(self) -> pd.DataFrame: ...
    @property
    def problems(self) -> pd.DataFrame: ...
    @property
    def measures(self) -> pd.DataFrame: ...
    @property
    def findings(self) -> pd.DataFrame: ...
    @property
    def sources(self) -> pd.DataFrame: ...
    @property
    def texts(self) -> pd.DataFrame: ...

    def read(
        self, table: str, *, columns: Sequence[str] | None = None, where: Any = None
    ) -> pd.DataFrame:
        """Some columns of a table, and of its rows those that a pyarrow expression holds for."""
        ...

    def only(
        self,
        *,
        county: str | None = None,
        province: str | None = None,
        years: Iterable[int] | None = None,
    ) -> Tables:
        """The same tables narrowed to a county (six digits), a province (two) and years."""
        ...


if TYPE_CHECKING:
    from workbench.corpus.open import Corpus

    def _as_tables(corpus: Corpus) -> Tables:
        """A corpus on disk has all of these: mypy says so."""
        return corpus


def of_reports(table: pd.DataFrame, ids: Iterable[str]) -> pd.DataFrame:
    """The rows of ``table`` that belong to the reports ``ids``, in the table's order."""
    return table.loc[among(table["report_id"], ids)]


def among(column: pd.Series, ids: Iterable[str]) -> pd.Series:
    """Which values of ``column`` are among ``ids``: Series.isin looks at each of these alone."""
    plain = ids if isinstance(ids, pd.Series | pd.Index) else list(ids)
    wanted = pa.array(plain, pa.string(), from_pandas=True)
    held = pc.is_in(pa.array(column, pa.string(), from_pandas=True), value_set=_whole(wanted))
    return pd.Series(held.to_numpy(zero_copy_only=False), index=column.index, dtype=bool)


def _whole(array: pa.Array | pa.ChunkedArray) -> pa.Array:
    return array.combine_chunks() if isinstance(array, pa.ChunkedArray) else array


def text_or_none(value: object) -> str | None:
    """A string as it stands; None for everything that a table writes where there is none."""
    return value if isinstance(value, str) and value else None


def number_or_none(value: object) -> int | float | None:
    """A number as Python's own, integers as int; None where the table holds none."""
    if not isinstance(value, (int, float)) and not hasattr(value, "item"):
        return None
    if pd.isna(value):  # type: ignore[call-overload]
        return None
    plain = float(value)  # type: ignore[arg-type]
    return int(plain) if plain.is_integer() else plain
