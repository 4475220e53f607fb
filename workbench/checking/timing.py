"""T checks: deadlines, the statistical period, the signature's date and years in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from workbench.checking.view import View
from workbench.model import Finding, Level, Span
from workbench.reference.checks import pattern

_YEAR = re.compile(r"(20[0-9]{2})年(?:度)?([^。;]{0,24})")
_INTENT = re.compile(r"将|要|继续|重点|打算|计划|着力|进一步|加大|加强|做好|推进")
_BACKWARD = re.compile(r"存在|问题|不足|以来|总结|印发|修订|通知|取得|完成|工作中")
_COMPARING = pattern("comparison")


def deadline(view: View) -> Iterator[Finding]:
    """T1: published after the national deadline; townships have none from 2019 on."""
    published, year = view.report.identity.published, view.year
    if published is None or year is None or len(published) < 10:
        yield view.unchecked("T1", reason="没有读到完整的公布日期")
        return
    if "published" in view.report.identity.uncertain:
        yield view.unchecked("T1", reason="公布日期存疑")
        return
    rule = _deadline(view.report.identity.level, year)
    if rule is None:
        yield view.unchecked("T1", reason="该级单位没有全国统一的公布期限")
        return
    day, basis = rule
    span = view.report.identity.evidence.get("published")
    say = view.contradicts if published > day else view.agrees
    yield say("T1", *((span,) if span else ()), published=published, deadline=day, basis=basis)


def _deadline(level: Level | None, year: int) -> tuple[str, str] | None:
    """The day, and the article that sets it."""
    if year < 2019:
        return f"{year + 1}-03-31", "2007年《条例》第三十一条"
    if level is Level.DEPARTMENT:
        return f"{year + 1}-01-31", "2019年《条例》第四十九条"
    if level in (Level.COUNTY, Level.PREFECTURE, Level.PROVINCE):
        return f"{year + 1}-03-31", "2019年《条例》第四十九条"
    return None


def period(view: View) -> Iterator[Finding]:
    """T2: the statistical period is the whole calendar year."""
    said, year = view.report.identity.period, view.year
    span = view.report.identity.evidence.get("period")
    if said is None or year is None or "period" in view.report.identity.uncertain:
        yield view.unchecked("T2")
    elif said == (f"{year}-01-01", f"{year}-12-31"):
        yield view.agrees("T2", *((span,) if span else ()), year=year)
    else:
        fields = {"from": said[0], "to": said[1], "year": year}
        yield view.contradicts("T2", *((span,) if span else ()), **fields)


def signed_after_the_year(view: View) -> Iterator[Finding]:
    """T3: what is dated before 31 December cannot hold the whole year."""
    published, year = view.report.identity.published, view.year
    if published is None or year is None:
        yield view.unchecked("T3")
        return
    span = view.report.identity.evidence.get("published")
    say = view.contradicts if published < f"{year}-12-31"[: len(published)] else view.agrees
    yield say("T3", *((span,) if span else ()), published=published, year=year)


def years_of_acts(view: View) -> Iterator[Finding]:
    """T4: another year beside an act (公开, 收到, 受理), unless it is compared with."""
    if view.year is None:
        yield view.unchecked("T4")
        return
    found = False
    for section in view.report.sections:
        if section.level != 1 or section.role in ("problems", "plan", "preface", "annex"):
            continue
        for span, said in _years(view, section.body):
            found = True
            yield view.contradicts("T4", span, found=span.of(view.text), said=said, year=view.year)
    if not found:
        yield view.agrees("T4", year=view.year)


def _years(view: View, body: Span) -> Iterator[tuple[Span, int]]:
    squeezed = view.within(body)
    for match in pattern("acts").finditer(squeezed.text):
        said = int(match.group(1))
        sentence = squeezed.text[: match.start()].rpartition("。")[2][-30:] + match.group()
        if said != view.year and not _COMPARING.search(sentence):
            yield squeezed.span(*match.span()), said


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
        yield view.contradicts("T5", span, found=f"{year}年", next=view.year + 1)


def _planned_years(view: View, stretch: Span) -> Iterator[tuple[Span, int]]:
    """The years of which ``stretch`` says that something will be done."""
    squeezed = view.within(stretch)
    for match in _YEAR.finditer(squeezed.text):
        if _INTENT.search(match.group(2)) and not _BACKWARD.search(match.group(2)):
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
