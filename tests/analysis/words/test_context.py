"""The sentence behind a term, and what is said together."""

from __future__ import annotations

import pytest
from memory_corpus import HAIYUAN, Draft, MemoryCorpus, corpus_of, township

from workbench.analysis.words.cooccurrence import pairs, types_and_terms
from workbench.analysis.words.kwic import kwic
from workbench.analysis.words.queries import question
from workbench.analysis.words.statements import statements
from workbench.analysis.words.trends import trend
from workbench.errors import WorkbenchError


def _draft(name: str, year: int, *problems: tuple[str, ...], code: str = "640522201") -> Draft:
    draft = Draft(township(name, code, year)).section("problems", "存在的主要问题")
    for text, *types in problems:
        draft.problem(text, *types)
    return draft


def _corpus() -> MemoryCorpus:
    return corpus_of(
        _draft(
            "关庄乡",
            2017,
            ("公开渠道　单一。群众所关心的栏目更新还不够\n及时", "P03", "P02"),
            ("培训不足", "P08"),
        ),
        _draft("关庄乡", 2018, ("公开渠道单一", "P03"), ("分工不够明确，渠道少", "P03")),
        _draft("高崖乡", 2018, ("公开渠道单一", "P03"), code="640522202"),
        _draft("高崖乡", 2019, ("没有发现问题",), code="640522202"),
    )


def test_a_line_leads_to_its_sentence_as_it_was_published() -> None:
    corpus = _corpus()
    texts = dict(corpus.texts[["report_id", "text"]].itertuples(index=False, name=None))
    lines = kwic(corpus, statements(corpus), "渠道、不及时", copies="raw")
    assert len(lines) == 5
    for line in lines:
        text = texts[line.report_id]
        assert text[line.start : line.end] == line.word
        assert text[line.sentence_start : line.sentence_end] == line.before + line.word + line.after
    broken = next(line for line in lines if line.term == "不及时")
    assert (broken.word, broken.before) == ("不够\n及时", "群众所关心的栏目更新还")
    assert (broken.unit_name, broken.year) == ("关庄乡", 2017)


def test_the_newest_come_first_and_copies_once() -> None:
    corpus = _corpus()
    lines = kwic(corpus, statements(corpus), "渠道")
    assert [(line.year, line.copies) for line in lines] == [(2018, 3), (2018, 1)]
    assert len(kwic(corpus, statements(corpus), "渠道", limit=1)) == 1
    oldest = kwic(corpus, statements(corpus), "渠道", newest_first=False)
    assert oldest[0].year == 2017


def test_negated_ones_are_marked() -> None:
    corpus = _corpus()
    (line,) = kwic(corpus, statements(corpus), "明确")
    assert line.negated
    rows = trend(corpus, "明确").of("明确").set_index("year")
    assert rows.loc[2018, ["hits", "negated"]].tolist() == [0, 1]


def test_types_with_terms() -> None:
    corpus = _corpus()
    base = statements(corpus)
    found = types_and_terms(corpus, base, question("渠道"), copies="raw").set_index("type")
    assert found[["items", "both"]].T.to_dict("list") == {
        "P02": [1, 1], "P03": [4, 4], "P08": [1, 0],
    }  # fmt: skip
    assert found["few"].all()
    once = types_and_terms(corpus, base, question("渠道")).set_index("type")
    assert once.loc["P03", "items"] == 3


def _many(count: int) -> MemoryCorpus:
    drafts = []
    for number in range(count):
        said = "人手紧缺，设备老化" if number < 12 else "档案缺漏"
        text = f"{'甲乙丙丁'[number // 10]}组{'甲乙丙丁戊己庚辛壬癸'[number % 10]}队{said}"
        drafts.append(_draft(f"例{number}镇", 2018, (text,), code=f"64052{number:04d}"))
    return corpus_of(*drafts)


def test_words_that_stand_together() -> None:
    found = pairs(statements(_many(36)), words=["设备"])
    row = found.loc[found["one"].eq("设备") | found["other"].eq("设备")].iloc[0]
    assert {"设备"} < {row["one"], row["other"]} | {"设备", "老化"}
    assert (row["sentences"], row["n"]) == (12, 36)
    assert row["expected"] == pytest.approx(4)
    assert row["lift"] == pytest.approx(3)


def test_of_few_sentences_no_pair_is_told() -> None:
    assert pairs(statements(_many(29))).empty


def test_a_section_without_a_problem_counts_in_the_base() -> None:
    rows = trend(_corpus(), "渠道", copies="raw").of("渠道").set_index("year")
    assert rows.loc[2019, ["n", "hits", "share"]].tolist() == [1, 0, 0.0]


def test_a_year_without_any_text_has_no_share() -> None:
    corpus = corpus_of(_draft("关庄乡", 2017))
    row = trend(corpus, "渠道").of("渠道").iloc[0]
    assert (row["n"], row["hits"], row["reports"]) == (0, 0, 1)
    assert str(row["share"]) == str(row["per_10000"]) == "nan"


def test_statutory_words_and_headings_are_no_words_of_the_problem() -> None:
    corpus = corpus_of(
        Draft(township("关庄乡", "640522201", 2019))
        .section("problems", "五、存在的主要问题及改进情况")
        .problem("对《条例》学习不深，未做到公开为常态、不公开为例外"),
    )
    for part in ("problems", "section"):
        found = trend(corpus, "不公开、改进、常态、学习", part=part).table.set_index("term")
        assert found["hits"].to_dict() == {"不公开": 0, "改进": 0, "常态": 0, "学习": 1}, part
    whole = "对《条例》学习不深,未做到公开为常态、不公开为例外"
    gone = len("《条例》公开为常态、不公开为例外")
    assert found["characters"].iloc[0] >= len(whole) - gone
    base = statements(corpus)
    assert base.sentences["characters"].tolist() == [len(whole) - gone]


def test_levels_places_and_years_are_kept_apart() -> None:
    county = Draft({**township("", "640522", 2018), "level": "county", "township": None})
    corpus = corpus_of(
        _draft("关庄乡", 2018, ("公开渠道单一",)),
        _draft("关庄乡", 2020, ("公开渠道单一",)),
        Draft(township("例镇", "630223100", 2018, county="互助县", county_code="630223"))
        .section("problems", "存在的问题").problem("渠道少"),
        county.section("problems", "存在的问题").problem("县级渠道少"),
    )  # fmt: skip
    assert trend(corpus, "渠道").table["n"].tolist() == [2, 1]
    assert trend(corpus, "渠道", place=HAIYUAN["county_code"]).table["n"].tolist() == [1, 1]
    assert trend(corpus, "渠道", place="63").table["n"].tolist() == [1]
    assert trend(corpus, "渠道", level="county").table["n"].tolist() == [1]
    assert trend(corpus, "渠道", level=None).table["n"].tolist() == [3, 1]
    assert trend(corpus, "渠道", first=2019).table["year"].tolist() == [2020]
    assert trend(corpus, "渠道", last=2019).table["year"].tolist() == [2018]
    assert trend(corpus, "渠道", balanced=True).table["reports"].tolist() == [1, 1]


REFUSED = {
    "part": ({"part": "plan"}, "no part 'plan'"),
    "level": ({"level": "village"}, "no level 'village'"),
    "copies": ({"copies": "twice"}, "copies is one of"),
    "by": ({"by": ("month",)}, "by is of"),
}


@pytest.mark.parametrize(("given", "told"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_counted_is_refused(given: dict[str, object], told: str) -> None:
    with pytest.raises(WorkbenchError, match=told):
        trend(_corpus(), "渠道", **given)  # type: ignore[arg-type]
