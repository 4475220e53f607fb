"""The ledger between reports: every report has an outcome of every check, with its reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.analysis.across.on_disk import corpus_of
from tests.analysis.across.test_between import FEW, LONG, SLOW, guan, lu, problems
from tests.memory_corpus import Draft, township
from workbench.corpus.open import Corpus
from workbench.model import Form
from workbench.reference.checks import checks

BETWEEN = {code for code in checks() if code[0] == "X"} | {"N13"}


def outcome(corpus: Corpus, code: str, year: int) -> tuple[str, str]:
    """The verdict and the message of ``code`` in the report of ``year``, which has but one."""
    rows = corpus.checks
    (row,) = rows.loc[rows["code"].eq(code) & rows["report_year"].eq(year)].to_dict("records")
    return row["verdict"], row["message"]


def numbers(year: int, *values: float) -> Draft:
    draft = Draft(township("关庄乡", "640522213", year), form=Form.Y2019)
    rows = ("new", "carried_over", "granted", "total", "carried_forward", "petition")
    for row, value in zip(rows, values, strict=True):
        draft.cell("requests", row, "total", value)
    return draft


def nobody() -> Draft:
    return problems(Draft(township("某乡", None, None)), SLOW)


CASES: dict[str, tuple[list[Draft], int, str, str, str]] = {
    "X1 agrees": ([guan(2017, SLOW), guan(2018, FEW)], 2018, "X1", "agrees", "没有大段相同"),
    "X1 in the first year": ([guan(2017, SLOW)], 2017, "X1", "cannot_be_checked", "没有本单位往年的报告"),
    "X1 without problems": ([guan(2017, SLOW), guan(2018)], 2018, "X1", "cannot_be_checked", "没有读到问题部分"),
    "X1 contradicts": ([guan(2017, SLOW, FEW), guan(2018, SLOW, FEW)], 2018, "X1", "contradicts", "2017年度"),
    "X2 agrees": ([numbers(2019, 2, 0, 1, 1, 1, 0), numbers(2020, 2, 1, 3, 3, 0, 0)], 2020, "X2", "agrees", "1个等式成立"),
    "X2 in the first year": ([numbers(2019, 2, 0, 1, 1, 1, 0)], 2019, "X2", "cannot_be_checked", "本单位上年的报告"),
    "X2 without cells": ([guan(2019, SLOW), guan(2020, FEW)], 2020, "X2", "cannot_be_checked", "没有足够的数字"),
    "X3 agrees": ([guan(2017, SLOW), lu(2018, FEW)], 2017, "X3", "agrees", "未见与其他单位相同"),
    "X3 alone": ([guan(2017, SLOW)], 2017, "X3", "cannot_be_checked", "没有其他单位的报告"),
    "X3 without words": ([guan(2017), lu(2018, FEW)], 2017, "X3", "cannot_be_checked", "没有读到本单位自己的文字"),
    "X3 contradicts": ([guan(2017, LONG), lu(2018, LONG)], 2017, "X3", "contradicts", "露水河镇"),
    "X4 agrees": ([guan(2017, SLOW)], 2017, "X4", "agrees", "未见"),
    "X5 agrees": ([guan(2017, SLOW)], 2017, "X5", "agrees", "只收有这一个文件"),
    "X6 agrees": ([guan(2017, SLOW), guan(2018, FEW)], 2018, "X6", "agrees", "未见"),
    "X6 in the first year": ([guan(2017, SLOW)], 2017, "X6", "cannot_be_checked", "没有本单位往年的报告"),
    "N13 agrees": ([numbers(2019, 2, 1, 1, 1, 1, 3), numbers(2020, 2, 1, 3, 3, 0, 1)], 2020, "N13", "agrees", "6个数字有变化"),
    "N13 without numbers": ([guan(2019, SLOW), guan(2020, FEW)], 2020, "N13", "cannot_be_checked", "没有足够的数字"),
    "N13 of zeros": ([numbers(2019, *[0] * 6), numbers(2020, *[0] * 6)], 2020, "N13", "cannot_be_checked", "没有足够的数字"),
}  # fmt: skip


@pytest.mark.parametrize(
    ("drafts", "year", "code", "verdict", "said"), CASES.values(), ids=list(CASES)
)
def test_an_outcome(
    drafts: list[Draft], year: int, code: str, verdict: str, said: str, tmp_path: Path
) -> None:
    told = outcome(corpus_of(tmp_path, *drafts), code, year)
    assert told[0] == verdict and said in told[1], told


def test_every_report_has_an_outcome_of_every_check_between_reports(tmp_path: Path) -> None:
    drafts = [guan(2017, LONG), guan(2018, LONG), guan(2018, FEW), lu(2017, LONG), nobody()]
    corpus = corpus_of(tmp_path, *drafts)
    held = corpus.checks.groupby("report_id")["code"].agg(set)
    assert len(held) == len(drafts)
    assert all(codes >= BETWEEN for codes in held)
    assert not corpus.checks["message"].str.contains(r"[{}]").any()
    assert not corpus.checks.duplicated(["report_id", "n"]).any()


def test_findings_are_the_part_of_the_ledger_that_does_not_agree(tmp_path: Path) -> None:
    corpus = corpus_of(tmp_path, guan(2017, LONG), guan(2018, LONG), lu(2017, LONG))
    key = ["report_id", "code", "message"]
    told = corpus.checks.loc[corpus.checks["verdict"].isin(["contradicts", "scope_differs"]), key]
    found = corpus.findings[key]
    assert sorted(told.values.tolist()) == sorted(found.values.tolist())
    assert set(corpus.findings["verdict"]) == {"contradicts"}
