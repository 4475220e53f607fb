"""Codes of the manifest against those of the text: within, beside, renamed, or another's."""

from __future__ import annotations

import pytest

from workbench.corpus.manifest import Row
from workbench.corpus.reconcile import reconcile
from workbench.model import Form, Identity, Report, Source, Span
from workbench.vocabulary import Level

NOBODY = Identity(*(None,) * 12)


def _identity(**said: object) -> Identity:
    return Identity(**{**{name: getattr(NOBODY, name) for name in NOBODY.__slots__}, **said})  # type: ignore[arg-type]


def _reconciled(identity: Identity, code: str, year: int | None = 2017) -> tuple[Report, set[str]]:
    source = Source("a.txt", "ab" * 32, "text/plain", "utf-8")
    report = Report(source, identity, Form.NONE, (), (), (), (), ())
    changed, filled = reconcile(report, Row("a.txt", code=code, year=year))
    return changed, set(filled)


TOWNSHIP = {"level": Level.TOWNSHIP, "year": 2017}
GUANZHUANG = {
    **TOWNSHIP,
    "code": "640522213",
    "county_code": "640522",
    "county": "海原县",
    "township": "关庄乡",
    "prefecture": "中卫市",
    "province": "宁夏回族自治区",
}
AGREES = {
    "the same code": (GUANZHUANG, "640522213"),
    "the county of the township": (GUANZHUANG, "640522"),
    "the province of the township": (GUANZHUANG, "640000"),
    "a county that became a district": (
        {"county_code": "320813", "county": "洪泽区", "year": 2017},
        "320829",
    ),
}


@pytest.mark.parametrize(("said", "code"), AGREES.values(), ids=AGREES)
def test_agreement_is_silent(said: dict[str, object], code: str) -> None:
    report, _ = _reconciled(_identity(**said), code)
    assert report.findings == ()


CONTRADICTS = {
    "another township of the county": (GUANZHUANG, "640522100"),
    "another county": (GUANZHUANG, "640121"),
    "another province, by name alone": ({**TOWNSHIP, "province": "山东省"}, "640522213"),
}


@pytest.mark.fault(27)
@pytest.mark.parametrize(("said", "code"), CONTRADICTS.values(), ids=CONTRADICTS)
def test_contradiction_is_found_and_nothing_filled(said: dict[str, object], code: str) -> None:
    report, filled = _reconciled(_identity(**said), code)
    assert [finding.code for finding in report.findings] == ["M1"]
    assert filled == set()
    assert all(getattr(report.identity, name) == value for name, value in said.items())


FILLS = {
    "a township without a place": (
        TOWNSHIP,
        "640522213",
        {"code": "640522213", "county_code": "640522", "county": "海原县", "township": "关庄乡"},
    ),
    "a township whose county is known": (
        {**TOWNSHIP, "county_code": "640522", "county": "海原县"},
        "640522213",
        {"code": "640522213", "township": "关庄乡"},
    ),
    "a township of a listed county": (
        TOWNSHIP,
        "640522",
        {"code": None, "county_code": "640522", "county": "海原县", "township": None},
    ),
    "a department of a listed county": (
        {"level": Level.DEPARTMENT, "year": 2017},
        "640522",
        {"code": None, "county_code": "640522", "county": "海原县"},
    ),
    "a county": (
        {"level": Level.COUNTY, "year": 2017},
        "640522",
        {"code": "640522", "county_code": "640522"},
    ),
    "a prefecture": (
        {"level": Level.PREFECTURE, "year": 2017},
        "640500",
        {"code": "640500", "county_code": None, "prefecture": "中卫市"},
    ),
}


@pytest.mark.parametrize(("said", "code", "then"), FILLS.values(), ids=FILLS)
def test_open_fields_are_filled(
    said: dict[str, object], code: str, then: dict[str, str | None]
) -> None:
    report, filled = _reconciled(_identity(**said), code)
    assert {name: getattr(report.identity, name) for name in then} == then
    assert {name for name, value in then.items() if value} <= filled | set(said)
    assert set(report.identity.uncertain) == filled


def test_the_year_is_filled_and_a_wrong_one_shown() -> None:
    report, filled = _reconciled(_identity(), "640522")
    assert (report.identity.year, "year" in filled) == (2017, True)
    report, _ = _reconciled(_identity(year=2016, evidence={"title": Span(0, 9)}), "640522")
    assert report.identity.year == 2016
    assert report.findings[0].spans == (("ab" * 32, 0, 9),) or (
        report.findings[0].spans[0].end == 9
    )
