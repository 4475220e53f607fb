"""S checks: the parts that the form asks for, their contents, titles, citations and labels."""

from __future__ import annotations

import re
from collections.abc import Iterator

from workbench.checking.view import View
from workbench.model import Finding, Form, Level, Section, Span
from workbench.parsing import numbers
from workbench.reference import load
from workbench.reference.checks import pattern, rows
from workbench.reference.forms import form

_HAN = re.compile(r"[\u3400-\u9fff〇]")
_TABLE_ROLES = {"proactive": "proactive", "requests": "requests", "disputes": "disputes"}
_NEW_FORMS = (Form.Y2019, Form.Y2021)
_ENOUGH_LABELS = 2
_NO_OUTLINE = "没有读到分部分的标题"


def required_parts(view: View) -> Iterator[Finding]:
    """S1: the sections that the year requires are present."""
    era = view.expected_form
    if era is None or not view.tops:
        reason = "报告年度不明" if era is None else _NO_OUTLINE
        yield view.unchecked("S1", reason=reason)
        return
    data = load.toml("checks.toml")
    needed = data["required"][era.value]
    nested = era not in _NEW_FORMS  # the new forms fix the top level, the old ones only the items
    present = {s.role for s in view.report.sections if nested or s.level == 1}
    missing = [data["role_names"][role] for role in needed if role not in present]
    spans = tuple(section.span for section in view.tops[:1])
    if missing:
        yield view.contradicts("S1", *spans, form=era.value, missing="、".join(missing))
    else:
        yield view.agrees("S1", *spans, form=era.value, count=len(needed))


def empty_parts(view: View) -> Iterator[Finding]:
    """S2: a section has nothing under its heading; a missing table is S4's."""
    if not view.tops:
        yield view.unchecked("S2")
        return
    empty = [section for section in view.tops if not _filled(view, section)]
    for section in empty:
        yield view.contradicts("S2", section.span, heading=section.heading.strip())
    if not empty:
        yield view.agrees("S2", count=len(view.tops))


def _filled(view: View, section: Section) -> bool:
    needs_table = view.expected_form in _NEW_FORMS and section.role in _TABLE_ROLES
    return needs_table or bool(_HAN.search(section.body.of(view.text)))


def problems_stated(view: View) -> Iterator[Finding]:
    """S3: there is a problem section, and it holds more than a plan."""
    if not view.report.sections:
        yield view.unchecked("S3")
    elif view.report.problems:
        spans = (problem.span for problem in view.report.problems)
        yield view.agrees("S3", *spans, count=len(view.report.problems))
    else:
        section = next(view.sections("problems", "plan"), None)
        found = f"“{section.heading.strip()}”部分" if section else "全文"
        yield view.contradicts("S3", *((section.span,) if section else ()), found=found)


def tables_present(view: View) -> Iterator[Finding]:
    """S4: under the headings of sections two to four of the new forms stand tables."""
    if view.expected_form not in _NEW_FORMS:
        yield view.unchecked("S4", reason="该年度没有全国统一的章节表格")
        return
    headed = {s.role: s for s in view.tops if s.role in _TABLE_ROLES}
    read = {cell.table for cell in view.report.cells}
    unread = [section for role, section in headed.items() if _TABLE_ROLES[role] not in read]
    missing = [section for section in unread if not _labelled(view, section)]
    for section in missing:
        yield view.contradicts("S4", section.span, heading=section.heading.strip())
    if not headed:
        yield view.unchecked("S4", reason="没有读到第二、三、四部分的标题")
    elif len(unread) > len(missing):
        yield view.unchecked("S4", reason="有表格没有填写，或者没有读出")
    elif not missing:
        yield view.agrees("S4", count=len(headed))


def _labelled(view: View, section: Section) -> bool:
    """Whether the labels of the section's table stand there, though no number was read."""
    era = view.expected_form
    table = form(era).table(_TABLE_ROLES[section.role]) if era else None
    words = view.within(section.body).text
    labels = [column.printed.label for column in table.columns] if table else []
    return sum(label in words for label in labels) >= _ENOUGH_LABELS


def form_of_the_year(view: View) -> Iterator[Finding]:
    """S5: the tables follow the form of the report's year."""
    used, expected = view.report.form, view.expected_form
    if expected is None or not view.report.cells:
        reason = "报告年度不明" if expected is None else "没有读到表格"
        yield view.unchecked("S5", reason=reason)
        return
    spans = (Span(view.report.cells[0].span.start, view.report.cells[-1].span.end),)
    if used is expected:
        yield view.agrees("S5", *spans, year=view.year, form=used.value)
    else:
        yield view.contradicts(
            "S5", *spans, year=view.year, form=used.value, expected=expected.value
        )


def current_notices(view: View) -> Iterator[Finding]:
    """S6: a notice is cited that a newer one has replaced."""
    if view.year is None:
        yield view.unchecked("S6")
        return
    found = [
        (match, row["successor"])
        for expression, row in rows("superseded")
        if view.year >= row["from"]
        for match in [expression.search(view.squeezed.text)]
        if match
    ]
    for match, successor in found:
        span = view.squeezed.span(*match.span())
        cited = span.of(view.text)
        yield view.contradicts("S6", span, year=view.year, cited=cited, successor=successor)
    if not found:
        yield view.agrees("S6")


_TITLE_NEEDS = (
    (re.compile(r"20[0-9]{2}|二[〇零O0]"), "没有写年度"),
    (re.compile(r"年度?报告?|年报"), "没有写“年度报告”"),
)
_OTHER_GENRES = re.compile(r"工作总结|工作报告$|情况总结")


def title_complete(view: View) -> Iterator[Finding]:
    """S7: the title names unit, year and 年度报告."""
    identity = view.report.identity
    span = identity.evidence.get("title")
    if identity.title is None or span is None:
        yield view.unchecked("S7")
        return
    title = view.within(span).text
    lacks = [what for needed, what in _TITLE_NEEDS if not needed.search(title)]
    if _OTHER_GENRES.search(title) and "年度报告" not in title:
        lacks = ["写作工作报告或者总结"]
    if lacks:
        yield view.contradicts("S7", span, title=title, what="，".join(lacks))
    else:
        yield view.agrees("S7", span)


def parts_as_said(view: View) -> Iterator[Finding]:
    """S8: the preface counts the parts; the text has that many."""
    preface = next(view.sections("preface"), None)
    said = None
    if preface is not None:
        squeezed = view.within(preface.span)
        said = pattern("parts_said").search(squeezed.text)
    number = numbers.read(said.group(1)) if said else None
    if (
        said is None
        or not isinstance(number, numbers.Number)
        or preface is None
        or len(view.tops) < 2
    ):
        yield view.unchecked("S8")
        return
    spans = (squeezed.span(*said.span()), *(section.span for section in view.tops))
    say = view.agrees if number.value == len(view.tops) else view.contradicts
    yield say("S8", *spans, said=number.value, found=len(view.tops))


def assessment_told(view: View) -> Iterator[Finding]:
    """S9: from 2019 a government's report tells of assessment, appraisal, accountability."""
    governments = (Level.PROVINCE, Level.PREFECTURE, Level.COUNTY, Level.TOWNSHIP)
    if view.year is None or view.year < 2019 or view.report.identity.level not in governments:
        early = view.year is not None and view.year < 2019
        yield view.unchecked(
            "S9", reason="2019年以前没有此项要求" if early else "不是一级政府的报告"
        )
        return
    match = pattern("assessment").search(view.squeezed.text)
    if match:
        yield view.agrees("S9", view.squeezed.span(*match.span()))
    else:
        yield view.contradicts("S9")


def leftovers(view: View) -> Iterator[Finding]:
    """S10: words that a template or another body's report left behind."""
    found = False
    issuer = view.report.identity.issuer or ""
    for expression, row in rows("leftover"):
        if row.get("unless") and row["unless"] in issuer:
            continue
        spans = list(_matches(view, expression, headings=row["where"] == "heading"))
        if spans:
            found = True
            words = "".join(spans[0].of(view.text).split())
            yield view.contradicts("S10", *spans, found=words, what=row["what"])
    if not found:
        yield view.agrees("S10")


def _matches(view: View, expression: re.Pattern[str], *, headings: bool) -> Iterator[Span]:
    """Where ``expression`` stands: in headings only, or anywhere."""
    if not headings:
        for match in expression.finditer(view.squeezed.text):
            yield view.squeezed.span(*match.span())
        return
    for section in view.report.sections:
        heading = view.within(Span(section.span.start, section.body.start))
        for match in expression.finditer(heading.text):
            yield heading.span(*match.span())


RULES = {
    "S1": required_parts,
    "S2": empty_parts,
    "S3": problems_stated,
    "S4": tables_present,
    "S5": form_of_the_year,
    "S6": current_notices,
    "S7": title_complete,
    "S8": parts_as_said,
    "S9": assessment_told,
    "S10": leftovers,
}
