"""Where an issuer is: found in the divisions by all that the text says of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from workbench.model import Level, Span
from workbench.parsing.identity.bodies import Mention
from workbench.parsing.identity.issuers import same
from workbench.parsing.identity.location import Location, of_row, stem, undecided
from workbench.parsing.identity.mentioned import Mentioned
from workbench.parsing.identity.place_chain import PlaceName
from workbench.parsing.identity.units import Unit
from workbench.reference import divisions
from workbench.reference.divisions import Division, Rank

_DIGITS = {Rank.PROVINCE: 2, Rank.PREFECTURE: 4, Rank.COUNTY: 6, Rank.TOWNSHIP: 9}
_COUNTY = ("county", "county_code")
_BRANCH = re.compile(r"局([\u3400-\u9fff]{2,4}?)[区县市]?分局$")


@dataclass(frozen=True, slots=True)
class Setting:
    """What is known beside the issuer's name: the year, the places that the text mentions,
    and the codes that the manifest and the page give, the surer one first."""

    year: int | None
    mentioned: Mentioned
    listed: tuple[str, ...]

    def of_year(self, rows: Iterable[Division]) -> tuple[Division, ...]:
        """One row for each code: those of the year's edition, else of the nearest one."""
        table = divisions.current()
        at = table.last if self.year is None else min(max(self.year, table.first), table.last)
        best: dict[str, Division] = {}
        for row in rows:
            if row.code not in best or row.distance(at) < best[row.code].distance(at):
                best[row.code] = row
        near = min((row.distance(at) for row in best.values()), default=0)
        return tuple(row for row in best.values() if row.distance(at) == near)

    def outside(self, row: Division) -> bool:
        """Whether ``row`` stands only in editions of other years than the report's."""
        table = divisions.current()
        return self.year is not None and (
            row.distance(min(max(self.year, table.first), table.last)) > 0
        )


def locate(issuer: Mention | None, found: Sequence[Mention], setting: Setting) -> Location:
    """The place of ``issuer``: by the places in its name, by its other names in the text, by
    what else the text mentions, by the manifest or the page's site, in this order.

    A township whose name exists once needs no more (哈拉直沟乡), unless the text speaks of
    other places only. A national body has no place.
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
    rows = _inside(setting.of_year(known.rows), names)
    if not rows or any(name.rank is Rank.COUNTY and not name.rows for name in names):
        return _unlisted(known, names, alike, setting)
    branch = _branch(unit, rows)
    if branch:
        return _located(branch, unit.level, (), setting)
    rows, sure = _told_apart(rows, names, setting)
    if not sure and setting.mentioned.governed(Rank.COUNTY):
        return _unlisted(known, names, alike, setting)
    if len(rows) != 1 or not sure:
        return undecided(rows)
    return _located(rows[0], unit.level, alike, setting)


def _branch(unit: Unit, rows: Sequence[Division]) -> Division | None:
    """The district of a branch: 莆田市公安局城厢分局 works in 城厢区, not in the whole city."""
    match = _BRANCH.search(unit.text)
    if match is None or len(rows) != 1 or rows[0].rank > Rank.PREFECTURE:
        return None
    named = divisions.current().named
    below = [row for kind in "区县市" for row in named(match[1] + kind)]
    inside = [row for row in below if row.code.startswith(stem(rows[0].code))]
    return inside[-1] if len({row.code for row in inside}) == 1 else None


def _inside(rows: tuple[Division, ...], names: Iterable[PlaceName]) -> tuple[Division, ...]:
    """Those of ``rows`` that lie in every place of ``names`` that the divisions know."""
    for name in names:
        stems = tuple(row.code[: _DIGITS[row.rank]] for row in name.rows)
        if stems:
            rows = tuple(row for row in rows if row.code.startswith(stems))
    return rows


def _told_apart(
    rows: tuple[Division, ...], names: Sequence[PlaceName], setting: Setting
) -> tuple[tuple[Division, ...], bool]:
    """``rows`` narrowed by what the text mentions, then by the codes listed; whether they hold.

    They do not where the text speaks of counties, prefectures or provinces, and of none in
    which a row lies: the unit may be one that the divisions no longer know.
    """
    rank, contradicted = rows[0].rank, False
    if len(rows) == 1 and (names or rank is not Rank.TOWNSHIP):
        return rows, True
    for above in (Rank.COUNTY, Rank.PREFECTURE, Rank.PROVINCE):
        stems = tuple(setting.mentioned.codes(above)) if above < rank else ()
        inside = tuple(row for row in rows if row.code.startswith(stems)) if stems else ()
        if inside:
            return _of_listed(inside, setting) if len(inside) > 1 else inside, True
        contradicted = contradicted or bool(stems)
    stems = tuple(stem(code) for code in setting.listed)
    listed = bool(stems) and any(row.code.startswith(stems) for row in rows)
    return _of_listed(rows, setting), bool(names) or listed or not contradicted


def _of_listed(rows: tuple[Division, ...], setting: Setting) -> tuple[Division, ...]:
    """Those of ``rows`` that lie in the first place listed that holds any of them."""
    for code in setting.listed:
        inside = tuple(row for row in rows if row.code.startswith(stem(code)))
        if inside:
            return inside
    return rows


def _located(row: Division, level: Level, alike: Sequence[Mention], setting: Setting) -> Location:
    """The place of ``row``, with the passages that name it; uncertain outside its editions."""
    fields = ("township", "code") if row.rank is Rank.TOWNSHIP else _COUNTY
    span = _where(row, alike, setting)
    return replace(
        of_row(row, setting.year, level),
        uncertain=fields if setting.outside(row) else (),
        evidence=dict.fromkeys(fields, span) if span else {},
    )


def _where(row: Division, alike: Sequence[Mention], setting: Setting) -> Span | None:
    for mention in alike:
        if any(row in place.rows for place in mention.unit.places):
            return mention.span
    if row.rank is Rank.TOWNSHIP:
        return None
    return setting.mentioned.codes(row.rank).get(row.code[: _DIGITS[row.rank]])


def _unlisted(
    place: PlaceName, names: Sequence[PlaceName], alike: Sequence[Mention], setting: Setting
) -> Location:
    """The county of a unit that the divisions do not list: by its names, else the only one that
    the text mentions; none where its name holds a county that they do not know (崇文区).

    The township's name stands as the text has it, uncertain; it has no code.
    """
    counties = [name for name in names if name.rank is Rank.COUNTY]
    rows = tuple(row for name in counties for row in name.rows)
    doubtful = () if counties else _COUNTY
    rows = _inside(setting.of_year(rows or setting.mentioned.rows(Rank.COUNTY)), names)
    if len(rows) == 1 and (not counties or all(name.rows for name in counties)):
        found = _located(rows[0], Level.DEPARTMENT, alike, setting)
    else:
        known = [name.rows for name in names if name.rows] or [()]
        found, doubtful = undecided(setting.of_year(known[-1])), ()
    if place.rank is Rank.TOWNSHIP:
        found, doubtful = replace(found, township=place.name), ("township", *doubtful)
    return replace(found, uncertain=(*doubtful, *found.uncertain))


def _of_nameless(name: str, setting: Setting) -> Location:
    """The government of 县水务局 or 嘉祥开发区管委会: the only place of its kind that the text
    mentions, or the only one whose name stands in the body's; uncertain both."""
    near = (Rank.COUNTY, Rank.PREFECTURE)
    places = [row for rank in near for row in setting.mentioned.rows(rank)]
    named = [row for row in places if len(row.name) > 2 and row.name[:-1] in name]
    if not named and name[0] in "市州盟县区旗":
        named = [row for row in places if row.name[-1] == name[0]]
    rows = setting.of_year(named)
    if len(rows) != 1:
        return _of_page(setting)
    return replace(_located(rows[0], Level.DEPARTMENT, (), setting), uncertain=_COUNTY)


def _of_page(setting: Setting) -> Location:
    """Where a report is from that names nobody: its site's place, else the only county that
    it mentions, with its government, else the only province; uncertain all."""
    at = divisions.current().at(setting.listed[0], setting.year) if setting.listed else None
    counties = setting.of_year(setting.mentioned.rows(Rank.COUNTY)) if at is None else ()
    if len(counties) == 1 and setting.mentioned.governed(Rank.COUNTY):
        at = counties[0]
    found = of_row(at, setting.year, None) if at else Location()
    if at is None:
        provinces = setting.of_year(setting.mentioned.rows(Rank.PROVINCE))
        if len(provinces) == 1:
            found = Location(province=provinces[0].name)
    fields = (*_COUNTY, "prefecture", "province")
    doubtful = tuple(name for name in fields if getattr(found, name))
    return replace(found, code=None, uncertain=doubtful)
