"""A table of the corpus held in memory as codes: each text once, its places as numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from workbench.corpus.frames import arrow_schema, to_pandas
from workbench.corpus.open import Corpus
from workbench.corpus.schemas import TABLES
from workbench.errors import CorpusError


@dataclass(frozen=True)
class Coded:
    """Some columns of a table, in a part of the memory that its texts would take.

    It is searched by the texts of the column ``by``: figures by what they count.
    """

    rows: pa.Table
    schema: pa.Schema
    by: str

    @property
    def bytes(self) -> int:
        """What it takes of the memory."""
        return int(self.rows.nbytes)

    def read(self, columns: Sequence[str], where: Any) -> pd.DataFrame:
        """The rows for which a pyarrow expression over ``by`` holds, as a corpus reads them."""
        chunks = self.rows[self.by].chunks
        texts = chunks[0].dictionary
        wanted = pa.table({self.by: texts}).filter(where)[self.by].combine_chunks()
        codes = pc.index_in(wanted, value_set=texts)
        places = pa.chunked_array([chunk.indices for chunk in chunks])
        found = self.rows.select(list(columns)).filter(pc.is_in(places, value_set=codes))
        return to_pandas(found.cast(pa.schema([self.schema.field(name) for name in columns])))


def coded(corpus: Corpus, table: str, columns: Sequence[str], by: str) -> Coded | None:
    """These columns of a whole table, or of a province's part of it; None where it is empty,
    and for a corpus that is narrowed further: of that the disk is read more quickly."""
    chosen = corpus.selection
    parts = corpus.catalogue.parts.get(table, {}).items()
    files = [corpus.path / part.file for name, part in sorted(parts) if chosen.of_part(name)]
    if chosen.county or chosen.years or not files:
        return None
    whole = arrow_schema(TABLES[table])
    schema = pa.schema([whole.field(name) for name in columns])
    texts = [field.name for field in schema if pa.types.is_string(field.type)]
    try:
        pieces = [pq.ParquetFile(file, read_dictionary=texts).read(list(columns)) for file in files]
    except (OSError, pa.ArrowInvalid) as error:
        raise CorpusError(f"{corpus.path}: {error}; open the corpus anew, or build it") from error
    rows = pa.concat_tables(pieces)
    rows = rows.set_column(columns.index(by), by, rows[by].unify_dictionaries())
    return Coded(rows, schema, by) if len(rows) else None
