"""An invented country: codes begin with 99, county names with 示, township names with 例.

No division of China has such a code or such a name, so a model report can never be taken
for a real one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from workbench.model import Level

PROVINCE = ("990000", "示例省")
_SYLLABLES = "山河湖泉林田桥石沙井湾坪岭川溪云松柏竹梅兰菊荷柳"
_TOWNSHIP_KINDS = (
    ("镇", Level.TOWNSHIP, 100),
    ("乡", Level.TOWNSHIP, 200),
    ("街道", Level.SUBDISTRICT, 1),
)
_DEPARTMENTS = ("发展和改革局", "教育局")
_COUNTIES_PER_PREFECTURE = 40


@dataclass(frozen=True, slots=True)
class Unit:
    """A body that reports: its name as it signs, and where it stands.

    ``key`` is its own code, or for a department its county's with a letter: 990121a.
    """

    name: str
    key: str
    level: Level
    code: str | None
    township: str | None
    county: str | None
    county_code: str | None
    prefecture: str

    @property
    def short(self) -> str:
        """How the unit calls itself: 我镇, 我乡, 我街道, 我县, 我局."""
        last = {
            Level.PREFECTURE: "市",
            Level.COUNTY: "县",
            Level.DEPARTMENT: "局",
            Level.SUBDISTRICT: "街道",
        }
        return "我" + last.get(self.level, (self.township or "镇")[-1])


@dataclass(frozen=True, slots=True)
class County:
    code: str
    name: str
    prefecture_code: str
    prefecture: str
    units: tuple[Unit, ...]


def counties(count: int, townships: int) -> Iterator[County]:
    """``count`` counties of ``townships`` townships each, always the same ones in order."""
    if not 1 <= count <= 99 * _COUNTIES_PER_PREFECTURE:
        raise ValueError(f"counties: {count}; there is room for 1 to 3960")
    if not 1 <= townships <= 90:
        raise ValueError(f"townships a county: {townships}; there is room for 1 to 90")
    for number in range(count):
        yield _county(number, townships)


def _county(number: int, townships: int) -> County:
    group, within = divmod(number, _COUNTIES_PER_PREFECTURE)
    prefecture_code = f"99{group + 1:02d}00"
    prefecture = "示例市" if group == 0 else f"示{_pair(group)}市"
    code = f"99{group + 1:02d}{within + 21:02d}"
    name = "示例县" if number == 0 else f"示{_pair(number)}县"
    government = Unit(f"{name}人民政府", code, Level.COUNTY, code, None, name, code, prefecture)
    departments = tuple(
        Unit(f"{name}{office}", code + letter, Level.DEPARTMENT, None, None, name, code, prefecture)
        for letter, office in zip("ab", _DEPARTMENTS, strict=True)
    )
    local = tuple(_township(index, name, code, prefecture) for index in range(townships))
    return County(code, name, prefecture_code, prefecture, (government, *departments, *local))


def _township(index: int, county: str, county_code: str, prefecture: str) -> Unit:
    kind, level, base = _TOWNSHIP_KINDS[(0, 0, 1, 0, 1, 2, 0, 1, 0, 0)[index % 10]]
    name = f"例{_pair(index)}{kind}"
    office = "办事处" if level is Level.SUBDISTRICT else "人民政府"
    code = f"{county_code}{base + index:03d}"
    return Unit(f"{county}{name}{office}", code, level, code, name, county, county_code, prefecture)


def _pair(index: int) -> str:
    """One syllable for the first 24, two (never the same twice) for those after."""
    size = len(_SYLLABLES)
    if index < size:
        return _SYLLABLES[index]
    first, second = divmod(index - size, size)
    if first >= size:
        high, first = divmod(first, size)
        return _SYLLABLES[high - 1] + _SYLLABLES[first] + _SYLLABLES[second]
    return _SYLLABLES[first] + _SYLLABLES[second]


def places(world: list[County], first: int, last: int) -> list[tuple[str, str, int, int]]:
    """The rows (code, name, first year, last year) of the world's places file."""
    rows = {PROVINCE[0]: PROVINCE[1]}
    for county in world:
        rows[county.prefecture_code] = county.prefecture
        rows[county.code] = county.name
        rows |= {unit.code: unit.township for unit in county.units if unit.code and unit.township}
    return [(code, rows[code], first, last) for code in sorted(rows)]
