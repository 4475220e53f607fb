"""Over which time a number was counted, of which year it is, and whose it is.

全年公开10条,历年累计公开62条 holds a yearly and a cumulative number: the words nearest
before a number decide, and what they leave open the sentence decides.
"""

from __future__ import annotations

import re

from workbench.model import Level, Scope, Subject
from workbench.parsing import numbers
from workbench.parsing.figures.clauses import Statement
from workbench.reference.wording import patterns, regex

_CUMULATIVE = regex("cumulative")
AS_OF = regex("as_of")
_TOTAL = regex("total")
_YEARLY = regex("year")
_LAST_YEAR = re.compile(
    rf"(?<![比较与])(?<!结转)(?<!转结)(?:{patterns()['last_year']})(?!度?(?:结转|转结|遗留))"
)
_YEAR = re.compile(
    r"(?<![0-9比较与自从])((?:19|20)[0-9]{2}|二[〇零oO0][〇零oO0一二][〇零oO0一二三四五六七八九])年"
    r"(?!(?:[0-9]{1,2}月)?(?:[0-9]{1,2}日)?(?:起|以来|至今|开始)|度?(?:结转|转结|遗留))"
)
_SINCE = re.compile(
    r"(?:自|从)?((?:19|20)[0-9]{2})年?(?:[0-9]{1,2}月)?(?:[0-9]{1,2}日)?(?:起|开始|施行|实施|运行|开通|成立)?(?:以来|至今)"
)
_NOW = regex("now")
_YEAR_END = re.compile(r"12月(?:2[0-9]|3[01]|底|末)|年底|年末")
_AREA = regex("area")
_LOWER = regex("lower")
_OTHERS = regex("others")
_VILLAGES = regex("villages")
#: Who belongs to a group has not done what follows: 以各村为成员,配备1名兼职人员.
_MEMBERS = re.compile(r"(?<![^,;。])[^,;。]{0,80}成员(?=[,;])")
_APART = re.compile(r"[,;](?:另外|此外)")
_OVER_OTHERS = (Level.COUNTY, Level.PREFECTURE, Level.PROVINCE)


def year_of(statement: Statement, since: int, until: int, report: int | None) -> int | None:
    """The year of the number at ``until``; the report's own unless the sentence says another.

    ``since`` is where the number before ended: what stands between decides first.
    """
    text = statement.text
    if _LAST_YEAR.search(text, statement.clause(until), until) and report:
        return report - 1
    far = statement.far(until)
    for begin in (max(since, statement.clause(until)), max(since, far), far):
        years = _years(text, begin, until)
        if years:
            return report if begin <= since and report in years else years[-1]
    return report


def _years(text: str, start: int, end: int) -> list[int]:
    found = (numbers.year(year[1]) for year in _YEAR.finditer(text, start, end))
    return [year for year in found if year is not None]


def scope_of(statement: Statement, since: int, until: int, year: int | None) -> tuple[Scope, bool]:
    """The time that the number at ``until`` covers, and whether there is no doubt of it.

    截至…累计 without 全年 or 本年 is cumulative; 截至 a year's end without 累计 is that
    year's, 截至目前 without 累计 probably. A year of its own (累计90条,其中2013年20条) is plain.
    """
    text = statement.text
    far = statement.far(until)
    for begin in (max(since, far), far):
        if _CUMULATIVE.search(text, begin, until) or _since_earlier(text, begin, until, year):
            return Scope.CUMULATIVE, True
        if _YEARLY.search(text, begin, until):
            return Scope.YEAR, True
        if begin and year in _years(text, begin, until) and not AS_OF.search(text, begin, until):
            return Scope.YEAR, True
    marked = AS_OF.search(text, far, until)
    if marked is None:
        return Scope.YEAR, True
    stated = _YEAR.match(text) is not None and marked.start() > 5
    if _TOTAL.search(text, far, until):
        return (Scope.YEAR, False) if stated else (Scope.CUMULATIVE, True)
    if _YEAR_END.search(text, marked.start(), until):
        return Scope.YEAR, True
    now = _NOW.search(text, marked.start(), until) is not None
    return (Scope.YEAR, False) if stated or now else (Scope.AS_OF, True)


def _since_earlier(text: str, start: int, end: int, year: int | None) -> bool:
    """Whether the sentence counts from a year before ``year`` (自2008年以来)."""
    since = _SINCE.search(text, start, end)
    return since is not None and year is not None and int(since[1]) < year


def subject_of(statement: Statement, until: int, level: Level | None) -> Subject:
    """Whose number it is: 全县 the area's, 13个行政村 the subordinates', else the unit's own."""
    text, far = _MEMBERS.sub(_blank, statement.text), statement.far(until)
    far = max((mark.end() for mark in _APART.finditer(text, far, until)), default=far)
    governs = level is None or level in _OVER_OTHERS
    if _OTHERS.search(text, far, until) or (_VILLAGES.search(text, far, until) and not governs):
        return Subject.SUBORDINATE
    if _AREA.search(text, far, until):
        return Subject.AREA
    if _LOWER.search(text, far, until):
        return Subject.AREA if governs else Subject.SUBORDINATE
    if _VILLAGES.search(text, far, until):
        return Subject.SUBORDINATE
    return Subject.OWN


def _blank(found: re.Match[str]) -> str:
    return "·" * len(found.group())
