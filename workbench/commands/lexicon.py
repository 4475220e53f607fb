"""workbench lexicon: what a change of our words would change in the counts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench.commands import terminal

if TYPE_CHECKING:
    from workbench.analysis.words.trial import Effect, Place

_KINDS = {"term": "sentences", "word": "sentences", "type": "items"}


def try_file(file: Path, *, corpus: Path, examples: int, as_json: bool) -> int:
    """What the rows of ``file`` would change; always 0: a change is a result, not a failure."""
    from workbench.analysis.words.trial import additions, trial
    from workbench.corpus.open import open_corpus

    proposed = additions(file)
    opened = open_corpus(corpus)
    found = trial(opened, proposed)
    named = _names(opened)
    if as_json:
        terminal.write_lines(_objects(found, named))
    else:
        _table(found)
        for effect in found:
            _examples(effect, named, examples)
    return 0


def _names(corpus: Any) -> dict[str, str]:
    rows = corpus.arrow("reports", columns=("report_id", "issuer", "name", "year")).to_pylist()
    return {row["report_id"]: f"{row['issuer'] or row['name']} {row['year'] or ''}" for row in rows}


def _objects(found: Sequence[Effect], named: dict[str, str]) -> Iterator[dict[str, Any]]:
    for effect in found:
        yield {
            "kind": effect.kind,
            "name": effect.name,
            "before": effect.before,
            "after": effect.after,
            "gained": [_place(place, named) for place in effect.gained],
            "lost": [_place(place, named) for place in effect.lost],
        }


def _place(place: Place, named: dict[str, str]) -> dict[str, Any]:
    return {
        "report_id": place.report_id,
        "report": named[place.report_id],
        "start": place.start,
        "end": place.end,
        "text": place.text,
    }


def _table(found: Sequence[Effect]) -> None:
    from rich.table import Table
    from rich.text import Text

    columns = ("kind", "name", "counted in", "before", "after", "gained", "lost")
    table = Table(*columns, title=f"{len(found)} words and types, each distinct sentence once")
    for each in found:
        counts = (each.before, each.after, len(each.gained), len(each.lost))
        name = Text(terminal.safe(each.name))
        table.add_row(each.kind, name, _KINDS[each.kind], *map(str, counts))
    terminal.out().print(table)


def _examples(effect: Effect, named: dict[str, str], most: int) -> None:
    """A few of the sentences that an effect gains and loses, each with its report."""
    for mark, places in (("+", effect.gained), ("-", effect.lost)):
        for place in places[:most]:
            line = f"{mark} {effect.name}: {place.text} ({named[place.report_id]})"
            terminal.out().print(terminal.safe(line.replace("\n", " ")), markup=False)
        if len(places) > most:
            rest = f"{mark} {effect.name}: … and {len(places) - most} more (--json shows all)"
            terminal.out().print(rest, markup=False)
