"""Which stretch of text calls something a problem, with or without a list around it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from workbench.parsing.problems.words import words

_SENTENCE = re.compile(r"[^。;!?\n]+[。;!?]*")
_BRACKETS = re.compile(r"[(《\"\[][^)》\"\]]*[)》\"\]]")
_SEPARATOR = re.compile(r"[、,]")
#: What stands between the items of a list whose items are parted by semicolons.
_WITHIN = re.compile(r"、")
#: The announcement of a list that bears no marks: 工作还有以下问题:A不足;B不够。
_ANNOUNCED = re.compile(
    r"[^。;:]{0,60}?(?:问题|不足|差距|困难|短板|薄弱环节|表现[在为]|方面|如下):(?=.)"
)
_NONE = re.compile(
    r"^(?:(?:本年度?|今年|20[0-9]{2}年度?|目前|我[镇乡局县办单位]+)*[,:]?)?(?:暂?无|没有|不存在|未发现)[^,]{0,12}$"
)
#: A part that begins so belongs to the part before it: …不足,导致更新不及时.
_DEPENDENT = re.compile(
    r"导致|致使|使|造成|从而|以致|特别|尤其|甚至|不[^,、]{1,3}(?=[,、]|$)|并且?|而且|且|[离距与同][^,、]{0,14}差距|需|有待|还|仍|也|都|均"
)
#: How a sentence that only says that there are problems announces the list behind it.
_ANNOUNCING = re.compile(r"[,:]?(?:主要|具体)?(?:表现[在为]|体现[在为]|如下)$")
_TRIM = " \n。;,、:"
#: These alone say nothing of what is short.
_BARE = ("差距", "问题", "不足", "困难", "短板", "薄弱")
_SHORT = 4
_LEAST = 3
#: No item of a list in a sentence is longer.
_REACH = 120


def first_clause(text: str) -> str:
    """``text`` up to its first comma or full stop: 规范性有待提高 of 规范性有待提高,内容少."""
    return re.split(r"[,。;:!?\n]", text, maxsplit=1)[0]


def is_problem(text: str) -> bool:
    """True where ``text``, an item of a list, states a shortcoming and not what will be done.

    认识不到位 is one; 加强学习,提高认识 is none; 解决更新不及时的问题 is none.
    """
    shortcoming = words().shortcoming
    if not shortcoming.search(text):
        return False
    head = first_clause(text)
    return not words().action.search(text) or bool(
        shortcoming.search(head) and not re.match(r"解决|改进|改变|克服|纠正|杜绝|防止|避免", head)
    )


def is_measure(text: str) -> bool:
    """True where ``text`` begins as what will be done."""
    return words().action.search(text) is not None


def problems_in(
    text: str, start: int, end: int, *, listing: bool
) -> Iterator[tuple[int, int, bool]]:
    """The problems that running text names, each with whether the sentence frames it as one.

    ``listing`` says that what comes first is a list already: 主要问题：A不足,B不够。

    主要存在公开不够及时、缺乏专人等问题。 gives two; 虽有成绩,但更新慢。 gives 更新慢. Sentences
    that only say that there are problems give none.
    """
    for match in _SENTENCE.finditer(text, start, end):
        begin, stop = _trim(text, match.start(), match.end())
        begin = _behind_hinge(text, begin, stop)
        sentence = text[begin:stop]
        if _is_generic(sentence) or _NONE.match(sentence):
            continue
        announced = _ANNOUNCED.match(sentence)
        framed = None if announced else words().frame.match(sentence)
        if announced:
            begin += announced.end()
            listing = True
        if framed and _leads(sentence, framed.end()) and not _names_others(framed.group()):
            begin += framed.end()
        else:
            framed = None
        if not words().shortcoming.search(text, begin, stop) or is_measure(sentence):
            continue
        if framed or listing:
            tail = words().frame_end.search(text[begin:stop])
            stop = begin + tail.start() if tail and tail.start() else stop
            listed = ";" in (text[match.end() - 1], text[match.start() - 1 : match.start()])
            parts = _parts(text, begin, stop, _WITHIN if listed else _SEPARATOR)
            yield from ((a, b, True) for a, b in parts)
            listing = False
        else:
            yield *_trim(text, begin, stop), False


def behind_generic(text: str, start: int, end: int) -> int:
    """Where an item begins behind a first sentence that only says that there are problems:
    仍有一些不足。公开不及时。"""
    first = _SENTENCE.match(text, start, end)
    if first is None or first.end() >= end or not _is_generic(first.group().rstrip(_TRIM)):
        return start
    begin, _ = _trim(text, first.end(), end)
    return begin if words().shortcoming.search(text, begin, end) else start


def _is_generic(sentence: str) -> bool:
    """True where ``sentence`` only says that there are problems: 对照要求,仍有一定差距.

    审查不严,与要求相比还有差距 names one before its generic end.
    """
    if not words().generic.search(_ANNOUNCING.sub("", sentence.rstrip(",:、如"))):
        return False
    named, comma, _ = sentence.rpartition(",")
    return not comma or _is_generic(named) or not words().shortcoming.search(named)


def sentences_in(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The sentences of running text that says what will be done, without mere announcements.

    今后将加强培训。 is one; 我们将采取以下措施： is none.
    """
    for match in _SENTENCE.finditer(text, start, end):
        begin, stop = _trim(text, match.start(), match.end())
        if stop > begin and text[match.end() - 1] != ":" and not text[stop:end].startswith(":"):
            yield begin, stop


def _leads(sentence: str, end: int) -> bool:
    """True where what follows the frame is a shortcoming of its own."""
    rest = sentence[end:]
    if len(first_clause(rest)) < _LEAST or rest.startswith(_BARE):
        return False
    return words().shortcoming.search(rest) is not None


def _names_others(frame: str) -> bool:
    """True where the frame says of whom it speaks: 部分科室存在更新不及时."""
    return any(rule.pattern.search(frame) for rule in words().targets)


def _behind_hinge(text: str, start: int, end: int) -> int:
    """Where the shortcoming begins in a sentence that begins with praise."""
    for hinge in words().hinge.finditer(text, start, end):
        if words().shortcoming.search(text, hinge.end(), end):
            start = hinge.end()
            while start < end and text[start] in ",:":
                start += 1
            break
    return start


def _parts(
    text: str, start: int, end: int, separators: re.Pattern[str]
) -> Iterator[tuple[int, int]]:
    """The shortcomings that a list such as A不足、B不及时 names, one by one."""
    shortcoming = words().shortcoming
    masked = _BRACKETS.sub(lambda m: "x" * len(m.group()), text[start:end])
    begin = start
    for separator in separators.finditer(masked):
        cut = start + separator.start()
        complete = shortcoming.search(text, begin, cut) is not None
        if complete and _stands_alone(text, cut + 1, end):
            yield _trim(text, begin, cut)
            begin = cut + 1
    yield _trim(text, begin, end)


def _stands_alone(text: str, start: int, end: int) -> bool:
    """True where what follows a cut names a shortcoming, and is not just one more adjective."""
    if _DEPENDENT.match(text, start, end):
        return False
    reach = min(end, start + _REACH)
    following = _SEPARATOR.search(text, start, reach)
    part = following.start() if following else reach
    if part - start <= _SHORT:
        return words().shortcoming.search(text, start, part) is not None
    return words().shortcoming.search(text, start, reach) is not None


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _TRIM:
        start += 1
    while end > start and text[end - 1] in _TRIM:
        end -= 1
    return start, end
