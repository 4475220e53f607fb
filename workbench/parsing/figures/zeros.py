"""None, said in words: 未收到政府信息公开申请, 无诉讼和复议, 行政复议、行政诉讼均为零, 无。

A denial counts for an indicator only where the thing denied is the indicator's own: in
没有收取与公开申请有关的费用 that is the fee, in 未发生因公开申请引起的行政复议 the
reconsideration, and 未发现应公开而未公开的情形 denies nothing that is counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from workbench.model import Status
from workbench.parsing.figures.clauses import Statement
from workbench.parsing.figures.topics import Topics
from workbench.reference.indicators import indicators
from workbench.reference.wording import patterns, regex

_SHORT = 60  # a bare denial is a short sentence
_REACH = 160  # and what is denied stands not far behind
#: Without one of these a sentence says nothing of nothing.
_WORDS = re.compile(r"[未没无零]|不存在|[为是均共件案议讼]0")
_NEGATION = regex("negation")
_OBSTACLE = regex("obstacle")
_VERBS = ("receive", "happen", "collect", "make", "repeal")
_ACT = re.compile("|".join(f"(?P<{verb}>{patterns()[verb]})" for verb in _VERBS))
#: Acts that have things of their own: who collects nothing denies no request.
_OWN_THINGS = frozenset(("collect", "make", "repeal"))
_RECEIVED = re.compile(rf"(?:{patterns()['receive']})[^,;。]*$|申请(?:办理)?(?:件|数|事项)*$|情况$")
_CARRIED = re.compile(r"(?:结转|转结|办结|答复|予以公开)[^,;。:]*申请[^,;。:]*$")
#: 因公开申请引起的行政复议: the request is the cause, not the thing denied.
_CAUSE = re.compile(
    r"(?:因|由|针对|关于|涉及|就|对)[^,;。]{0,40}?(?:申请|公开)[^,;。、]{0,12}?"
    r"(?=(?:的)?(?:被)?(?:提起|申请|引发|引起|而起|产生|导致)?(?:的)?(?:行政)?(?:复议|诉讼|申诉|举报|投诉))"
)
#: 未向申请人收取费用: whom or what for is not the thing denied.
_PAYER = re.compile(r"[向对就从](?!外)[^,;。]{0,40}?(?=收取|收缴|征收)")
#: What is denied is the thing at the end: 公开申请的费用 is about the fee.
_MODIFIES = (
    r"(?!人)(?![^,;。、和及或与]{0,12}(?:复议|诉讼|收费|费|投诉|举报|申诉|异议|答复率|问题))"
    r"(?![^,;。、和及或与]{0,8}(?:结转|转结))"
    r"(?![^,;。]{0,16}(?:有关|相关)的?[^,;。]{0,6}(?:费|支出))"
)
_CARRIES_ON = re.compile(r"(?:及|和|或|也|更)?(?:被)?(?:提起)?(?:行政)?(?:复议|诉讼|申诉)")
_END = re.compile(r"[,;。:]")
_JOINED = re.compile(r"[^,;。:0-9一二两三四五六七八九十]{0,4}[、和及与或][^,;。:、收0-9]{0,12}")
_NOTHING = re.compile(
    r"(?:的|案件|案|事项|事件|情况|件数|数量|数|申请|信息|发生|结果|处理|等|及其)*[,:为]*均?(?:为|是|计|有)?"
    r"(?P<nothing>零|无|〇|0|没有|未发生|未产生|未收到|暂无|未出现)"
    r"(?P<unit>件|起|例|宗|条|次|元)?(?:发生)?(?:情况)?(?=$|[,;。)])"
)
_NOTHING_AT_END = re.compile(
    r"(?:零|无|〇|0|没有|未发生|未产生|未收到|未出现)[件起例宗条次元发生情况]{0,5}(?:$|[,;。)])"
)
_TIME = (
    r"(?:(?:19|20)[0-9]{2}年?度?|截至[^,]{1,20}|全年|本年度?|年度|年内|今年|目前|期间"
    r"|到目前为止|内|度|,)*"
)
_WHO = (
    r"(?:我|本|全|该)?"
    r"(?:[^,。;]{0,8}(?:乡|镇|局|办|委|街道|处|县|区|市|机关|单位|部门|政府|院|苏木|中心))?"
)
_BARE = re.compile(
    rf"(?:[一二三四五六七八九十0-9()、.]{{0,4}})?{_TIME}{_WHO}{_TIME}(?:尚|暂|均|都|也)?"
    r"(?:无|没有|未发生|没有发生|未有|未产生|未出现|未收到|没有收到|无发生|未有发生)"
    r"(?:过|任何|此类|此项|该类|该项|上述|相关|有关|这类|以上|的|发生)*"
    r"(?:情况|情形|事项|事件|案件|发生|业务)?(?:的?发生)?[。.;]?$"
)


@dataclass(frozen=True, slots=True)
class Nothing:
    """A denial in a statement: of which indicator, where, in words or as a figure 0 (with unit)."""

    indicator: str
    start: int
    end: int
    status: Status
    unit: str | None = None


@cache
def _bare_request() -> re.Pattern[str]:
    """没有收到申请: under the heading of requests that is enough."""
    zero = indicators()["requests_received"].zero
    return re.compile(f"(?:{zero.bare if zero else ''}){_MODIFIES}")


@cache
def _sharing() -> Mapping[str, tuple[str, ...]]:
    """For each indicator all that deny the same words: 规范性文件 made, and repealed."""
    rows = {key: i.zero.objects for key, i in indicators().items() if i.zero}
    return {key: tuple(k for k in rows if rows[k] == rows[key]) for key in rows}


@cache
def _objects() -> re.Pattern[str]:
    """Everything that may be denied, one named group per indicator."""
    rows = [(i.key, i.zero) for i in indicators().values() if i.zero]
    return re.compile("|".join(f"(?P<{key}>(?:{zero.objects}){_MODIFIES})" for key, zero in rows))


def nothings(statement: Statement, topics: Topics) -> Iterator[Nothing]:
    """Every indicator that ``statement`` says there was none of.

    ``topics`` tells what the heading above speaks of, for a bare 未发生 or 没有申请.
    """
    if not _WORDS.search(statement.text):
        return
    text = _PAYER.sub(_blank, _CAUSE.sub(_blank, statement.text))
    place = statement.span.start
    found = [*_denied(text, topics, place), *_declared(text)]
    yield from found
    if not found and len(text) <= _SHORT and _BARE.fullmatch(text):
        for key, indicator in indicators().items():
            if indicator.zero and indicator.zero.topic in topics.at(place):
                yield Nothing(key, 0, len(text.rstrip("。;.")), Status.ZERO_IN_WORDS)


def _denied(text: str, topics: Topics, place: int) -> Iterator[Nothing]:
    """未收到…, 没有…, 无…: a denial, an act, and the things it covers up to the clause's end."""
    denials = list(_NEGATION.finditer(text))
    for denial, after in zip(denials, [*denials[1:], None], strict=False):
        end = min(_reach(text, denial.end()), after.start() if after else len(text))
        body = text[denial.end() : end]
        if denial.group().endswith("未") and _ACT.match(body.lstrip("·")) is None:
            continue
        for indicator, start, stop in _things(body, topics, place):
            if _OBSTACLE.search(body, 0, start) is None and _allowed(indicator, body, stop):
                yield Nothing(indicator, denial.start(), denial.end() + stop, Status.ZERO_IN_WORDS)


def _blank(found: re.Match[str]) -> str:
    return "·" * len(found.group())


def _reach(text: str, start: int) -> int:
    """Where a denial that begins before ``start`` ends; over a comma only into 提起行政诉讼."""
    furthest = min(len(text), start + _REACH)
    for end in _END.finditer(text, start, furthest):
        if end.group() != "," or not _CARRIES_ON.match(text, end.end()):
            return end.start()
    return furthest


def _things(body: str, topics: Topics, place: int) -> Iterator[tuple[str, int, int]]:
    """The indicators whose objects stand in ``body``, with their places."""
    found = [
        (key, *match.span())
        for match in _objects().finditer(body)
        for key in _sharing()[match.lastgroup or ""]
    ]
    bare = None if found else _bare_request().search(body)
    if bare and "requests" in topics.at(place):
        found = [("requests_received", *bare.span())]
    yield from found


def _allowed(indicator: str, body: str, stop: int) -> bool:
    """Whether the acts before the thing are such as may be denied of it."""
    zero = indicators()[indicator].zero
    acts = [act.lastgroup for act in _ACT.finditer(body, 0, stop)]
    if acts and acts[0] in _OWN_THINGS:
        acts = [act for act in acts if act in _OWN_THINGS]
    return zero is not None and (not acts or not zero.verbs.isdisjoint(acts))


def _declared(text: str) -> Iterator[Nothing]:
    """行政复议、行政诉讼:无; 申请数均为零: the things first, then that there is none."""
    pending: list[re.Match[str]] = []
    if not _NOTHING_AT_END.search(text):
        return
    for thing in _objects().finditer(text):
        zero = indicators()[thing.lastgroup or ""].zero
        if zero is None or zero.verbs <= _OWN_THINGS:
            continue
        if pending and not _JOINED.fullmatch(text, pending[-1].end(), thing.start()):
            pending = []
        pending.append(thing)
        verdict = _NOTHING.match(text, thing.end())
        if verdict and not _attribute(text, thing, verdict, alone=len(pending) == 1):
            status = Status.REPORTED if verdict["nothing"] == "0" else Status.ZERO_IN_WORDS
            unit = verdict["unit"] if status is Status.REPORTED else None
            for each in pending:
                yield Nothing(each.lastgroup or "", each.start(), verdict.end(), status, unit)
            pending = []


def _attribute(text: str, thing: re.Match[str], verdict: re.Match[str], *, alone: bool) -> bool:
    """Whether the 0 is not said of the thing itself.

    依申请公开0条 speaks of documents of that class, 上年结转申请0件 of other requests; one
    thing with a figure and its unit is read as a count.
    """
    near = max(0, thing.start() - 60)
    if _CARRIED.search(text, near, thing.end()):
        return True
    if verdict["nothing"] not in "零〇0":
        return False
    if alone and verdict["nothing"] == "0" and verdict["unit"]:
        return True
    if thing.lastgroup == "requests_received":
        return _RECEIVED.search(text, near, thing.end()) is None
    return thing.lastgroup == "requests_refused"
