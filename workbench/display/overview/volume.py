"""主动公开数量: the distribution over units, and over the years with its breaks."""

from __future__ import annotations

from workbench.analysis.peers import Peers, classes, commonest, counted_in, peers
from workbench.analysis.place import PlaceYear
from workbench.analysis.series import Series, series
from workbench.display.charts import class_bars
from workbench.display.county.among import few, softly, spread
from workbench.display.county.history import broken
from workbench.display.html import Html, join
from workbench.display.labels import halves, label
from workbench.display.overview.coverage import TOTAL
from workbench.display.parts import Part, Parts, parts
from workbench.display.place_year import nothing
from workbench.display.spreads import over_years
from workbench.display.tables import note, table


def volume(view: PlaceYear) -> Parts:
    """Per group the distribution over units, where there are enough of them."""
    if view.reports.empty:
        return parts(note(nothing(view)))
    shown: list[Part | None] = []
    for group in view.groups():
        found = peers(view.corpus, TOTAL, view.group(group))
        shown += _group(view, label("group", group), found)
    return parts(*shown)


def _group(view: PlaceYear, name: str, found: Peers) -> list[Part | None]:
    who = f"{view.name}{view.year}年{name}"
    if not found.enough:
        return [note(f"{few(who, len(found.values))}，不作分布。")]
    steps = classes(found.values["value"])
    rows = list(zip(steps["label"], map(str, steps["count"]), strict=True))
    caption = f"{who}：各档单位数（{found.measure or '未写单位'}，共 {len(found.values)} 个单位）"
    title = f"{name}主动公开数量的分布"
    return [
        class_bars(found.values["value"], title=title, measure=found.measure),
        table(caption, ("数量", "单位数"), rows, numbers=(1,)),
        note(spread(who, found)),
    ]


def history(view: PlaceYear) -> Parts:
    """The townships' numbers over all years of the corpus, broken where the forms change."""
    if view.reports.empty:
        return parts(note(nothing(view)))
    found = series(view.all_years, TOTAL, view.place, fictional=view.fictional, until=view.year)
    years = found.points["year"].nunique()
    if years < 2:
        return parts(note("本库只有一年的乡镇、街道报告，不能跨年比较。"))
    return parts(*map(broken, found.breaks), _chart(found), _table(view, found))


def _chart(found: Series) -> Part:
    sure = found.points.loc[found.points["value"].notna()]
    measure = commonest(sure["unit"])
    drawn = over_years(
        sure.loc[counted_in(sure, measure)],
        [cut.after for cut in found.breaks],
        title="乡镇、街道历年主动公开数量",
        measure=measure,
    )
    return drawn or note("有可比数字的年份不足两年，不作图。")


def _table(view: PlaceYear, found: Series) -> Html:
    rows = [
        (
            f"{row['year']}年",
            str(row["reports"]),
            str(row["values"]),
            str(row["unit"]) or "未写单位",
            halves(row["median"]) if row["values"] >= 3 else "太少",
            f"{halves(row['low'])}–{halves(row['high'])}" if row["values"] >= 5 else "太少",
        )
        for row in found.years.to_dict("records")
    ]
    columns = ("年份", "有报告的单位", "有可比数字", "计量单位", "中位数", "中间一半")
    caption = f"{view.name}乡镇、街道历年主动公开数量（每年的单位不尽相同）"
    words = softly(found.points.loc[found.points["value"].notna()])
    return join(
        [table(caption, columns, rows, numbers=(1, 2, 4, 5)), note(words) if words else None]
    )
