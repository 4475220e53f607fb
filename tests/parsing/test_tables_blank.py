"""The table of disputes in whose one row nothing is written: fifteen blank cells, no zero."""

from __future__ import annotations

import pytest

from workbench.model import Status
from workbench.parsing.report import parse
from workbench.reading import read

TITLE = "甲县财政局2021年政府信息公开工作年度报告"
HEADING = "四、政府信息公开行政复议、行政诉讼情况"
AFTER = "五、存在的主要问题及改进情况"
COLUMNS = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
HEADS = [
    ["行政复议", *[""] * 4, "行政诉讼", *[""] * 9],
    [*COLUMNS, "未经复议直接起诉", *[""] * 4, "复议后起诉", *[""] * 4],
    [*[""] * 5, *COLUMNS, *COLUMNS],
]


def delimited(mark: str, values: list[list[str]], edge: str = "") -> str:
    rows = [f"{edge}{mark.join(row)}{edge}" for row in [*HEADS, *values]]
    return "\n".join([TITLE, HEADING, *rows, AFTER, "更新慢。"])


def page(values: list[list[str]]) -> str:
    spans = (
        "<tr><td colspan=5>行政复议<td colspan=10>行政诉讼",
        "<tr>" + "".join(f"<td rowspan=2>{column}" for column in COLUMNS)
        + "<td colspan=5>未经复议直接起诉<td colspan=5>复议后起诉",
        "<tr>" + "".join(f"<td>{column}" for column in COLUMNS * 2),
    )  # fmt: skip
    rows = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) for row in values)
    return f"<p>{TITLE}<p>{HEADING}<table>{''.join(spans)}{rows}</table><p>{AFTER}<p>更新慢。"


def row(cell: str) -> list[list[str]]:
    return [[cell] * 15]


BLANK = {
    "HTML": page(row("")),
    "HTML, spaces that do not break": page(row("&nbsp;")),
    "HTML, a wide blank": page(row("　")),
    "HTML, empty paragraphs": page(row("<p> </p>")),
    "tabs": delimited("\t", row("")),
    "tabs and blanks": delimited("\t", row("　")),
    "pipes": delimited("|", row(""), "|"),
    "pipes and blanks": delimited("|", row("  "), "|"),
}
NOTHING = {
    "HTML without the row": page([]),
    "tabs without the row": delimited("\t", []),
    "too few places": delimited("\t", [[""] * 9]),
    "a cell a line": "\n".join(
        [TITLE, HEADING, *(cell for head in HEADS for cell in head), AFTER, "更新慢。"]
    ),
}


@pytest.mark.parametrize("text", BLANK.values(), ids=BLANK)
def test_a_blank_row_is_blank_cells(text: str) -> None:
    (report,) = parse(read(text.encode(), "a")[0])
    found = {(cell.value, cell.status) for cell in report.cells}
    assert (len(report.cells), found) == (15, {(None, Status.BLANK)})
    assert not [figure for figure in report.figures if figure.indicator.endswith("_total")]


@pytest.mark.parametrize("text", NOTHING.values(), ids=NOTHING)
def test_where_no_row_is_seen_there_are_no_cells(text: str) -> None:
    (report,) = parse(read(text.encode(), "a")[0])
    assert report.cells == ()
