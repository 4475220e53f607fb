"""When a report was published or signed, and which stretch of time its numbers cover."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import NamedTuple

from workbench.model import Span
from workbench.parsing.opening import Opening
from workbench.parsing.years import YEAR, is_sound, value
from workbench.reference import load

_GAP = r"[^\S\n]{0,4}"
_DAY = r"3[01]|[12][0-9]|0?[1-9]|三十一|二?十[一二三四五六七八九]?|三十|[一二三四五六七八九]"
_MONTH = r"1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九]"
#: 2018年3月16日, 2018-03-16, 2018/3/16, 2018.03.16, 二〇一八年三月, and 20183月16日 (damaged).
DATE = (
    rf"(?<![0-9.])(?P<year>{YEAR.removesuffix('(?![0-9])')}){_GAP}(?P<first>年|[-/.])?{_GAP}"
    rf"(?P<month>{_MONTH}){_GAP}(?:(?P<second>月|(?P=first)){_GAP}(?:(?P<day>{_DAY}){_GAP}(?P<third>日)?)?)?"
    r"(?![0-9])"
)
_DATE = re.compile(DATE)
ISO = re.compile(r"[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?")
_UNDER_TITLE = re.compile(rf"[(\[|]?{_GAP}{DATE}(?![^\n]{{0,20}}星期)")
_SIGNED = re.compile(rf"{DATE}{_GAP}[)\]]?$")
_HAN = {character: number for number, character in enumerate("〇一二三四五六七八九")}
_REACH, _LINES = 700, 14
_SIGNATURE_PREFIX = 40

_PERIOD = re.compile(
    rf"(?P<y1>{YEAR.removesuffix('(?![0-9])')})(?P<a>年?)(?P<m1>[0-9]{{1,2}}|[一五])(?P<b>月?)(?P<d1>[0-9]{{1,2}}|一)日?"
    r"(?:起|开始|始)?,?(?:至|到|-+|~|—)+"
    rf"(?:(?P<y2>{YEAR.removesuffix('(?![0-9])')})(?P<c>年?))?(?P<m2>1[0-2]|0?[1-9]|十二)(?P<e>月?)(?P<d2>[0-3]?[0-9]|三十一|三十)(?P<f>日?)"
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
    words = load.toml("identity.toml")
    rank = {label: n for n, row in enumerate(words["dated"]) for label in row["labels"]}
    every = sorted([*rank, *words["not_dated"]["labels"]], key=len, reverse=True)
    spaced = (r"[^\S\n]{0,3}".join(label) for label in every)
    return re.compile(rf"(?P<label>{'|'.join(spaced)})[\s:|]{{0,12}}(?={YEAR[:-9]})"), rank


def published(opening: Opening, title: Span | None) -> Dated | None:
    """The date that the page gives: behind the best label before the first heading, else alone
    on a line under the title, in brackets or not; None where the page shows none.

    A site's clock (2025年12月30日 星期二) and the day of a crawl are no publication.
    """
    folded, stop = opening.folded, opening.squeezed.position(opening.end - 1) + 1
    pattern, rank = _labels()
    best: tuple[int, Dated] | None = None
    for label in pattern.finditer(folded, opening.part.start, stop):
        place = rank.get("".join(label["label"].split()))
        match = _DATE.match(folded, label.end()) if place is not None else None
        found = _read(match) if match else None
        if found and place is not None and (best is None or place < best[0]):
            best = place, found
    if best:
        return best[1]
    return _under(folded, title, stop) if title else None


def _under(folded: str, title: Span, stop: int) -> Dated | None:
    """A date that begins one of the three lines after the title: (2010年3月5日), 2017年3月."""
    place = title.end
    for _ in range(4):
        while place < stop and folded[place].isspace():
            place += 1
        end = folded.find("\n", place, stop)
        end = stop if end < 0 else end
        match = _UNDER_TITLE.match(folded, place, end)
        if match and end - match.end() < 60 and not _in_sentence(folded[match.end() : end]):
            return _read(match)
        place = end
    return None


def _in_sentence(rest: str) -> bool:
    return rest.strip()[:1] in ("起", "至", "以", "-", "到", ",") or "。" in rest


def signed(folded: str, part: Span) -> Dated | None:
    """The date under which the report ends: the last line that holds a date and at most a name.

    What may follow it: 主题词, 抄报, the print run, the names of attachments.
    """
    place = part.end
    for _ in range(_LINES):
        begin = folded.rfind("\n", max(part.start, part.end - _REACH), place) + 1
        if begin == 0:
            break
        line = folded[begin:place].rstrip()
        match = _SIGNED.search(line)
        if (
            match
            and match.start() <= _SIGNATURE_PREFIX
            and not re.search("[,。;:至]", line[: match.start()])
        ):
            found = _read(match)
            if found:
                return Dated(
                    found.text, found.sound, Span(begin + match.start(), begin + match.end())
                )
        place = begin - 1
    return None


def periods(opening: Opening) -> Iterator[Period]:
    """The statistical periods that the text names, in order: 自2017年1月1日起至12月31日止.

    201712月31日 lost its 年: it is read, and not sound.
    """
    for match in _PERIOD.finditer(opening.text):
        begins, ends = value(match["y1"]), value(match["y2"] or match["y1"])
        if begins is None or ends is None or not 0 <= ends - begins <= 1:
            continue
        first = _iso(begins, number(match["m1"]), number(match["d1"]))
        last = _iso(ends, number(match["m2"]), number(match["d2"]))
        if first is None or last is None or first >= last:
            continue
        sound = bool(match["a"] and match["b"] and match["e"] and (match["c"] or not match["y2"]))
        yield Period(first, last, sound, opening.span(match.start("y1"), match.end()))
