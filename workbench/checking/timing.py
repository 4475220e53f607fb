"""T checks: deadlines, the statistical period, the signature's date and years in the text."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator

from workbench.checking.view import View, short
from workbench.model import Finding, Span
from workbench.reference.checks import words
from workbench.reference.deadlines import deadline as due

_YEAR = re.compile(r"(20[0-9]{2})年(?:度)?([^。;]{0,24})")
_DATE_LINE = re.compile(
    r"^[^\S\n]*(20[0-9]{2})\s?年\s?([0-9]{1,2})\s?月\s?([0-9]{1,2})\s?日(?=[^\S\n]*$)", re.MULTILINE
)
_MONTHS, _BEHIND = 12, 200
_ASIDE = frozenset(("preface", "problems", "plan", "annex"))
_SCHOOL_YEAR = "按学年统计"
_FIRST_DAY = "-05-01"  # the Regulation of 2007 is in force from 1 May 2008 on


def deadline(view: View) -> Iterator[Finding]:
    """T1: published after the deadline; townships have no national one from 2019 on.

    A date more than a year after the report's is that of a page, moved to a new site.
    """
    published, year = view.report.identity.published, view.year
    if published is None or year is None or len(published) < len("2020-01-31"):
        yield view.unchecked("T1", reason="没有读到完整的公布日期")
        return
    identity = view.report.identity
    rule = due(year, identity.level, identity.code or identity.county_code)
    if int(published[:4]) > year + 1:
        yield view.unchecked("T1", reason="所示日期可能是网页迁移的日期")
    elif "published" in identity.uncertain:
        yield view.unchecked("T1", reason="公布日期存疑")
    elif rule is not None and rule.levels and "level" in identity.uncertain:
        yield view.unchecked("T1", reason="单位的层级存疑")
    elif rule is None:
        yield view.unchecked("T1", reason="该级单位没有全国统一的公布期限，也没有收录地方规定")
    else:
        day, basis = rule.due(year), rule.basis
        say = view.contradicts if published > day else view.agrees
        spans = view.evidence("published", "year")
        yield say("T1", *spans, published=published, deadline=day, basis=basis)


def period(view: View) -> Iterator[Finding]:
    """T2: the statistical period is the whole calendar year."""
    said, year = view.report.identity.period, view.year
    spans = view.evidence("period", "year")
    if said is None or year is None or "period" in view.report.identity.uncertain:
        yield view.unchecked("T2")
        return
    if _is_school_year(view):
        yield view.unchecked("T2", reason=_SCHOOL_YEAR)
        return
    first_year = year == 2008 and said[0] == f"{year}{_FIRST_DAY}"
    if said[1] == f"{year}-12-31" and (said[0] == f"{year}-01-01" or first_year):
        yield view.agrees("T2", *spans, **{"from": said[0], "to": said[1]})
    else:
        fields = {"from": said[0], "to": said[1], "year": year}
        yield view.contradicts("T2", *spans, **fields)


def signed_after_the_year(view: View) -> Iterator[Finding]:
    """T3: what is dated before 31 December cannot hold the whole year."""
    identity, year = view.report.identity, view.year
    published = identity.published
    impossible = _impossible_date(view)
    if impossible is not None:
        what = f"落款日期“{short(impossible.of(view.text))}”在日历上没有"
        yield view.contradicts("T3", impossible, what=what)
    elif published is None or year is None or "published" in identity.uncertain:
        yield view.unchecked("T3")
    elif _is_school_year(view):
        yield view.unchecked("T3", reason=_SCHOOL_YEAR)
    elif published < f"{year}-12-31"[: len(published)]:
        what = f"落款或公布日期为{published}，早于{year}年12月31日，不可能含全年数据"
        yield view.contradicts("T3", *view.evidence("published", "year"), what=what)
    else:
        spans = view.evidence("published", "year")
        yield view.agrees("T3", *spans, published=published, year=year)


def _is_school_year(view: View) -> bool:
    """Whether the report is of a school year: schools report from September to August."""
    said = view.report.identity.period
    return said is not None and (said[0][4:], said[1][4:]) == ("-09-01", "-08-31")


def _impossible_date(view: View) -> Span | None:
    """A line at the end that is a date which no calendar has: 2023年2月30日."""
    for section in view.tops[-1:]:
        end = section.body.end + _BEHIND
        for match in _DATE_LINE.finditer(view.folded, section.body.start, end):
            year, month, day = (int(match.group(n)) for n in (1, 2, 3))
            if not (1 <= month <= _MONTHS and 1 <= day <= monthrange(year, month)[1]):
                return Span(match.start(1), match.end())
    return None


def years_of_acts(view: View) -> Iterator[Finding]:
    """T4: another year beside an act (公开, 收到, 受理), unless it is compared or planned."""
    if view.year is None:
        yield view.unchecked("T4")
        return
    told = [
        view.contradicts("T4", span, found=short(span.of(view.text)), said=said, year=view.year)
        for span, said in _other_years(view)
    ]
    yield from told or [view.agrees("T4", year=view.year)]


def _other_years(view: View) -> Iterator[tuple[Span, int]]:
    told = [s.body for s in view.report.sections if s.level == 1 and s.role not in _ASIDE]
    for match in words("acts").found(view.squeezed.text):
        said = int(match["year"])
        if said != view.year and not _explained(view, match):
            span = view.squeezed.span(*match.span())
            if any(body.start <= span.start < body.end for body in told):
                yield span, said


def _explained(view: View, match: re.Match[str]) -> bool:
    """Whether the sentence compares, looks back, plans, or names the report's year too."""
    text = view.squeezed.text
    start = text.rfind("。", 0, match.start()) + 1
    end = text.find("。", match.end())
    sentence = text[start : end if end >= 0 else None]
    return str(view.year) in sentence or words("other_year").stand(sentence)


def next_year_of_the_plan(view: View) -> Iterator[Finding]:
    """T5: the plan speaks of the year after the report's."""
    if view.year is None:
        yield view.unchecked("T5")
        return
    said = [year for stretch in _plans(view) for year in _planned_years(view, stretch)]
    wrong = [(span, year) for span, year in said if year != view.year + 1]
    if not said:
        yield view.unchecked("T5")
    elif len(wrong) < len(said):
        yield view.agrees("T5", *(span for span, _ in said), next=view.year + 1)
    else:
        span, year = wrong[0]
        spans = (span, *view.evidence("year"))
        yield view.contradicts("T5", *spans, found=f"{year}年", next=view.year + 1)


def _planned_years(view: View, stretch: Span) -> Iterator[tuple[Span, int]]:
    """The years of which ``stretch`` says that something will be done."""
    squeezed = view.within(stretch)
    for match in _YEAR.finditer(squeezed.text):
        after = match.group(2)
        if words("intent").stand(after) and not words("backward").stand(after):
            yield squeezed.span(*match.span(1)), int(match.group(1))


def _plans(view: View) -> Iterator[Span]:
    """The stretches that hold the plan: a section of its own, or what the measures stand in."""
    for section in view.sections("plan"):
        yield section.body
    if view.report.measures:
        first = view.report.measures[0].span
        for section in view.sections("problems"):
            if section.span.start <= first.start < section.span.end:
                last = max((p.span.end for p in view.report.problems), default=section.body.start)
                yield Span(min(last, first.start), section.span.end)


RULES = {
    "T1": deadline,
    "T2": period,
    "T3": signed_after_the_year,
    "T4": years_of_acts,
    "T5": next_year_of_the_plan,
}
