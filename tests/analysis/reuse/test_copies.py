"""Where else a passage stands, and which passages go together."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pyarrow as pa
import pytest

from workbench.analysis.reuse.copies import copies, owners

SLOW = "公开栏里的内容换得太慢,群众想看的看不到。"
FEW = "经办的人手一直不够用,一个人兼着好几样事情。"
NEAR = "公开栏里的内容换得太慢,群众想看的往往看不到。"
OTHER = "今年镇里新开了一个便民服务的窗口,来的人很多。"

Unit = tuple[str, str, int]


def report(
    unit: str, county: str | None, year: int, published: str | None = None
) -> dict[str, Any]:
    return {
        "report_id": f"{unit}{year}", "unit_key": f"{county}/{unit}", "county_code": county,
        "code": None, "group": "township", "year": year, "published": published,
    }  # fmt: skip


def table(held: dict[str, list[str]]) -> pa.Table:
    rows = [
        {"report_id": one, "n": n, "role": "problems", "stretch": 1, "stock": key.startswith("!"),
         "key": key, "start": n * 100, "end": n * 100 + len(key)}
        for one, keys in held.items() for n, key in enumerate(keys, 1)
    ]  # fmt: skip
    return pa.Table.from_pylist(rows)


def found(reports: list[dict[str, Any]], held: dict[str, list[str]]) -> pd.DataFrame:
    return copies(table(held), owners(pd.DataFrame(reports)))


PLACES = {
    "own earlier year": (
        [report("甲", "640522", 2017), report("甲", "640522", 2018)], [[], ["own_earlier"]],
    ),
    "two versions of one report are no copies": (
        [report("甲", "640522", 2017) | {"report_id": "a"},
         report("甲", "640522", 2017) | {"report_id": "b"}],
        [[], []],
    ),
    "same county": (
        [report("甲", "640522", 2017), report("乙", "640522", 2017)],
        [["same_county"], ["same_county"]],
    ),
    "same prefecture": (
        [report("甲", "640522", 2017), report("乙", "640521", 2019)],
        [["same_prefecture"], ["same_prefecture"]],
    ),
    "elsewhere": (
        [report("甲", "640522", 2017), report("乙", "220621", 2017)],
        [["elsewhere"], ["elsewhere"]],
    ),
    "an unknown county is a place of its own": (
        [report("甲", None, 2017), report("乙", None, 2017)], [["elsewhere"], ["elsewhere"]],
    ),
    "half of the units of a county": (
        [report(name, "640522", 2017) for name in "甲乙丙丁戊"],
        [["same_county", "template"]] * 5,
    ),
    "everywhere": (
        [report("甲", "640522", 2017), report("乙", "640522", 2018), report("丙", "640521", 2017),
         report("丁", "110101", 2017), report("甲", "640522", 2019)],
        [["same_county", "same_prefecture", "elsewhere"]] * 2
        + [["same_prefecture", "elsewhere"], ["elsewhere"]]
        + [["own_earlier", "same_county", "same_prefecture", "elsewhere"]],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("reports", "expected"), PLACES.values(), ids=PLACES)
def test_where_else_a_passage_stands(
    reports: list[dict[str, Any]], expected: list[list[str]]
) -> None:
    made = found(reports, {one["report_id"]: [SLOW] for one in reports})
    assert made["found"].tolist() == expected


def test_near_copies_are_one_cluster_and_the_earliest_is_told() -> None:
    reports = [report("甲", "640522", 2018), report("乙", "220621", 2017, "2018-03-01")]
    made = found(reports, {"甲2018": [SLOW], "乙2017": [NEAR]})
    assert made["cluster_name"].nunique() == 1
    assert dict(zip(made["report_id"], made["first"], strict=True)) == {
        "甲2018": False, "乙2017": True,
    }  # fmt: skip


def test_what_stands_in_one_report_alone_or_is_stock_is_no_copy() -> None:
    reports = [report("甲", "640522", 2018), report("乙", "220621", 2017)]
    stock = "!本年度没有收到政府信息公开申请。"
    assert found(reports, {"甲2018": [SLOW, SLOW, stock], "乙2017": [FEW, stock]}).empty


def test_sentences_that_always_follow_each_other_are_one_block() -> None:
    reports = [report(name, "640522", 2017) for name in "甲乙丙"]
    made = found(
        reports,
        {"甲2017": [SLOW, FEW], "乙2017": [SLOW, FEW, OTHER], "丙2017": [OTHER, SLOW, FEW]},
    )
    block = made.groupby("cluster_name")["block"].first()
    by_key = made.drop_duplicates("cluster_name").set_index("characters")["block"]
    assert by_key[len(SLOW)] == by_key[len(FEW)] != by_key[len(OTHER)]
    assert block.nunique() == 2


def test_what_is_everybodys_wording_is_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    reports = [report(f"第{n}", f"{11 + n % 6}{n % 6:02d}{n:02d}", 2017) for n in range(60)]
    made = found(reports, {one["report_id"]: [SLOW] for one in reports})
    assert all("common" in kinds for kinds in made["found"])
