"""The names of bodies: 平凉市崆峒区索罗乡人民政府 is three places and what stands after them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from workbench.model import Level
from workbench.parsing.identity.place_chain import (
    GOVERNMENT,
    PlaceName,
    government_forms,
    place_chain,
)
from workbench.reference import expressions
from workbench.reference.divisions import Rank

#: ``whole``: the text is one name. ``prefix``: a name, then something else. ``running``: the
#: same in a sentence, where only a government can be told from what follows.
Reading = Literal["whole", "prefix", "running"]

_REACH, _BODY, _OFFICE = 45, 26, 10
#: What of an office's name belongs to the body: 索罗乡人民政府, 示例街道办事处.
_SEAT = re.compile(rf"{GOVERNMENT.pattern}|(?:街道)?办事处")
_STOP = re.compile(r"[^\u3400-\u9fff〇、/]")
_NOT_A_NAME = re.compile(
    r"[省市县区州旗盟镇乡]?(?:人民)?政府|[我本全各该此某]|.$|[一二三四五六七八九十]、"
)


@dataclass(frozen=True, slots=True)
class Unit:
    """A body as a text names it, folded and squeezed.

    ``kind`` is that of ``levels.toml``, or ``place`` where nothing follows the places;
    ``stem`` is the length of its places and 人民政府 or 办事处, without an office behind them.
    """

    text: str
    places: tuple[PlaceName, ...]
    kind: str
    stem: int

    @property
    def last(self) -> PlaceName | None:
        return self.places[-1] if self.places else None

    @property
    def is_government(self) -> bool:
        return self.kind in ("place", "government", "office", "subdistrict")

    @property
    def is_national(self) -> bool:
        """国家林业和草原局, 财政部: no place to look for."""
        starts = tuple(expressions.entry("levels.toml", "national"))
        return not self.places and (self.text.startswith(starts) or self.text.endswith("部"))

    @property
    def level(self) -> Level:
        """For a government and its office the level of its last place, else its kind."""
        if not self.is_government:
            return Level(self.kind)
        last = self.last
        if last is None or last.rank is Rank.TOWNSHIP:
            urban = self.kind == "subdistrict" or (
                last and last.name.endswith(("街道", "地区", "街"))
            )
            return Level.SUBDISTRICT if urban else Level.TOWNSHIP
        return (Level.PROVINCE, Level.PREFECTURE, Level.COUNTY)[last.rank - 1]


@cache
def _ends() -> tuple[re.Pattern[str], dict[str, str]]:
    rows = [row for row in expressions.entry("levels.toml", "bodies") if "ends" in row]
    kinds = {end: row["kind"] for row in rows for end in row["ends"]}
    return re.compile(expressions.joined(kinds, where="levels.toml: bodies.ends")), kinds


@cache
def _spam() -> re.Pattern[str]:
    return expressions.either("levels.toml", "spam", "words")


@cache
def _no_names() -> tuple[tuple[str, ...], tuple[str, ...]]:
    names = expressions.entry("levels.toml", "names")
    return tuple(names["not_begin"]), tuple(names["not_end"])


def _is_name(name: str) -> bool:
    """Whether ``name``, of no known place, can be one: not 标题县政府办, not 某部网站."""
    begins, ends = _no_names()
    return not (name.startswith(begins) or name.endswith(ends))


def read(text: str, start: int = 0, end: int | None = None, *, reading: Reading) -> Unit | None:
    """The body named at ``start`` of folded, squeezed ``text``, or None where none is named.

    A name with an advertisement's word in it, and a body without a name (镇人民政府, 本局),
    are none.
    """
    end = min(len(text) if end is None else end, start + _REACH)
    stop = _STOP.search(text, start, end)
    if stop and reading == "whole":
        return None
    name = text[start : stop.start() if stop else end]
    above = _superiors()
    at = next(len(each) for each in above if name.startswith(each)) if name.startswith(above) else 0
    places, after = place_chain(name, at)
    if at and not places:
        after = 0
    found = _body(name, after, places[-1] if places else None, reading)
    if found is None:
        return None
    kind, length = found
    known = bool(places and places[0].rows)
    if _spam().search(name, 0, length) or not (known or _is_name(name[:length])):
        return None
    stem = _SEAT.match(name, after, length)
    return Unit(name[:length], places, kind, stem.end() if stem else after)


@cache
def _superiors() -> tuple[str, ...]:
    return tuple(expressions.entry("levels.toml", "superiors"))


def _body(
    name: str, after: int, last: PlaceName | None, reading: Reading
) -> tuple[str, int] | None:
    """The kind of what stands behind the places, and where the whole name ends."""
    bare = ("place", after) if last and (reading != "whole" or after == len(name)) else None
    if after == len(name):
        return bare
    match = government_forms().fullmatch if reading == "whole" else government_forms().match
    form = match(name, after) if last else None
    if form and form.lastgroup and last:
        department = _behind_government(name, form, last, reading)
        return department or (form.lastgroup, form.end())
    if _NOT_A_NAME.match(name, after) and not (last and GOVERNMENT.match(name, after)):
        return bare
    return (_ended(name, after, reading) if reading != "running" else None) or bare


def _behind_government(
    name: str, form: re.Match[str], last: PlaceName, reading: Reading
) -> tuple[str, int] | None:
    """The department that 吉林市人民政府外事办公室 is, where 人民政府 alone would end the name."""
    if reading != "prefix" or form.lastgroup != "government" or last.rank is Rank.TOWNSHIP:
        return None
    found = _ended(name, form.end(), reading)
    return found if found and found[1] - form.end() <= _OFFICE else None


def _ended(name: str, after: int, reading: Reading) -> tuple[str, int] | None:
    """The kind of a body told by its end, and where that is: 发展和改革局, 工业园区管委会."""
    pattern, kinds = _ends()
    found: tuple[str, int] | None = None
    for match in pattern.finditer(name, after, min(len(name), after + _BODY)):
        kind = kinds[match.group()]
        if found and (match.start() > found[1] or found[0] != "other" or kind != "other"):
            break
        if match.end() - after >= 2 and (reading == "prefix" or match.end() == len(name)):
            found = kind, match.end()
    return found
