"""Each problem of a unit as one thread through the years, with its state in each of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from rapidfuzz.fuzz import ratio

from workbench.analysis.ledger.alignment import links
from workbench.analysis.ledger.alike import closeness
from workbench.analysis.ledger.solved import Solved
from workbench.parsing.fold import Squeezed, fold
from workbench.reference.ledger import limits

#: What may stand in a year, in the order in which a legend tells it.
STATES = (
    "first",  # named in the unit's earliest report: whether it is new cannot be told
    "new",
    "persisting",  # the same words as before, or nearly
    "reworded",
    "returned",  # not named in between
    "returned_solved",  # and said to be solved before
    "parted",  # one half of what was one problem the year before
    "merged",  # told together with another problem from now on
    "solved",  # no longer named, and said to be solved
    "dropped",  # no longer named
    "not_read",  # a report without a problem that could be read
    "no_report",  # no report in the corpus
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A problem as one report names it; ``measures`` are the numbers of its answers."""

    report_id: str
    year: int
    n: int
    text: str
    types: tuple[str, ...]
    measures: tuple[int, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class YearOf:
    """A unit's report of one year: its problems, and what it says to be solved."""

    report_id: str
    year: int
    problems: tuple[Entry, ...]
    solved: tuple[Solved, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """A thread in one year: its state, the entry where it is named, and what said it solved.

    ``report_id`` is that year's report, None where there is none. ``solved`` is the sentence of
    this report for the states solved, persisting and reworded, and that of an earlier one
    (``solved_in``) for returned_solved.
    """

    year: int
    report_id: str | None
    state: str
    entry: Entry | None = None
    solved: Solved | None = None
    solved_in: str | None = None


@dataclass(frozen=True, slots=True)
class Thread:
    """One problem of one unit; its cells run from the year in which it was first named."""

    cells: tuple[Cell, ...]

    @property
    def first(self) -> Entry:
        """How it was named first."""
        return next(cell.entry for cell in self.cells if cell.entry)

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Every time that it is named, in order."""
        return tuple(cell.entry for cell in self.cells if cell.entry)


@dataclass
class _Growing:
    """A thread while its unit's reports are read: ``last`` is how it was named last."""

    cells: list[Cell]
    last: Entry
    seen: int
    closed: bool = False
    solved: tuple[Solved, str] | None = None


@dataclass
class _Book:
    threads: list[_Growing] = field(default_factory=list)
    reports: int = 0


def threads(reports: Iterable[YearOf]) -> tuple[Thread, ...]:
    """The problems of one unit, from its reports in the order of years, one a year.

    A year between two reports without one is told as no_report; a report in which no problem
    was read says nothing about any, and the next one is laid beside the one before it.
    """
    book = _Book()
    next_year: int | None = None
    for report in reports:
        for year in range(next_year or report.year, report.year):
            _mark(book, year, None)
        next_year = report.year + 1
        if report.problems:
            _read(book, report)
            book.reports += 1
        else:
            _mark(book, report.year, report.report_id)
    return tuple(Thread(tuple(each.cells)) for each in book.threads)


def _mark(book: _Book, year: int, report_id: str | None) -> None:
    """A year that says nothing of the threads that are open."""
    state = "not_read" if report_id else "no_report"
    for thread in book.threads:
        if thread.seen == book.reports - 1 and not thread.closed:
            thread.cells.append(Cell(year, report_id, state))


def _read(book: _Book, report: YearOf) -> None:
    """Lay a report's problems beside the threads: first those of the report before, then older."""
    current = [t for t in book.threads if t.seen == book.reports - 1 and not t.closed]
    older = [t for t in book.threads if t.seen < book.reports - 1 and not t.closed]
    left = dict(enumerate(report.problems))
    parted = _continue(book, report, current, left)
    for thread in current:
        if thread.seen < book.reports and not thread.closed:
            thread.cells.append(_ended(thread, report))
    _return(book, report, older, left)
    for at, entry in left.items():
        state = "first" if not book.reports else "parted" if at in parted else "new"
        book.threads.append(_Growing([_cell(report, state, entry)], entry, book.reports))


def _continue(
    book: _Book, report: YearOf, current: Sequence[_Growing], left: dict[int, Entry]
) -> frozenset[int]:
    """Threads that go on; of two that become one the closer goes on, and the other is merged."""
    texts = [entry.text for entry in report.problems]
    found = links([thread.last.text for thread in current], texts)
    ranked = sorted(found, key=lambda pair: -closeness(current[pair[0]].last.text, texts[pair[1]]))
    taken: dict[int, int] = {}
    for i, j in ranked:
        if i not in taken and j not in taken.values():
            taken[i] = j
            _goes_on(book, current[i], report, report.problems[j])
            del left[j]
    for i, j in ranked:
        if i not in taken and j in taken.values():
            current[i].cells.append(_cell(report, "merged", report.problems[j]))
            current[i].closed = True
            taken[i] = j
    return frozenset(j for _, j in ranked if j in left)


def _goes_on(book: _Book, thread: _Growing, report: YearOf, entry: Entry) -> None:
    same = 100 * limits().same_words <= ratio(_plain(thread.last.text), _plain(entry.text))
    said = next((each for each in report.solved if each.names(thread.last.text)), None)
    state = "persisting" if same else "reworded"
    thread.cells.append(_cell(report, state, entry, said, report.report_id if said else None))
    thread.last, thread.seen = entry, book.reports


def _ended(thread: _Growing, report: YearOf) -> Cell:
    said = next((each for each in report.solved if each.names(thread.last.text)), None)
    if said is None:
        return _cell(report, "dropped")
    thread.solved = (said, report.report_id)
    return _cell(report, "solved", None, said, report.report_id)


def _return(book: _Book, report: YearOf, older: Sequence[_Growing], left: dict[int, Entry]) -> None:
    """Problems that an older report named and the one before did not."""
    places = list(left)
    texts = [left[at].text for at in places]
    found = links([thread.last.text for thread in older], texts)
    ranked = sorted(found, key=lambda pair: -closeness(older[pair[0]].last.text, texts[pair[1]]))
    for i, j in ranked:
        thread, at = older[i], places[j]
        if at in left and thread.seen < book.reports:
            said, where = thread.solved or (None, None)
            state = "returned_solved" if said else "returned"
            thread.cells.append(_cell(report, state, left[at], said, where))
            thread.last, thread.seen, thread.solved = left.pop(at), book.reports, None


def _cell(
    report: YearOf,
    state: str,
    entry: Entry | None = None,
    said: Solved | None = None,
    where: str | None = None,
) -> Cell:
    return Cell(report.year, report.report_id, state, entry, said, where)


def _plain(text: str) -> str:
    return Squeezed(fold(text)).text


def shown(thread: Thread, years: Sequence[int]) -> Iterator[Cell | None]:
    """The thread's cell of each year; None before it was named and after it ended."""
    known = {cell.year: cell for cell in thread.cells}
    for year in years:
        yield known.get(year)
