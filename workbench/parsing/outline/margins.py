"""What stands around a report's sections: title block and preface before, signature behind."""

from __future__ import annotations

import re
from functools import cache

from workbench.model import Span
from workbench.reference.rules import alternation, rules

_YEAR = r"(?:20[0-9]{2}|二\s?[〇零OoO0]\s?[一二三四五六七八九〇零OoO十0-9]{1,4})"
_DAY = r"[0-9一二三四五六七八九十〇元]{1,3}"
_IN_WORDS = rf"年\s?(?:{_DAY}\s?月\s?(?:{_DAY}\s?日?)?)?"
_LOST_MONTH = r"年\s?[0-9]{2,4}\s?日"
_DATE = rf"{_YEAR}\s?(?:{_LOST_MONTH}|{_IN_WORDS}|[-./年]?\s?{_DAY}\s?[-./月]\s?{_DAY}\s?日?)"
_DATE_LINE = re.compile(
    rf"(?:\n|(?<=[。.])[^\S\n]+[^\s。,;:]{{2,30}}(?=\s))[^\S\n]*[(\[]?{_DATE}[)\]]?[^\S\n]*(?=\n|\||\Z)"
)
_SENTENCE = re.compile(r"[。;!?]")
_TIGHT = re.compile(r"\s+")
FILE = "margins.toml"


@cache
def _pattern(table: str) -> re.Pattern[str]:
    return alternation(rules(FILE, table))


@cache
def _tail() -> re.Pattern[str]:
    return re.compile(rf"\n[^\S\n]*(?:{_pattern('tail').pattern})|(?<=[。\s])附件下载", re.M)


def preface(folded: str, start: int, end: int) -> Span | None:
    """The running text between the title block and ``end``; None where there is none.

    The title block is what stands first: titles, the page's metadata, short lines.
    """
    at = start
    while at < end:
        stop = folded.find("\n", at, end)
        stop = end if stop < 0 else stop
        if _is_prose(folded[at:stop]):
            return _trimmed(folded, at, end)
        at = stop + 1
    return None


def _is_prose(line: str) -> bool:
    tight = _TIGHT.sub("", line).strip("|")
    if _pattern("meta").search(line) and len(tight) < 90 and "。" not in tight:
        return False
    if "。" in tight:
        return len(tight) >= 6
    if len(tight) < 60 and _pattern("title").search(tight):
        return False
    return len(tight) >= (16 if "," in tight else 19)


def close(folded: str, start: int, end: int) -> int:
    """Where the running text that begins at ``start`` ends, before signature and page tail."""
    marks = [match.start() for match in (_tail().search(folded, start, end),) if match]
    stop = min([end, *marks])
    dates = list(_DATE_LINE.finditer(folded, start, stop))
    if dates and not _SENTENCE.search(folded, dates[-1].end(), stop):
        stop = dates[-1].start()
    while (signed := _last_line(folded, start, stop)) is not None:
        stop = signed
    return stop


def _last_line(folded: str, start: int, stop: int) -> int | None:
    """The start of the last line where it is a signature, else None."""
    begin = folded.rfind("\n", start, len(folded[:stop].rstrip(" \t\n|")))
    line = folded[begin + 1 : stop].strip(" \t\n|")
    return begin if begin >= 0 and line and _pattern("signature").match(line) else None


def _trimmed(folded: str, start: int, end: int) -> Span | None:
    while start < end and (folded[start].isspace() or folded[start] == "|"):
        start += 1
    while end > start and folded[end - 1].isspace():
        end -= 1
    return Span(start, end) if end > start else None
