"""Which indicator a count of a sentence belongs to, by the words around it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache
from itertools import zip_longest
from typing import NamedTuple

from workbench.parsing.figures.clauses import Count, Statement
from workbench.parsing.figures.topics import Topics
from workbench.reference.indicators import Cue, cues_ending, indicators
from workbench.reference.units import of_kind
from workbench.reference.wording import patterns, regex

#: What may stand between the words that name a number and the number itself.
_LINK = re.compile(
    r"(?:\([^()]{0,20}\)|的?情况:|总数|数量|总量|条数|件数|次数|人数|数|量|共计|合计|总计|总共|一共|累计|共有|计有|共|计"
    r"|有|达到|达|分别为|分别是|为|是|了|已|均|约|各|的|:|\"|,(?=[共合总累计一达]))+$"
)
#: The characters with which those words end.
_LINK_ENDS = frozenset('):数量计共有到达为是了已均约各的"')
#: All the characters of such words, but for what stands in brackets.
_LINK_SIGNS = '的情况:总数量条件次人共计合一累有达到分别为是了已均约各",'
_REACH = 40
_LABEL = 16
#: The units of pieces of information that a channel may count; 期 and 个 count other things.
PIECES = of_kind("items") - {"期", "个"}
_DIFFERENCE = regex("difference")
_COMPARED = re.compile(rf"(?:{patterns()['comparison']})[^,;。]*(?:增|减|升|降|多|少)")
_RATE = regex("rate")
_PLAN = regex("plan")
_EACH = regex("each")
#: 公开信息, 发布了各类动态, 推送…等政务动态, or the act alone: 公众号公开
_PIECES = re.compile(
    rf"(?:(?:{patterns()['publish']})[^,;。]{{0,40}}等|(?:{patterns()['publish']}))"
    rf"(?:了|各类|各种|各|有关|相关|政府|政务|工作|的|、|和|及)*(?:(?:{patterns()['pieces']})、?)*$"
)
#: What may follow a channel's word in its name: 公众号"示例发布"
_NAME = re.compile(r"[号平台上]*(?:\"[^\"]{0,20}\"?)?[号平台账上]*")
#: What a channel consists of: 政务新媒体(微信公众号等)
_BRACKETED = re.compile(r"\([^()]*\)")
_WAY = re.compile(r"(?:通过|利用|依托|借助)[^,;。:]{0,30}$")
#: The way with what it brought, before 推送信息9条: 通过微信公众号公开政策、动态等.
_WAY_AND_WHAT = re.compile(
    r"(?:通过|利用|依托|借助)[^,;。:]{0,30}?(?:公开|发布|推送|宣传)[^,;。:0-9]{0,60}$"
)
_SENT = re.compile("(?:共计?|累计|总共|合计)?(?:推送|发布|推出|编发)")
#: What the channels before it are kinds of: 微博、微信、头条等政务新媒体.
_NEW_MEDIA = re.compile("等(?:政务|官方|政府)?(?:新媒体|融媒体)")
_KINDS = frozenset(("proactive_weibo", "proactive_wechat", "proactive_new_media", "another"))
#: Words for channels in general, which the name behind them explains: 新媒体平台"示例"公众号.
_GENERAL = frozenset(("新媒体", "网络平台"))
_EXPLAINED = re.compile('(?:平台)?(?:"[^"]{0,30}")?')
_PUBLISHES = re.compile(rf"(?:{patterns()['publish']})[^,;。]{{0,40}}信息")
#: All that may stand before the sum of a sentence's counts: 基础信息5条,公告9条,合计共14条.
_SUM = re.compile("(?:以上|上述|信息|总计|合计|共计|总共|累计|一共|总数|共|为)+")
#: What was printed, in whose numbers the pieces stand: 印发政府公报10期,公开信息107条.
_PRINTED = re.compile(r"公报[共计了]*[0-9]+期,$")
_MANY = regex("many_channels")
_VAGUE = regex("vague_channel")
_MADE = regex("made")
_NOT_PUBLISHED = regex("not_published")


class Named(NamedTuple):
    """A cue that holds for a count, and the stretch of the statement that shows it."""

    cue: Cue
    start: int
    end: int


class _Spot(NamedTuple):
    """A count and the words before it that may name it, which stand at ``[begin, stop)``."""

    statement: Statement
    number: Count
    since: int
    begin: int
    stop: int


def stem(statement: Statement, since: int, count: Count) -> int:
    """Where the words end that name ``count``: before 共, 数量, 达 and their like."""
    if statement.text[count.start - 1 : count.start] not in _LINK_ENDS:
        return count.start
    head = statement.text[max(since, count.start - _REACH) : count.start]
    begin = len(head.rstrip(_LINK_SIGNS))
    link = _LINK.search(head, 0 if head[begin - 1 : begin] == ")" else begin)
    return count.start - len(head) + link.start() if link else count.start


def no_figure(statement: Statement, stop: int, start: int) -> bool:
    """Whether the number at ``start``, named before ``stop``, is a difference, a rate or a plan,
    or one of several that are said of several things (复议、诉讼分别为1件、2件)."""
    begin = statement.clause(stop)
    clause = statement.text[begin:stop]
    return bool(
        _EACH.search(statement.text, begin, start)
        or _DIFFERENCE.search(clause)
        or _COMPARED.search(clause)
        or _RATE.search(clause)
        or _PLAN.search(clause)
    )


def named(
    statement: Statement,
    since: int,
    count: Count,
    *,
    stem: int,
    topics: Topics,
    within: Callable[[str, str], bool],
) -> Named | None:
    """The first cue, longest ending first, that holds for ``count``; None where none does.

    ``since`` is where the count before ended, ``stem`` where the words end that name this
    one, ``topics`` tells what the place speaks of, ``within`` whether it goes on with parts
    of an indicator stated before in that unit.
    """
    for stop in (stem, count.start)[: 1 + (stem < count.start)]:
        for cue, length in cues_ending(statement.text[max(since, stop - _REACH) : stop]):
            if count.unit not in cue.units:
                continue
            found = _holds(cue, _Spot(statement, count, since, stop - length, stop))
            if found is None or (cue.under and not within(cue.under, count.unit)):
                continue
            if cue.topic is None or topics.hold(cue.topic, statement, count.end):
                return found
    return None


def _listed(statement: Statement, since: int, unit: str) -> int:
    """Where the last count of pieces before ``since`` ended; a verb before it is used up."""
    if unit not in PIECES:
        return 0
    far = statement.far(since)
    for place in range(statement.index(since) - 1, -1, -1):
        count = statement.counts[place]
        if count.end < far or count.unit in of_kind("items"):
            return max(count.end, far)
    return far


def _holds(cue: Cue, spot: _Spot) -> Named | None:
    """What shows that ``cue`` holds where its ending stands, or None."""
    count, text = spot.number, spot.statement.text
    clause = spot.statement.clause(spot.begin)
    left = _listed(spot.statement, spot.since, count.unit) if cue.wide else clause
    if cue.before and not cue.before.search(text[left : spot.begin]):
        return None
    if cue.unless and cue.unless.search(text[clause : spot.stop]):
        return None
    shown = cue.clause.search(text[left : spot.stop]) if cue.clause else None
    behind = cue.after.match(text[count.end : count.end + _REACH]) if cue.after else None
    if (cue.clause and shown is None) or (cue.after and behind is None):
        return None
    start = left + shown.start() if shown and cue.wide else max(clause, spot.since)
    return Named(cue, min(start, spot.begin), count.end + (behind.end() if behind else 0))


@cache
def _channel_names() -> re.Pattern[str]:
    rows = [f"(?P<{i.key}>{i.channel})" for i in indicators().values() if i.channel]
    return re.compile("|".join((*rows, f"(?P<another>{patterns()['other_channel']})")))


@cache
def _channel_words() -> re.Pattern[str]:
    """Anything that may name a channel, or several at once."""
    return re.compile(f"{_channel_names().pattern}|{_MANY.pattern}|{_VAGUE.pattern}")


def channels(statement: Statement, since: int, stop: int) -> frozenset[str]:
    """The channels of disclosure that the clause names, by their indicators.

    A channel that has no indicator of its own is ``another``; 通过多种渠道 names none, as does
    one channel with 等渠道 behind it.
    """
    clause = statement.clause(stop)
    printed = _PRINTED.search(statement.text, statement.clause(clause - 1), clause)
    begin = printed.start() if printed else max(since, _labelled(statement, stop))
    words = statement.text[begin:stop]
    if "(" not in words and not _channel_words().search(words):
        return frozenset()
    many = _MANY.search(words)
    if many and not many.group().startswith("等"):
        return frozenset()
    plain = _BRACKETED.sub("", words)
    found = list(_channel_names().finditer(plain))
    if not found and plain != words:
        plain, found = words, list(_channel_names().finditer(words))
    names = _distinct(plain, found)
    if many:  # 报刊、微信等媒体: these and others
        return names | {"another"} if len(names) > 1 else frozenset()
    if not names and _VAGUE.search(statement.text, begin, stop):
        return frozenset(("another",))
    return names


def _distinct(words: str, found: Sequence[re.Match[str]]) -> frozenset[str]:
    """The channels that ``found`` names in ``words``, a general word and its kind as one."""
    names = {
        name.lastgroup or ""
        for name, behind in zip_longest(found, found[1:])
        if not (
            behind
            and name.group() in _GENERAL
            and _EXPLAINED.fullmatch(words, name.end(), behind.start())
        )
    }
    if names <= _KINDS and _NEW_MEDIA.search(words):
        return frozenset(("proactive_new_media",))
    return frozenset(names)


def sums(statement: Statement, count: Count) -> bool:
    """Whether ``count`` is what the pieces published before it in the sentence add up to."""
    text, begin = statement.text, statement.clause(count.start)
    if count.unit not in PIECES or not _SUM.fullmatch(text, begin, count.start):
        return False
    parts = [c for c in statement.counts[: statement.index(begin)] if c.unit == count.unit]
    if len(parts) < 2 or sum(part.value for part in parts) != count.value:
        return False
    said = text[: parts[0].start]
    return _PUBLISHES.search(said) is not None and _NOT_PUBLISHED.search(text) is None


def _labelled(statement: Statement, stop: int) -> int:
    """Where the clause of ``stop`` begins, with the channel before it.

    As a label (微信公众号:发布信息9条; not 微信、微博:微信发布9条), or as the way
    (通过微信公众号,发布信息9条), also with what it brought
    (通过微信公众号公开政策、动态等,推送信息9条).
    """
    begin = statement.clause(stop)
    label = statement.text[:begin]
    if label.endswith(":") and len(label) <= _LABEL and _channel_names().search(label):
        return begin if _channel_names().search(statement.text, begin, stop) else 0
    if label.endswith(","):
        start = statement.clause(begin - 1)
        way = _WAY.search(label[start:-1])
        if way and any(n.end() == len(way[0]) for n in _channel_names().finditer(way[0])):
            return start
        way = _WAY_AND_WHAT.search(label[start:-1])
        if way and _SENT.match(statement.text, begin) and _channel_names().search(way[0]):
            return start
    return begin


def published(statement: Statement, since: int, stop: int, *, listed: bool) -> bool:
    """Whether the clause says how many pieces were published, or goes on with such a list.

    微博发布信息190条 and, in a list, 微信851条; not 网站发布教育要闻378条, which counts one
    kind of news.
    """
    clause = statement.text[max(since, _labelled(statement, stop)) : stop]
    if _NOT_PUBLISHED.search(clause):
        return False
    if _PIECES.search(clause):
        return True
    named = list(_channel_names().finditer(clause))
    return listed and bool(named) and _NAME.fullmatch(clause, named[-1].end()) is not None


def made(statement: Statement, stop: int) -> bool:
    """Whether what is listed before ``stop`` are documents made (制作信息30条,其中…)."""
    return _MADE.search(statement.text, statement.far(stop), stop) is not None
