"""选定的词: small multiples over the years, and every number behind them."""

from __future__ import annotations

from collections.abc import Mapping
from math import isnan
from typing import Any

import pandas as pd

from workbench.analysis.words.trends import Trend
from workbench.display.data import data
from workbench.display.html import Html, tag
from workbench.display.labels import percent
from workbench.display.parts import Bundle, Parts, parts
from workbench.display.tables import Row, Td, missing, note, table
from workbench.display.trends.basis import nothing
from workbench.display.trends.view import TrendsView
from workbench.display.word_charts import share_by_year

_LABELS = {
    "term": "词",
    "year": "报告年份",
    "reports": "有存在问题部分的报告",
    "naming": "其中提到该词的报告",
    "n": "不同的句子（去重）",
    "hits": "其中有该词的句子",
    "share": "占比（去重）",
    "low": "95%区间下限",
    "high": "95%区间上限",
    "occurrences": "出现次数（去重）",
    "negated": "被否定的次数（不计入）",
    "characters": "字数（去重）",
    "per_10000": "每万字次数（去重）",
    "few": "不同的句子不足30句",
}

#: What the shares are shares of, as the first row of their table says it.
_COUNTED = {"once": "不同的句子（句）", "raw": "有“存在的问题”的报告（份）"}


def terms(view: TrendsView) -> Parts:
    """A small chart per term with years enough, then the tables."""
    if view.base.reports.empty:
        return parts(note(nothing(view)))
    raw = view.raw.table[["term", "year", "share"]].rename(columns={"share": "raw"})
    both = view.once.table.merge(raw, on=["term", "year"])
    charts = _charts(view, both)
    return parts(
        *charts,
        None if charts else note("有句子的年份不足两年，不作图，数字见下表。"),
        by_year(view, view.once, f"{view.group}：有该词的不同句子占比（同年相同的句子只计一次）"),
        tag(
            "details",
            tag("summary", "不去重：提到该词的报告占比"),
            by_year(view, view.raw, f"{view.group}：提到该词的报告占比（每份报告都计）"),
        ),
        _negated(view.once),
        data("terms", "各词逐年", view.once.table, _LABELS),
    )


def _charts(view: TrendsView, both: pd.DataFrame) -> list[Bundle]:
    top = float(both[["high", "raw"]].max().max()) if len(both) else 1.0
    made = [
        share_by_year(
            both.loc[both["term"].eq(term)], title=term, breaks=view.forms, top=min(1.0, top)
        )
        for term in view.asked.names
    ]
    return [one for one in made if one]


def by_year(view: TrendsView, found: Trend, caption: str) -> Html:
    """A row per term, a column per year: the share with its cases; first what it is a share of."""
    years = sorted({int(year) for year in found.table["year"]})
    cells = {(str(row["term"]), int(row["year"])): row for row in found.table.to_dict("records")}
    first = found.question.names[0]
    counts: Row = (_COUNTED[found.copies], *(str(cells[first, year]["n"]) for year in years))
    rows: list[Row] = [
        (named(view, term), *(share(cells[term, year]) for year in years))
        for term in found.question.names
    ]
    columns = ("词", *(f"{year}年" for year in years))
    return table(caption, columns, [counts, *rows], numbers=range(1, len(columns)))


def named(view: TrendsView, term: str) -> Html | str:
    """A term as a link to its sentences on the page, where there are any."""
    known = any(line.term == term for line in view.lines)
    return tag("a", term, href=f"#{anchor(view, term)}") if known else term


def anchor(view: TrendsView, term: str) -> str:
    """The id of the heading over a term's sentences."""
    return f"term-{view.asked.names.index(term) + 1}"


def share(row: Mapping[Any, Any]) -> Html | Td:
    """A share as 12%（3）; of few cases only how many."""
    hits, part = int(row["hits"]), float(row["share"])
    if isnan(part):
        return missing("无句子")
    if row["few"]:
        return Td(tag("span", f"{hits}", tag("span", f"／{row['n']}", class_="why")))
    return Td(tag("span", percent(part), tag("span", f"（{hits}）", class_="why")))


def _negated(found: Trend) -> Html | None:
    """The terms that stand in their opposite, which is counted apart."""
    sums = found.table.groupby("term", sort=False)["negated"].sum()
    told = "，".join(f"{term} {count} 次" for term, count in sums.items() if count)
    return note(f"前面有“不”“未”等否定词的另计，不在上表之内：{told}。") if told else None
