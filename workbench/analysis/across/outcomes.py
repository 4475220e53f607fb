"""The ledger between reports: what agrees, and what could not be checked and why.

Every report has at least one outcome of every check between reports; the rules tell what they
found, and here stands what is to be said where they found nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

from workbench.analysis.across.own_years import section_length
from workbench.analysis.across.province import Province, Row
from workbench.analysis.across.telling import Told, tell
from workbench.analysis.reuse.passages import Passage
from workbench.vocabulary import Verdict

_NO_UNIT = "单位或者年度不明"
_NOBODY = "?/"

#: Why a check of a report could not be made; empty where it could.
Why = Callable[["_Known", Row], str]


class _Known:
    """What decides whether the checks of a province's reports could be made."""

    def __init__(self, province: Province, passages: Mapping[str, Sequence[Passage]]) -> None:
        self.lengths = {one: section_length(held) for one, held in passages.items()}
        self.versions: dict[str, int] = {}
        self.earlier: set[str] = set()
        for key, years in province.units.items():
            for year, reports in years.items():
                for report in reports if not key.startswith(_NOBODY) else ():
                    self.versions[report["report_id"]] = len(reports)
                    if year > min(years):
                        self.earlier.add(report["report_id"])
        self.after = {report["report_id"] for _, report in province.successive()}

    def nobody(self, report: Row) -> bool:
        """Whether nothing says whose report of which year it is."""
        return report["report_id"] not in self.versions


def _of_earlier_years(known: _Known, report: Row) -> str:
    if known.nobody(report):
        return _NO_UNIT
    if report["report_id"] not in known.earlier:
        return "本库没有本单位往年的报告"
    return "" if known.lengths.get(report["report_id"]) else "没有读到问题部分"


def _of_last_year(known: _Known, report: Row) -> str:
    if known.nobody(report):
        return _NO_UNIT
    if report["report_id"] not in known.after:
        return "本库没有（或者不止一份）本单位上年的报告"
    return "两年的报告没有足够的数字可以相比"


def _of_its_unit(known: _Known, report: Row) -> str:
    return _NO_UNIT if known.nobody(report) else ""


_OWN: Mapping[str, Why] = {
    "N13": _of_last_year,
    "X1": _of_earlier_years,
    "X2": _of_last_year,
    "X5": _of_its_unit,
    "X6": _of_earlier_years,
}
_ALONE = "本库只收有这一个文件"


def of_own_years(
    province: Province, passages: Mapping[str, Sequence[Passage]], told: Iterable[Told]
) -> Iterator[Told]:
    """The outcomes that concern a unit's own reports, where ``told`` has none."""
    known = _Known(province, passages)
    had = {(one.report["report_id"], one.code) for one in told}
    for report in province.reports:
        for code, why in _OWN.items():
            if (report["report_id"], code) not in had:
                yield _outcome(report, code, why(known, report))


def of_other_units(
    reports: Sequence[Row], compared: Collection[str], told: Collection[tuple[str, str]]
) -> Iterator[Told]:
    """The outcomes of X3 and X4 where ``told`` (report, code) has none.

    ``compared`` are the reports with passages of their own words.
    """
    several = len({report["unit_key"] for report in reports}) > 1
    for report in reports:
        one = report["report_id"]
        reason = "" if one in compared else "没有读到本单位自己的文字"
        if (one, "X3") not in told:
            yield _outcome(report, "X3", reason if several else "本库没有其他单位的报告")
        if (one, "X4") not in told:
            known = report["code"] or report["county_code"]
            yield _outcome(report, "X4", "" if known else "单位不明")


def _outcome(report: Row, code: str, reason: str) -> Told:
    """What agrees, or, where there is a ``reason``, what could not be checked."""
    if reason:
        return tell(report, code, verdict=Verdict.CANNOT_BE_CHECKED, reason=reason)
    return tell(report, code, verdict=Verdict.AGREES, what=_ALONE)
