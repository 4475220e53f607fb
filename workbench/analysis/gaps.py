"""What a report does not state, each with the reason that the corpus can vouch for."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.analysis.cells import cells_on
from workbench.analysis.compare import CountyYear, ReportRow, Unit, pairs
from workbench.analysis.tables import of_reports

#: The figures that every era's report should state (2007 Art. 32, 2019 Art. 50).
EXPECTED_FIGURES = (
    "proactive_total",
    "requests_received",
    "reconsideration_total",
    "litigation_total",
)
_TABLES_OF = {"2014": ("statistics",)}
_SIX = ("proactive", "requests", "disputes")


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that a report does not state.

    ``kind``: figure, table, blank_table, problems, published, uncertain. ``subject`` is the
    indicator, table or field; ``reason`` as in :class:`workbench.analysis.readings.Answer`.
    """

    kind: str
    subject: str
    reason: str


def gaps(view: CountyYear) -> dict[str, tuple[Gap, ...]]:
    """Per ``unit.key`` of ``view.units`` what its report of the year does not state."""
    figures = _figure_gaps(view)
    made = {}
    for unit in view.units:
        found = [*figures[unit.key]]
        for report in unit.reports:
            found += _table_gaps(view, report)
        made[unit.key] = (*found, *_problem_gaps(view, unit), *_identity_gaps(unit))
    return made


def _figure_gaps(view: CountyYear) -> dict[str, list[Gap]]:
    found: dict[str, list[Gap]] = {unit.key: [] for unit in view.units}
    for indicator in EXPECTED_FIGURES:
        for pair in pairs(view, indicator):
            if pair.this.missing is None:
                continue
            held = [
                cells_on(indicator, view.cells[report.report_id]) for report in pair.unit.reports
            ]
            if not any(mine and all(cell.counts for cell in mine) for mine in held):
                reason = "no_value" if any(held) else pair.this.missing
                found[pair.unit.key].append(Gap("figure", indicator, reason))
    return found


def expected_tables(year: int) -> tuple[str, ...]:
    """The statutory tables that a report of ``year`` should hold; none before 2014."""
    if year >= 2019:
        return _SIX
    return _TABLES_OF["2014"] if year >= 2014 else ()


def _table_gaps(view: CountyYear, report: ReportRow) -> list[Gap]:
    found = []
    for table in expected_tables(report.year):
        held = [cell for cell in view.cells[report.report_id].values() if cell.table == table]
        if not held:
            found.append(Gap("table", table, "not_in_text"))
        elif all(cell.value is None for cell in held):
            found.append(Gap("blank_table", table, "blank"))
    return found


def _problem_gaps(view: CountyYear, unit: Unit) -> list[Gap]:
    ids = [report.report_id for report in unit.reports]
    if len(of_reports(view.corpus.problems, ids)):
        return []
    sections = of_reports(view.corpus.sections, ids)
    reason = "no_item" if sections["role"].eq("problems").any() else "no_section"
    return [Gap("problems", "problems", reason)]


def _identity_gaps(unit: Unit) -> list[Gap]:
    found = [Gap("published", "published", "not_stated") for r in unit.reports if not r.published]
    doubtful = sorted({name for report in unit.reports for name in report.uncertain})
    return found[:1] + [Gap("uncertain", name, "uncertain") for name in doubtful]
