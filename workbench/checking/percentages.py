"""N5: percentages recomputed from the numbers beside them.

A share is recomputed from a part and its total, a change from this year's and last year's
number in one sentence. 百分点 is no %. A share that no digit explains is not judged: a sentence
may speak of other numbers than its nearest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from workbench.checking.breakdowns import breakdowns
from workbench.checking.view import View
from workbench.model import Finding, Span
from workbench.parsing.fold import Squeezed

_NUMBER = r"(?<![0-9.])[0-9]{1,9}(?:\.[0-9]{1,2})?万?"
_UNIT = r"(?:条次|人次|[条件篇份次个项宗起例期人])"
_LAST = r"(?:上年|去年|上一年|上年度|去年度|同期|20[0-9]{2}年)"
_RISES = "增长|增加|上升|提高|提升|上涨|递增|多"
_FALLS = "下降|减少|回落|降低|下滑|递减|少"
_MOVES = rf"(?P<way>{_RISES}|{_FALLS})(?:幅度)?(?:了|约|为|达|近)?"
_NO_MOVE = r"(?:(?![增减多少升降])[^0-9,。;]){0,8}"
_PERCENT = r"(?P<said>[0-9]{1,4}(?:\.[0-9]{1,2})?)%"
#: 20件，较上年的10件增长50%; 20件，较上年（10件）增长50%
_AGAINST = re.compile(
    rf"(?P<new>{_NUMBER})(?P<unit>{_UNIT})[,(]?(?:同比)?(?:较|比|与)[^0-9,。;]{{0,4}}{_LAST}{_NO_MOVE}"
    rf"(?P<old>{_NUMBER})(?P=unit)[),]*(?:相比|同比)?,?(?:同比)?{_MOVES}{_PERCENT}"
)
#: 20件，同比增加10件，增长100%
_BY = re.compile(
    rf"(?P<new>{_NUMBER})(?P<unit>{_UNIT})[,(]?(?:同比|(?:较|比|与)[^0-9,。;]{{0,4}}{_LAST}[^0-9,。;]{{0,6}}?)"
    rf"(?P<way>{_RISES}|{_FALLS})了?(?P<by>{_NUMBER})(?P=unit),?(?:同比|涨幅|增幅|降幅|约)?"
    rf"(?:{_RISES}|{_FALLS})?(?:了|为|达)?{_PERCENT}"
)
#: 由上年的10件增加到20件，增长100%
_FROM = re.compile(
    rf"(?:由|从){_LAST}[^0-9,。;]{{0,8}}(?P<old>{_NUMBER})(?P<unit>{_UNIT})[^0-9,。;]{{1,8}}[到至为]"
    rf"[^0-9,。;]{{0,6}}(?P<new>{_NUMBER})(?P=unit),?(?:同比)?{_MOVES}{_PERCENT}"
)
_CHANGES = (_AGAINST, _BY, _FROM)
#: How 约, 近, 大约, 超过, 逾 end before the number that they soften.
_SOFT = frozenset("约近超过逾")
_SENTENCE = re.compile(r"[^。]*")


@dataclass(frozen=True, slots=True)
class Claim:
    """A percentage that the text states, and the two numbers it is computed from."""

    said: str
    words: str
    exact: float
    numbers: tuple[float, float]
    spans: tuple[Span, ...]

    @property
    def agrees(self) -> bool:
        """Whether it lies within its rounding, up or down: 12.76 of 12.7526 agrees."""
        decimals = len(self.said.partition(".")[2])
        return abs(self.exact - float(self.said)) < 10.0**-decimals


def percentages(view: View) -> Iterator[Finding]:
    """N5: shares of breakdowns, and changes against last year."""
    claims = [*_shares(view), *_changes(view)] if "%" in view.folded else []
    for claim in claims:
        new, old = claim.numbers
        decimals = max(2, len(claim.said.partition(".")[2]))
        fields = {"new": new, "old": old, "computed": f"{claim.exact:.{decimals}f}%"}
        say = view.agrees if claim.agrees else view.contradicts
        yield say("N5", *claim.spans, said=claim.words, **fields)
    if not claims:
        yield view.unchecked("N5")


def _shares(view: View) -> Iterator[Claim]:
    for found in breakdowns(view):
        total = float(found.total.value or 0)
        for part in found.parts:
            if part.share is not None and total:
                yield Claim(
                    part.share,
                    f"{part.label}占{part.share}%",
                    part.value / total * 100,
                    (part.value, total),
                    (part.span, found.total.span),
                )


def _changes(view: View) -> Iterator[Claim]:
    squeezed = view.squeezed
    for expression in _CHANGES:
        for match in expression.finditer(squeezed.text):
            claim = _change(squeezed, match)
            if claim is not None and (claim.agrees or not _explained(squeezed.text, match)):
                yield claim


def _change(squeezed: Squeezed, match: re.Match[str]) -> Claim | None:
    given = match.groupdict()
    if any(_softened(match, name) for name in ("new", "old", "by") if given.get(name)):
        return None
    new = _value(given["new"])
    falls = re.fullmatch(_FALLS, given["way"]) is not None
    if given.get("by"):
        old = new + _value(given["by"]) if falls else new - _value(given["by"])
    else:
        old = _value(given["old"])
    if old <= 0:
        return None
    exact = ((old - new) if falls else (new - old)) / old * 100
    words = f"{given['way']}{given['said']}%"
    return Claim(given["said"], words, exact, (new, old), (squeezed.span(*match.span()),))


def _softened(match: re.Match[str], name: str) -> bool:
    """Whether a number is about, nearly or over: 约130条 explains no percentage to the digit."""
    start = match.start(name)
    return match.string[max(0, start - 1) : start] in _SOFT


def _value(written: str) -> float:
    return float(written.removesuffix("万")) * (10_000 if written.endswith("万") else 1)


def _explained(text: str, match: re.Match[str]) -> bool:
    """Whether another number of the sentence, counted alike, gives the percentage.

    收到17件，办结15件，较上年20件下降15% speaks of 17, though 15 stands nearer.
    """
    start = text.rfind("。", 0, match.start()) + 1
    sentence = _SENTENCE.match(text, start)
    stretch = sentence.group() if sentence else ""
    unit, given = match["unit"], match.groupdict()
    alike = re.finditer(rf"({_NUMBER}){unit}", stretch)
    others = [_value(each.group(1)) for each in alike]
    falls = re.fullmatch(_FALLS, match["way"]) is not None
    decimals = len(match["said"].partition(".")[2])
    return any(
        _fits(new, old, falls=falls, said=float(given["said"]), within=10.0**-decimals)
        for new in others
        for old in _bases(given, others)
        if old > 0 and new != old
    )


def _bases(given: dict[str, str | None], others: Sequence[float]) -> Sequence[float]:
    old = given.get("old")
    return [_value(old)] if old else others


def _fits(new: float, old: float, *, falls: bool, said: float, within: float) -> bool:
    exact = ((old - new) if falls else (new - old)) / old * 100
    return abs(exact - said) < within


RULES = {"N5": percentages}
