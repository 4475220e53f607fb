"""County pages of two real reports: what they say of numbers that do not fit, and where."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import workbench as wb
from workbench.corpus.open import Corpus
from workbench.display.county.page import CountyPage
from workbench.display.html import Html
from workbench.display.parts import Parts


@pytest.fixture(scope="module")
def corpus(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    reports = shared / "reports"
    files = [*reports.glob("001_*.txt"), *(reports / "complete").glob("*.pdf")]
    return wb.build(sorted(files), out=tmp_path_factory.mktemp("two"), jobs=1).corpus


def shown(parts: Parts) -> str:
    return "".join(part.markup for part in parts if isinstance(part, Html))


def test_documents_on_request_are_told_from_requests(corpus: Corpus) -> None:
    page = CountyPage.of(corpus, "640121", 2019)
    requests, found = shown(page.requests()), shown(page.findings_list())
    assert "72+129=201" in found and "文件的公开属性" in found and "不是收到的申请数" in found
    assert "0（文字说明）" in requests and "129" not in requests
    assert re.search(r'class="finding-link">核对：口径不同', requests)
    excerpts = page.excerpts().markup
    assert "<mark>依申请公开129条</mark>" in excerpts
    assert "主动公开72件" in excerpts and "发文201件" in excerpts


def test_two_totals_that_are_no_sums_stand_with_their_cells(corpus: Corpus) -> None:
    page = CountyPage.of(corpus, "320813", 2023)
    requests, found = shown(page.requests()), shown(page.findings_list())
    assert "结果维持10+结果纠正1=11，应等于总计0" in found
    assert "“总计”若为11，等式成立" in found
    assert "结果维持5，应等于总计0" in found
    table = requests[requests.index("复议诉讼表") :]
    doubted = [row for row in table.split("<tr>") if "（表内不符）" in row]
    assert [re.search("行政复议|复议后起诉", row)[0] for row in doubted] == [  # type: ignore[index]
        "行政复议",
        "复议后起诉",
    ]
    links = [link for item in found.split("<li") for link in re.findall('href="#(q-[^"]+)"', item)]
    excerpts = page.excerpts().markup
    assert len(links) >= 10
    assert all(f'id="{link}"' in excerpts for link in links)
