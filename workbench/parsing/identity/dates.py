"""When a report was published or signed, and which stretch of time its numbers cover."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import NamedTuple

from workbench.model import Span
from workbench.parsing.identity.opening import Opening
from workbench.parsing.identity.years import BEGINS_YEAR, is_sound, value
from workbench.reference import expressions

_GAP = r"[^\S\n]{0,4}"
_DAY = r"3[01]|[12][0-9]|0?[1-9]|三十一|二?十[一二三四五六七八九]?|三十|[一二三四五六七八九]"
_MONTH = r"1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九]"
#: 2018年3月16日, 2018-03-16, 2018/3/16, 2018.03.16, 二〇一八年三月, and 20183月16日 (damaged).
DATE = (
    rf"(?<![0-9.])(?P<year>{BEGINS_YEAR}){_GAP}(?P<first>年|[-/.])?{_GAP}"
    rf"(?P<month>{_MONTH}){_GAP}(?:(?P<second>月|(?P=first)){_GAP}(?:(?P<day>{_DAY}){_GAP}(?P<third>日)?)?)?"
    r"(?:(?<=日)|(?![0-9]))"
)
_DATE = re.compile(DATE)
ISO = re.compile(r"[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?")
_ALONE = re.compile(
    rf"(?:(?<=\n)|(?<=[告报])|^){_GAP}[(\[|•·]?{_GAP}{DATE}{_GAP}[)\]]?"
    r"(?=[^\S\n]*(?:\n|$|来源|[0-9]{1,2}:[0-9]{2}|[|]))(?![^\n]{0,20}星期)"
)
#: With the hour behind it, between other fields: 某网 2013年03月29日 14时11分 来源:….
_TIMED = re.compile(
    rf"(?<=\s){DATE}{_GAP}[0-9]{{1,2}}(?::[0-9]{{2}}|时[0-9]{{1,2}}分)(?=[^\n。]{{0,40}}来源)"
)
#: In brackets behind the title: 年度报告(2026-01-30).
_BEHIND_TITLE = re.compile(rf"(?<=[告报]){_GAP}\({_GAP}{DATE}{_GAP}\)")
_SIGNED = re.compile(rf"{DATE}{_GAP}[)\]]?$")
_HAN = {character: number for number, character in enumerate("〇一二三四五六七八九")}
_REACH, _LINES = 700, 14
_SIGNATURE_PREFIX = 40

#: From 1 January to 31 December, with or without the days, with or without what was lost.
_PERIOD = re.compile(
    rf"(?P<y1>{BEGINS_YEAR})(?P<a>年?)(?P<m1>[1-9]|0[1-9]|1[0-2]|[一五])(?P<b>月?)(?P<d1>[0-9]{{1,2}}|一)?(?P<e1>日?)"
    r"(?:起|开始|始)?,?(?:至|到|-+|~)+"
    rf"(?:(?P<y2>{BEGINS_YEAR})(?P<c>年?))?(?P<m2>1[0-2]|0?[1-9]|十二)(?P<b2>月?)(?P<d2>[0-3]?[0-9]|三十一|三十)?(?P<e2>日?)"
)


class Dated(NamedTuple):
    """A date as ISO text (2018-03-16, or 2017-03 where no day stands), and where it stands."""

    text: str
    sound: bool
    span: Span


class Period(NamedTuple):
    begins: str
    ends: str
    sound: bool
    span: Span


def number(token: str) -> int:
    """Month or day: 03, 3, 三, 十二 and 三十一 (twenty is 二十)."""
    if token.isdigit() and token.isascii():
        return int(token)
    if "十" not in token:
        return _HAN[token]
    tens, _, units = token.partition("十")
    return (_HAN[tens] if tens else 1) * 10 + (_HAN[units] if units else 0)


def _read(match: re.Match[str]) -> Dated | None:
    year = value(match["year"])
    if year is None or not match["second"]:
        return None
    sound = is_sound(match["year"]) and match["first"] is not None
    month, day = number(match["month"]), match["day"]
    if day is None:
        if match["second"] != "月":
            return None
        return Dated(f"{year}-{month:02d}", sound, Span(*match.span()))
    text = _iso(year, month, number(day))
    return Dated(text, sound, Span(*match.span())) if text else None


def _iso(year: int, month: int, day: int) -> str | None:
    """The day as ISO text, or None where the calendar has no such day."""
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


@cache
def _labels() -> tuple[re.Pattern[str], dict[str, int]]:
    """One expression over every label of a date, and the rank of each; the refused have none."""
    rows = expressions.entry("identity.toml", "dated")
    rank = {label: n for n, row in enumerate(rows) for label in row["labels"]}
    every = [*rank, *expressions.entry("identity.toml", "not_dated", "labels")]
    spaced = expressions.joined(
        (r"[^\S\n]{0,3}".join(label) for label in every), where="identity.toml: dated"
    )
    return re.compile(rf"(?P<label>{spaced})[\s:|\]]{{0,12}}(?={BEGINS_YEAR})"), rank


def shown(opening: Opening, start: int) -> Iterator[tuple[int, Dated]]:
    """The dates that the page gives before the first heading, each with its rank, best first 0.

    Behind a label (发布日期) by the label's row; alone on a line, in brackets or before 来源,
    with the hour among other fields, after the place ``start`` of the original, where the title
    begins; in brackets behind any title. A site's clock (2025年12月30日 星期二) and the day of
    a crawl are none.
    """
    folded, stop = opening.folded, opening.squeezed.position(max(opening.end - 1, 0)) + 1
    pattern, rank = _labels()
    for label in pattern.finditer(folded, opening.part.start, stop):
        place = rank.get("".join(label["label"].split()))
        match = _DATE.match(folded, label.end()) if place is not None else None
        found = _read(match) if match else None
        if found and place is not None:
            yield 2 * place, found
    places = ((_ALONE, start), (_TIMED, start), (_BEHIND_TITLE, opening.part.start))
    for style, begin in places:
        for match in style.finditer(folded, begin, stop):
            found = _read(match)
            if found:
                yield 3, found


def signed(folded: str, part: Span) -> Dated | None:
    """The date under which the report ends: the last line that holds a date and at most a name.

    What may follow it: 主题词, 抄报, the print run, the names of attachments.
    """
    place, lines = part.end, 0
    while lines < _LINES:
        begin = folded.rfind("\n", max(part.start, part.end - _REACH), place) + 1
        if begin == 0:
            break
        line = folded[begin:place].rstrip()
        lines += bool(line)
        match = _SIGNED.search(line)
        named = line[: match.start()].strip() if match else ""
        if match and len(named) <= _SIGNATURE_PREFIX and not re.search("[,。;:至]", named):
            found = _read(match)
            if found:
                return Dated(
                    found.text, found.sound, Span(begin + match.start(), begin + match.end())
                )
        place = begin - 1
    return None


def periods(opening: Opening) -> Iterator[Period]:
    """The statistical periods that the text names, in order: 自2017年1月1日起至12月31日止.

    201712月31日 lost its 年 and 1月日 its day: they are read, and not sound. Without days a
    period is one of whole months: 2022年1月至12月.
    """
    for match in _PERIOD.finditer(opening.text):
        begins, ends = value(match["y1"]), value(match["y2"] or match["y1"])
        if begins is None or ends is None or not 0 <= ends - begins <= 1:
            continue
        first, last = _bound(match, begins, "m1", "d1"), _bound(match, ends, "m2", "d2")
        if first is None or last is None or first >= last:
            continue
        whole = [match["a"], match["b"], match["b2"], match["c"] if match["y2"] else "年"]
        sound = all(whole) and bool(match["d1"]) == bool(match["e1"])
        yield Period(first, last, sound, opening.span(match.start("y1"), match.end()))


def _bound(match: re.Match[str], year: int, month: str, day: str) -> str | None:
    """One end of a period; without a day it is the first of January or the last of December."""
    if match[day]:
        return _iso(year, number(match[month]), number(match[day]))
    return {"m1:1": f"{year}-01-01", "m2:12": f"{year}-12-31"}.get(
        f"{month}:{number(match[month])}"
    )
