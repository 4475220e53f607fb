"""Tables that the file itself marks as tables: spans, merged cells, what is no table at all."""

from __future__ import annotations

import pytest

from workbench.model import Document, Form, Grid, GridCell, Span
from workbench.parsing.fold import fold
from workbench.parsing.tables.read import Tables, read_tables

#: A cell is its text, or its text with rows and columns that it spans.
Cell = str | tuple[str, int, int]

APPLICANTS: list[list[Cell]] = [
    [("勾稽关系", 3, 3), ("申请人情况", 1, 7)],
    [("自然人", 2, 1), ("法人或其他组织", 1, 5), ("总计", 2, 1)],
    ["商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"],
]
RESULTS: list[list[Cell]] = [
    [("行政复议", 1, 5), ("行政诉讼", 1, 10)],
    [*[(t, 2, 1) for t in ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")],
     ("未经复议直接起诉", 1, 5), ("复议后起诉", 1, 5)],
    ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"] * 2,
]  # fmt: skip
NEW: Cell = ("一、本年新收政府信息公开申请数量", 1, 3)
BLOCK: list[list[Cell]] = [[("第二十条第（一）项", 1, 4)]]
MADE: list[Cell] = ["信息内容", "本年新制作数量", "本年新公开数量", "对外公开总数量"]
ISSUED: list[Cell] = ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"]


def grid(rows: list[list[Cell]], before: str = "") -> Document:
    """A document whose text is the cells' texts and whose grid has their places."""
    text, cells, taken = before, list[GridCell](), set[tuple[int, int]]()
    for at, line in enumerate(rows):
        column = 0
        for cell in line:
            words, high, wide = (cell, 1, 1) if isinstance(cell, str) else cell
            while (at, column) in taken:
                column += 1
            taken |= {(at + i, column + j) for i in range(high) for j in range(wide)}
            cells.append(GridCell(at, column, Span(len(text), len(text) + len(words)), high, wide))
            text += words + "\n"
            column += wide
    whole = Grid(tuple(cells), Span(len(before), len(text)))
    return Document("t.html", "", "text/html", "utf-8", text, (whole,))


def read(document: Document) -> Tables:
    return read_tables(document, fold(document.text), Span(0, len(document.text)))


def said(tables: Tables) -> dict[str, object]:
    return {
        f"{cell.row}.{cell.column}": ("" if cell.confidence == "certain" else "~")
        + (f"{cell.value}{cell.unit or ''}" if cell.value is not None else str(cell.status))
        for cell in tables.cells
    }


def three(key: str, *values: str, names: str = "made disclosed total_disclosed") -> dict[str, str]:
    return {f"{key}.{name}": v for name, v in zip(names.split(), values, strict=True)}


def seven(key: str, *values: str) -> dict[str, str]:
    names = "natural_person enterprise research social_welfare legal_service other total"
    return three(key, *values, names=names)


CASES: dict[str, tuple[list[list[Cell]], dict[str, str]]] = {
    "plain": ([*BLOCK, MADE, ["规章", "0", "1", "2"]], three("rules", "0", "1", "2")),
    "a blank is seen": (
        [*BLOCK, MADE, ["规章", "", "1", ""]],
        three("rules", "blank", "1", "blank"),
    ),
    "a value that spans the other columns": (
        [*BLOCK, ISSUED, ["规章", "0", "0", "0"], [("第二十条第（六）项", 1, 4)],
         ["信息内容", ("本年处理决定数量", 1, 3)], ["行政处罚", ("131", 1, 3)]],
        three("rules", "0", "0", "0", names="issued repealed valid")
        | {"penalties.decisions": "131"},
    ),
    "the head's unit": (
        [*BLOCK, ISSUED, ["规章", "0", "0", "0"], [("第二十条第（八）项", 1, 4)],
         ["信息内容", ("本年收费金额（单位：万元）", 1, 3)], ["行政事业性收费", ("7.5", 1, 3)]],
        three("rules", "0", "0", "0", names="issued repealed valid")
        | {"fees.amount": "7.5万元"},
    ),
    "words in a cell are unreadable": (
        [*BLOCK, MADE, ["规章", "见附件", "1", "2"]],
        three("rules", "unreadable", "1", "2"),
    ),
    "a row below a row": (
        [*BLOCK, MADE, ["规章", "0", "0", "0"], ["其他主动公开文件", "7", "7", "7"]],
        three("rules", "0", "0", "0"),
    ),
    "columns in another order": (
        [*BLOCK, ["信息内容", "对外公开总数量", "本年新制作数量", "本年新公开数量"],
         ["规章", "9", "1", "2"]],
        three("rules", "1", "2", "9"),
    ),
    "a cell too few is not certain": (
        [*BLOCK, MADE, ["规章", "0", "1"]],
        {"rules.made": "~0", "rules.disclosed": "~1"},
    ),
    "a cell too many is not read": ([*BLOCK, MADE, ["规章", "0", "1", "2", "3"]], {}),
    "wide and high labels": (
        [*APPLICANTS, [NEW, "5", "", "", "", "", "", "5"]],
        seven("new", "5", *["blank"] * 5, "5"),
    ),
    "blanks merged before the total": (
        [*APPLICANTS, [NEW, ("", 1, 6), "5"]],
        seven("new", *["blank"] * 6, "5"),
    ),
    "one word for all columns says nothing of each": (
        [*APPLICANTS, [NEW, ("无", 1, 7)]],
        {},
    ),
    "a damaged label": (
        [*APPLICANTS, [NEW, *["0"] * 7],
         [("三、本年度办理结果", 2, 1), ("（三）不予公开", 2, 1), "1.属于国家秘密", *["0"] * 7],
         ["2.其他法律行政止公开", "3", *["0"] * 5, "3"]],
        seven("new", *["0"] * 7) | seven("state_secret", *["0"] * 7)
        | seven("forbidden_by_law", "3", *["0"] * 5, "3"),
    ),
    "results in one row": (
        [*RESULTS, [str(i) for i in range(15)]],
        three("reconsideration", *map(str, range(5)), names="upheld corrected other pending total")
        | three("direct_litigation", *map(str, range(5, 10)), names="upheld corrected other pending total")
        | three("litigation_after_reconsideration", *map(str, range(10, 15)), names="upheld corrected other pending total"),
    ),
    "fourteen results": ([*RESULTS, ["0"] * 14], {}),
    "a menu": ([["首页", "政务公开"], ["行政许可", "行政处罚"], ["行政强制", "规章"]], {}),
    "statistics beside their units": (
        [["统计指标", "单位", "统计数"], ["（一）主动公开政府信息数", "条", "46"],
         ["其中：主动公开规范性文件数", "条", "—"], ["制发规范性文件总数", "件", ""],
         ["2.政府网站公开政府信息数", "条", "40条"]],
        {"1.1.count": "46条", "1.1.a.count": "dash", "1.1.b.count": "blank", "1.2.2.count": "40条"},
    ),
    "a local table with codes": (
        [["指标名称", "单位", "指标代码", "统计数"], ["主动公开政府信息数", "条", "01", "46"],
         ["政府网站公开政府信息数", "条", "02", "4"], ["制发规范性文件总数", "件", "03", "4"],
         ["政策解读稿件发布数", "篇", "04", "4"]],
        {},
    ),
}  # fmt: skip


@pytest.mark.parametrize(("rows", "cells"), CASES.values(), ids=CASES)
def test_cells(rows: list[list[Cell]], cells: dict[str, str]) -> None:
    assert said(read(grid(rows))) == cells


def test_an_article_laid_out_in_a_table_is_read_as_text() -> None:
    article = "二、主动公开\n第二十条第（一）项\n信息内容\t本年制发件数\t本年废止件数\t现行有效件数\n规章\t0\t0\t3\n"
    tables = read(grid([["首页"], [article * 1]]))
    assert said(tables) == three("rules", "0", "0", "3", names="issued repealed valid")


@pytest.mark.fault(23)
def test_a_table_broken_over_two_grids_is_one() -> None:
    first = grid([*APPLICANTS, [NEW, *["1"] * 7]])
    second = grid([[("二、上年结转政府信息公开申请数量", 1, 3), *["2"] * 7],
                   [("四、结转下年度继续办理", 1, 3), *["3"] * 7]], before=first.text + "- 2 -\n")  # fmt: skip
    document = Document(
        "t.pdf", "", "application/pdf", None, second.text, first.grids + second.grids
    )
    tables = read(document)
    assert said(tables) == seven("new", *["1"] * 7) | seven("carried_over", *["2"] * 7) | seven(
        "carried_forward", *["3"] * 7
    )
    assert len(tables.regions) == 2


def test_the_region_is_the_table_and_not_its_heading() -> None:
    heading = "二、主动公开政府信息情况\n"
    document = grid([*BLOCK, ISSUED, ["规章", "0", "0", "0"]], before=heading)
    (region,) = read(document).regions
    assert region == Span(len(heading), len(document.text) - 1)
    assert read(document).form is Form.Y2021
