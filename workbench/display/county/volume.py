"""主动公开数量: each unit against its last year and among the units of its province."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.analysis.compare import Change, CountyYear, Pair, comparable, pairs
from workbench.analysis.eras import era_of
from workbench.analysis.findings import Found
from workbench.analysis.indicators import across, indicator_named
from workbench.analysis.peers import commonest
from workbench.analysis.readings import Answer, Reading
from workbench.display.charts import Dot, year_against_year
from workbench.display.county.among import among
from workbench.display.county.findings import beside, doubted
from workbench.display.county.reporters import nothing
from workbench.display.html import Html, tag
from workbench.display.labels import label, signed
from workbench.display.parts import Part, Parts, parts
from workbench.display.quotes import Quotes
from workbench.display.tables import Row, Td, lines, missing, note, table, warning

TOTAL = "proactive_total"


def volume(view: CountyYear, quotes: Quotes, findings: Sequence[Found]) -> Parts:
    """Per group a chart and a table of this year and the last, then the distribution."""
    if not view.units or view.year is None:
        return parts(note(nothing(view)))
    shown: list[Part | None] = [_breaks(view)]
    every = pairs(view, TOTAL)
    for group in view.groups():
        mine = tuple(pair for pair in every if pair.unit.group == group)
        rows = [_row(pair, quotes, findings) for pair in mine]
        shown += [*_chart(view, group, mine), _table(view, group, rows)]
        shown += among(view, TOTAL, group)
    return parts(*shown)


def _breaks(view: CountyYear) -> Html | None:
    known = indicator_named(TOTAL)
    for era in view.breaks():
        same, reason = across(known, era_of(era.first - 1).form, era.form)
        words = f"{era.first} 年起换用新的报告格式（{era.source}）：{reason}"
        return note(words) if same == "same" else warning(words)
    return None


def answered(answer: Answer, quotes: Quotes) -> Html:
    """An answer in a table's cell: the linked number, or what is missing and why."""
    if answer.chosen:
        return quotes.reading(answer.chosen)
    if answer.conflicting:
        both = [quotes.reading(reading) for reading in answer.conflicting]
        return lines([*both, missing(label("missing", "conflict"))])
    words = "本库未收录" if answer.missing == "no_report" else "未说明"
    why = answer.missing if answer.missing not in ("no_report", "not_stated") else None
    return missing(words, label("missing", why) if why else None)


def _table(view: CountyYear, group: str, rows: list[Row]) -> Html:
    year = view.year or 0
    caption = f"{label('group', group)}：本单位当年主动公开政府信息数量"
    columns = ("单位", f"{year}年", f"{year - 1}年", "增减", "另见")
    return table(caption, columns, rows, numbers=(1, 2, 3), optional=(4,))


def _row(pair: Pair, quotes: Quotes, findings: Sequence[Found]) -> Row:
    checks = beside(findings, (*pair.this.sure, *pair.this.aside))
    return (
        pair.unit.name,
        lines([answered(pair.this, quotes), *doubted(findings, pair.this, quotes)]),
        answered(pair.last, quotes),
        Td(_change(pair.change), "computed"),
        lines([*_aside(pair.this, quotes), *checks]),
    )


def _change(change: Change) -> str:
    if change.difference is None:
        return label("unchanged", change.reason)
    return signed(change.difference)


def _aside(answer: Answer, quotes: Quotes) -> list[Html]:
    return [
        tag("span", quotes.reading(reading), tag("span", _why(reading), class_="why"),
            class_="aside")
        for reading in answer.aside
        if reading.value is not None
    ]  # fmt: skip


def _why(reading: Reading) -> str:
    when = f"{reading.year}年，" if reading.kind == "other_year" and reading.year else ""
    return f"（{when}{label('aside', reading.kind)}）"


def _chart(view: CountyYear, group: str, mine: tuple[Pair, ...]) -> list[Part | None]:
    year, name = view.year or 0, label("group", group)
    sides = [
        (pair.unit.name, when, reading)
        for pair in mine
        for when, reading in ((year, pair.this.chosen), (year - 1, pair.last.chosen))
        if reading is not None
    ]
    measure = commonest([reading.unit for _, _, reading in sides])
    dots = [
        Dot(unit, when, float(reading.value or 0), reading.qualifier is not None)
        for unit, when, reading in sides
        if _fits(reading, measure)
    ]
    drawn = year_against_year(
        dots,
        year,
        title=f"{name}主动公开数量",
        measure=measure,
        joined=comparable(view, TOTAL),
    )
    count = sum(dot.year == year for dot in dots)
    words = f"只有 {count} 个单位有可比数字" if count else "没有单位有可比数字"
    few = note(f"{name}中{words}，不作图，见下表。")
    if drawn is None and len(mine) == 1 and len(view.units) > 1:
        return []
    left_out = len(sides) - len(dots)
    rest = note(f"另有 {left_out} 个数字用其他计量单位，未画在图中。") if left_out else None
    return [drawn or few, rest]


def _fits(reading: Reading, measure: str | None) -> bool:
    """Whether a reading counts in ``measure``; a zero said in words fits any."""
    return measure is None or reading.status == "zero_in_words" or reading.unit == measure
