"""A corpus on the disk made of drafts, and what lies between its reports."""

from __future__ import annotations

from pathlib import Path

from tests.memory_corpus import Draft
from workbench.analysis.across import between
from workbench.corpus import parts
from workbench.corpus.catalogue import Catalogue, write_catalogue
from workbench.corpus.frames import from_rows
from workbench.corpus.open import Corpus
from workbench.corpus.rows import Entry, rows
from workbench.corpus.schemas import TABLES


def corpus_of(folder: Path, *drafts: Draft, old: Catalogue | None = None) -> Corpus:
    """The corpus of ``drafts``, one part a province, with what lies between them."""
    entries = [draft.entry() for draft in drafts]
    found: dict[str, dict[str, parts.Part]] = {name: {} for name in TABLES}
    for place in sorted({entry.place for entry in entries}):
        for name, made in _rows([entry for entry in entries if entry.place == place]).items():
            if made:
                data = from_rows(TABLES[name], made)
                found[name][place] = parts.write_part(folder, TABLES[name], place, data)
    catalogue = between(Corpus(folder, Catalogue("test", found)), old, ())
    write_catalogue(folder, catalogue)
    return Corpus(folder, catalogue)


def _rows(entries: list[Entry]) -> dict[str, list[tuple[object, ...]]]:
    found: dict[str, list[tuple[object, ...]]] = {}
    for entry in entries:
        for name, made in rows(entry).items():
            found.setdefault(name, []).extend(made)
    return found


def codes(corpus: Corpus) -> list[tuple[str, int]]:
    """The codes of the findings with the years of their reports, in order."""
    found = corpus.findings.sort_values(["report_year", "report_id", "n"], kind="stable")
    return list(zip(found["code"], found["report_year"].astype(int), strict=True))
