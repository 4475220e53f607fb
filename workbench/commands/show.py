"""workbench show: a report as a person would mark it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from workbench.commands import decided, terminal
from workbench.commands.refusals import refuse
from workbench.reference.indicators import indicators
from workbench.vocabulary import Status

if TYPE_CHECKING:
    from rich.table import Table
    from rich.text import Text

    from workbench.model import Cell, Report, Span


_LONGEST = 40
#: What goes without saying of a figure.
_PLAIN = frozenset(("reported", "certain", "year", "own"))
_COLOURS = {
    "sections": "bold yellow",
    "figures": "bold green",
    "problems": "red",
    "measures": "blue",
}


class Mark(NamedTuple):
    """A passage, how it is coloured, and the sign after it that the list below explains."""

    start: int
    end: int
    style: str
    sign: str


def run(file: Path, *, places: Path | None) -> int:
    """Print the file's text with its marks, and the list of its figures; 1 where refused.

    Corrections of data/corrections.csv are applied, as by ``workbench parse``.
    """
    from workbench.corpus.files import read_file
    from workbench.corpus.inputs import Input, own_places, printable
    from workbench.errors import CorpusError
    from workbench.reference import divisions

    if file.is_dir():
        raise CorpusError(f"{printable(str(file))}: it is a folder; name one of its files")
    failed = False
    with divisions.use(own_places((), places)):
        item = Input(file, printable(file.name))
        outcomes = read_file(item, decisions=decided.own_corrections())
    for outcome in outcomes:
        for refusal in outcome.refusals:
            refuse(outcome.source.name, refusal.reason, refusal.detail)
        failed |= not outcome.reports or decided.complain(outcome)
        if outcome.reports:
            reports = outcome.reports
            found = [mark for report in reports for mark in marks(report)]
            terminal.out().print(marked(outcome.text, found), soft_wrap=True)
            for report in reports:
                terminal.out().print(summary(report))
                terminal.out().print(figures(report))
    return 1 if failed else 0


def marks(report: Report) -> list[Mark]:
    """Everything in ``report`` that has a place in the text."""
    found = [_heading(section.role, section.span, section.body) for section in report.sections]
    found += [
        Mark(*figure.span, "bold green" if figure.value is not None else "green", f"F{n}")
        for n, figure in enumerate(report.figures, 1)
    ]
    found += [
        Mark(*item.span, "red", " ".join((f"P{item.n}", *item.types))) for item in report.problems
    ]
    found += [Mark(*item.span, "blue", f"M{item.n}") for item in report.measures]
    found += [Mark(*cell.span, "cyan", _corrected(cell)) for cell in report.cells]
    fields: dict[Span, list[str]] = {}
    for field, span in sorted(report.identity.evidence.items()):
        fields.setdefault(span, []).append(field)
    found += [Mark(*span, "underline magenta", " ".join(names)) for span, names in fields.items()]
    return found


def _corrected(cell: Cell) -> str:
    """What a cell was corrected to; nothing where it stands as it was read."""
    return f"corrected: {cell.value}" if cell.status is Status.CORRECTED else ""


def _heading(role: str, span: Span, body: Span) -> Mark:
    return Mark(span.start, max(span.start, body.start), "bold yellow", role)


def marked(text: str, found: list[Mark]) -> Text:
    """``text`` in colour; each mark's sign stands behind it, for those who see no colour."""
    from rich.text import Text

    shown = Text(terminal.safe(text))
    for mark in found:
        shown.stylize(mark.style, mark.start, mark.end)
    pieces, at = [], 0
    for mark in sorted(found, key=lambda mark: (mark.end, mark.start)):
        end = max(mark.start, min(mark.end, len(text)))
        end -= len(text[mark.start : end]) - len(text[mark.start : end].rstrip())
        if mark.sign and end >= at:
            pieces += [shown[at:end], Text(f"‹{mark.sign}›", style="dim")]
            at = end
    return Text.assemble(*pieces, shown[at:])


def summary(report: Report) -> Table:
    """Whose report it is, of which year, what was found, and what the colours mean."""
    from rich.table import Table
    from rich.text import Text

    who, unsure = report.identity, frozenset(report.identity.uncertain)
    places = (who.province, who.prefecture, who.county, who.township)
    told = {
        "issuer": who.issuer, "level": who.level, "place": " ".join(filter(None, places)),
        "code": who.code or " ".join(who.candidates), "year": who.year,
        "published": who.published, "form": report.form,
    }  # fmt: skip
    table = Table.grid(padding=(0, 2))
    for name, value in told.items():
        doubt = " (uncertain)" if name in unsure else ""
        table.add_row(name, Text(terminal.safe(f"{value}{doubt}" if value else "–")))
    doubtful = sum(cell.confidence != "certain" for cell in report.cells)
    table.add_row("cells", f"{len(report.cells)}, of which {doubtful} uncertain")
    for name, style in _COLOURS.items():
        table.add_row(Text(name, style), str(len(getattr(report, name))))
    return table


def figures(report: Report) -> Table:
    """The figures of ``report`` with the words that state them."""
    from rich.table import Table
    from rich.text import Text

    table = Table("", "indicator", "value", "unit", "how", "quote", title="figures")
    for n, figure in enumerate(report.figures, 1):
        year = figure.year if figure.year != report.identity.year else None
        how = (figure.qualifier, figure.status, figure.confidence, figure.scope, figure.subject)
        words = (str(word) for word in (*how, year, figure.part_of) if word)
        row = (
            f"F{n}",
            f"{indicators()[figure.indicator].label} {figure.indicator}",
            "" if figure.value is None else f"{figure.value:,}",
            figure.unit or "",
            " ".join(word for word in words if word not in _PLAIN),
            _short(figure.quote),
        )
        table.add_row(*(Text(terminal.safe(each)) for each in row))
    return table


def _short(quote: str) -> str:
    """A quote on one line; that of several cells is long."""
    line = " ".join(quote.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"
