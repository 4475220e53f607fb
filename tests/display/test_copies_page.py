"""The page of the copy map: shares, pairs and blocks, with both places one click away."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.analysis.across.on_disk import corpus_of
from tests.analysis.across.test_between import FEW, LONG, SLOW, guan, lu, problems
from tests.memory_corpus import Draft, township
from workbench.analysis.reuse import clusters_of
from workbench.analysis.reuse.view import CopyView, Shares
from workbench.corpus.open import Corpus
from workbench.display.copies.page import CopiesPage
from workbench.display.html import Html
from workbench.display.parts import Parts


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    return corpus_of(tmp_path, guan(2016, FEW), guan(2017, LONG), lu(2017, LONG), lu(2018, SLOW))


def text_of(parts: Parts) -> str:
    return "".join(part.markup for part in parts if isinstance(part, Html))


def test_shares_of_a_report(corpus: Corpus) -> None:
    view = CopyView.of(corpus, None, 2017)
    found = view.shares("problems")
    assert len(found) == 2
    assert all(one.others == one.characters > 60 and one.alone == 0 for one in found.values())


def test_what_stands_nowhere_else_is_alone(tmp_path: Path) -> None:
    corpus = corpus_of(tmp_path, guan(2017, LONG), lu(2017, SLOW))
    (share,) = CopyView.of(corpus, "640522", 2017).shares("problems").values()
    assert isinstance(share, Shares)
    assert 0 < share.alone < share.characters, "the sentence that both have is shared"


def test_a_block_names_its_earliest_member_and_everyone(corpus: Corpus) -> None:
    page = CopiesPage.of(corpus, "640522", 2017)
    shown = text_of(page.blocks())
    assert "公开栏里的内容换得太慢" in shown
    assert "抚松县露水河镇 2017" in shown
    assert "海原县关庄乡 2017" in shown
    assert "其他地市" in shown


def test_two_reports_side_by_side(corpus: Corpus) -> None:
    page = CopiesPage.of(corpus, "640522", 2017)
    shown = text_of(page.beside())
    assert shown.count('class="side"') == 2
    marked = [piece.split("</mark>")[0] for piece in shown.split("<mark>")[1:]]
    assert len(marked) % 2 == 0
    assert marked[: len(marked) // 2] == marked[len(marked) // 2 :]


def test_signs_of_bold_type_are_not_shown_beside(tmp_path: Path) -> None:
    corpus = corpus_of(tmp_path, guan(2017, LONG.replace("群众", "**群众**")), lu(2017, LONG))
    page = CopiesPage.of(corpus, "640522", 2017)
    assert "*" not in text_of((*page.beside(), *page.blocks()))
    assert "**群众**" in page.excerpts().markup, "the excerpt is the source, sign by sign"


def test_a_unit_that_nothing_names_is_called_by_its_file(tmp_path: Path) -> None:
    unknown = ("title", "issuer", "level", "township", "county", "county_code", "prefecture",
               "province", "code")  # fmt: skip
    nobody = problems(Draft(township("甲乡", "", 2017) | dict.fromkeys(unknown)), LONG)
    page = CopiesPage.of(corpus_of(tmp_path, nobody, lu(2017, LONG)), None, 2017)
    shown = text_of((*page.shares(), *page.matrix(), *page.beside()))
    assert "单位不明（" in shown
    assert not re.search(r"[0-9a-f]{16}(?!-)[^-\"0-9]", re.sub(r'"[^"]*"', "", shown))


def test_every_link_has_its_excerpt(corpus: Corpus) -> None:
    page = CopiesPage.of(corpus, None, 2017)
    made = [page.shares(), page.matrix(), page.blocks(), page.spread(), page.beside(),
            page.own_years()]  # fmt: skip
    shown = "".join(map(text_of, made))
    anchors = {piece.split('"')[0] for piece in shown.split('href="#')[1:]}
    excerpts = page.excerpts().markup
    assert anchors
    assert all(f'id="{anchor}"' in excerpts for anchor in anchors)


def test_rows_that_are_not_shown_cite_nothing(tmp_path: Path) -> None:
    names = [f"{first}{second}乡" for first in "甲乙丙丁戊己庚" for second in "东南西北中上下"]
    drafts = [
        problems(Draft(township(name, f"6405222{at:02d}", 2017)), LONG)
        for at, name in enumerate(names)
    ]
    page = CopiesPage.of(corpus_of(tmp_path, *drafts), "640522", 2017)
    shown = text_of(page.beside())
    assert "显示前 40 行，共" in shown
    backs = re.findall(r'href="#(from-[^"]+)"', page.excerpts().markup)
    assert backs
    assert all(f'id="{back}"' in shown for back in backs)


def test_a_place_without_a_report_says_so(corpus: Corpus) -> None:
    page = CopiesPage.of(corpus, "640522", 2010)
    assert "本库未收录" in text_of(page.beside())


def test_whoever_counts_copies_once_finds_the_earliest(corpus: Corpus) -> None:
    found = clusters_of(corpus)
    assert list(found.columns) == ["report_id", "start", "end", "cluster", "first"]
    assert (found.groupby("cluster")["first"].sum() >= 1).all()
    one = found["report_id"].iloc[0]
    assert set(clusters_of(corpus, [one])["report_id"]) == {one}
