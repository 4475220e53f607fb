"""Findings between reports: every rule with a case, and with a near miss that stays silent."""

from __future__ import annotations

from pathlib import Path
from typing import Any, ClassVar

import pytest

from tests.analysis.across.on_disk import codes, corpus_of
from tests.memory_corpus import Draft, township
from workbench.corpus.open import Corpus
from workbench.model import Form, Place

SLOW = "公开栏里的内容换得太慢，群众想看的往往看不到，看到的又多半过了时"
FEW = "经办公开的人手一直不够用，常常是一个人兼着好几样事情，忙不过来"
LONG = f"{SLOW}；{FEW}；去年定下的几件事也因为抽不出人来而拖到了年底才办"


def problems(draft: Draft, *texts: str, heading: str = "五、存在的主要问题") -> Draft:
    """``draft`` with a section of problems."""
    draft.section("problems", heading)
    for text in texts:
        draft.problem(text, "P02")
    return draft


def guan(year: int, *texts: str, **more: Any) -> Draft:
    return problems(Draft(township("关庄乡", "640522213", year), **more), *texts)


def lu(year: int, *texts: str) -> Draft:
    fields = {"county": "抚松县", "county_code": "220621", "prefecture": "白山市",
              "province": "吉林省"}  # fmt: skip
    return problems(Draft(township("露水河镇", "220621103", year, **fields)), *texts)


CASES: dict[str, tuple[list[Draft], list[tuple[str, int]]]] = {
    "X1: last year's problems word for word": (
        [guan(2017, SLOW, FEW), guan(2018, SLOW, FEW)], [("X1", 2018)],
    ),
    "X1: half of them": ([guan(2017, SLOW), guan(2018, SLOW, FEW)], [("X1", 2018)]),
    "X1: less than half": ([guan(2017, "公开的渠道还不够多样"), guan(2018, SLOW, FEW)], []),
    "X1: after a year without a report": (
        [guan(2016, SLOW, FEW), guan(2018, SLOW, FEW)], [("X1", 2018)],
    ),
    "X1: other words": ([guan(2017, SLOW), guan(2018, FEW)], []),
    "X3: a long passage of another unit, told in both": (
        [guan(2017, LONG), lu(2017, LONG)], [("X3", 2017), ("X3", 2017)],
    ),
    "X3: a short problem section that is another's whole": (
        [guan(2017, f"{SLOW}，来问的人也多了起来"), lu(2017, f"{SLOW}，来问的人也多了起来")],
        [("X3", 2017), ("X3", 2017)],
    ),
    "X3: a sentence that many would write": (
        [guan(2017, "公开内容还不够全面", FEW), lu(2017, "公开内容还不够全面", SLOW)], [],
    ),
    "X4: with the other unit's name left in": (
        [guan(2017, LONG.replace("群众", "露水河镇群众")), lu(2017, LONG)],
        [("X3", 2017), ("X4", 2017), ("X3", 2017)],
    ),
    "X5: two versions": ([guan(2017, SLOW), guan(2017, FEW)], [("X5", 2017), ("X5", 2017)]),
    "nothing in common": ([guan(2017, SLOW), lu(2017, FEW)], []),
}  # fmt: skip


@pytest.mark.parametrize(("drafts", "expected"), CASES.values(), ids=CASES)
def test_what_is_told(drafts: list[Draft], expected: list[tuple[str, int]], tmp_path: Path) -> None:
    assert sorted(codes(corpus_of(tmp_path, *drafts))) == sorted(expected)


def test_both_places_are_shown_and_quote_the_same_words(tmp_path: Path) -> None:
    corpus = corpus_of(tmp_path, guan(2017, LONG), lu(2017, LONG))
    texts = dict(zip(corpus.texts["sha256"], corpus.texts["text"], strict=True))
    for places in corpus.findings["places"]:
        quotes = [texts[p["source"]][p["start"] : p["end"]] for p in places]
        assert len(quotes) % 2 == 0
        assert quotes[::2] == quotes[1::2]
        assert sum(map(len, quotes[::2])) > 80


def test_the_wording_is_neutral_and_names_the_other_report(tmp_path: Path) -> None:
    corpus = corpus_of(tmp_path, guan(2017, LONG), lu(2018, LONG))
    (said,) = corpus.only(county="640522").findings["message"]
    assert "抚松县露水河镇人民政府2018年度报告相同" in said
    assert "模板" in said


class TestNames:
    """X4 where a report calls itself by another unit's name."""

    def told(self, tmp_path: Path, sentence: str) -> list[tuple[str, int]]:
        draft = Draft(township("关庄乡", "640522213", 2017))
        draft.section("preface", "海原县关庄乡2017年政府信息公开工作年度报告")
        draft.line(sentence)
        return codes(corpus_of(tmp_path, draft))

    SENTENCES: ClassVar = {
        "another township": ("现向社会公布露水河镇2017年政府信息公开工作年度报告，请监督。", True),
        "another county": ("现公布抚松县2017年政府信息公开年度报告如下。", True),
        "whom to call": ("如有疑问，请与抚松县露水河镇人民政府办公室联系，电话见页首。", True),
        "itself": ("现向社会公布关庄乡2017年政府信息公开工作年度报告，请监督。", False),
        "its county": ("海原县2017年政府信息公开工作年度报告由各乡的报告汇成，另行公布。", False),
        "its county's office": ("请与海原县人民政府办公室联系。", False),
        "a line of a list": ("露水河镇2017年政府信息公开工作年度报告", False),
        "the next page of a site": ("下一篇：露水河镇2017年政府信息公开工作年度报告 （图）", False),
        "no place": ("现向社会公布我单位2017年政府信息公开工作年度报告，请监督。", False),
    }  # fmt: skip

    @pytest.mark.parametrize(("sentence", "expected"), SENTENCES.values(), ids=SENTENCES)
    def test_names(self, sentence: str, expected: bool, tmp_path: Path) -> None:
        assert self.told(tmp_path, sentence) == ([("X4", 2017)] if expected else [])


class TestNumbers:
    """X2 and N13: this year's numbers beside last year's."""

    def year(self, year: int, form: Form, **cells: float | None) -> Draft:
        draft = Draft(township("关庄乡", "640522213", year), form=form)
        for key, value in cells.items():
            table, row, column = key.split("__")
            draft.cell(table, row, column, value)
        return draft

    def requests(self, year: int, over: float | None, forward: float | None) -> Draft:
        cells = {"requests__carried_over__total": over, "requests__carried_forward__total": forward}
        return self.year(year, Form.Y2019, **cells)

    def test_what_was_carried_forward_is_carried_over(self, tmp_path: Path) -> None:
        drafts = [self.requests(2019, 0, 3), self.requests(2020, 3, 0)]
        assert codes(corpus_of(tmp_path, *drafts)) == []

    @pytest.mark.fault(26)
    def test_another_number_is_told_in_both_reports(self, tmp_path: Path) -> None:
        drafts = [self.requests(2019, 0, 3), self.requests(2020, 2, 0)]
        corpus = corpus_of(tmp_path, *drafts)
        assert codes(corpus) == [("X2", 2019), ("X2", 2020)]
        assert set(corpus.findings["severity"]) == {"error"}
        message = corpus.findings["message"][0]
        assert "2020年度上年结转政府信息公开申请数量2" in message
        assert "应等于上年度结转下年度继续办理3" in message
        assert {len(places) for places in corpus.findings["places"]} == {2}

    @pytest.mark.parametrize("over", [None, 3.0], ids=["a blank", "two years apart"])
    def test_what_cannot_be_compared_is_not(self, over: float | None, tmp_path: Path) -> None:
        later = 2021 if over else 2020
        drafts = [self.requests(2019, 0, 2), self.requests(later, over, 0)]
        assert codes(corpus_of(tmp_path, *drafts)) == []

    def stock(self, year: int, issued: float, repealed: float, valid: float) -> Draft:
        of = "proactive__normative_documents__"
        values = {"issued": issued, "repealed": repealed, "valid": valid}
        return self.year(year, Form.Y2021, **{of + key: value for key, value in values.items()})

    def test_stock_and_flow_are_a_warning(self, tmp_path: Path) -> None:
        corpus = corpus_of(tmp_path, self.stock(2021, 1, 0, 5), self.stock(2022, 2, 1, 7))
        assert codes(corpus) == [("X2", 2021), ("X2", 2022)]
        assert set(corpus.findings["severity"]) == {"warning"}
        good = [self.stock(2021, 1, 0, 5), self.stock(2022, 2, 1, 6)]
        assert codes(corpus_of(tmp_path / "good", *good)) == []

    def test_numbers_that_are_all_last_years_are_a_hint(self, tmp_path: Path) -> None:
        cells = {
            f"requests__{row}__total": n for n, row in enumerate(("new", "granted", "total"), 4)
        }
        cells |= {"requests__petition__total": 0, "requests__repeated__total": 0}
        same = [self.year(year, Form.Y2019, **cells) for year in (2019, 2020)]
        corpus = corpus_of(tmp_path, *same)
        assert codes(corpus) == [("N13", 2020)]
        assert set(corpus.findings["severity"]) == {"hint"}
        other = self.year(2020, Form.Y2019, **{**cells, "requests__new__total": 9})
        assert codes(corpus_of(tmp_path / "other", same[0], other)) == []

    def test_zeros_alone_are_no_hint(self, tmp_path: Path) -> None:
        cells = {f"requests__{row}__total": 0.0 for row in ("new", "granted", "total", "petition")}
        same = [self.year(year, Form.Y2019, **cells) for year in (2019, 2020)]
        assert codes(corpus_of(tmp_path, *same)) == []


class TestSolved:
    """X6: a problem that was said to be solved is named again."""

    def draft(self, year: int, said: str, *texts: str) -> Draft:
        draft = Draft(township("关庄乡", "640522213", year)).section("overview", "一、总体情况")
        draft.line(said)
        return problems(draft, *texts)

    def test_it_returns(self, tmp_path: Path) -> None:
        corpus = corpus_of(
            tmp_path,
            self.draft(2016, "平稳。", "信息更新不及时", "公开渠道单一"),
            self.draft(2017, "针对去年信息更新不及时的问题，已整改到位。", "公开渠道比较单一"),
            self.draft(2018, "平稳。", "栏目信息更新不够及时"),
        )
        told = [code for code in codes(corpus) if code[0] == "X6"]
        assert told == [("X6", 2018)]
        row = corpus.findings.loc[corpus.findings["code"].eq("X6")].iloc[0]
        assert row["message"].startswith("2017年度报告写明已解决的“信息更新不及时”")
        assert len(row["places"]) == 3

    def test_it_is_named_in_the_same_report(self, tmp_path: Path) -> None:
        corpus = corpus_of(
            tmp_path,
            self.draft(2016, "平稳。", "信息更新不及时"),
            self.draft(2017, "上年度存在的问题已全部整改到位。", "信息更新仍不够及时"),
        )
        assert ("X6", 2017) in codes(corpus)

    @pytest.mark.parametrize(
        "said",
        [
            "针对去年信息更新不及时的问题，将逐步解决。",
            "针对去年人员不足的问题，已配齐人员。",
            "平稳。",
        ],
        ids=["a promise", "another problem", "nothing"],
    )
    def test_what_was_not_said_to_be_solved_may_return(self, said: str, tmp_path: Path) -> None:
        corpus = corpus_of(
            tmp_path,
            self.draft(2016, "平稳。", "信息更新不及时", "公开渠道单一"),
            self.draft(2017, said, "公开渠道比较单一"),
            self.draft(2018, "平稳。", "栏目信息更新不够及时"),
        )
        assert "X6" not in {code for code, _ in codes(corpus)}
        states = corpus.ledger["state"].tolist()
        assert "returned" in states


class TestAnew:
    """What did not change is not made again, and what is made again is the same."""

    def corpora(self, tmp_path: Path, *later: Draft) -> tuple[Corpus, Corpus]:
        first = [guan(2017, LONG), guan(2018, LONG), lu(2017, FEW)]
        before = corpus_of(tmp_path, *first)
        return before, corpus_of(tmp_path, *(later or first), old=before.catalogue)

    def test_nothing_changed(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        first = [guan(2017, LONG), lu(2017, LONG)]
        before = corpus_of(tmp_path, *first)

        def never(*given: object) -> None:
            raise AssertionError("made again")

        monkeypatch.setattr("workbench.analysis.across.making.copied", never)
        monkeypatch.setattr("workbench.analysis.across.making.own_years", never)
        again = corpus_of(tmp_path, *first, old=before.catalogue)
        assert again.catalogue == before.catalogue

    def test_a_province_that_stands_is_not_read_again(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        before, after = self.corpora(tmp_path, guan(2017, LONG), guan(2018, LONG), lu(2017, LONG))
        parts = (before.catalogue.parts, after.catalogue.parts)
        for table in ("passages", "ledger"):
            assert parts[0][table]["64"] == parts[1][table]["64"]
            assert parts[0][table]["22"] != parts[1][table]["22"]
        fresh = corpus_of(tmp_path / "fresh", guan(2017, LONG), guan(2018, LONG), lu(2017, LONG))
        assert fresh.catalogue == after.catalogue

    def test_a_corpus_of_nothing(self, tmp_path: Path) -> None:
        corpus = corpus_of(tmp_path)
        assert len(corpus.findings) == len(corpus.copies) == len(corpus.runs) == 0


def test_a_place_is_a_passage_of_its_report() -> None:
    assert Place("a" * 64, 0, 4).end == 4
