"""例句: each term in its sentences, every line a link to the report's own words."""

from __future__ import annotations

from collections.abc import Iterable

from workbench.analysis.words.kwic import Line
from workbench.display.html import Html, join, tag
from workbench.display.parts import Parts, parts
from workbench.display.quotes import Quotes
from workbench.display.tables import note
from workbench.display.trends.basis import nothing
from workbench.display.trends.terms import anchor
from workbench.display.trends.view import TrendsView


def examples(view: TrendsView, quotes: Quotes) -> Parts:
    """The newest sentences of each term; sentences that say the same stand once."""
    if view.base.reports.empty:
        return parts(note(nothing(view)))
    by_term: dict[str, list[Line]] = {}
    for line in view.lines:
        by_term.setdefault(line.term, []).append(line)
    return parts(
        *(
            join([tag("h3", term, id=anchor(view, term)), lines(by_term[term], quotes)])
            for term in view.asked.names
            if term in by_term
        ),
        None if by_term else note("选定的词一次也没有出现。"),
    )


def lines(found: Iterable[Line], quotes: Quotes) -> Html:
    """Lines as a list: the sentence with the term marked, whose it is, and its place."""
    return tag("ul", *(tag("li", _line(line, quotes)) for line in found), class_="items")


def _line(line: Line, quotes: Quotes) -> Html:
    whose = f"{line.unit_name} {line.year}年"
    more = f"，另有 {line.copies - 1} 句相同" if line.copies > 1 else ""
    about = f"（{whose}{more}{'，被否定' if line.negated else ''}）"
    source = quotes.link("原文", line.report_id, (line.start, line.end))
    said = join([line.before, tag("mark", line.word), line.after])
    return join([said, tag("small", about), source], " ")
