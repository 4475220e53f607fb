"""The corpus as the explorer reads it: what was read stays at hand, within a bound of memory."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

import pandas as pd

from workbench.analysis.remembered import same_rows
from workbench.analysis.tables import Tables
from workbench.corpus.coded import Coded, coded
from workbench.corpus.open import Corpus

#: What is kept at most, in bytes; what was used longest ago goes first.
MOST_BYTES = 1024 * 1024**2
#: What any view asks of reports, read once for all of them.
REPORTS = (
    "report_id", "name", "sha256", "title", "issuer", "level", "township", "county", "county_code",
    "prefecture", "province", "code", "year", "fetched_on", "note", "fictional",
)  # fmt: skip
_Key = tuple[object, ...]


@dataclass
class _Shelf:
    """Tables by what was asked, those used last at the end; together no more than ``most``."""

    most: int
    held: OrderedDict[_Key, list[tuple[Any, object, int]]] = field(default_factory=OrderedDict)
    bytes: int = 0

    def find(self, key: _Key, where: Any) -> object | None:
        for asked, found, _ in self.held.get(key, ()):
            if same_rows(where, asked):
                self.held.move_to_end(key)
                return found
        return None

    def put(self, key: _Key, where: Any, found: object, size: int) -> None:
        if size > self.most:
            return
        self.held.setdefault(key, []).append((where, found, size))
        self.held.move_to_end(key)
        self.bytes += size
        while self.bytes > self.most:
            _, gone = self.held.popitem(last=False)
            self.bytes -= sum(size for _, _, size in gone)


class Held:
    """``tables`` whose reads are kept; read-only, as every table of a corpus is."""

    def __init__(
        self, tables: Tables, *, most: int = MOST_BYTES, shelf: _Shelf | None = None,
        narrowed: _Key = (),
    ) -> None:  # fmt: skip
        self._tables, self._narrowed = tables, narrowed
        self._shelf = shelf or _Shelf(most)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._tables, name)

    def read(
        self, table: str, *, columns: Sequence[str] | None = None, where: Any = None
    ) -> pd.DataFrame:
        """As the corpus reads it; of the same rows and columns the same, read once."""
        wanted = None if columns is None else tuple(columns)
        plain = table == "reports" and where is None and set(wanted or ("part",)) <= set(REPORTS)
        found = self._read(table, REPORTS if plain else wanted, where)
        return found[list(wanted)] if plain and wanted else found.copy(deep=False)

    def _read(self, table: str, columns: tuple[str, ...] | None, where: Any) -> pd.DataFrame:
        key = (*self._narrowed, table, columns)
        found = self._shelf.find(key, where)
        if found is None:
            found = self._fresh(table, columns, where)
            self._shelf.put(key, where, found, _bytes(found))
        return cast(pd.DataFrame, found)

    def _fresh(self, table: str, columns: tuple[str, ...] | None, where: Any) -> pd.DataFrame:
        """Figures are asked for by indicator, one after the other: all are held as codes."""
        if table == "figures" and columns and "indicator" in columns and where is not None:
            key = (*self._narrowed, table, "coded", columns)
            codes = self._shelf.find(key, None)
            if codes is None and isinstance(self._tables, Corpus):
                codes = coded(self._tables, table, columns, "indicator")
                if codes is not None:
                    self._shelf.put(key, None, codes, codes.bytes)
            if codes is not None:
                return cast(Coded, codes).read(columns, where)
        return self._tables.read(table, columns=columns, where=where)

    def once(self, what: str, compute: Callable[[], pd.DataFrame]) -> pd.DataFrame:
        """``compute()``, or what it gave before; ``what`` says all on which it depends."""
        key = (*self._narrowed, "computed", what)
        found = self._shelf.find(key, None)
        if found is None:
            found = compute()
            self._shelf.put(key, None, found, _bytes(found))
        return cast(pd.DataFrame, found).copy(deep=False)

    def only(
        self,
        *,
        county: str | None = None,
        province: str | None = None,
        years: Iterable[int] | None = None,
    ) -> Held:
        """The narrowed corpus; what is read of it is kept on the same shelf."""
        held = None if years is None else tuple(years)
        narrowed = self._tables.only(county=county, province=province, years=held)
        key = (*self._narrowed, county, province, held)
        return Held(narrowed, shelf=self._shelf, narrowed=key)


def _bytes(table: pd.DataFrame) -> int:
    """What a table takes of the memory; texts that stand as objects are shared and counted so."""
    return int(table.memory_usage(index=False, deep=False).sum())


def once(corpus: Tables, what: str, compute: Callable[[], pd.DataFrame]) -> pd.DataFrame:
    """``compute()``; of a corpus whose reads are kept, computed once."""
    return corpus.once(what, compute) if isinstance(corpus, Held) else compute()


def held(corpus: Tables) -> Tables:
    """``corpus``, what is read of it kept at hand."""
    return corpus if isinstance(corpus, Held) else cast(Tables, Held(corpus))
