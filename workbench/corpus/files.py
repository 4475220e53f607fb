"""One file to its reports: read, parsed, completed from the manifest, checked."""

from __future__ import annotations

import traceback
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from workbench.checking import check, findings
from workbench.corpus.corrections import Correction, corrected
from workbench.corpus.decisions import Decision, of_document
from workbench.corpus.inputs import Input, hashed, load, printable
from workbench.corpus.manifest import Row
from workbench.corpus.reconcile import reconcile
from workbench.errors import SourceError
from workbench.model import Document, Finding, Refusal, Report, Source
from workbench.parsing.report import parse
from workbench.reading import Unread
from workbench.reading import read_each_safely as read
from workbench.reference.checks import checks
from workbench.vocabulary import Verdict

#: How the detail of a refusal begins that is our fault, not the file's.
DEFECT = "a defect of the reader"
#: The finding of a report that could not be checked, by a defect of ours.
UNCHECKED = "M0"
_NOTHING = Row("")


@dataclass(frozen=True, slots=True)
class Beside:
    """What is kept beside a report: the fields that the manifest ``filled``, the ``ledger`` of
    checks with every outcome, and what became of the ``corrections`` of it."""

    filled: tuple[str, ...]
    ledger: tuple[Finding, ...]
    corrections: tuple[Correction, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one document gave: its reports, or a refusal, or both in one file.

    ``beside`` holds one entry for each report, in their order.
    """

    source: Source
    text: str
    results: tuple[Report | Refusal, ...]
    beside: tuple[Beside, ...] = ()

    @property
    def reports(self) -> tuple[Report, ...]:
        """The reports in it, in order."""
        return tuple(result for result in self.results if isinstance(result, Report))

    @property
    def refusals(self) -> tuple[Refusal, ...]:
        """What was refused in it, in order."""
        return tuple(result for result in self.results if isinstance(result, Refusal))

    def as_dicts(self) -> list[dict[str, Any]]:
        """The JSON objects of ``workbench parse --json``."""
        return [result.as_dict() for result in self.results]


def parse_file(path: str | Path) -> tuple[Report | Refusal, ...]:
    """The reports in the file ``path``; a refusal with its reason where it holds none."""
    item = Input(Path(path), printable(Path(path).name))
    return tuple(result for outcome in read_file(item) for result in outcome.results)


def read_file(
    item: Input, known: Row = _NOTHING, decisions: Sequence[Decision] = ()
) -> tuple[Outcome, ...]:
    """What the file gives, one outcome a document; raises nothing, whatever the file is.

    ``known`` is what the manifest says of it, ``decisions`` correct what is read; they are
    applied before anything is checked. What is risky to open is opened in a process of
    its own, within limits of time and memory. A file that cannot be read becomes a refusal in
    the contract's words. A defect of the package's own becomes one too (unreadable, saying
    where), so that it stops no other file.
    """
    try:
        documents = read(load(item.path), item.name, hints=known.hints())
    except SourceError as error:
        return (refused(item, error.reason, error.detail),)
    except Exception as error:
        return (refused(item, "unreadable", _defect(error)),)
    return tuple(
        _unread(document) if isinstance(document, Unread) else _outcome(document, known, decisions)
        for document in documents
    )


def refused(item: Input, reason: str, detail: str) -> Outcome:
    """The outcome of a file that gives no document."""
    source = Source(item.name, hashed(item).sha256, "", None)
    return Outcome(source, "", (Refusal(source, reason, detail.removeprefix(f"{item.name}: ")),))


def _unread(file: Unread) -> Outcome:
    """The outcome of a file within an archive, or of a whole file, that gives no document."""
    source = Source(printable(file.name), file.sha256, "", None)
    detail = file.detail.removeprefix(f"{file.name}: ")
    return Outcome(source, "", (Refusal(source, file.reason, detail),))


def _outcome(document: Document, known: Row, decisions: Sequence[Decision]) -> Outcome:
    source = Source(document.name, document.sha256, document.media, document.encoding)
    own = of_document(decisions, document.sha256)
    results: list[Report | Refusal] = []
    beside: list[Beside] = []
    try:
        for result in parse(document):
            if isinstance(result, Report):
                mine = [each for each in own if each.part == len(beside) + 1]
                result, more = _completed(result, document.text, known, mine)
                beside.append(more)
            results.append(result)
    except Exception as error:
        return Outcome(source, document.text, (Refusal(source, "unreadable", _defect(error)),))
    return Outcome(source, document.text, tuple(results), tuple(beside))


def _completed(
    report: Report, text: str, known: Row, decisions: Sequence[Decision]
) -> tuple[Report, Beside]:
    """``report`` filled from the manifest, corrected, and with its findings."""
    report, filled = reconcile(report, known)
    report, corrections = corrected(report, text, decisions)
    ledger = _ledger(report, text)
    told = (*findings(ledger), *(outcome for outcome in ledger if outcome.code == UNCHECKED))
    report = replace(report, findings=(*report.findings, *told))
    return report, Beside(filled, ledger, corrections)


def _ledger(report: Report, text: str) -> tuple[Finding, ...]:
    """The outcome of every check; a check that fails takes nothing away from the report."""
    try:
        return check(report, text)
    except Exception as error:
        rule, cannot = checks()[UNCHECKED], Verdict.CANNOT_BE_CHECKED
        message = rule.messages[cannot].format(defect=_defect(error))
        return (Finding(UNCHECKED, rule.severity, cannot, message, ()),)


def _defect(error: Exception) -> str:
    last = traceback.extract_tb(error.__traceback__)[-1]
    place = f"{Path(last.filename).name}:{last.lineno}"
    return f"{DEFECT}, please report it: {type(error).__name__} at {place}: {error}"
