"""核对结果: what the checks found, beside the numbers they concern and as a list."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from workbench.analysis.compare import CountyYear, ReportRow, Unit
from workbench.analysis.tables import of_reports
from workbench.display.county.reporters import nothing
from workbench.display.html import Html, join, tag
from workbench.display.labels import label
from workbench.display.parts import Parts, parts
from workbench.display.quotes import Quotes
from workbench.display.tables import note


class Passage(Protocol):
    """Anything that stands in a report: a figure, a cell, a problem."""

    @property
    def report_id(self) -> str: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Found:
    """A finding with the passages of its own report; ``elsewhere`` counts the others."""

    report_id: str
    n: int
    code: str
    severity: str
    verdict: str
    message: str
    spans: tuple[tuple[int, int], ...]
    elsewhere: int

    @property
    def anchor(self) -> str:
        return f"finding-{self.report_id}-{self.n}"

    def touches(self, passage: Passage) -> bool:
        """Whether one of its passages overlaps ``passage``."""
        if passage.report_id != self.report_id:
            return False
        return any(start < passage.end and passage.start < end for start, end in self.spans)


@dataclass(frozen=True)
class Findings:
    """The findings of a county's reports of the year."""

    view: CountyYear

    @cached_property
    def every(self) -> tuple[Found, ...]:
        """All of them in the order of units, reports and numbers."""
        reports = [report for unit in self.view.units for report in unit.reports]
        rows = of_reports(self.view.corpus.findings, [report.report_id for report in reports])
        by_report: dict[str, list[dict[str, object]]] = {}
        for record in rows.to_dict("records"):
            row = {str(name): value for name, value in record.items()}
            by_report.setdefault(str(row["report_id"]), []).append(row)
        return tuple(
            _found(row, report) for report in reports for row in by_report.get(report.report_id, [])
        )

    def beside(self, passages: Iterable[Passage]) -> list[Html]:
        """A link to each finding that rests on one of ``passages``; hints stay in the list."""
        around = list(passages)
        near = [
            found
            for found in self.every
            if found.severity != "hint" and any(found.touches(passage) for passage in around)
        ]
        return [
            tag("a", f"核对：{label('verdict', found.verdict)}", href=f"#{found.anchor}",
                class_="finding-link")
            for found in near
        ]  # fmt: skip


def _found(row: dict[str, object], report: ReportRow) -> Found:
    places: Iterable[dict[str, object]] = row["places"]  # type: ignore[assignment]
    own = [place for place in places if place["source"] == report.sha256]
    return Found(
        report_id=report.report_id,
        n=int(str(row["n"])),
        code=str(row["code"]),
        severity=str(row["severity"]),
        verdict=str(row["verdict"]),
        message=str(row["message"]),
        spans=tuple((int(str(place["start"])), int(str(place["end"]))) for place in own),
        elsewhere=len(list(places)) - len(own),
    )


def findings_list(view: CountyYear, quotes: Quotes, findings: Findings) -> Parts:
    """Every finding by unit; hints apart, since they are no errors."""
    if not view.units:
        return parts(note(nothing(view)))
    if not findings.every:
        return parts(note("对这些报告的核对没有列出不一致之处。没有列出不等于全部一致。"))
    sure = [found for found in findings.every if found.severity != "hint"]
    sure.sort(key=lambda found: found.severity != "error")
    hints = [found for found in findings.every if found.severity == "hint"]
    shown = _by_unit(view, sure, quotes) or note("没有列出不一致之处，只有以下提示。")
    if not hints:
        return parts(shown)
    summary = tag("summary", f"提示 {len(hints)} 条（只供参考，不算问题）")
    return parts(shown, tag("details", summary, _by_unit(view, hints, quotes)))


def _by_unit(view: CountyYear, found: list[Found], quotes: Quotes) -> Html:
    pieces = []
    for unit in view.units:
        mine = [one for one in found if one.report_id in _ids(unit)]
        if mine:
            items = (_item(one, quotes) for one in mine)
            pieces.append(tag("h3", unit.name))
            pieces.append(tag("ul", *items, class_="findings"))
    return join(pieces)


def _ids(unit: Unit) -> set[str]:
    return {report.report_id for report in unit.reports}


def _item(found: Found, quotes: Quotes) -> Html:
    links = [
        quotes.link(f"原文{n}" if len(found.spans) > 1 else "原文", found.report_id, start, end)
        for n, (start, end) in enumerate(found.spans, start=1)
    ]
    other = f"另有 {found.elsewhere} 处在其他报告中。" if found.elsewhere else None
    verdict = tag("strong", f"{label('verdict', found.verdict)}：")
    return tag(
        "li",
        verdict,
        join([found.message, join(links, "，"), other, tag("small", found.code)], " "),
        id=found.anchor,
        class_=f"finding finding-{found.severity}",
    )
