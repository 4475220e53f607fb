"""存在的问题: the types with their counts, and every item with its sentence."""

from __future__ import annotations

from typing import Any

from workbench.analysis.compare import CountyYear, Unit
from workbench.analysis.problem_types import TypeCounts, type_counts
from workbench.analysis.tables import of_reports
from workbench.display.charts import MIN_POINTS, type_bars
from workbench.display.county.reporters import nothing
from workbench.display.forms import problem_type
from workbench.display.html import Html, join, tag
from workbench.display.labels import label
from workbench.display.parts import Part, Parts, parts
from workbench.display.quotes import Quotes
from workbench.display.tables import Td, note, table


def problems(view: CountyYear, quotes: Quotes) -> Parts:
    """Per group the types by report, and the items themselves with their measures."""
    if not view.units:
        return parts(note(nothing(view)))
    shown: list[Part | None] = []
    for group, units in view.groups().items():
        shown += _types(view, group, units)
        shown.append(_items(view, group, units, quotes))
    return parts(*shown)


def _types(view: CountyYear, group: str, units: tuple[Unit, ...]) -> list[Part | None]:
    ids = [report.report_id for unit in units for report in unit.reports]
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
    caption = f"{caption}（N={counts.reports}{without}；一条问题可属多类）"
    return table(caption, ("类型", "报告数", "问题条数"), rows, numbers=(1, 2))


def _items(view: CountyYear, group: str, units: tuple[Unit, ...], quotes: Quotes) -> Html | None:
    ids = [report.report_id for unit in units for report in unit.reports]
    names = {report.report_id: unit.name for unit in units for report in unit.reports}
    items = of_reports(view.corpus.problems, ids).to_dict("records")
    measures = of_reports(view.corpus.measures, ids).to_dict("records")
    answers = {(row["report_id"], row["n"]): row for row in measures}
    items.sort(key=lambda row: (ids.index(row["report_id"]), row["n"]))
    if not items:
        return None
    rows = [_item(names, row, answers, quotes) for row in items]
    columns = ("单位", "问题", "类型", "所指", "对应措施")
    return table(f"{label('group', group)}：报告所列的问题", columns, rows)


def _item(
    names: dict[str, str], row: dict[Any, Any], answers: dict[Any, Any], quotes: Quotes
) -> tuple[Html | str | Td, ...]:
    report_id = row["report_id"]
    source = quotes.link("原文", report_id, int(row["start"]), int(row["end"]))
    hedged = tag("span", "措辞委婉", class_="tag") if row["hedged"] else None
    doubt = (
        tag("span", "读取不确定", class_="uncertain") if row["confidence"] != "certain" else None
    )
    types = join((tag("span", problem_type(code), class_="tag") for code in row["types"]), " ")
    answered = [answers[report_id, n] for n in row["measures"] if (report_id, n) in answers]
    links = (
        quotes.link(f"措施{one['n']}", report_id, int(one["start"]), int(one["end"]))
        for one in answered
    )
    return (
        names[report_id],
        join([row["text"], source, doubt], " "),
        types or "未归类",
        join([label("target", row["target"]), hedged], " "),
        join(links, "，") or "未见对应",
    )
