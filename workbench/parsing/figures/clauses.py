"""Sentences as rules read them, and the counts that stand in them.

A :class:`Statement` is a sentence without its white space and with the titles of documents
blanked out, so that 《关于2014年…的通知》 says nothing. A :class:`Count` is a number with its
unit. What looks like one and is none never becomes one: an ordinal (第3次), a range (3-5件),
a telephone or document number, a year, a percentage, a vague number (数十条, 四五次).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from workbench.model import Qualifier, Span
from workbench.parsing import numbers
from workbench.parsing.fold import Squeezed
from workbench.parsing.sentences import sentences
from workbench.reference.units import UNIT, of_kind
from workbench.reference.wording import regex

_FIGURE = f"[0-9{numbers.HAN}]"
#: Words further away than this say nothing of a number.
_FAR = 300
_CLAUSE = 120
#: Worth a closer look: a figure with a unit's first character behind it, or a denial.
_SIGNAL = re.compile(
    rf"{_FIGURE}(?<!{_FIGURE}{{2}})[0-9,.\s{numbers.HAN}]{{0,24}}(?:\(?[余多]\)?|来)?"
    rf"[\s万亿]{{0,4}}\(?\s{{0,3}}[{''.join(sorted({name[0] for name in UNIT.split('|')}))}]"
    r"|[未没无零]|不存在|为\s{0,2}0"
)
_RUN = re.compile(f"{_FIGURE}+")
_COUNT = re.compile(
    rf"(?<!{_FIGURE})(?<![0-9][,.])(?P<core>{numbers.CORE})(?P<more>{numbers.MORE}(?P<scale>万亿|[万亿](?!元))?)?"
    rf"\(?(?P<unit>{UNIT})(?![性龙体例大民])\)?(?P<after>{numbers.AFTER})?"
)
_BEFORE = re.compile(rf"(?:{numbers.BEFORE})(?:过)?$")
#: The last characters of such words: before most numbers there is none, and no need to look.
_SOFTENS = frozenset("过").union(word[-1] for word in numbers.BEFORE.split("|"))
#: What may not stand right before a number that counts.
_NO_COUNT = re.compile(rf"(?:第|{_FIGURE}[至到~/.-])$")
_JOINS = frozenset("第至到~/.-")
#: 未发生一起诉讼 says that there was none, not that there was one.
_DENIED = re.compile(
    r"(?:[未没无](?:有)?(?:收到|接到|受理|发生|产生|出现|引发|引起)?(?:过|任何|有|了)?)$"
)
_ONE = frozenset("一1壹")
_WORDS = frozenset("统唯逐进专任某另哪那之")  # 统一, 唯一, 逐条
_VAGUE = frozenset("数几上成干")  # 数十, 上百, 若干
#: A heading on a line of its own, which the splitting of sentences leaves before the text.
_HEADING_LINE = re.compile(
    r"(?:第?[一二三四五六七八九十]{1,3}[\s、.,]|\([一二三四五六七八九十0-9]{1,3}\)|[0-9]{1,2}[、.])[^\n,;。]{2,50}?"
    r"(?:情况|概述|概况|措施|方面|事项|工作|管理|建设|保障|公开|收费|费用|减免|信息|处理|申请|诉讼|内容|形式|渠道)[:.]?[^\S\n]*\n\s*"
    r"(?![0-9][0-9,.]{0,8}[余多万]{0,2}[条件篇份次宗])"
)
_ENUMERATOR = re.compile(
    r"\([一二三四五六七八九十0-9]{1,3}\)|[一二三四五六七八九十]{1,3}、|[0-9]{1,2}[、.](?![0-9])"
)
_TITLE = regex("title")
_PLAIN = 10
_POWERS = {"万": 4, "亿": 8, "万亿": 12}
#: How often something came out (推送12期36条).
_TIMES = frozenset(("期", "次", "批", "批次", "期次", "场", "场次"))
_GROUPED = re.compile(r"[0-9]{1,3}(?:[,\s]+[0-9]{3})*(?:\.[0-9]+)?[百千万亿]*")
_LOST_DATE = re.compile(
    r"(?:19|20)[0-9]{3,4}月|[0-9]月[0-9]{3,}日|(?<![0-9])(?:19|20)[0-9]{4,6}日|自(?:19|20)[0-9]{3,}[月日]"
)
_CUT = re.compile(r"[,:;()。]")


class Count(NamedTuple):
    """A number with its unit in a statement; positions are those of the statement's text."""

    start: int
    number: int
    end: int
    value: int | float
    unit: str
    qualifier: Qualifier | None
    doubtful: bool


@dataclass(frozen=True)
class Statement:
    """A sentence of the report: where it stands, and what rules match.

    ``follows`` is true where the sentence before ended with ; or , only, so that 其中 still
    reaches into this one.
    """

    span: Span
    squeezed: Squeezed
    text: str
    follows: bool
    folded: str

    @cached_property
    def counts(self) -> tuple[Count, ...]:
        """The counts of the sentence, in order; 12期36条 is one, of 36条."""
        found: list[Count] = []
        for count in self._counts():
            if found and found[-1].end == count.start and _is_times(found[-1], count):
                count = count._replace(start=found.pop().start)
            found.append(count)
        return tuple(found)

    @cached_property
    def damaged(self) -> bool:
        """Whether digits or the signs of a date were lost here (201712月31日)."""
        return _LOST_DATE.search(self.text) is not None

    @cached_property
    def _clauses(self) -> tuple[list[int], list[int]]:
        """Where each mark stands at which the clause changes, and where it then begins."""
        number = _ENUMERATOR.match(self.text)
        begin, outer = number.end() if number else 0, list[int]()
        if "(" not in self.text:
            ends = [cut.end() for cut in _CUT.finditer(self.text, begin)]
            return [0, *ends], [begin, *ends]
        marks, begins = [0], [begin]
        for cut in _CUT.finditer(self.text, begin):
            if cut.group() == "(":
                outer.append(begin)
            begin = outer.pop() if cut.group() == ")" and outer else cut.end()
            marks.append(cut.end())
            begins.append(begin)
        return marks, begins

    def clause(self, position: int) -> int:
        """Where the clause begins that holds ``position``; closed brackets do not end one."""
        marks, begins = self._clauses
        return max(begins[bisect_right(marks, position) - 1], position - _CLAUSE)

    def index(self, position: int) -> int:
        """How many of the counts end at or before ``position``."""
        return bisect_right(self._ends, position)

    @cached_property
    def _ends(self) -> list[int]:
        return [count.end for count in self.counts]

    def far(self, position: int) -> int:
        """How far back from ``position`` words may still speak of a number there."""
        return max(0, position - _FAR)

    def _counts(self) -> Iterator[Count]:
        for found in self._numbers():
            start, behind = found.start(), self.text[max(0, found.start() - 1) : found.start()]
            core, more, scale, unit, after = found.group("core", "more", "scale", "unit", "after")
            if self._no_count(start, behind, core, unit):
                continue
            before = None
            if behind in _SOFTENS:
                before = _BEFORE.search(self.text, max(0, start - 4), start)
            value = _value(core, scale, soft=bool(more or before))
            if value is None:
                continue
            yield Count(
                start=before.start() if before else start,
                number=start,
                end=found.end(),
                value=value,
                unit=unit,
                qualifier=numbers.softened(before and before.group(), more, after),
                doubtful=not self.squeezed.whole and self._torn(start, found.end("core")),
            )

    def _numbers(self) -> Iterator[re.Match[str]]:
        """What looks like a count, tried only where a run of figures begins."""
        end = 0
        for run in _RUN.finditer(self.text):
            found = _COUNT.match(self.text, run.start()) if run.start() >= end else None
            if found:
                end = found.end()
                yield found

    def _no_count(self, start: int, before: str, core: str, unit: str) -> bool:
        """An ordinal, a range, a vague number (数十条), a word (统一), a year (2008起), not one."""
        if before in _JOINS and _NO_COUNT.search(self.text, max(0, start - 2), start):
            return True
        if core in _ONE and _DENIED.search(self.text, max(0, start - 8), start):
            return True
        if core[0].isascii():
            return unit == "起" and len(core) == 4 and core[:2] in ("19", "20")
        return before in _WORDS or (core[0] in "十百千万亿" and before in _VAGUE)

    def _torn(self, start: int, end: int) -> bool:
        """Whether blanks stand inside the digits in a way that grouping does not explain."""
        span = self.squeezed.span(start, end)
        if span.end - span.start == end - start:
            return False
        return _GROUPED.fullmatch(span.of(self.folded)) is None


def statements(folded: str, start: int, end: int) -> Iterator[Statement]:
    """The sentences of ``folded[start:end]`` in which a count or a denial may stand."""
    previous = ""
    for span in sentences(folded, start, end):
        follows, previous = previous in (";", ",", "、"), folded[span.end - 1]
        heading = _HEADING_LINE.match(folded, span.start, span.end)
        if heading:
            span = Span(heading.end(), span.end)
        if _SIGNAL.search(folded, span.start, span.end):
            squeezed = Squeezed(folded, span.start, span.end)
            text = _TITLE.sub(_blank, squeezed.text)
            yield Statement(span, squeezed, text, follows, folded)


def _value(core: str, scale: str | None, *, soft: bool) -> int | float | None:
    """What the written number is worth; most are a few digits that need no exact arithmetic."""
    if scale is None and len(core) < _PLAIN and core.isdecimal():
        return int(core)
    value = numbers.exact(core, more=soft)
    if value is None:
        return None
    return numbers.plain(value * 10 ** _POWERS[scale] if scale else value)


def _is_times(times: Count, count: Count) -> bool:
    """Whether ``times`` says how often, and the number behind it what was counted."""
    return times.unit in _TIMES and count.unit in of_kind("items") - _TIMES


def _blank(found: re.Match[str]) -> str:
    return "·" * len(found.group())
