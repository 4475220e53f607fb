"""How large a page may become, through the page writer with the real Vega bundle."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from workbench.rendering import vega
from workbench.rendering.around import around
from workbench.rendering.finish import Style, finish
from workbench.rendering.fragment import fragment
from workbench.rendering.keys import PageKey
from workbench.rendering.verify import verify

MOST = 1_500_000
UNITS = [f"甲乙丙丁镇{n}" for n in range(30)]


def _chart(number: int) -> dict[str, Any]:
    rows = [
        {"单位": unit, "年": year, "数量": year % 7 + number}
        for unit in UNITS
        for year in range(2015, 2025)
    ]
    return {
        "title": f"数量{number}", "description": "每点一个单位，数字见下表。", "width": "container",
        "data": {"values": rows}, "mark": "point",
        "encoding": {"x": {"field": "年", "type": "ordinal"},
                     "y": {"field": "数量", "type": "quantitative"},
                     "color": {"field": "单位", "type": "nominal"}},
    }  # fmt: skip


def _table(number: int) -> str:
    """A county's units over ten years, each number a link to its sentence."""
    heads = "".join(f'<th scope="col" class="num">{year}年</th>' for year in range(2015, 2025))
    rows = "".join(
        f'<tr><th scope="row">{unit}</th>'
        + "".join(
            f'<td class="num"><a href="#q-{number}-{n}">{n * 10 + c}条</a></td>' for c in range(10)
        )
        + "</tr>"
        for n, unit in enumerate(UNITS)
    )
    quotes = "".join(
        f'<li class="excerpt" id="q-{number}-{n}"><p><span class="quote">全年共公开各类信息'
        f"<mark>{n * 10}条</mark>，其中通过网站公开的占大部分。</span></p></li>"
        for n in range(len(UNITS))
    )
    return (
        f"<table><caption>表{number}</caption><thead><tr><th scope='col'>单位</th>{heads}</tr>"
        f"</thead><tbody>{rows}</tbody></table><details><summary>原文</summary><ul>{quotes}</ul>"
        "</details>"
    )


def test_a_page_of_twelve_charts_with_their_tables_stays_small(
    executed: Callable[..., Any], tmp_path: Path
) -> None:
    bundles: list[dict[str, Any]] = []
    for number in range(12):
        bundles.append({"application/vnd.vegalite.v5+json": _chart(number)})
        bundles.append({"text/html": _table(number)})
    key = PageKey("county", 2017, "640522")
    pieces = fragment(executed(*bundles), key.name)
    shared = frozenset(f"640522-{year}.html" for year in range(2008, 2025))
    sizes = {}
    for site in (False, True):
        done = finish(
            pieces, key.name, style=Style(site=site), around=around(key, shared),
            vega=partial(vega.bundle, tmp_path / "vega.js"),
        )  # fmt: skip
        verify(done.page, where=key.name)
        sizes[site] = len(done.page.html.encode("utf-8"))
    assert done.page.html.count("data-spec=") == 12 and done.page.sheet
    assert sizes[False] < MOST
    assert sizes[True] < sizes[False] - 350_000  # the script, compressed
