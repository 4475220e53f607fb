"""S1 to S4 and S8: the parts that the form asks for, what stands in them, and their number."""

from __future__ import annotations

import re
from collections.abc import Iterator

from workbench.checking.labels import dropped_rows
from workbench.checking.view import View, short
from workbench.model import Finding, Form, Section, Span
from workbench.parsing import numbers
from workbench.reference.checks import required, words
from workbench.reference.forms import form
from workbench.reference.indicators import cell_key, indicators

_CONTENT = re.compile(r"[\u3400-\u9fff〇0-9]")
_TABLE_ROLES = {"proactive": "proactive", "requests": "requests", "disputes": "disputes"}
_NEW_FORMS = (Form.Y2019, Form.Y2021)
_ENOUGH_LABELS = 2
_NUMERALS = "一二三四五六七八九十"
_NO_OUTLINE = "没有读到分部分的标题"
_CUT = "文本可能不完整"
_CLOSING = frozenset(("problems", "plan", "other"))
_FIRST_WORDS = 200
#: A heading that is longer holds a sentence of its section.
_LONGEST_HEADING = 32
#: Before 2019 an item of Article 32 may stand under any heading, but not in what is planned.
_ITEMS = {
    role: f"item_{role}" for role in ("proactive", "requests", "fees", "disputes", "problems")
}
_FIGURES = {
    "proactive": ("proactive_total",),
    "requests": ("requests_received",),
    "fees": ("fees",),
    "disputes": ("reconsideration_total", "litigation_total"),
    "problems": (),
}


def required_parts(view: View) -> Iterator[Finding]:
    """S1: the parts that the year requires are there, and in the form's order."""
    era = view.expected_form
    headed = any(section.heading for section in view.tops)
    if era is None or not view.tops or (era in _NEW_FORMS and not headed):
        yield view.unchecked("S1", reason="报告年度不明" if era is None else _NO_OUTLINE)
        return
    needed = required(era)
    missing = [name for role, name in needed if not _present(view, role, era)]
    if missing and view.ends_early:
        yield view.unchecked("S1", reason=_CUT)
        return
    order = _order(view, [role for role, _ in needed]) if era in _NEW_FORMS else ""
    spans = map(view.heading, view.tops)
    if missing:
        what = f"按{era.value}年格式应有的部分中，未见：{'、'.join(missing)}"
        yield view.contradicts("S1", *spans, what=what)
    elif order:
        yield view.contradicts("S1", *spans, what=order)
    else:
        yield view.agrees("S1", *spans, form=era.value, count=len(needed))


def _present(view: View, role: str, era: Form) -> bool:
    """Whether a part stands under its heading, or, before 2019, anywhere in what is reported."""
    fixed = era in _NEW_FORMS
    roles = (role, "plan") if role == "problems" else (role,)  # a plan alone is S3's
    if any(s.role in roles and (s.level == 1 or not fixed) for s in view.report.sections):
        return True
    if fixed:
        return False
    if any(_has(view, indicator) for indicator in _FIGURES[role]):
        return True
    item = words(_ITEMS[role])
    reported = (s for s in view.tops if s.role not in ("problems", "plan"))
    return any(item.stand(view.within(section.span).text) for section in reported)


def _has(view: View, indicator: str) -> bool:
    """Whether a figure or a row of the statistics table speaks of ``indicator``."""
    if any(figure.indicator == indicator for figure in view.report.figures):
        return True
    paths = indicators()[indicator].cells.get(view.report.form.value, ())
    return any(key in view.cells for key in map(cell_key, paths))


def _order(view: View, roles: list[str]) -> str:
    """What is wrong with the order of the parts, where each stands once and is numbered."""
    found = [section for section in view.tops if section.role in roles]
    if sorted(s.role for s in found) != sorted(roles) or not _numbered(view.tops):
        return ""
    if [section.role for section in found] == roles:
        return ""
    return f"各部分的顺序为：{'、'.join(short(section.heading) for section in found)}，与格式不同"


def _numbered(sections: tuple[Section, ...]) -> bool:
    """Whether the sections are numbered 一 to the last without a gap."""
    return [section.number for section in sections] == list(_NUMERALS[: len(sections)])


def empty_parts(view: View) -> Iterator[Finding]:
    """S2: a section has nothing under its heading; a missing table is S4's."""
    if not view.tops:
        yield view.unchecked("S2", reason=_NO_OUTLINE)
        return
    empty = [section for section in view.tops if not _filled(view, section)]
    if empty and empty[-1] is view.tops[-1] and view.ends_early:
        yield view.unchecked("S2", reason=_CUT)
        empty.pop()
    for section in empty:
        yield view.contradicts("S2", view.heading(section), heading=short(section.heading))
    if not empty:
        yield view.agrees("S2", count=len(view.tops))


def _filled(view: View, section: Section) -> bool:
    needs_table = view.expected_form in (None, *_NEW_FORMS) and section.role in _TABLE_ROLES
    heading = section.heading.rstrip("。 　")
    said = heading.endswith("无") or "，" in heading or len(heading) > _LONGEST_HEADING
    return needs_table or said or bool(_CONTENT.search(section.body.of(view.text)))


def problems_stated(view: View) -> Iterator[Finding]:
    """S3: there is a problem section, and it holds more than a plan."""
    if view.report.problems:
        spans = (problem.span for problem in view.report.problems)
        yield view.agrees("S3", *spans, count=len(view.report.problems))
        return
    section = next(view.sections("problems", "plan"), None)
    reason = _not_told(view, section)
    if reason:
        yield view.unchecked("S3", reason=reason)
    else:
        found = f"“{short(section.heading)}”部分" if section else "全文"
        yield view.contradicts("S3", *((view.heading(section),) if section else ()), found=found)


def _not_told(view: View, section: Section | None) -> str:
    """Why nothing can be said though no problem was read; empty where something can."""
    if not view.report.sections:
        return _NO_OUTLINE
    if view.ends_early:
        return _CUT
    if section is not None and words("problem").stand(view.within(section.body).text):
        return "没有逐条读出问题"
    return ""


def tables_present(view: View) -> Iterator[Finding]:
    """S4: under the headings of sections two to four of the new forms stand tables."""
    if view.expected_form not in _NEW_FORMS:
        yield view.unchecked("S4", reason="该年度没有全国统一的章节表格")
        return
    headed = {s.role: s for s in view.tops if s.role in _TABLE_ROLES and _of_the_form(s)}
    read = {cell.table for cell in view.report.cells}
    unread = [section for role, section in headed.items() if _TABLE_ROLES[role] not in read]
    missing = [section for section in unread if not _labelled(view, section)]
    if missing and missing[-1] is view.tops[-1] and view.ends_early:
        missing.pop()
    for section in missing:
        what = f"“{short(section.heading)}”之下没有读到表格（可能是图片或附件）"
        yield view.contradicts("S4", view.heading(section), what=what)
    dropped = [] if _cut_in_a_table(view) else list(dropped_rows(view))
    for table, label in dropped:
        what = f"“{table.name}”表中未见“{label}”一行"
        yield view.contradicts("S4", view.extents[table.key], what=what)
    if not headed:
        yield view.unchecked("S4", reason="没有读到第二、三、四部分的标题")
    elif len(unread) > len(missing):
        yield view.unchecked("S4", reason="有表格没有填写，或者没有读全")
    elif not missing and not dropped:
        yield view.agrees("S4", count=len(headed))


def _cut_in_a_table(view: View) -> bool:
    """Whether the text is cut off in the section of its last table."""
    ends = [extent.end for extent in view.extents.values()]
    return view.ends_early and bool(ends) and max(ends) > view.tops[-1].body.start


def _of_the_form(section: Section) -> bool:
    """Whether a heading is numbered as the form's are (二、), or not at all; （一） is a part."""
    number = (section.number or "").strip(" 、.")
    return not number or (len(number) == 1 and number in _NUMERALS)


def _labelled(view: View, section: Section) -> bool:
    """Whether the labels of the section's table stand there, though no number was read."""
    era = view.expected_form
    table = form(era).table(_TABLE_ROLES[section.role]) if era else None
    inside = view.within(section.body).text
    labels = [column.printed.label for column in table.columns] if table else []
    return sum(label in inside for label in labels) >= _ENOUGH_LABELS


def parts_as_said(view: View) -> Iterator[Finding]:
    """S8: a sentence counts the parts; the text has that many."""
    reason = _uncounted(view)
    if reason:
        yield view.unchecked("S8", reason=reason)
        return
    before = view.within(_beginning(view))
    said = words("parts_said").first(before.text)
    number = numbers.read(said.group("n")) if said else None
    if said is None or not isinstance(number, numbers.Number):
        yield view.unchecked("S8", reason="没有写明由几个部分组成")
        return
    spans = (before.span(*said.span()), *map(view.heading, view.tops))
    annexed = any(view.sections("annex"))
    same = number.value in (len(view.tops), len(view.tops) + annexed)
    if number.value > len(view.tops) and not any(s.role in _CLOSING for s in view.tops):
        yield view.unchecked("S8", reason=_CUT)
        return
    say = view.agrees if same else view.contradicts
    yield say("S8", *spans, said=number.value, found=len(view.tops))


def _uncounted(view: View) -> str:
    """Why the parts of the text cannot be counted for sure; empty where they can."""
    if len(view.tops) < 2:
        return _NO_OUTLINE
    if not _numbered(view.tops):
        return "各部分没有连续编号"
    return _CUT if view.ends_early else ""


def _beginning(view: View) -> Span:
    """The report's preface and the first words under its first heading."""
    first = view.tops[0]
    start = next(view.sections("preface"), first).span.start
    return Span(start, min(first.span.end, first.body.start + _FIRST_WORDS))


RULES = {
    "S1": required_parts,
    "S2": empty_parts,
    "S3": problems_stated,
    "S4": tables_present,
    "S8": parts_as_said,
}
