"""谁有报告: the units with a report, by group, and those without one in the corpus."""

from __future__ import annotations

from workbench.analysis.compare import CountyYear, ReportRow, Unit
from workbench.analysis.roster import roster
from workbench.display.html import Html, tag
from workbench.display.labels import label
from workbench.display.parts import Parts, parts
from workbench.display.tables import Row, Td, missing, note, table


def reporters(view: CountyYear) -> Parts:
    """A table per group of units; groups are never added up."""
    if not view.units:
        return parts(note(nothing(view)))
    tables = [_group(view, group, units) for group, units in view.groups().items()]
    return parts(*tables, _unseen(view), _earlier(view))


def nothing(view: CountyYear) -> str:
    """The sentence that stands where a county and year have no report."""
    if view.code is None or view.year is None:
        return "本库还没有可以按县显示的报告。"
    return f"本库未收录代码 {view.code} 的单位 {view.year} 年的报告；这不表示它们没有公布报告。"


def _group(view: CountyYear, group: str, units: tuple[Unit, ...]) -> Html:
    rows = [_row(unit, report) for unit in units for report in unit.reports]
    heading = f"{label('group', group)}：{len(units)} 个单位有 {view.year} 年报告"
    columns = ("单位", "层级", "报告", "发布日期", "报告格式")
    return table(heading, columns, rows)


def _row(unit: Unit, report: ReportRow) -> Row:
    link = tag("a", report.title or report.name, href=f"#source-{report.report_id}")
    published = Td(report.published or missing("未见"), "date")
    level, form = label("level", report.level), label("form", report.form)
    return (unit.name, level, Td(link, "title"), published, form)


def _unseen(view: CountyYear) -> Html | None:
    """The townships without a report in the corpus, in a sentence or folded away."""
    known = roster(view)
    if known is None:
        return None
    if not known.unseen:
        return note(f"{known.edition}年区划表中的 {known.total} 个乡镇、街道都有报告。")
    first = (
        f"{known.edition}年区划表中有 {known.total} 个乡镇、街道，"
        f"其中 {len(known.unseen)} 个的报告本库未收录（不表示没有公布）"
    )
    return tag("details", tag("summary", first), tag("p", "、".join(known.unseen)), class_="note")


def _earlier(view: CountyYear) -> Html | None:
    if not view.earlier or view.year is None:
        return None
    names = "、".join(unit.name for unit in view.earlier)
    return note(f"{view.year - 1} 年有报告、{view.year} 年的报告本库未收录的单位：{names}。")
