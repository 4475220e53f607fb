"""What the findings say: one calm line with the figures, resting on both places."""

from __future__ import annotations

import re

import pytest
from check_cases import (
    GOVERNMENT,
    NEW,
    OLD,
    Change,
    both,
    cell,
    clean,
    findings,
    ledger,
    messages,
    numbers_of,
    parsed,
    say,
    swap,
)

from workbench.checking import RULES
from workbench.model import Verdict
from workbench.reference.checks import checks

SAID = [
    ("one cell explains every failure", "N1", cell("（一）予以公开", 0, "19"),
     "“予以公开”的“自然人”若为9，2个等式都成立；该表各格都已读清，更可能是原文如此"),
    ("one cell alone can explain one failure", "N1", swap(r"(?m)^(?:[0-9]+\t){4}[0-9]+((?:\t[0-9]+){10})$", "10\t1\t0\t0\t0\\1", pattern=True),
     "“行政复议”的“总计”若为11，等式成立；"),
    ("two cells of a row are exchanged", "N1", numbers_of("没有现成信息", lambda n: [n[1], n[0], *n[2:]]),
     "“没有现成信息需要另行制作”的“自然人”与“商业企业”两格若互换"),
    ("a shifted row is told once for each identity", "N1", numbers_of("（一）予以公开", lambda n: ["0", *n[:-1]]),
     "也不相等"),
    ("blank is read as 0, and the message says so", "N1", both(cell("（一）予以公开", 0, "19"), cell("（一）予以公开", 1, "")),
     "（空白按0计）"),
    ("a damaged table may be our reading", "N1", both(cell("（一）予以公开", 0, "19"), cell("2.重复申请", 0, "1?")),
     "该表有1格没有读清，可能是读取所致"),
    ("both sides", "N2", swap(r"申请[0-9]+件", "申请99件", pattern=True),
     "收到申请数：正文“我县共收到政府信息公开申请99件”，表格27。"),
    ("the first item", "N2", swap("均按", "均按"), "表格27（第一项）。"),
    ("the first and the second item", "N2", swap(r"申请[0-9]+件", "申请28件", pattern=True), "表格27+1=28（第一项加第二项）。"),
    ("documents that were filed", "N2", say("报送备案规范性文件34件。"), "（备案数），表格0，口径不同。"),
    ("a percentage", "N5", say("全年答复来信20件，较上年的10件增长50%。"), "文中写“增长50%”，按20与10计算为100.00%。"),
    ("a percentage of an increase", "N5", say("全年答复来信20件，同比增加10件，增长100%。"), "按20与10计算为100.00%"),
    ("a percentage of a change from", "N5", say("来信由上年的10件增加到20件，增长90%。"), "文中写“增长90%”，按20与10计算为100.00%。"),
    ("an attribute of documents", "N8", say("依申请公开政府信息129条。"), "收到的申请数为27"),
    ("a deadline", "T1", swap("2023年2月25日", "2023年6月25日"), "2023-06-25公布，晚于期限2023-03-31（2019年《条例》第四十九条）。"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("code", "change", "said"), [case[1:] for case in SAID], ids=[case[0] for case in SAID]
)
def test_what_is_said(code: str, change: Change, said: str) -> None:
    text = clean(NEW, GOVERNMENT)
    text = text if said == "表格27（第一项）。" else change(text)
    assert any(said in message for message in messages(text, code)), messages(text, code)


def test_a_shifted_row_is_not_told_forty_times() -> None:
    shifted = numbers_of("（一）予以公开", lambda n: ["0", *n[:-1]])
    found = [f for f in findings(ledger(shifted(clean(NEW, GOVERNMENT)))) if f.code == "N1"]
    assert 0 < len(found) <= 3


def test_two_identities_in_different_tables_are_two_findings() -> None:
    change = both(cell("（一）予以公开", 0, "19"), cell("1\t0\t1\t0\t2", 4, "3"))
    found = [f for f in findings(ledger(change(clean(NEW, GOVERNMENT)))) if f.code == "N1"]
    assert [re.search("I[0-9]+", f.message)[0] for f in found] == ["I2", "I6"]  # type: ignore[index]


def test_an_area_against_the_unit_differs_in_scope() -> None:
    text = swap(
        "2022年，我县共收到政府信息公开申请27件", "2022年，全县各单位共收到政府信息公开申请99件"
    )(clean(NEW, GOVERNMENT))
    found = {f.code: f for f in findings(ledger(text))}
    assert found["N2"].verdict is Verdict.SCOPE_DIFFERS
    assert "全域数" in found["N2"].message


@pytest.mark.parametrize("year", [2012, OLD, 2020, NEW])
@pytest.mark.parametrize("unit", [GOVERNMENT, 3])
def test_every_check_has_an_outcome_that_can_be_printed(year: int, unit: int) -> None:
    text = clean(year, unit)
    outcomes = ledger(text)
    assert {outcome.code for outcome in outcomes} == set(RULES)
    for outcome in outcomes:
        assert re.fullmatch(r"[^\n\t{}]+[。）]", outcome.message), outcome
        assert all(0 <= p.start < p.end <= len(text) for p in outcome.spans), outcome


def test_the_ledger_stands_in_the_order_of_the_codes() -> None:
    order = list(checks())
    codes = [outcome.code for outcome in ledger(clean(NEW))]
    assert codes == sorted(codes, key=order.index)


def test_comparisons_rest_on_both_sides() -> None:
    text = swap(r"申请[0-9]+件", "申请99件", pattern=True)(clean(NEW, GOVERNMENT))
    (finding,) = [f for f in findings(ledger(text)) if f.code == "N2"]
    assert [text[p.start : p.end] for p in finding.spans] == [
        "我县共收到政府信息公开申请99件",
        "27",
    ]


def test_a_level_that_is_not_sure_has_no_deadline_after_2018() -> None:
    from dataclasses import replace

    from workbench.checking import check

    said = {}
    for year, day in ((NEW, "2023年6月25日"), (OLD, "2018年6月25日")):
        text = swap(r"[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日\s*$", day, pattern=True)(
            clean(year, GOVERNMENT)
        )
        report = parsed(text)
        doubtful = replace(report, identity=replace(report.identity, uncertain=("level",)))
        (said[year],) = (o.verdict for o in check(doubtful, text) if o.code == "T1")
    assert said == {NEW: Verdict.CANNOT_BE_CHECKED, OLD: Verdict.CONTRADICTS}


def test_a_year_that_is_not_sure_is_judged_by_nothing() -> None:
    from dataclasses import replace

    from workbench.checking import check

    text = clean(NEW)
    report = parsed(text)
    doubtful = replace(report, identity=replace(report.identity, uncertain=("year",)))
    open_ = {o.code for o in check(doubtful, text) if o.verdict is Verdict.CANNOT_BE_CHECKED}
    assert {"S1", "S4", "S5", "S6", "S9", "T1", "T2", "T3", "T4", "T5"} <= open_
