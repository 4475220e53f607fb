"""The tables behind the views: what they hold, what a click on a row opens, how to get them."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from workbench.analysis.decided import reviews
from workbench.analysis.tables import number_or_none, of_reports, text_or_none
from workbench.display.explorer import code
from workbench.display.explorer.held import once
from workbench.display.explorer.views import Views
from workbench.display.forms import problem_type
from workbench.display.html import Html, join, tag
from workbench.display.labels import label, number, percent, softened
from workbench.display.tables import Content, note, table

#: More rows than this are counted, not shown; a file holds them all.
MOST = 200
Years = tuple[int, int]
#: A row as it is shown: what stands under each column, by the column's name.
Shown = Mapping[str, Content]


@dataclass(frozen=True)
class Sheet:
    """A table as it is exported, its labels, how its rows are shown, and the code that makes it.

    ``labels`` are the columns that are shown, in their order; cells are found by the same
    names, so that no head can stand over another column. ``numbers`` are those of numbers.
    ``beside`` are columns that a file has besides, for it stands alone.
    """

    name: str
    title: str
    data: pd.DataFrame
    labels: Mapping[str, str]
    rows: Sequence[Shown]
    numbers: frozenset[str]
    code: str
    beside: Mapping[str, Any] = field(default_factory=dict)

    def shown(self) -> Html:
        """The table, its numbers or results as links; a sentence where there is no row."""
        if not self.rows:
            return note(f"{self.title}：没有可列的行。")
        rows = [[row.get(name) for name in self.labels] for row in self.rows[:MOST]]
        right = [place for place, name in enumerate(self.labels) if name in self.numbers]
        made = table(self.title, list(self.labels.values()), rows, numbers=right)
        rest = len(self.data) - MOST
        return join([made, note(f"另有 {rest} 行未显示，见导出的文件。") if rest > 0 else None])


def _link(words: str, *place: object) -> Html:
    return tag("a", words, href="#" + "/".join(map(str, place)))


def _place(row: Mapping[Hashable, Any]) -> tuple[object, ...]:
    return ("open", row["report_id"], int(row["start"]), int(row["end"]))


_NUMBERS = {
    "unit_name": "单位", "year": "年份", "value": "数字", "unit": "计量单位",
    "qualifier": "约数", "missing": "没有可比数字的原因",
}  # fmt: skip


def numbers(views: Views, years: Years) -> Sheet:
    """Every unit's number of the indicator, missing ones with the reason."""
    rows = views.series.points
    rows = rows.loc[rows["year"].between(*years)].reset_index(drop=True)
    rows = _first(rows, _NUMBERS)
    shown = [_number(row) for row in rows.head(MOST).to_dict("records")]
    title = f"{views.series.indicator.label}，{spoken(years)}"
    made = code.numbers(views, years)
    right = frozenset({"value"})
    return Sheet("numbers", title, rows, _NUMBERS, shown, right, made, _indicator(views))


def _indicator(views: Views) -> Mapping[str, Any]:
    known = views.series.indicator
    return {"indicator": known.key, "indicator_label": known.label}


def _number(row: Mapping[Hashable, Any]) -> Shown:
    value, why = number_or_none(row["value"]), text_or_none(row["missing"])
    qualifier = text_or_none(row["qualifier"])
    return {
        "unit_name": str(row["unit_name"]),
        "year": str(int(row["year"])),
        "value": None
        if value is None
        else _link(softened(number(value), qualifier, None), *_place(row)),
        "unit": text_or_none(row["unit"]),
        "qualifier": {"over": "余", "about": "约", "nearly": "近"}.get(qualifier or ""),
        "missing": label("missing", why) if why else None,
    }


def _first(rows: pd.DataFrame, labels: Mapping[str, str]) -> pd.DataFrame:
    """``rows`` with the columns that are shown before all others, as files have them too."""
    return rows[[*labels, *(name for name in rows.columns if name not in labels)]]


_WORDS = {
    "term": "词", "year": "年份", "hits": "含此词", "n": "N", "share": "占比",
    "low": "区间下限", "high": "区间上限", "per_10000": "每万字次数",
}  # fmt: skip


def words(views: Views, years: Years) -> Sheet:
    """The terms by year with N and intervals."""
    rows = views.trend.table
    rows = rows.loc[rows["year"].between(*years)].reset_index(drop=True)
    at = {term: place for place, term in enumerate(views.trend.question.names)}
    rows = _first(rows, _WORDS)
    shown = [_word(row, at[row["term"]]) for row in rows.head(MOST).to_dict("records")]
    title = f"存在问题的用词，{spoken(years)}（N 不足 30 的不说高低）{views.sampled}"
    right = frozenset(_WORDS) - {"term", "year"}
    return Sheet("words", title, rows, _WORDS, shown, right, code.words(views, years))


def _word(row: Mapping[Hashable, Any], at: int) -> Shown:
    hits = str(int(row["hits"]))
    return {
        "term": str(row["term"]),
        "year": str(int(row["year"])),
        "hits": _link(hits, "term", at, int(row["year"])) if row["hits"] else hits,
        "n": str(int(row["n"])),
        **{name: _percent(row[name]) for name in ("share", "low", "high")},
        "per_10000": _percent(row["per_10000"], per=False),
    }


def _percent(value: object, *, per: bool = True) -> str | None:
    plain = number_or_none(value)
    return None if plain is None else percent(plain) if per else number(round(plain, 1))


_TYPES = {"type": "类型", "reports": "报告", "n": "N", "share": "占比", "items": "条目"}


def types(views: Views, years: Years) -> Sheet:
    """How many of the reports with a problem section name each type."""
    counts = views.within(years).types
    rows = counts.counts[["type", "reports", "items"]].assign(
        n=counts.reports, share=counts.counts["reports"] / max(1, counts.reports)
    )
    rows = rows[list(_TYPES)]
    shown: list[Shown] = [
        {
            "type": problem_type(row["type"]),
            "reports": _link(str(row["reports"]), "type", row["type"]),
            "n": str(row["n"]),
            "share": percent(row["share"]),
            "items": str(row["items"]),
        }
        for row in rows.to_dict("records")
    ]
    title = f"问题类型，{spoken(years)}（一条可有多个类型）"
    right = frozenset(_TYPES) - {"type"}
    made, names = code.types(views, years), rows["type"].map(problem_type)
    return Sheet("types", title, rows, _TYPES, shown, right, made, {"type_label": names})


_FINDINGS = {
    "unit_name": "单位", "year": "年份", "severity": "轻重", "code": "核对项",
    "message": "结果", "review": "复核",
}  # fmt: skip


def found(views: Views, years: Years) -> pd.DataFrame:
    """The findings in the reports of the place, level and years, the graver ones first.

    ``review`` is what was said of each, None where nobody did.
    """
    asked = views.asked
    what = f"found {asked.place} {asked.level} {asked.first} {asked.last} {years}"
    return once(views.around, what, lambda: _found(views, years))


def _found(views: Views, years: Years) -> pd.DataFrame:
    reports = views.reports
    reports = reports.loc[reports["year"].between(*years)]
    rows = views.around.read("findings", columns=["report_id", "n", "severity", "code"])
    who = reports[["report_id", "year", "unit_name", "sha256"]]
    rows = of_reports(rows, reports["report_id"]).merge(who, on="report_id")
    said = reviews(views.around, reports["report_id"], "findings")
    keys = zip(rows["report_id"], rows["n"], strict=True) if said else ()
    judged = [said[key].judgement if key in said else None for key in keys]
    rows["review"] = judged if said else pd.Series(None, index=rows.index, dtype="object")
    order = rows["severity"].map({"error": 0, "warning": 1, "hint": 2}).astype("int64")
    rows = rows.assign(order=order)
    return rows.sort_values(["order", "year", "unit_name", "n"], kind="stable")


def detailed(views: Views, rows: pd.DataFrame, *columns: str) -> pd.DataFrame:
    """Some rows of :func:`found` with more columns of theirs, read for them alone."""
    ids = pa.array(rows["report_id"].unique(), pa.string())
    where = pc.field("report_id").isin(ids)
    more = views.around.read("findings", columns=["report_id", "n", *columns], where=where)
    return rows.merge(more, on=["report_id", "n"], how="left")


def findings(views: Views, years: Years) -> Sheet:
    """What contradicts or differs in scope, with what was said of it."""
    rows = detailed(views, found(views, years), "verdict", "message")
    few = detailed(views, rows.head(MOST), "places")
    shown = [_finding(row) for row in few.to_dict("records")]
    kept = rows[[*_FINDINGS, "verdict", "report_id", "n"]].reset_index(drop=True)
    title = f"核对结果，{spoken(years)}"
    made, words = code.findings(views, years), kept["severity"].map(partial(label, "severity"))
    beside = {"severity_label": words}
    return Sheet("findings", title, kept, _FINDINGS, shown, frozenset(), made, beside)


def _finding(row: Mapping[Hashable, Any]) -> Shown:
    places = [place for place in row["places"] if place["source"] == row["sha256"]]
    start, end = (places[0]["start"], places[0]["end"]) if places else (0, 0)
    review = text_or_none(row["review"])
    return {
        "unit_name": str(row["unit_name"]),
        "year": str(row["year"]),
        "severity": label("severity", str(row["severity"])),
        "code": str(row["code"]),
        "message": _link(str(row["message"]), "open", row["report_id"], start, end),
        "review": label("judgement", review) if review else None,
    }


_PEERS = {"unit_name": "单位", "value": "数字", "own": "本地"}


def peers(views: Views, years: Years) -> Sheet:
    """The comparable units in the newest of the years, the place's own marked."""
    views = views.within(years)
    held = views.peers
    values = held.values if held else pd.DataFrame(columns=["unit_key", "unit_name", "value"])
    rows = values.assign(own=values["unit_key"].isin(views.ours)).sort_values(
        ["own", "unit_key"], ascending=[False, True], kind="stable"
    )
    rows = _first(rows, _PEERS).reset_index(drop=True)
    shown = [_peer(row, views.peer_measure) for row in rows.head(MOST).to_dict("records")]
    year = f"{views.newest}年" if views.newest else ""
    title = f"{year}{views.realm}同类单位（按代码排列，不是排名）"
    right, made = frozenset({"value"}), code.peers(views)
    return Sheet("peers", title, rows, _PEERS, shown, right, made, _indicator(views))


def _peer(row: Mapping[Hashable, Any], measure: str | None) -> Shown:
    written = softened(number(row["value"]), text_or_none(row["qualifier"]), measure)
    own = "本地" if row["own"] else None
    return {"unit_name": str(row["unit_name"]), "value": _link(written, *_place(row)), "own": own}


def spoken(years: Years) -> str:
    """Years in words: 2018–2020年, 2018年."""
    return f"{years[0]}年" if years[0] == years[1] else f"{years[0]}–{years[1]}年"


#: The tables in the order of their tabs.
EVERY = {
    "数字": numbers, "用词": words, "问题类型": types, "核对结果": findings, "同类单位": peers,
}  # fmt: skip
