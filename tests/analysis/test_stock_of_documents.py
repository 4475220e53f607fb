"""对外公开总数量 of 2019 is not 现行有效件数 of 2021: no series holds the one for the other."""

from __future__ import annotations

from pathlib import Path

import pytest

import workbench as wb
from workbench.analysis.indicators import across
from workbench.reference.indicators import indicators

HEAD = "关庄乡{year}年政府信息公开工作年度报告\n\n一、总体情况\n海原县关庄乡人民政府{year}年报告。\n\n二、主动公开政府信息情况\n"
TABLES = {
    2019: "第二十条第（一）项\n信息内容\t本年新制作数量\t本年新公开数量\t对外公开总数量\n"
    "规章\t0\t0\t0\n规范性文件\t3\t3\t17\n",
    2021: "第二十条第（一）项\n信息内容\t本年制发件数\t本年废止件数\t现行有效件数\n"
    "规章\t0\t0\t0\n行政规范性文件\t2\t1\t9\n",
}


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> wb.Corpus:
    folder: Path = tmp_path_factory.mktemp("reports")
    for year, table in TABLES.items():
        text = HEAD.format(year=year) + table
        (folder / f"{year}.txt").write_text(text, encoding="utf-8")
    wb.build([folder], out=folder / "corpus", jobs=1)
    return wb.open(folder / "corpus")


def test_both_tables_are_read(corpus: wb.Corpus) -> None:
    cells = corpus.cells.set_index(["report_year", "row", "column"])["value"]
    assert cells[2019, "normative_documents", "total_disclosed"] == 17
    assert cells[2021, "normative_documents", "valid"] == 9


@pytest.mark.parametrize("key", [key for key, one in indicators().items() if one.stock])
def test_no_series_of_a_stock_holds_the_total_of_2019(key: str, corpus: wb.Corpus) -> None:
    points = wb.series(corpus, key, "640522").points
    assert 17 not in set(points.loc[points["year"].eq(2019), "value"])
    paths = [path for held in indicators()[key].cells.values() for path in held]
    assert not [path for path in paths if path.endswith(".total_disclosed")]


def test_the_documents_in_force_begin_in_2021(corpus: wb.Corpus) -> None:
    (key,) = (
        key
        for key, one in indicators().items()
        if "proactive.normative_documents.valid" in one.cells.get("2021", ())
    )
    points = wb.series(corpus, key, "640522").points.set_index("year")
    assert points["value"].isna()[2019]
    assert points["missing"][2019] == "not_stated"
    assert points["value"][2021] == 9
    held = corpus.figures.loc[corpus.figures["indicator"].eq(key)]
    assert held[["report_year", "value", "scope"]].values.tolist() == [[2021, 9, "as_of"]]
    assert across(indicators()[key], "2019", "2021")[0] == "not_comparable"
