"""What a report calls itself: its title, and the sentences that name it once more."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from workbench.parsing.identity.opening import Opening
from workbench.parsing.identity.units import Unit, read
from workbench.parsing.identity.years import YEAR, years
from workbench.reference import expressions

_YEAR = re.compile(rf"{YEAR}年?度?")
_PIECE = re.compile(r"[>|»:\t]|Page[0-9]{1,3}-")
_SENTENCE = re.compile(r"[,。;!?<]")
_AROUND = re.compile(r"关于|本年度|[《\"\[\](){}-]|(?<![\u3400-\u9fff])度")
#: What a body is called below: 海原县水务局(以下简称县水务局).
_CALLED = re.compile(r"\((?:以下|下)?(?:简)?称[^()]{0,30}\)")
_BEHIND = re.compile(r"\.(?:docx?|pdf|wps)|\([^()]{0,20}\)|》?$")
#: The year behind the title: …年度报告(2010年).
_YEAR_BEHIND = re.compile(rf"[(\[]{YEAR}(?:年度?)?[)\]]")
#: How a preface begins that is glued to the title.
_PREFACE = re.compile("根据|按照|依据|依照|为|本|现|一、")
_LONGEST, _BEFORE = 45, 30


@dataclass(frozen=True, slots=True)
class Naming:
    """A place that calls the report by its name, ``[start, end)`` of the opening's text.

    ``phrase`` is where 政府信息公开… begins; before it stand issuer and year.
    """

    start: int
    phrase: int
    end: int
    unit: Unit | None
    years: tuple[tuple[int, bool, int, int], ...]


@cache
def _words() -> tuple[re.Pattern[str], tuple[str, ...], re.Pattern[str], re.Pattern[str]]:
    title = expressions.entry("identity.toml", "title")
    tail = title["tail"].replace("{year}", YEAR)
    return (
        expressions.compiled(tail, where="identity.toml: title.tail"),
        tuple(title["heads"]),
        expressions.either("identity.toml", "title", "not_before"),
        expressions.either("identity.toml", "title", "not_behind"),
    )


def phrases(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where ``text`` says 政府信息公开工作年度报告 or its like: begin and end.

    Documents about reports (…年度报告编制工作的通知, 年度报告格式) are passed over.
    """
    tail, heads, _, behind = _words()
    for match in tail.finditer(text, start, end):
        begin = match.start()
        while begin > start:
            head = next((each for each in heads if text.endswith(each, start, begin)), None)
            if head is None:
                break
            begin -= len(head)
        if text.endswith("人民", start, begin):
            begin += len("政府")
        named = begin < match.start() or text.endswith(("年", "年度"), start, begin)
        if named and not behind.match(text, match.end()):
            yield begin, match.end()


def title(found: Sequence[Naming]) -> Naming | None:
    """The first of the titles that names unit and year, else the first that names one of them."""
    return max(found, key=lambda each: (each.unit is not None) + bool(each.years), default=None)


def titles(opening: Opening) -> Iterator[Naming]:
    """The lines before the first heading that call the report by its name, as its title does.

    Over two lines where the first holds the unit; none where only sentences name the report
    (现公布关庄乡2017年…), or the page's path or keywords do.
    """
    text, lines = opening.text, opening.lines
    keywords = expressions.one("genres.toml", "keywords", "pattern")
    _, _, refused, _ = _words()
    place = last = 0
    for phrase, end in phrases(text, 0, opening.end):
        while place + 1 < len(lines) and lines[place].end <= phrase:
            place += 1
        line = lines[place]
        if keywords.match(text, line.start):
            continue
        cut = [mark.end() for mark in _PIECE.finditer(text, line.start, phrase)]
        begin, last = max(cut[-1] if cut else line.start, last), end
        label = expressions.either("identity.toml", "title", "labels").match(text, begin)
        begin = label.end() if label else begin
        before = text[begin:phrase]
        if phrase - begin > _LONGEST or _SENTENCE.search(before) or refused.search(before):
            continue
        if not _ends_line(opening, line.end if end <= line.end else end, end):
            continue
        naming = named(text, begin, phrase, end)
        if naming.unit is None and not cut and place:
            naming = _with_line_before(opening, place - 1, naming)
        if naming.unit or naming.years:
            yield naming


def _ends_line(opening: Opening, line_end: int, end: int) -> bool:
    """Whether the title ends its line, or white space parts it from the sentence behind it."""
    behind = opening.text[end:line_end]
    if not behind or _BEHIND.match(behind):
        return True
    squeezed = opening.squeezed
    parted = squeezed.position(end) - squeezed.position(end - 1) > 1 or behind[0] in "|-_/"
    return parted or _PREFACE.match(behind) is not None


def _with_line_before(opening: Opening, place: int, naming: Naming) -> Naming:
    """The title with the line before it, where that line is a body's name, with or without year."""
    line = opening.lines[place]
    if line.end - line.start > _BEFORE or line.end != naming.start:
        return naming
    longer = named(opening.text, line.start, naming.phrase, naming.end)
    return longer if longer.unit else naming


def is_sentence(text: str) -> bool:
    """Whether ``text`` has what no title has: a comma or full stop, or a word such as 根据."""
    return bool(_SENTENCE.search(text) or _words()[2].search(text))


def named(text: str, begin: int, phrase: int, end: int) -> Naming:
    """What stands before the phrase in ``text[begin:end]``: a body's name and a year, which
    may also follow it."""
    found = years(text, begin, end)
    if not found and (behind := _YEAR_BEHIND.match(text, end)):
        found = years(text, end, behind.end())
    name = _AROUND.sub("", _YEAR.sub("", _CALLED.sub("", text[begin:phrase])))
    return Naming(begin, phrase, end, read(name, reading="whole"), tuple(found))


def announcements(opening: Opening, found: Sequence[Naming], end: int) -> Iterator[Naming]:
    """The sentences that name the report: 现公布关庄乡2017年度政府信息公开工作年度报告.

    ``found`` are the titles, which are no sentences; no name reaches over another's end. A
    body at the beginning of a line needs no verb (关庄乡2017年年度报告根据…编制).
    """
    verbs, last = expressions.either("identity.toml", "announced", "before"), 0
    known = {naming.phrase for naming in found}
    for phrase, close in phrases(opening.text, 0, end):
        low, last = max(last, phrase - _LONGEST), close
        if phrase in known:
            continue
        before = list(verbs.finditer(opening.text, low, phrase))
        begin = before[-1].end() if before else opening.line_start(phrase)
        if begin >= low and not _SENTENCE.search(opening.text[begin:phrase]):
            naming = named(opening.text, begin, phrase, close)
            if before or naming.unit:
                yield naming
