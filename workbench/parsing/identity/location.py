"""The place of a body as names and codes, and the codes that a page or a manifest gives."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from workbench.model import Level, Span
from workbench.parsing.fold import fold
from workbench.reference import divisions
from workbench.reference.divisions import Division, Rank

_CODE = re.compile(r"[1-9][0-9]{5}")
_SITE = re.compile(r"标识码[\s:]{0,4}([1-9][0-9]{9})(?![0-9])")
_MANY = 200


@dataclass(frozen=True, slots=True)
class Location:
    """Names and codes of a place; null where the text leaves more than one reading.

    ``county`` is the government above a township or a department: for a department of a
    city with districts, and for the townships of a city without, it is that city.
    """

    township: str | None = None
    county: str | None = None
    county_code: str | None = None
    prefecture: str | None = None
    province: str | None = None
    code: str | None = None
    candidates: tuple[str, ...] = ()
    uncertain: tuple[str, ...] = ()
    evidence: Mapping[str, Span] = field(default_factory=dict)


def of_row(row: Division, year: int | None, level: Level | None) -> Location:
    """The place of ``row`` with the names above it in the edition of ``year``.

    市辖区 and its kin name no prefecture. For a department or another body the place is its
    government's and ``code`` is null.
    """
    table, code = divisions.current(), row.code
    found: dict[str, Division | None] = {"province": table.at(code[:2] + "0000", year)}
    if row.rank > Rank.PROVINCE:
        found["prefecture"] = table.at(code[:4] + "00", year)
    if row.rank > Rank.PREFECTURE:
        found["county"] = table.at(code[:6], year)
    names = {key: above.name for key, above in found.items() if above and above.is_place}
    own = level not in (Level.DEPARTMENT, Level.OTHER)
    if row.rank is Rank.COUNTY or (row.rank is Rank.PREFECTURE and not own):
        names["county"] = row.name
    return Location(
        township=row.name if row.rank is Rank.TOWNSHIP else None,
        county=names.get("county"),
        county_code=code[:6] if "county" in names else None,
        prefecture=names.get("prefecture"),
        province=names.get("province"),
        code=code if own else None,
    )


def undecided(rows: Sequence[Division]) -> Location:
    """Several places go by the name: their codes, and the province if all lie in one."""
    codes = sorted({row.code for row in rows})
    if not codes or len(codes) > _MANY:
        return Location()
    table, provinces = divisions.current(), {code[:2] for code in codes}
    shared = table.at(codes[0][:2] + "0000", None) if len(provinces) == 1 else None
    return Location(province=shared.name if shared else None, candidates=tuple(codes))


def stem(code: str) -> str:
    """``code`` without the zeros that stand for a whole: 640000 is 64, 640522 itself."""
    return code if len(code) > 6 else re.sub(r"(?:00){1,2}$", "", code)


def page_codes(folded: str, part: Span, hints: Mapping[str, str]) -> tuple[str, ...]:
    """The codes that the manifest lists and that the page's site is registered under.

    A government's site shows its number (网站标识码: 6405220001), which begins with the code
    of its place.
    """
    codes = [hints.get("code", "")]
    county = fold(hints.get("county", ""))
    codes += [row.code for row in divisions.current().named(county)] if county else []
    place = folded.find("标识码", part.start, part.end)
    shown = _SITE.match(folded, place, part.end) if place >= 0 else None
    codes.append(hints.get("site_code", "") or (shown[1] if shown else ""))
    return tuple(code[:6] for code in codes if _CODE.match(code))
