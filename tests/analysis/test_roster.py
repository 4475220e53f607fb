"""Who is expected to report: governments of townships, no zones and no farms."""

from __future__ import annotations

import pytest

from workbench.analysis.roster import governs
from workbench.reference.divisions import Division

NAMES = {
    "关庄乡": True,
    "海城镇": True,
    "例田街道": True,
    "例田街道办事处": True,
    "例河地区": True,
    "例林苏木": True,
    "四家乡（旅游度假区省级）": True,
    "池西区（特殊乡镇）": False,
    "例石经济开发区（特殊街道）": False,
    "例石经济开发区管理委员会": False,
    "县级直管村级单位（特殊镇）": False,
    "例井社区": False,
}


@pytest.mark.parametrize(("name", "reports"), NAMES.items(), ids=NAMES)
def test_names_on_the_roster(name: str, reports: bool) -> None:
    assert governs(Division("220621100", name, 2015, 2023)) is reports


def test_zones_are_known_by_their_codes_too() -> None:
    assert not governs(Division("220621400", "例林镇", 2015, 2023))
