"""Where an issuer is: its township, county, prefecture and province in the divisions of a year."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from workbench.model import Level, Span
from workbench.parsing.fold import fold
from workbench.parsing.issuers import Mention, same
from workbench.parsing.mentioned import Mentioned
from workbench.parsing.units import PlaceName
from workbench.reference import divisions
from workbench.reference.divisions import Division, Rank

_DIGITS = {Rank.PROVINCE: 2, Rank.PREFECTURE: 4, Rank.COUNTY: 6, Rank.TOWNSHIP: 9}
_MANY = 200
_CODE = re.compile(r"[1-9][0-9]{5}")
_SITE = re.compile(r"标识码[\s:]{0,4}([1-9][0-9]{9})(?![0-9])")


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


@dataclass(frozen=True, slots=True)
class Setting:
    """What is known beside the issuer's name: the year, the places that the text mentions,
    and the codes that the manifest and the page give, the surer one first."""

    year: int | None
    mentioned: Mentioned
    listed: tuple[str, ...]


def locate(issuer: Mention | None, found: Sequence[Mention], setting: Setting) -> Location:
    """The place of ``issuer``: by the places in its name, by its other names in the text, by
    what else the text mentions, by the manifest or the page's site, in this order.

    A township whose name exists once needs no more (哈拉直沟乡), unless the text speaks of
    another county. A national body has no place.
    """
    if issuer is None:
        return _of_page(setting)
    unit = issuer.unit
    if unit.is_national:
        return Location()
    if unit.last is None:
        return _of_nameless(unit.text, setting)
    alike = [each for each in found if same(each.unit, unit)] or [issuer]
    names = [name for each in alike for name in each.unit.places if name.rank < unit.last.rank]
    known = next((e.unit.last for e in alike if e.unit.last and e.unit.last.rows), unit.last)
    rows = _inside(_of_year(known.rows, setting.year), names)
    if not rows:
        return _unlisted(known, names, alike, setting)
    if any(name.rank is Rank.COUNTY and not name.rows for name in names):
        return _unlisted(known, [name for name in names if name.rows], alike, setting)
    rows = _told_apart(rows, names, setting)
    if len(rows) != 1:
        return _open(rows)
    return _located(rows[0], unit.level, alike, setting)


def _of_year(rows: Iterable[Division], year: int | None) -> tuple[Division, ...]:
    """One row for each code and name: those of the year's edition, else of the nearest ones."""
    table = divisions.current()
    at = table.last if year is None else min(max(year, table.first), table.last)
    best: dict[str, Division] = {}
    for row in rows:
        if row.code not in best or row.distance(at) < best[row.code].distance(at):
            best[row.code] = row
    valid = tuple(row for row in best.values() if row.distance(at) == 0)
    if valid or year is None:
        return valid or tuple(best.values())
    near = min((row.distance(at) for row in best.values()), default=0)
    return tuple(row for row in best.values() if row.distance(at) == near)


def _inside(rows: tuple[Division, ...], names: Iterable[PlaceName]) -> tuple[Division, ...]:
    """Those of ``rows`` that lie in every place of ``names`` that the divisions know."""
    for name in names:
        stems = tuple(row.code[: _DIGITS[row.rank]] for row in name.rows)
        if stems:
            rows = tuple(row for row in rows if row.code.startswith(stems))
    return rows


def _told_apart(
    rows: tuple[Division, ...], names: Sequence[PlaceName], setting: Setting
) -> tuple[Division, ...]:
    """``rows`` narrowed by the places that the text mentions, then by the manifest's code."""
    rank = rows[0].rank
    if len(rows) == 1 and (names or rank is not Rank.TOWNSHIP):
        return rows
    for above in (Rank.COUNTY, Rank.PREFECTURE, Rank.PROVINCE):
        if above < rank:
            stems = tuple(setting.mentioned.codes(above))
            named = tuple(row for row in rows if row.code.startswith(stems)) if stems else ()
            if named:
                rows = named
                break
            if above is Rank.COUNTY and stems and not names:
                return _of_listed(rows, setting) if len(rows) > 1 else ()
    return rows if len(rows) == 1 else _of_listed(rows, setting)


def _of_listed(rows: tuple[Division, ...], setting: Setting) -> tuple[Division, ...]:
    """Those of ``rows`` that lie in the first place listed that holds any of them."""
    for code in setting.listed:
        inside = tuple(row for row in rows if row.code.startswith(stem(code)))
        if inside:
            return inside
    return rows


def stem(code: str) -> str:
    """``code`` without the zeros that stand for a whole: 640000 is 64, 640522 itself."""
    return code if len(code) > 6 else re.sub(r"(?:00){1,2}$", "", code)


def page_codes(folded: str, part: Span, hints: Mapping[str, str]) -> tuple[str, ...]:
    """The codes that the manifest lists and those that the page's site is registered under.

    A government's site shows its number (网站标识码: 6405220001), which begins with the code
    of its place.
    """
    codes = [hints.get("code", "")]
    county = fold(hints.get("county", ""))
    codes += [row.code for row in divisions.current().named(county)] if county else []
    shown = _SITE.search(folded, part.start, part.end) if "标识码" in folded else None
    codes.append(hints.get("site_code", "") or (shown[1] if shown else ""))
    return tuple(code[:6] for code in codes if _CODE.match(code))


def _of_page(setting: Setting) -> Location:
    """Where a report is from that names nobody: its site's place, else the only province that
    it mentions; uncertain both."""
    found = of_code(setting.listed[0], setting.year, None) if setting.listed else Location()
    if found.province is None:
        provinces = _of_year(setting.mentioned.rows(Rank.PROVINCE), setting.year)
        if len(provinces) == 1:
            found = Location(province=provinces[0].name)
    fields = ("county", "county_code", "prefecture", "province")
    doubtful = tuple(name for name in fields if getattr(found, name))
    return replace(found, code=None, uncertain=doubtful)


def _unlisted(
    place: PlaceName, names: Sequence[PlaceName], alike: Sequence[Mention], setting: Setting
) -> Location:
    """The county of a unit that the divisions do not list: by its names, else the only one named.

    The township's name stands as the text has it, uncertain; it has no code.
    """
    counties = [name for name in names if name.rank is Rank.COUNTY]
    rows = _inside(_of_year((r for name in counties for r in name.rows), setting.year), names)
    doubtful: tuple[str, ...] = ()
    if not counties:
        named = setting.mentioned.rows(Rank.COUNTY)
        rows, doubtful = _inside(_of_year(named, setting.year), names), ("county", "county_code")
    if len(rows) == 1:
        found = _located(rows[0], Level.DEPARTMENT, alike, setting)
    else:
        found = _open(rows) if counties else _open(_of_year(_lowest(names), setting.year))
        doubtful = ()
    if place.rank is not Rank.TOWNSHIP:
        return replace(found, uncertain=(*found.uncertain, *doubtful))
    return replace(found, township=place.name, uncertain=("township", *found.uncertain, *doubtful))


def _lowest(names: Sequence[PlaceName]) -> tuple[Division, ...]:
    known = [name for name in names if name.rows]
    return max(known, key=lambda name: name.rank).rows if known else ()


def _of_nameless(name: str, setting: Setting) -> Location:
    """The government of 县水务局 or 嘉祥开发区管委会: the only place of its kind that the text
    names, or the only one whose name stands in the body's; uncertain both."""
    near = (Rank.COUNTY, Rank.PREFECTURE)
    places = [row for rank in near for row in setting.mentioned.rows(rank)]
    named = [row for row in places if row.name[:-1] in name]
    if not named and name[0] in "市州盟县区旗":
        named = [row for row in places if row.name[-1] == name[0]]
    rows = _of_year(named, setting.year)
    if len(rows) != 1:
        return _of_page(setting)
    found = _located(rows[0], Level.DEPARTMENT, (), setting)
    return replace(found, uncertain=("county", "county_code"))


def _open(rows: Sequence[Division]) -> Location:
    """Several places go by the name: their codes, and what all of them lie in."""
    codes = sorted({row.code for row in rows})
    if not codes or len(codes) > _MANY:
        return Location()
    table, shared = divisions.current(), Location()
    above = {code[:2] for code in codes}
    if len(above) == 1:
        province = table.at(codes[0][:2] + "0000", None)
        shared = replace(shared, province=province.name if province else None)
    return replace(shared, candidates=tuple(codes))


def _located(row: Division, level: Level, alike: Sequence[Mention], setting: Setting) -> Location:
    """The names above ``row`` in the edition of the year; its own code for a government."""
    table = divisions.current()
    found = of_code(row.code, setting.year, level)
    at = setting.year and min(max(setting.year, table.first), table.last)
    elsewhere = bool(at) and row.distance(at or 0) > 0
    fields = ["township", "code"] if row.rank is Rank.TOWNSHIP else ["county", "county_code"]
    evidence = {name: span for name in fields if (span := _where(row, alike, setting))}
    return replace(found, uncertain=tuple(fields) if elsewhere else (), evidence=evidence)


def _where(row: Division, alike: Sequence[Mention], setting: Setting) -> Span | None:
    for mention in alike:
        if any(row in place.rows for place in mention.unit.places):
            return mention.span
    if row.rank is Rank.TOWNSHIP:
        return None
    return setting.mentioned.codes(row.rank).get(row.code[: _DIGITS[row.rank]])


def of_code(code: str, year: int | None, level: Level | None) -> Location:
    """The place of ``code`` with the names above it; 市辖区 and its kin name no prefecture.

    For a department or another body the place is its government's and ``code`` is null.
    """
    table = divisions.current()
    row = table.at(code, year) if code else None
    if row is None:
        return Location()
    found = {"province": table.at(code[:2] + "0000", year)}
    if row.rank > Rank.PROVINCE:
        found["prefecture"] = table.at(code[:4] + "00", year)
    if row.rank > Rank.PREFECTURE:
        found["county"] = table.at(code[:6], year)
    names = {key: above.name for key, above in found.items() if above and above.is_place}
    own = level not in (Level.DEPARTMENT, Level.OTHER)
    if row.rank is Rank.PREFECTURE and not own:
        names["county"] = row.name
    return Location(
        township=row.name if row.rank is Rank.TOWNSHIP else None,
        county=names.get("county"),
        county_code=code[:6] if "county" in names else None,
        prefecture=names.get("prefecture"),
        province=names.get("province"),
        code=code if own else None,
    )
