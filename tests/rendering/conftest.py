"""A corpus of a few reports and notebooks of a few cells, so that these tests stand alone."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import nbformat
import pytest

from workbench.corpus.catalogue import Catalogue, write_catalogue
from workbench.corpus.frames import from_rows
from workbench.corpus.parts import write_part
from workbench.corpus.rows import Entry, report_id, rows
from workbench.corpus.schemas import TABLES
from workbench.model import (
    Confidence,
    Form,
    Identity,
    Level,
    Problem,
    Report,
    Source,
    Span,
    Target,
)

PAGE = "application/vnd.workbench.page+json"
CHART = "application/vnd.vegalite.v5+json"

#: (county code, county, prefecture, province, year, unit's code, unit)
REPORTS = (
    ("640522", "海原县", "中卫市", "宁夏回族自治区", 2016, "640522100", "海城镇"),
    ("640522", "海原县", "中卫市", "宁夏回族自治区", 2017, "640522100", "海城镇"),
    ("640522", "海原县", "中卫市", "宁夏回族自治区", 2017, "640522101", "李旺镇"),
    ("640424", "泾源县", "固原市", "宁夏回族自治区", 2017, "640424100", "香水镇"),
    ("220621", "抚松县", "白山市", "吉林省", 2017, "220621100", "抚松镇"),
)

#: A unit whose reports name no problem; all others name this one.
SILENT = "三河镇"
PROBLEM = Problem(
    1, "更新慢", ("P02",), Target.OWN, False, False, (), Confidence.CERTAIN, Span(0, 3)
)

HEAD = """\
from IPython.display import display
def head(**more):
    fields = dict(title=f"{county} {year}", subtitle="", as_of="2018-03-31", **more)
    display({"application/vnd.workbench.page+json": fields}, raw=True)
head()
"""
TABLE = """\
display({"text/html": "<table><caption>数量</caption><thead><tr><th scope='col'>单位</th>"
"<th scope='col'>条</th></tr></thead><tbody><tr><th scope='row'>甲镇</th>"
"<td><a href='#s1'>12</a></td></tr></tbody></table><details><summary>原文</summary>"
"<p id='s1'>全年公开<mark>12</mark>条。</p></details>"}, raw=True)
"""
DRAW = """\
spec = {"description": "各镇数量", "title": "数量", "data": {"values": [{"a": "甲镇", "b": 12}]},
        "mark": "bar", "encoding": {"x": {"field": "b", "type": "quantitative"},
                                    "y": {"field": "a", "type": "nominal"}}}
display({"application/vnd.vegalite.v5+json": spec}, raw=True)
"""


def _report(row: tuple[Any, ...], url: str | None) -> Entry:
    code, county, prefecture, province, year, unit, name = row
    text = f"{name}{year}年政府信息公开工作年度报告"
    digest = hashlib.sha256(text.encode()).hexdigest()
    level = Level.DEPARTMENT if name.endswith("局") else Level.TOWNSHIP
    identity = Identity(
        title=text, issuer=name, level=level, township=name, county=county,
        county_code=code, prefecture=prefecture, province=province, code=unit, year=year,
        period=None, published=None,
    )  # fmt: skip
    source = Source(f"{unit}-{year}.txt", digest, "text/plain", "utf-8")
    problems = () if name == SILENT else (PROBLEM,)
    report = Report(source, identity, Form.NONE, (), (), (), problems, ())
    return Entry(report, report_id(digest, 1), text)


@pytest.fixture
def reports() -> list[tuple[Any, ...]]:
    return list(REPORTS)


@pytest.fixture
def make_corpus(tmp_path: Path) -> Callable[..., Path]:
    """Write a corpus of the given reports (by default :data:`REPORTS`)."""

    def make(reports: Iterable[tuple[Any, ...]] = REPORTS, name: str = "corpus") -> Path:
        folder = tmp_path / name
        folder.mkdir()
        entries = [_report(row, None) for row in reports]
        parts: dict[str, Any] = {}
        for table in TABLES.values():
            by_place: dict[str, list[Any]] = {}
            for entry in entries:
                by_place.setdefault(entry.place, []).extend(rows(entry).get(table.name, []))
            parts[table.name] = {
                place: write_part(folder, table, place, from_rows(table, found))
                for place, found in by_place.items()
                if found
            }
        write_catalogue(folder, Catalogue("test", parts, "2018-03-31"))
        return folder

    return make


def notebook(*sources: str, names: Iterable[str] = ("corpus", "county", "year")) -> Any:
    """A notebook whose first cell declares ``names`` and whose others are ``sources``.

    A source that begins with ``# md`` is a Markdown cell.
    """
    made = nbformat.v4.new_notebook()
    first = nbformat.v4.new_code_cell("\n".join(f"{name} = None" for name in names))
    first.metadata["tags"] = ["parameters"]
    made.cells = [first] + [
        nbformat.v4.new_markdown_cell(source[5:])
        if source.startswith("# md\n")
        else nbformat.v4.new_code_cell(source)
        for source in sources
    ]
    return made


@pytest.fixture
def make_notebooks(tmp_path: Path) -> Callable[..., Path]:
    """Write county.ipynb (by default head, table, chart) and the notebooks of the other pages."""

    def make(*county: str) -> Path:
        folder = tmp_path / "notebooks"
        folder.mkdir(exist_ok=True)
        made = notebook(*(county or (HEAD, "# md\n## 一、数量\n各镇如下。", TABLE, DRAW)))
        nbformat.write(made, folder / "county.ipynb")
        overview = notebook(
            HEAD.replace("{county}", "全部"), TABLE, names=("corpus", "year", "place")
        )
        for name in ("overview", "quality", "copies"):
            nbformat.write(overview, folder / f"{name}.ipynb")
        ledger = notebook(HEAD.replace("{year}", "至今"), TABLE, names=("corpus", "county"))
        nbformat.write(ledger, folder / "ledger.ipynb")
        return folder

    return make


def outputs(*bundles: dict[str, Any], title: str = "甲县2017年") -> Any:
    """An executed notebook with a head and one cell for each MIME bundle."""
    made = nbformat.v4.new_notebook()
    head = {PAGE: {"title": title}}
    made.cells = [
        nbformat.v4.new_code_cell(
            "x", execution_count=n, outputs=[nbformat.v4.new_output("display_data", data=bundle)]
        )
        for n, bundle in enumerate((head, *bundles), 1)
    ]
    return json.loads(nbformat.writes(made))


@pytest.fixture
def executed() -> Callable[..., Any]:
    return outputs


@pytest.fixture
def make_notebook() -> Callable[..., Any]:
    return notebook
