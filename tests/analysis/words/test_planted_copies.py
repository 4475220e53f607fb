"""A section copied into thirty other reports: counted once it moves nothing, raw it does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import pytest
from memory_corpus import Draft, MemoryCorpus, corpus_of, township

from workbench.analysis.words.movements import movements
from workbench.analysis.words.statements import statements
from workbench.analysis.words.trends import trend

YEAR = 2018
COPIED = (
    "{name}的公开渠道单一，{year}年只公开了{count}条",
    "更新不及时，我镇人员均为兼职",
)
TERMS = "渠道、不及时、兼职、培训、宣传"
_OTHERS = 30
_SYLLABLES = "山河湖泉林田桥石沙井湾坪岭川溪云松柏竹梅兰菊荷柳桃李杏梨枣桂"


def _name(number: int) -> str:
    return f"例{_SYLLABLES[number]}镇"


def _report(number: int, *problems: str) -> Draft:
    made = Draft(township(_name(number), f"64052{number:04d}", YEAR)).section(
        "problems", "存在的主要问题"
    )
    for text in problems:
        made.problem(text)
    return made


def _own(number: int) -> str:
    """A problem that nobody else has; every third speaks of 培训, every fifth of 宣传."""
    said = "培训不足" if number % 3 == 0 else "宣传不够" if number % 5 == 0 else "制度不健全"
    return f"{_SYLLABLES[number]}水一带的{said}"


def _copied(number: int) -> tuple[str, ...]:
    """The copied section, its names, year and digits those of the copier."""
    return tuple(text.format(name=_name(number), year=YEAR, count=40 + number) for text in COPIED)


def _corpus(*, planted: bool, own: bool = True, before: bool = False) -> MemoryCorpus:
    source = Draft(township("关庄乡", "640522208", YEAR)).section("problems", "存在的主要问题")
    for text in COPIED:
        source.problem(text.format(name="关庄乡", year=YEAR, count=93))
    others = []
    for number in range(_OTHERS):
        said = (_own(number),) if own else ()
        copy = _copied(number) if planted else ()
        others.append(_report(number, *(copy + said if before else said + copy)))
    return corpus_of(source, *others)


def _table(corpus: MemoryCorpus, copies: str) -> pd.DataFrame:
    return trend(corpus, TERMS, copies=copies).table.set_index("term")


HOW = {"behind their own": {}, "before their own": {"before": True}}
COUNTED = ["n", "hits", "occurrences", "characters", "share", "low", "high"]


@pytest.mark.parametrize("how", HOW.values(), ids=HOW)
def test_counted_once_copies_move_nothing(how: dict[str, bool]) -> None:
    before = _table(_corpus(planted=False), "once")
    after = _table(_corpus(planted=True, **how), "once")
    pd.testing.assert_frame_equal(before[COUNTED], after[COUNTED])
    assert before.loc["渠道", "hits"] == 1


def test_counted_raw_they_move_what_was_planted() -> None:
    before = _table(_corpus(planted=False), "raw")
    after = _table(_corpus(planted=True), "raw")
    moved = (after["hits"] - before["hits"]).to_dict()
    assert moved == {"渠道": 30, "不及时": 30, "兼职": 30, "培训": 0, "宣传": 0}
    assert (after["occurrences"] - before["occurrences"]).to_dict() == moved
    assert (before["n"] == 31).all() and (after["n"] == 31).all()
    characters = sum(len(text) for number in range(_OTHERS) for text in _copied(number))
    assert (after["characters"] - before["characters"]).eq(characters).all()


def test_copies_into_reports_that_said_nothing_move_nothing_either() -> None:
    before = _table(_corpus(planted=False, own=False), "once")
    after = _table(_corpus(planted=True, own=False), "once")
    pd.testing.assert_frame_equal(before[COUNTED], after[COUNTED])


def test_the_reports_that_name_a_term_are_told_beside() -> None:
    after = _table(_corpus(planted=True), "once")
    assert after.loc["渠道", ["reports", "naming", "n", "hits"]].tolist() == [31, 31, 32, 1]


def test_masking_sees_names_years_and_digits_alone() -> None:
    found = statements(_corpus(planted=True)).sentences
    assert found["key"].nunique() == 2 + _OTHERS
    assert found["text"].nunique() > 2 + _OTHERS
    assert len(found) == 2 + 3 * _OTHERS


def test_what_is_copied_is_not_called_rising() -> None:
    """The same section in 40 reports of a later year: raw it rises, counted once it does not."""
    drafts = []
    for year, said in ((2017, ("制度不健全",)), (2018, COPIED)):
        for number in range(_OTHERS):
            draft = Draft(township(_name(number), f"64052{number:04d}", year))
            draft.section("problems", "存在的主要问题").problem(_own(number))
            for text in said:
                draft.problem(text.format(name=_name(number), year=year, count=number))
            drafts.append(draft)
    base = statements(corpus_of(*drafts))
    raw, once = movements(base, copies="raw"), movements(base)
    assert raw is not None and once is not None
    assert "渠道" in set(raw.called("rising")["word"])
    assert once.called("rising").empty


_LONG = "群众所关心的重点领域信息在网站上公开得不够及时全面"


@dataclass
class Mapped(MemoryCorpus):
    """A corpus whose copy map says that every problem is a near copy of the others."""

    def read(
        self, table: str, *, columns: Sequence[str] | None = None, where: Any = None
    ) -> pd.DataFrame:
        if table != "copies":
            return super().read(table, columns=columns, where=where)
        items = super().read("problems", columns=["report_id", "start", "end"])
        return items.assign(cluster="c")[list(columns or items.columns)]


NEAR = {
    "edited by a word": (_LONG, _LONG.replace("网站", "专栏"), 1),
    "equal": (_LONG, _LONG, 1),
    "another sentence": (_LONG, "人员变动频繁而且没有专人负责日常的更新维护", 2),
}


@pytest.mark.parametrize(("one", "other", "n"), NEAR.values(), ids=NEAR)
def test_near_copies_of_the_copy_map_count_once(one: str, other: str, n: int) -> None:
    entries = corpus_of(_report(0, one), _report(1, other)).entries
    assert trend(Mapped(entries), "渠道").table["n"].tolist() == [n]
    distinct = len({one, other})
    assert trend(MemoryCorpus(entries), "渠道").table["n"].tolist() == [distinct]
