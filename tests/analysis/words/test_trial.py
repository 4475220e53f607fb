"""What new terms, stop words and cues would change, before they are kept."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from memory_corpus import Draft, MemoryCorpus, corpus_of, township
from typer.testing import CliRunner

import workbench as wb
from workbench.analysis.words.trial import Effect, additions, trial
from workbench.cli import app
from workbench.errors import DictionaryError


def _corpus() -> MemoryCorpus:
    problems = (
        ("公开渠道单一", "P03"),
        ("渠道不畅", "P03"),
        ("便民窗口设备老化", "P16"),
        ("检索不便", "P00"),
        ("群众知晓率低", "P06"),
    )
    draft = Draft(township("关庄乡", "640522208", 2018)).section("problems", "存在的问题")
    for text, kind in problems:
        draft.problem(text, kind)
    return corpus_of(draft)


def _effects(tmp_path: Path, text: str, name: str = "mine.toml") -> dict[str, Effect]:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return {effect.name: effect for effect in trial(_corpus(), additions(path))}


def _told(effect: Effect) -> tuple[str, int, int, list[str], list[str]]:
    gained, lost = ([place.text for place in side] for side in (effect.gained, effect.lost))
    return effect.kind, effect.before, effect.after, gained, lost


def test_a_longer_term_takes_sentences_from_a_shorter_one(tmp_path: Path) -> None:
    found = _effects(tmp_path, 'term = [{ word = "公开渠道", examples = ["公开渠道"] }]')
    assert _told(found["公开渠道"]) == ("term", 0, 1, ["公开渠道单一"], [])
    assert _told(found["渠道"]) == ("term", 2, 1, [], ["公开渠道单一"])
    assert set(found) == {"公开渠道", "渠道"}


def test_a_new_term_changes_the_words_around_it(tmp_path: Path) -> None:
    found = _effects(tmp_path, "便民窗口\n", "mine.txt")
    assert _told(found["便民窗口"]) == ("term", 0, 1, ["便民窗口设备老化"], [])
    assert {name for name, effect in found.items() if effect.kind == "word"} == {"便民", "窗口"}


def test_a_stop_word_leaves_the_lists(tmp_path: Path) -> None:
    text = '[[stop]]\nwhy = "said of all"\nwords = ["群众", "村民"]\nexample = "群众"\n'
    found = _effects(tmp_path, text)
    assert _told(found["群众"]) == ("word", 1, 0, [], ["群众知晓率低"])
    assert "村民" not in found


def test_a_cue_gives_items_a_type_and_takes_the_empty_one(tmp_path: Path) -> None:
    text = '[[cue]]\ncode = "P05"\npattern = "不便$"\nexamples = ["检索不便"]\n'
    found = _effects(tmp_path, text)
    assert _told(found["P05"])[1:] == (0, 1, ["检索不便"], [])


def test_a_place_leads_to_its_sentence(tmp_path: Path) -> None:
    corpus = _corpus()
    texts = dict(corpus.texts[["report_id", "text"]].itertuples(index=False, name=None))
    (place,) = _effects(tmp_path, "便民窗口\n", "mine.txt")["便民窗口"].gained
    assert texts[place.report_id][place.start : place.end] == place.text


def test_what_changes_nothing_is_told_too(tmp_path: Path) -> None:
    found = _effects(tmp_path, "一网通办\n", "mine.txt")
    assert _told(found["一网通办"]) == ("term", 0, 0, [], [])


WRONG = {
    "unknown table": ('verb = ["a"]', "unknown 'verb'; there are term, stop, cue"),
    "nothing": ("", "no rows"),
    "unknown type": ('[[cue]]\ncode = "P99"\npattern = "a"\nexamples = ["a"]', "no problem type 'P99'"),
    "broken expression": ('[[cue]]\ncode = "P05"\npattern = "("\nexamples = ["a"]', "cue 1"),
    "a blank in a term": ('term = [{ word = "渠 道", examples = ["渠 道"] }]', "line 1: '渠 道' holds a blank"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "told"), WRONG.values(), ids=WRONG)
def test_a_mistake_is_named(text: str, told: str, tmp_path: Path) -> None:
    with pytest.raises(DictionaryError) as raised:
        _effects(tmp_path, text)
    assert str(raised.value).startswith("mine.toml")
    assert told in str(raised.value)


REPORT = """海原县关庄乡人民政府2017年政府信息公开工作年度报告

一、主动公开政府信息情况
2017年，我乡主动公开政府信息93条。

二、存在的主要问题
一是公开渠道不多。
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(REPORT, encoding="utf-8")
    (tmp_path / "mine.txt").write_text("公开渠道\n", encoding="utf-8")
    (tmp_path / "bad.txt").write_text("# mine\n公开渠道 3 n\n", encoding="utf-8")
    wb.build([tmp_path / "a.txt"], out=tmp_path / "corpus", jobs=1)
    return tmp_path


def _run(folder: Path, name: str, *more: str) -> tuple[int, str, str]:
    words = ["lexicon", "try", str(folder / name), "--corpus", str(folder / "corpus"), *more]
    done = CliRunner().invoke(app, words)
    return done.exit_code, done.stdout, done.stderr


def test_the_command_prints_counts_and_sentences(folder: Path) -> None:
    code, out, _ = _run(folder, "mine.txt")
    assert code == 0
    assert "+ 公开渠道: 公开渠道不多 (海原县关庄乡人民政府 2017)" in out
    assert "- 渠道: 公开渠道不多" in out


def test_the_command_gives_everything_as_json(folder: Path) -> None:
    code, out, _ = _run(folder, "mine.txt", "--json")
    first = json.loads(out.splitlines()[0])
    assert (code, first["name"], first["before"], first["after"]) == (0, "公开渠道", 0, 1)
    assert first["gained"][0]["text"] == "公开渠道不多"


def test_a_malformed_line_is_one_line_and_nothing_is_done(folder: Path) -> None:
    code, out, err = _run(folder, "bad.txt")
    assert (code, out) == (2, "")
    assert err.startswith("workbench: bad.txt, line 2: '公开渠道 3 n' holds a blank")
