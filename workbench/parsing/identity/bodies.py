"""Every place of a report that names a body: title, sentences, the page's table, signature."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from workbench.model import Span
from workbench.parsing.identity.opening import Opening
from workbench.parsing.identity.titles import Naming
from workbench.parsing.identity.units import Unit, read
from workbench.parsing.identity.years import YEAR
from workbench.reference import expressions
from workbench.reference.divisions import Rank

_AFTER_HEADING = 300
_TAIL_REACH, _TAIL_LINES = 700, 14
_HEAD_LINES, _LONGEST_NAME = 3, 30
_SINCE = re.compile(rf"{YEAR}年(?:度|以来|来|底|12月3[01]日)?,?")
_DATE_AT_END = re.compile(rf"{YEAR}[年0-9].*$")
#: Where a sentence begins; an address (地址:海原县…) is none.
_SENTENCE_END = re.compile(r"(?<!地址)(?<!地点)[。;:,)]")
_EDGES = " \t|:()[]"
_ADDRESS = ("地址", "地点")


@dataclass(frozen=True, slots=True)
class Mention:
    """A body named at ``span`` of the original, and what kind of place names it."""

    unit: Unit
    span: Span
    how: str


#: The kinds of places that name an issuer, the surest first. The last three say only whom
#: to ask, where, by whom the page is, or who acts in the first sentence.
HOW = ("title", "compiled", "announced", "page", "signed", "contact", "address", "by", "running")
DOUBTFUL = HOW[5:]


@cache
def _around(name: str) -> re.Pattern[str]:
    """The expressions for the words before and behind an issuer, made from the data."""
    where = f"identity.toml: {name}"
    words = expressions.entry("identity.toml", name)
    if name == "compiled":
        behind = expressions.joined(words["behind"], where=where)
        acting = expressions.joined(words["acting"], where=where)
        by = rf"由([^,。;:()由]{{2,40}}?)(?:\([^()]{{0,30}}\))?(?={behind})"
        return re.compile(rf"{by}|[,。]([^,。;:()由《]{{3,40}}?)(?:{acting})")
    if name == "sites":
        before = expressions.joined(words["before"], where=where)
        behind = expressions.joined(words["behind"], where=where)
        return re.compile(rf"(?:{before})[\"\[]?([\u3400-\u9fff]{{4,24}}?)[\"\]]?(?:{behind})")
    if name == "running":
        return expressions.either("identity.toml", "running", "behind")
    if name == "by":
        labels = expressions.joined(words["labels"], where=where)
        field = r"[^\S\n]*[:\s\]][\s|]*([\u3400-\u9fff]{2,40})(?=[\s|(:;]|$)"
        return re.compile(f"(?:{labels}){field}")
    return re.compile(f"(?:{expressions.joined(words['before'], where=where)})[:,]?")


def mentions(opening: Opening, title: Naming | None, named: Sequence[Naming]) -> list[Mention]:
    """Every body that the opening and the signature name, the surest kind of place first."""
    found: list[Mention] = []
    for how, namings in (("title", [title] if title else []), ("announced", named)):
        for naming in namings:
            if naming.unit:
                span = opening.span(naming.start, naming.phrase)
                found.append(Mention(naming.unit, _tight(opening, naming, span), how))
    found.extend(_in_sentences(opening))
    found.extend(_by(opening))
    found.extend(_signed(opening.folded, opening.part))
    if all(mention.unit.kind == "place" or not mention.unit.places for mention in found):
        found.extend(_since(opening))
    if not found:
        found.extend(_in_passing(opening))
    return sorted(found, key=lambda mention: HOW.index(mention.how))


def _tight(opening: Opening, naming: Naming, span: Span) -> Span:
    """The issuer's own stretch of a title, where its name stands there in one piece."""
    assert naming.unit is not None
    place = opening.text.find(naming.unit.text, naming.start, naming.phrase + 4)
    return opening.span(place, place + len(naming.unit.text)) if place >= 0 else span


def _in_sentences(opening: Opening) -> Iterator[Mention]:
    text, stop = opening.text, min(len(opening.text), opening.end + _AFTER_HEADING)
    for match in _around("compiled").finditer(text, 0, stop):
        group = match.lastindex or 1
        unit = read(text, *match.span(group), reading="whole")
        if unit and _has_name(unit):
            yield Mention(unit, opening.span(*match.span(group)), "compiled")
    for match in _around("contact").finditer(text, 0, stop):
        unit = read(text, match.end(), reading="prefix")
        if unit and (unit.kind != "place" or match.group().endswith("与")) and _has_name(unit):
            how = "address" if match.group().startswith(_ADDRESS) else "contact"
            yield Mention(unit, _span(opening, match.end(), unit), how)


def _since(opening: Opening) -> Iterator[Mention]:
    """The bodies that act after a year: 2020年,白水乡认真…."""
    for match in _SINCE.finditer(opening.text):
        unit = _acting(opening.text, match.end(), noun=not match.group().endswith(","))
        if unit and _has_name(unit):
            yield Mention(unit, _span(opening, match.end(), unit), "running")


def _in_passing(opening: Opening) -> Iterator[Mention]:
    """The first body that begins a sentence and acts in it: …。广福镇政府根据公开要求…."""
    for match in _SENTENCE_END.finditer(opening.text):
        unit = _acting(opening.text, match.end())
        if unit and unit.is_government and _has_name(unit):
            yield Mention(unit, _span(opening, match.end(), unit), "running")
            return


def hinted(opening: Opening) -> Iterator[Mention]:
    """The bodies that stand alone on one of the first lines, and those whose site is named.

    A page's head may name the county's government above a department's report: a hint only.
    """
    for line in opening.lines[:_HEAD_LINES]:
        text = opening.text[line.start : line.end].strip(_EDGES)
        unit = read(text, reading="whole") if len(text) <= _LONGEST_NAME else None
        if unit and unit.places:
            yield Mention(unit, _span(opening, opening.text.index(text, line.start), unit), "by")
    for match in _around("sites").finditer(opening.text):
        unit = read(opening.text, *match.span(1), reading="whole")
        if unit and unit.places:
            yield Mention(unit, opening.span(*match.span(1)), "running")


def _has_name(unit: Unit) -> bool:
    """Whether more than a kind is named: not 省政务公开办公室, 县水务局."""
    return bool(unit.places) or unit.text[0] not in "省市县区州旗盟镇乡"


def _acting(text: str, start: int, *, noun: bool = False) -> Unit | None:
    """The body that acts in a sentence: before 严格 or 认真, or 白水乡 where it is known.

    A county's name can be the beginning of a department's: 白水县公安局. With ``noun`` it may
    be that of another thing's name (2020年白水县政务公开工作要点), and a county's is none.
    """
    unit = read(text, start, reading="prefix")
    if unit and _around("running").match(text, start + len(unit.text)):
        return unit
    bare = read(text, start, reading="running")
    if bare is None or bare.last is None or not bare.last.rows:
        return None
    sure = bare.last.rank is Rank.TOWNSHIP or (unit is not None and unit.is_government)
    return bare if sure and bare.last.rank >= (Rank.TOWNSHIP if noun else Rank.COUNTY) else None


def _span(opening: Opening, start: int, unit: Unit) -> Span:
    return opening.span(start, start + len(unit.text))


def _by(opening: Opening) -> Iterator[Mention]:
    """The bodies behind 发布机构, 来源 and their like, each up to the end of its field."""
    stop = opening.squeezed.position(opening.end - 1) + 1 if opening.end else opening.part.start
    for match in _around("by").finditer(opening.folded, opening.part.start, stop):
        unit = read(match[1], reading="whole")
        if unit:
            yield Mention(unit, Span(*match.span(1)), "by")


def _signed(folded: str, part: Span) -> Iterator[Mention]:
    """The bodies that stand alone on one of the last lines, as a signature does."""
    place = part.end
    low = max(part.start, part.end - _TAIL_REACH)
    for _ in range(_TAIL_LINES):
        begin = folded.rfind("\n", low, place) + 1
        if begin == 0:
            return
        line = _DATE_AT_END.sub("", folded[begin:place])
        name = line.strip(_EDGES)
        if 4 <= len(name) <= 45:
            unit = read("".join(name.split()), reading="whole")
            if unit and unit.kind != "place":
                start = begin + line.index(name)
                yield Mention(unit, Span(start, start + len(name)), "signed")
        place = begin - 1
