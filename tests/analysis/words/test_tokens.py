"""Text to words: nothing is lost, terms stay whole, both engines agree, nobody interferes."""

from __future__ import annotations

import marshal
import re
import tempfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import jieba
import pytest
import rjieba
from hypothesis import given
from hypothesis import strategies as st

from workbench.analysis.words import engines
from workbench.analysis.words.engines import engine
from workbench.analysis.words.lexicon import Lexicon, ours
from workbench.analysis.words.tokens import Tokenizer
from workbench.errors import WorkbenchError
from workbench.sample import compositions

_HAN = re.compile(r"[\u4e00-\u9fff]+")
OURS, REFERENCE = Tokenizer(), Tokenizer(engine="jieba")
WHOLE = {
    "依申请公开": "规范依申请公开的答复",
    "政府信息公开目录": "政府信息公开目录更新慢",
    "政府信息公开": "政府信息公开制度不健全",
    "不予公开": "不予公开的理由",
    "不够及时": "公开还不够及时",
    "新媒体": "运用新媒体不足",
    "规范性文件": "规范性文件解读少",
}


@pytest.mark.parametrize("tokenizer", [OURS, REFERENCE], ids=["rjieba", "jieba"])
@pytest.mark.parametrize(("word", "text"), WHOLE.items(), ids=WHOLE)
def test_our_terms_stay_whole(tokenizer: Tokenizer, word: str, text: str) -> None:
    tokens = tokenizer.tokens(text)
    assert word in tokens
    assert "".join(tokens) == text


def test_a_term_inside_a_longer_one_is_not_cut_out() -> None:
    assert OURS.tokens("政府信息公开目录") == ("政府信息公开目录",)
    assert "公开" not in OURS.tokens("依申请公开和不予公开")


ODD = list(
    "不及时公开政府信息依申请目录年0123.%-+#&A_一二，。\n\r\t 餘Ⅳ①\ue000\ue001\ud800😀\u0301\u200d"
)


@given(st.text(alphabet=st.one_of(st.sampled_from(ODD), st.characters()), max_size=60))
def test_nothing_is_lost_and_the_engines_agree(text: str) -> None:
    tokens = OURS.tokens(text)
    assert "".join(tokens) == text
    assert tokens == REFERENCE.tokens(text)


def _generated(count: int) -> Iterator[str]:
    reports = compositions(seed=11, counties_count=60, townships=12, years=range(2012, 2025))
    lines = (line for report in reports for b in report.blocks for line in b.text.split("\n"))
    return islice(lines, count)


def _han(tokens: tuple[str, ...] | list[str]) -> list[str]:
    return [token for token in tokens if _HAN.fullmatch(token)]


def _differing(lines: list[str]) -> list[str]:
    """The lines in which plain jieba and ours, without terms, cut Han words differently."""
    without_terms, plain = Tokenizer(Lexicon(())), engine("jieba")
    every = dict.fromkeys(lines)
    return [line for line in every if _han(without_terms.tokens(line)) != _han(plain(line))]


def test_han_tokens_are_those_of_jieba_on_generated_lines() -> None:
    lines = list(_generated(40_000))
    assert len(lines) == 40_000
    assert _differing(lines) == []
    assert [
        line for line in dict.fromkeys(lines) if OURS.tokens(line) != REFERENCE.tokens(line)
    ] == []


def test_han_tokens_are_those_of_jieba_on_real_reports(shared: Path) -> None:
    files = sorted(shared.rglob("*.txt"))
    lines = [line for file in files for line in file.read_text("utf-8").splitlines()]
    assert len(lines) > 1_000
    assert _differing(lines) == []
    assert [line for line in lines if OURS.tokens(line) != REFERENCE.tokens(line)] == []


@pytest.fixture
def planted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A jieba.cache in the shared temporary folder, in which 公开政府 is the commonest word."""
    poisoned = {"公开政府": 10**9, "公开": 1, "政府": 1, "公开政": 0, "公": 1, "政": 1}
    (tmp_path / "jieba.cache").write_bytes(marshal.dumps((poisoned, 10**9)))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    engines._jieba.cache_clear()
    return "公开政府信息"


@pytest.mark.fault(37)
def test_a_planted_cache_has_no_effect(planted: str) -> None:
    assert "公开政府" in jieba.Tokenizer().lcut(planted)  # what it does to others
    for name in engines.ENGINES:
        assert Tokenizer(Lexicon(()), name).tokens(planted) == ("公开", "政府", "信息")


def test_no_cache_is_written(planted: str) -> None:
    before = sorted(Path(tempfile.gettempdir()).iterdir())
    Tokenizer(engine="jieba").tokens(planted)
    assert sorted(Path(tempfile.gettempdir()).iterdir()) == before


@pytest.mark.fault(37)
@pytest.mark.parametrize("name", engines.ENGINES)
def test_tokenizers_do_not_see_each_others_words(name: str) -> None:
    text = "便民窗口办理"
    mine = Tokenizer(ours().with_words(["便民窗口"]), name)
    theirs = Tokenizer(ours().with_words(["窗口办理"]), name)
    assert mine.tokens(text) == ("便民窗口", "办理")
    assert "窗口办理" in theirs.tokens(text)
    assert not {"便民窗口", "窗口办理"} & set(Tokenizer(engine=name).tokens(text))


@pytest.mark.fault(37)
def test_the_dictionaries_of_others_stay_as_they_are() -> None:
    fresh = jieba.dt.initialized
    Tokenizer(ours().with_words(["便民窗口"]), "jieba").tokens("便民窗口办理")
    assert jieba.dt.initialized == fresh
    assert not jieba.dt.FREQ.get("便民窗口")
    assert not rjieba.has_word("便民窗口")


def test_what_others_teach_their_dictionaries_does_not_reach_ours() -> None:
    rjieba.add_word("我镇公开", 10**8, None)
    try:
        assert Tokenizer(Lexicon(())).tokens("我镇公开信息") == ("我镇", "公开", "信息")
    finally:
        rjieba.clear()


def test_texts_cut_together_are_those_cut_alone() -> None:
    texts = ["公开不及时", "", "公开率3.5%", "公开不及时", "a\ue001b\ue000", "更新慢"]
    alone = [Tokenizer().tokens(text) for text in texts]
    assert Tokenizer().each(texts) == alone


def test_an_unknown_engine_is_named() -> None:
    with pytest.raises(WorkbenchError, match="no tokenizer 'thulac'"):
        Tokenizer(engine="thulac")
