"""HTML tables and notes of the pages, and the classes that their style sheet knows.

The classes, for display/page.css and whoever writes another style sheet:

num          a cell of a table that holds a number (right-aligned, tabular digits)
zero         a 0 that the report states in words
missing      no number: 未说明, 空白, 本库未收录
uncertain    a number that was not read for certain
computed     a number that we computed from others in its row
aside        what stands beside a number and is not compared: cumulative, other subjects
why          the small reason beside a missing or aside value
note         a remark under a heading or table
warning      a remark that limits what may be concluded
unit         the name of a unit in the first column
finding      a finding; also finding-error, finding-warning, finding-hint
doubt        beside a number: a check contradicts it
breaks       a number that may stand on two lines: a fraction, 0（填“无”）
results      a cell that lists several results
date         a date, which stays on one line
summary      the list at the top of a page
title        the title of a report, which may be long
items, about the problems as a list, and what is said of each
tag          a problem type beside an item
excerpts, excerpt, quotes, quote, where, back   the part 摘录
scroll       the box in which a wide table scrolls on a small screen
sha          a hash
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from workbench.display.html import Html, join, tag

Content = Html | str | None


@dataclass(frozen=True, slots=True)
class Td:
    """A cell's content with its class."""

    content: Content
    class_: str | None = None


Row = Sequence[Content | Td]


def table(
    caption: str,
    columns: Sequence[str],
    rows: Iterable[Row],
    *,
    numbers: Iterable[int] = (),
    optional: Iterable[int] = (),
    limit: int | None = None,
) -> Html:
    """A table with a caption, column heads, and a row head in the first column of each row.

    ``numbers`` are the places of the columns that hold numbers; ``optional`` columns are
    left out where no row has a content for them. With ``limit`` only so many rows are
    shown, and the caption says 显示前 n 行，共 N 行. A missing content is —.
    """
    every = list(rows)
    empty = {place for place in optional if not any(row[place] for row in every)}
    shown = every[:limit]
    if len(shown) < len(every):
        caption += f"（显示前 {len(shown)} 行，共 {len(every)} 行）"
    right = frozenset(numbers)
    kept = [place for place in range(len(columns)) if place not in empty]
    head = tag("tr", *(_head(columns[n], n in right) for n in kept))
    body = [tag("tr", *(_cell(row[n], n, n in right) for n in kept)) for row in shown]
    parts = (tag("caption", caption), tag("thead", head), tag("tbody", *body))
    return tag("div", tag("table", *parts), class_="scroll")


def _head(name: str, right: bool) -> Html:
    return tag("th", name, scope="col", class_="num" if right else None)


def _cell(content: Content | Td, place: int, right: bool) -> Html:
    cell = content if isinstance(content, Td) else Td(content)
    classes = " ".join(filter(None, ("num" if right else None, cell.class_))) or None
    inner = cell.content if cell.content else "—"
    if place == 0:
        return tag("th", inner, scope="row", class_=classes or "unit")
    return tag("td", inner, class_=classes)


def note(*content: Content) -> Html:
    """A remark."""
    return tag("p", *content, class_="note")


def warning(*content: Content) -> Html:
    """A remark that limits what may be concluded."""
    return tag("p", *content, class_="warning")


def missing(label: str, why: str | None = None) -> Html:
    """Words that stand where a number is missing, with the reason."""
    reason = tag("span", f"（{why}）", class_="why") if why else None
    return tag("span", label, reason, class_="missing")


def lines(items: Iterable[Content]) -> Html:
    """Several contents of one cell, one below the other."""
    shown = [item for item in items if item]
    if len(shown) < 2:
        return join(shown)
    return tag("ul", *(tag("li", item) for item in shown), class_="lines")
