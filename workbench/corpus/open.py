"""The corpus as pandas tables, read when they are asked for and no more than is asked for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from workbench.corpus import parts
from workbench.corpus.accessors import Accessors
from workbench.corpus.catalogue import Catalogue, Part, read_catalogue
from workbench.corpus.columns import Table
from workbench.corpus.frames import to_pandas
from workbench.corpus.schemas import TABLES
from workbench.errors import CorpusError

DEFAULT = "data/corpus"
#: The one part of sources and of reviews, which are kept for the whole corpus.
EVERYWHERE = "all"


@dataclass(frozen=True, slots=True)
class Selection:
    """Which reports a corpus is narrowed to; None is no limit."""

    county: str | None = None
    province: str | None = None
    years: frozenset[int] | None = None

    def of_part(self, name: str) -> bool:
        """Whether the part ``name`` can hold any of them."""
        place = (self.county or self.province or name)[:2]
        return name == EVERYWHERE or name.startswith(place)

    def expression(self, table: Table) -> pc.Expression | None:
        """The rows of ``table`` that belong to them; None for all."""
        names = table.names()
        year = "report_year" if "report_year" in names else "year"
        terms = []
        if self.county is not None:
            terms.append(pc.field("county_code") == self.county)
        if self.years is not None:
            terms.append(pc.field(year).isin(sorted(self.years)))
        if not terms:
            return None
        return terms[0] if len(terms) == 1 else terms[0] & terms[1]


class Corpus(Accessors):
    """Tables of annual reports; each attribute is a pandas table, read when first used.

    Which columns there are, and what they mean, is in data/README.md. A corpus narrowed with
    :meth:`only` reads only the row groups of its reports:

    >>> corpus = open("data/corpus").only(county="640522", years=[2017])   # doctest: +SKIP
    >>> corpus.figures[["indicator", "value", "quote"]]                    # doctest: +SKIP
    """

    def __init__(
        self, path: Path, catalogue: Catalogue, selection: Selection | None = None
    ) -> None:
        self.path = path
        self.catalogue = catalogue
        self.selection = selection or Selection()

    def __repr__(self) -> str:
        return f"<Corpus {self.path}: {self.catalogue.rows('reports')} reports, {self.selection}>"

    def only(
        self,
        *,
        county: str | int | None = None,
        province: str | int | None = None,
        years: Iterable[int] | int | None = None,
    ) -> Corpus:
        """The corpus narrowed to a county (six digits), a province (two or six) and years.

        Codes may be numbers, and one year may stand alone: ``only(county=640522, years=2017)``.
        """
        now = self.selection
        selection = Selection(
            now.county if county is None else _code("county", county, (6,)),
            now.province if province is None else _code("province", province, (2, 6))[:2],
            now.years if years is None else _years(years),
        )
        return Corpus(self.path, self.catalogue, selection)

    def read(
        self, table: str, *, columns: Sequence[str] | None = None, where: Any = None
    ) -> pd.DataFrame:
        """``table`` as a new pandas table: some columns, and rows by a pyarrow expression."""
        return to_pandas(self.arrow(table, columns=columns, where=where))

    def arrow(
        self, table: str, *, columns: Sequence[str] | None = None, where: Any = None
    ) -> pa.Table:
        """As :meth:`read`, as an Arrow table."""
        if table not in TABLES:
            raise CorpusError(f"no table {table!r}; there are {', '.join(TABLES)}")
        kind = TABLES[table]
        for name in columns or ():
            if name not in kind.names():
                raise CorpusError(
                    f"no column {name!r} in {table}; there are {', '.join(kind.names())}"
                )
        own = self._sources() if table == "sources" else self.selection.expression(kind)
        both = where if own is None else own if where is None else own & where
        return parts.read_parts(self.path, kind, self._parts(table), columns=columns, filters=both)

    def _parts(self, table: str) -> list[Part]:
        found = sorted(self.catalogue.parts.get(table, {}).items())
        return [part for name, part in found if self.selection.of_part(name)]

    def _sources(self) -> pc.Expression | None:
        """The sources of the selected reports; all of them where nothing is selected."""
        if self.selection == Selection():
            return None
        ids = self.arrow("reports", columns=["sha256"])["sha256"]
        return pc.field("sha256").isin(pa.array(ids.to_pylist(), pa.string()))

    @property
    def newest(self) -> str | None:
        """The newest fetched_on of all sources (数据截至), None where none is known."""
        return self.catalogue.newest


def _code(kind: str, given: str | int, lengths: tuple[int, ...]) -> str:
    code = str(given)
    if len(code) not in lengths or not (code.isascii() and code.isdecimal()):
        digits = " or ".join({2: "two", 6: "six"}[length] for length in lengths)
        example = "640522" if kind == "county" else "640000"
        raise CorpusError(f"{kind} {given!r} is not a code of {digits} digits, as {example}")
    return code


def _years(given: Any) -> frozenset[int]:
    """The years as plain numbers; :class:`CorpusError` for what is none, as "2017" in quotes."""
    years = (given,) if isinstance(given, int | str) else tuple(given)
    for year in years:
        if isinstance(year, str) or int(year) != year or year < 1000:
            raise CorpusError(f"years {given!r}: give numbers, as 2017 or [2016, 2017]")
    return frozenset(int(year) for year in years)


def open_corpus(path: str | Path | None = None) -> Corpus:
    """The corpus in the folder ``path``; :class:`CorpusError` says how to make one.

    Without a path it is ``data/corpus``, here or in a folder above: so a notebook opened by
    hand in notebooks/ finds the project's.
    """
    folder = _nearest() if path is None else Path(path)
    return Corpus(folder, read_catalogue(folder))


def _nearest() -> Path:
    above = (folder / DEFAULT for folder in (Path.cwd(), *Path.cwd().parents))
    return next((folder for folder in above if folder.is_dir()), Path(DEFAULT))
