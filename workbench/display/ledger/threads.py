"""各单位的台账: a row a problem, a column a year, its state by colour and by sign."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from workbench.analysis.ledger.book import Answer, Ledger, UnitLedger
from workbench.analysis.ledger.threads import STATES, Cell, Thread, shown
from workbench.analysis.tables import of_reports
from workbench.display.forms import problem_type
from workbench.display.html import Html, join, tag
from workbench.display.labels import label
from workbench.display.quotes import Quotes
from workbench.display.tables import Row, Td, note, table

#: A unit's rows before the rest of them is folded away.
_LONGEST = 90


def legend() -> Html:
    """Every sign with what it means."""
    items = [
        join([tag("span", label("ledger_sign", state), class_=_class(state)),
              label("ledger_state", state)], " ")
        for state in STATES
    ]  # fmt: skip
    return tag("ul", *(tag("li", item) for item in items), class_="lines legend")


def of_unit(book: Ledger, unit: UnitLedger, quotes: Quotes) -> Html:
    """The unit's problems in the order in which they were first named."""
    years = book.years
    head = tag("h3", unit.name)
    missing = [str(year) for year in years if year not in unit.reports]
    about = note(f"本库未收录：{'、'.join(missing)} 年度。") if missing else None
    if not unit.threads:
        return join([head, about, note(_silent(book, unit))])
    rows: list[Row] = [
        (_problem(book, unit, thread, quotes), *_cells(thread, years, quotes))
        for thread in unit.threads
    ]
    caption = f"{unit.name}：所列的问题逐年如何（{len(unit.threads)} 项，点格中的字看原句）"
    made = table(caption, ("问题（首次列出时的说法）", *map(str, years)), rows)
    return join([head, about, tag("div", made, class_="ledger")])


def _silent(book: Ledger, unit: UnitLedger) -> str:
    """Why a unit has no rows: its reports have no such part, or one without a problem in it."""
    ids = list(unit.reports.values())
    parts = of_reports(book.corpus.sections, ids)
    having = parts.loc[parts["role"].eq("problems"), "report_id"].nunique()
    told = f"已收录的 {len(ids)} 份报告中"
    if not having:
        return f"{told}未见“存在的问题”部分。"
    without = f"，{len(ids) - having} 份未见这一部分" if having < len(ids) else ""
    return f"{told}，{having} 份有“存在的问题”部分，但没有读出具体的问题{without}。"


def _cells(thread: Thread, years: Sequence[int], quotes: Quotes) -> Iterator[Td]:
    for cell in shown(thread, years):
        yield Td(_cell(cell, quotes), _class(cell.state)) if cell else Td(" ")


def _cell(cell: Cell, quotes: Quotes) -> Html:
    """The sign, as a link to the year's sentence; beside it one that says it was solved."""
    sign = label("ledger_sign", cell.state)
    made: Html = tag("span", sign)
    if cell.entry:
        made = quotes.link(sign, cell.entry.report_id, (cell.entry.start, cell.entry.end))
    if cell.solved is None or cell.solved_in is None:
        return made
    said = quotes.link("文中说已解决", cell.solved_in, cell.solved.span)
    if cell.state == "solved":
        return quotes.link(sign, cell.solved_in, cell.solved.span)
    return join([made, tag("span", said, class_="why")], " ")


def _class(state: str) -> str:
    return f"state state-{state.replace('_', '-')}"


def _problem(book: Ledger, unit: UnitLedger, thread: Thread, quotes: Quotes) -> Html:
    """The problem's words, its types, and what answers its latest naming."""
    first, last = thread.entries[0], thread.entries[-1]
    words = first.text if len(first.text) <= _LONGEST else f"{first.text[:_LONGEST]}…"
    tags = [tag("span", problem_type(code), class_="tag") for code in first.types]
    answers = [_answer(answer, quotes) for answer in book.answers(unit, last)]
    return join(
        [
            tag("span", "".join(words.split())),
            tag("div", join(tags, " "), class_="about") if tags else None,
            tag("div", f"{last.year} 年度的措施：", join(answers, "；"), class_="about")
            if answers
            else tag("div", tag("span", f"{last.year} 年度未见对应的措施", class_="missing")),
        ]
    )


def _answer(answer: Answer, quotes: Quotes) -> Html:
    words = answer.text if len(answer.text) <= 24 else f"{answer.text[:24]}…"
    link = quotes.link("".join(words.split()), answer.report_id, answer.span)
    said = label("spoken", answer.spoken)
    where = quotes.link(said, answer.where[0], answer.where[1]) if answer.where else said
    return join([link, "（", where, "）"])
