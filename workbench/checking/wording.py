"""S5 to S7, S9, S10: forms, citations and titles, and what the words of a report show."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.checking.view import View, short
from workbench.model import Finding, Form, Level, Span
from workbench.reference.checks import Words, rows, words

#: So far behind a title its year may stand in brackets.
_BRACKET = 16
_GOVERNMENTS = (Level.PROVINCE, Level.PREFECTURE, Level.COUNTY, Level.TOWNSHIP)


def form_of_the_year(view: View) -> Iterator[Finding]:
    """S5: the tables follow the form of the report's year."""
    used, expected, cells = view.report.form, view.expected_form, view.report.cells
    if expected is None or not cells:
        yield view.unchecked("S5", reason="报告年度不明" if expected is None else "没有读到表格")
        return
    if expected is Form.Y2008:
        yield view.unchecked("S5", reason="该年度没有全国统一的表格")
        return
    spans = (Span(cells[0].span.start, cells[-1].span.end), *view.evidence("year"))
    if used is expected:
        yield view.agrees("S5", *spans, year=view.year, form=used.value)
    else:
        fields = {"year": view.year, "form": used.value, "expected": expected.value}
        yield view.contradicts("S5", *spans, **fields)


def current_notices(view: View) -> Iterator[Finding]:
    """S6: a notice is cited that a newer one has replaced."""
    if view.year is None:
        yield view.unchecked("S6")
        return
    found = False
    for notice in rows("superseded"):
        match = notice.first(view.squeezed.text) if view.year >= notice.row["from"] else None
        if match is not None:
            found = True
            span = view.squeezed.span(*match.span())
            fields = {"year": view.year, "cited": short(span.of(view.text))}
            yield view.contradicts("S6", span, successor=notice.row["successor"], **fields)
    if not found:
        yield view.agrees("S6")


def title_complete(view: View) -> Iterator[Finding]:
    """S7: the title names unit, year and 年度报告."""
    spans = view.evidence("title")
    if not spans or view.report.identity.title is None:
        yield view.unchecked("S7", reason="正文中没有读到标题")
        return
    if "title" in view.report.identity.uncertain:
        yield view.unchecked("S7", reason="标题存疑")
        return
    title = view.within(spans[0]).text
    lacks = "，".join(_lacking(title + _behind(view, spans[0])))
    if lacks:
        yield view.contradicts("S7", *spans, title=short(title), what=lacks)
    else:
        yield view.agrees("S7", *spans)


def _behind(view: View, title: Span) -> str:
    """What stands in brackets right behind the title: …年度报告（2024年）."""
    behind = view.within(Span(title.end, min(len(view.text), title.end + _BRACKET))).text
    return behind[: behind.find(")") + 1] if behind.startswith("(") else ""


def _lacking(title: str) -> Iterator[str]:
    if not words("title_rest").pattern.sub("", title):
        yield "没有写单位"
    if not words("title_year").stand(title):
        yield "没有写年度"
    if not words("title_genre").stand(title):
        yield "没有写“年度报告”"
    elif words("other_genre").stand(title):
        yield "写作工作报告或者总结"


def assessment_told(view: View) -> Iterator[Finding]:
    """S9: from 2019 a government's report tells of assessment, appraisal, accountability."""
    if view.year is None or view.year < 2019:
        early = view.year is not None
        yield view.unchecked("S9", reason="2019年以前没有此项要求" if early else "报告年度不明")
        return
    if view.report.identity.level not in _GOVERNMENTS:
        yield view.unchecked("S9", reason="不是一级政府的报告")
        return
    match = words("assessment").first(view.squeezed.text)
    if match:
        yield view.agrees("S9", view.squeezed.span(*match.span()))
    elif view.ends_early:
        yield view.unchecked("S9", reason="文本可能不完整")
    else:
        yield view.contradicts("S9")


def leftovers(view: View) -> Iterator[Finding]:
    """S10: words that a template or another body's report left behind."""
    found = False
    issuer = view.report.identity.issuer or ""
    for entry in rows("leftover"):
        if entry.row.get("issuers") and entry.row["issuers"] in issuer:
            continue
        spans = list(_PLACES[entry.row["where"]](view, entry))
        if spans:
            found = True
            said = short(spans[0].of(view.text))
            yield view.contradicts("S10", *spans, found=said, what=entry.row["what"])
    if not found:
        yield view.agrees("S10")


def _anywhere(view: View, entry: Words) -> Iterator[Span]:
    for match in entry.found(view.squeezed.text):
        yield view.squeezed.span(*match.span())


def _in_headings(view: View, entry: Words) -> Iterator[Span]:
    if not any(True for _ in _anywhere(view, entry)):
        return
    for section in view.report.sections:
        heading = view.within(Span(section.span.start, section.body.start))
        for match in entry.found(heading.text):
            yield heading.span(*match.span())


def _whole_lines(view: View, entry: Words) -> Iterator[Span]:
    """Where the words, and nothing else, stand on a line."""
    for match in entry.found(view.squeezed.text):
        span = view.squeezed.span(*match.span())
        start = view.folded.rfind("\n", 0, span.start) + 1
        end = view.folded.find("\n", span.end)
        line = view.within(Span(start, len(view.folded) if end < 0 else end))
        if entry.pattern.fullmatch(line.text):
            yield span


_PLACES = {"text": _anywhere, "heading": _in_headings, "line": _whole_lines}

RULES = {
    "S5": form_of_the_year,
    "S6": current_notices,
    "S7": title_complete,
    "S9": assessment_told,
    "S10": leftovers,
}
