"""The places at the beginning of a body's name, each within the one before it.

平凉市崆峒区索罗乡人民政府 begins with three; 南京市鼓楼区人民政府江东街道办事处 too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from workbench.reference import divisions, expressions
from workbench.reference.divisions import Division, Rank

_LONGEST = 15
#: Some towns have a subdistrict of this name; behind no county's it is only a word.
_KIND = "街道"
_UNKNOWN = re.compile(
    r"(?![我本全各该此某县市区省新])(?:(?!政府|公开|信息|人民|办事|开发|园区|经济|示范|管理|高新|驻)[\u3400-\u9fff]){1,7}?"
    r"(自治[区州县旗]|[省市州盟县区旗镇乡]|苏木|街道|(?=办事处))"
)
_RANKS = {"省": 1, "自治区": 1, "自治州": 2, "州": 2, "盟": 2, "市": 3, "县": 3, "区": 3, "旗": 3}
GOVERNMENT = re.compile(r"人民政府|政府(?!信息|政务)")


@dataclass(frozen=True, slots=True)
class PlaceName:
    """One place of a body's name; without rows where the divisions do not know it."""

    name: str
    rank: Rank
    rows: tuple[Division, ...]


@cache
def government_forms() -> re.Pattern[str]:
    """What may stand after the places of a government, the longer kinds first.

    The name of the group that matches is the kind of ``levels.toml``.
    """
    rows = [row for row in expressions.entry("levels.toml", "bodies") if "forms" in row]
    rows.sort(key=lambda row: ("office", "subdistrict", "government").index(row["kind"]))
    where = "levels.toml: bodies.forms"
    kinds = (f"(?P<{row['kind']}>{expressions.joined(row['forms'], where=where)})" for row in rows)
    return expressions.compiled("|".join(kinds), where=where)


def place_chain(name: str, at: int) -> tuple[tuple[PlaceName, ...], int]:
    """The places that follow each other from ``at`` on, each within the one before."""
    places: list[PlaceName] = []
    while at < len(name):
        above = places[-1] if places else None
        found = _known(name, at, above)
        skipped = GOVERNMENT.match(name, at) if found is None and above else None
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
        elif not rows and name[end - 1] == "街" and not name.startswith("道", end):
            rows = named(name[at:end] + "道")
        rows = within(rows, above)
        if rows and (above or name[at:end] != _KIND):
            return PlaceName(name[at:end], rows[0].rank, rows), end
    return None


@cache
def _endings() -> frozenset[str]:
    """The characters with which a place's name ends, 宁夏 and its like included."""
    return frozenset("省市县区旗州盟镇乡道街木处") | {
        alias[-1] for alias in expressions.entry("places.toml", "aliases")
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
    table = divisions.current()
    if above is not None or name[at : at + 2] not in table.beginnings:
        return None
    for end in range(min(len(name), at + 4), at + 1, -1):
        for suffix in ("省", "市"):
            rows = table.named(name[at:end] + suffix)
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
    follows = end == len(name) or government_forms().match(name, end) or _known(name, end, None)
    return (PlaceName(match.group(), rank, ()), end) if follows else None
