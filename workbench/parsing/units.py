"""The names of bodies: 平凉市崆峒区索罗乡人民政府 is three places and what stands after them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from workbench.model import Level
from workbench.reference import divisions, load
from workbench.reference.divisions import Division, Rank

#: ``whole``: the text is one name. ``prefix``: a name, then something else. ``running``: the
#: same in a sentence, where only a government can be told from what follows.
Reading = Literal["whole", "prefix", "running"]

_LONGEST, _REACH, _BODY = 15, 45, 26
_STOP = re.compile(r"[^\u3400-\u9fff〇、/]")
_UNKNOWN = re.compile(
    r"(?![我本全各该此某县市区省新])(?:(?!政府|公开|信息|人民|办事|开发|园区|经济|示范|管理|高新|驻)[\u3400-\u9fff]){1,7}?"
    r"(自治[区州县旗]|[省市州盟县区旗镇乡]|苏木|街道|(?=办事处))"
)
_RANKS = {"省": 1, "自治区": 1, "自治州": 2, "州": 2, "盟": 2, "市": 3, "县": 3, "区": 3, "旗": 3}
_NOT_A_NAME = re.compile(
    r"[省市县区州旗盟镇乡]?(?:人民)?政府|[我本全各该此某]|.$|[一二三四五六七八九十]、"
)
_GOVERNMENT = re.compile(r"人民政府|政府(?!信息|政务)")


@dataclass(frozen=True, slots=True)
class PlaceName:
    """One place of a body's name; without rows where the divisions do not know it."""

    name: str
    rank: Rank
    rows: tuple[Division, ...]


@dataclass(frozen=True, slots=True)
class Unit:
    """A body as a text names it, folded and squeezed.

    ``kind`` is that of ``levels.toml``, or ``place`` where nothing follows the places;
    ``stem`` is the length of its places and 人民政府, without the office behind them.
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
        starts = tuple(load.toml("levels.toml")["national"])
        return not self.places and (self.text.startswith(starts) or self.text.endswith("部"))

    @property
    def level(self) -> Level:
        """For a government and its office the level of its last place, else its kind."""
        if not self.is_government:
            return Level(self.kind)
        last = self.last
        if last is None or last.rank is Rank.TOWNSHIP:
            urban = self.kind == "subdistrict" or (last and last.name.endswith(("街道", "地区")))
            return Level.SUBDISTRICT if urban else Level.TOWNSHIP
        return (Level.PROVINCE, Level.PREFECTURE, Level.COUNTY)[last.rank - 1]


@cache
def _forms() -> re.Pattern[str]:
    """What may stand after the places of a government, the longer kinds first."""
    rows = [row for row in load.toml("levels.toml")["bodies"] if "forms" in row]
    rows.sort(key=lambda row: ("office", "subdistrict", "government").index(row["kind"]))
    return re.compile("|".join(f"(?P<{row['kind']}>{'|'.join(row['forms'])})" for row in rows))


@cache
def _ends() -> tuple[re.Pattern[str], dict[str, str]]:
    rows = [row for row in load.toml("levels.toml")["bodies"] if "ends" in row]
    kinds = {end: row["kind"] for row in rows for end in row["ends"]}
    return re.compile("|".join(sorted(kinds, key=len, reverse=True))), kinds


@cache
def _spam() -> re.Pattern[str]:
    return re.compile("|".join(load.toml("levels.toml")["spam"]["words"]))


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
    at = next((len(each) for each in _superiors() if name.startswith(each)), 0)
    places, after = _places(name, at)
    found = _body(name, after, bool(places), reading)
    if found is None:
        return None
    kind, length = found
    if _spam().search(name, 0, length):
        return None
    stem = _GOVERNMENT.match(name, after, length)
    return Unit(name[:length], places, kind, stem.end() if stem else after)


@cache
def _superiors() -> tuple[str, ...]:
    return tuple(load.toml("levels.toml")["superiors"])


def _body(name: str, after: int, placed: bool, reading: Reading) -> tuple[str, int] | None:
    """The kind of what stands behind the places, and where the whole name ends."""
    rest = len(name) - after
    if placed and not rest:
        return "place", after
    if placed:
        form = (
            _forms().fullmatch(name, after) if reading == "whole" else _forms().match(name, after)
        )
        if form and form.lastgroup:
            return form.lastgroup, form.end()
    if _NOT_A_NAME.match(name, after) and not (placed and _GOVERNMENT.match(name, after)):
        return ("place", after) if placed and reading != "whole" else None
    if reading != "running":
        found = _ended(name, after, reading)
        if found:
            return found
    return ("place", after) if placed and reading != "whole" else None


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


def _places(name: str, at: int) -> tuple[tuple[PlaceName, ...], int]:
    """The places that follow each other from ``at`` on, each within the one before."""
    places: list[PlaceName] = []
    while at < len(name):
        above = places[-1] if places else None
        found = _known(name, at, above)
        skipped = _GOVERNMENT.match(name, at) if found is None and above else None
        if skipped and above and above.rank < Rank.TOWNSHIP:
            found = _known(name, skipped.end(), above) or _unknown(name, skipped.end(), above)
        found = found or _bare(name, at, above) or _unknown(name, at, above)
        if found is None:
            break
        place, at = found
        places.append(place)
    return tuple(places), at


def _known(name: str, at: int, above: PlaceName | None) -> tuple[PlaceName, int] | None:
    """The longest name at ``at`` that the divisions know below ``above``."""
    named, endings = divisions.current().named, _endings()
    for end in range(min(len(name), at + _LONGEST), at + 1, -1):
        if name[end - 1] not in endings:
            continue
        rows = named(name[at:end])
        if not rows and name.endswith("办事处", at, end):
            rows = named(name[at : end - 3] + "街道")
            end -= 3
        rows = within(rows, above)
        if rows:
            return PlaceName(name[at:end], rows[0].rank, rows), end
    return None


@cache
def _endings() -> frozenset[str]:
    """The characters with which a place's name ends, 宁夏 and its like included."""
    return frozenset("省市县区旗州盟镇乡道木处") | {
        alias[-1] for alias in load.toml("places.toml")["aliases"]
    }


def within(rows: tuple[Division, ...], above: PlaceName | None) -> tuple[Division, ...]:
    """Those of ``rows`` that lie in ``above``; those of its rank or higher never do."""
    if above is None:
        return rows
    lower = tuple(row for row in rows if row.rank > above.rank)
    stems = tuple(row.code[: (2, 4, 6)[row.rank - 1]] for row in above.rows if row.rank < 4)
    inside = tuple(row for row in lower if row.code.startswith(stems)) if stems else ()
    return inside or (() if stems else lower)


def _bare(name: str, at: int, above: PlaceName | None) -> tuple[PlaceName, int] | None:
    """A province or prefecture without its suffix, where a place within it follows: 宁夏固原市."""
    if above is not None:
        return None
    for end in range(min(len(name), at + 4), at + 1, -1):
        for suffix in ("省", "市"):
            rows = divisions.current().named(name[at:end] + suffix)
            if rows and rows[0].rank < Rank.COUNTY:
                place = PlaceName(name[at:end], rows[0].rank, rows)
                if _known(name, end, place):
                    return place, end
    return None


def _unknown(name: str, at: int, above: PlaceName | None) -> tuple[PlaceName, int] | None:
    """A place that the divisions do not know, told by its suffix and by what follows it."""
    match = _UNKNOWN.match(name, at)
    if match is None:
        return None
    rank = Rank(_RANKS.get(match[1], 4))
    if above is not None and rank <= above.rank:
        return None
    end = match.end()
    follows = end == len(name) or _forms().match(name, end) or _known(name, end, None)
    return (PlaceName(match.group(), rank, ()), end) if follows else None
