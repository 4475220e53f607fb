"""存在的问题: the types with their counts, and every item with its sentence."""

from __future__ import annotations

from typing import Any

import pandas as pd

from workbench.analysis.compare import CountyYear
from workbench.analysis.problem_types import TypeCounts, type_counts
from workbench.analysis.tables import of_reports
from workbench.display.charts import MIN_POINTS, type_bars
from workbench.display.county.reporters import nothing
from workbench.display.forms import problem_type
from workbench.display.html import Html, join, tag
from workbench.display.labels import label
from workbench.display.parts import Part, Parts, parts
from workbench.display.quotes import Quotes
from workbench.display.residue import plain
from workbench.display.tables import note, table

#: So much of a measure tells which one it is; its sentence stands in the excerpts.
_BEGINNING = 24


def problems(view: CountyYear, quotes: Quotes) -> Parts:
    """Per group the types by report, and the items themselves with their measures."""
    if not view.units:
        return parts(note(nothing(view)))
    shown: list[Part | None] = []
    for group in view.groups():
        shown += _types(view, group)
        shown.append(_items(view, group, quotes))
    return parts(*shown)


def _types(view: CountyYear, group: str) -> list[Part | None]:
    ids = [row.report_id for unit in view.groups()[group] for row in unit.reports]
    counts = type_counts(view.corpus, of_reports(view.corpus.reports, ids))
    name = label("group", group)
    if not counts.items:
        return [note(f"{name}的报告中没有读出具体问题（{len(ids)} 份报告）。")]
    if counts.reports < MIN_POINTS:
        return []
    return [
        type_bars(labelled(counts), base=counts.reports, title=f"{name}提到的问题类型"),
        types_table(counts, f"{name}：各类问题见于多少份报告"),
    ]


def labelled(counts: TypeCounts) -> list[tuple[str, int]]:
    """The types by their labels, with the number of reports."""
    rows = zip(counts.counts["type"], counts.counts["reports"], strict=True)
    return [(problem_type(code), int(count)) for code, count in rows]


def types_table(counts: TypeCounts, caption: str) -> Html:
    """Type, reports, items; the caption says of how many reports."""
    table_rows = zip(counts.counts.to_dict("records"), labelled(counts), strict=True)
    rows = [(name, str(count), str(row["items"])) for row, (name, count) in table_rows]
    without = f"，另有 {counts.without} 份没有这一部分" if counts.without else ""
    caption = f"{caption}（共 {counts.reports} 份有“存在的问题”{without}；一条问题可属多类）"
    return table(caption, ("类型", "报告（份）", "问题（条）"), rows, numbers=(1, 2))


def _items(view: CountyYear, group: str, quotes: Quotes) -> Html | None:
    """Every item as its report words it, unit by unit; None where there is none."""
    units = view.groups()[group]
    ids = [report.report_id for unit in units for report in unit.reports]
    items = _by_report(of_reports(view.corpus.problems, ids))
    measures = _by_report(of_reports(view.corpus.measures, ids))
    pieces: list[Html | None] = []
    for unit in units:
        held = [report.report_id for report in unit.reports if report.report_id in items]
        for report_id in held:
            answers = {row["n"]: row for row in measures.get(report_id, [])}
            listed = (_item(row, answers, quotes) for row in items[report_id])
            pieces += [tag("h4", unit.name), tag("ol", *listed, class_="items")]
            pieces.append(_unanswering(items[report_id], answers, quotes))
    return (
        join([tag("h3", f"{label('group', group)}：报告所列的问题"), *pieces]) if pieces else None
    )


Rows = list[dict[str, Any]]


def _by_report(table: pd.DataFrame) -> dict[str, Rows]:
    found: dict[str, Rows] = {}
    for record in table.sort_values(["report_id", "n"], kind="stable").to_dict("records"):
        row = {str(name): value for name, value in record.items()}
        found.setdefault(row["report_id"], []).append(row)
    return found


def _item(row: dict[str, Any], answers: dict[Any, dict[str, Any]], quotes: Quotes) -> Html:
    tags = [tag("span", problem_type(code), class_="tag") for code in row["types"]]
    about: list[Html | str | None] = [
        join(tags, " ") or tag("span", "未归类", class_="tag"),
        f"所指：{label('target', row['target'])}",
        None if row["confidence"] == "certain" else tag("span", "读取不确定", class_="uncertain"),
    ]
    text = join([plain(row["text"]), _source("出处", row, quotes)], " ")
    return tag(
        "li",
        text,
        tag("div", join(about, "　"), class_="about"),
        tag("div", _answered([answers[n] for n in row["measures"] if n in answers], quotes),
            class_="about"),
    )  # fmt: skip


def _answered(measures: Rows, quotes: Quotes) -> Html:
    """The measures that answer a problem, by their own first words."""
    if not measures:
        return tag("span", "未见对应的措施", class_="missing")
    return join(["对应的措施：", _named(measures, quotes)])


def _unanswering(items: Rows, answers: dict[Any, dict[str, Any]], quotes: Quotes) -> Html | None:
    """The measures that answer no single one of the problems, so that none is passed over."""
    used = {n for row in items for n in row["measures"]}
    rest = [row for n, row in answers.items() if n not in used]
    if not rest:
        return None
    return tag("p", "未与某一条问题对应的措施：", _named(rest, quotes), class_="about")


def _named(measures: Rows, quotes: Quotes) -> Html:
    return join((_source(f"“{_begin(row['text'])}”", row, quotes) for row in measures), "；")


def _begin(words: str) -> str:
    """How a measure begins: 定期检查各栏目的更新情况…."""
    said = "".join(plain(words).split()).rstrip("。；;")
    return said if len(said) <= _BEGINNING else f"{said[:_BEGINNING]}…"


def _source(words: str, row: dict[str, Any], quotes: Quotes) -> Html:
    return quotes.link(words, row["report_id"], (int(row["start"]), int(row["end"])))
