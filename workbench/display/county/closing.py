"""The end of a county's page: what is not stated, and the sources."""

from __future__ import annotations

import pyarrow.compute as pc

from workbench.analysis.compare import CountyYear, ReportRow, Unit
from workbench.analysis.gaps import Gap, gaps
from workbench.analysis.indicators import indicator_named
from workbench.analysis.remembered import once
from workbench.analysis.tables import Tables, text_or_none
from workbench.display.county.reporters import nothing
from workbench.display.html import Html, tag
from workbench.display.labels import label
from workbench.display.parts import Parts, parts
from workbench.display.tables import Row, Td, lines, note, table


def not_stated(view: CountyYear) -> Parts:
    """Per unit what its report does not state; what is not stated is not zero."""
    if not view.units:
        return parts(note(nothing(view)))
    found = gaps(view)
    rows = [
        (unit.name, lines(said(gap) for gap in found[unit.key]))
        for unit in view.units
        if found[unit.key]
    ]
    if not rows:
        return parts(note("应有的内容在各份报告中都找到了。"))
    return parts(table("报告中没有说明的内容（没有说明不等于 0）", ("单位", "没有说明"), rows))


def said(gap: Gap) -> str:
    """A gap in words: 主动公开数量：只有历年累计数."""
    if gap.kind == "figure":
        return f"{indicator_named(gap.subject).label}：{label('missing', gap.reason)}"
    if gap.kind in ("table", "blank_table"):
        return f"{label('gap_table', gap.subject)}：{label('gap_reason', gap.reason)}"
    if gap.kind == "problems":
        return label("gap_reason", gap.reason)
    if gap.kind == "published":
        return "发布日期：未见"
    return f"{label('field', gap.subject)}：读取不确定"


def sources(view: CountyYear) -> Parts:
    """Every report with the file it was read from and that file's SHA-256."""
    reports = [(unit, row) for unit in view.units for row in (*unit.reports, *unit.previous)]
    if not reports:
        return parts(note(nothing(view)))
    media = media_of(view.whole.only(province=(view.code or "")[:2]))
    rows = [
        _source(unit, report, text_or_none(media.get(report.sha256))) for unit, report in reports
    ]
    columns = ("单位和年份", "文件", "来源网址", "获取日期", "SHA-256")
    when = f"最近一次获取：{view.as_of}" if view.as_of else "没有记录这些文件是哪天获取的"
    return parts(table(f"来源文件（{when}）", columns, rows))


def media_of(province: Tables) -> dict[str, str]:
    """The kinds of the files of a province's reports, by their SHA-256; looked up once."""
    return once(province, ("reports", "sources"), ("media",), lambda: _media(province))


def _media(province: Tables) -> dict[str, str]:
    hashes = province.read("reports", columns=["sha256"])["sha256"].unique().tolist()
    mine = pc.field("sha256").isin(hashes)
    known = province.read("sources", columns=["sha256", "media"], where=mine)
    rows = known.drop_duplicates("sha256")
    return dict(zip(rows["sha256"], rows["media"], strict=True))


def _source(unit: Unit, report: ReportRow, media: str | None) -> Row:
    kind = label("media", media) if media else "未知格式"
    name = tag("span", f"{unit.name} {report.year}年", id=f"source-{report.report_id}")
    fetched = Td(report.fetched_on or "未记录", "date")
    digest = Td(tag("span", report.sha256, class_="sha"))
    remark = tag("span", f"说明：{report.note}", class_="missing") if report.note else None
    file = lines([f"{report.name}（{kind}）", remark])
    return name, file, _address(report.url), fetched, digest


def _address(url: str | None) -> Html | str:
    if url is None:
        return "未记录"
    if url.startswith(("http://", "https://")):
        return tag("a", url, href=url)
    return url
