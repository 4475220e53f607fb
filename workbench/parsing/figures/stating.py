"""Reading a report's sentences one after the other for what they may state.

What a number means depends on what stood before it: after 其中 it is a part, after a stock
今年新增94条 is the year's share, beside a request count 信函171件 counts letters.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from workbench.model import Level, Scope
from workbench.parsing.figures import cues
from workbench.parsing.figures.candidates import ANOTHER, TOTAL, Candidate, placed
from workbench.parsing.figures.clauses import Count, Statement
from workbench.parsing.figures.scopes import AS_OF
from workbench.parsing.figures.topics import Topics
from workbench.parsing.figures.zeros import Nothing, nothings
from workbench.reference.indicators import indicators, wholes
from workbench.reference.wording import patterns, regex

_PARTS = regex("parts")
_MADE_OF = regex("made_of")
_LISTS = re.compile(f"{patterns()['parts']}|{patterns()['made_of']}")
_RECEIVE = regex("receive")
_BESIDES = regex("besides")
_YEARLY = regex("year")
_OWN_MOTION = re.compile("主动公开")
_OTHER_THINGS = regex("other_things")
_YEAR = "(?:19|20)[0-9]{2}年度?"
#: 较2019年的27件: the number before, said of another year.
_THEN = re.compile(
    rf"(?:而|较|比|低于|高于|多于|少于)?(?P<year>去年|上年度?|上一年度?|{_YEAR})(?:同期|全年)?"
)
#: 今年新增94条: this year's share of the number before.
_NEW = re.compile(
    rf"(?:其中)?(?:(?:本年度?|今年|当年|全年|{_YEAR})(?:新增加?|新公开|主动公开|公开|发布)?|新增加?)"
)
_NEAR = 3  # full sentences over which a part is still tied to its total


@dataclass(slots=True)
class Stating:
    """Walks through a report's statements and remembers what the last ones spoke of."""

    topics: Topics
    year: int | None
    level: Level | None
    _at: int = 0
    _listing: bool = False
    _bracket: bool = False
    _last: Candidate | None = None
    _head: Candidate | None = None
    _whole: Candidate | None = None
    _seen: dict[str, int] = field(default_factory=dict)

    def read(self, statement: Statement) -> list[Candidate]:
        """The candidates of the next statement, in order, denials last."""
        if not statement.follows:
            self._at += 1
            self._listing = False
            self._last = self._last if _PARTS.match(statement.text) else None
        found: list[Candidate] = []
        since, lists = 0, self._bracket or _LISTS.search(statement.text) is not None
        for count in statement.counts:
            if lists:
                self._follow_lists(statement.text, since, count.start)
            candidate = self._counted(statement, since, count)
            if candidate:
                if candidate.renews and found:
                    found[-1] = replace(found[-1], scope=Scope.CUMULATIVE)
                self._seen[candidate.indicator] = self._at
                if candidate.indicator in wholes():
                    self._whole = candidate
                self._last = candidate
                found.append(candidate)
            if candidate or not _aside(statement.text, count):
                since = count.end
        return found + [self._denied(statement, n) for n in nothings(statement, self.topics)]

    def _denied(self, statement: Statement, none: Nothing) -> Candidate:
        found = self._placed(none.indicator, statement, 0, none.start)
        if found.scope is Scope.CUMULATIVE and _YEARLY.search(statement.text):
            found = replace(found, scope=Scope.YEAR)
        return replace(found, status=none.status, unit=none.unit, start=none.start, end=none.end)

    def _follow_lists(self, text: str, since: int, until: int) -> None:
        """Notes where a list of parts begins (其中), and where one in brackets ends."""
        if self._bracket and ")" in text[since:until]:
            self._listing = self._bracket = False
        parts = _PARTS.search(text, since, until)
        if parts is None and since:
            parts = _MADE_OF.search(text, since, until)
        if parts:
            self._bracket = text[parts.start() - 1 : parts.start()] == "("
            self._listing = True
            self._head = self._last

    def _near(self, indicator: str) -> bool:
        """Whether ``indicator`` was stated in one of the last statements."""
        return self._at - self._seen.get(indicator, -_NEAR - 1) <= _NEAR

    def _within(self, whole: str, unit: str) -> bool:
        """Whether ``whole`` was stated near, in the same unit, and no other whole after it."""
        last = self._whole
        if last is None or (last.indicator, last.unit) != (whole, unit):
            return False
        return self._near(whole)

    def _counted(self, statement: Statement, since: int, count: Count) -> Candidate | None:
        """What ``count`` may state; None where it is a difference, a rate, or of nothing known."""
        stop = cues.stem(statement, since, count)
        named = cues.named(
            statement, since, count, stem=stop, topics=self.topics, within=self._within
        )
        last, again = self._last, None
        if last is not None and last.statement is statement:
            again = self._again(last, statement, since, stop)
        if named is None and again is None:
            self._turn_to_others(statement, stop, count)
            if count.unit not in cues.PIECES:
                return None
        channels = cues.channels(statement, since, stop)
        if named is None and again is None and cues.sums(statement, count):
            return self._sum(statement, since, stop, count)
        if named is None and again is None and len(channels) != 1:
            return None
        if again is None and cues.no_figure(statement, stop, count.start):
            return None
        if _OTHER_THINGS.match(statement.text, count.end):
            return None
        start, end, weak = max(since, statement.clause(stop)), count.end, False
        if named and not self._is_part(named.cue.indicator, statement, named.start, count):
            found = self._placed(named.cue.indicator, statement, since, count.start)
            start, end, weak = named.start, named.end, named.cue.weak
        elif self._of_channel(statement, since, stop, count, channels):
            found = self._placed(next(iter(channels)), statement, since, count.start)
        elif again and again.unit == count.unit:
            found = again
        else:
            return None
        if found.indicator == TOTAL and self._listing and not again:
            weak = weak or not (self._after_stock() or cues.made(statement, start))
        return replace(
            found,
            value=count.value,
            unit=count.unit,
            qualifier=count.qualifier,
            start=start,
            end=end,
            weak=weak,
            doubtful=found.doubtful or count.doubtful,
            channels=channels,
            listed=self._listing,
        )

    def _sum(self, statement: Statement, since: int, stop: int, count: Count) -> Candidate:
        """The total that ``count`` is of the pieces before it (公开…5条,…9条,合计共14条)."""
        return replace(
            self._placed(TOTAL, statement, since, count.start),
            value=count.value,
            unit=count.unit,
            qualifier=count.qualifier,
            start=statement.clause(stop),
            end=count.end,
            doubtful=count.doubtful,
        )

    def _turn_to_others(self, statement: Statement, stop: int, count: Count) -> None:
        """Forgets the whole where other things were received: 受理审批申请80件,办结71件."""
        whole = self._whole
        alike = whole is not None and whole.unit == count.unit and not self._listing
        if alike and _RECEIVE.search(statement.text, statement.clause(stop), stop):
            self._whole = None

    def _is_part(self, key: str, statement: Statement, start: int, count: Count) -> bool:
        """Whether a number after 其中 is only a part of the one before of the same kind.

        制作信息30条,其中主动公开24条 states the total; 公开信息150条,其中政府信息49条 a part,
        as does 收到公开申请12件,其中县政府收到公开申请3件.
        """
        if key != TOTAL:
            return self._listing and self._head is not None and self._head.indicator == key
        if _BESIDES.search(statement.text, statement.far(count.start), count.start):
            return True
        if not self._listing:
            return False
        if self._last and self._last.indicator == TOTAL and self._last.scope is Scope.YEAR:
            return True
        return _OWN_MOTION.search(statement.text, start, count.start) is None

    def _after_stock(self) -> bool:
        """Whether the number before is a stock, so that this one may be the year's share."""
        last = self._last
        return last is not None and last.indicator == TOTAL and last.scope is Scope.CUMULATIVE

    def _of_channel(
        self, statement: Statement, since: int, stop: int, count: Count, names: frozenset[str]
    ) -> bool:
        """Whether this is one channel's number: 微信851条 in a list, 微博发布信息190条."""
        if len(names) != 1 or count.unit not in cues.PIECES:
            return False
        last = self._last
        listed = last is not None and (last.indicator == TOTAL or last.of_channel)
        return cues.published(statement, since, stop, listed=listed)

    def _again(
        self, last: Candidate, statement: Statement, since: int, stop: int
    ) -> Candidate | None:
        """``last`` said of another time: 较2019年的27件; 历年公开615条,今年新增94条."""
        clause = statement.text[max(since, statement.clause(stop)) : stop]
        if then := _THEN.fullmatch(clause):
            year = int(then["year"][:4]) if then["year"][0].isdigit() else (self.year or 0) - 1
            return replace(last, year=year or None, scope=Scope.YEAR, part_of=None, doubtful=True)
        stock = last.scope is Scope.CUMULATIVE or AS_OF.search(
            statement.text, statement.far(last.end), last.end
        )
        if last.indicator == TOTAL and stock and _NEW.fullmatch(clause):
            return replace(last, scope=Scope.YEAR, year=self.year, renews=True)
        return None

    def _placed(self, key: str, statement: Statement, since: int, at: int) -> Candidate:
        whole = None if key == ANOTHER else indicators()[key].part_of
        tied = self._listing or whole != TOTAL
        return placed(
            key,
            statement,
            since,
            at,
            report_year=self.year,
            level=self.level,
            part_of=whole if whole and tied and self._near(whole) else None,
        )


def _aside(text: str, count: Count) -> bool:
    """Whether ``count`` only says in brackets how many there are of what stands before it."""
    closed = ")" in text[count.end - 1 : count.end + 1]
    return count.unit in ("个", "家") and text[count.start - 1] == "(" and closed
