"""What looks like the thing that a check looks for and is none: every rule stays silent."""

from __future__ import annotations

import re

import pytest
from check_cases import (
    DEPARTMENT,
    GOVERNMENT,
    NEW,
    OLD,
    Change,
    NearMiss,
    both,
    cell,
    clean,
    codes,
    row_gone,
    say,
    swap,
)

from workbench.checking import RULES

TOTAL = r"主动公开(?:各类)?政府信息[0-9]+条"


def parts(words: str) -> Change:
    """A total of 40 with ``words`` behind it."""
    return swap(rf"{TOTAL}。[^\n]*", f"主动公开政府信息40条{words}", pattern=True)


def upto(sentence: str) -> Change:
    """The text ends right behind ``sentence``: a stored opening of a page."""
    return lambda text: text[: text.index(sentence) + len(sentence)]


def only_totals(text: str) -> str:
    """The applicants' columns of table three are left blank."""
    return re.sub(r"\t(?:[0-9]+\t){6}(?=[0-9]+\n)", "\t" * 7, text)


def zeros(text: str) -> str:
    """Every number of the tables is 0."""
    return re.sub(r"\t[0-9.]+(?=\t|\n)", "\t0", text)


NEAR_MISSES = [
    NearMiss("S1", "an item of the old form under another heading", OLD, swap("五、政府信息公开的收费及减免情况", "五、监督情况")),
    NearMiss("S1", "the text is cut off after its first sections", NEW, upto("二、主动公开政府信息情况")),
    NearMiss("S1", "problems in a report without headings", 2012, swap(r"\n[一二三四五六七八]、[^\n]+\n", r"\n", pattern=True, every=True)),
    NearMiss("S2", "a section that says only 无", NEW, swap(r"(六、[^\n]+\n\n)[^\n]+\n", r"\1无。\n", pattern=True)),
    NearMiss("S2", "a last heading at which the text is cut off", 2012, upto("五、因政府信息公开申请行政复议、提起行政诉讼的情况")),
    NearMiss("S3", "problems that cannot be told one by one", NEW, swap(r"(五、[^\n]+\n\n)[^\n]*一是[^\n]*\n", r"\1公开不够及时。\n", pattern=True)),
    NearMiss("S4", "a table that was left blank", NEW, swap("0\t0\t0\t0\t0\t0\t0", "\t\t\t\t\t\t")),
    NearMiss("S4", "the text is cut off in a table", NEW, upto("行政强制")),
    NearMiss("S4", "half of a table's rows were not read", NEW, both(*(row_gone(f"{n}.") for n in (1, 2, 3, 4)))),
    NearMiss("S5", "the form of the year, with a date of another", NEW, swap("2023年1月19日", "2024年1月19日")),
    NearMiss("S6", "the notice in force", NEW, swap("《条例》", "《条例》（国办公开办函〔2021〕30号）")),
    NearMiss("S6", "the old number beside the new", NEW, swap("《条例》", "《条例》（2007年国务院令第492号公布，国务院令第711号修订）")),
    NearMiss("S7", "an annual report on work", NEW, swap("政府信息公开年度报告", "政府信息公开年度工作报告")),
    NearMiss("S7", "the year in brackets behind the title", NEW, swap(r"^([^\n]*)2022年度([^\n]*报告)", r"\1\2（2022年）", pattern=True)),
    NearMiss("S8", "the text is cut off behind a number", 2012, both(swap("所列数据", "本报告由八个部分组成，所列数据"), swap(r"五、[^\n]+\n[\s\S]*", "五、复议诉讼情况\n全年受理咨询5件，投诉23", pattern=True))),
    NearMiss("S8", "six parts said", NEW, swap("现将", "本报告由六个部分组成，现将")),
    NearMiss("S8", "parts of something else", NEW, swap("现将", "公开目录分为七大部分。现将")),
    NearMiss("S9", "a department", NEW, swap(r"[^。\n]*(?:考核|评议)[^\n]*", "。", pattern=True), DEPARTMENT),
    NearMiss("S10", "a street number with XXX", NEW, swap("我镇", "（某路XXX号）我镇")),
    NearMiss("S10", "件 as a noun", NEW, say("未收到依申请公开件。")),
    NearMiss("S11", "spaces inside a label", NEW, swap("社会公益组织", "社会 公益 组织")),
    NearMiss("N1", "only the last column is filled", NEW, only_totals, GOVERNMENT),
    NearMiss("N1", "blank cells", NEW, swap("0\t0\t0\t0\t0\t0\t0", "\t\t\t\t\t\t")),
    NearMiss("N2", "new and carried over together", NEW, swap(r"申请[0-9]+件", "申请28件", pattern=True), GOVERNMENT),
    NearMiss("N2", "last year's number beside this year's", NEW, say("全年收到来信5件，2021年为9件。")),
    NearMiss("N3", "an open list", 2012, parts("，其中：工作动态1条、政策文件2条、财政信息3条等。")),
    NearMiss("N3", "two kinds out of many", 2012, parts("，其中工作动态11条，政策文件2条。")),
    NearMiss("N3", "channels that overlap", 2012, parts("，其中政府网站40条，政务微信30条，公开栏9条。")),
    NearMiss("N3", "labels with a comma of their own", 2012, parts("，其中：人口、计划生育30条；其他10条。")),
    NearMiss("N3", "units that are mixed", 2012, parts("，包括公文10件、动态20条、公报10期。")),
    NearMiss("N3", "a list in brackets", 2012, parts("（其中动态39条，预算1条）；在公开栏公开145条。")),
    NearMiss("N4", "the outcomes of all requests behind those carried over", 2012, parts("。新收公开申请27件，上年结转申请1件。其中，予以公开20件，部分公开8件。")),
    NearMiss("N4", "a list behind a row of channels", 2012, parts("。政府网站公开20条，公开栏公开18条，其他方式公开2条。其中，工作动态30条，政策文件10条。")),
    NearMiss("N4", "a part as large as its whole", 2012, parts("，其中工作动态40条，政策文件0条。")),
    NearMiss("N5", "a right percentage", NEW, say("全年答复来信21件，较上年的9件增长133.3%。")),
    NearMiss("N5", "percentage points", NEW, say("办结率为95%，较上年的90%提高5个百分点。")),
    NearMiss("N5", "a number that is rounded", NEW, say("全年答复来信约130件，较上年的83件增长57%。")),
    NearMiss("N5", "another number of the sentence", NEW, say("全年收到来信17件，办结15件，较上年20件下降15%。")),
    NearMiss("N5", "a share that was rounded up", 2012, parts("。其中工作动态类13条，占33%；政策文件类27条，占67%。")),
    NearMiss("N6", "an amount of 0 without a unit", 2019, both(swap("采购总金额（单位：万元）", "采购总金额"), swap(r"(政府集中采购\t[0-9]+\t)[0-9.]+", r"\g<1>0", pattern=True))),
    NearMiss("N6", "the same digits for another purpose", NEW, say("公用经费支出24.76元。"), GOVERNMENT),
    NearMiss("N7", "no rules", NEW, cell("规章\t", 0, "0")),
    NearMiss("N8", "requests received, in the words of documents", NEW, swap(r"[^。\n]*申请[0-9]+件[^。\n]*。", "2022年受理依申请公开政府信息27条。", pattern=True), GOVERNMENT),
    NearMiss("N9", "one number that is not 0", NEW, cell("行政许可", 0, "1")),
    NearMiss("N10", "none by one way, some by another", NEW, swap("均按期答复", "未收到信函申请，均按期答复"), GOVERNMENT),
    NearMiss("N12", "a notice is told of", NEW, swap(r"按照《政府信息公开信息处理费管理办法》[^\n]*", "发出收费通知1件。", pattern=True), GOVERNMENT),
    NearMiss("T1", "the last day", NEW, swap("2023年2月25日", "2023年3月31日"), GOVERNMENT),
    NearMiss("T1", "a township in June", NEW, swap("2023年1月19日", "2023年6月19日")),
    NearMiss("T1", "a page moved years later", NEW, swap("2023年2月25日", "2025年6月25日"), GOVERNMENT),
    NearMiss("T2", "a school year", 2012, lambda text: text.replace("2012年1月1日至12月31日", "2011年9月1日至2012年8月31日")),
    NearMiss("T2", "the first year of the Regulation", 2012, lambda text: text.replace("2012年1月1日", "2008年5月1日").replace("2012", "2008").replace("2013", "2009")),
    NearMiss("T3", "signed on the last day of the year", NEW, swap("2023年1月19日", "2022年12月31日")),
    NearMiss("T4", "a comparison with another year", NEW, say("与2021年我镇主动公开信息相比略有增加。")),
    NearMiss("T4", "what was carried over", NEW, say("2021年我镇收到申请1件，结转至本年答复。")),
    NearMiss("T4", "a plan", NEW, say("2023年我镇将主动公开信息。")),
    NearMiss("T5", "the plan looks back first", NEW, swap("2023年，我镇将", "针对2022年存在的问题，2023年，我镇将")),
]  # fmt: skip

PROBLEMS = r"(五、[^\n]+\n\n)[^\n]*一是[^\n]*\n\n[^\n]*\n"
#: Hints are listed apart: what they look for, and what comes near it.
HINTS = [
    ("Q1", "a section of a few words", swap(PROBLEMS, r"\1公开不够及时。\n", pattern=True), True),
    ("Q1", "a section of usual length", swap("一是", "一是公开不够及时。二是"), False),
    ("Q2", "nothing concrete", swap(r"一是[^\n]*", "一是工作不够深入。二是认识不到位。", pattern=True), True),
    ("Q2", "a column is named", swap("一是", "一是“政策解读”栏目2个月没有更新。二是"), False),
    ("Q3", "no measure for a problem", swap(r"(2023年，[^\n]*?)一是[^\n]*", r"\1一是加强培训。", pattern=True), True),
    ("Q3", "a measure for each", swap(PROBLEMS, r"\1一是培训不够。\n\n一是加强培训。\n", pattern=True), False),
    ("Q4", "nothing on last year", swap("一是", "一是公开不够及时。二是"), True),
    ("Q4", "last year's problems solved", swap("一是", "上年存在的问题已逐项整改。一是"), False),
    ("Q5", "others are spoken of", swap("一是", "一是各级政府部门重视不够。二是"), True),
    ("Q5", "the unit itself", swap("一是", "一是我镇重视不够。二是"), False),
    ("N9", "every number is 0", zeros, True),
]  # fmt: skip


@pytest.mark.parametrize("case", NEAR_MISSES, ids=lambda case: f"{case.code}: {case.name}")
def test_a_near_miss_stays_silent(case: NearMiss) -> None:
    assert codes(case.change(clean(case.year, case.unit))) == set()


def test_every_rule_has_a_near_miss() -> None:
    tried = {case.code for case in NEAR_MISSES} | {code for code, *_, told in HINTS if not told}
    assert set(RULES) == tried


@pytest.mark.parametrize(
    ("code", "change", "told"),
    [(code, change, told) for code, _, change, told in HINTS],
    ids=[f"{code}: {name}" for code, name, *_ in HINTS],
)
def test_hints(code: str, change: Change, told: bool) -> None:
    assert (code in codes(change(clean(NEW)), hints=True)) is told


def test_tables_that_are_gone_leave_no_empty_section_in_a_year_that_nobody_knows() -> None:
    bare = swap(r"(三、收到[^\n]+\n)(?:[^\n]*\n)*?(?=四、政府信息公开行政)", r"\1\n", pattern=True)
    gone = bare(clean(NEW))
    nameless = re.sub(r"20[0-9]{2}年(?:度)?", "", gone)
    assert "S4" in codes(gone) and "S2" not in codes(gone)
    assert not {"S2", "S4"} & codes(nameless)


def test_parts_are_not_counted_where_the_closing_ones_are_gone() -> None:
    said = swap("所列数据", "本报告由八个部分组成，所列数据")
    short = swap(r"五、[^\n]+\n[\s\S]*", "五、复议诉讼情况\n全年没有复议。\n", pattern=True)
    assert "S8" not in codes(both(said, short)(clean(2012)))
    assert "S8" in codes(said(clean(2012)))
