"""The index says what the pages say at their top, and what stands on no page."""

from __future__ import annotations

from pathlib import Path

import pytest

from workbench.rendering.contract import PageHeader
from workbench.rendering.index import Entry, index
from workbench.rendering.manifest import Manifest, Place, read

NOTE = "本页所用报告：句子不是原文。"


def _entry(code: str, kind: str = "county", notice: str | None = None) -> Entry:
    place = Place(f"县{code}", "某市", "某省", 1, 1)
    made = Manifest(kind, 2017, code, place, {}, (), (), None, "", notice=notice)
    return Entry(f"{code}-2017" if kind == "county" else f"overview-{code}-2017", made)


def test_a_notice_stands_once_at_the_top_and_its_pages_are_marked() -> None:
    pages = [_entry("640522", notice=NOTE), _entry("640121", notice=NOTE), _entry("640424")]
    pages.append(_entry("640000", "overview", NOTE))
    made = index(pages).html
    assert made.count(NOTE) == 1
    assert made.index("wb-banner") < made.index(NOTE) < made.index("<main")
    assert made.count("<sup>注</sup>") == 2
    assert "单位 1 个，注" in made


def test_many_different_notices_are_left_to_their_pages() -> None:
    pages = [_entry(f"64052{n}", notice=f"说明{n}。") for n in range(5)]
    made = index(pages).html
    assert "标“注”的页面有说明，见各页页首" in made
    assert "说明0" not in made


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
