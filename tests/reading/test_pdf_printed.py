"""A page and its print are one document: the same cells in the same places."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from workbench.model import Document
from workbench.reading import read

SENTENCE = "本镇公开信息89条，其中网站30条，公开栏59条；没有收到申请，没有收费，没有复议和诉讼。"
PARTS = (
    ("（一）予以", 0),
    ("（二）部分", 0),
    ("（三）不予公开", 8),
    ("（四）无法提供", 3),
    ("（五）不予处理", 5),
)
STYLES = {
    "plain": "",
    "large": "td { font-size: 24px; padding: 9px } @page { margin: 2cm }",
    "double": "td { border: 3px double black !important }",
    "dotted": "td { border: 1px dotted black !important }",
    "apart": "table { border-collapse: separate; border-spacing: 2px }",
    "lying": "@page { size: A4 landscape }",
}


def form() -> str:
    """A table like that of the requests: labels over many rows, one of them blank here and there."""
    rows = ["<tr><td rowspan=2 colspan=3>关系</td><td colspan=3>申请人</td></tr>"]
    rows.append("<tr><td>自然<br>人</td><td>企业</td><td>总计</td></tr>")
    height = sum(max(1, count) for _, count in PARTS)
    number = 0
    for label, count in PARTS:
        for n in range(max(1, count)):
            number += 1
            first = f"<td rowspan={height}>三、本年度办理结果</td>" if number == 1 else ""
            name = f"<td rowspan={count}>{label}</td>" if count and n == 0 else ""
            item = (
                f"<td>{n + 1}.属于第{n + 1}种情形</td>" if count else f"<td colspan=2>{label}</td>"
            )
            rows.append(f"<tr>{first}{name}{item}<td>{number}</td><td></td><td>{number}</td></tr>")
    return f"<table>{''.join(rows)}</table>"


def page(style: str) -> str:
    rules = (
        "table { border-collapse: collapse } td { border: 1px solid black } p { text-indent: 2em }"
    )
    words = f"<p>{SENTENCE * 6}</p>" * 3
    return (
        f"<html><head><meta charset=utf-8><style>{rules}{style}</style></head><body>"
        f"<div>{words}{form()}<p>五、存在的问题</p>{words}</div></body></html>"
    )


def places(document: Document) -> list[tuple[int, int, int, int, str]]:
    (grid,) = document.grids
    return [(c.row, c.column, c.rowspan, c.colspan, c.span.of(document.text)) for c in grid.cells]


@pytest.mark.browser
@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES)
def test_a_printed_page_has_the_cells_of_the_page(style: str, tmp_path: Path) -> None:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        if os.environ.get("REQUIRE_BROWSER") == "1":
            pytest.fail("Chromium is not installed")
        pytest.skip("Chromium is not installed; it prints the page of this test")
    source, target = tmp_path / "page.html", tmp_path / "page.pdf"
    source.write_text(page(style), encoding="utf-8")
    command = [chromium, "--headless", "--no-sandbox", "--disable-gpu", f"--print-to-pdf={target}"]
    command += [f"--user-data-dir={tmp_path / 'profile'}", source.as_uri()]
    subprocess.run(command, capture_output=True, check=True, timeout=120)
    printed = read(target.read_bytes(), "a.pdf")[0]
    shown = read(source.read_bytes(), "a.html")[0]
    assert places(printed) == places(shown)
    for document in (printed, shown):
        assert document.text.count(SENTENCE * 6) == 6
