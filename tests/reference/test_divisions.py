"""The divisions: found by any of their names, in the edition of a year, with rows of one's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from workbench.errors import DictionaryError
from workbench.parsing.fold import fold
from workbench.reference import divisions, load, place_names
from workbench.reference.build import divisions as build
from workbench.reference.divisions import Rank

TABLE = divisions.load()
EXTRA = "code,name,first,last\n990101,示例县,2016,2024\n990101100,清水镇,2016,2024\n"


@pytest.mark.parametrize(
    ("name", "code"),
    [
        pytest.param("关庄乡", "640522213", id="a township"),
        pytest.param("互助县", "630223", id="an autonomous county by its short name"),
        pytest.param("互助土族自治县", "630223", id="an autonomous county in full"),
        pytest.param("临夏州", "622900", id="an autonomous prefecture by its short name"),
        pytest.param("莫旗", "150722", id="a banner by an alias"),
        pytest.param("宁夏", "640000", id="an autonomous region by its short name"),
        pytest.param("乾安县", "220723", id="a name that folding changes"),
        pytest.param("积玉桥街道", "420106001", id="a subdistrict that older editions call 街"),
        pytest.param("神农架林区", "429021", id="a county outside every prefecture"),
    ],
)
def test_a_division_is_found_by_each_of_its_names(name: str, code: str) -> None:
    assert code in {row.code for row in TABLE.named(fold(name))}


@pytest.mark.parametrize(
    "name",
    [
        "市辖区",
        "县",
        "省直辖县级行政区划",
        "石家庄高新技术产业开发区",
        "长山头农场",
        "县直辖村级区划",
        "某某镇",
    ],
)
def test_what_is_no_government_is_not_found(name: str) -> None:
    assert TABLE.named(name) == ()


@pytest.mark.parametrize(("full", "short"), load.toml("places.toml")["examples"].items())
def test_names_are_shortened_as_the_data_says(full: str, short: str) -> None:
    assert place_names.shortened(full) == short


@pytest.mark.parametrize("name", ["海原县", "民族路街道", "高山镇", "水东乡", "自治街道"])
def test_a_plain_name_has_no_shorter_form(name: str) -> None:
    assert place_names.shortened(name) is None


@pytest.mark.parametrize("full", sorted(set(load.toml("places.toml")["aliases"].values())))
def test_an_alias_names_a_division_that_exists(full: str) -> None:
    assert any(row.name == full for row in TABLE.named(full))


@pytest.mark.fault(29)
@pytest.mark.parametrize(
    ("code", "year", "name"),
    [
        pytest.param("320829", 2015, "洪泽县", id="before it became a district"),
        pytest.param("320813", 2016, "洪泽区", id="after"),
        pytest.param("320829", 2009, "洪泽县", id="before all editions: the nearest"),
        pytest.param("640522", 2031, "海原县", id="after all editions: the nearest"),
        pytest.param("110106008", 2021, "六里桥街道", id="a code that got another name"),
    ],
)
def test_the_row_of_a_code_is_that_of_the_year(code: str, year: int, name: str) -> None:
    row = TABLE.at(code, year)
    assert row is not None
    assert row.name == name


def test_an_unknown_code_has_no_row() -> None:
    assert TABLE.at("999999", 2017) is None


def test_below_a_place_stand_its_direct_divisions_of_that_year() -> None:
    counties = [row.name for row in TABLE.below("640500", 2017)]
    assert counties == ["沙坡头区", "中宁县", "海原县"]
    townships = TABLE.below("640522", 2017)
    assert ("640522213", "关庄乡") in {(row.code, row.name) for row in townships}
    assert {row.rank for row in townships} == {Rank.TOWNSHIP}
    assert all(row.first <= 2017 <= row.last for row in townships)


def test_zones_and_farms_are_told_by_their_codes() -> None:
    zones = [row for row in TABLE.below("640521", 2016) if row.zone]
    assert "长山头农场" in {row.name for row in zones}


def test_rows_of_ones_own_stand_beside_the_national_ones_within_the_block(tmp_path: Path) -> None:
    extra = tmp_path / "places.csv"
    extra.write_text(EXTRA, encoding="utf-8-sig")
    with divisions.use(extra) as table:
        assert [row.code for row in table.named("示例县")] == ["990101"]
        assert "990101100" in {row.code for row in divisions.current().named("清水镇")}
        assert table.named("海原县")
    assert divisions.current().named("示例县") == ()


@pytest.mark.fault(33)
@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        pytest.param("9901,示例县,2016,2024", "6 or 9 digits", id="short code"),
        pytest.param("990101,,2016,2024", "a name", id="no name"),
        pytest.param("990101,示例县,2016,", "must be years", id="no year"),
    ],
)
def test_a_wrong_row_of_ones_own_is_named_with_its_line(
    row: str, complaint: str, tmp_path: Path
) -> None:
    extra = tmp_path / "places.csv"
    extra.write_text(f"code,name,first,last\n{row}\n", encoding="utf-8")
    with pytest.raises(DictionaryError, match=f"places.csv:2.*{complaint}"):
        divisions.load(extra)


def test_editions_are_merged_into_one_row_for_each_code_and_name(tmp_path: Path) -> None:
    editions = {
        2015: [("320829", "洪泽县"), ("320829100", "高良涧镇")],
        2016: [("320813", "洪泽区"), ("320829100", "高良涧镇")],
    }
    assert build.merged(editions) == [
        "320813,洪泽区,2016,2016",
        "320829,洪泽县,2015,2015",
        "320829100,高良涧镇,2015,2016",
    ]


def test_an_unpacked_version_is_read_with_codes_of_six_and_nine_digits(tmp_path: Path) -> None:
    lists = {
        "provinces": '[{"code":"64","name":"宁夏回族自治区"}]',
        "cities": '[{"code":"6405","name":"中卫市"}]',
        "areas": '[{"code":"640522","name":"海原县"}]',
        "streets": '[{"code":"640522001000","name":"新城街道办事处"}]',
    }
    (tmp_path / "dist").mkdir()
    for name, text in lists.items():
        (tmp_path / "dist" / f"{name}.json").write_text(text, encoding="utf-8")
    assert list(build.entries(tmp_path)) == [
        ("640000", "宁夏回族自治区"),
        ("640500", "中卫市"),
        ("640522", "海原县"),
        ("640522001", "新城街道"),
    ]


def test_the_table_is_the_shared_one(shared: Path) -> None:
    assert load.content("divisions.csv.xz") == (shared / "data" / "divisions.csv.xz").read_bytes()
