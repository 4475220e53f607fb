"""历年主动公开数量: each group's numbers over the years, broken where the forms change."""

from __future__ import annotations

from workbench.analysis.compare import CountyYear
from workbench.analysis.peers import commonest, counted_in
from workbench.analysis.series import Break, Series, series
from workbench.analysis.units import GROUPS, group_of, with_units
from workbench.display.charts import MIN_POINTS
from workbench.display.county.among import ALIKE
from workbench.display.county.volume import TOTAL, answered
from workbench.display.html import Html
from workbench.display.labels import label
from workbench.display.parts import Part, Parts, parts
from workbench.display.quotes import Quotes
from workbench.display.spreads import over_years
from workbench.display.tables import Row, note, table, warning


def history(view: CountyYear, quotes: Quotes) -> Parts:
    """Every group up to the page's year: the breaks, a chart of several units, every number."""
    if view.year is None or view.code is None:
        return parts(note("没有可以跨年比较的报告。"))
    shown: list[Part | None] = []
    for group in _several_years(view):
        found = series(view.corpus, TOTAL, view.code, group, until=view.year)
        if found.points["year"].nunique() > 1:
            shown += [*map(broken, found.breaks)] if not shown else []
            shown += [_chart(found), _table(view, found, quotes)]
    alone = note("本库只有本县（市、区）一年的报告，不能跨年比较。")
    return parts(*(shown or [alone]))


def _several_years(view: CountyYear) -> list[str]:
    """The groups whose reports are of more than one year, up to the page's."""
    reports = view.corpus.reports
    known = reports.loc[reports["year"].le(view.year).fillna(False).astype(bool)]
    years = known["year"].groupby(known["level"].map(group_of)).nunique()
    return [group for group in GROUPS if years.get(group, 0) > 1]


def _chart(found: Series) -> Part | None:
    """The group's chart; None for a single unit and for units that do not work alike."""
    sure = found.points.loc[found.points["value"].notna()]
    if found.group not in ALIKE or found.points["unit_key"].nunique() < MIN_POINTS:
        return None
    measure = commonest(sure["unit"])
    drawn = over_years(
        sure.loc[counted_in(sure, measure)],
        [cut.after for cut in found.breaks],
        title=f"{label('group', found.group)}历年主动公开数量",
        measure=measure,
    )
    return drawn or note("有可比数字的年份不足两年，不作图。")


def broken(cut: Break) -> Html:
    """What changed between two years; a warning unless the numbers stay comparable."""
    words = f"{cut.before} 年与 {cut.after} 年之间换了报告格式：{cut.reason}"
    return note(words) if cut.comparability == "same" else warning(words)


def _table(view: CountyYear, found: Series, quotes: Quotes) -> Html:
    years = sorted({int(year) for year in found.points["year"]})
    reports = with_units(view.corpus.reports)
    reports = reports.loc[reports["group"].eq(found.group) & reports["year"].isin(years)]
    reports = reports.sort_values(["code", "unit_name", "report_id"], kind="stable")
    by_unit: dict[str, dict[int, list[str]]] = {}
    for name, year, report_id in reports[["unit_name", "year", "report_id"]].to_numpy().tolist():
        by_unit.setdefault(name, {}).setdefault(int(year), []).append(report_id)
    rows: list[Row] = [
        (name, *(answered(view.answer(said.get(year, []), TOTAL), quotes) for year in years))
        for name, said in by_unit.items()
    ]
    columns = ("单位", *(f"{year}年" for year in years))
    caption = f"{label('group', found.group)}历年主动公开数量（各单位、各年分列，不相加）"
    return table(caption, columns, rows, numbers=range(1, len(columns)))
