"""Q checks: hints on how the problem section is written; never counted as errors."""

from __future__ import annotations

import re
from collections.abc import Iterator

from workbench.checking.view import View
from workbench.model import Finding, Section
from workbench.reference.checks import words

_HAN = re.compile(r"[\u3400-\u9fff〇]")
_SHORT = 20


def _section(view: View) -> Section | None:
    """The problem section; None where there is none, or where the text may be cut off."""
    return None if view.ends_early else next(view.sections("problems"), None)


def length(view: View) -> Iterator[Finding]:
    """Q1: the problem section is shorter than about 20 characters, or only 无."""
    section = _section(view)
    if section is None:
        yield view.unchecked("Q1")
        return
    characters = len(_HAN.findall(section.body.of(view.text)))
    say = view.contradicts if characters < _SHORT else view.agrees
    yield say("Q1", section.span, length=characters)


def concreteness(view: View) -> Iterator[Finding]:
    """Q2: no problem names a number, a column, a document or a domain."""
    problems = view.report.problems
    if not problems:
        yield view.unchecked("Q2")
        return
    concrete = sum(problem.concrete for problem in problems)
    spans = [problem.span for problem in problems]
    say = view.agrees if concrete else view.contradicts
    yield say("Q2", *spans, count=len(problems), concrete=concrete)


def answered(view: View) -> Iterator[Finding]:
    """Q3: a problem for which no measure was read."""
    problems = view.report.problems
    if not problems or not view.report.measures or view.ends_early:
        yield view.unchecked("Q3")
        return
    open_ = [problem for problem in problems if not problem.measures]
    if open_:
        numbers = "、".join(str(problem.n) for problem in open_)
        yield view.contradicts("Q3", *(problem.span for problem in open_), numbers=numbers)
    else:
        yield view.agrees("Q3", count=len(problems))


def last_years_problems(view: View) -> Iterator[Finding]:
    """Q4: nothing is said on how last year's problems were dealt with."""
    section = _section(view)
    if section is None:
        yield view.unchecked("Q4")
        return
    match = words("solved").first(view.within(section.body).text)
    yield view.agrees("Q4") if match else view.contradicts("Q4", view.heading(section))


def about_the_unit(view: View) -> Iterator[Finding]:
    """Q5: a problem that speaks of others (各级政府部门, 部分地区)."""
    if not view.report.problems:
        yield view.unchecked("Q5")
        return
    found = False
    for problem in view.report.problems:
        squeezed = view.within(problem.span)
        match = words("elsewhere").first(squeezed.text)
        if match is not None:
            span = squeezed.span(*match.span())
            found = True
            yield view.contradicts("Q5", span, found=span.of(view.text))
    if not found:
        yield view.agrees("Q5")


RULES = {
    "Q1": length,
    "Q2": concreteness,
    "Q3": answered,
    "Q4": last_years_problems,
    "Q5": about_the_unit,
}
