"""Whose report it is: every place that names a body, and which of them is the issuer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from workbench.model import Span
from workbench.parsing.opening import Opening
from workbench.parsing.titles import Naming
from workbench.parsing.units import Unit, read
from workbench.parsing.years import YEAR
from workbench.reference import load
from workbench.reference.divisions import Rank

_AFTER_HEADING = 300
_TAIL_REACH, _TAIL_LINES = 700, 14
_SINCE = re.compile(rf"{YEAR}年(?:度|以来|来|是)?,?|(?:^|[。,])(?={YEAR})")
_DATE_AT_END = re.compile(rf"{YEAR}[年0-9].*$")
_EDGES = " \t|:()[]"


@dataclass(frozen=True, slots=True)
class Mention:
    """A body named at ``span`` of the original, and what kind of place names it."""

    unit: Unit
    span: Span
    how: str


#: The kinds of places that name an issuer, the surest first. The last three say only whom
#: to ask, by whom the page is, or who acts in the first sentence.
HOW = ("title", "compiled", "announced", "page", "signed", "contact", "by", "running")
DOUBTFUL = HOW[5:]


@cache
def _around(name: str) -> re.Pattern[str]:
    """The expressions for the words before and behind an issuer, made from the data."""
    words = load.toml("identity.toml")
    if name == "compiled":
        behind = "|".join(words["compiled"]["behind"])
        return re.compile(rf"由([^,。;:()由]{{2,40}}?)(?={behind})")
    if name == "running":
        return re.compile("|".join(words["running"]["behind"]))
    if name == "by":
        labels = "|".join(sorted(words["by"]["labels"], key=len, reverse=True))
        return re.compile(rf"(?:{labels})[^\S\n]*[:\s]\s*([\u3400-\u9fff]{{2,40}})(?=[\s|(:;]|$)")
    before = sorted(words["contact"]["before"], key=len, reverse=True)
    return re.compile(f"(?:{'|'.join(before)})[:,]?")


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
    return sorted(found, key=lambda mention: HOW.index(mention.how))


def _tight(opening: Opening, naming: Naming, span: Span) -> Span:
    """The issuer's own stretch of a title, where its name stands there in one piece."""
    assert naming.unit is not None
    place = opening.text.find(naming.unit.text, naming.start, naming.phrase + 4)
    return opening.span(place, place + len(naming.unit.text)) if place >= 0 else span


def _in_sentences(opening: Opening) -> Iterator[Mention]:
    text, stop = opening.text, min(len(opening.text), opening.end + _AFTER_HEADING)
    for match in _around("compiled").finditer(text, 0, stop):
        unit = read(text, match.start(1), match.end(1), reading="whole")
        if unit:
            yield Mention(unit, opening.span(*match.span(1)), "compiled")
    for match in _around("contact").finditer(text, 0, stop):
        unit = read(text, match.end(), reading="prefix")
        if unit and (unit.kind != "place" or match.group() == "请与") and _has_name(unit):
            yield Mention(unit, _span(opening, match.end(), unit), "contact")
    for match in _SINCE.finditer(text, 0, stop):
        unit = _acting(text, match.end())
        if unit and _has_name(unit):
            yield Mention(unit, _span(opening, match.end(), unit), "running")


def _has_name(unit: Unit) -> bool:
    """Whether more than a kind is named: not 省政务公开办公室, 县水务局."""
    return bool(unit.places) or unit.text[0] not in "省市县区州旗盟镇乡"


def _acting(text: str, start: int) -> Unit | None:
    """The body that acts in a sentence: 白水乡 where its place is known, else before 严格."""
    unit = read(text, start, reading="running")
    if unit and unit.last and unit.last.rows and unit.last.rank >= Rank.COUNTY:
        return unit
    unit = read(text, start, reading="prefix")
    if unit and _around("running").match(text, start + len(unit.text)):
        return unit
    return None


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


def same(one: Unit, other: Unit) -> bool:
    """Whether two names can be of one body: 张义镇 and 凉州区张义镇人民政府."""
    if one.is_government != other.is_government:
        return False
    if not one.is_government:
        short, long = sorted((one.text, other.text), key=len)
        return long.endswith(short) or _own(one) == _own(other)
    if one.last is None or other.last is None or one.last.rank != other.last.rank:
        return False
    if one.last.name == other.last.name:
        return True
    return bool(set(one.last.rows) & set(other.last.rows))


def _own(unit: Unit) -> str:
    return unit.text[len("".join(place.name for place in unit.places)) :]


@dataclass(frozen=True, slots=True)
class Issuer:
    """The mention that names the issuer in its fullest form, and whether it surely is it."""

    mention: Mention
    name: str
    certain: bool


def chosen(found: Sequence[Mention]) -> Issuer | None:
    """The issuer among what was found, and its name in the fullest form that the text has.

    The surest place decides which body it is; of its names the one with most places before
    it is taken, then the one with 人民政府: 张义镇 gives way to 凉州区张义镇人民政府. A name that
    the divisions do not know gives way to one that they do (广内街道, 广安门内街道); a bare
    place gives way to the office that drew the report up (晋安区人民政府信息公开办).
    """
    if not found:
        return None
    first = found[0]
    if first.unit.last and not first.unit.last.rows:
        first = next((m for m in found if _is_full_name(m.unit, first.unit)), first)
    for mention in found:
        unit, bare = mention.unit, first.unit.kind == "place" or first.how in DOUBTFUL
        drawn_up = mention.how == "compiled" and unit.kind == "office" and _above_township(unit)
        if drawn_up and bare and same(unit, first.unit):
            return Issuer(mention, unit.text, True)
    certain = first.how not in DOUBTFUL
    if first.unit.kind == "office" and certain and _above_township(first.unit):
        return Issuer(first, first.unit.text, True)
    alike = [mention for mention in found if same(mention.unit, first.unit)]
    best = max(alike, key=lambda m: (len(m.unit.places), m.unit.kind != "place" and _stem(m.unit)))
    return Issuer(best, _form(best.unit), certain)


def _stem(unit: Unit) -> int:
    """2 for a name with 人民政府 or 办事处 in full, 1 for 政府, 0 for its places alone."""
    if unit.kind == "subdistrict" or unit.text.endswith("人民政府", 0, unit.stem):
        return 2
    return 1 if unit.text.endswith("政府", 0, unit.stem) else 0


def _form(unit: Unit) -> str:
    return unit.text[: unit.stem] if unit.kind == "office" else unit.text


def _above_township(unit: Unit) -> bool:
    return unit.last is not None and unit.last.rank < Rank.TOWNSHIP


def _is_full_name(unit: Unit, short: Unit) -> bool:
    """广安门内街道 for 广内街道: known, of the same rank, with the short name's characters."""
    if not (unit.last and short.last and unit.last.rows and unit.last.rank == short.last.rank):
        return False
    above = {place.name for place in short.places[:-1]}
    if above - {place.name for place in unit.places[:-1]}:
        return False
    letters = iter(unit.last.name)
    return all(letter in letters for letter in short.last.name)
