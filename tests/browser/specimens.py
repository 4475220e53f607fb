"""Pages that hold everything a page may hold, made without a kernel."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import nbformat

from workbench.rendering.around import around
from workbench.rendering.finish import Style, finish
from workbench.rendering.fragment import fragment
from workbench.rendering.index import Entry, index
from workbench.rendering.keys import PageKey
from workbench.rendering.manifest import Manifest, Place
from workbench.rendering.sanitise import Links
from workbench.rendering.vega import bundle
from workbench.rendering.verify import verify

CHART = "application/vnd.vegalite.v5+json"
HOSTILE = "</script><script>alert(1)</script><img src=https://a.example/x onerror=alert(1)>"
UNITS = ("海城镇", "李旺镇", "七营镇", "三河镇", "西安镇", "贾塘乡", f"{HOSTILE}镇")


def _table(columns: int) -> str:
    heads = "".join(f'<th scope="col" class="num">{2025 - n}年数量</th>' for n in range(columns))
    rows = "".join(
        f'<tr><th scope="row">{unit.replace("<", "&lt;")}</th>'
        + "".join(f'<td class="num"><a href="#q{n}">{n * 7 + c}</a></td>' for c in range(columns))
        + "</tr>"
        for n, unit in enumerate(UNITS)
    )
    return (
        f"<table><caption>各单位{columns}年的数量（条）</caption><thead><tr>"
        f'<th scope="col">单位</th>{heads}</tr></thead><tbody>{rows}</tbody></table>'
    )


def _quotes() -> str:
    filler = "<p>这里是别的段落。</p>" * 12
    items = "".join(
        f'<li class="excerpt" id="q{n}"><p><span class="quote">本年公开<mark>{n * 7}</mark>条。'
        f"</span></p></li>{filler}"
        for n in range(len(UNITS))
    )
    closed = f"<details><summary>展开</summary><ul class='quotes'>{items}</ul></details>"
    return f'<section><h2 id="quotes">原文摘录</h2>{closed}</section>'


def _bars(**more: Any) -> dict[str, Any]:
    return {
        "title": {"text": "各单位数量", "subtitle": "N=7"},
        "description": "每行一个单位，数字见下表。",
        "data": {"values": [{"单位": unit, "数量": n * 7 + 3} for n, unit in enumerate(UNITS)]},
        "mark": {"type": "bar", "tooltip": True},
        "encoding": {
            "y": {"field": "单位", "type": "nominal"},
            "x": {"field": "数量", "type": "quantitative"},
        },
        **more,
    }


def _lines() -> dict[str, Any]:
    """A layered chart with expressions, a filter, a date and a number format."""
    rows = [{"日": f"2017-{month:02d}-15", "数": month % 7 * 1000} for month in range(1, 13)]
    near = {"name": "near", "select": {"type": "point", "on": "pointerover"}}
    encoding = {
        "x": {"field": "日", "type": "temporal"},
        "y": {"field": "数", "type": "quantitative", "axis": {"format": ",d"}},
    }
    return {
        "title": "历年",
        "data": {"values": rows},
        "transform": [{"filter": "datum.数 > -1"}, {"calculate": "datum.数 * 2", "as": "倍"}],
        "layer": [
            {"mark": "line", "encoding": encoding, "params": [near]},
            {"mark": "text", "encoding": {**encoding, "text": {
                "condition": {"test": "datum.倍 > 6000", "field": "倍"}, "value": ""}}},
        ],
    }  # fmt: skip


def _small_multiples() -> dict[str, Any]:
    encoding = {**_bars()["encoding"], "column": {"field": "单位", "type": "nominal"}}
    return _bars(title="分列", encoding=encoding, width=120)


def _notebook() -> Any:
    bundles: list[dict[str, Any]] = [
        {"text/markdown": "## 怎样读这一页\n\n点击数字看原文。"},
        {"text/markdown": "## 一、数量\n\n### 本年"},
        {CHART: _bars()},
        {"text/html": _table(1)},
        {"text/markdown": "### 历年"},
        {CHART: _lines()},
        {CHART: _small_multiples()},
        {"text/html": _table(12)},
        {CHART: _bars(data={"values": []})},
        {"text/html": '<p><a href="640522-2016.html">上一年</a></p>'},
        {"text/html": _quotes()},
    ]
    head = {
        "title": f"海原县2017年{HOSTILE}",
        "subtitle": "宁夏回族自治区 · 中卫市",
        "fictional": True,
        "as_of": "2018-03-31",
    }
    made = nbformat.v4.new_notebook()
    made.cells = [
        nbformat.v4.new_code_cell("x", outputs=[nbformat.v4.new_output("display_data", data)])
        for data in ({"application/vnd.workbench.page+json": head}, *bundles)
    ]
    return made


def write(folder: Path, *, site: bool = False) -> None:
    """Write a county's page of two years and the index; one chart cannot be drawn."""
    folder.mkdir(exist_ok=True)
    _write(_notebook(), 2017, folder, site=site)
    broken = _notebook()
    broken.cells = [*broken.cells[:2], broken.cells[3], broken.cells[-1]]
    broken.cells[2].outputs[0]["data"][CHART]["mark"] = {"type": "no such mark"}
    _write(broken, 2016, folder, site=site)

    entries = [
        Entry(f"{code}-{year}", _manifest(year, code, place))
        for year in (2016, 2017)
        for code, place in (
            ("640522", Place("海原县", "中卫市", "宁夏回族自治区", 12, 11, False, 9, 3)),
            ("220621", Place("抚松县", "白山市", "吉林省", 7, 7)),
        )
    ]
    (folder / "index.html").write_text(index(entries).html, encoding="utf-8")


def _write(notebook: Any, year: int, folder: Path, *, site: bool) -> None:
    pages = frozenset(f"640522-{year}.html" for year in (2016, 2017))
    key = PageKey("county", year, "640522")
    done = finish(
        fragment(notebook, key.name, links=Links(pages=pages)),
        key.name,
        style=Style(site=site),
        around=around(key, pages),
        vega=partial(bundle, folder / "vega.js"),
    )
    verify(done.page, where=key.name)
    (folder / key.file).write_text(done.page.html, encoding="utf-8")
    for file in done.page.shared:
        (folder / file.name).write_text(file.content, encoding="utf-8")


def _manifest(year: int, code: str, place: Place) -> Manifest:
    return Manifest("county", year, code, place, {}, (), (), "2018-03-31", "")
