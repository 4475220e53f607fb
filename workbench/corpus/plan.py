"""What a build has to do: which files are new, which stand as they are, which are the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workbench.corpus import catalogue as catalogues
from workbench.corpus import state
from workbench.corpus.decisions import Decision, of_document, unmatched
from workbench.corpus.inputs import Hashed, Input, beside, hashed, inputs, require
from workbench.corpus.manifest import Manifest, Row, read_manifest
from workbench.corpus.parts import read_parts
from workbench.corpus.schemas import SOURCES
from workbench.corpus.work import Task
from workbench.errors import CorpusError

Source = Mapping[str, Any]
#: Read again each time: another program may have been installed, another limit met.
_ARCHIVES = (".zip",)
_PASSING = frozenset({"unreadable", "timeout"})


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A file with the same bytes as one before it."""

    task: Task
    first: Task


@dataclass(frozen=True, slots=True)
class Plan:
    """The files in their order: ``kept`` by their row of sources, the others to be read."""

    tasks: tuple[Task, ...]
    kept: Mapping[int, tuple[Source, ...]]
    duplicates: tuple[Duplicate, ...]
    notes: tuple[str, ...]

    def to_read(self) -> list[Task]:
        """The files that are new or changed, in their order."""
        return [task for task in self.tasks if task.n not in self.kept]


def plan(
    paths: Sequence[Path],
    *,
    manifest: Path | None = None,
    places: Path | None = None,
    corrections: Sequence[Decision] = (),
    old: Iterable[Source] = (),
) -> Plan:
    """What is to be done for ``paths``, given the sources of the corpus that stands.

    :class:`CorpusError` where one of ``paths`` is not there: its reports would be removed.
    """
    require(paths)
    found = inputs(paths)
    known, notes = _manifest(paths, manifest, found)
    tables = state.digest_of(places)
    before: dict[str, list[Source]] = {}
    for source in old:
        before.setdefault(source["fingerprint"], []).append(source)
    tasks: list[Task] = []
    duplicates: list[Duplicate] = []
    first: dict[str, Task] = {}
    files = [hashed(item) for item in found]
    elsewhere = unmatched(corrections, (file.sha256 for file in files))
    for n, (item, file) in enumerate(zip(found, files, strict=True)):
        row = known.of(item.label) or Row("")
        decided = _of_file(file, corrections, elsewhere)
        mark = state.fingerprint(file, row, tables, decided)
        task = Task(n, file, mark, row, places, decided)
        if file.sha256 and file.sha256 in first:
            duplicates.append(Duplicate(task, first[file.sha256]))
        else:
            first[file.sha256] = task
            tasks.append(task)
    kept = {
        task.n: tuple(before[task.fingerprint])
        for task in tasks
        if task.fingerprint in before and all(map(_stands, before[task.fingerprint]))
    }
    return Plan(tuple(tasks), kept, tuple(duplicates), notes)


def _of_file(
    file: Hashed, corrections: Sequence[Decision], elsewhere: Sequence[Decision]
) -> tuple[Decision, ...]:
    """The corrections of a file; an archive may hold the documents of those ``elsewhere``."""
    own = of_document(corrections, file.sha256)
    return (*own, *elsewhere) if file.input.name.lower().endswith(_ARCHIVES) else own


def _stands(source: Source) -> bool:
    return source["status"] != "duplicate" and source["reason"] not in _PASSING


def _manifest(
    paths: Sequence[Path], given: Path | None, found: Sequence[Input]
) -> tuple[Manifest, tuple[str, ...]]:
    """The manifest given, or those that lie in the folders; and what is to be said of it."""
    if given:
        manifest = read_manifest(given)
    else:
        rows: dict[str, Row] = {}
        unknown: list[str] = []
        for item in beside(paths, "manifest.csv"):
            own = read_manifest(item.path)
            rows |= {item.label.removesuffix(item.name) + file: own.rows[file] for file in own.rows}
            unknown += own.unknown
        manifest = Manifest(rows, tuple(unknown))
    notes = [f"the manifest's column {name} is not used" for name in manifest.unknown]
    gone = manifest.unmatched(item.label for item in found)
    notes += [f"the manifest names {file}, which is not there" for file in gone]
    return manifest, tuple(notes)


def old_sources(folder: Path) -> tuple[catalogues.Catalogue | None, list[Source]]:
    """The corpus that stands in ``folder`` and its sources; nothing where it cannot be used."""
    try:
        catalogue = catalogues.read_catalogue(folder)
        rows = read_parts(folder, SOURCES, catalogue.parts["sources"].values())
    except CorpusError:
        return None, []
    return catalogue, rows.to_pylist()
