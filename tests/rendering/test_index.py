"""The index says what the pages say at their top, and what stands on no page."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from accessibility import faults

from workbench.rendering.contract import PageHeader
from workbench.rendering.everywhere import Apart
from workbench.rendering.index import Entry, index
from workbench.rendering.keys import PageKey
from workbench.rendering.manifest import Manifest, Place, read

NOTE = "本页所用报告：句子不是原文。"


def _entry(
    code: str | None,
    kind: str = "county",
    notice: str | None = None,
    *,
    year: int = 2017,
    **place: Any,
) -> Entry:
    named = Place(f"县{code}", "某市", "某省", **{"reports": 1, "units": 1, **place})
    made = Manifest(kind, year, code, named, {}, (), (), None, "", notice=notice)
    return Entry(PageKey(kind, year, code).name, made)


def test_a_notice_stands_once_at_the_top_and_its_pages_are_marked() -> None:
    pages = [_entry("640522", notice=NOTE), _entry("640121", notice=NOTE), _entry("640424")]
    pages.append(_entry("640000", "overview", NOTE))
    made = index(pages).html
    said = "标“注”的页面，所用报告附有说明（句子不是原文）。"
    assert made.count("句子不是原文") == made.count(said) == 1 and "本页所用" not in made
    assert made.index("wb-banner") < made.index(said) < made.index("<main")
    assert made.count("<sup>注</sup>") == 3
    pages.append(_entry(None, "overview", NOTE))
    assert "单位 1 个，注" in index(pages).html


def test_many_different_notices_are_left_to_their_pages() -> None:
    pages = [_entry(f"64052{n}", notice=f"说明{n}。") for n in range(5)]
    made = index(pages).html
    assert "标“注”的页面，所用报告附有说明，见各页页首" in made
    assert "说明0" not in made


def test_notices_of_some_reports_are_said_once() -> None:
    notices = ("本页所用报告：甲。", "本页所用 3 份报告中，2 份：甲；1 份：乙。")
    made = index([_entry(f"64052{n}", notice=notice) for n, notice in enumerate(notices)]).html
    assert "所用报告附有说明（乙；甲）。" in made


def test_reports_of_no_county_are_counted_and_listed() -> None:
    apart = [Apart("某部", 2018), Apart("<某市>", 2015), Apart("某局", None, True)]
    made = index([_entry("640522"), _entry(None, "overview", year=2018)], None, apart).html
    assert "<span>另有 3 份报告不在县（市、区）页面</span>" in made
    assert "另有 3 份报告不属于或不能确定属于某个县（市、区），见各年度概览" in made
    lines = re.findall("<li>(.*?)</li>", made.split("这些报告的单位与年度")[1].split("</ul>")[0])
    assert lines == [
        '<a href="overview-2018.html">2018年</a>　某部',
        "2015年　&lt;某市&gt;",
        "年度不能确定　某局（示例）",
    ]
    assert faults(made) == []


def test_made_up_reports_are_counted_by_themselves() -> None:
    pages = [_entry("640522", reports=5), _entry("990121", reports=90, fictional=True)]
    made = index(pages).html
    assert "<span>1 个县（市、区）、报告 5 份</span>" in made
    assert "<span>另有示例 1 个县（市、区）、报告 90 份</span>" in made
    assert '<h2 id="p-99">某省<small>　示例</small></h2>' in made
    assert '<h2 id="p-64">某省</h2>' in made


def test_a_province_has_columns_of_its_own_years_the_newest_first() -> None:
    pages = [_entry("640522"), _entry("640522", year=2020), _entry("220621", year=2008)]
    made = index(pages).html
    heads = [re.findall(r'class="num">([0-9]{4})', head) for head in made.split("<thead>")[1:]]
    assert heads == [["2008"], ["2020", "2017"]]


def test_without_notices_there_is_no_banner() -> None:
    assert '<p class="wb-banner">' not in index([_entry("640522")]).html


def test_files_without_a_report_are_said_and_are_text() -> None:
    made = index([_entry("640522")], "没有读出报告的文件：<b> 2 个。").html
    assert '<p class="note">没有读出报告的文件：&lt;b&gt; 2 个。</p>' in made


@pytest.mark.parametrize("notice", [None, NOTE])
def test_a_manifest_keeps_its_notice(notice: str | None, tmp_path: Path) -> None:
    entry = _entry("640522", notice=notice)
    (tmp_path / "a.json").write_text(entry.made.as_json(), "utf-8")
    assert read(tmp_path / "a.json") == entry.made


def test_the_head_of_a_page_may_hold_a_notice() -> None:
    assert PageHeader.from_output({"title": "甲", "notice": NOTE}).notice == NOTE


def _cells(html: str) -> list[str]:
    return re.findall(r"<td(?: class[^>]*)?>(.*?)</td>", html)


CELLS: dict[str, tuple[dict[str, Any], str, str]] = {
    # 海原县 has 17 townships and subdistricts in the edition of 2017.
    "few townships": ({"townships": 2}, '<a href="640522-2017.html">1</a><small>2/17</small>', "k1"),
    "most townships": (
        {"reports": 18, "townships": 15},
        '<a href="640522-2017.html">18</a><small>15/17</small>', "k4",
    ),
    "the county alone": ({"townships": 0}, '<a href="640522-2017.html">1</a>', ""),
    "what does not agree": (
        {"contradictions": 3}, '<a href="640522-2017.html">1</a><em>≠3</em>', "",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("place", "cell", "shade"), CELLS.values(), ids=CELLS)
def test_a_cell_tells_coverage_and_findings(place: dict[str, Any], cell: str, shade: str) -> None:
    made = index([_entry("640522", **place)]).html
    assert f"{cell}</td>" in made
    assert ('<td class="wb-k' in made) == bool(shade)
    assert f'<td class="wb-{shade}">' in made or not shade


def test_a_county_of_no_edition_has_no_share() -> None:
    assert "<small>2/" not in index([_entry("990121", townships=2, fictional=True)]).html


def test_tiles_name_every_province_and_lead_to_those_that_are_there() -> None:
    made = index([_entry("640522"), _entry("640522", year=2018), _entry("640121")]).html
    tiles = re.findall(r'<li class="wb-r. wb-c.[^"]*">(.*?)</li>', made)
    assert len(tiles) == 34
    assert '<a href="#p-64"><span>宁夏</span><small>2/22</small></a>' in tiles
    assert "<span>台湾</span><small>—</small>" in tiles
    assert sum("<a " in tile for tile in tiles) == 1 and 'id="p-64"' in made
    assert faults(made) == []


def test_made_up_places_are_on_no_tile() -> None:
    made = index([_entry("990121", fictional=True)]).html
    assert 'wb-tiles"' not in made.split("</style>")[1]
    assert 'id="p-99"' in made


def test_a_provinces_own_pages_stand_with_it() -> None:
    pages = [_entry("640000", kind) for kind in ("overview", "quality", "copies", "trends")]
    pages += [
        _entry("640000", "overview", year=2018),
        _entry("640522", "quality"),
        _entry("640522"),
    ]
    body = index(pages).html.split('id="p-64"')[1]
    for name in ("overview-640000-2017", "overview-640000-2018", "trends-640000-2017"):
        assert f'href="{name}.html"' in body
    assert '<a href="quality-640522-2017.html">县6405222017</a>' in body


def test_a_country_of_ten_years_stays_light() -> None:
    """28,440 county-years, each with coverage and findings, stay below three megabytes."""
    codes = [f"{11 + n // 100}{n % 100:02d}{n % 90 + 10}" for n in range(2844)]
    pages = [
        _entry(code, year=year, reports=14, townships=12, contradictions=3)
        for code in codes
        for year in range(2015, 2025)
    ]
    made = index(pages).html
    assert made.count("<em>≠3</em>") == 28_440
    assert len(made.encode()) < 3_000_000
