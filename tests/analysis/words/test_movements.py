"""Nothing is called rising, falling or characteristic unless the numbers carry it."""

from __future__ import annotations

from math import log, sqrt

import pytest
from memory_corpus import Draft, MemoryCorpus, corpus_of, township

from workbench.analysis.intervals import wilson
from workbench.analysis.words.keyness import keyness, log_odds
from workbench.analysis.words.movements import difference, movements, movements_of, periods
from workbench.analysis.words.queries import question
from workbench.analysis.words.statements import Statements, statements
from workbench.analysis.words.trends import trend_of

_DIGITS = "甲乙丙丁戊己庚辛壬癸"


def _sentence(number: int, said: str) -> str:
    """Sentences that differ in more than digits, or they would count as copies."""
    return f"{_DIGITS[number // 10]}组{_DIGITS[number % 10]}队的{said}"


def _corpus(
    early: int, late: int, *, size: int = 60, years: tuple[int, ...] = (2016, 2020)
) -> MemoryCorpus:
    """``size`` reports in each of two years; so many of them lack 渠道."""
    drafts = []
    for year, lacking in zip(years, (early, late), strict=True):
        for number in range(size):
            said = "公开渠道单一" if number < lacking else "档案资料不齐"
            draft = Draft(township(f"例{_sentence(number, '镇')}", f"64052{number:04d}", year))
            draft.section("problems", "存在的问题").problem(_sentence(number, said))
            drafts.append(draft)
    return corpus_of(*drafts)


def _verdict(corpus: MemoryCorpus, word: str = "渠道", copies: str = "once") -> str:
    found = movements(statements(corpus), copies=copies)
    assert found is not None
    verdicts = dict(zip(found.table["word"], found.table["verdict"], strict=True))
    return str(verdicts[word])


VERDICTS = {
    "rising": (5, 45, 60, "rising"),
    "falling": (45, 5, 60, "falling"),
    "steady": (20, 22, 60, "steady"),
    "a little more": (20, 27, 60, "steady"),
    "thirty cases": (1, 29, 30, "rising"),
    "too few cases": (1, 28, 29, "few"),
}


@pytest.mark.parametrize(("early", "late", "size", "verdict"), VERDICTS.values(), ids=VERDICTS)
@pytest.mark.parametrize("copies", ["once", "raw"])
def test_what_a_word_is_called(early: int, late: int, size: int, verdict: str, copies: str) -> None:
    assert _verdict(_corpus(early, late, size=size), copies=copies) == verdict


def test_terms_that_were_asked_for_are_compared_too() -> None:
    base = statements(_corpus(5, 45))
    found = movements_of(trend_of(base, question("渠道、档案、/单.$/")))
    assert found is not None
    verdicts = dict(zip(found.table["word"], found.table["verdict"], strict=True))
    assert verdicts == {"渠道": "rising", "档案": "falling", "/单.$/": "rising"}
    assert (found.early, found.late) == ((2016, 2016), (2020, 2020))


def test_one_year_has_no_movement() -> None:
    base = statements(_corpus(5, 45, years=(2017, 2017)))
    assert movements(base) is None


PERIODS = {
    "two": ((2016, 2017), ((2016, 2016), (2017, 2017))),
    "three": ((2016, 2017, 2018), ((2016, 2016), (2018, 2018))),
    "four": ((2013, 2014, 2015, 2016), ((2013, 2014), (2015, 2016))),
    "one": ((2016,), None),
}


@pytest.mark.parametrize(("years", "halves"), PERIODS.values(), ids=PERIODS)
def test_the_two_halves_of_some_years(years: tuple[int, ...], halves: object) -> None:
    assert periods(years) == halves


def test_the_interval_of_a_difference_is_newcombes() -> None:
    """56/70 against 48/80, of Newcombe's paper of 1998: 0.0524 to 0.3339."""
    low, high = difference(wilson(48, 80), wilson(56, 70))
    assert low == pytest.approx(0.0524, abs=5e-5)
    assert high == pytest.approx(0.3339, abs=5e-5)
    assert difference(wilson(0, 0), wilson(5, 9)) == (None, None)


def _side(base: Statements, year: int) -> Statements:
    return base.between(year, year)


def test_the_words_of_a_group_come_first_and_those_of_the_other_last() -> None:
    base = statements(_corpus(5, 45))
    found = keyness(_side(base, 2020), _side(base, 2016))
    assert "渠道" in set(found.of("left")["word"])
    assert "档案资料" in set(found.of("right")["word"])
    assert found.table["z"].is_monotonic_decreasing
    row = found.table.set_index("word").loc["渠道"]
    assert (row["left"], row["right"], row["left_n"], row["right_n"]) == (45, 5, 45, 5)


def test_a_small_group_has_no_characteristic_words() -> None:
    base = statements(_corpus(1, 28, size=29))
    found = keyness(_side(base, 2020), _side(base, 2016))
    assert found.few
    assert found.of("left").empty and found.of("right").empty
    assert len(found.table) > 3  # the counts are there all the same


def test_log_odds_are_those_of_the_paper() -> None:
    """By hand: 30 of 100 against 10 of 100, a prior of 20 of 100 that weighs 50 words."""
    apart, z = log_odds(30, 100, 10, 100, 50 * 40 / 200, 50)
    want = log((30 + 10) / (100 + 50 - 30 - 10)) - log((10 + 10) / (100 + 50 - 10 - 10))
    assert apart == pytest.approx(want)
    assert z == pytest.approx(want / sqrt(1 / 40 + 1 / 20))
    assert log_odds(5, 5, 3, 3, 50, 50) == (0.0, 0.0)


def test_a_rare_word_needs_more_evidence_than_a_common_one() -> None:
    rare, common = log_odds(2, 1000, 0, 1000, 0.5, 500), log_odds(200, 1000, 100, 1000, 75, 500)
    assert rare[1] < 1.96 < common[1]
