"""Tables that are read once, and results that are computed once for one content."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar, cast

import pandas as pd

from workbench.analysis.tables import Tables

Result = TypeVar("Result")

#: So many results are kept; those used longest ago go first.
_MOST = 64
_results: OrderedDict[tuple[Any, ...], Any] = OrderedDict()


class Remembered:
    """``tables`` for one page: what is asked for twice is read once.

    The tables that it hands out are shared, so nobody may change them in place.
    """

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._reads: dict[tuple[str, tuple[str, ...] | None], list[tuple[Any, pd.DataFrame]]] = {}
        self._narrowed: dict[tuple[Any, ...], Remembered] = {}

    def __getattr__(self, name: str) -> Any:
        return getattr(self._tables, name)

    def read(
        self, table: str, *, columns: Sequence[str] | None = None, where: Any = None
    ) -> pd.DataFrame:
        """As the corpus reads it; the same columns of the same rows are read once."""
        known = self._reads.setdefault((table, tuple(columns) if columns else None), [])
        for asked, found in known:
            if same_rows(where, asked):
                return found
        found = self._tables.read(table, columns=columns, where=where)
        known.append((where, found))
        return found

    def only(
        self,
        *,
        county: str | None = None,
        province: str | None = None,
        years: Iterable[int] | None = None,
    ) -> Remembered:
        """The narrowed corpus; the same one whenever it is asked for again."""
        held = None if years is None else tuple(years)
        key = (county, province, held)
        if key not in self._narrowed:
            narrowed = self._tables.only(county=county, province=province, years=held)
            self._narrowed[key] = Remembered(narrowed)
        return self._narrowed[key]


def same_rows(one: Any, other: Any) -> bool:
    """Whether two pyarrow expressions (None: all rows) say the same."""
    return one is other or (one is not None and other is not None and one.equals(other))


def remembered(corpus: Tables) -> Tables:
    """``corpus`` read once."""
    return cast(Tables, Remembered(corpus))


def once(
    corpus: Tables, tables: Sequence[str], what: tuple[Any, ...], compute: Callable[[], Result]
) -> Result:
    """``compute()``, or what it gave before for the same content of ``tables``.

    ``what`` names the result and all on which it depends beside the tables; ``corpus`` is
    the whole one or narrowed to a province. The content is known by the hashes of the parts;
    tables that are not on a disk have none and are computed each time.
    """
    content = _content(corpus, tables)
    if content is None:
        return compute()
    key = (*what, content)
    if key not in _results:
        _results[key] = compute()
        while len(_results) > _MOST:
            _results.popitem(last=False)
    _results.move_to_end(key)
    return cast(Result, _results[key])


def _content(corpus: Any, tables: Sequence[str]) -> tuple[str, ...] | None:
    catalogue, selection = (getattr(corpus, name, None) for name in ("catalogue", "selection"))
    if catalogue is None or selection is None:
        return None
    return tuple(
        part.sha256
        for table in tables
        for name, part in sorted(catalogue.parts.get(table, {}).items())
        if selection.of_part(name)
    )
