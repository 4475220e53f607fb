"""What a heading says: its words, where they end, and the role of the part it opens."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from workbench.model import Span
from workbench.parsing.enumerators import Mark
from workbench.parsing.fold import Squeezed
from workbench.reference import load
from workbench.reference.rules import Rule, alternation, rules

FILE = "headings.toml"
#: No heading is longer than this, white space not counted.
LONGEST = 42
_RUN_IN = 24
#: So far from its line's beginning a title stands in the middle of it.
_DEEP = 16
_STOP = re.compile(r"[。;:!?|\t\n]")
_NOT_TITLE = re.compile(
    r"[0-9][余多]?(?:条|件|次|个|篇|份|人|期|万|场|%)|[我本][省市县区乡镇街局单委办院]|《.{12}|了(?!解)"
)
_COUNT = re.compile(r"[0-9][0-9,.]*[万亿]?[余多]?(?:条|件|次|个|篇|份|人|期|场|宗|则|起|%)")
_TOC = re.compile(r"(?:\.{3,}|…|·{3,})[.…·\s]*[0-9]{0,3}$")
_SENTENCE = re.compile(r",.*,.*,")
_DAMAGED = re.compile(r"[\s*#]|\([a-zà-ǜ]")
_BEHIND = frozenset((" ", "\t", "\n", "。", ":", "|", ""))
#: With these a sentence begins, no title goes on.
_BEGINS = frozenset("0123456789我本今目截")
#: A run of title words before one of these is the beginning of a sentence.
_GOES_ON = frozenset((",", "、", "的", "和", "进", "工", "中", "上"))
#: These go on with a title behind a blank too.
_JOINS = frozenset((",", "、", "的", "和"))


class Title(NamedTuple):
    """The words of a heading: ``text`` without white space, ``span`` where they stand.

    ``own_line`` says that nothing but the title stands on its line, ``formal`` that it is
    made of nothing but the words of titles (主动公开政府信息情况 is, 把握重点 is not), and
    ``statutory`` that a national form has it in these very words. ``body`` is where the text
    under it begins.
    """

    text: str
    span: Span
    body: int
    role: str | None
    own_line: bool
    formal: bool
    statutory: bool
    listed: bool


@cache
def _roles() -> tuple[Rule, ...]:
    return rules(FILE, "role", "role")


@cache
def _table_row() -> re.Pattern[str]:
    return alternation(rules(FILE, "table_row"))


@cache
def _words() -> tuple[re.Pattern[str], re.Pattern[str], frozenset[str]]:
    """The run of title words, the words that may end one, and the statutory titles."""
    data = load.toml(FILE)
    words = sorted(data["words"]["title"], key=lambda word: (-len(word), word))
    run = re.compile(f"(?:{'|'.join(map(re.escape, words))})+")
    ends = re.compile("|".join(map(re.escape, data["words"]["ends"])))
    return run, ends, frozenset(data["statutory"]["titles"])


@cache
def _ends() -> tuple[str, ...]:
    return tuple(load.toml(FILE)["words"]["ends"])


@cache
def role_of(text: str) -> str | None:
    """The role that a heading (folded, without white space) announces; None where unknown."""
    return next((rule.name for rule in _roles() if rule.pattern.search(text)), None)


def is_table_row(text: str) -> bool:
    """True where ``text`` is the label of a row of a statutory table: 本年度办理结果."""
    return _table_row().match(text) is not None


def read_title(folded: str, at: int, end: int) -> Title | None:
    """The title whose words begin at ``at``; None where what stands there is no title.

    It ends with its line, or at the first 。 ： or ； (run in: 依申请公开。2025年…), or, where
    the text runs on without a mark, where the words of titles end (总体情况2021年…).
    """
    limit = min(end, at + 3 * LONGEST)
    stop = _STOP.search(folded, at, limit)
    if stop and stop.group() == "\n" and _is_wrapped(folded, at, stop.start()):
        stop = _STOP.search(folded, stop.end(), limit)
    close = stop.start() if stop else limit
    words = _Words(folded, at, close)
    line_end = _line_end(folded, close, end) if stop or close == end else None
    run = _words()[0].match(words.text)
    if run is None or run.end() < len(words.text):
        cut = _cut(folded, words, run.end()) if run else 0
        runs_on = line_end is None or len(words.text) > LONGEST or _reads_on(words.text)
        runs_on = runs_on or words.text[cut : cut + 1] in _BEGINS
        if words.text[:cut].endswith("公开") and _COUNT.match(words.text, cut):
            return None  # 3.其他方式公开40条
        if cut and (runs_on or _blank_behind(folded, words, cut)):
            span = words.span(cut)
            return _title(words.text[:cut], span, span.end, own_line=False)
        longest = LONGEST if line_end is not None else _RUN_IN
        if not words.text or len(words.text) > longest or _reads_on(words.text):
            return None
    elif len(words.text) > LONGEST or not (stop or close == end):
        return None
    body = close + (stop is not None) if line_end is None else line_end
    return _title(words.text, words.span(len(words.text)), body, own_line=line_end is not None)


def breaks_off(folded: str, title: Title) -> bool:
    """Whether words go on right behind ``title``: 公开形式 of 一是公开形式不够多样."""
    return title.body == title.span.end and bool(folded[title.body : title.body + 1].strip())


class Titles:
    """The marks of a text and, read once when asked for, the title behind each."""

    def __init__(self, folded: str, marks: Sequence[Mark], end: int) -> None:
        self.marks = marks
        self._folded, self._end = folded, end
        self._read: dict[int, Title | None] = {}

    def of(self, mark: Mark) -> Title | None:
        """The title that ``mark`` numbers; None for a table's row or running text."""
        if mark.start not in self._read:
            title = read_title(self._folded, mark.after, self._end)
            self._read[mark.start] = None if title and is_table_row(title.text) else title
        return self._read[mark.start]

    def within(self, start: int, end: int) -> Sequence[Mark]:
        """The marks that stand in ``[start, end)``."""
        first = bisect_left(self.marks, start, key=lambda mark: mark.start)
        return self.marks[first : bisect_left(self.marks, end, key=lambda mark: mark.start)]


def _is_wrapped(folded: str, at: int, close: int) -> bool:
    """Whether a title in mid-line is broken at the line's end: 三、政 / 府信息公开情况."""
    deep = at - (folded.rfind("\n", max(0, at - _DEEP), at) + 1) >= _DEEP - 1
    words = _Words(folded, at, close).text
    whole = any(words.endswith(end) for end in _ends())
    return deep and not whole


class _Words:
    """A stretch of folded text without what damage puts between its characters."""

    __slots__ = ("_squeezed", "_start", "text")

    def __init__(self, folded: str, start: int, end: int) -> None:
        self._start, self.text = start, folded[start:end]
        self._squeezed = Squeezed(folded, start, end) if _DAMAGED.search(self.text) else None
        if self._squeezed:
            self.text = self._squeezed.text

    def position(self, index: int) -> int:
        return self._squeezed.position(index) if self._squeezed else self._start + index

    def span(self, length: int) -> Span:
        if self._squeezed:
            return self._squeezed.span(0, length)
        return Span(self._start, self._start + length)


def _reads_on(text: str) -> bool:
    return _NOT_TITLE.search(text) is not None or _SENTENCE.search(text) is not None


def _line_end(folded: str, close: int, end: int) -> int | None:
    """The end of the line where nothing follows the title on it, else None."""
    at = close
    while at < end and folded[at] in "。;: \t|":
        at += 1
    return at if at >= end or folded[at] == "\n" else None


def _blank_behind(folded: str, words: _Words, cut: int) -> bool:
    """True where a blank stands behind the first ``cut`` characters: 其他事项 我局无…"""
    if cut >= len(words.text):
        return False
    gap = folded[words.position(cut - 1) + 1 : words.position(cut)]
    return any(character.isspace() for character in gap)


def _cut(folded: str, words: _Words, reach: int) -> int:
    """How many characters of running text are a title: up to a blank, else the longest run."""
    best = 0
    for match in _words()[1].finditer(words.text, 0, reach):
        best = match.end()
        behind = folded[words.position(best - 1) + 1 : words.position(best - 1) + 2]
        if behind in _BEHIND and words.text[best : best + 1] not in _JOINS:
            return best if best > 1 else 0
    return 0 if best < 2 or words.text[best : best + 1] in _GOES_ON else best


def _title(text: str, span: Span, body: int, *, own_line: bool) -> Title:
    run, ends, statutory = _words()
    listed = _TOC.search(text) is not None
    text = _TOC.sub("", text).rstrip(",、.:。;")
    full = run.match(text)
    formal = full is not None and full.end() == len(text) and ends.search(text) is not None
    return Title(
        text=text,
        span=span,
        body=body,
        role=role_of(text),
        own_line=own_line,
        formal=formal,
        statutory=text in statutory,
        listed=listed,
    )
