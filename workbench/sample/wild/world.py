"""More kinds of units than the model county has: a prefecture, and departments of many names."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from workbench.model import Form, Level
from workbench.sample.facts import form_for
from workbench.sample.world import County, Unit

_DEPARTMENTS = ("水利局", "民政局", "卫生健康委员会", "审计局", "市场监督管理局", "财政局")
_OFFICES = ("教育局", "发展和改革委员会")


def units_of(county: County) -> Iterator[Unit]:
    """The county's units, three more departments, and for a first county its prefecture's."""
    yield from county.units
    rng = Random(county.code)
    for letter, name in zip("cde", rng.sample(_DEPARTMENTS, 3), strict=True):
        yield Unit(
            county.name + name, county.code + letter, Level.DEPARTMENT, None, None,
            county.name, county.code, county.prefecture,
        )  # fmt: skip
    if county.code.endswith("21"):
        code, name = county.prefecture_code, county.prefecture
        yield Unit(f"{name}人民政府", code, Level.PREFECTURE, code, None, None, None, name)
        for letter, office in zip("ab", _OFFICES, strict=True):
            # what stands for a department's county is the place of its government
            yield Unit(name + office, code + letter, Level.DEPARTMENT, None, None, name, code, name)


def odd_form(unit: Unit, year: int, *, seed: int) -> Form:
    """The form of the year, or in one report of twelve that of its neighbour era."""
    form = form_for(year)
    if Random(f"{seed}/{unit.key}/{year}/form").random() >= 1 / 12:
        return form
    return {2019: Form.Y2014, 2020: Form.Y2021, 2021: Form.Y2019, 2022: Form.Y2019}.get(year, form)
