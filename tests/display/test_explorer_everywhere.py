"""The explorer's quick ways give what the plain ones give, and a sample is never silent."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow.compute as pc
import pytest

import workbench as wb
from workbench.analysis.problem_types import type_counts
from workbench.analysis.readings import _COMPARED
from workbench.analysis.words.kwic import kwic
from workbench.analysis.words.queries import question
from workbench.analysis.words.statements import statements
from workbench.corpus.coded import coded
from workbench.display.explorer import Explorer, base, controls
from workbench.display.explorer.behind import MOST, Passage
from workbench.display.explorer.held import Held, held
from workbench.display.explorer.seen import Seen
from workbench.display.explorer.sheets import findings, found, words
from workbench.display.explorer.tallies import items_of
from workbench.display.explorer.views import Asked, Views

ROOT = Path(__file__).resolve().parents[2]
TERMS = ("渠道", "不及时", "/不.{1,2}$/")
YEARS = (2008, 2024)


def _built(folder: Path, *parts: str) -> wb.Corpus:
    wb.build([ROOT / "data" / "sample" / part for part in parts], out=folder, jobs=1)
    return wb.open(folder)


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> wb.Corpus:
    """The made-up county alone, so that everywhere holds it."""
    return _built(tmp_path_factory.mktemp("model") / "corpus", "model")


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> Held:
    """Real reports retold beside made-up ones; one for all cases, so that what was kept for
    one is used by the next."""
    made = held(_built(tmp_path_factory.mktemp("mixed") / "corpus", "retold", "model"))
    assert isinstance(made, Held)
    return made


def _asked(place: str | None, level: str, **more: Any) -> Asked:
    return Asked(place, level, *YEARS, "proactive_total", TERMS, **more)


def _same(got: pd.DataFrame, want: pd.DataFrame, by: Sequence[str]) -> None:
    assert list(got.columns) == list(want.columns)
    got, want = (each.sort_values(list(by)).reset_index(drop=True) for each in (got, want))
    pd.testing.assert_frame_equal(got, want, check_dtype=False)


PLACES = [None, "640000", "64", "640522", "640522213", "220000", "990000", "990121"]
LOOKED = [(place, level) for place in PLACES for level in ("township", "county", "department")]


@pytest.fixture(scope="module")
def kept(corpus: wb.Corpus) -> Held:
    """The made-up county, what is read of it kept for all cases."""
    made = held(corpus)
    assert isinstance(made, Held)
    return made


@pytest.mark.parametrize(("place", "level"), LOOKED)
def test_a_view_holds_what_the_plain_functions_give(
    place: str | None, level: str, mixed: Held
) -> None:
    corpus = wb.open(mixed.path)
    views = Views(mixed, _asked(place, level))
    first, last = YEARS
    plain = wb.series(corpus, "proactive_total", place, level, until=last,
                      fictional=views.fictional)  # fmt: skip
    _same(views.series.points, plain.points, ["unit_key", "year"])
    _same(views.series.years, plain.years, ["year", "unit"])
    around = corpus if place is None else corpus.only(province=place[:2])
    said = statements(around, place=place, level=level, first=first, last=last)
    _same(views.base.sentences, said.sentences, ["report_id", "n", "start"])
    assert list(views.base.sentences["key"]) == list(said.sentences["key"])
    counted = wb.trend(around, TERMS, place=place, level=level, first=first, last=last)
    _same(views.trend.table, counted.table, ["term", "year"])
    types = type_counts(around, said.reports)
    assert types.counts.equals(type_counts(mixed, views.having_problems).counts)
    assert views.sampled == ""


def test_the_cases_hold_something(corpus: wb.Corpus) -> None:
    views = Views(corpus, _asked(None, "township"))
    assert views.series.points["value"].notna().sum() > 20
    assert len(views.base.sentences) > 100
    assert views.trend.table["hits"].sum() > 10


@pytest.mark.parametrize("term", TERMS)
@pytest.mark.parametrize("copies", ["once", "raw"])
def test_the_sentences_of_a_term_are_those_of_the_concordance(
    term: str, copies: str, kept: Held
) -> None:
    views = Views(kept, _asked(None, "township", copies=copies))
    lines = 0
    for year in range(2017, 2025):
        plain = kwic(kept, views.base.between(year, year), question([term]), copies=copies)
        got = views.sentences_of(term, year)
        assert [(one.report_id, one.start, one.end) for one in got] == [
            (line.report_id, line.start, line.end) for line in plain
        ]
        turned = ["被否定" in one.about for one in got]
        assert turned == [line.negated for line in plain]
        lines += len(plain)
    assert lines


def test_the_findings_are_all_there_the_graver_first(corpus: wb.Corpus, kept: Held) -> None:
    views = Views(kept, _asked(None, "township"))
    rows = found(views, YEARS)
    every = corpus.findings.loc[corpus.findings["report_id"].isin(set(views.reports["report_id"]))]
    key = ["report_id", "n", "severity", "code"]
    _same(rows[key], every[key], ["report_id", "n"])
    assert rows["order"].is_monotonic_increasing
    sheet = findings(views, YEARS)
    assert sorted(sheet.data["message"]) == sorted(every["message"])


def test_passages_are_made_when_they_are_looked_at(kept: Held) -> None:
    views = Views(kept, _asked(None, "township"))
    code = views.having_problems.pipe(lambda rows: type_counts(kept, rows)).counts["type"].iloc[0]
    passages = items_of(views, code, YEARS)
    every = list(passages)
    assert len(every) == len(passages) > 3
    assert passages[0] == every[0] and passages[-1] == every[-1]
    assert list(passages[1:3]) == every[1:3]
    assert isinstance(every[0], Passage)
    with pytest.raises(IndexError):
        passages[len(passages)]


class Spy(Held):
    """Counts what is read."""

    reads: int = 0

    def _fresh(self, *given: Any) -> pd.DataFrame:
        Spy.reads += 1
        return super()._fresh(*given)


def test_going_back_to_a_view_reads_nothing(corpus: wb.Corpus) -> None:
    spy = Spy(corpus)
    seen = Seen(spy)
    first = seen.views(_asked(None, "township"))
    table = first.trend.table
    assert len(first.series.points)
    seen.views(_asked("990121", "township"))
    before = Spy.reads
    again = seen.views(_asked(None, "township"))
    assert again.trend.table.equals(table)
    assert again.series is first.series
    assert before and Spy.reads == before


@pytest.mark.parametrize("most", [0, 200_000])
def test_what_does_not_fit_is_read_again(most: int, corpus: wb.Corpus) -> None:
    tight = Held(corpus, most=most)
    for place in (None, "990121", None):
        got, want = (Views(one, _asked(place, "township")) for one in (tight, corpus))
        assert got.series.points.equals(want.series.points)
        assert got.trend.table.equals(want.trend.table)
        assert tight._shelf.bytes <= most


def test_a_table_that_was_handed_out_can_be_changed(kept: Held) -> None:
    mine = kept.read("reports", columns=["report_id", "year"])
    mine["year"] = 1
    assert (kept.read("reports", columns=["report_id", "year"])["year"] != 1).all()


@pytest.mark.parametrize("indicator", ["proactive_total", "requests_received", "no_such"])
@pytest.mark.parametrize("province", [None, "99"])
def test_codes_give_the_rows_that_the_corpus_gives(
    indicator: str, province: str | None, corpus: wb.Corpus
) -> None:
    around = corpus.only(province=province) if province else corpus
    where = pc.field("indicator") == indicator
    codes = coded(around, "figures", _COMPARED, "indicator")
    assert codes is not None
    want = around.read("figures", columns=_COMPARED, where=where)
    pd.testing.assert_frame_equal(codes.read(_COMPARED, where), want)
    assert len(want) or indicator == "no_such"


def test_nothing_narrow_is_held_as_codes(corpus: wb.Corpus) -> None:
    for narrow in (corpus.only(county="990121"), corpus.only(years=[2020])):
        assert coded(narrow, "figures", _COMPARED, "indicator") is None


def test_words_in_a_sample_say_so(corpus: wb.Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = Views(corpus, _asked(None, "township"))
    reports = whole.base.reports
    monkeypatch.setattr(base, "MOST_CHARACTERS", 300)
    views = Views(corpus, _asked(None, "township"))
    few = views.base.reports
    assert 0 < len(few) < len(reports)
    assert set(few["report_id"]) == set(reports["report_id"].sort_values().head(len(few)))
    said = f"随机抽取的 {len(few)} 份报告（有“存在的问题”的共 {len(reports)} 份）"
    assert said in views.sampled
    assert views.trend.table.groupby("term")["reports"].sum().eq(len(few)).all()
    every = Views(corpus, _asked(None, "township", every=True))
    assert every.sampled == "" and every.trend.table.equals(whole.trend.table)
    assert views.series.points.equals(whole.series.points)
    assert len(views.having_problems) == len(reports)


def test_a_county_is_never_a_sample(corpus: wb.Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(base, "MOST_CHARACTERS", 0)
    assert Views(corpus, _asked("990121", "township")).sampled == ""


def test_the_page_tells_of_the_sample(corpus: wb.Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(base, "MOST_CHARACTERS", 300)
    explorer = Explorer(corpus)
    said = explorer.views.sampled
    assert said and said in explorer.told.html
    assert said in explorer.charts.trend.besides.value
    explorer.tabs.tab.selected_index = 1
    assert said in explorer.tabs.panes[1].html
    explorer.controls.every.value = True
    assert "随机抽取" not in explorer.told.html + explorer.charts.trend.besides.value


def test_everywhere_is_a_choice_as_any_other(corpus: wb.Corpus) -> None:
    explorer = Explorer(corpus)
    assert explorer.place is None
    explorer.choose("990121")
    explorer.choose(None)
    assert explorer.place is None
    assert "全部地方" in explorer.told.html
    assert len(explorer.views.reports) > MOST


def test_choosing_what_is_shown_draws_nothing_anew(corpus: wb.Corpus) -> None:
    explorer = Explorer(corpus)
    shown = explorer.views
    explorer.choose(None)
    assert explorer.views is shown
    explorer.choose("990121")
    assert explorer.views is not shown


def test_a_code_of_no_place_is_told_and_changes_nothing(corpus: wb.Corpus) -> None:
    explorer = Explorer(corpus)
    explorer.choose("990121")
    explorer.choose("123456")
    assert explorer.place is not None and explorer.place.code == "990121"
    assert "没有找到这个地方：“123456”" in explorer.told.html


def test_of_very_many_reports_a_province_is_shown_and_told(
    corpus: wb.Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(controls, "MOST_REPORTS", 20)
    explorer = Explorer(corpus)
    assert explorer.place is not None and explorer.place.code == "990000"
    explorer.choose("990121")
    explorer.choose(None)
    assert explorer.place.code == "990000"
    assert "本库有 109 份报告，一次看一个省" in explorer.told.html


def test_the_code_of_words_in_a_sample_says_that_it_counts_all(
    corpus: wb.Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = _asked(None, "township")
    assert "抽样" not in words(Views(corpus, asked), YEARS).code
    monkeypatch.setattr(base, "MOST_CHARACTERS", 300)
    assert "# 逐份计数，不抽样\n" in words(Views(corpus, asked), YEARS).code
